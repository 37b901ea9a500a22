"""The seed plans' files: what is in `plans/data/seeds`, read as strict YAML."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from congvu.base.strict_yaml import load

FOLDER = Path(__file__).parent.parent / "data" / "seeds"
PLANS = (
    "ha-noi-pmnm-2013-2015",
    "bac-lieu-pmnm-2013-2015",
    "khung-1750-2013-2015",
    "tp-hcm-cntt-2008-2010",
    "hai-phong-cntt-2016-2020",
)


def seed(name: str) -> Any:
    """What a file says."""
    return load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")).data


def number(told: int | float | None) -> Decimal | None:
    """A figure as it is written: 3.55 is 3.55, not the nearest binary fraction."""
    return None if told is None else Decimal(str(told))
