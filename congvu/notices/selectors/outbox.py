"""The outbox as its operator sees it: an administrator sees what goes to the accounts that he manages."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet

from congvu.agencies import selectors as agencies
from congvu.base.actors import Actor
from congvu.notices.models import Message, Preference
from congvu.notices.rules import Channel, State
from congvu.people.models import Account

REASONS = 20


def visible(by: Actor, *, on: date) -> QuerySet[Message]:
    """The messages that the actor may see; from the root all of them."""
    if agencies.governs(by):
        return Message.objects.all()
    return Message.objects.filter(account__in=agencies.accounts(by, on=on).order_by().values("pk"))


def counts(by: Actor, *, on: date) -> dict[tuple[Channel, State], int]:
    """How many messages are in each state, by channel: one query."""
    found = visible(by, on=on).order_by().values_list("channel", "state").annotate(Count("pk"))
    return Counter({(Channel(channel), State(state)): number for channel, state, number in found})


def page(
    by: Actor,
    state: State | None,
    *,
    on: date,
    channel: Channel | None = None,
    before: str = "",
    size: int = 50,
) -> list[Message]:
    """Up to `size` messages, newest first, older than the one with the id `before`; an unreadable id starts anew."""
    messages = visible(by, on=on).select_related("account").defer("text")
    if state:
        messages = messages.filter(state=state)
    if channel:
        messages = messages.filter(channel=channel)
    if before.isascii() and before.isdecimal() and len(before) < 19:
        messages = messages.filter(pk__lt=int(before))
    return list(messages.order_by("-pk")[:size])


@dataclass(frozen=True, slots=True)
class Failure:
    """Why messages did not leave, and how many of them."""

    channel: Channel
    reason: str
    count: int


def failures(by: Actor, *, on: date, channel: Channel | None = None) -> list[Failure]:
    """What was given up, by channel and reason, the most frequent first: one query."""
    given_up = visible(by, on=on).filter(state=State.GIVEN_UP)
    if channel:
        given_up = given_up.filter(channel=channel)
    found = (
        given_up.order_by().values_list("channel", "error").annotate(number=Count("pk")).order_by("-number", "error")
    )
    return [Failure(Channel(way), reason, number) for way, reason, number in found[:REASONS]]


def message_of(by: Actor, message_pk: int, *, on: date) -> Message | None:
    """One message, if the actor may see it."""
    return visible(by, on=on).select_related("account").filter(pk=message_pk).first()


def trouble() -> dict[State, int]:
    """What asks for an operator, or waits: by state."""
    asking = Message.objects.filter(state__in=[State.WAITING, State.UNSURE, State.GIVEN_UP])
    return {State(state): number for state, number in asking.order_by().values_list("state").annotate(Count("pk"))}


def unreachable(by: Actor, *, on: date) -> QuerySet[Account]:
    """Active accounts with a post that have no address: nobody can warn them."""
    posts = agencies.held(on=on).filter(account=OuterRef("pk"))
    return agencies.accounts(by, on=on).filter(Exists(posts), is_active=True, email="")


def preference_of(account_id: int) -> Preference:
    """What somebody wants by e-mail; who never said wants everything."""
    return Preference.objects.filter(account=account_id).first() or Preference(account_id=account_id)
