"""Finding dossiers: the search that a bar-code scanner feeds, the register, and the files of a dossier."""

from datetime import datetime, time, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.dossiers import selectors
from congvu.dossiers.models import IntakeRefusal, Scan
from congvu.dossiers.rules import State
from congvu.dossiers.views.case import works_on_dossiers
from congvu.files import services as files
from congvu.files.selectors import open_blob, shelf
from congvu.web.access import actor_of, holds, open_to
from congvu.web.download import attachment, picture

LONGEST_BOOK = timedelta(days=366)
PREVIEW_WIDTH = 1000
YEARS = range(2000, 2101)


@never_cache
@require_GET
@open_to(works_on_dossiers)
def search(request: HttpRequest) -> HttpResponse:
    """A scanned code opens its dossier; a name without diacritics lists who bears it."""
    typed = request.GET.get("q", "").strip()[:200]
    found = selectors.found_by_words(actor_of(request), typed) if typed else []
    if len(found) == 1 and found[0].code == typed.upper():
        return redirect("dossier-page", code=found[0].code)
    context = {"q": typed, "dossiers": found, "now": timezone.now(), "most": selectors.PAGE}
    return render(request, "dossiers/desk/search.html", context)


@never_cache
@require_GET
@open_to(works_on_dossiers)
def register(request: HttpRequest) -> HttpResponse:
    """The viewer's dossiers, newest first, by state and by day of receipt."""
    state = request.GET.get("trang-thai", "")
    since, until = _days(request)
    before = request.GET.get("truoc", "")
    listing = selectors.listed(
        actor_of(request),
        state=state if state in State.values else "",
        received_from=since,
        received_to=until,
        before=int(before) if before.isdecimal() and len(before) < 19 else 0,
    )
    asked = request.GET.copy()
    asked.pop("truoc", None)
    newer = f"?{asked.urlencode()}" if before else ""
    asked["truoc"] = str(listing.before)
    context = {
        "dossiers": listing.dossiers,
        "older_url": f"?{asked.urlencode()}" if listing.before else "",
        "newer_url": newer,
        "states": State.choices,
        "clerk": actor_of(request).holds(Role.CLERK),
        "state": state,
        "since": request.GET.get("tu", ""),
        "until": request.GET.get("den", ""),
        "now": timezone.now(),
    }
    return render(request, "dossiers/desk/register.html", context)


@never_cache
@require_GET
@open_to(holds(Role.CLERK))
def register_book(request: HttpRequest) -> HttpResponse:
    """The register book of the clerk's counter over days, as PDF/A; this month where no days are given."""
    counter = get_object_or_404(Agency.objects.select_related("parent"), pk=min(actor_of(request).agencies(Role.CLERK)))
    today = timezone.localdate()
    since, until = _days(request)
    since = since or timezone.make_aware(datetime.combine(today.replace(day=1), time.min))
    until = min(until or timezone.now(), since + LONGEST_BOOK)
    dossiers = selectors.booked(counter, since=since, until=until)
    last = timezone.localdate(until - timedelta(seconds=1))
    body = selectors.register_book(counter, dossiers, since=f"{since:%Y-%m-%d}", until=f"{last:%Y-%m-%d}")
    return HttpResponse(body, "application/pdf", headers={"Content-Disposition": 'inline; filename="so-theo-doi.pdf"'})


def _days(request: HttpRequest) -> tuple[datetime | None, datetime | None]:
    """The days asked for by `tu` and `den` (both included), as moments; what cannot be read is not asked."""
    since, until = _day(request.GET.get("tu", "")), _day(request.GET.get("den", ""))
    return since, until + timedelta(days=1) if until else None


def _day(typed: str) -> datetime | None:
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            day = datetime.strptime(typed.strip(), form)  # noqa: DTZ007
        except ValueError:
            continue
        return timezone.make_aware(day) if day.year in YEARS else None
    return None


def _scan(request: HttpRequest, code: str, pk: int) -> Scan:
    dossier = selectors.dossier_for(actor_of(request), code)
    return get_object_or_404(Scan.objects.select_related("blob"), pk=pk, dossier=dossier)


@require_GET
@open_to(works_on_dossiers)
def file(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    """A file of the dossier, to be saved; never opened by the browser itself."""
    scan = _scan(request, code, pk)
    return attachment(open_blob(scan.blob.pk, at=shelf()), name=scan.name, media_type=scan.blob.media_type)


@require_GET
@open_to(works_on_dossiers)
def preview(request: HttpRequest, code: str, pk: int, page: int) -> HttpResponse:
    """One page of a file as a picture that this system has drawn."""
    scan = _scan(request, code, pk)
    if not 1 <= page <= scan.blob.pages:
        raise Http404
    width = 200 if "nho" in request.GET else PREVIEW_WIDTH
    return picture(files.preview(scan.blob, page=page, width=width, at=shelf()))


@never_cache
@require_GET
@open_to(works_on_dossiers)
def view_file(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A file page by page, beside the way back to its dossier."""
    scan = _scan(request, code, pk)
    context = {"scan": scan, "code": code, "pages": range(1, scan.blob.pages + 1)}
    return render(request, "dossiers/desk/file.html", context)


@never_cache
@require_GET
@open_to(holds(Role.CLERK))
def intake_refused(request: HttpRequest, pk: int) -> HttpResponse:
    """A dossier was not received: the slip to print."""
    refusal = _refusal(request, pk)
    return render(request, "dossiers/desk/intake_refused.html", {"refusal": refusal})


@never_cache
@require_GET
@open_to(holds(Role.CLERK))
def intake_refusal_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Form 03 as PDF/A."""
    body = selectors.refusal_of_intake(_refusal(request, pk))
    return HttpResponse(body, "application/pdf", headers={"Content-Disposition": 'inline; filename="tu-choi.pdf"'})


def _refusal(request: HttpRequest, pk: int) -> IntakeRefusal:
    mine = IntakeRefusal.objects.select_related("agency__parent__parent", "edition__procedure")
    return get_object_or_404(mine, pk=pk, agency__in=actor_of(request).agencies(Role.CLERK))
