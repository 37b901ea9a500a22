"""Is this result genuine: by the code printed on it, or by the file itself."""

import hashlib
from http import HTTPStatus
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from congvu.dossiers.selectors import Genuine, genuine_by_code, genuine_by_digest
from congvu.portal.forms import VerifyForm
from congvu.web.access import anyone, open_to
from congvu.web.spelling import as_date as vndate
from congvu.web.templatetags.web import vndatetime


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(anyone)
def verify(request: HttpRequest) -> HttpResponse:
    """Genuine, or not known here; a code may stand in the address, as printed on the paper. A file is digested and
    not kept."""
    asked = request.POST if request.method == "POST" else request.GET if "code" in request.GET else None
    form = VerifyForm(asked, request.FILES if request.method == "POST" else None)
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        return render(request, "portal/verify.html", {"form": form}, status=status)
    file, code = form.cleaned_data["file"], form.cleaned_data["code"]
    found = genuine_by_digest(digest_of(file)) if file else genuine_by_code(code)
    said = {"found": found, "file": file.name if file else "", "code": code, "facts": _facts(found)}
    return render(request, "portal/verified.html", said)


def digest_of(file: "UploadedFile[Any]") -> str:
    """The SHA-256 of an upload, read piece by piece."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _facts(found: Genuine | None) -> list[tuple[str, str]]:
    if found is None:
        return []
    seal = _("đã niêm phong") if found.sealed else _("chờ niêm phong trong ít phút")
    return [
        (_("Giấy tờ"), found.name),
        (_("Số, ký hiệu"), found.number),
        (_("Ngày ký"), vndate(found.decided_at)),
        (_("Cơ quan cấp"), found.agency),
        (_("Người ký"), found.signer),
        (_("Thủ tục"), found.procedure),
        (_("Người nộp hồ sơ"), found.applicant),
        (_("Mã hồ sơ"), found.code),
        (_("Mã xác minh"), found.check_code),
        (_("Cấp bản điện tử lúc"), vndatetime(found.issued_at)),
        (_("Dòng nhật ký"), _("số %(line)s, %(seal)s") % {"line": found.line, "seal": seal}),
        (_("SHA-256 của tệp"), found.sha256),
    ]
