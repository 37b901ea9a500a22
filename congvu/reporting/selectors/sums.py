"""Reported figures added up by the database: sums of n and of d, never a figure for each row in Python.

A relation has one row for each indicator, period and agency: `term, indicator_id, agency_id, n, d, whole`. `whole` is 0
where an agency told some of the periods of a range but not all that it owed. SQLite and PostgreSQL read the same words.
"""

# ruff: noqa: S608 (statements made of this module's own words; values stand at marks)

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from congvu.measures.rules import Term

Marked = tuple[str, list[Any]]  # words of SQL and what stands at their marks


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Figures that are not counted: of agencies that need not tell these indicators in these periods."""

    agencies: tuple[int, ...]
    indicators: tuple[int, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """Which reported figures are read; without `indicators`, of all. Only what has both parts counts, but
    of `numbers` one is enough; of `worded`, words count as told."""

    duties: tuple[int, ...]
    periods: tuple[str, ...]
    indicators: tuple[int, ...]
    numbers: frozenset[int] = frozenset()
    worded: frozenset[int] = frozenset()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A period whose reports tell something of `term`: the term itself, or a shorter period within it."""

    term: str
    period: Term

    def row(self) -> list[Any]:
        """As the relation reads it: of two that end on one day, the longer wins."""
        return [self.term, self.period.code, self.period.days.last.isoformat(), self.period.months]


@dataclass(frozen=True, slots=True)
class Sum:
    """Of one indicator in one period: the sums, and how many agencies told all of it."""

    n: Decimal | None
    d: Decimal | None
    known: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an agency must reach: n * `per` compared by `op` with `value` * d; a value of the agency's own wins."""

    indicator: int
    term: str
    target: int
    op: str
    value: Decimal
    per: int
    own: bool = False  # whether some agency has a value of its own


_OWN = " LEFT JOIN plans_assignment a ON a.target_id = w.target_id AND a.agency_id = told.agency_id"


def plain(cut: Cut) -> Marked:
    """Each period by itself, where nobody tells the same twice."""
    where, marks = _where(cut, "v.period")
    return (
        "SELECT v.period AS term, v.indicator_id, v.agency_id, v.n, v.d, 1 AS whole"
        f" FROM reporting_value v WHERE {where}",
        marks,
    )


def last_told(cut: Cut, parts: Sequence[Part]) -> Marked:
    """A stock over a range: of each agency the last that it told within it."""
    where, marks = _where(cut, "p.term")
    values, more = _parts(parts)
    return (
        f"SELECT term, indicator_id, agency_id, n, d, 1 AS whole FROM (SELECT p.term, v.indicator_id, v.agency_id,"
        " v.n, v.d, ROW_NUMBER() OVER (PARTITION BY p.term, v.indicator_id, v.agency_id"
        f" ORDER BY p.ends DESC, p.months DESC, v.duty_id) AS place FROM {values} JOIN reporting_value v"
        f" ON v.period = p.period WHERE {where}) ranked WHERE place = 1",
        [*more, *marks],
    )


def added(cut: Cut, parts: Sequence[Part]) -> Marked:
    """A flow over a range: of each agency the sum of what it told, from its reports of the longest periods."""
    where, marks = _where(cut, "p.period")
    values, more = _parts(parts)
    once = (
        "SELECT p.term, p.period, p.months, v.indicator_id, v.agency_id, v.n, v.d, ROW_NUMBER() OVER (PARTITION BY"
        " p.term, p.period, v.indicator_id, v.agency_id ORDER BY v.duty_id) AS place"
        f" FROM {values} JOIN reporting_value v ON v.period = p.period WHERE {where}"
    )
    longest = (
        "SELECT term, months, indicator_id, agency_id, SUM(n) AS n, SUM(d) AS d, COUNT(*) AS told, ROW_NUMBER() OVER"
        " (PARTITION BY term, indicator_id, agency_id ORDER BY months DESC) AS place"
        f" FROM ({once}) once WHERE place = 1 GROUP BY term, months, indicator_id, agency_id"
    )
    # Asked for each row: SQLite would go through a joined table of all agencies from its beginning every time.
    owed = (
        f"SELECT COUNT(DISTINCT r.period) FROM {values} JOIN reporting_report r ON r.period = p.period"
        f" WHERE p.term = a.term AND p.months = a.months AND r.duty_id IN ({_marks(cut.duties)})"
        " AND r.agency_id = a.agency_id AND r.state <> 'void'"
    )
    return (
        "SELECT a.term, a.indicator_id, a.agency_id, a.n, a.d,"
        f" CASE WHEN a.told >= ({owed}) THEN 1 ELSE 0 END AS whole FROM ({longest}) a WHERE a.place = 1",
        [*more, *cut.duties, *more, *marks],
    )


def totals(relation: Marked) -> dict[tuple[int, str], Sum]:
    """All agencies of a relation together, by indicator and period. One query."""
    sql, marks = relation
    asked = f"SELECT term, indicator_id, SUM(n), SUM(d), SUM(whole) FROM ({sql}) told GROUP BY term, indicator_id"
    return {(key, term): Sum(exact(n), exact(d), known) for term, key, n, d, known in rows(asked, marks)}


def reaching(relation: Marked, wanted: Sequence[Wanted]) -> dict[tuple[int, str], Sum]:
    """How many agencies reach what each of them must (n) of those that told it (known). One query."""
    sql, marks = relation
    lines = [[one.indicator, one.term, one.target, one.op, one.value, one.per] for one in wanted]
    if not lines:
        return {}
    table = ", ".join(["(%s, %s, %s, %s, CAST(%s AS NUMERIC), %s)"] * len(lines))
    value, own = ("COALESCE(a.value, w.value)", _OWN) if any(one.own for one in wanted) else ("w.value", "")
    is_, must = "told.n * w.per", f"{value} * COALESCE(told.d, 1)"
    signs, ops = {"ge": ">=", "le": "<=", "lt": "<", "eq": "="}, sorted({one.op for one in wanted})
    compared = f"{is_} {signs[ops[0]]} {must}"
    if len(ops) > 1:
        compared = " OR ".join(f"w.op = '{op}' AND {is_} {signs[op]} {must}" for op in ops)
    asked = (
        f"WITH w (indicator_id, term, target_id, op, value, per) AS (VALUES {table}), told AS MATERIALIZED ({sql})"
        f" SELECT told.term, told.indicator_id, SUM(CASE WHEN {compared} THEN 1 ELSE 0 END), SUM(told.whole)"
        f" FROM told JOIN w ON w.indicator_id = told.indicator_id AND w.term = told.term{own}"
        " WHERE told.n IS NOT NULL AND (told.d IS NULL OR told.d <> 0) GROUP BY told.term, told.indicator_id"
    )
    flat = [value for line in lines for value in line]
    return {(key, term): Sum(Decimal(n), Decimal(known), known) for term, key, n, known in rows(asked, [*flat, *marks])}


def each(relation: Marked) -> Iterator[tuple[str, int, int, Decimal | None, Decimal | None, bool]]:
    """The rows of a relation: period, indicator, agency, n, d, whole."""
    for term, indicator, agency, n, d, whole in rows(*relation):
        yield term, indicator, agency, exact(n), exact(d), bool(whole)


def told_by_agency(relation: Marked) -> dict[int, int]:
    """How many indicators each agency of a relation told. One query."""
    sql, marks = relation
    return dict(rows(f"SELECT agency_id, COUNT(*) FROM ({sql}) told GROUP BY agency_id", marks))


def told_of(relation: Marked, agencies: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Which indicators some agencies told: (indicator, agency). One query, none of nobody."""
    sql, marks = relation
    keys = sorted(agencies)
    if keys:
        asked = f"SELECT indicator_id, agency_id FROM ({sql}) told WHERE agency_id IN ({_marks(keys)})"
        yield from rows(asked, [*marks, *keys])


def measured_when_told(cut: Cut) -> Iterator[tuple[int, Decimal | None, Decimal | None, int, int]]:
    """What stood measured beside what was told: indicator, n, d, of how many agencies, and how many told otherwise."""
    where, marks = _where(cut, "v.period")
    other = "v.n <> v.measured_n OR COALESCE(v.d, 0) <> COALESCE(v.measured_d, v.d, 0)"
    asked = (
        "SELECT v.indicator_id, SUM(v.measured_n), SUM(v.measured_d), COUNT(v.measured_n),"
        f" SUM(CASE WHEN {other} THEN 1 ELSE 0 END) FROM reporting_value v"
        f" WHERE {where} AND v.measured_n IS NOT NULL GROUP BY v.indicator_id"
    )
    for key, n, d, known, changed in rows(asked, marks):
        yield key, exact(n), exact(d), known, changed


def rows(sql: str, marks: Sequence[Any]) -> list[tuple[Any, ...]]:
    """What the database answers."""
    with connection.cursor() as cursor:
        cursor.execute(sql, marks)
        return list(cursor.fetchall())


def exact(value: Any) -> Decimal | None:
    """A sum as four places keep it: SQLite adds with floating point."""
    if value is None:
        return None
    found = Decimal(str(value)).quantize(Decimal("0.0001"))
    return found.quantize(Decimal(1)) if found == found.to_integral_value() else found.normalize()


def left_out(expected: Mapping[tuple[int, str], frozenset[int]], reporters: frozenset[int]) -> tuple[LeftOut, ...]:
    """What reporters tell that is not asked of them: exempt ones, the issuer, agencies that were merged.

    Where everybody who reports is expected, as it is mostly, this is nothing, and the database has nothing to compare.
    """
    outside: dict[frozenset[int], dict[str, list[int]]] = {}
    known: dict[frozenset[int], frozenset[int]] = {}
    for (indicator, term), agencies in expected.items():
        others = known.setdefault(agencies, reporters - agencies)
        if others:
            outside.setdefault(others, {}).setdefault(term, []).append(indicator)
    found = []
    for others, by_term in outside.items():
        alike: dict[tuple[int, ...], list[str]] = {}
        for term, indicators in by_term.items():
            alike.setdefault(tuple(sorted(indicators)), []).append(term)
        found += [LeftOut(tuple(sorted(others)), keys, tuple(terms)) for keys, terms in alike.items()]
    return tuple(found)


def _where(cut: Cut, term: str) -> Marked:
    """`term` is the column of the period for which something is left out."""
    words = [f"v.counted AND v.duty_id IN ({_marks(cut.duties)})", f"v.period IN ({_marks(cut.periods)})"]
    marks: list[Any] = [*cut.duties, *cut.periods]
    if cut.indicators:
        words.append(f"v.indicator_id IN ({_marks(cut.indicators)})")
        marks += cut.indicators
    told = "v.n IS NOT NULL AND v.d IS NOT NULL"
    if cut.numbers:
        told = f"v.n IS NOT NULL AND (v.d IS NOT NULL OR v.indicator_id IN ({_marks(cut.numbers)}))"
        marks += sorted(cut.numbers)
    if cut.worded:
        told = f"({told} OR v.text <> '' AND v.indicator_id IN ({_marks(cut.worded)}))"
        marks += sorted(cut.worded)
    words.append(told)
    for one in cut.left_out:
        words.append(
            f"NOT (v.agency_id IN ({_marks(one.agencies)}) AND v.indicator_id IN ({_marks(one.indicators)})"
            f" AND {term} IN ({_marks(one.terms)}))"
        )
        marks += [*one.agencies, *one.indicators, *one.terms]
    return " AND ".join(words), marks


def _parts(parts: Sequence[Part]) -> Marked:
    table = " UNION ALL ".join(["SELECT %s AS term, %s AS period, %s AS ends, %s AS months"] * len(parts))
    return f"({table}) p", [value for part in parts for value in part.row()]


def _marks(values: Iterable[Any]) -> str:
    return ", ".join("%s" for _value in values)
