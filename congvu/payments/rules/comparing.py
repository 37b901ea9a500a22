"""A day's money here beside the gateway's report of the same day. Pure; whole đồng."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    """Which way the money went."""

    IN = "in", _("Thu")
    OUT = "out", _("Hoàn")


class Difference(models.TextChoices):
    """How the two sides differ."""

    ONLY_HERE = "only_here", _("Chỉ có ở đây")
    ONLY_THERE = "only_there", _("Chỉ có ở cổng thanh toán")
    AMOUNT = "amount", _("Khác số tiền")


@dataclass(frozen=True, slots=True)
class Booked:
    """One payment or refund as one side has it; `code` is the number of the order or of the refund."""

    way: Way
    code: str
    amount: int


@dataclass(frozen=True, slots=True)
class Found:
    """One difference; an amount is None on the side that does not know of it."""

    way: Way
    code: str
    kind: Difference
    here: int | None
    there: int | None


def compare(here: Iterable[Booked], there: Iterable[Booked]) -> tuple[int, list[Found]]:
    """How many agree, and what does not, by way and number. What a side names twice counts with its sum."""
    ours, theirs = _sums(here), _sums(there)
    found = []
    for way, code in sorted(ours.keys() | theirs.keys()):
        mine, yours = ours.get((way, code)), theirs.get((way, code))
        if mine != yours:
            kind = Difference.ONLY_THERE if mine is None else Difference.AMOUNT
            found.append(Found(way, code, Difference.ONLY_HERE if yours is None else kind, mine, yours))
    return len(ours.keys() | theirs.keys()) - len(found), found


def _sums(side: Iterable[Booked]) -> dict[tuple[Way, str], int]:
    sums: dict[tuple[Way, str], int] = {}
    for one in side:
        sums[one.way, one.code] = sums.get((one.way, one.code), 0) + one.amount
    return sums
