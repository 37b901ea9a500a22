"""Keeping the projection of open duties. The deeds behind them are told in the journal by the rooms that do them."""

from collections.abc import Sequence
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


def take(subject: str, *, account_id: int | None, at: datetime | None = None) -> None:
    """The duty is in this person's hands from now on."""
    moved = {"since": at} if at else {}
    Duty.objects.filter(subject=subject, state=State.NEW).update(state=State.IN_HAND, account_id=account_id, **moved)


def move(
    subjects: list[str], *, state: State | None = None, due_at: datetime | None = None, at: datetime | None = None
) -> None:
    """Duties whose clock stopped, ran on or moved. `at`: work can go on only since then, so it is not stuck yet."""
    changes: dict[str, object] = {}
    if state is not None:
        changes["state"] = state
    if at is not None:
        changes["since"] = at
    if due_at is not None:
        changes["due_at"] = due_at
    Duty.objects.filter(subject__in=subjects).update(**changes)


def drop(subjects: list[str]) -> None:
    """The duties are done, or no longer anybody's."""
    Duty.objects.filter(subject__in=subjects).delete()


def rehome(old_id: int, new_id: int, *, codes: Sequence[str] | None = None) -> int:
    """Duties of one agency become another's: all of them, or those of the things with these codes; how many."""
    duties = Duty.objects.filter(agency=old_id)
    if codes is not None:
        duties = duties.filter(code__in=codes)
    return duties.update(agency=new_id)


def release(subjects: Sequence[str]) -> None:
    """Duties whose holder is not in the role any more are everybody's in that role again."""
    Duty.objects.filter(subject__in=subjects).update(account=None)
    Duty.objects.filter(subject__in=subjects, state=State.IN_HAND).update(state=State.NEW)


def assign(subject: str, *, account_id: int, at: datetime) -> None:
    """The duty is this person's, who has not begun it yet: whoever had it before has it no more."""
    Duty.objects.filter(subject=subject).update(account_id=account_id, since=at)
    Duty.objects.filter(subject=subject, state=State.IN_HAND).update(state=State.NEW)


def rename(code: str, *, who: str) -> None:
    """Whoever a dossier's duties are about is called otherwise since a correction."""
    Duty.objects.filter(code=code).update(who=who)


def rename_step(subject: str, *, step: str) -> None:
    """The duty's step is called otherwise now: the dossier went over to another edition."""
    Duty.objects.filter(subject=subject).update(step=step)
