"""What a deed changed, as the journal keeps it."""

from dataclasses import fields
from decimal import Decimal
from typing import Any

from django.db.models import Model


def put(row: Model, said: Any) -> dict[str, list[str]]:
    """Write what was said (a dataclass whose fields are named like the row's) into a row that is not saved yet; what of
    it is new, as [before, now]. Empty words and what is not known are the same."""
    was: dict[str, list[str]] = {}
    for one in fields(said):
        before, now = getattr(row, one.name), getattr(said, one.name)
        if (before or before == 0 or now or now == 0) and before != now:
            was[one.name] = [_told(before), _told(now)]
        setattr(row, one.name, now)
    return was if row.pk else {}


def _told(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"  # 50.0000 from the database is 50
    return "" if value is None else str(value)
