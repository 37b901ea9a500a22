"""Marks as rows, and the sums of marks. Only the difference is written: a life that did not change costs nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from congvu.statistics.models import Grain, LegMark, LegTally, Mark, Tally
from congvu.statistics.rules import marks as rules

AT_ONCE = 100  # rows of a statement: SQLite of old bears 999 values


class Owner(NamedTuple):
    """Whose marks they are: the key of the life or leg, and what they share."""

    key: int
    procedure: str
    channel: str


Sums = Counter[tuple[str, str, date, str, str, str]]  # grain, measure, first day, agency, procedure, channel


def remark(wanted: Mapping[Owner, Iterable[rules.Mark]], *, legs: bool = False) -> None:
    """Set the marks of these owners, and move the tallies by what that changes."""
    model: Any = LegMark if legs else Mark
    foreign = "leg_id" if legs else "life_id"
    there: dict[int, dict[rules.Mark, list[int]]] = defaultdict(lambda: defaultdict(list))
    found = model.objects.filter(**{f"{foreign}__in": [owner.key for owner in wanted]})
    for pk, key, *fields in found.values_list("pk", foreign, "measure", "agency", "since", "until", "amount"):
        there[key][rules.Mark(*fields)].append(pk)
    gone: list[int] = []
    made: list[Any] = []
    sums: Sums = Counter()
    for owner, marks in wanted.items():
        had = there[owner.key]
        for mark in marks:
            if had.get(mark):
                had[mark].pop()
                continue
            shared = {"procedure": owner.procedure, "channel": owner.channel, foreign: owner.key}
            fields = {name: getattr(mark, name) for name in ("measure", "agency", "since", "until", "amount")}
            made.append(model(**shared, **fields))
            add(sums, mark, owner, 1)
        for mark, keys in had.items():
            gone += keys
            add(sums, mark, owner, -len(keys))
    if gone:
        model.objects.filter(pk__in=gone).delete()
    model.objects.bulk_create(made, batch_size=1000)
    write(sums, LegTally if legs else Tally)


def add(sums: Sums, mark: rules.Mark, owner: Owner, times: int) -> None:
    """A flow adds its amount on its day; a stock adds one on the day it begins and takes it away when it ends."""
    days = [(mark.since, mark.amount * times)]
    if mark.until and mark.until != rules.FOREVER:
        days.append((mark.until, -mark.amount * times))
    for day, number in days:
        for grain, first in ((Grain.DAY, day), (Grain.MONTH, day.replace(day=1)), (Grain.YEAR, date(day.year, 1, 1))):
            sums[grain.value, mark.measure, first, mark.agency, owner.procedure, owner.channel] += number


def write(sums: Sums, model: type[Tally | LegTally]) -> None:
    """Add to the tallies. In one order, so that a second keeper would wait and not deadlock."""
    rows = sorted((*cell, number) for cell, number in sums.items() if number)
    for start in range(0, len(rows), AT_ONCE):
        _upsert(model._meta.db_table, rows[start : start + AT_ONCE])


def _upsert(table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    name = connection.ops.quote_name(table)
    values = ", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {name} (grain, measure, day, agency, procedure, channel, number) VALUES {values}"  # noqa: S608
            f" ON CONFLICT (grain, measure, day, agency, procedure, channel)"
            f" DO UPDATE SET number = {name}.number + excluded.number",
            [value for row in rows for value in row],
        )
