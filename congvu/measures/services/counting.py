"""A run counts some metrics over some days, a few days in a transaction: killed, it is taken up where it stood.

What is counted again and still so is left as it is; what differs is written anew; the rows of an agency on a day on
which it turned out not to exist go. What cannot be known any more stays as it was counted when it could be. Agencies
that have none get a row with 0: no row means "not known".
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from congvu.agencies.selectors import governs
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.measures import events, refusals
from congvu.measures.models import Measure, Run
from congvu.measures.rules import METRICS
from congvu.measures.selectors.counters import COUNTERS, Counted, Span

Progress = Callable[[int, int], None]
Row = tuple[str, int, date]  # metric, agency, day
Number = tuple[int, int, int]  # n, covered, coverage

MOST_DAYS = 5 * 366
AT_ONCE = 50_000  # rows that a transaction looks at: about a second on SQLite, which lets nobody else write meanwhile
LONGEST = 31  # days of a transaction
WRITTEN = 500  # rows of a statement
DAY = timedelta(days=1)


def count(
    metrics: Iterable[str], first: date, last: date, *, by: Actor, at: datetime, progress: Progress | None = None
) -> Run:
    """Count the metrics on all days from the first to the last, and store the figures. Dark metrics are left out.

    A run of the same metrics and days that was begun and killed is taken up. `progress` is told how many days are done,
    of how many. Refusals: those of `ask`.
    """
    wanted = _checked(metrics, first, last, by=by, at=at)
    same = Run.objects.filter(metrics=wanted, first=first, last=last, ended_at=None)
    run = same.first() or ask(wanted, first, last, by=by, at=at)
    while step(run, at=at):
        if progress:
            progress(run.done, run.days)
    return run


@transaction.atomic
def ask(metrics: Iterable[str], first: date, last: date, *, by: Actor, at: datetime) -> Run:
    """Ask for a run, which the background counts.

    Refusals: measures.not_admin, measures.unknown, measures.nothing_lit, measures.ends_before_it_begins,
    measures.not_over, measures.too_long.
    """
    wanted = _checked(metrics, first, last, by=by, at=at)
    days = (last - first).days + 1
    run = Run.objects.create(metrics=wanted, first=first, last=last, days=days, asked_by=by.name, asked_at=at)
    told = {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}", "number": len(wanted)}
    record(events.COUNT_ASKED, run, by=by, at=at, **told, metrics=wanted)
    return run


def _checked(metrics: Iterable[str], first: date, last: date, *, by: Actor, at: datetime) -> list[str]:
    """The lit ones among the metrics, in the order of the catalogue."""
    if not governs(by):
        raise Refusal(refusals.NOT_ADMIN)
    asked, yesterday = set(metrics), timezone.localdate(at) - DAY
    if unknown := sorted(asked - set(METRICS)):
        raise Refusal(refusals.UNKNOWN, field="metrics", key=unknown[0])
    if first > last:
        raise Refusal(refusals.ENDS_BEFORE_IT_BEGINS, field="last")
    if last > yesterday:
        raise Refusal(refusals.NOT_OVER, field="last", day=f"{last:%d/%m/%Y}", yesterday=f"{yesterday:%d/%m/%Y}")
    if (last - first).days >= MOST_DAYS:
        raise Refusal(refusals.TOO_LONG, field="first", most=MOST_DAYS)
    wanted = [key for key in COUNTERS if key in asked]
    if not wanted:
        raise Refusal(refusals.NOTHING_LIT, field="metrics")
    return sorted(wanted)


def go_on(*, at: datetime, most: int = 5) -> int:
    """Go on with the runs that were begun, the oldest first, by at most so many transactions; how many days were
    counted."""
    days = 0
    for run in Run.objects.filter(ended_at=None).order_by("pk"):
        while most > 0 and (done := step(run, at=at)):
            most, days = most - 1, days + done
    return days


def step(run: Run, *, at: datetime) -> int:
    """Count the next few days of a run; how many, 0 when it is over. Of two at once one counts a day."""
    before = run.done
    span = _next(run, at=at)
    if span is None:
        Run.objects.filter(pk=run.pk, ended_at=None).update(ended_at=at)
        run.refresh_from_db()
        return 0
    found = _numbers(span, run.metrics)
    with transaction.atomic():
        held = Run.objects.select_for_update().get(pk=run.pk)
        if held.done == before:
            _store(found, span, run.metrics, at=at)
            held.done += span.size
            held.ended_at = at if held.done == held.days else None
            held.save(update_fields=["done", "ended_at"])
    run.done, run.ended_at = held.done, held.ended_at
    return run.done - before


def _next(run: Run, *, at: datetime) -> Span | None:
    """The next days, as many as a transaction bears."""
    if run.done >= run.days or run.ended_at:
        return None
    first = run.first + run.done * DAY
    agencies = len(Span(first, first, at=at).counted)
    size = max(1, min(LONGEST, AT_ONCE // max(agencies * len(run.metrics), 1)))
    return Span(first, min(first + (size - 1) * DAY, run.last), at=at)


def _numbers(span: Span, metrics: Iterable[str]) -> dict[Row, Number]:
    """What every metric is at every agency on every day on which the agency exists and the metric can be known."""
    found: dict[Row, Number] = {}
    for key in metrics:
        if key in COUNTERS:
            _add(found, key, COUNTERS[key](span), span)
    return found


def _add(found: dict[Row, Number], key: str, counted: Counted, span: Span) -> None:
    known = counted.known
    knowable = span.mask(known.first, known.last + DAY if known.last else None)
    none = [0] * span.size
    for agency, mask in span.counted.items():
        numbers = counted.numbers.get(agency, none)
        for place, day in enumerate(span.days):
            if mask & knowable & 1 << place:
                found[key, agency, day] = (numbers[place], counted.covered, counted.coverage)


def _store(found: dict[Row, Number], span: Span, metrics: Iterable[str], *, at: datetime) -> None:
    """Write what is new or differs, and take away what is not so any more."""
    within = Measure.objects.filter(metric__in=list(metrics), day__gte=span.first, day__lte=span.last).order_by()
    gone, same = [], set()
    for pk, metric, agency, day, *number in within.values_list(
        "pk", "metric", "agency_id", "day", "n", "covered", "coverage"
    ):
        if not span.counted.get(agency, 0) >> (day - span.first).days & 1:
            gone.append(pk)
        elif found.get((metric, agency, day)) == tuple(number):
            same.add((metric, agency, day))
    if gone:
        Measure.objects.filter(pk__in=gone).delete()
    _write([(*row, *number) for row, number in found.items() if row not in same], at=at)


def _write(rows: Sequence[tuple[str, int, date, int, int, int]], *, at: datetime) -> None:
    """New and changed rows, by statements of our own: a year of a province is two million of them, and to make and
    ask a model object for each would take three quarters of the time."""
    counted_at = connection.ops.adapt_datetimefield_value(at)
    names = ("metric", "agency_id", "day", "n", "covered", "coverage", "counted_at")
    changed = ", ".join(f"{name} = excluded.{name}" for name in names[3:])
    one = f"({', '.join(['%s'] * len(names))})"
    with connection.cursor() as cursor:
        for place in range(0, len(rows), WRITTEN):
            some = rows[place : place + WRITTEN]
            values: list[Any] = []
            for metric, agency, day, *number in some:
                values += (metric, agency, connection.ops.adapt_datefield_value(day), *number, counted_at)
            cursor.execute(
                f"INSERT INTO {Measure._meta.db_table} ({', '.join(names)}) VALUES {', '.join([one] * len(some))}"  # noqa: S608
                f" ON CONFLICT (metric, agency_id, day) DO UPDATE SET {changed}",
                values,
            )
