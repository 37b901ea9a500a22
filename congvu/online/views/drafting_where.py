"""Where it is sent: the counter, and where several agencies could settle it, which one does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from congvu.agencies.models import Agency
from congvu.base.refusals import Refusal
from congvu.dossiers.selectors.settling import nearest_settlers, settlers
from congvu.online import selectors
from congvu.online.forms.steps import RECEIVER
from congvu.online.selectors import mine
from congvu.online.views.drafting_page import Open, keep, latest, newer, onward, opened, shown
from congvu.web.access import citizen, open_to

SHOWN = 12  # found by name; who finds more types more


@dataclass(frozen=True, slots=True)
class Choice:
    """What the page offers: counters, and the agencies of which one must be chosen, if any must."""

    receivers: list[Agency]
    receiver: Agency | None
    settlers: list[Agency]
    settler: Agency | None
    more: bool = False
    nothing: bool = False  # whether a name was typed that no counter has


@never_cache
@require_http_methods(["GET", "POST"])
@open_to(citizen)
def where(request: HttpRequest, key: str) -> HttpResponse:
    """The counter nearest to the applicant stands first; any other of the province is found by name."""
    page = opened(request, key, RECEIVER)
    if request.method == "GET":
        return newer(request, page) or _shown(request, page, [])
    choice = _choice(request, page)
    if wrong := _wrong(request, choice):
        if choice.receiver:  # which settles is asked next
            keep(request, page, wrong=True, receiver=choice.receiver)
        return _shown(request, opened(request, key, RECEIVER), wrong)
    try:
        draft = keep(request, page, wrong=False, receiver=choice.receiver, settler=choice.settler)
    except Refusal as refusal:
        return _shown(request, latest(page, refusal, request), [("", refusal.sentence)])
    return onward(request, draft, RECEIVER)


def _wrong(request: HttpRequest, choice: Choice) -> list[tuple[str, str]]:
    if "leave" in request.POST:
        return []
    if choice.receiver is None:
        return [("receiver", _("Hãy chọn nơi tiếp nhận hồ sơ."))]
    if choice.settlers and choice.settler is None:
        return [("settler", _("Hãy chọn cơ quan giải quyết."))]
    return []


def _shown(request: HttpRequest, page: Open, wrong: Sequence[tuple[str, str]]) -> HttpResponse:
    choice = _choice(request, page)
    asks = [one for one in wrong if "settler_asked" in request.POST or one[0] != "settler"]
    context = {"choice": choice, "text": _text(request, "q"), "settler_text": _text(request, "qs")}
    return shown(request, page, "online/where.html", mistakes=asks, **context)


def _choice(request: HttpRequest, page: Open) -> Choice:
    today = timezone.localdate()
    text = _text(request, "q")
    receiver = _picked(request, "receiver", today) or page.draft.receiver or _usual(page, today)
    found = mine.receivers_named(text, on=today) if text else []
    named = found[:SHOWN] + ([receiver] if receiver and receiver not in found[:SHOWN] else [])
    several: list[Agency] = []
    settler = None
    if receiver and len(nearest_settlers(page.known, receiver, on=today)) != 1:
        several = list(settlers(page.known, receiver, on=today, text=_text(request, "qs"))[:SHOWN])
        chosen = request.POST.get("settler", "")
        settler = next((one for one in several if str(one.pk) == chosen), None) or page.draft.settler
        several += [settler] if settler and settler not in several else []
    return Choice(named, receiver, several, settler, more=len(found) > SHOWN, nothing=bool(text) and not found)


def _picked(request: HttpRequest, name: str, today: date) -> Agency | None:
    typed = request.POST.get(name, "")
    found = selectors.receivers(on=today)
    return found.filter(pk=int(typed)).first() if typed.isdecimal() and len(typed) < 19 else None


def _usual(page: Open, today: date) -> Agency | None:
    """The one-stop of the only agency that settles it, else of the commune where the applicant lives."""
    address = str(page.draft.applicant.get("address", ""))
    return selectors.default_receiver(page.known, on=today) or (
        mine.receiver_near(address, on=today) if address else None
    )


def _text(request: HttpRequest, name: str) -> str:
    return (request.GET.get(name) or request.POST.get(name) or "").strip()[:100]
