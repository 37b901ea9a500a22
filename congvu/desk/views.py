"""The official's workplace: the inbox that the day begins with."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from congvu.agencies.rules import Role
from congvu.inbox import selectors as inbox
from congvu.inbox.models import Duty
from congvu.inbox.rules import WARNINGS, Bucket, Lines, State
from congvu.web.access import actor_of, official, open_to

TONES = {Bucket.OVERDUE: "bad", Bucket.DUE_SOON: "wait", Bucket.UNOPENED: "wait", Bucket.STUCK: "wait"}
WORKERS = (Role.CLERK, Role.SPECIALIST, Role.UNIT_HEAD, Role.LEADER, Role.PLANNER)


class Card(NamedTuple):
    """A way to a page of the administration."""

    page: str
    icon: str
    title: Any  # gettext's lazy string
    text: Any


CARDS = (
    Card(
        "agencies-list",
        "building",
        pgettext_lazy("several", "Cơ quan"),
        gettext_lazy("Cây cơ quan, vị trí công tác, lịch làm việc."),
    ),
    Card(
        "people-list", "people", gettext_lazy("Người dùng"), gettext_lazy("Thêm tài khoản, bổ nhiệm, đặt lại mật khẩu.")
    ),
    Card(
        "procedures-list",
        "book",
        pgettext_lazy("several", "Thủ tục"),
        gettext_lazy("Thủ tục đang áp dụng và các bản đã công bố."),
    ),
    Card(
        "procedures-publish",
        "upload",
        gettext_lazy("Công bố thủ tục"),
        gettext_lazy("Kiểm tra và công bố một gói thủ tục."),
    ),
    Card(
        "papers-preview",
        "print",
        gettext_lazy("Mẫu giấy tờ"),
        gettext_lazy("Xem trước giấy tiếp nhận, phiếu và kết quả."),
    ),
)


@never_cache
@require_safe
@open_to(official)
def home(request: HttpRequest) -> HttpResponse:
    """The viewer's duties, by bucket, soonest due first; who only administers has none and finds the way to that."""
    viewer, now = actor_of(request), timezone.now()
    if not viewer.holds(*WORKERS):
        return _administration(request)
    chosen = request.GET.get("nhom", "")
    bucket = Bucket(chosen) if chosen in Bucket.values else None
    at = inbox.lines(viewer, now=now)
    counts = inbox.counts(viewer, at)
    page = inbox.page(viewer, bucket, at, after=request.GET.get("sau", ""))
    context = {
        "tabs": _tabs(counts, bucket),
        "duties": [(duty, _stands(duty, at)) for duty in page.duties],
        "older_url": _address(bucket, page.after) if page.after else "",
        "newer_url": _address(bucket) if request.GET.get("sau") else "",
        "now": now,
        "soon": at.soon,
        "receives": viewer.holds(Role.CLERK),
        "empty": _("Không có việc nào trong nhóm này.") if bucket else _("Không còn việc nào đang chờ bạn."),
    }
    return render(request, "desk/home.html", context)


def _administration(request: HttpRequest) -> HttpResponse:
    cards = [{**card._asdict(), "url": reverse(card.page)} for card in CARDS]
    return render(request, "desk/administration.html", {"cards": cards})


def _tabs(counts: dict[Bucket, int], here: Bucket | None) -> list[dict[str, Any]]:
    # "All" counts the four states, in one of which every duty is; the warnings only look across them, and one that
    # warns of nothing is not shown: nine tabs do not fit on a laptop.
    shown = [bucket for bucket in Bucket if bucket not in WARNINGS or counts[bucket] or bucket is here]
    every = sum(counts[bucket] for bucket in Bucket if bucket not in WARNINGS)
    whole = {"label": _("Tất cả"), "url": _address(None), "count": every, "here": here is None}
    return [
        whole,
        *(
            {
                "label": bucket.label,
                "url": _address(bucket),
                "count": counts[bucket],
                "here": bucket is here,
                "tone": TONES.get(bucket, "") if counts[bucket] else "",
            }
            for bucket in shown
        ),
    ]


def _stands(duty: Duty, at: Lines) -> Any:
    """The word for a duty that nobody has opened, or that does not move."""
    if duty.state == State.NEW and duty.since < at.unopened:
        return Bucket.UNOPENED.label
    if duty.state == State.IN_HAND and duty.since < at.stuck:
        return Bucket.STUCK.label
    return ""


def _address(bucket: Bucket | None, after: str = "") -> str:
    asked = {"nhom": bucket.value if bucket else "", "sau": after}
    query = urlencode({key: value for key, value in asked.items() if value})
    return reverse("desk-home") + (f"?{query}" if query else "")
