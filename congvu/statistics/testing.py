"""Many dossiers out of a few: real ones, with all that is kept of them, copied by SQL in the database itself.

For tests and measurements of size. A copy has the rows of its original in every table that a page or a report reads
(dossier, clock, legs, decision, receipts, lives and marks; steps and duties while it is open) under keys, codes and
numbers of its own, on other days. What is synthetic: the steps of what is closed are left out; of the journal it has
the lines of the receipt and the hand-over alone, with the original's facts; it has no ledger of its clock and no
papers; its life's moments are the original's; and the tallies are summed by SQL out of the marks instead of being moved
by each line.
"""

# ruff: noqa: S608  # statements made of this module's own words and numbers

from collections.abc import Mapping
from typing import Any

from django.db import connection, transaction

from congvu.clocks.models import Clock
from congvu.dossiers.models import CashDay, Decision, Dossier, FeeReceipt, Leg, Slip, Step
from congvu.inbox.models import Duty
from congvu.journal.models import Entry
from congvu.statistics.models import Grain, Kept, LegLife, LegMark, LegTally, Life, Mark, Tally

STRIDE = 1_000_000  # the keys of the k-th copies: their originals' and k times this
RECEIPTS = 100_000  # likewise the numbers of receipts
COPIED_LINES = "('dossiers.received', 'dossiers.handed_over')"
DATES = {"DateField", "DateTimeField"}


@transaction.atomic
def multiply(first: int, last: int, *, days: int = 1, opened: bool = False) -> int:
    """Add the copies number `first` to `last` of every closed dossier there is, or with `opened` of every open one.

    The k-th copy lies k modulo `days` days before its original (an open one on the same days); its receipts k days, so
    that a day's cash book stays as long. Call `sum_up` at the end. How many dossiers were added.
    """
    if connection.vendor == "postgresql":  # foreign keys and triggers of every row would take most of the time
        _run("SET LOCAL session_replication_role = replica")
    else:
        _run("PRAGMA cache_size=-600000")  # KiB, of this connection
    copier = _Copier(first, last, 1 if opened else days)
    known = f"SELECT id FROM dossiers_dossier WHERE id < {STRIDE} AND closed_at IS {'' if opened else 'NOT '}NULL"
    mine = f"dossier_id IN ({known})"
    copier.copy(Clock, f"id IN (SELECT clock_id FROM dossiers_dossier WHERE id IN ({known}))", label=_LABEL)
    copier.copy(Clock, f"id IN (SELECT clock_id FROM dossiers_leg WHERE {mine})", label=_LABEL)
    keys = {name: f"substr({name}, 1, 34) || '.' || k" for name in ("lookup_key", "intake_key")}
    added = copier.copy(
        Dossier, f"id IN ({known})", clock_id=_KEY, code="code || '.' || k", folded="folded || ' ' || k", **keys
    )
    copier.copy(Leg, mine, dossier_id=_KEY, clock_id=_KEY)
    copier.copy(Decision, mine, dossier_id=_KEY)
    if opened:
        copier.copy(Slip, mine, dossier_id=_KEY, leg_id=_KEY)
        copier.copy(Step, mine, dossier_id=_KEY, leg_id=_KEY, slip_id=_KEY, opened_by_id=_KEY)
        _copy_duties(copier, known)
    else:
        _copy_money(copier, mine)
    _copy_books(copier, known)
    return added


def _copy_duties(copier: "_Copier", known: str) -> None:
    steps = f"SELECT 'dossiers.step:' || id FROM dossiers_step WHERE dossier_id IN ({known})"
    subject = f"'dossiers.step:' || (CAST(substr(subject, 15) AS bigint) + k * {STRIDE})"
    names = {"code": "code || '.' || k", "address": "replace(address, code, code || '.' || k)"}
    copier.copy(Duty, f"subject IN ({steps})", subject=subject, **names)


def _copy_money(copier: "_Copier", mine: str) -> None:
    """Receipts, on as many days as there are copies; a counter has one book a day, closed long ago."""
    by_copies = _Copier(copier.first, copier.last, 0)
    day = by_copies.earlier("day", "DateField")
    closed = {
        "day": day,
        "closed_at": "CURRENT_TIMESTAMP",
        "closed_by": "'Thử'",
        "difference_reason": "'Thử'",
        "id": f"counter_id * {STRIDE} + {_number_of_day(day)}",
    }
    by_copies.copy(CashDay, "TRUE", conflicts="ON CONFLICT DO NOTHING", **closed)
    earlier = by_copies.earlier("(SELECT d.day FROM dossiers_cashday d WHERE d.id = f.day_id)", "DateField")
    into = f"(SELECT n.id FROM dossiers_cashday n WHERE n.counter_id = f.counter_id AND n.day = {earlier})"
    which = f"{mine} AND refund_day_id IS NULL"
    number = f"number + k * {RECEIPTS}"
    by_copies.copy(FeeReceipt, which, alias="f", dossier_id=_KEY, number=number, day_id=into)


def _number_of_day(day: str) -> str:
    if connection.vendor == "postgresql":
        return f"({day} - DATE '2000-01-01')"
    return f"CAST(julianday({day}) - julianday('2000-01-01') AS integer)"


def _copy_books(copier: "_Copier", known: str) -> None:
    """The journal's lines that lists read, and what this room keeps."""
    subjects = f"SELECT 'dossiers.dossier:' || id FROM ({known}) AS known"
    subject = f"'dossiers.dossier:' || (CAST(substr(subject, 18) AS bigint) + k * {STRIDE})"
    copier.copy(Entry, f"event IN {COPIED_LINES} AND subject IN ({subjects})", subject=subject)
    copier.copy(Life, f"subject IN ({subjects})", subject=subject, code="code || '.' || k")
    lives = f"SELECT id FROM statistics_life WHERE subject IN ({subjects})"
    copier.copy(LegLife, f"life_id IN ({lives})", life_id=_KEY)
    copier.copy(Mark, f"life_id IN ({lives})", life_id=_KEY)
    legs = f"SELECT id FROM statistics_leglife WHERE life_id IN ({lives})"
    copier.copy(LegMark, f"leg_id IN ({legs})", leg_id=_KEY)


_KEY = "key"
_LABEL = "CASE WHEN label LIKE '%/%' THEN replace(label, '/', '.' || k || '/') ELSE label || '.' || k END"


class _Copier:
    """Copies rows of whole tables, each under a key of its own. With no `days`, the k-th lies k days earlier."""

    def __init__(self, first: int, last: int, days: int) -> None:
        self.first, self.last, self.days = first, last, days

    def series(self) -> str:
        if connection.vendor == "postgresql":
            return f"WITH series AS (SELECT k FROM generate_series({self.first}::bigint, {self.last}::bigint) AS k)"
        counted = f"SELECT {self.first} UNION ALL SELECT k + 1 FROM series WHERE k < {self.last}"
        return f"WITH RECURSIVE series(k) AS ({counted})"

    def copy(self, model: Any, which: str, *, alias: str = "", conflicts: str = "", **other: str) -> int:
        table = model._meta.db_table
        names = ["id", *_names(model)]
        told = ", ".join(self.value(model, name, {"id": _KEY, **other}) for name in names)
        where = f"id < {STRIDE} AND {which}"
        return _run(
            f"INSERT INTO {table} ({', '.join(map(connection.ops.quote_name, names))}) {self.series()}"
            f" SELECT {told} FROM {table} {alias}, series WHERE {where} ORDER BY k, id {conflicts}"
        )

    def value(self, model: Any, name: str, other: Mapping[str, str]) -> str:
        """What a column of a copy holds."""
        said = other.get(name, "")
        if said == _KEY:
            return f"{name} + k * {STRIDE}"
        column = next(field for field in model._meta.concrete_fields if field.column == name)
        kind = column.get_internal_type()
        if not said and kind in DATES and self.days != 1:
            return self.earlier(name, kind)
        return said or connection.ops.quote_name(name)

    def earlier(self, name: str, kind: str) -> str:
        """A day or moment, some days earlier; the last of all days stays."""
        days = f"(k % {self.days})" if self.days else "k"
        if connection.vendor == "postgresql":
            if kind == "DateField":
                return f"CASE WHEN {name} = DATE '9999-12-31' THEN {name} ELSE {name} - ({days})::int END"
            return f"{name} - make_interval(days => ({days})::int)"
        if kind == "DateField":
            return f"CASE WHEN {name} = '9999-12-31' THEN {name} ELSE date({name}, '-' || {days} || ' days') END"
        return f"datetime({name}, '-' || {days} || ' days')"


def sum_up() -> None:
    """Make the tallies anew out of the marks, by SQL, and let them hold every line that is there."""
    for marks, tallies in ((Mark, Tally), (LegMark, LegTally)):
        _sum_up(marks._meta.db_table, tallies._meta.db_table)
    last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    Kept.objects.filter(pk=Kept.ONLY).update(entry=last)
    _run("ANALYZE" if connection.vendor == "postgresql" else "SELECT 1")  # which PostgreSQL does by itself in the end


def _sum_up(marks: str, tallies: str) -> None:
    cell = "agency, procedure, channel"
    _run(f"DELETE FROM {tallies}")
    into = f"INSERT INTO {tallies} (grain, measure, day, {cell}, number)"
    moved = (
        f"SELECT measure, since AS day, {cell}, amount AS n FROM {marks} UNION ALL"
        f" SELECT measure, until, {cell}, -amount FROM {marks} WHERE until < '9999-12-31'"
    )
    _run(f"{into} SELECT '{Grain.DAY}', measure, day, {cell}, sum(n) FROM ({moved}) AS moved GROUP BY 2, 3, 4, 5, 6")
    for grain, word in ((Grain.MONTH, "month"), (Grain.YEAR, "year")):
        day = (
            f"CAST(date_trunc('{word}', day) AS date)"
            if connection.vendor == "postgresql"
            else f"date(day, 'start of {word}')"
        )
        days = f"SELECT '{grain}', measure, {day}, {cell}, sum(number) FROM {tallies} WHERE grain = '{Grain.DAY}'"
        _run(f"{into} {days} GROUP BY 2, 3, 4, 5, 6")


def _names(model: Any) -> list[str]:
    return [field.column for field in model._meta.concrete_fields if not field.primary_key]


def _run(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.rowcount)
