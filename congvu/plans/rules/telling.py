"""How targets, years and amounts are told in a line."""

from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from django.utils.translation import gettext as _

from congvu.measures.rules import Unit
from congvu.plans.rules.words import Op

SIGNS = {Op.GE: "≥", Op.LE: "≤", Op.LT: "<", Op.EQ: "="}


class Aimed(Protocol):
    """What of a target is told."""

    op: Any
    value: Any
    text: Any
    day: Any
    indicator: Any


def told_target(target: Aimed) -> str:
    """A target in a few letters: "≥ 85,5 %", "trước 01/01/2017", or its words."""
    said = []
    if target.value is not None:
        said.append(f"{SIGNS[Op(target.op)]} {told_value(target.value, target.indicator.unit)}")
    if target.day is not None:
        said.append(_("trước ngày {day}").format(day=f"{target.day:%d/%m/%Y}"))
    return "; ".join(filter(None, (*said, target.text)))


def told_value(value: Decimal | None, unit: str) -> str:
    """A value in the indicator's unit, with the decimal comma."""
    if value is None:
        return "—"
    suffix = {Unit.PERCENT: " %", Unit.MONEY: " đồng"}.get(Unit(unit), "")
    return told_number(value) + suffix


def told_number(value: Decimal | int | None) -> str:
    """A number with dots between thousands and the decimal comma, without noughts at its end."""
    if value is None:
        return "—"
    whole = Decimal(value)
    text = f"{whole:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def told_year(year: int | None) -> str:
    """A target's year; the overall one has none."""
    return _("năm {year}").format(year=year) if year else _("cả giai đoạn")


def told_span(year: int | None, *, upto: bool, forecast: bool = False, as_of: date | None = None) -> str:
    """Of what time an amount is told."""
    if year is None:
        said = _("tổng")
    else:
        said = _("đến hết năm {year}").format(year=year) if upto else _("năm {year}").format(year=year)
    if forecast:
        said = _("{when} (dự kiến)").format(when=said)
    return said if as_of is None else _("{when}, đến {day}").format(when=said, day=f"{as_of:%d/%m/%Y}")
