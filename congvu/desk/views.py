"""The official's workplace: the inbox that the day begins with."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from congvu.inbox import selectors as inbox
from congvu.inbox.rules import Bucket
from congvu.web.access import actor_of, official, open_to

TONES = {Bucket.OVERDUE: "bad", Bucket.DUE_SOON: "wait"}


@never_cache
@require_GET
@open_to(official)
def home(request: HttpRequest) -> HttpResponse:
    """The viewer's duties, by bucket, soonest due first."""
    viewer, now = actor_of(request), timezone.now()
    chosen = request.GET.get("nhom", "")
    bucket = Bucket(chosen) if chosen in Bucket.values else None
    counts = inbox.counts(viewer, now=now)
    page = inbox.page(viewer, bucket, now=now, after=request.GET.get("sau", ""))
    context = {
        "tabs": _tabs(counts, bucket),
        "duties": page.duties,
        "older_url": _address(bucket, page.after) if page.after else "",
        "newer_url": _address(bucket) if request.GET.get("sau") else "",
        "now": now,
        "empty": _("Không có việc nào trong nhóm này.") if bucket else _("Không còn việc nào đang chờ bạn."),
    }
    return render(request, "desk/home.html", context)


def _tabs(counts: dict[Bucket, int], here: Bucket | None) -> list[dict[str, Any]]:
    # "All" counts the four states, in one of which every duty is; the two times only look across them.
    every = sum(counts[bucket] for bucket in Bucket if bucket not in TONES)
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
            for bucket in Bucket
        ),
    ]


def _address(bucket: Bucket | None, after: str = "") -> str:
    asked = {"nhom": bucket.value if bucket else "", "sau": after}
    query = urlencode({key: value for key, value in asked.items() if value})
    return reverse("desk-home") + (f"?{query}" if query else "")
