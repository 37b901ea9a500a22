"""The units themselves, read once from the data files beside this module."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Province:
    """A province or a city under the central government."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune, ward or special zone."""

    code: str
    name: str
    province: Province

    @property
    def label(self) -> str:
        """The name as a line of its own: "Phường Hồng Bàng, thành phố Hải Phòng". No two communes share it."""
        return f"{self.name}, {lowered(self.province.name)}"


@dataclass(frozen=True, slots=True)
class Former:
    """A commune as it was until 30 June 2025. `into` are the communes that it went into, the greatest part first."""

    name: str
    district: str
    province: str
    into: tuple[str, ...]

    @property
    def label(self) -> str:
        """The name within a sentence: "phường Quán Toan, quận Hồng Bàng, thành phố Hải Phòng"."""
        return ", ".join(lowered(part) for part in (self.name, self.district, self.province) if part)


def lowered(name: str) -> str:
    """A unit's name within a sentence, its kind in small letters."""
    return name[:1].lower() + name[1:]


def province(code: str) -> Province | None:
    """The province of an official code of two digits."""
    return _provinces().get(code)


def commune(code: str) -> Commune | None:
    """The commune of an official code of five digits."""
    return _communes().get(code)


def provinces() -> tuple[Province, ...]:
    """All provinces by their codes."""
    return tuple(_provinces().values())


@cache
def communes(province_code: str) -> tuple[Commune, ...]:
    """The communes of a province by their codes."""
    return tuple(one for one in _communes().values() if one.province.code == province_code)


@cache
def former() -> tuple[Former, ...]:
    """All communes that there were, by province, district and name."""
    return tuple(
        Former(row["name"], row["district"], row["province"], tuple(row["into"].split())) for row in _rows("former.csv")
    )


@cache
def _provinces() -> dict[str, Province]:
    return {row["code"]: Province(row["code"], row["name"]) for row in _rows("units.csv") if not row["province"]}


@cache
def _communes() -> dict[str, Commune]:
    home = _provinces()
    rows = (row for row in _rows("units.csv") if row["province"])
    return {row["code"]: Commune(row["code"], row["name"], home[row["province"]]) for row in rows}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
