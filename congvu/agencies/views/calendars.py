"""An agency's year on one page, to read and to print."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from congvu.agencies import selectors
from congvu.agencies.views.frames import admin, crumbs, one
from congvu.web.access import open_to

YEARS = range(2000, 2100)
WEEKDAYS = tuple(zip(("T2", "T3", "T4", "T5", "T6", "T7", "CN"), selectors.WEEKDAYS, strict=True))


@open_to(admin)
def year(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """Working days, holidays and swapped days of a year, with the decisions that order them."""
    if year not in YEARS:
        raise Http404
    agency = one(request, pk)
    context = {
        "agency": agency,
        "number": year,
        "before": year - 1 if year - 1 in YEARS else None,
        "after": year + 1 if year + 1 in YEARS else None,
        "year": selectors.year_of(agency.pk, year),
        "weekdays": WEEKDAYS,
        "crumbs": crumbs(request, agency, _("Lịch %(year)s") % {"year": year}),
    }
    return render(request, "agencies/year.html", context)
