"""What the pages of this room have in common: who opens them, and how a table is taken away."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.tabular.exports import FORMS, Head, taken
from congvu.tabular.tables import Table
from congvu.web.access import holds

READS = holds(Role.PLANNER, Role.UNIT_HEAD, Role.LEADER, Role.ADMIN)
FORM = "dang"  # the parameter that names a format of export


def exports(address: str = "?") -> list[dict[str, str]]:
    """The page of an address in each format."""
    joint = "" if address.endswith("?") else "&"
    return [{"label": form.label, "url": f"{address}{joint}{FORM}={key}"} for key, form in FORMS.items()]


def exported(
    request: HttpRequest, whole: Callable[[], Table], *, agency: Agency, period: str
) -> HttpResponse | None:  # fmt: skip
    """The table as the file that the address asks for, if it asks for one."""
    form = request.GET.get(FORM, "")
    return file_of(whole(), form, agency=agency, period=period) if form in FORMS else None


def file_of(table: Table, form: str, *, agency: Agency, period: str) -> HttpResponse:
    """A table as a file."""
    above = agency.parent.name if agency.parent else ""
    file = taken(table, form, Head(agency.name, period, timezone.localdate(), above))
    way = "inline" if form == "pdf" else "attachment"
    return HttpResponse(
        file.body, file.media_type,
        headers={"Content-Disposition": f'{way}; filename="{file.name}"', "X-Content-Type-Options": "nosniff"},
    )  # fmt: skip


def tabs(labels: list[tuple[str, str]], here: str) -> list[dict[str, Any]]:
    """Neighbouring pages as links: (label, address)."""
    return [{"label": label, "url": url, "here": url == here} for label, url in labels]
