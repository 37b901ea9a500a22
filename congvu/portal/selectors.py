"""What the citizen's door shows: procedures in the reader's language, what is asked for most, and where to go."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, QuerySet, Value, When
from django.utils.translation import get_language

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind
from congvu.agencies.selectors import found_by, valid
from congvu.dossiers.models import Dossier
from congvu.procedures.models import Edition, Procedure
from congvu.procedures.rules import LIFE_EVENTS, SCOPES
from congvu.procedures.selectors import Listed, catalogue, catalogue_stamp, found, listed

LATEST = 1000  # dossiers that tell what is asked for now: enough to rank by, few enough to count
AGAIN = 100  # dossiers that come in before it is counted anew
OFFERS_AT_HOME = 8
FOLLOWED = 20  # merged agencies of one name that a page shows


@dataclass(frozen=True, slots=True)
class Offer:
    """A procedure as a list shows it. `online` says how far it goes online; empty where it does not."""

    key: int
    slug: str
    code: str
    name: str
    field_code: str
    field_name: str
    agency: str
    online: str


@dataclass(frozen=True)
class _Use:
    """How often each procedure was asked for, as it was counted for these keys."""

    counted: tuple[UUID | None, int] | None
    times: Mapping[int, int]


_use = _Use(None, {})


def offers(*, on: date, text: str = "", field: str = "", life_event: str = "") -> list[Offer]:
    """The procedures that may be applied for on a day, in the order of fields; with `text`, those that everyday words
    mean, the best fit first and of equals what is asked for more. Two queries at most, however many there are."""
    rows = found(text, on=on, use=use()) if text else listed(on=on)
    return [_offer(one) for one in rows if field in ("", one.field_code) if life_event in ("", *one.life_events)]


def fields(*, on: date) -> list[tuple[str, str]]:
    """The fields that have procedures, by their names in the reader's language: (code, name)."""
    return sorted({(one.field_code, one.field_name) for one in listed(on=on)}, key=lambda field: field[1])


def life_events(*, on: date) -> list[tuple[str, str]]:
    """The events of life that lead to some procedure, in the order of a life: (key, name)."""
    known = {event for one in listed(on=on) for event in one.life_events}
    return [(key, str(name)) for key, name in LIFE_EVENTS.items() if key in known]


def most_used(*, on: date) -> list[Offer]:
    """The procedures that are asked for most."""
    times = use()
    return [_offer(one) for one in sorted(listed(on=on), key=lambda one: -times.get(one.key, 0))[:OFFERS_AT_HOME]]


def use() -> Mapping[int, int]:
    """How often each procedure, by its key, was asked for among the newest dossiers. Counted once for a hundred of them
    in each process: two queries of one row each tell whether that still holds."""
    global _use
    newest = Dossier.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    counted = (catalogue_stamp(), newest // AGAIN if newest else -1)
    kept = _use
    if kept.counted != counted:
        latest = Dossier.objects.order_by("-pk").values_list("edition__procedure_id", flat=True)[:LATEST]
        kept = _use = _Use(counted, Counter(latest))
    return kept.times


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


def _offer(one: Listed) -> Offer:
    online = "" if one.scope == "information" else str(SCOPES[one.scope])
    agency = str(Kind(one.kind).label)
    return Offer(one.key, one.slug, one.code, one.name, one.field_code, one.field_name, agency, online)
