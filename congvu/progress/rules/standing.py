"""Whether a target is reached, on course or behind, and why. Of what nobody knows, nothing is said.

A target has a way: from its baseline through the yearly targets, straight between two of them. What is known is
compared with the way as it is at the end of the period that it tells of: no old figure is judged by today's demand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from itertools import pairwise

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.measures.rules import (
    QUOTIENTS,
    Direction,
    Figure,
    OverAgencies,
    OverTime,
    Term,
    Unit,
    done,
    over_time,
    reached,
)
from congvu.reporting.rules.judging import standing as consolidated
from congvu.tabular.words import said
from congvu.web.spelling import as_date, grouped

NUMBERS = (*QUOTIENTS, Unit.COUNT, Unit.MONEY)
COUNTED = (OverAgencies.UNITS, OverAgencies.ANY)


class State(models.TextChoices):
    """How a target stands. UNKNOWN is no fault of anybody's: nothing is known, or not enough."""

    REACHED = "reached", gettext_lazy("Đạt")
    ON_COURSE = "on_course", gettext_lazy("Đúng tiến độ")
    BEHIND = "behind", gettext_lazy("Chậm")
    UNKNOWN = "unknown", gettext_lazy("Chưa rõ")


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be reached by the end of a year. `overall` is the plan's own, which is no sum of the yearly ones."""

    year: int
    op: str = "ge"
    value: Decimal | None = None
    text: str = ""
    day: date | None = None
    overall: bool = False

    @property
    def end(self) -> date:
        """The last day on which it can be reached."""
        return self.day or date(self.year, 12, 31)


@dataclass(frozen=True, slots=True)
class Course:
    """The way of an indicator in a plan: where it begins, its goals by year, and how its figures are read.

    `begins` is the plan's first year. Of a quotient, all values are in per cent (a ratio: as they are). Where agencies
    are counted (`counted`), its figures are numbers of agencies that reach it, of those that told.
    """

    unit: str
    direction: str
    over_time: str
    begins: int
    goals: tuple[Goal, ...]
    baseline: Decimal | None = None
    baseline_year: int | None = None
    over_agencies: str = OverAgencies.RATIO

    @property
    def counted(self) -> bool:
        """Whether each agency is compared with what it must reach, and those that reach it are counted."""
        return self.over_agencies in COUNTED

    @property
    def falling(self) -> bool:
        """Whether less is better."""
        return self.direction == Direction.DOWN or any(goal.op in ("le", "lt") for goal in self.goals)

    @property
    def flow(self) -> bool:
        """Whether its figures add up over a year."""
        return self.over_time == OverTime.SUM and self.unit not in QUOTIENTS and not self.counted

    def points(self) -> list[tuple[date, Decimal]]:
        """The corners of the way. A rising one that tells no beginning begins with nought; a falling one has none."""
        goals = sorted((goal for goal in self.goals if goal.value is not None), key=lambda goal: goal.end)
        start = date((self.baseline_year or self.begins - 1), 12, 31)
        corners = [(start, self.baseline)] if self.baseline is not None else []
        if not corners and goals and not self.falling:
            corners = [(min(date(self.begins - 1, 12, 31), goals[0].end - timedelta(days=1)), Decimal(0))]
        return [*((day, value) for day, value in corners if value is not None), *_corners(goals, corners)]

    def wanted(self, day: date, goal: Goal) -> Decimal | None:
        """What the way to a goal asks for on a day; None where it cannot be told."""
        if goal.value is None or day >= goal.end:
            return goal.value
        if self.flow:
            return goal.value * self.elapsed(day, goal)
        points = [point for point in self.points() if point[0] < goal.end] + [(goal.end, goal.value)]
        if len(points) < 2 or day < points[0][0]:
            return points[0][1] if len(points) > 1 else None
        for (one, low), (other, high) in pairwise(points):
            if one <= day <= other:
                return low + (high - low) * (day - one).days / max((other - one).days, 1)
        return None

    def elapsed(self, day: date, goal: Goal) -> Decimal:
        """How much of a goal's time is over on a day, from nought to 1: the year's, or all years of the plan."""
        first = date(self.begins if goal.overall else goal.year, 1, 1)
        whole = max((goal.end - first).days + 1, 1)
        return Decimal(min(max((day - first).days + 1, 0), whole)) / whole

    def asked(self, year: int, goal: Goal) -> bool:
        """Whether what agencies were compared with in a year is this goal: of each year its own, else the overall one.
        A yes is the same in every year."""
        if not self.counted or self.unit == Unit.YES:
            return True
        own = any(one.year == year and not one.overall for one in self.goals)
        return not own if goal.overall else goal.year == year


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known by the last period that tells anything: its value in the indicator's unit, and who told it."""

    value: Decimal
    period: Term
    figure: Figure


@dataclass(frozen=True, slots=True)
class Standing:
    """How a target stands, what it was judged by, and the reason in a sentence."""

    state: State
    why: str
    goal: Goal
    seen: Seen | None = None
    wanted: Decimal | None = None
    done: Decimal | None = None


def latest(course: Course, figures: Sequence[tuple[Term, Figure]], goal: Goal) -> Seen | None:
    """What is known of a goal: of a stock the last figure told until its end, of a flow the sum since its beginning.

    Figures of different rhythms are not added to one another: of each year the longest period that was told counts,
    else its parts.
    """
    told = [
        (one, figure) for one, figure in figures
        if figure.n is not None and one.days.start <= goal.end and course.asked(one.year, goal)
    ]  # fmt: skip
    if not told:
        return None
    if not course.flow:
        period, figure = max(told, key=lambda pair: (pair[0].days.end, pair[1].known, pair[0].months))
        value = _value(course, figure)
        return Seen(value, period, figure) if value is not None else None
    first = course.begins if goal.overall else goal.year
    parts = _without_overlaps([pair for pair in told if first <= pair[0].year])
    whole = over_time([figure for _period, figure in parts], course.over_time)
    if whole is None or whole.n is None:
        return None
    last = max(parts, key=lambda pair: pair[0].days.end)
    # Of several periods, coverage is that of the one that fewest told.
    least = min((figure for _period, figure in parts), key=lambda figure: figure.known - figure.expected)
    return Seen(whole.n, last[0], Figure(whole.n, whole.d, least.known, least.expected, least.silent))


def judge(course: Course, goal: Goal, figures: Sequence[tuple[Term, Figure]], *, today: date) -> Standing:
    """How a goal stands by what is known."""
    seen = latest(course, figures, goal)
    if seen is None:
        return Standing(State.UNKNOWN, _told_in_words(figures, goal) or _nothing_known(goal, today), goal)
    if course.counted:
        return _judge_counted(course, goal, seen, today)
    if course.unit == Unit.YES:
        return _judge_done(goal, seen, today)
    if goal.value is None or course.unit not in NUMBERS:
        return Standing(State.UNKNOWN, _put_in_words(goal, seen), goal, seen)
    wanted = course.wanted(seen.period.days.last, goal)
    share = done(
        seen.value, goal.value, direction=Direction.DOWN if course.falling else Direction.UP, baseline=course.baseline
    )
    state, why = _compared(course, goal, seen, wanted)
    if state != State.REACHED and today > goal.end and seen.period.days.last < goal.end:
        state, why = State.UNKNOWN, _without_the_end(course, goal, seen)
    return Standing(state, f"{why} {_of_whom(seen)}".strip(), goal, seen, wanted, share)


def words(value: Decimal | None, unit: str) -> str:
    """A value as people write it: "93,5%", "1.000", "12 đồng"."""
    if value is None:
        return "—"
    if unit == Unit.PERCENT:
        return said(value, "percent")
    plain = grouped(int(value)) if value == value.to_integral_value() else said(value, "decimal")
    return _("{amount} đồng").format(amount=plain) if unit == Unit.MONEY else plain


def _compared(course: Course, goal: Goal, seen: Seen, wanted: Decimal | None) -> tuple[State, str]:
    assert goal.value is not None
    facts = {
        "actual": words(seen.value, course.unit),
        "target": words(goal.value, course.unit),
        "wanted": words(wanted, course.unit),
        "period": seen.period.label,
        "year": goal.year,
    }
    partly = not seen.figure.whole
    # What several agencies told, added up, can only grow when the silent ones speak; a quotient may go either way.
    grows = partly and course.unit not in QUOTIENTS
    fine = reached(seen.value, goal.op, goal.value)
    sure = fine and not (partly and (course.unit in QUOTIENTS or (grows and course.falling)))
    if sure:
        return State.REACHED, _("{period} đạt {actual}, chỉ tiêu năm {year} là {target}.").format(**facts)
    if fine and not grows:
        return State.ON_COURSE, _("{period} đạt {actual} theo số đã có, chỉ tiêu là {target}; chưa đủ cơ quan.").format(
            **facts
        )
    if wanted is None:
        return State.UNKNOWN, _(
            "{period} là {actual}, chỉ tiêu năm {year} là {target}; không có hiện trạng ban đầu để so."
        ).format(**facts)
    ahead = seen.value <= wanted if course.falling else seen.value >= wanted
    if goal.op == "eq" and not course.falling and seen.value > goal.value:
        ahead = False
    if grows and ahead == course.falling:
        return State.UNKNOWN, _("{period} mới cộng được {actual}, cần {wanted}; còn cơ quan chưa báo cáo.").format(
            **facts
        )
    if ahead:
        return State.ON_COURSE, _("{period} là {actual}, lộ trình đến đó cần {wanted}.").format(**facts)
    return State.BEHIND, _("{period} mới là {actual}, lộ trình đến đó cần {wanted}.").format(**facts)


def _judge_counted(course: Course, goal: Goal, seen: Seen, today: date) -> Standing:
    """Agencies that reach it: all must, by a straight way from none at the beginning; or one of them is enough.

    Those that are silent may reach it or not: they are counted against nobody.
    """
    n, expected = seen.figure.n or Decimal(0), Decimal(seen.figure.expected)
    every = course.over_agencies == OverAgencies.UNITS
    wanted = expected * course.elapsed(seen.period.days.last, goal) if every else Decimal(1)
    most = n + max(expected - seen.figure.known, Decimal(0))
    over = seen.period.days.last >= goal.end
    if consolidated(course, goal, seen.figure):
        state = State.REACHED
    elif today > goal.end and not over:
        state = State.UNKNOWN
    elif n >= wanted or (not every and not over):
        state = State.ON_COURSE
    else:
        state = State.UNKNOWN if most >= wanted else State.BEHIND
    why = _why_counted(course, goal, seen, wanted if every and not over else None)
    return Standing(state, f"{why} {_of_whom(seen)}".strip(), goal, seen, wanted, n / expected if expected else None)


def _why_counted(course: Course, goal: Goal, seen: Seen, wanted: Decimal | None) -> str:
    facts = {"period": seen.period.label, "what": goal.text or _("việc phải làm"), "n": words(seen.value, Unit.COUNT)}
    facts["d"] = words(seen.figure.d, Unit.COUNT)
    if goal.value is not None and course.unit in NUMBERS:
        facts["what"] = words(goal.value, course.unit)
    if course.over_agencies == OverAgencies.ANY:
        said_ = _("{period}: có cơ quan đạt {what}.") if seen.value else _("{period}: chưa cơ quan nào đạt {what}.")
        return said_.format(**facts)
    if wanted is None or seen.value == seen.figure.d:
        return _("{period}: {n}/{d} cơ quan đạt {what}.").format(**facts)
    return _("{period}: {n}/{d} cơ quan đạt {what}, lộ trình đến đó cần {wanted} cơ quan.").format(
        **facts, wanted=words(wanted.to_integral_value(ROUND_CEILING), Unit.COUNT)
    )


def _judge_done(goal: Goal, seen: Seen, today: date) -> Standing:
    """Of a yes: 1 says that it is done, 0 that it is not yet; of several agencies, all must say so."""
    n, expected = seen.figure.n or Decimal(0), max(seen.figure.expected, 1)
    facts = {"what": goal.text or _("việc phải làm"), "period": seen.period.label, "end": as_date(goal.end)}
    if n >= expected:
        return Standing(State.REACHED, _("{period}: đã thực hiện {what}.").format(**facts), goal, seen)
    if seen.period.days.last < goal.end and today <= goal.end:
        return Standing(State.ON_COURSE, _("{period}: chưa xong {what}, hạn {end}.").format(**facts), goal, seen)
    if n >= seen.figure.known:  # nobody said no
        return Standing(State.UNKNOWN, _of_whom(seen), goal, seen)
    if seen.period.days.last < goal.end and not seen.figure.whole:
        return Standing(State.UNKNOWN, _nothing_known(goal, today), goal, seen)
    return Standing(State.BEHIND, _("{period}: chưa xong {what}, đã quá hạn {end}.").format(**facts), goal, seen)


def _put_in_words(goal: Goal, seen: Seen) -> str:
    """A number is known, and what is to be reached is none; or the other way round."""
    return _("{period}: chỉ tiêu năm {year} bằng lời, hãy đọc báo cáo rồi đánh giá.").format(
        period=seen.period.label, year=goal.year
    )


def result(course: Course, seen: Seen | None) -> str:
    """What was reached, as people write it; nothing where it is no number."""
    if seen is None:
        return ""
    if course.over_agencies == OverAgencies.UNITS:
        of = f"{words(seen.value, Unit.COUNT)}/{words(seen.figure.d, Unit.COUNT)}"
        return _("{share} cơ quan đạt").format(share=of)
    if course.over_agencies == OverAgencies.ANY:
        return _("có cơ quan đạt") if seen.value else _("chưa cơ quan nào đạt")
    return words(seen.value, course.unit) if course.unit in NUMBERS else ""


def _nothing_known(goal: Goal, today: date) -> str:
    if date(goal.year, 1, 1) > today:
        return _("Chưa đến năm {year}.").format(year=goal.year)
    return _("Chưa có số liệu nào được báo cáo.")


def _told_in_words(figures: Sequence[tuple[Term, Figure]], goal: Goal) -> str:
    """Agencies told something that is no number: it is to be read, not judged."""
    told = [(period, one) for period, one in figures if one.known and one.n is None and period.days.start <= goal.end]
    if not told:
        return ""
    period, one = max(told, key=lambda pair: pair[0].days.end)
    return _("{period}: {known}/{expected} cơ quan báo cáo bằng lời, hãy đọc báo cáo.").format(
        period=period.label, known=one.known, expected=one.expected
    )


def _without_the_end(course: Course, goal: Goal, seen: Seen) -> str:
    """A year is over, and what is known is older than its end."""
    return _("Chưa có số liệu cuối năm {year}; {period} là {actual}, chỉ tiêu là {target}.").format(
        year=goal.year,
        period=seen.period.label,
        actual=words(seen.value, course.unit),
        target=words(goal.value, course.unit),
    )


def _of_whom(seen: Seen) -> str:
    if seen.figure.whole:
        return ""
    return _("Mới có {known}/{expected} cơ quan báo cáo.").format(
        known=seen.figure.known, expected=seen.figure.expected
    )


def _value(course: Course, figure: Figure) -> Decimal | None:
    if course.unit not in QUOTIENTS or course.counted:
        return figure.n  # a number of agencies may come with their number of all
    return figure.percent if course.unit == Unit.PERCENT and figure.d is not None else figure.value


def _corners(goals: Sequence[Goal], start: Sequence[tuple[date, Decimal | None]]) -> list[tuple[date, Decimal]]:
    return [
        (goal.end, goal.value) for goal in goals if goal.value is not None and (not start or goal.end > start[0][0])
    ]


def _without_overlaps(told: Iterable[tuple[Term, Figure]]) -> list[tuple[Term, Figure]]:
    kept: list[tuple[Term, Figure]] = []
    for period, figure in sorted(told, key=lambda pair: (-pair[0].months, pair[0].days.start)):
        if not any(period.within(other) for other, _figure in kept):
            kept.append((period, figure))
    return sorted(kept, key=lambda pair: pair[0].days.start)
