"""Every form with sample data: what the papers look like before anybody needs one."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from congvu.agencies.rules import Role
from congvu.dossiers.selectors.papers import TEMPLATES, printed
from congvu.files.services import picture_of_pdf
from congvu.web.access import holds, open_to
from congvu.web.download import picture

FORMS = {
    "receipt": _("Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
    "supplement": _("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
    "refusal": _("Phiếu từ chối tiếp nhận"),
    "apology": _("Phiếu xin lỗi và hẹn lại ngày trả kết quả"),
    "stop_notice": _("Thông báo dừng giải quyết hồ sơ"),
    "return_slip": _("Giấy xác nhận rút hồ sơ và trả lại giấy tờ"),
    "control_sheet": _("Phiếu kiểm soát quá trình giải quyết"),
    "slip": _("Phiếu bàn giao hồ sơ"),
    "leg_result": _("Kết quả của phần việc liên thông"),
    "register_book": _("Sổ theo dõi hồ sơ"),
    "fee_receipt": _("Biên lai thu phí, lệ phí"),
    "cash_book": _("Sổ quỹ ngày"),
}
sees_samples = holds(Role.CLERK, Role.SPECIALIST, Role.UNIT_HEAD, Role.LEADER, Role.ADMIN)
WIDTH = 400


@require_GET
@open_to(sees_samples)
def index(request: HttpRequest) -> HttpResponse:
    """The forms side by side."""
    return render(request, "dossiers/desk/samples.html", {"forms": list(FORMS.items())})


@require_GET
@open_to(sees_samples)
def paper(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001
    """One form with its sample data, as PDF/A."""
    return HttpResponse(
        _sample(name), "application/pdf", headers={"Content-Disposition": f'inline; filename="{name}.pdf"'}
    )


@require_GET
@open_to(sees_samples)
def picture_of(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001
    """The first page of a form as a picture."""
    return picture(picture_of_pdf(_sample(name), width=WIDTH))


def _sample(name: str) -> bytes:
    if name not in FORMS:
        raise Http404
    return printed(name, json.loads((TEMPLATES / "samples" / f"{name}.json").read_text(encoding="utf-8")))
