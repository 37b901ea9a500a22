"""What stands behind a figure: the lists of dossiers in the books, or a list of this room."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from congvu.agencies.models import Agency
from congvu.base.actors import Actor
from congvu.dossiers.rules import Channel
from congvu.measures.rules import METRICS
from congvu.measures.rules.lit import WINDOW
from congvu.measures.selectors.catalogue import agencies_for
from congvu.measures.selectors.counters.dossiers import ALIVE, FLOWS, STOCKS
from congvu.measures.selectors.counters.spans import DAY, Span, midnight
from congvu.measures.selectors.figures import last_days, measured
from congvu.measures.selectors.lists import LISTS
from congvu.procedures.models import Procedure
from congvu.statistics.rules import Cell, Measure, Period
from congvu.statistics.selectors import address_of, each_day, number_by_agency
from congvu.tabular.tables import Table

# Of the metrics that ask for a sign of life in the last days: the flows that are such a sign.
SIGNS: Mapping[str, tuple[str, ...]] = {
    "onestop.units_feeding": ALIVE,
    "onestop.units_working": (Measure.COUNTER_RECEIVED,),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One part of a figure: what it is, how many, and the page that lists them; without one, nobody may list them."""

    label: str
    number: int
    address: str


@dataclass(frozen=True, slots=True)
class Behind:
    """A list of this room: what stood behind a figure of an agency on a day."""

    agency: Agency
    on: date
    table: Table


def evidence(metric: str, agency: Agency, *, period: Period, viewer: Actor) -> list[Evidence]:
    """What the figure of an agency in a period is made of. Nothing for who may not read it, and of what was never
    counted."""
    if metric not in METRICS or agency.pk not in {one.pk for one in agencies_for(viewer)}:
        return []
    if metric in FLOWS:
        cell = Cell(FLOWS[metric].measures, period.start, period.end, channel=FLOWS[metric].channel)
        return _in_books(cell, agency, str(METRICS[metric].name))
    last = last_days([metric], period).get(metric)
    if last is None:
        return []
    if metric in STOCKS:
        return _in_books(Cell(STOCKS[metric].measures, period.start, last + DAY), agency, str(METRICS[metric].name))
    window = Period(last - (WINDOW - 1) * DAY, last + DAY)
    if metric in SIGNS:
        cell = Cell(SIGNS[metric], window.start, window.end)
        return _in_books(cell, agency, _("Hồ sơ tiếp nhận, giải quyết trong 30 ngày"))
    if metric == "dvc.kinds_online":
        return list(_kinds(agency, window))
    return _listed(metric, agency, period, last)


def _in_books(cell: Cell, agency: Agency, label: str) -> list[Evidence]:
    """A list for the agency and for each of its parts in whose books there is something."""
    names = parts(agency)
    found = number_by_agency(cell, names)
    return [
        Evidence(
            label if code == agency.code else f"{label}, {names[code]}",
            number,
            address_of(replace(cell, agency=code)),
        )
        for code, number in sorted(found.items())
    ]


def parts(agency: Agency) -> dict[str, str]:
    """The agency and the parts that are counted with it: short names by code. One query."""
    today = timezone.now()
    span = Span(agency.valid_from, agency.valid_from, at=today)
    keys = [key for key, owner in span.owners.items() if owner == agency.pk]
    return dict(Agency.objects.filter(pk__in=keys).order_by("code").values_list("code", "short_name"))


def _kinds(agency: Agency, window: Period) -> Iterator[Evidence]:
    """A list for each procedure of which a dossier came in online."""
    numbers: dict[tuple[str, str], int] = {}
    codes = parts(agency)
    rows = each_day(window.start, window.last, (Measure.RECEIVED,), by="procedure", channel=Channel.ONLINE)
    for code, _measure, _day, procedure, number in rows:
        if code in codes:
            numbers[procedure, code] = numbers.get((procedure, code), 0) + number
    names = dict(Procedure.objects.filter(code__in={key[0] for key in numbers}).values_list("code", "name"))
    for (procedure, code), number in sorted(numbers.items()):
        cell = Cell((Measure.RECEIVED,), window.start, window.end, code, procedure, Channel.ONLINE)
        yield Evidence(names.get(procedure, procedure), number, address_of(cell))


def _listed(metric: str, agency: Agency, period: Period, last: date) -> list[Evidence]:
    found = measured(metric, "", [agency.pk], period=period)[agency.pk]
    if found.n is None:
        return []
    address = ""
    if metric in LISTS:
        words = {"tu": period.start.isoformat()} if METRICS[metric].kind == "flow" else {}
        query = urlencode({"ngay": (found.on or last).isoformat()} | words)
        address = f"{reverse('measures-behind', args=[metric, agency.code])}?{query}"
    return [Evidence(str(METRICS[metric].name), found.n, address)]


def behind(metric: str, code: str, *, first: date | None, last: date, viewer: Actor) -> Behind | None:
    """The list behind a figure of an agency on a day, or of a flow on the days from `first` on. None where there is no
    such list, or the viewer may not read it."""
    agency = next((one for one in agencies_for(viewer) if one.code == code), None)
    if agency is None or metric not in LISTS:
        return None
    since = first if first and METRICS[metric].kind == "flow" and first <= last else last
    return Behind(agency, last, LISTS[metric](Span(since, last, at=midnight(last + DAY)), agency))
