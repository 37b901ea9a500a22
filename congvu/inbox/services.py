"""Keeping the projection of open duties. The deeds behind them are told in the journal by the rooms that do them."""

from dataclasses import dataclass
from datetime import datetime

from congvu.inbox.models import Duty
from congvu.inbox.rules import State


@dataclass(frozen=True, slots=True)
class Card:
    """What the inbox shows of a duty, so that no list ever looks into another table."""

    code: str
    title: str
    step: str
    who: str
    address: str


def put(
    subject: str,
    card: Card,
    *,
    agency_id: int,
    role: str,
    due_at: datetime,
    at: datetime,
    state: State = State.NEW,
) -> Duty:
    """Open a duty for a role at an agency."""
    return Duty.objects.create(
        subject=subject,
        agency_id=agency_id,
        role=role,
        state=state,
        code=card.code,
        title=card.title,
        step=card.step,
        who=card.who,
        address=card.address,
        due_at=due_at,
        since=at,
    )


def take(subject: str, *, account_id: int | None) -> None:
    """The duty is in this person's hands from now on."""
    Duty.objects.filter(subject=subject, state=State.NEW).update(state=State.IN_HAND, account_id=account_id)


def move(subjects: list[str], *, state: State | None = None, due_at: datetime | None = None) -> None:
    """Duties whose clock stopped, ran on or moved."""
    changes: dict[str, object] = {}
    if state is not None:
        changes["state"] = state
    if due_at is not None:
        changes["due_at"] = due_at
    Duty.objects.filter(subject__in=subjects).update(**changes)


def drop(subjects: list[str]) -> None:
    """The duties are done, or no longer anybody's."""
    Duty.objects.filter(subject__in=subjects).delete()
