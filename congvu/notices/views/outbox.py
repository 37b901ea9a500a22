"""The outbox and its operator."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from congvu.notices import selectors, services
from congvu.notices.models import Message
from congvu.notices.rules import Channel, State
from congvu.notices.transports import chosen
from congvu.web.access import actor_of, holds, open_to

SIZE = 50
TONES = {State.UNSURE: "wait", State.GIVEN_UP: "bad"}
DECIDABLE = (State.WAITING, State.UNSURE, State.GIVEN_UP)
SHOWN = 20  # of the officials without an address


@never_cache
@require_safe
@open_to(holds("admin"))
def outbox(request: HttpRequest) -> HttpResponse:
    """Messages by channel and state, newest first; why some did not leave; and the officials whom no message can
    reach."""
    actor, today = actor_of(request), timezone.localdate()
    state, channel = _asked(request)
    before = request.GET.get("truoc", "")
    found = selectors.page(actor, state, on=today, channel=channel, before=before, size=SIZE + 1)
    rows, counts = found[:SIZE], selectors.counts(actor, on=today)
    silent = selectors.unreachable(actor, on=today)
    context = {
        "channels": _channel_tabs(counts, channel, state),
        "tabs": _state_tabs(counts, channel, state),
        "rows": [(row, State(row.state) in DECIDABLE) for row in rows],
        "failures": selectors.failures(actor, on=today, channel=channel) if state in (None, State.GIVEN_UP) else [],
        "older_url": _address(state, channel, str(rows[-1].pk)) if len(found) > SIZE else "",
        "newer_url": _address(state, channel) if before else "",
        "silent": list(silent[:SHOWN]),
        "silent_count": silent.count(),
        "no_mail": not _can_send(Channel.EMAIL),
        "no_sms": not _can_send(Channel.SMS),
        "demo": settings.DEMO,
    }
    return render(request, "notices/outbox.html", context)


@never_cache
@require_safe
@open_to(holds("admin"))
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """One message whole, and what became of it."""
    found = selectors.message_of(actor_of(request), pk, on=timezone.localdate())
    if found is None:
        raise Http404
    crumbs = [(_("Thư gửi đi"), reverse("notices-outbox")), (found.subject, "")]
    decidable = State(found.state) in DECIDABLE
    return render(request, "notices/message.html", {"message": found, "crumbs": crumbs, "decidable": decidable})


@require_POST
@open_to(holds("admin"))
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it again."""
    get_object_or_404(Message, pk=pk)
    services.retry(pk, by=actor_of(request), at=timezone.now())
    messages.success(request, _("Thư sẽ được gửi lại trong ít giây."))
    return redirect("notices-message", pk)


@require_POST
@open_to(holds("admin"))
def retry_all(request: HttpRequest) -> HttpResponse:
    """Send again all that were given up for one reason."""
    channel = request.POST.get("channel", "")
    if channel not in Channel.values:
        raise Http404
    reason = request.POST.get("reason", "")
    count = services.retry_all(Channel(channel), reason, by=actor_of(request), at=timezone.now())
    told = ngettext("%d thư sẽ được gửi lại trong ít giây.", "%d thư sẽ được gửi lại trong ít giây.", count)
    messages.success(request, told % count)
    return redirect("notices-outbox")


@require_POST
@open_to(holds("admin"))
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Do not send it."""
    get_object_or_404(Message, pk=pk)
    services.drop(pk, by=actor_of(request), at=timezone.now())
    messages.success(request, _("Đã bỏ thư, không gửi nữa."))
    return redirect("notices-message", pk)


def _asked(request: HttpRequest) -> tuple[State | None, Channel | None]:
    state, channel = request.GET.get("trang-thai", ""), request.GET.get("kenh", "")
    return (
        State(state) if state in State.values else None,
        Channel(channel) if channel in Channel.values else None,
    )


def _can_send(channel: Channel) -> bool:
    try:
        return chosen(channel) is not None
    except ValueError:
        return False


Counts = dict[tuple[Channel, State], int]


def _channel_tabs(counts: Counts, here: Channel | None, state: State | None) -> list[dict[str, Any]]:
    return [
        {
            "label": channel.label if channel else _("Mọi kênh"),
            "url": _address(state, channel),
            "count": _sum(counts, channel, State),
            "here": channel is here,
        }
        for channel in (None, *Channel)
    ]


def _state_tabs(counts: Counts, channel: Channel | None, here: State | None) -> list[dict[str, Any]]:
    whole = {
        "label": _("Tất cả"),
        "url": _address(None, channel),
        "count": _sum(counts, channel, State),
        "here": here is None,
    }
    return [whole, *(_state_tab(state, _sum(counts, channel, [state]), channel, here) for state in State)]


def _state_tab(state: State, count: int, channel: Channel | None, here: State | None) -> dict[str, Any]:
    return {
        "label": state.label,
        "url": _address(state, channel),
        "count": count,
        "here": state is here,
        "tone": TONES.get(state, "") if count else "",
    }


def _sum(counts: Counts, channel: Channel | None, states: Iterable[State]) -> int:
    channels = [channel] if channel else list(Channel)
    return sum(counts.get((one, state), 0) for one in channels for state in states)


def _address(state: State | None, channel: Channel | None, before: str = "") -> str:
    asked = {"kenh": channel.value if channel else "", "trang-thai": state.value if state else "", "truoc": before}
    query = urlencode({key: value for key, value in asked.items() if value})
    return reverse("notices-outbox") + (f"?{query}" if query else "")
