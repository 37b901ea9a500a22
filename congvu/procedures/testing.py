"""Procedures for the tests of the rooms above: the real packs of the house, published."""

from datetime import UTC, datetime
from pathlib import Path

from congvu.base.actors import system
from congvu.procedures.models import Edition
from congvu.procedures.rules import from_folder
from congvu.procedures.services import publish

PACKS = Path(__file__).resolve().parents[2] / "packs"
AT = datetime(2025, 6, 30, 1, 0, tzinfo=UTC)


def edition(pack: str = "ho-tich/khai-tu") -> Edition:
    """The edition of a pack of the house, by its folder; published if it is not yet."""
    return publish(from_folder(PACKS / pack), by=system("testing", "Bộ kiểm thử"), at=AT)
