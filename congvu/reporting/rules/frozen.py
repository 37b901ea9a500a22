"""A consolidation as plain values, which never change once written. Numbers are texts, so that none loses a digit."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from congvu.measures.rules import Figure

Plain = dict[str, Any]


def plain_figure(figure: Figure | None) -> Plain | None:
    """n, d and of how many it is known."""
    if figure is None:
        return None
    return {"n": _text(figure.n), "d": _text(figure.d), "known": figure.known, "expected": figure.expected}


def read_figure(told: Mapping[str, Any] | None) -> Figure | None:
    """As it was frozen."""
    if not told:
        return None
    return Figure(_number(told["n"]), _number(told["d"]), told["known"], told["expected"])


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _number(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
