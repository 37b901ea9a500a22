"""Standings, ways and money as pages show them: words, tones, drawings, tables."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from congvu.measures.rules import QUOTIENTS
from congvu.plans.models import Plan
from congvu.plans.rules.words import Fund
from congvu.progress.rules import Amount, Part, Standing, State, spread, sums
from congvu.progress.rules.standing import NUMBERS, result, words
from congvu.progress.selectors import courses
from congvu.progress.selectors.standing import Line
from congvu.progress.views import addresses
from congvu.tabular.tables import Column, Row, Table, Value
from congvu.tabular.words import RIGHT, said
from congvu.web import charts
from congvu.web.charts import Chart, Series, Track

# The tone of the badge, its drawing, and the tone of charts, which have one more.
FACES = {
    State.REACHED: ("good", "check", "good"),
    State.ON_COURSE: ("busy", "progress", "fair"),
    State.BEHIND: ("bad", "alarm", "bad"),
    State.UNKNOWN: ("plain", "info", "plain"),
}
ORDER = (State.BEHIND, State.UNKNOWN, State.ON_COURSE, State.REACHED)
PART_TONES = ("good", "wait", "plain")  # paid, allocated, planned
MILLION = 1_000_000


def badge(state: str) -> dict[str, Any]:
    """A state as icon and word."""
    found = State(state)
    tone, icon, _drawn = FACES[found]
    return {"state": found.value, "word": found.label, "tone": tone, "icon": icon}


def share_chart(counts: dict[str, int]) -> list[Chart]:
    """How the targets stand, as one bar; nothing of none."""
    if not sum(counts.values()):
        return []
    series = [Series(state.label, FACES[state][2], (counts[state],)) for state in State]
    return [charts.share(_("Chỉ tiêu theo tình trạng"), series)]


def line_of(plan: Plan, line: Line, *, drawn: bool = True) -> dict[str, Any]:
    """One target as a page shows it."""
    unit, standing = line.course.unit, line.standing
    seen = standing.seen
    return {
        "code": line.aim.indicator.code,
        "name": line.aim.indicator.name,
        "badge": badge(standing.state),
        "why": standing.why,
        "goal": goal_words(standing, unit),
        "year": standing.goal.year,
        "actual": result(line.course, seen),
        "of": _of(line),
        "period": seen.period.label if seen else "",
        "url": addresses.figure(plan, line.aim.indicator.code, seen.period.code) if seen else "",
        "measured": words(line.measured[-1][1], unit) if line.measured else "",
        "measured_period": line.measured[-1][0].label if line.measured else "",
        "years": [_year(plan, line, one) for one in line.years],
        "chart": way_chart(line) if drawn else None,
    }


def goal_words(standing: Standing, unit: str) -> str:
    """What is to be reached, as people say it."""
    goal = standing.goal
    sign = {"ge": "≥", "le": "≤", "lt": "<", "eq": "="}[goal.op]
    if goal.value is not None and unit in NUMBERS:
        return f"{sign} {words(goal.value, unit)}"
    if goal.text:
        return goal.text
    if goal.day:
        return _("trước ngày {day}").format(day=said(goal.day, "date"))
    return words(goal.value, unit)


def way_chart(line: Line) -> Chart | None:
    """The way of a target, what was reached, and what was measured; nothing where there is nothing to draw."""
    course = line.course
    goals = [(goal.end, goal.value) for goal in course.goals if goal.value is not None]
    way = sorted(goals) if course.flow else course.points()
    actual = _told(line)
    measured = [(one.days.last, value) for one, value in line.measured]
    days = [day for day, _value in [*way, *actual, *measured]]
    if course.unit not in NUMBERS or course.counted or len(days) < 2:
        return None
    first, last = min(days), max(days)
    tracks = [
        Track(label, tone, tuple((_place(day, first, last), float(value)) for day, value in points))
        for label, tone, points in (
            (_("Lộ trình"), "wait", way), (_("Báo cáo"), "busy", actual), (_("Hệ thống đo"), "good", measured),
        )
        if points
    ]  # fmt: skip
    ticks = [
        (_place(date(year, 12, 31), first, last), str(year))
        for year in range(first.year, last.year + 1)
        if first <= date(year, 12, 31) <= last
    ]
    told = "; ".join(
        f"{track.label}: " + ", ".join(f"{_day(day)} {words(value, course.unit)}" for day, value in points)
        for track, points in zip(tracks, [some for some in (way, actual, measured) if some], strict=True)
    )
    return charts.paths(line.aim.indicator.name, ticks, tracks, said=told)


def money_tables(amounts: Iterable[Amount], *, address: str = "") -> tuple[Table, Table]:
    """Planned, allocated and paid: by year, and by source. `address` is where the projects are."""
    rows = list(amounts)
    found = {part: spread(rows, part) for part in Part}
    years: dict[int | None, dict[str, int]] = {}
    funds: dict[str, dict[str, int]] = {}
    for part, told in found.items():
        by_year, by_fund, _all = sums(told)
        for year, amount in by_year.items():
            years.setdefault(year, {})[part] = amount
        for fund, amount in by_fund.items():
            funds.setdefault(fund, {})[part] = amount
    totals = {part: sums(told)[2] for part, told in found.items() if told}
    in_order = sorted(years, key=lambda year: year or 9999)
    return (
        _money(_("Kinh phí theo năm"), _("Năm"), "year", [
            (str(year) if year else _("Không chia theo năm"), years[year]) for year in in_order
        ], totals, address),
        _money(_("Kinh phí theo nguồn"), _("Nguồn"), "fund", [
            (str(fund.label), funds[fund]) for fund in Fund if fund in funds
        ], totals, address),
    )  # fmt: skip


def money_charts(tables: Iterable[Table]) -> list[Chart]:
    """A bar for each row of the same, in millions: of what is planned, how much was allocated, and of that how much was
    paid. What is more than it should be makes the bar longer."""
    made = []
    for table in tables:
        if not table.rows:
            continue
        labels = [str(row.values[0].value) for row in table.rows]
        bars = [_shares(*(row.values[1 + place].value for place in range(len(Part)))) for row in table.rows]
        words_ = (_("Đã giải ngân"), _("Đã bố trí, chưa giải ngân"), _("Dự kiến, chưa bố trí"))
        series = [
            Series(label, tone, tuple(bar[place] for bar in bars))
            for place, (label, tone) in enumerate(zip(words_, PART_TONES, strict=True))
        ]
        made.append(charts.bars(_("{title}, triệu đồng").format(title=table.title), labels, series))
    return made


def _shares(*amounts: object) -> tuple[float, float, float]:
    """Planned, allocated and paid as parts of one bar: paid, allocated besides, planned besides."""
    planned, allocated, paid = (amount / MILLION if isinstance(amount, int) else 0.0 for amount in amounts)
    return paid, max(0.0, allocated - paid), max(0.0, planned - max(allocated, paid))


def targets_table(plan: Plan, lines: Sequence[Line]) -> Table:
    """The targets of a plan as a table to take away."""
    columns = (
        Column("code", _("Mã"), "text"), Column("name", _("Chỉ tiêu"), "text"), Column("year", _("Năm"), "text"),
        Column("goal", _("Mục tiêu"), "text"), Column("actual", _("Kết quả"), "text"),
        Column("period", _("Kỳ số liệu"), "text"), Column("measured", _("Hệ thống đo"), "text"),
        Column("known", _("Đã báo cáo"), "number"), Column("expected", _("Phải báo cáo"), "number"),
        Column("state", _("Tình trạng"), "text"), Column("why", _("Vì sao"), "text"),
    )  # fmt: skip
    rows = []
    for line in lines:
        one, seen = line_of(plan, line, drawn=False), line.standing.seen
        rows.append(
            Row(one["code"], (
                Value(one["code"]), Value(one["name"]), Value(str(one["year"])), Value(one["goal"]),
                Value(one["actual"] or None), Value(one["period"] or None), Value(one["measured"] or None),
                Value(seen.figure.known if seen else None), Value(seen.figure.expected if seen else None),
                Value(str(one["badge"]["word"])), Value(one["why"]),
            ))
        )  # fmt: skip
    return Table("targets", _("Tiến độ: {plan}").format(plan=plan.title), columns, tuple(rows))


def shown(table: Table) -> dict[str, Any]:
    """A table as `statistics/parts/table.html` draws it."""
    return {
        "title": table.title,
        "groups": [],
        "columns": [{"label": one.label, "group": one.group, "numeric": one.kind in RIGHT} for one in table.columns],
        "rows": [_cells(table, row) for row in table.rows],
        "total": _cells(table, table.total) if table.total and table.rows else None,
        "notes": table.notes,
    }


def _cells(table: Table, row: Row) -> list[dict[str, Any]]:
    return [
        {"text": said(value.value, column.kind), "url": value.address, "numeric": column.kind in RIGHT,
         "label": column.label, "nought": False}
        for column, value in zip(table.columns, row.values, strict=True)
    ]  # fmt: skip


def _money(
    title: str, head: str, key: str, rows: list[tuple[str, dict[str, int]]], totals: dict[Part, int], address: str
) -> Table:  # fmt: skip
    columns = (Column(key, head, "text"), *(Column(part.value, part.label, "money") for part in Part))
    made = tuple(
        Row(label, (Value(label), *(_amount(amounts.get(part), address) for part in Part))) for label, amounts in rows
    )  # fmt: skip
    sum_ = Row("sum", (Value(_("Cộng")), *(_amount(totals.get(part), address) for part in Part)))
    return Table(key, title, columns, made, sum_)


def _amount(amount: int | None, address: str) -> Value:
    return Value(amount, address=address if amount else "")


def _of(line: Line) -> str:
    """The numerator and the denominator behind a quotient."""
    seen = line.standing.seen
    if seen is None or line.course.unit not in QUOTIENTS or line.course.counted or seen.figure.d is None:
        return ""
    return f"{said(_whole(seen.figure.n), 'decimal')}/{said(_whole(seen.figure.d), 'decimal')}"


def _whole(value: Decimal | None) -> Decimal | int | None:
    return int(value) if value is not None and value == value.to_integral_value() else value


def _year(plan: Plan, line: Line, one: Standing) -> dict[str, Any]:
    seen = one.seen
    measured = [value for period, value in line.measured if period.year == one.goal.year]
    return {
        "year": one.goal.year,
        "overall": one.goal.overall,
        "goal": goal_words(one, line.course.unit),
        "actual": result(line.course, seen) or "—",
        "period": seen.period.label if seen else "",
        "url": addresses.figure(plan, line.aim.indicator.code, seen.period.code) if seen else "",
        "measured": words(measured[-1], line.course.unit) if measured else "—",
        "badge": badge(one.state),
    }


def _told(line: Line) -> list[tuple[date, Decimal]]:
    """What was reported, one point for each period; of a flow, what it comes to in its year so far."""
    found: dict[date, Decimal] = {}
    running: dict[int, Decimal] = {}
    for period, figure in line.known:
        value = figure.n if line.course.unit not in QUOTIENTS else courses.quotient(
            line.aim.indicator, figure.n, figure.d
        )  # fmt: skip
        if value is None:
            continue
        if line.course.flow and period.months < 12:
            value = running[period.year] = running.get(period.year, Decimal(0)) + value
        found[period.days.last] = value
    return sorted(found.items())


def _place(day: date, first: date, last: date) -> float:
    return (day - first).days / max((last - first).days, 1)


def _day(day: date) -> str:
    return str(day.year) if (day + timedelta(days=1)).day == 1 and day.month == 12 else f"{day:%m/%Y}"
