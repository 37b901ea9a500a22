"""Editions, and what an edition says, compiled once per process."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from congvu import flow, sheet
from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind
from congvu.agencies.selectors import sectors_of
from congvu.base.refusals import Refusal
from congvu.base.strict_yaml import Document
from congvu.base.text import fold
from congvu.procedures import refusals
from congvu.procedures.models import Edition, Procedure
from congvu.procedures.rules import Fee, Pack, Story, asks_of, fee, legs_by_element, pack_of, story_of

MOST_COMPILED = 500


@dataclass(frozen=True, slots=True)
class Compiled:
    """An edition ready for work: what the pack says, the process, the form, and the forms of the results: its own, and
    by their keys those of its legs. `leg_of` tells of which leg a step is; the settling agency's own are not in it."""

    pack: Pack
    net: flow.Net
    form: sheet.Sheet
    asks: sheet.Sheet
    leg_asks: Mapping[str, sheet.Sheet]
    leg_of: Mapping[str, str]

    def fee(self, answers: dict[str, Any], channel: str = "counter") -> Fee:
        """What a dossier with these answers costs that is handed in by this channel."""
        return fee(self.pack.fee, answers, channel)


_compiled: dict[str, Compiled] = {}


def compiled(edition: Edition) -> Compiled:
    """What an edition says. Kept by the digest of its content, which never changes; a hit reads no heavy column."""
    found = _compiled.get(edition.digest)
    if found is None:
        pack = pack_of(Document(edition.content), [])
        net = flow.compile(edition.bpmn, edition.parts.__getitem__)
        found = Compiled(
            pack,
            net,
            sheet.compile(edition.form_schema),
            sheet.compile(asks_of(pack.result)),
            {key: sheet.compile(asks_of(leg.returns)) for key, leg in pack.legs.items() if leg.returns},
            legs_by_element(pack, net),
        )
        if len(_compiled) >= MOST_COMPILED:
            _compiled.clear()
        _compiled[edition.digest] = found
    return found


def stories(edition: Edition) -> tuple[Story, ...]:
    """The worked examples that were published with an edition."""
    return tuple(story_of(Document(data), key, []) for key, data in edition.examples.items())


def _newest(on: date) -> Subquery:
    """The edition of the outer query's procedure that is valid on a day."""
    valid = Edition.objects.filter(procedure=OuterRef("procedure"), valid_from__lte=on)
    return Subquery(valid.order_by("-valid_from").values("pk")[:1])


def edition_on(code: str, day: date) -> Edition:
    """The edition of a procedure that is valid on a day. Raises Refusal procedures.no_edition."""
    valid = Edition.objects.select_related("procedure").filter(procedure__code=code, valid_from__lte=day)
    found = valid.order_by("-valid_from").first()
    if found is None:
        raise Refusal(refusals.NO_EDITION, code=code, day=f"{day:%d/%m/%Y}")
    return found


def catalogue(
    *, on: date, text: str = "", level: int | None = None, kind: str = "", sector: str = "", field: str = ""
) -> QuerySet[Edition]:
    """The editions valid on a day, each with its procedure and without its heavy columns, in the order of the fields.

    `text` is matched word by word without diacritics.
    """
    wanted = Q(pk=_newest(on))
    for word in fold(text).split():
        wanted &= Q(procedure__folded__contains=word)
    for key, value in (("level", level), ("kind", kind), ("sector", sector), ("field_code", field)):
        if value:
            wanted &= Q(**{f"procedure__{key}": value})
    found = Edition.objects.select_related("procedure").defer(*Edition.HEAVY).filter(wanted)
    return found.order_by("procedure__field_code", "procedure__name", "procedure__code")


def offered_by(agency: Agency, *, on: date) -> QuerySet[Edition]:
    """The editions that an agency's counter takes in: its own; of a provincial counter, those of all departments."""
    parent = agency.parent if agency.kind in {Kind.ONE_STOP, Kind.DIVISION} else None
    desk = parent or agency
    if desk.kind == Kind.PROVINCE_COMMITTEE:
        return catalogue(on=on).filter(procedure__kind__in=(Kind.PROVINCE_COMMITTEE, Kind.DEPARTMENT))
    if desk.kind == Kind.DEPARTMENT:
        return catalogue(on=on, kind=desk.kind).filter(procedure__sector__in=sectors_of(desk.pk, on=on))
    return catalogue(on=on, kind=desk.kind)


def fields_of_law(language: str = "vi") -> list[tuple[str, str]]:
    """The fields that have procedures, by name: (code, name). The names are Vietnamese or ("en") English."""
    name = "field_name_en" if language == "en" else "field_name"
    return list(Procedure.objects.order_by(name, "field_code").values_list("field_code", name).distinct())


@dataclass(frozen=True, slots=True)
class Period:
    """An edition with the last day on which it is valid; None while no later edition is published."""

    edition: Edition
    valid_to: date | None


def editions(procedure: Procedure) -> list[Period]:
    """Every edition of a procedure with its derived end, newest first."""
    return periods(procedure.editions.defer(*Edition.HEAVY).order_by("-valid_from"))


def periods(newest_first: Iterable[Edition]) -> list[Period]:
    """The last days of editions of one procedure: the day before the next one begins."""
    found: list[Period] = []
    later: date | None = None
    for edition in newest_first:
        found.append(Period(edition, later and later - timedelta(days=1)))
        later = edition.valid_from
    return found
