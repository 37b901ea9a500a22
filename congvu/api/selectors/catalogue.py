"""The catalogue for programmes: page by page, by code."""

from datetime import date, datetime, time

from django.db.models import Max, QuerySet
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.selectors import valid
from congvu.online.selectors import receivers
from congvu.procedures.models import Edition
from congvu.procedures.selectors import catalogue

PAGE, MOST = 50, 100


def editions_page(
    *, on: date, text: str = "", field: str = "", after: str = "", size: int = PAGE
) -> tuple[list[Edition], str | None]:
    """The editions in force by the code of their procedure, from behind `after`; and the code to go on behind."""
    found = catalogue(on=on, text=text, field=field).filter(procedure__code__gt=after)
    rows = list(found.order_by("procedure__code")[: size + 1])
    return rows[:size], rows[size - 1].procedure.code if len(rows) > size else None


def edition_of(slug: str, *, on: date, whole: bool = False) -> Edition | None:
    """The edition in force of a procedure; `whole`: with its form and all that it says."""
    found = catalogue(on=on).filter(procedure__slug=slug)
    if whole:
        found = found.defer(None).select_related("procedure").defer("bpmn", "parts", "result_template", "examples")
    return found.first()


def changed_at(*, on: date) -> datetime | None:
    """When the catalogue last changed: an edition was published, or began on its day."""
    begun = Edition.objects.filter(valid_from__lte=on)
    newest = begun.aggregate(published=Max("published_at"), began=Max("valid_from"))
    published: datetime | None = newest["published"]
    return published and max(published, beginning_of(newest["began"]))


def beginning_of(day: date) -> datetime:
    """Midnight in Vietnam."""
    return datetime.combine(day, time(), timezone.get_default_timezone())


def receivers_page(*, on: date, text: str = "", after: str = "", size: int = PAGE) -> tuple[list[Agency], str | None]:
    """The counters by code, from behind `after`; and the code to go on behind."""
    found = receivers(on=on, text=text).filter(code__gt=after).order_by("code")
    rows = list(found[: size + 1])
    return rows[:size], rows[size - 1].code if len(rows) > size else None


def agency_coded(code: str, *, on: date) -> Agency | None:
    """The agency with this code that is valid on a day."""
    agencies: QuerySet[Agency] = valid(on=on)
    return agencies.select_related("parent").filter(code=code).first()
