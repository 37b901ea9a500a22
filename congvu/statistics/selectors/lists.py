"""The list behind a number, page by page: the same filter, so that there are as many rows as the number says."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from congvu.base.actors import Actor
from congvu.base.merging import MOST_ARMS, heads
from congvu.dossiers.selectors.finding import applicants
from congvu.procedures.models import Procedure
from congvu.statistics.models import LegLife, LegMark, Life, Mark
from congvu.statistics.rules.cells import Cell
from congvu.statistics.rules.lives import day_of
from congvu.statistics.rules.marks import verdict
from congvu.statistics.rules.periods import DAY
from congvu.statistics.selectors.numbers import dimensions, of_scope
from congvu.statistics.selectors.scope import Scope, scope

PAGE = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """One row behind a number. `agency` is in whose books it was counted. What the viewer may not open has neither
    `applicant` nor `address`. `at_fault` names the legs that were late, as the cause of a late dossier."""

    code: str
    procedure: str
    procedure_name: str
    agency: str
    agency_name: str
    receiver: str
    channel: str
    applicant: str
    received_at: datetime
    due_at: datetime | None
    finished_at: datetime | None
    closed_at: datetime | None
    state: str
    verdict: str  # early on_time late in_time overdue, or empty
    at_fault: tuple[str, ...]
    fee: int
    amount: int
    day: date
    leg: str
    address: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list; `after` opens the next one."""

    rows: list[Listed]
    after: str


def listed(viewer: Actor, cell: Cell, *, after: str = "", size: int = PAGE, today: date | None = None) -> Page:
    """What a cell counts. Flows newest first; of stocks first what left them first. With `today`, what is open is
    judged by it, else by the cell's last day. Seven queries at most, however long the list."""
    seen = scope(viewer)
    key, back = ("until", False) if cell.stock else ("since", True)
    keys = heads([_from(arm, after, key).order_by(*_order(back, key)) for arm in _arms(seen, cell, key)], size + 1)
    keys = sorted(keys, reverse=back)[: size + 1]
    more, keys = len(keys) > size, keys[:size]
    model: Any = LegMark if cell.legs else Mark
    joined = ("leg__life",) if cell.legs else ("life",)
    known = model.objects.select_related(*joined).in_bulk([pk for _day, pk in keys])
    found = [known[pk] for _day, pk in keys]
    rows = rows_of(viewer, seen, cell, found, today=today or cell.end - DAY)
    return Page(rows, f"{getattr(found[-1], key):%Y%m%d}-{found[-1].pk}" if more else "")


def _arms(seen: Scope, cell: Cell, key: str) -> Iterator[Any]:
    """The marks of a cell, in parts of which each lies in its order in an index: of one measure at one agency, or of
    one measure where nobody's are left out."""
    model: Any = LegMark if cell.legs else Mark
    codes: Sequence[str] = sorted(seen.under(cell.under) if cell.under else () if seen.all else seen.codes)
    whole = not cell.agency and (not (cell.under or not seen.all) or len(codes) * len(cell.measures) > MOST_ARMS)
    for measure in cell.measures:
        for code in [""] if whole or cell.agency else codes:
            marks = of_scope(model.objects.all(), seen, under=cell.under if whole else "", agency=cell.agency or code)
            yield _within(
                marks.filter(dimensions(cell.field, cell.procedure, cell.channel)), cell, measure
            ).values_list(key, "pk")


def _within(marks: Any, cell: Cell, measure: str) -> Any:
    if cell.stock:
        last = cell.end - DAY
        return marks.filter(measure=measure, since__lte=last, until__gt=last)
    return marks.filter(measure=measure, since__gte=cell.start, since__lt=cell.end)


def _from(marks: Any, after: str, key: str) -> Any:
    """From a key on. The day stands alone too: an `or` by itself leads no planner into an index."""
    read = _read(after)
    if not read:
        return marks
    day, pk = read
    if key == "until":
        return marks.filter(Q(until__gt=day) | Q(until=day, pk__gt=pk), until__gte=day)
    return marks.filter(Q(since__lt=day) | Q(since=day, pk__lt=pk), since__lte=day)


def _order(back: bool, key: str) -> tuple[str, str]:
    return (f"-{key}", "-pk") if back else (key, "pk")


def _read(after: str) -> tuple[date, int] | None:
    day, _dash, pk = after.partition("-")
    try:
        return datetime.strptime(day, "%Y%m%d").date(), int(pk)  # noqa: DTZ007  # a day has no zone
    except ValueError:
        return None


def rows_of(viewer: Actor, seen: Scope, cell: Cell, marks: Sequence[Any], *, today: date) -> list[Listed]:
    lives = {mark.pk: mark.leg.life if cell.legs else mark.life for mark in marks}
    names = dict(
        Procedure.objects.filter(code__in={life.procedure for life in lives.values()})
        .order_by()
        .values_list("code", "name")
    )
    codes = [life.code for life in lives.values() if life.code]
    people = applicants(viewer, codes)
    causes = at_fault(lives.values(), seen, today=today)
    return [_row(mark, lives[mark.pk], cell, seen, names, people, causes, today=today) for mark in marks]


def _row(
    mark: Any,
    life: Life,
    cell: Cell,
    seen: Scope,
    names: dict[str, str],
    people: dict[str, str],
    causes: dict[int, tuple[str, ...]],
    *,
    today: date,
) -> Listed:
    leg = mark.leg if cell.legs else None
    due_at, finished_at = (leg.due_at, leg.finished_at) if leg else (life.due_at, life.finished_at)
    return Listed(
        code=life.code,
        procedure=life.procedure,
        procedure_name=names.get(life.procedure, life.procedure),
        agency=mark.agency,
        agency_name=seen.name(mark.agency),
        receiver=life.receiver,
        channel=life.channel,
        applicant=people.get(life.code, ""),
        received_at=leg.opened_at if leg else life.received_at,
        due_at=due_at,
        finished_at=finished_at,
        closed_at=life.closed_at,
        state=life.state,
        verdict=judged(life, due_at, finished_at, today=today),
        at_fault=causes.get(life.pk, ()),
        fee=life.fee,
        amount=mark.amount,
        day=mark.since,
        leg=f"{leg.number}. {leg.name}" if leg else "",
        address=f"/ho-so/{life.code}/" if life.code in people else "",
    )


def judged(life: Life, due_at: datetime | None, finished_at: datetime | None, *, today: date) -> str:
    """early, on_time, late; while it is worked on in_time or overdue by `today`; paused dossiers are in time."""
    if due_at is None:
        return ""
    if finished_at:
        return verdict(day_of(finished_at), day_of(due_at))
    if life.closed_at:
        return ""
    return "overdue" if not life.state.startswith("awaiting_") and day_of(due_at) < today else "in_time"


def at_fault(lives: Any, seen: Scope, *, today: date) -> dict[int, tuple[str, ...]]:
    """The late legs of late dossiers, by the life's key: number, share and agency. One query at most."""
    late = [
        life.pk for life in lives if judged(life, life.due_at, life.finished_at, today=today) in ("late", "overdue")
    ]
    found: dict[int, list[str]] = defaultdict(list)
    for leg in LegLife.objects.filter(life__in=late).order_by("life", "number") if late else ():
        done = day_of(leg.finished_at) if leg.finished_at else today
        if leg.ending in ("", "done") and done > day_of(leg.due_at):
            found[leg.life_id].append(f"{leg.number}. {leg.name} ({seen.name(leg.agency)})")
    return {key: tuple(legs) for key, legs in found.items()}
