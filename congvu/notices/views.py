"""The outbox and its operator, everybody's own wishes, and the letters of the demonstration."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from congvu.notices import selectors, services
from congvu.notices.forms import PreferenceForm
from congvu.notices.models import Message
from congvu.notices.rules import State
from congvu.notices.transports import chosen
from congvu.people.models import Account
from congvu.web.access import actor_of, anyone, holds, official, open_to

SIZE = 50
TONES = {State.UNSURE: "wait", State.GIVEN_UP: "bad"}
DECIDABLE = (State.WAITING, State.UNSURE, State.GIVEN_UP)
SHOWN = 20  # of the officials without an address


@never_cache
@require_safe
@open_to(holds("admin"))
def outbox(request: HttpRequest) -> HttpResponse:
    """Messages by state, newest first, and the officials whom no message can reach."""
    actor, today, chosen_state = actor_of(request), timezone.localdate(), request.GET.get("trang-thai", "")
    state = State(chosen_state) if chosen_state in State.values else None
    found = selectors.page(actor, state, on=today, before=request.GET.get("truoc", ""), size=SIZE + 1)
    rows, counts = found[:SIZE], selectors.counts(actor, on=today)
    silent = selectors.unreachable(actor, on=today)
    context = {
        "tabs": _tabs(counts, state),
        "rows": [(row, State(row.state) in DECIDABLE) for row in rows],
        "older_url": _address(state, str(rows[-1].pk)) if len(found) > SIZE else "",
        "newer_url": _address(state) if request.GET.get("truoc") else "",
        "silent": list(silent[:SHOWN]),
        "silent_count": silent.count(),
        "stands_still": not _can_send(),
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
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Do not send it."""
    get_object_or_404(Message, pk=pk)
    services.drop(pk, by=actor_of(request), at=timezone.now())
    messages.success(request, _("Đã bỏ thư, không gửi nữa."))
    return redirect("notices-message", pk)


@never_cache
@open_to(official)
def preference(request: HttpRequest) -> HttpResponse:
    """Which letters I want, and where they go."""
    account = get_object_or_404(Account, pk=actor_of(request).account_id)
    wanted = selectors.preference_of(account.pk)
    form = PreferenceForm(request.POST or None, initial={"daily": wanted.daily, "at_once": wanted.at_once})
    # A form with nothing ticked is sent empty but for its token, and means: none.
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        services.set_preference(
            account, daily=given["daily"], at_once=given["at_once"], by=actor_of(request), at=timezone.now()
        )
        messages.success(request, _("Đã lưu cách nhận thư báo."))
        return redirect("notices-preference")
    letters = f"{reverse('notices-letters')}?{urlencode({'den': account.email})}" if settings.DEMO else ""
    return render(request, "notices/preference.html", {"form": form, "account": account, "letters_url": letters})


@never_cache
@require_safe
@open_to(anyone)
def letters(request: HttpRequest) -> HttpResponse:
    """What the demonstration would have sent, newest first; elsewhere there is no such page."""
    _only_in_the_demonstration()
    to = request.GET.get("den", "").strip()
    found = selectors.letters(settings.MAIL_FOLDER, to=to)
    return render(request, "notices/letters.html", {"letters": found, "to": to})


@never_cache
@require_safe
@open_to(anyone)
def letter(request: HttpRequest, name: str) -> HttpResponse:
    """One letter of the demonstration."""
    _only_in_the_demonstration()
    found = selectors.letter(settings.MAIL_FOLDER, name)
    if found is None:
        raise Http404
    crumbs = [(_("Thư đã gửi"), reverse("notices-letters")), (found.subject, "")]
    return render(request, "notices/letter.html", {"letter": found, "crumbs": crumbs})


def _only_in_the_demonstration() -> None:
    if not settings.DEMO:
        raise Http404


def _can_send() -> bool:
    try:
        return chosen(settings.SMTP_URL, settings.MAIL_FOLDER, demo=settings.DEMO) is not None
    except ValueError:
        return False


def _tabs(counts: dict[State, int], here: State | None) -> list[dict[str, Any]]:
    whole = {"label": _("Tất cả"), "url": _address(None), "count": sum(counts.values()), "here": here is None}
    states = [
        {
            "label": state.label,
            "url": _address(state),
            "count": counts[state],
            "here": state is here,
            "tone": TONES.get(state, "") if counts[state] else "",
        }
        for state in State
    ]
    return [whole, *states]


def _address(state: State | None, before: str = "") -> str:
    asked = {"trang-thai": state.value if state else "", "truoc": before}
    query = urlencode({key: value for key, value in asked.items() if value})
    return reverse("notices-outbox") + (f"?{query}" if query else "")
