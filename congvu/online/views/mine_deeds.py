"""What an applicant does with a request of its own: read its papers, complete it, take it back, say how it was."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.base.refusals import Refusal
from congvu.dossiers.models import Dossier, Scan, Supplement
from congvu.dossiers.rules import State
from congvu.dossiers.selectors import issued_paper, paper, whole
from congvu.dossiers.services import Upload
from congvu.files.rules import ACCEPT, ACCEPT_PHOTOS
from congvu.files.selectors import open_blob, shelf
from congvu.online import selectors, services
from congvu.online.forms.papers import FILE, PHOTO, kept, stored, token
from congvu.online.forms.plain import RateForm, WithdrawForm
from congvu.online.models import SubmissionFile
from congvu.online.selectors import mine
from congvu.online.selectors.acknowledging import acknowledgement
from congvu.online.views.mine import INTERNAL, shown
from congvu.web.access import actor_of, citizen, open_to
from congvu.web.download import attachment
from congvu.web.forms import show


@require_http_methods(["GET", "POST"])
@open_to(citizen)
def letter(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One paper of the request, as PDF/A. The result that comes back online is taken by a deed, which ends the
    dossier; the same button gives it again."""
    by = actor_of(request)
    if name == "result" and not mine.is_issued(selectors.own_dossier(by, code)):
        raise Http404  # what is drawn before would not be known as genuine
    if request.method == "POST" and name == "result" and selectors.own_dossier(by, code).state == State.DECIDED:
        try:
            services.take_result(code, by=by, at=timezone.now())
        except Refusal as refusal:
            return shown(request, code, status=refusal.status, refused=refusal.sentence)
    if name == "filed":
        body = acknowledgement(selectors.submission_for(by, code), address=settings.PUBLIC_ADDRESS)
    elif name == "refusal":
        body = selectors.refusal_paper(selectors.submission_for(by, code))
    else:
        body = _paper(request, code, name)
    way = "attachment" if name == "result" else "inline"
    return HttpResponse(
        body, "application/pdf", headers={"Content-Disposition": f'{way}; filename="{code}-{name}.pdf"'}
    )


def _paper(request: HttpRequest, code: str, name: str) -> bytes:
    dossier = selectors.own_dossier(actor_of(request), code)
    if name in INTERNAL:
        raise Http404
    issued = issued_paper(dossier, at=shelf()) if name == "result" else None
    found = whole(dossier, actor_of(request), now=timezone.now())
    return issued or paper(found, name, address=settings.PUBLIC_ADDRESS)


@require_GET
@open_to(citizen)
def file(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    """A file that was sent in, to be saved."""
    by = actor_of(request)
    dossier = mine.dossier_of(by, code)
    found: Scan | SubmissionFile | None
    if dossier:
        found = Scan.objects.filter(dossier=dossier, pk=pk).select_related("blob").first()
    else:
        found = next((one for one in selectors.submission_for(by, code).files.all() if one.pk == pk), None)
    if found is None:
        raise Http404
    return attachment(open_blob(found.blob.pk, at=shelf()), name=found.name, media_type=found.blob.media_type)


@never_cache
@require_http_methods(["GET", "POST"])
@open_to(citizen)
def supply(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that was asked for, a box each; what was sent stays there while another box is wrong."""
    by, at = actor_of(request), timezone.now()
    dossier = selectors.own_dossier(by, code)
    asked = Supplement.objects.filter(dossier=dossier, supplied_at=None).last()
    if asked is None or dossier.state != State.AWAITING_SUPPLEMENT:
        return redirect("online-case", code)
    if request.method == "GET":
        return _asked(request, dossier, asked, [], {})
    uploads, wrong = kept(request.POST.getlist("kept")), dict[int, list[str]]()
    for number, (name, key) in enumerate(_wanted(dossier, asked)):
        sent = [*request.FILES.getlist(f"{FILE}{number}"), *request.FILES.getlist(f"{PHOTO}{number}")]
        more, wrong[number] = stored(sent, paper_key=key, paper_name=name, into=shelf(), by=by, at=at)
        uploads += more
    if any(wrong.values()):
        return _asked(request, dossier, asked, uploads, wrong)
    try:
        services.supply(code, uploads, by=by, at=at)
    except Refusal as refusal:
        return _asked(request, dossier, asked, uploads, {0: [refusal.sentence]})
    messages.success(request, _("Đã gửi bổ sung. Hồ sơ được giải quyết tiếp."))
    return redirect("online-case", code)


def _wanted(dossier: Dossier, asked: Supplement) -> list[tuple[str, str]]:
    """What is asked for, each with the key of the procedure's paper where it names one."""
    papers = {spec.name.strip().lower(): spec.key for spec in mine.papers_of(dossier)}
    return [(item, papers.get(str(item).strip().lower(), "")) for item in asked.items]


def _asked(
    request: HttpRequest, dossier: Dossier, asked: Supplement, uploads: list[Upload], wrong: dict[int, list[str]]
) -> HttpResponse:
    boxes = [
        {"name": name, "number": number, "errors": wrong.get(number, [])}
        for number, (name, _key) in enumerate(_wanted(dossier, asked))
    ]
    context: dict[str, Any] = {
        "dossier": dossier,
        "asked": asked,
        "boxes": boxes,
        "kept": [(token(one), one.name) for one in uploads],
        "accept": ACCEPT,
        "accept_photos": ACCEPT_PHOTOS,
        "mistakes": [(f"{FILE}{number}", error) for number, errors in wrong.items() for error in errors],
        "crumbs": [
            (_("Hồ sơ của tôi"), reverse("online-mine")),
            (dossier.code, reverse("online-case", args=[dossier.code])),
            (_("Bổ sung giấy tờ"), ""),
        ],
    }
    return render(request, "online/supply.html", context, status=422 if any(wrong.values()) else 200)


@require_POST
@open_to(citizen)
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take it back, with a reason."""
    form = WithdrawForm(request.POST)
    if form.is_valid():
        try:
            services.withdraw(code, reason=form.cleaned_data["reason"], by=actor_of(request), at=timezone.now())
        except Refusal as refusal:
            show(refusal, form)
        else:
            messages.success(request, _("Đã rút hồ sơ %s.") % code)
            return redirect("online-case", code)
    return shown(request, code, status=422, withdraw=form)


@require_POST
@open_to(citizen)
def rate(request: HttpRequest, code: str) -> HttpResponse:
    """Say once how content one is."""
    form = RateForm(request.POST)
    if form.is_valid():
        try:
            services.rate(code, **form.cleaned_data, by=actor_of(request), at=timezone.now())
        except Refusal as refusal:
            show(refusal, form)
        else:
            messages.success(request, _("Cảm ơn ông/bà đã đánh giá."))
            return redirect("online-case", code)
    return shown(request, code, status=422, rate=form)
