"""Going back on the process, and the papers of the shares of other agencies."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from congvu.dossiers import selectors, services
from congvu.dossiers.models import Dossier
from congvu.dossiers.selectors import leg_papers
from congvu.dossiers.services import Seen
from congvu.dossiers.views.case import deed, works_on_dossiers
from congvu.web.access import actor_of, open_to


@deed
def return_to(request: HttpRequest, dossier: Dossier, typed: QueryDict, seen: Seen) -> Dossier:
    """Return the open step to an earlier one, with the reason."""
    return services.return_to(
        dossier.pk,
        element=typed.get("element", ""),
        to=typed.get("to", ""),
        reason=typed.get("reason", ""),
        by=actor_of(request),
        at=timezone.now(),
        seen=seen,
    )


@deed
def recall(request: HttpRequest, dossier: Dossier, typed: QueryDict, seen: Seen) -> Dossier:
    """Take back what was just passed on."""
    return services.recall(
        dossier.pk, reason=typed.get("reason", ""), by=actor_of(request), at=timezone.now(), seen=seen
    )


@never_cache
@require_GET
@open_to(works_on_dossiers)
def slip(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A hand-over slip as PDF/A, to be signed by both sides."""
    viewer = actor_of(request)
    whole = selectors.whole(selectors.dossier_for(viewer, code), viewer, now=timezone.now())
    return _pdf(leg_papers.slip_paper(whole, pk), f"{code}-ban-giao-{pk}")


@never_cache
@require_GET
@open_to(works_on_dossiers)
def leg_result(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What a share of the dossier gave back, as PDF/A."""
    viewer = actor_of(request)
    whole = selectors.whole(selectors.dossier_for(viewer, code), viewer, now=timezone.now())
    return _pdf(leg_papers.leg_result(whole, number), f"{code}-phan-viec-{number}")


def _pdf(body: bytes, name: str) -> HttpResponse:
    return HttpResponse(body, "application/pdf", headers={"Content-Disposition": f'inline; filename="{name}.pdf"'})
