"""What all pages of a draft share: opening it at a page, keeping what was typed, and where to go next."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from congvu.base.refusals import Refusal
from congvu.online import refusals, selectors, services
from congvu.online.forms.steps import REVIEW, Step, after, steps_of
from congvu.online.models import Draft
from congvu.procedures.selectors import Compiled, compiled
from congvu.web.access import actor_of

MOST_REMEMBERED = 64 * 1024  # letters of a form that came after its session had ended
BACK = "ve"  # the answer `xem-lai` of this name leads back to the review page


@dataclass(frozen=True, slots=True)
class Open:
    """A draft, opened at one of its pages."""

    draft: Draft
    known: Compiled
    steps: list[Step]
    step: Step

    @property
    def number(self) -> int:
        return self.steps.index(self.step) + 1

    @property
    def typed(self) -> dict[str, Any]:
        """What was typed on this page and is not right yet."""
        found: dict[str, Any] = self.draft.typed.get(self.step.place, {})
        return found

    def typed_now(self, raw: Mapping[str, Any] | None) -> dict[str, Any]:
        """What is typed and not right yet on all pages, after this page."""
        others = {place: typed for place, typed in self.draft.typed.items() if place != self.step.place}
        return {**others, self.step.place: dict(raw)} if raw else others


def opened(request: HttpRequest, key: str, place: str) -> Open:
    """The actor's draft at a page. Refuses with `online.draft_gone`; a page that it does not have is not found."""
    return at_page(selectors.draft_for(actor_of(request), key), place)


def at_page(draft: Draft, place: str) -> Open:
    """A draft at a page."""
    known = compiled(draft.edition)
    steps = steps_of(draft, known)
    step = next((one for one in steps if one.place == place), None)
    if step is None:
        raise Http404
    return Open(draft, known, steps, step)


def newer(request: HttpRequest, page: Open) -> HttpResponse | None:
    """Where it is told what changed, when a newer edition is in force."""
    now = selectors.current_edition(page.draft.edition, on=timezone.localdate())
    if request.method == "GET" and now.pk != page.draft.edition_id:
        return redirect("online-newer", page.draft.key)
    return None


def keep(request: HttpRequest, page: Open, *, wrong: bool, **what: Any) -> Draft:
    """Keep what this page gives; the draft's place is then the next page, or this one while something is `wrong`.
    Refuses as `services.keep`."""
    stays = wrong or "leave" in request.POST
    place = page.step.place if stays else REVIEW if goes_back(request) else after(page.step.place, page.steps).place
    version = request.POST.get("version", "")
    seen = int(version) if what and version.isdecimal() and len(version) < 10 else None
    return services.keep(page.draft.key, **what, place=place, seen=seen, by=actor_of(request), at=timezone.now())


def onward(request: HttpRequest, draft: Draft, place: str) -> HttpResponse:
    """After a page that is right: the list, the review page, or the next page."""
    if "leave" in request.POST:
        messages.success(request, _("Đã lưu. Ông/bà có thể làm tiếp lúc khác, trên máy này hoặc máy khác."))
        return redirect("online-mine")
    if goes_back(request):
        return redirect("online-review", draft.key)
    return redirect(after(place, steps_of(draft, compiled(draft.edition))).address(draft))


def goes_back(request: HttpRequest) -> bool:
    """Whether the page was opened from the review page, to be corrected."""
    return (request.POST.get(BACK) or request.GET.get(BACK)) == "xem-lai"


def shown(
    request: HttpRequest, page: Open, template: str, *, mistakes: Iterable[tuple[str, str]] = (), **context: Any
) -> HttpResponse:
    """One page of the draft. With mistakes it says so in its status."""
    wrong = list(mistakes)
    before = page.steps[page.number - 2].address(page.draft) if page.number > 1 else ""
    shared = {
        "page": page,
        "draft": page.draft,
        "pack": page.known.pack,
        "crumbs": [(_("Hồ sơ của tôi"), reverse("online-mine")), (page.known.pack.name, "")],
        "before": reverse("online-review", args=[page.draft.key]) if goes_back(request) else before,
        "back": "xem-lai" if goes_back(request) else "",
        "mistakes": wrong,
    }
    return render(request, template, {**shared, **context}, status=422 if wrong else 200)


def latest(page: Open, refusal: Refusal, request: HttpRequest) -> Open:
    """After a refusal: the draft as it is now, so that what is typed can be saved over it. Any other refusal than that
    it was kept elsewhere goes on."""
    if refusal.no is not refusals.KEPT_ELSEWHERE:
        raise refusal
    return opened(request, page.draft.key, page.step.place)


View = Callable[..., HttpResponseBase]


def remembers(view: View) -> View:
    """Stands before the lock of a page: what is sent after the session has ended is laid by in the stranger's new
    session, and stands in the form again when the same person has signed in."""

    @wraps(view)
    def remembering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and actor_of(request).account_id is None:
            typed = request.POST.urlencode()
            if len(typed) <= MOST_REMEMBERED:
                request.session[f"typed:{request.path}"] = typed
        return view(request, *args, **kwargs)

    return remembering


def remembered(request: HttpRequest) -> QueryDict | None:
    """What was laid by for this page, once."""
    typed = request.session.pop(f"typed:{request.path}", None) if request.method == "GET" else None
    return QueryDict(typed) if typed else None
