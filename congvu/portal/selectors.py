"""What the citizen's door shows: procedures in the reader's language, what is asked for most, and where to go."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Case, QuerySet, Value, When
from django.utils.translation import get_language

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind
from congvu.agencies.selectors import found_by, valid
from congvu.dossiers.models import Dossier
from congvu.procedures.models import Edition, Procedure
from congvu.procedures.selectors import catalogue

LATEST = 1000  # dossiers that tell what is asked for now: enough to rank by, few enough to count for every reader
FIELDS_AT_HOME, OFFERS_AT_HOME = 6, 3
FOLLOWED = 20  # merged agencies of one name that a page shows


@dataclass(frozen=True, slots=True)
class Offer:
    """A procedure as a list shows it."""

    key: int
    slug: str
    code: str
    name: str
    field_code: str
    field_name: str
    agency: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of administration with procedures of it."""

    code: str
    name: str
    offers: list[Offer]


def offers(*, on: date, text: str = "", field: str = "") -> list[Offer]:
    """The procedures that may be applied for on a day, in the order of fields. `text` is matched without diacritics."""
    return [_offer(edition) for edition in catalogue(on=on, text=text, field=field)]


def most_used(*, on: date) -> list[Field]:
    """The most used fields, each with its most used procedures."""
    newest = Dossier.objects.order_by("-pk").values_list("edition__procedure_id", flat=True)[:LATEST]
    used = Counter(newest)
    fields = _by_field(offers(on=on))
    fields.sort(key=lambda field: -sum(used[offer.key] for offer in field.offers))
    for field in fields:
        field.offers.sort(key=lambda offer: -used[offer.key])
        del field.offers[OFFERS_AT_HOME:]
    return fields[:FIELDS_AT_HOME]


def offered(slug: str, *, on: date) -> Edition | None:
    """The edition of a procedure that is valid on a day."""
    return catalogue(on=on).filter(procedure__slug=slug).first()


def counters(text: str = "", *, on: date) -> QuerySet[Agency]:
    """Where dossiers are handed in: the province's counter first, then the communes' by name."""
    first = Case(When(parent__kind=Kind.PROVINCE_COMMITTEE, then=Value(0)), default=Value(1))
    return (valid(on=on) & found_by(text)).filter(kind=Kind.ONE_STOP).order_by(first, "folded", "pk")


def followed(text: str, *, on: date) -> list[Agency]:
    """Agencies of the name looked for that were merged into another one: people know the old name for years."""
    if not text:
        return []
    ended = found_by(text).filter(valid_to__lte=on).exclude(successor=None).exclude(kind=Kind.ONE_STOP)
    return list(ended.select_related("successor").order_by("folded", "pk")[:FOLLOWED])


def name_of(procedure: Procedure) -> str:
    """The name in the reader's language."""
    return procedure.name_en if get_language() == "en" else procedure.name


def field_of(procedure: Procedure) -> str:
    """The field's name in the reader's language."""
    return procedure.field_name_en if get_language() == "en" else procedure.field_name


def _offer(edition: Edition) -> Offer:
    one = edition.procedure
    agency = str(one.get_kind_display())
    return Offer(one.pk, one.slug, one.code, name_of(one), one.field_code, field_of(one), agency)


def _by_field(in_order: Iterable[Offer]) -> list[Field]:
    grouped = [list(group) for _, group in groupby(in_order, key=lambda offer: offer.field_code)]
    return [Field(group[0].field_code, group[0].field_name, group) for group in grouped]
