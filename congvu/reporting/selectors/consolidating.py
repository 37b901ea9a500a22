"""The receiver's view: what all agencies of a duty or of a plan told, added up, and how much of it is known.

Ratios are sums of n over sums of d; what is missing stays missing and is named; who is exempt is not asked; the
issuer's own figure stands beside the sum and is never in it. The database adds: the number of queries and the memory
are the same for ten agencies and for four thousand.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from congvu.agencies.models import Agency
from congvu.measures.rules import QUOTIENTS, Figure, Term, term
from congvu.plans.models import Indicator, Plan, Target
from congvu.reporting.models import Report, ReportDuty, Value
from congvu.reporting.rules import State
from congvu.reporting.rules.judging import standing
from congvu.reporting.selectors import sums
from congvu.reporting.selectors.expecting import Expectations, Pair, duty_agencies
from congvu.reporting.selectors.reading import Reading, limited, read, summed
from congvu.reporting.selectors.sums import exact

__all__ = ["Consolidated", "Line", "across", "by_agencies", "by_agency", "consolidated", "figures", "told_by_agencies"]

Told = tuple[int, int]  # an indicator and an agency


@dataclass(frozen=True, slots=True)
class Line:
    """One target of the period. `silent` have not told it, `late` told it after it was due; both are expected to.

    `own` is the issuer's own figure, where it told one. `frozen` is what the system had measured for those who told it
    when they did, and `changed` how many of them told something else.
    """

    indicator: Indicator
    target: Target
    figure: Figure
    exempt: tuple[tuple[Agency, str], ...] = ()
    silent: tuple[Agency, ...] = ()
    late: tuple[Agency, ...] = ()
    own: Figure | None = None
    frozen: Figure | None = None
    changed: int = 0

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached by what is known; None where that cannot be said."""
        return standing(self.indicator, self.target, self.figure)


@dataclass(frozen=True, slots=True)
class Consolidated:
    """All lines of a duty's period. `known` of `expected` agencies gave a report, which counts until the next one
    where it was given back; `silent` are the others."""

    duty: ReportDuty
    term: Term
    lines: tuple[Line, ...]
    known: int
    expected: int
    silent: tuple[Agency, ...] = ()
    accepted: int = 0

    @property
    def whole(self) -> bool:
        """Whether every agency gave its report."""
        return self.known >= self.expected


def figures(plan: Plan, terms: Iterable[Term]) -> dict[Pair, Figure]:
    """Every indicator of the plan in each of these periods, by (indicator, code of the period).

    What nobody told is a figure without n, of 0 known. Who is silent is not named here: `consolidated` names them.
    """
    return summed(read(plan, terms))


def across(plans: Iterable[Plan], terms: Iterable[Term]) -> dict[Pair, Figure]:
    """The figures of several plans together: of a ministry's plan, from the plans of the provinces below it."""
    asked = tuple(terms)
    found: dict[Pair, Figure] = {}
    for plan in plans:
        for pair, one in figures(plan, asked).items():
            found[pair] = _both(found[pair], one) if pair in found else one
    return found


def by_agency(plan: Plan, indicator: Indicator, term: Term) -> dict[int, Figure]:
    """What each agency told of one indicator in a period; who is expected and told nothing is there without n."""
    found = by_agencies(plan, [indicator], term)
    return {agency: figure for (_key, agency), figure in found.items()}


def by_agencies(plan: Plan, indicators: Iterable[Indicator], term: Term) -> dict[Told, Figure]:
    """The same of several indicators, by indicator and agency: a figure for each, in as many queries as for one."""
    reading = read(plan, [term], indicators=[one.pk for one in indicators])
    found = {
        (key, agency): Figure(expected=1) for key in reading.indicators for agency in sorted(reading.who(key, term))
    }
    return found | dict(_each(reading))


def told_by_agencies(plan: Plan, indicators: Iterable[Indicator], term: Term) -> Iterator[tuple[Told, Figure]]:
    """The same of those that told something, one after the other."""
    yield from _each(read(plan, [term], indicators=[one.pk for one in indicators]))


def _each(reading: Reading) -> Iterator[tuple[Told, Figure]]:
    quotients = {key for key, one in reading.indicators.items() if one.unit in QUOTIENTS}
    for relation in reading.relations() if reading.duties and reading.indicators else ():
        for _code, key, agency, n, d, whole in sums.each(relation):
            yield (key, agency), Figure(n, d if key in quotients else None, int(whole), 1)


def consolidated(duty: ReportDuty, period: str) -> Consolidated:
    """All that was told for a period of a duty, with who is missing. The number of queries is always the same."""
    asked = term(period)
    reports = list(Report.objects.filter(duty=duty.pk, period=period).only("agency", "state", "submitted_at", "due_at"))
    owing = {one.pk: one for one in duty_agencies(duty, asked)}
    ever = {one.agency_id for one in reports if one.submitted_at is not None}
    told = {one.agency_id for one in reports if one.submitted_at is not None and one.state != State.VOID}
    late = {one.agency_id for one in reports if one.submitted_at and one.submitted_at > one.due_at}
    lines: tuple[Line, ...] = ()
    if duty.plan is not None and duty.asks_indicators:
        lines = _lines(read(duty.plan, [asked], duties=[duty]), duty, asked, ever, late)
    return Consolidated(
        duty, asked, lines, len(told & set(owing)), len(owing),
        tuple(one for key, one in owing.items() if key not in told),
        sum(one.state == State.ACCEPTED and one.agency_id in owing for one in reports),
    )  # fmt: skip


def _lines(reading: Reading, duty: ReportDuty, asked: Term, ever: set[int], late: set[int]) -> tuple[Line, ...]:
    found = summed(reading)
    silent = _silent(reading, asked, found, ever)
    own, frozen = _own(duty, asked, reading), _frozen(reading)
    named = _Named(reading.expected)
    lines = []
    for (key, code), one in reading.expected.of.items():
        if not one.agencies and not one.exempt and key not in own:
            continue  # the duty is not for anybody who has this target
        quiet = named.of(silent.get(key, frozenset()))
        before = found[key, code]
        figure = Figure(before.n, before.d, before.known, before.expected, tuple(who.short_name for who in quiet))
        measured, changed = frozen.get(key, (None, 0))
        lines.append(
            Line(
                one.target.indicator, one.target, figure, one.exempt, quiet, named.of(one.agencies & late),
                own.get(key), measured, changed,
            )
        )  # fmt: skip
    return tuple(lines)


class _Named:
    """Agencies by sets of keys, each set named once: most indicators lack the same agencies."""

    def __init__(self, expected: Expectations) -> None:
        self.expected = expected
        self.known: dict[frozenset[int], tuple[Agency, ...]] = {}

    def of(self, keys: Iterable[int]) -> tuple[Agency, ...]:
        found = frozenset(keys)
        if found not in self.known:
            self.known[found] = self.expected.named(found)
        return self.known[found]


def _silent(reading: Reading, asked: Term, found: Mapping[Pair, Figure], ever: set[int]) -> dict[int, frozenset[int]]:
    """Who did not tell each indicator. Whoever gave no report told none; only where more is missing, rows are read: of
    those agencies alone that told less than they should."""
    silent = {key: one.agencies - ever for (key, _code), one in reading.expected.of.items()}
    short = [
        key for (key, code), one in reading.expected.of.items()
        if found[key, code].known < len(one.agencies) - len(silent[key])
    ]  # fmt: skip
    if not short:
        return silent
    part = limited(reading, short)
    relation = part.relations()[0]
    many = sums.told_by_agency(relation)
    owed: dict[int, int] = {}
    for key in short:
        for agency in reading.expected.of[key, asked.code].agencies & ever:
            owed[agency] = owed.get(agency, 0) + 1
    gaps = {agency for agency, number in owed.items() if many.get(agency, 0) < number}
    told: dict[int, set[int]] = {}
    for key, agency in sums.told_of(relation, gaps):
        told.setdefault(key, set()).add(agency)
    for key in short:
        missing = (reading.expected.of[key, asked.code].agencies & gaps) - told.get(key, set())
        silent[key] = silent[key] | missing
    return silent


def _own(duty: ReportDuty, asked: Term, reading: Reading) -> dict[int, Figure]:
    """What the issuer told itself, of indicators that others tell too."""
    rows = Value.objects.filter(
        duty=duty.pk, period=asked.code, counted=True, agency=reading.plan.issuer_id, indicator__in=reading.indicators
    ).values_list("indicator", "n", "d")
    return {
        key: Figure(exact(n), exact(d), 1 if n is not None else 0, 1)
        for key, n, d in rows
        if reading.plan.issuer_id not in reading.expected.of[key, asked.code].agencies
    }


def _frozen(reading: Reading) -> dict[int, tuple[Figure, int]]:
    """What was measured when it was told, and how many told something else."""
    if not reading.indicators:
        return {}
    found = {}
    for key, n, d, known, changed in sums.measured_when_told(reading.cut()):
        one = reading.indicators[key]
        if known:
            d = d if one.unit in QUOTIENTS and one.metric_d else None
            found[key] = (Figure(n, d, known, known), changed)
    return found


def _both(one: Figure, other: Figure) -> Figure:
    """Two parts of a whole: what is not known of one does not hide the other."""
    n = other.n if one.n is None else one.n if other.n is None else one.n + other.n
    d = other.d if one.d is None else one.d if other.d is None else one.d + other.d
    return Figure(n, d, one.known + other.known, one.expected + other.expected)
