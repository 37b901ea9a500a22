"""What the pages of reporting have in common: who opens them, how a state looks, how a table is taken away."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.reporting.models import Report, Value
from congvu.reporting.rules import State
from congvu.tabular.exports import FORMS, Head, taken
from congvu.tabular.tables import Table
from congvu.tabular.words import RIGHT, said
from congvu.web.access import holds

reporters = holds(Role.PLANNER, Role.UNIT_HEAD, Role.LEADER)
receivers = holds(Role.PLANNER, Role.LEADER)
planners = holds(Role.PLANNER)
FORM = "dang"  # the parameter that names a format of export
FACES = {
    State.OPEN: "in_progress",
    State.SUBMITTED: "received",
    State.RETURNED: "awaiting_supplement",
    State.ACCEPTED: "decided",
    State.VOID: "withdrawn",
}


def face_of(report: Report) -> str:
    """How a report's state looks."""
    return FACES[State(report.state)]


def mine_crumb() -> tuple[str, str]:
    """The way to what the own agency owes."""
    return _("Báo cáo phải nộp"), reverse("reporting-mine")


def received_crumb() -> tuple[str, str]:
    """The way to what came in."""
    return _("Báo cáo nhận được"), reverse("reporting-received")


def duties_crumb() -> tuple[str, str]:
    """The way to the duties."""
    return _("Chế độ báo cáo"), reverse("reporting-duties")


def figure(value: Value | None, *, measured: bool = False) -> str:
    """A told figure, or the measured one that was frozen beside it, as people read it; a dash is "not known"."""
    if value is None:
        return "—"
    n, d = (value.measured_n, value.measured_d) if measured else (value.n, value.d)
    return quotient(n, d) if n is not None or not value.text or measured else value.text


def quotient(n: Any, d: Any) -> str:
    """With the per cent: "8/10 (80%)"; or a number alone."""
    if n is None:
        return "—"
    if d is None:
        return said(n, "decimal")
    percent = f" ({said(100 * n / d, 'percent')})" if d else ""
    return f"{said(n, 'decimal')}/{said(d, 'decimal')}{percent}"


def exported(request: HttpRequest, table: Table, *, agency: Agency, period: str) -> HttpResponse | None:
    """The table as the file that the address asks for, if it asks for one."""
    form = request.GET.get(FORM, "")
    if form not in FORMS:
        return None
    superior = agency.parent.name if agency.parent else ""
    file = taken(table, form, Head(agency.name, period, timezone.localdate(), superior))
    way = "inline" if form == "pdf" else "attachment"
    return HttpResponse(
        file.body, file.media_type,
        headers={"Content-Disposition": f'{way}; filename="{file.name}"', "X-Content-Type-Options": "nosniff"},
    )  # fmt: skip


def links_from(query: str) -> list[dict[str, str]]:
    """The page of a query ("?theo=x" or "?") in each format."""
    joint = "" if query.endswith("?") else "&"
    return [{"label": form.label, "url": f"{query}{joint}{FORM}={key}"} for key, form in FORMS.items()]


def shown(table: Table) -> dict[str, Any]:
    """A table as `web/parts/table.html` draws it."""
    return {
        "columns": [{"label": column.label, "numeric": column.kind in RIGHT} for column in table.columns],
        "rows": [
            [
                {"text": said(value.value, column.kind), "url": value.address}
                for column, value in zip(table.columns, row.values, strict=True)
            ]
            for row in table.rows
        ],
        "notes": table.notes,
    }


def number_in(request: HttpRequest, name: str, *, usual: int = 0) -> int:
    """A small number of the address or the form."""
    typed = request.POST.get(name) or request.GET.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) < 9 else usual
