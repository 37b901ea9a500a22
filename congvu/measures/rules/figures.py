"""The arithmetic of figures: ratios as sums, stock and flow, and that what is missing is not nought.

The rules are those of `docs/plans.md`: a mean of percentages does not exist here, no figure is without its coverage.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    """What an indicator is counted in. PERCENT and RATIO have a numerator and a denominator."""

    PERCENT = "pct", _("%")
    RATIO = "ratio", _("tỷ số")
    COUNT = "count", _("số lượng")
    MONEY = "money", _("đồng")
    DATE = "date", _("ngày")
    YES = "bool", _("có/không")
    TEXT = "text", _("nội dung")


class Direction(models.TextChoices):
    """Which way is good."""

    UP = "up", _("càng cao càng tốt")
    DOWN = "down", _("càng thấp càng tốt")


class OverTime(models.TextChoices):
    """How the figures of several periods become one: a stock keeps the last that was told within the range, a flow is
    added up."""

    LAST = "last", _("số tại thời điểm")
    SUM = "sum", _("cộng dồn")


class OverAgencies(models.TextChoices):
    """How the figures of several agencies become one."""

    RATIO = "ratio", _("tổng tử số trên tổng mẫu số")
    SUM = "sum", _("cộng")
    UNITS = "units", _("số cơ quan đạt")
    ANY = "any", _("có một cơ quan đạt là đạt")
    NONE = "none", _("không tổng hợp")


QUOTIENTS = (Unit.PERCENT, Unit.RATIO)


@dataclass(frozen=True, slots=True)
class Figure:
    """What is known of an indicator. Of a quotient, `n` and `d`; of a number, `n` alone. None is "not known".

    `known` of `expected` agencies told it, and `silent` names those that did not. Of a figure of one agency, 1 of 1.
    """

    n: Decimal | None = None
    d: Decimal | None = None
    known: int = 0
    expected: int = 0
    silent: tuple[str, ...] = ()

    @property
    def value(self) -> Decimal | None:
        """The quotient of n and d where there is a d, else n. Not in per cent, not capped."""
        if self.n is None or self.d == 0:
            return None
        return self.n if self.d is None else self.n / self.d

    @property
    def percent(self) -> Decimal | None:
        """The quotient in per cent, uncapped."""
        return None if self.value is None else 100 * self.value

    @property
    def shown(self) -> Decimal | None:
        """The quotient in per cent as it is drawn: more computers than officials are 100 %; the raw one is kept."""
        return None if self.percent is None else min(self.percent, Decimal(100))

    @property
    def whole(self) -> bool:
        """Whether everybody told it."""
        return self.known >= self.expected


def together(figures: Iterable[Figure], *, silent: Iterable[str] = ()) -> Figure:
    """Several agencies' figures as one: sums of n over sums of d, and never a mean. Nothing known stays not known.

    Where one of them has a denominator they are quotients, and one that lacks its own is not known.
    """
    found = list(figures)
    told = [one for one in found if one.n is not None]
    quotient = any(one.d is not None for one in told)
    told = [one for one in told if one.d is not None or not quotient]
    if not told:
        return Figure(expected=len(found), silent=tuple(silent))
    return Figure(_sum(told, "n"), _sum(told, "d") if quotient else None, len(told), len(found), tuple(silent))


def _sum(figures: Iterable[Figure], name: str) -> Decimal:
    return sum((getattr(one, name) for one in figures), Decimal(0))


def over_time(figures: Iterable[Figure | None], how: str) -> Figure | None:
    """The figures of the periods of a range, in their order, as one: the last told of a stock, the sum of a flow.

    What was told of an earlier period is therefore no part of a later stock, and a late edit of it changes nothing
    there. A flow adds up who told it in each period; a period of which nothing is known is wholly missing.
    """
    found = list(figures)
    told = [one for one in found if one is not None and one.n is not None]
    if not told:
        return None
    if how == OverTime.LAST:
        return told[-1]
    sums = together(told)
    missing = (len(found) - len(told)) * max(one.expected or 1 for one in told)
    return replace(
        sums,
        known=sum(one.known or 1 for one in told),
        expected=sum(one.expected or 1 for one in told) + missing,
        silent=tuple(dict.fromkeys(name for one in told for name in one.silent)),
    )


def done(actual: Decimal, target: Decimal, *, direction: str, baseline: Decimal | None = None) -> Decimal | None:
    """How much of the way is done, 1 being all of it: actual/target rising; falling, from the baseline down to the
    target. None where there is no way to go: falling without a baseline or from one that is low enough already, or
    towards nought. `reached` tells whether it is there."""
    if direction == Direction.DOWN:
        if baseline is None or baseline <= target:
            return None
        return (baseline - actual) / (baseline - target)
    return actual / target if target else None


def reached(actual: Decimal, op: str, target: Decimal) -> bool:
    """Whether a value is where the target wants it: op is ge, le, lt or eq."""
    return {"ge": actual >= target, "le": actual <= target, "lt": actual < target, "eq": actual == target}[op]
