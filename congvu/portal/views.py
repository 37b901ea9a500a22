"""The citizen's door."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from congvu.base.refusals import Refusal
from congvu.dossiers.rules import OPEN, State
from congvu.dossiers.selectors import Glimpse
from congvu.portal import services
from congvu.portal.forms import LookupForm
from congvu.web.access import anyone, open_to


@never_cache
@require_http_methods(["GET", "POST"])
@open_to(anyone)
def look_up(request: HttpRequest) -> HttpResponse:
    """Where is my dossier: by its code and the end of the ID number."""
    # A scanned or mailed code may stand in the address; the digits never do, they are sent by POST only.
    form = LookupForm(request.POST) if request.method == "POST" else LookupForm(initial={"code": request.GET.get("ma")})
    if not form.is_valid():
        return render(request, "portal/look_up.html", {"form": form}, status=400 if form.is_bound else 200)
    at = timezone.now()
    try:
        glimpse = services.look_up(
            form.cleaned_data["code"],
            form.cleaned_data["digits"],
            address=request.META["REMOTE_ADDR"],
            secret=settings.SECRET_KEY,
            at=at,
        )
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return render(request, "portal/look_up.html", {"form": form}, status=refusal.status)
    return _shown(request, glimpse, at)


@never_cache
@require_GET
@open_to(anyone)
def look_up_by_key(request: HttpRequest, key: str) -> HttpResponse:
    """The address behind the receipt's QR code."""
    at = timezone.now()
    try:
        glimpse = services.look_up_by_key(key, address=request.META["REMOTE_ADDR"], secret=settings.SECRET_KEY, at=at)
    except Refusal as refusal:
        form = LookupForm()
        context = {"form": form, "refusal": refusal.sentence}
        return render(request, "portal/look_up.html", context, status=refusal.status)
    return _shown(request, glimpse, at)


def _shown(request: HttpRequest, glimpse: Glimpse, now: datetime) -> HttpResponse:
    answer = {
        "glimpse": glimpse,
        "said": _said(glimpse),
        "steps": _steps(glimpse),
        "time": _time(glimpse, now),
        "now": now,
    }
    return render(request, "portal/glimpse.html", answer)


def _said(glimpse: Glimpse) -> str:
    """One plain sentence: where it is and what happens next."""
    place = next((place for place in reversed(glimpse.places) if place.until is None), None)
    where = place.agency if place else glimpse.agency
    return {
        State.RECEIVED: _("Hồ sơ đã được tiếp nhận và chuyển đến %(where)s xử lý."),
        State.IN_PROGRESS: _("%(where)s đang giải quyết hồ sơ."),
        State.AWAITING_SUPPLEMENT: _("Hồ sơ đang chờ ông/bà bổ sung. Thời gian chờ không tính vào thời hạn."),
        State.AWAITING_OBLIGATION: _("Hồ sơ đang chờ ông/bà thực hiện nghĩa vụ tài chính."),
        State.DECIDED: _("Đã có kết quả. Mời ông/bà đến %(receiver)s nhận kết quả."),
        State.RETURNED: _("Kết quả đã được trả. Hồ sơ đã kết thúc."),
        State.WITHDRAWN: _("Hồ sơ đã được rút theo yêu cầu của người nộp."),
        State.STOPPED: _("Hồ sơ đã dừng giải quyết. Liên hệ %(receiver)s để biết lý do."),
        State.NOT_RECEIVED: _("Hồ sơ không được tiếp nhận. Liên hệ %(receiver)s để biết lý do."),
        State.REGISTERED: _("Hồ sơ đã gửi và đang chờ tiếp nhận."),
    }[State(glimpse.state)] % {"where": where, "receiver": glimpse.receiver}


def _steps(glimpse: Glimpse) -> list[dict[str, Any]]:
    """Received, each place the dossier has been at, and the result: for the steps of the page."""
    received = {"label": _("Tiếp nhận hồ sơ"), "stage": "done", "note": glimpse.receiver}
    between = [
        {"label": place.name, "stage": "done" if place.until else "current", "note": place.agency}
        for place in glimpse.places
    ]
    if glimpse.state == State.RETURNED:
        return [received, *between]
    ended = glimpse.state not in OPEN
    ahead = {"label": _("Trả kết quả"), "stage": "next", "note": glimpse.receiver}
    return [received, *between, *([] if ended or glimpse.state == State.DECIDED else [ahead])]


def _time(glimpse: Glimpse, now: datetime) -> str:
    """How the dossier stands to its time, as the state part names it."""
    if glimpse.state in {State.AWAITING_SUPPLEMENT, State.AWAITING_OBLIGATION}:
        return "paused"
    if glimpse.state not in {State.RECEIVED, State.IN_PROGRESS} or glimpse.due_at is None:
        return str(glimpse.state)
    return "overdue" if glimpse.due_at < now else "in_time"
