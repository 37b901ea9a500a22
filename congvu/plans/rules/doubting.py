"""What a doubt is, and the arithmetic behind it: parts against a whole with no tolerance, and rounding."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

MOST_FACTS = 300  # letters


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something of a plan that does not fit together, or cannot be what is meant. Nothing is repaired: a person says
    what is right.

    `key` names it, `facts` are the figures that it is about, `where` the place in the plan. `confirmed` is what
    somebody said of just these figures, `earlier` what was said of others. One that `refuses` cannot be confirmed: with
    it the plan cannot be approved.
    """

    key: str
    sentence: str
    facts: str
    where: str = ""
    confirmed: Any = None
    earlier: Any = None
    refuses: bool = False

    @property
    def open(self) -> bool:
        """Whether nobody has said what is right."""
        return self.confirmed is None


def parts_sum(parts: Mapping[str, object]) -> Decimal | None:
    """What parts add up to; None where one is no number."""
    try:
        return sum((Decimal(str(part)) for part in parts.values()), Decimal(0)) if parts else None
    except InvalidOperation:
        return None


def rounds_to(exact: Decimal, told: Decimal) -> bool:
    """Whether a told number is the exact one, rounded to as many decimals as it tells; a half may go either way."""
    decimals = max(0, -int(told.normalize().as_tuple().exponent))
    unit = Decimal(1).scaleb(-decimals)
    return told in {exact.quantize(unit, how) for how in (ROUND_HALF_UP, ROUND_HALF_EVEN)}


def repeated(values: Iterable[Hashable]) -> list[Any]:
    """What comes more than once, in its order."""
    return [value for value, times in Counter(values).items() if times > 1]


def facts(*told: object) -> str:
    """The figures of a doubt as they are kept."""
    return " | ".join(str(one) for one in told)[:MOST_FACTS]
