"""The proof: every number counted again from the journal, and held against the kept tables and the dossiers' own rows.

The counting is `rules.recount`, which shares no arithmetic with what fills the tables. What is asked of each period:
1. every kept cell (measure, agency, procedure, channel, day) says what the journal says, stocks at every day's end;
2. for every agency and procedure, open before + in = out + open at the end; of dossiers, and of legs by themselves;
3. every dossier's row and kept life end as its lines do.
"""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q, Sum

from congvu.statistics import models
from congvu.statistics.models import Grain, LegTally, Tally
from congvu.statistics.rules.lives import VIETNAM
from congvu.statistics.rules.measures import (
    IN,
    LEG_IN,
    LEG_OPEN,
    LEG_OUT,
    LEG_STOCKS,
    OPEN,
    OUT,
    STOCKS,
)
from congvu.statistics.rules.periods import DAY, Period
from congvu.statistics.rules.recount import count, count_legs, each_day
from congvu.statistics.selectors.proofs import kept
from congvu.statistics.services.evidence import Case, cases, refusals_counted, row_findings

MOST_TOLD = 200  # findings with their sentence; all are counted
Cell = tuple[str, str, str, str, date]  # measure, agency, procedure, channel, day


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not agree. `codes` are the dossiers to look at."""

    kind: str  # cell balance life row
    message: str
    codes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.kind}: {self.message}" + (f" [{', '.join(self.codes)}]" if self.codes else "")


@dataclass
class Outcome:
    """What a proof read and found. `seconds` is how long it took."""

    period: Period
    lines: int = 0
    dossiers: int = 0
    legs: int = 0
    cells: int = 0
    found: int = 0
    seconds: float = 0.0
    findings: list[Finding] = field(default_factory=list)

    def tell(self, finding: Finding) -> None:
        self.found += 1
        if len(self.findings) < MOST_TOLD:
            self.findings.append(finding)


def prove(period: Period, *, at: datetime, keep_outcome: bool = False) -> Outcome:
    """Prove the days of a period, of which those after `at` are left out. Writes nothing, unless `keep_outcome`.

    Call `keep` before. Deeds done meanwhile do not disturb days that are over; of today they may.
    """
    begun = time.monotonic()
    last = min(period.last, at.astimezone(VIETNAM).date())
    outcome = Outcome(Period.days(period.start, max(last, period.start)))
    if unread := kept().behind:
        outcome.tell(Finding("unread", f"{unread} lines of the journal are not in the tables: congvu statistics keep"))
    _Proof(outcome).run()
    outcome.seconds = time.monotonic() - begun
    if keep_outcome:
        models.Proof.objects.create(
            at=at,
            start=outcome.period.start,
            end=outcome.period.end,
            lines=outcome.lines,
            dossiers=outcome.dossiers,
            legs=outcome.legs,
            cells=outcome.cells,
            findings=outcome.found,
            seconds=outcome.seconds,
            said=[str(one) for one in outcome.findings[:20]],
        )
    return outcome


class _Proof:
    """One period's proof. The days are those of the period and the one before, for what was open at its beginning."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome, self.period = outcome, outcome.period
        self.days = each_day(self.period.start - DAY, self.period.last)
        self.upto = kept().entry
        self.told: dict[bool, Counter[Cell]] = {False: Counter(), True: Counter()}

    def run(self) -> None:
        for case in cases(self.period, upto=self.upto):
            self._count(case)
            for kind, message in row_findings(case):
                self.outcome.tell(Finding(kind, message, (case.code,)))
        for cell, number in refusals_counted(self.days):
            self.told[False][cell] += number
        for legs in (False, True):
            held = kept_cells(self.days, legs=legs)
            self._compare(held, legs=legs)
            self._balance(self.told[legs], "journal", legs=legs)
            self._balance(held, "tables", legs=legs)
            self._grains(legs=legs)

    def _count(self, case: Case) -> None:
        self.outcome.dossiers += 1
        self.outcome.legs += case.legs
        self.outcome.lines += len(case.lines)
        for cell, number in self._cells_of(case, legs=False):
            self.told[False][cell] += number
        if case.legs:
            for cell, number in self._cells_of(case, legs=True):
                self.told[True][cell] += number

    def _cells_of(self, case: Case, *, legs: bool) -> Iterator[tuple[Cell, int]]:
        counts = count_legs(case.lines, case.code, self.days) if legs else count(case.own_lines, self.days)
        for (measure, agency, day), number in counts.items():
            yield (str(measure), agency, case.procedure, case.channel, day), number

    def _compare(self, held: Counter[Cell], *, legs: bool) -> None:
        told = self.told[legs]
        cells = told.keys() | held.keys()
        self.outcome.cells += len(cells)
        wrong = sorted((cell for cell in cells if told[cell] != held[cell]), key=lambda cell: (cell[4], cell))
        blamed = self._blamed(set(wrong[:MOST_TOLD]), legs=legs)
        for cell in wrong:
            message = f"{_named(cell, legs)}: the journal says {told[cell]}, the tables say {held[cell]}"
            self.outcome.tell(Finding("cell", message, tuple(sorted(blamed.get(cell, ()))[:10])))

    def _blamed(self, cells: set[Cell], *, legs: bool) -> dict[Cell, set[str]]:
        """The dossiers that stand in a cell by the journal and not by the marks, or the other way."""
        if not cells:
            return {}
        told: dict[Cell, set[str]] = {cell: set() for cell in cells}
        for case in cases(self.period, upto=self.upto):
            for cell, number in self._cells_of(case, legs=legs):
                if cell in cells and number:
                    told[cell].add(case.code)
        return {cell: codes ^ _marked(cell, legs=legs) or codes for cell, codes in told.items()}

    def _balance(self, cells: Counter[Cell], whose: str, *, legs: bool) -> None:
        """Open before + in = out + open at the end, for every agency and procedure."""
        before, into, out, after = (LEG_OPEN, LEG_IN, LEG_OUT, LEG_OPEN) if legs else (OPEN, IN, OUT, OPEN)
        sums: dict[tuple[str, str], Counter[str]] = {}
        for (measure, agency, procedure, _channel, day), number in cells.items():
            found = sums.setdefault((agency, procedure), Counter())
            if day == self.days[0]:
                found["before"] += number if measure in before else 0
            else:
                found["in"] += number if measure in into else 0
                found["out"] += number if measure in out else 0
            if day == self.days[-1]:
                found["after"] += number if measure in after else 0
        self.outcome.cells += len(sums)
        for (agency, procedure), found in sorted(sums.items()):
            if found["before"] + found["in"] != found["out"] + found["after"]:
                what = "legs" if legs else "dossiers"
                sum_ = f"{found['before']} open + {found['in']} in ≠ {found['out']} out + {found['after']} open"
                message = f"{what} of {agency}, {procedure}, do not balance by the {whose}: {sum_}"
                self.outcome.tell(Finding("balance", message))

    def _grains(self, *, legs: bool) -> None:
        """Every month and year is the sum of its days."""
        for grain, start in ((Grain.MONTH, self.period.start.replace(day=1)), (Grain.YEAR, _january(self.period))):
            end = Period.month(self.period.last.year, self.period.last.month).end
            end = date(self.period.last.year + 1, 1, 1) if grain == Grain.YEAR else end
            days, whole = _sums(Grain.DAY, start, end, grain, legs), _sums(grain, start, end, grain, legs)
            for cell in sorted(days.keys() | whole.keys()):
                if days[cell] != whole[cell]:
                    message = f"{_named(cell, legs)}: {grain.name.lower()} says {whole[cell]}, its days {days[cell]}"
                    self.outcome.tell(Finding("cell", message))


def kept_cells(days: list[date], *, legs: bool = False) -> Counter[Cell]:
    """What the tables say of the flows of these days, and of the stocks at the end of each of them."""
    model: Any = LegTally if legs else Tally
    stocks = LEG_STOCKS if legs else STOCKS
    cells: Counter[Cell] = Counter()
    fields = ("measure", "agency", "procedure", "channel")
    rows = model.objects.filter(grain=Grain.DAY).order_by()
    standing: Counter[tuple[str, ...]] = Counter()
    for row in rows.filter(day__lt=days[0], measure__in=stocks).values(*fields).annotate(n=Sum("number")):
        standing[tuple(row[name] for name in fields)] = row["n"]
    moved: dict[date, list[tuple[tuple[str, ...], int]]] = {day: [] for day in days}
    for row in rows.filter(day__gte=days[0], day__lte=days[-1]).values(*fields, "day", "number"):
        moved[row["day"]].append((tuple(row[name] for name in fields), row["number"]))
    for day in days:
        for key, number in moved[day]:
            if key[0] in stocks:
                standing[key] += number
            elif number:
                cells[key[0], key[1], key[2], key[3], day] = number
        for key, number in standing.items():
            if number:
                cells[key[0], key[1], key[2], key[3], day] = number
    return cells


def _marked(cell: Cell, *, legs: bool) -> set[str]:
    """The dossiers whose marks stand in a cell."""
    measure, agency, procedure, channel, day = cell
    model: Any = models.LegMark if legs else models.Mark
    stock = measure in (LEG_STOCKS if legs else STOCKS)
    when = Q(since__lte=day, until__gt=day) if stock else Q(since=day)
    rows = model.objects.filter(when, measure=measure, agency=agency, procedure=procedure, channel=channel)
    return set(rows.values_list("leg__life__code" if legs else "life__code", flat=True))


def _sums(grain: str, start: date, end: date, into: str, legs: bool) -> Counter[Cell]:
    model: Any = LegTally if legs else Tally
    rows = model.objects.filter(grain=grain, day__gte=start, day__lt=end)
    found: Counter[Cell] = Counter()
    for *key, day, number in rows.values_list("measure", "agency", "procedure", "channel", "day", "number"):
        first = day.replace(day=1) if into == Grain.MONTH else date(day.year, 1, 1)
        found[key[0], key[1], key[2], key[3], first] += number
    return found


def _january(period: Period) -> date:
    return date(period.start.year, 1, 1)


def _named(cell: Cell, legs: bool) -> str:
    measure, agency, procedure, channel, day = cell
    return f"{'legs ' if legs else ''}{measure} {day:%Y-%m-%d} {agency} {procedure} {channel or '-'}"
