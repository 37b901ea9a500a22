"""Lives as rows and rows as lives."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from congvu.statistics import models
from congvu.statistics.rules.lives import LegLife, LegMoment, Life, Moment

LIFE = (
    "code",
    "procedure",
    "edition",
    "agency",
    "receiver",
    "channel",
    "fee",
    "received_at",
    "due_at",
    "finished_at",
    "closed_at",
    "state",
    "outcome",
    "supplements",
)
LEG = ("number", "key", "name", "agency", "opened_at", "due_at", "finished_at", "ending")


def life_of(row: models.Life) -> Life:
    """The life that a row keeps, ready for its next line."""
    moments = tuple(_moment(kept) for kept in row.moments)
    return Life(**{name: getattr(row, name) for name in LIFE}, moments=moments)


def _moment(kept: Sequence[Any]) -> Moment:
    day, agency, receiver, state, due, end, outcome, fee, late, paid, online, issued, rating = kept
    stood = (_day(day), agency, receiver, state, _day(due), _day(end) if end else None, outcome)
    return Moment(*stood, fee, bool(late), paid, bool(online), bool(issued), rating)


def write_life(row: models.Life, life: Life) -> models.Life:
    """Put a life into its row, unsaved."""
    for name in LIFE:
        setattr(row, name, getattr(life, name))
    row.book = life.moments[0].receiver
    row.moments = [
        [
            one.day.isoformat(),
            one.agency,
            one.receiver,
            one.state,
            one.due.isoformat(),
            one.finished.isoformat() if one.finished else "",
            one.outcome,
            one.fee,
            int(one.reappointed),
            one.paid,
            int(one.online),
            int(one.issued),
            one.rating,
        ]
        for one in life.moments
    ]
    return row


def leg_of(row: models.LegLife) -> LegLife:
    """The leg that a row keeps."""
    moments = tuple(LegMoment(_day(day), agency, _day(due), ending) for day, agency, due, ending in row.moments)
    return LegLife(**{name: getattr(row, name) for name in LEG}, moments=moments)


def write_leg(row: models.LegLife, leg: LegLife) -> models.LegLife:
    """Put a leg into its row, unsaved."""
    for name in LEG:
        setattr(row, name, getattr(leg, name))
    row.moments = [[one.day.isoformat(), one.agency, one.due.isoformat(), one.ending] for one in leg.moments]
    return row


def _day(text: str) -> date:
    return date.fromisoformat(text)


def upsert(rows: Sequence[Any], *, unique: Sequence[str]) -> None:
    """Write new and changed rows in one statement; each knows its key afterwards."""
    if rows:
        model = type(rows[0])
        names = [field.name for field in model._meta.concrete_fields if field.name not in {"id", *unique}]
        model._default_manager.bulk_create(
            rows, update_conflicts=True, unique_fields=list(unique), update_fields=names, batch_size=500
        )
