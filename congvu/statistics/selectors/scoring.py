"""The quarterly scoring of agencies: who is scored, what the data say, what was said and appraised."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind
from congvu.base.actors import Actor
from congvu.procedures.models import Procedure
from congvu.statistics.models import Score, ScoringQuarter
from congvu.statistics.rules import scoring
from congvu.statistics.rules.cells import Cell
from congvu.statistics.rules.measures import RATED, LegMeasure, Measure
from congvu.statistics.rules.periods import Period
from congvu.statistics.rules.scoring import INDICES, Content, Online, Times
from congvu.statistics.selectors.numbers import Question, numbers
from congvu.statistics.selectors.scope import scope

BLOCKS = (Kind.DEPARTMENT, Kind.DISTRICT_COMMITTEE, Kind.COMMUNE_COMMITTEE)
M, L = Measure, LegMeasure
TIMES = (M.SETTLED_EARLY, M.SETTLED_ON_TIME, M.SETTLED_LATE)
LEG_TIMES = (L.DONE_EARLY, L.DONE_ON_TIME, L.DONE_LATE)
NOT_CONTENT = (M.UNSATISFIED, M.UNSATISFIED_LATE)
ONLINE = "online"
ONLINE_LEVEL = 3  # of Decree 43/2011: filled in and sent online


@dataclass(frozen=True, slots=True)
class Measured:
    """What the data say of an agency in a quarter."""

    whole: Times = field(default_factory=Times)
    shares: Times = field(default_factory=Times)
    online: Online = field(default_factory=Online)
    content: Content = field(default_factory=Content)

    @property
    def points(self) -> dict[int, int | None]:
        return scoring.computed(self.whole, self.shares, self.online)


@dataclass(slots=True)
class Sheet:
    """The scores of an agency: by index what was computed now, and the row of what was said, if any."""

    agency: Agency
    measured: Measured
    rows: dict[int, Score] = field(default_factory=dict)
    place: int = 0  # within its block, by the points that count; equal points share a place

    @property
    def own(self) -> int | None:
        """The sum of the self-scores, None while one of the nine is missing."""
        return self._sum("points")

    @property
    def appraised(self) -> int | None:
        return self._sum("appraised")

    @property
    def counts(self) -> int | None:
        """The points by which the agency is ranked: the appraised ones, before that its own."""
        return self.own if self.appraised is None else self.appraised

    @property
    def rank(self) -> Any:
        return None if self.counts is None else scoring.rank(self.counts)

    def _sum(self, name: str) -> int | None:
        said = [getattr(self.rows[one.number], name) for one in INDICES if one.number in self.rows]
        return sum(said) if len(said) == len(INDICES) and None not in said else None


def scored(viewer: Actor, *, period: Period) -> QuerySet[Agency]:
    """The agencies of the viewer's scope that are scored for a quarter: those that existed at its end."""
    seen = scope(viewer)
    agencies = Agency.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=period.end), valid_from__lt=period.end, kind__in=BLOCKS
    )
    return agencies if seen.all else agencies.filter(code__in=seen.codes)


def quarter_of(year: int, number: int) -> ScoringQuarter:
    """The quarter as it is kept, or as it is before anybody scored."""
    return ScoringQuarter.objects.filter(year=year, quarter=number).first() or ScoringQuarter(year=year, quarter=number)


def measured(viewer: Actor, period: Period, *, today: date, agency: Agency | None = None) -> dict[str, Measured]:
    """What the data say of each agency that the viewer sees (or of one), by its code: three counts, whatever the
    number of agencies."""
    q = Question(viewer, period, today, by="agency", agency=agency.code if agency else "")
    dossiers = numbers(q, (*TIMES, *RATED, M.RECEIVED), by="agency")
    legs = numbers(q, LEG_TIMES, by="agency", legs=True)
    online = numbers(replace(q, channel=ONLINE), (M.RECEIVED, M.SETTLED_LATE), by="agency")
    offered = _offered()
    kinds = dict(Agency.objects.filter(code__in=dossiers).values_list("code", "kind"))
    found: dict[str, Measured] = {}
    for code in {*dossiers, *legs, *online}:
        whole = _times(dossiers.get(code, {}), TIMES)
        shares = _times(legs.get(code, {}), LEG_TIMES)
        procedures, procedures_online = offered.get(kinds.get(code, ""), (0, 0))
        by_net = online.get(code, {})
        found[code] = Measured(
            whole,
            # The agency's own time and its time as a partner: both are times of a participating unit.
            Times(whole.early + shares.early, whole.on_time + shares.on_time, whole.late + shares.late),
            Online(
                procedures,
                procedures_online,
                dossiers.get(code, {}).get(M.RECEIVED, 0),
                by_net.get(M.RECEIVED, 0),
                by_net.get(M.SETTLED_LATE, 0),
            ),
            _content(dossiers.get(code, {})),
        )
    return found


def sheets(viewer: Actor, quarter: ScoringQuarter, *, today: date) -> list[Sheet]:
    """Every agency that the viewer sees, with its scores and its place among its kind."""
    period = Period.quarter(quarter.year, quarter.quarter)
    found = measured(viewer, period, today=today)
    agencies = list(scored(viewer, period=period).order_by("code"))
    made = {agency.pk: Sheet(agency, found.get(agency.code, Measured())) for agency in agencies}
    for row in Score.objects.filter(
        quarter__year=quarter.year, quarter__quarter=quarter.quarter, agency__in=list(made)
    ):
        made[row.agency_id].rows[row.index] = row
    _place(list(made.values()))
    return list(made.values())


def sheet_of(viewer: Actor, agency: Agency, quarter: ScoringQuarter, *, today: date) -> Sheet:
    """The scores of one agency."""
    period = Period.quarter(quarter.year, quarter.quarter)
    found = measured(viewer, period, today=today, agency=agency).get(agency.code, Measured())
    rows = Score.objects.filter(quarter__year=quarter.year, quarter__quarter=quarter.quarter, agency=agency)
    return Sheet(agency, found, {row.index: row for row in rows})


def cells_of(agency: Agency, period: Period) -> dict[int, list[Cell]]:
    """The lists behind what was computed, by index: early, on time and late; online and all."""

    def cell(measure: str, *, channel: str = "", legs: bool = False) -> Cell:
        return Cell((measure,), period.start, period.end, agency=agency.code, channel=channel, legs=legs)

    whole = [cell(one) for one in TIMES]
    legs = [cell(one, legs=True) for one in LEG_TIMES]
    online = [cell(M.RECEIVED, channel=ONLINE), cell(M.RECEIVED)]
    return {1: whole, 2: [*whole, *legs], 9: online}


def content_cells(agency: Agency, period: Period) -> list[Cell]:
    """The lists behind the percentages of how content people are: very, content, not."""
    groups = ((M.VERY_SATISFIED,), (M.SATISFIED,), NOT_CONTENT)
    return [Cell(tuple(map(str, one)), period.start, period.end, agency=agency.code) for one in groups]


def _place(sheets: list[Sheet]) -> None:
    for block in BLOCKS:
        of_kind = [sheet for sheet in sheets if sheet.agency.kind == block and sheet.counts is not None]
        for sheet in of_kind:
            sheet.place = 1 + sum((other.counts or 0) > (sheet.counts or 0) for other in of_kind)


def _content(found: dict[Any, int]) -> Content:
    not_content = sum(found.get(one, 0) for one in NOT_CONTENT)
    return Content(found.get(M.VERY_SATISFIED, 0), found.get(M.SATISFIED, 0), not_content)


def _times(found: dict[Any, int], measures: tuple[Any, ...]) -> Times:
    return Times(*(found.get(one, 0) for one in measures))


def _offered() -> dict[str, tuple[int, int]]:
    """By kind of agency: procedures, and those of them that may be filed online."""
    made: dict[str, tuple[int, int]] = {}
    for kind, level in Procedure.objects.values_list("kind", "level"):
        every, online = made.get(kind, (0, 0))
        made[kind] = (every + 1, online + (level >= ONLINE_LEVEL))
    return made
