"""What was reported in some periods of a plan, as figures: which reports tell it, which of them count, added up.

A period of which the plan has reports of its own, and no shorter ones, is read as it is. Of a longer one (a year that
is reported by quarters) each agency tells by its report of that very period if it gave one, else by the shorter ones:
of a stock the last that it told within the range, of a flow their sum.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from congvu.measures.rules import QUOTIENTS, Figure, Frequency, OverAgencies, OverTime, Term, Unit, term_of
from congvu.plans.models import Indicator, Plan
from congvu.reporting.models import Report, ReportDuty
from congvu.reporting.selectors import sums
from congvu.reporting.selectors.expecting import Expectations, Expected, Pair, expectations
from congvu.reporting.selectors.sums import Cut, Marked, Part, Sum, Wanted

WORDED = (Unit.TEXT, Unit.DATE)
JUDGED = (OverAgencies.UNITS, OverAgencies.ANY)  # each agency is compared with what it must reach


@dataclass(frozen=True, slots=True)
class Reading:
    """Some periods of a plan, read through some of its duties. `indicators` limits it."""

    plan: Plan
    terms: tuple[Term, ...]
    duties: tuple[ReportDuty, ...]
    expected: Expectations
    indicators: dict[int, Indicator]
    ranges: tuple[Term, ...]  # those of the periods that are put together from several
    reporters: frozenset[int]
    inner: Expectations = field(default_factory=Expectations)  # what is expected in the parts of the ranges
    limited: bool = False  # to some of the plan's indicators

    def relations(self) -> list[Marked]:
        """The rows of all agencies: of the plain periods, of stocks and of flows over a range."""
        flows = {key for key, one in self.indicators.items() if one.over_time == OverTime.SUM}
        every, made = set(self.indicators), []
        single = {one.code for one in self.terms} - {one.code for one in self.ranges}
        if single:
            made.append(sums.plain(self._cut(single, every, self.expected, single)))
        parts = parts_of(self.ranges, self.duties)
        periods = {part.period.code for part in parts}
        codes = {one.code for one in self.ranges}
        if parts and (stocks := every - flows):
            made.append(sums.last_told(self._cut(periods, stocks, self.expected, codes), parts))
        if parts and flows:
            made.append(sums.added(self._cut(periods, flows, self.inner, periods), parts))
        return made

    def cut(self) -> Cut:
        """All that was told in plain periods."""
        codes = {one.code for one in self.terms}
        return self._cut(codes, set(self.indicators), self.expected, codes)

    def _cut(self, periods: Iterable[str], keys: set[int], expected: Expectations, codes: Iterable[str]) -> Cut:
        """`codes` are the periods by which it is decided who is left out."""
        asked = set(codes)
        who = {pair: one.agencies for pair, one in expected.of.items() if pair[0] in keys and pair[1] in asked}
        all_ = not self.limited and len(keys) == len(self.indicators)
        return Cut(
            tuple(one.pk for one in self.duties), tuple(sorted(periods)), () if all_ else tuple(sorted(keys)),
            frozenset(key for key in keys if self.indicators[key].unit not in QUOTIENTS),
            frozenset(key for key in keys if self.indicators[key].unit in WORDED),
            sums.left_out(who, self.reporters),
        )  # fmt: skip

    def who(self, indicator: int, term: Term) -> frozenset[int]:
        """The agencies that are expected to tell an indicator: of a flow over a range, all that were in its course."""
        own = self.expected.of[indicator, term.code].agencies
        if term not in self.ranges or self.indicators[indicator].over_time != OverTime.SUM:
            return own
        parts = {part.period.code for part in parts_of([term], self.duties)}
        return own.union(
            *(one.agencies for (key, code), one in self.inner.of.items() if key == indicator and code in parts)
        )


def read(
    plan: Plan, terms: Iterable[Term], *, duties: Sequence[ReportDuty] | None = None, indicators: Iterable[int] = ()
) -> Reading:
    """What can be read of these periods. `duties` are those of the plan that ask for indicators, unless they are given;
    of one that is given alone, those that it is for must tell."""
    asked = tuple(dict.fromkeys(terms))
    found = list(ReportDuty.objects.filter(plan=plan.pk, asks_indicators=True)) if duties is None else list(duties)
    alone = duties[0] if duties is not None and len(duties) == 1 else None
    expected = expectations(plan, asked, duty=alone)
    only = frozenset(indicators)
    known = {
        one.target.indicator_id: one.target.indicator
        for (key, _code), one in expected.of.items()
        if not only or key in only
    }
    keys = tuple(one.pk for one in found)
    parts = parts_of(asked, found)
    rows = Report.objects.filter(duty__in=keys, period__in={part.period.code for part in parts}).order_by()
    pairs = set(rows.values_list("duty", "agency").distinct())
    ranges = tuple(one for one in asked if _is_put_together(one, found, pairs)) if alone is None else ()
    inner = expectations(plan, dict.fromkeys(part.period for part in parts_of(ranges, found))) if ranges else None
    return Reading(
        plan, asked, tuple(found), expected, known, ranges,
        frozenset(agency for _duty, agency in pairs), inner or Expectations(), bool(only),
    )  # fmt: skip


def summed(reading: Reading) -> dict[Pair, Figure]:
    """Every indicator in every period, of all agencies together. The number of queries does not grow with them."""
    if not reading.indicators or not reading.duties:
        return {pair: _unknown(reading, pair) for pair in reading.expected.of if pair[0] in reading.indicators}
    found: dict[Pair, Sum] = {}
    judged: dict[Pair, Sum] = {}
    wanted = list(wanted_by(reading))
    for relation in reading.relations():
        found |= sums.totals(relation)
    for relation in limited(reading, {one.indicator for one in wanted}).relations() if wanted else ():
        judged |= sums.reaching(relation, wanted)
    by_code = {one.code: one for one in reading.terms}
    return {
        pair: figure_of(
            reading.indicators[pair[0]], found.get(pair), judged.get(pair), len(reading.who(pair[0], by_code[pair[1]]))
        )
        for pair in reading.expected.of
        if pair[0] in reading.indicators
    }


def figure_of(indicator: Indicator, told: Sum | None, judged: Sum | None, expected: int) -> Figure:
    """The sums as the indicator wants them read."""
    how = indicator.over_agencies
    if told is None:
        return Figure(expected=expected)
    if how in JUDGED:
        if judged is None:
            return Figure(known=told.known, expected=expected)
        n = judged.n if how == OverAgencies.UNITS else Decimal(1 if judged.n else 0)
        return Figure(n, judged.d if how == OverAgencies.UNITS else None, judged.known, expected)
    if how == OverAgencies.NONE and expected != 1:
        return Figure(known=told.known, expected=expected)
    d = told.d if indicator.unit in QUOTIENTS else None
    return Figure(told.n, d, told.known, expected)


def wanted_by(reading: Reading) -> Iterable[Wanted]:
    """What each agency must reach, where agencies that reach it are counted. A yes wants no more than to be said."""
    for (key, code), one in reading.expected.of.items():
        indicator = reading.indicators.get(key)
        if indicator is None or indicator.over_agencies not in JUDGED:
            continue
        value = one.target.value
        if value is None or indicator.unit == Unit.YES:
            value = Decimal(1) if indicator.unit == Unit.YES else None
        if value is not None:
            per = 100 if indicator.unit == Unit.PERCENT else 1
            op = "ge" if indicator.unit == Unit.YES else one.target.op
            yield Wanted(key, code, one.target.pk, op, value, per, bool(one.own) and indicator.unit != Unit.YES)


def parts_of(terms: Iterable[Term], duties: Iterable[ReportDuty]) -> list[Part]:
    """The periods of the duties that lie in each of some periods."""
    lengths = sorted({_months(duty) for duty in duties})
    return [
        Part(one.code, Term(one.year, last, months))
        for one in terms
        for months in lengths
        if months <= one.months
        for last in range(one.last - one.months + months, one.last + 1, months)
    ]


def _is_put_together(term: Term, duties: Iterable[ReportDuty], pairs: set[tuple[int, int]]) -> bool:
    """Whether shorter periods tell something of it, or some agency tells it in two duties."""
    within = [duty for duty in duties if _months(duty) <= term.months]
    if any(_months(duty) < term.months for duty in within):
        return True
    keys = {duty.pk for duty in within}
    tellers = [agency for duty, agency in pairs if duty in keys]
    return len(tellers) != len(set(tellers))


def _months(duty: ReportDuty) -> int:
    return term_of(duty.first, Frequency(duty.frequency)).months


def _unknown(reading: Reading, pair: Pair) -> Figure:
    return Figure(expected=len(reading.expected.of[pair].agencies))


def limited(reading: Reading, indicators: Iterable[int]) -> Reading:
    """The same of some indicators only."""
    keys = set(indicators)
    few = {key: one for key, one in reading.indicators.items() if key in keys}
    return replace(reading, indicators=few, limited=True)


__all__ = ["Expected", "Reading", "limited", "read", "summed"]
