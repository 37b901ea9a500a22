"""What the demonstration would have sent."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from congvu.notices import selectors
from congvu.web.access import anyone, open_to


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
