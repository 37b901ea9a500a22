"""Webhooks, and how their deliveries went."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from congvu.api.models import Client, Hook, Told
from congvu.notices.models import Message
from congvu.notices.rules import State

LOOKED_BACK = timedelta(days=12)  # for deliveries that fail: more than after which a hook is ended
SHOWN = 50
OVER = (State.GIVEN_UP, State.DROPPED, State.UNSURE)


@dataclass(frozen=True, slots=True)
class Delivery:
    """Something that a hook was told of, and what became of its newest message (None: the outbox forgot it)."""

    told: Told
    message: Message | None

    @property
    def again(self) -> bool:
        """Whether it may be asked for once more: it arrived, or nobody tries any longer."""
        return self.message is not None and self.message.state in {State.SENT, *OVER}


@dataclass(frozen=True, slots=True)
class Deliveries:
    """How a hook's deliveries went. `failing_since` is when the oldest was written of those that failed since the last
    one arrived; None where none failed."""

    arrived_at: datetime | None
    failing_since: datetime | None


def hooks_of(client: Client) -> QuerySet[Hook]:
    """The hooks of a client that are told, oldest first."""
    return Hook.objects.filter(client=client, ended_at=None).order_by("pk")


def deliveries(client: Client, *, most: int = SHOWN) -> list[Delivery]:
    """The last things that a client was told of, newest first: two queries."""
    told = list(Told.objects.filter(hook__client=client).select_related("hook").order_by("-entry", "-pk")[:most])
    messages = {one.key: one for one in Message.objects.filter(key__in=[one.key for one in told])}
    return [Delivery(one, messages.get(one.key)) for one in told]


def message_of(told: Told) -> Message | None:
    """Its newest message in the outbox; None when the outbox has forgotten it."""
    return Message.objects.filter(key=told.key).first()


def state_of_deliveries(hook: Hook, *, at: datetime) -> Deliveries:
    """How the deliveries of the last days went."""
    told = Told.objects.filter(hook=hook, at__gt=at - LOOKED_BACK).order_by("-entry")[:1000]
    found = list(
        Message.objects.filter(key__in=[one.key for one in told]).values("state", "tries", "made_at", "sent_at")
    )
    arrived = max((one["sent_at"] for one in found if one["sent_at"]), default=None)
    failed = [
        one["made_at"]
        for one in found
        if one["state"] != State.SENT and one["tries"] and (arrived is None or one["made_at"] > arrived)
    ]
    return Deliveries(arrived, min(failed, default=None))
