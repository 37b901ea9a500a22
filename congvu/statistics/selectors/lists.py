"""The list behind a number, page by page: the same filter, so that there are as many rows as the number says."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from congvu.base.actors import Actor
from congvu.dossiers.selectors.finding import visible
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
    judged by it, else by the cell's last day. Five queries at most, however long the list."""
    seen = scope(viewer)
    marks = _marks(seen, cell)
    key = "until" if cell.stock else "since"
    if read := _read(after):
        day, pk = read
        marks = marks.filter(
            Q(until__gt=day) | Q(until=day, pk__gt=pk) if cell.stock else Q(since__lt=day) | Q(since=day, pk__lt=pk)
        )
    order = ("until", "pk") if cell.stock else ("-since", "-pk")
    joined = ("leg__life",) if cell.legs else ("life",)
    found = list(marks.select_related(*joined).order_by(*order)[: size + 1])
    more, found = len(found) > size, found[:size]
    rows = rows_of(viewer, seen, cell, found, today=today or cell.end - DAY)
    return Page(rows, f"{getattr(found[-1], key):%Y%m%d}-{found[-1].pk}" if more else "")


def _marks(seen: Scope, cell: Cell) -> Any:
    model: Any = LegMark if cell.legs else Mark
    marks = of_scope(model.objects.all(), seen, under=cell.under, agency=cell.agency)
    marks = marks.filter(dimensions(cell.field, cell.procedure, cell.channel), measure__in=cell.measures)
    if cell.stock:
        last = cell.end - DAY
        return marks.filter(since__lte=last, until__gt=last)
    return marks.filter(since__gte=cell.start, since__lt=cell.end)


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
    people = dict(visible(viewer).filter(code__in=codes).order_by().values_list("code", "applicant"))
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
