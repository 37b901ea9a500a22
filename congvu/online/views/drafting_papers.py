"""The papers of a draft: files and photographs, put in order, taken away, joined, and taken over from before."""

from collections.abc import Sequence
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from congvu.base.refusals import Refusal
from congvu.files import services as files
from congvu.files.rules import ACCEPT, ACCEPT_PHOTOS, PDF
from congvu.files.selectors import open_blob, shelf
from congvu.online import selectors, services
from congvu.online.forms.papers import FILE, PHOTO, REUSE, Box, Sent, boxes, missing, stored
from congvu.online.forms.steps import PAPERS
from congvu.online.models import DraftFile
from congvu.online.views.drafting_page import Open, keep, newer, onward, opened, shown
from congvu.procedures.rules import PaperSpec
from congvu.web.access import actor_of, citizen, open_to
from congvu.web.download import attachment, picture

THUMB = 320
Wrong = dict[str, list[str]]


@never_cache
@require_http_methods(["GET", "POST"])
@open_to(citizen)
def papers(request: HttpRequest, key: str) -> HttpResponse:
    """Everything chosen is kept with every button; only "Tiếp tục" asks that nothing is missing."""
    page = opened(request, key, PAPERS)
    if request.method == "GET":
        return newer(request, page) or _shown(request, page, {})
    wrong: Wrong = {spec.key: _added(request, page, spec) for spec in page.known.pack.to_upload}
    arranged = _arranged(request, page)
    goes_on = not arranged and "upload" not in request.POST
    there = opened(request, key, PAPERS)
    if goes_on and "leave" not in request.POST:
        have = {file.paper_key for file in there.draft.files.all()}
        for spec in there.known.pack.to_upload:
            if spec.required and spec.key not in have:
                wrong[spec.key] = wrong[spec.key] or [missing(spec)]
    if any(wrong.values()):
        return _shown(request, there, wrong)
    if not goes_on:
        return redirect(request.get_full_path() + (f"#id_paper-{arranged}" if arranged else ""))
    return onward(request, keep(request, there, wrong=False), PAPERS)


def _shown(request: HttpRequest, page: Open, wrong: Wrong) -> HttpResponse:
    by = actor_of(request)
    there = list(page.draft.files.all())
    reusable = selectors.reusable(by, page.draft.party_id, page.draft.edition).files
    found = boxes(page.known.pack.to_upload, there, reusable)
    for box in found:
        box.errors = wrong.get(box.spec.key, [])
    left = [file for file in there if file.paper_key not in {box.spec.key for box in found}]
    context = {"boxes": found, "left": left, "accept": ACCEPT, "accept_photos": ACCEPT_PHOTOS}
    return shown(request, page, "online/papers.html", mistakes=_mistakes(found), **context)


def _mistakes(found: Sequence[Box]) -> list[tuple[str, str]]:
    return [(f"{FILE}{box.spec.key}", error) for box in found for error in box.errors]


def _added(request: HttpRequest, page: Open, spec: PaperSpec) -> list[str]:
    """What was chosen for one paper is put beside the draft; the sentences of what was not."""
    by, at = actor_of(request), timezone.now()
    sent: list[Sent] = [*request.FILES.getlist(FILE + spec.key), *request.FILES.getlist(PHOTO + spec.key)]
    kept, wrong = stored(sent, paper_key=spec.key, paper_name=spec.name, into=shelf(), by=by, at=at)
    again = request.POST.get(REUSE + spec.key, "")
    reusable = selectors.reusable(by, page.draft.party_id, page.draft.edition).files if again else ()
    found = [(one.blob, one.name) for one in reusable if str(one.pk) == again]
    try:
        for blob, name in [*((one.blob, one.name) for one in kept), *found]:
            services.attach(page.draft.key, blob, spec.key, name, by=by, at=at)
    except Refusal as refusal:
        wrong.append(refusal.sentence)
    return wrong


def _arranged(request: HttpRequest, page: Open) -> str:
    """The key of the paper whose files a button has changed; "" where none was pressed."""
    by, at, key = actor_of(request), timezone.now(), page.draft.key
    if joined := request.POST.get("join"):
        return _joined(request, page, joined)
    button = next((name for name in ("remove", "up", "down") if name in request.POST), "")
    there = list(page.draft.files.all())
    file = next((one for one in there if str(one.pk) == request.POST.get(button)), None)
    if not button or file is None:
        return ""
    if button == "remove":
        services.detach(key, file.pk, by=by, at=at)
    else:
        services.arrange(key, [one.pk for one in _moved(there, file, up=button == "up")], by=by, at=at)
    return file.paper_key or "left"


def _moved(there: Sequence[DraftFile], file: DraftFile, *, up: bool) -> list[DraftFile]:
    """The files in their new order: this one has changed places with its neighbour under the same paper."""
    order = list(there)
    beside = [one for one in order if one.paper_key == file.paper_key]
    place = beside.index(file) + (-1 if up else 1)
    if 0 <= place < len(beside):
        here, other = order.index(file), order.index(beside[place])
        order[here], order[other] = order[other], order[here]
    return order


def _joined(request: HttpRequest, page: Open, paper_key: str) -> str:
    by, at, key = actor_of(request), timezone.now(), page.draft.key
    there = page.draft.files.all()
    pdfs = [one for one in there if one.paper_key == paper_key and one.blob.media_type == PDF.type]
    if len(pdfs) > 1:
        name = pdfs[0].name
        whole = files.join([one.blob for one in pdfs], name=name, into=shelf(), by=by, at=at)
        services.attach(key, whole, paper_key, name, by=by, at=at)
        for one in pdfs:
            services.detach(key, one.pk, by=by, at=at)
    return paper_key


def _file(request: HttpRequest, key: str, pk: int) -> DraftFile:
    draft = selectors.draft_for(actor_of(request), key)
    found = next((one for one in draft.files.all() if one.pk == pk), None)
    if found is None:
        raise Http404
    return found


@require_GET
@open_to(citizen)
def file(request: HttpRequest, key: str, pk: int) -> HttpResponseBase:
    """A file of the draft, to be looked at again."""
    found = _file(request, key, pk)
    return attachment(open_blob(found.blob.pk, at=shelf()), name=found.name, media_type=found.blob.media_type)


@require_GET
@open_to(citizen)
def thumb(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Its first page, small."""
    found = _file(request, key, pk)
    if not found.blob.pages:
        return HttpResponse(status=HTTPStatus.NOT_FOUND)
    return picture(files.preview(found.blob, page=1, width=THUMB, at=shelf()))
