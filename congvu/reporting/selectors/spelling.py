"""How figures of reports are written for people."""

from datetime import date
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from congvu.measures.rules import QUOTIENTS, Figure, OverAgencies, Unit
from congvu.plans.models import Target
from congvu.plans.rules.words import Op
from congvu.tabular.words import said
from congvu.web.spelling import as_date

UNKNOWN = "—"


class Shape(Protocol):
    """What a figure looks like: an indicator, or what was frozen of one."""

    @property
    def unit(self) -> str:
        """In what it is counted."""
        ...

    @property
    def over_agencies(self) -> str:
        """How several agencies' figures become one."""
        ...


def number(value: Decimal | int | None) -> str:
    """1234.5 as 1.234,5; what is not known is a dash."""
    if value is None:
        return UNKNOWN
    found = Decimal(value)
    return said(int(found), "number") if found == found.to_integral_value() else said(found, "decimal")


def part(figure: Figure) -> str:
    """n of d: "53/57"; where there is no d, n alone."""
    return number(figure.n) if figure.d is None else f"{number(figure.n)}/{number(figure.d)}"


def percent(n: Decimal | int, d: Decimal | int) -> str:
    """What part of a whole, in per cent; of nothing, a dash."""
    return said(Decimal(100) * Decimal(n) / Decimal(d), "percent") if d else UNKNOWN


def quotient(indicator: Shape, figure: Figure) -> str:
    """A figure as its indicator is told: "53/57 (92,98%)". Of a quotient whose d is not known, n is told as such."""
    if figure.n is None:
        return UNKNOWN
    if indicator.over_agencies == OverAgencies.UNITS and figure.d is not None and figure.expected > 1:
        return _("{n} trên {d} cơ quan").format(n=number(figure.n), d=number(figure.d))
    if indicator.unit not in QUOTIENTS:
        if indicator.unit == Unit.YES and figure.expected <= 1:
            return _("có") if figure.n else _("không")
        return number(figure.n)
    if figure.d is None:
        return _("tử số {n}, chưa có mẫu số").format(n=number(figure.n))
    if figure.value is None:
        return part(figure)
    shown = said(figure.percent, "percent") if indicator.unit == Unit.PERCENT else number(figure.value)
    return f"{part(figure)} ({shown})"


def wanted(indicator: Shape, target: Target) -> str:
    """What a target asks for: "ít nhất 90%", "trước ngày 01/01/2017", or its own words."""
    return asked_for(indicator.unit, target.op, target.value, target.text, target.day)


def asked_for(unit: str, op: str, value: Decimal | None, text: str, day: date | str | None) -> str:
    """The same of its parts."""
    parts = []
    if value is not None:
        parts.append(f"{Op(op).label} {number(value)}" + ("%" if unit == Unit.PERCENT else ""))
    if text:
        parts.append(text)
    if day:
        parts.append(_("trước ngày {day}").format(day=as_date(day)))
    return ", ".join(parts) or UNKNOWN


def difference(told: Figure, other: Figure) -> Decimal | None:
    """By how much a told figure is above another: of two quotients in percentage points, else in what they count."""
    if told.d is not None and other.d is not None:
        return None if told.percent is None or other.percent is None else told.percent - other.percent
    return None if told.n is None or other.n is None else told.n - other.n
