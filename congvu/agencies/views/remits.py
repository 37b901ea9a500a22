"""The fields for which an agency is competent: given, moved to another agency, ended."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from congvu.agencies import selectors, services
from congvu.agencies.forms import EndRemitForm, GrantRemitForm, MoveRemitForm
from congvu.agencies.models import Agency, Remit
from congvu.agencies.views.frames import Work, of_agency, of_remit
from congvu.web.access import actor_of


@of_agency(title=_("Giao lĩnh vực"), done=_("Đã giao lĩnh vực."), here=_("Giao lĩnh vực"))
def grant(request: HttpRequest, agency: Agency) -> Work:
    """Make the agency competent for a field."""
    return GrantRemitForm(request.POST or None, initial=_today()), partial(services.grant_remit, agency)


@of_remit(title=_("Chuyển lĩnh vực sang cơ quan khác"), done=_("Đã chuyển lĩnh vực."), here=_("Chuyển lĩnh vực"))
def move(request: HttpRequest, remit: Remit) -> Work:
    """Move the field to another agency from a day on."""
    form = MoveRemitForm(request.POST or None, initial=_today(), agencies=selectors.administered(actor_of(request)))
    return form, partial(services.move_remit, remit.sector, from_agency=remit.agency)


@of_remit(title=_("Kết thúc phụ trách lĩnh vực"), done=_("Đã ghi ngày kết thúc."), here=_("Kết thúc lĩnh vực"))
def end(request: HttpRequest, remit: Remit) -> Work:
    """End the remit without an heir."""
    return EndRemitForm(request.POST or None, initial=_today()), partial(services.end_remit, remit)


def _today() -> dict[str, Any]:
    return {"on": f"{timezone.localdate():%d/%m/%Y}"}
