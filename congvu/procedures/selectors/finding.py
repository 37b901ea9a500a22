"""The catalogue as lists show it. It is kept in the process and known to be fresh by one small row: whoever looks for a
procedure reads that row and no other, however many procedures there are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Min
from django.utils.translation import get_language

from congvu.procedures.models import CatalogueStamp, Procedure
from congvu.procedures.rules import Entry, Index


@dataclass(frozen=True, slots=True)
class Listed:
    """A procedure as a list shows it, by what its newest edition says; `begins` is the first day of its first one."""

    key: int
    slug: str
    code: str
    vietnamese: str
    english: str
    field_code: str
    field_vietnamese: str
    field_english: str
    kind: str
    level: int
    scope: str
    words: tuple[str, ...]
    life_events: tuple[str, ...]
    begins: date

    @property
    def name(self) -> str:
        """In the reader's language, as `field_name`."""
        return self.english if get_language() == "en" else self.vietnamese

    @property
    def field_name(self) -> str:
        return self.field_english if get_language() == "en" else self.field_vietnamese


@dataclass(frozen=True)
class _Kept:
    stamp: UUID | None = None
    procedures: Mapping[int, Listed] = field(default_factory=dict)
    index: Index = field(default_factory=lambda: Index(()))


_kept = _Kept()


def listed(*, on: date) -> list[Listed]:
    """The procedures that may be applied for on a day, in the order of their fields and names. One query."""
    return [one for one in _fresh().procedures.values() if one.begins <= on]


def found(text: str, *, on: date, use: Mapping[int, int] | None = None) -> list[Listed]:
    """Those among them that everyday words mean, the best fit first; of equals, by `use`, those used more.

    What is typed may lack diacritics and have small slips; `rules.finding` tells how it is compared. One query.
    """
    kept = _fresh()
    fits = {key: round(fit, 1) for key, fit in kept.index.find(text).items() if kept.procedures[key].begins <= on}
    return [kept.procedures[key] for key in sorted(fits, key=lambda key: (-fits[key], -(use or {}).get(key, 0), key))]


def catalogue_stamp() -> UUID | None:
    """Which procedures there are: another value after every publication, None before the first."""
    return next(iter(CatalogueStamp.objects.filter(pk=CatalogueStamp.ONLY).values_list("value", flat=True)), None)


def _fresh() -> _Kept:
    global _kept
    # What is returned is what was compared: another thread may meanwhile keep what it sees in a deed of its own.
    kept, stamp = _kept, catalogue_stamp()
    if kept.stamp != stamp:
        procedures = {one.key: one for one in _read()}
        kept = _kept = _Kept(stamp, procedures, Index(map(_entry, procedures.values())))
    return kept


def _read() -> list[Listed]:
    rows = Procedure.objects.annotate(begins=Min("editions__valid_from")).order_by("field_code", "name", "code")
    return [
        Listed(
            one.pk, one.slug, one.code, one.name, one.name_en, one.field_code, one.field_name, one.field_name_en,
            one.kind, one.level, one.scope, tuple(one.words), tuple(one.life_events), one.begins,
        )
        for one in rows
    ]  # fmt: skip


def _entry(one: Listed) -> Entry:
    names = (one.vietnamese, one.english, one.code, *one.words)
    return Entry(one.key, names, (one.field_vietnamese, one.field_english, *one.life_events))
