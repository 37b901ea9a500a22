"""Companies, who acts for them, and who says to represent one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from congvu.base.actors import Actor
from congvu.people.models import Mandate, Party
from congvu.people.rules import MandateRole


@dataclass(frozen=True, slots=True)
class Company:
    """A company as somebody sees it who acts for it, or has claimed to: the own mandate, and those of everybody that
    run, which its representatives see."""

    party: Party
    own: Mandate
    everybody: list[Mandate]

    @property
    def is_mine(self) -> bool:
        return self.own.role == MandateRole.OWNER and self.own.confirmed_at is not None


@dataclass(frozen=True, slots=True)
class Claims:
    """A page of claims; `older` is the id behind which the next page begins, or 0."""

    claims: Sequence[Mandate]
    older: int


def companies_of(viewer: Actor) -> list[Company]:
    """The companies for which the viewer may act or has claimed to, and claims that were refused: two queries."""
    mine = Mandate.objects.filter(account=viewer.account_id or 0).exclude(ended_at__isnull=False, ended_for="")
    own = list(mine.select_related("party").order_by("party__name", "pk"))
    owned = [one.party_id for one in own if one.role == MandateRole.OWNER and one.confirmed_at and not one.ended_at]
    running = Mandate.objects.filter(party__in=owned, ended_at=None, confirmed_at__isnull=False)
    everybody: dict[int, list[Mandate]] = {}
    for mandate in running.select_related("account").order_by("given_at", "pk"):
        everybody.setdefault(mandate.party_id, []).append(mandate)
    return [Company(one.party, one, everybody.get(one.party_id, [])) for one in own]


def claims_page(*, after: str, size: int) -> Claims:
    """Claims that wait for an official, the oldest first, each with whether the company has a representative already
    (`has_owner`): one query."""
    owners = Mandate.objects.filter(
        party=OuterRef("party"), role=MandateRole.OWNER, confirmed_at__isnull=False, ended_at=None
    )
    waiting = Mandate.objects.filter(confirmed_at=None, ended_at=None).annotate(has_owner=Exists(owners))
    if after.isdecimal():
        waiting = waiting.filter(pk__gt=int(after))
    found = list(waiting.select_related("party", "account").order_by("pk")[: size + 1])
    return Claims(found[:size], found[size - 1].pk if len(found) > size else 0)
