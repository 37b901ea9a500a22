"""The files of a submission, as the counter looks at them: drawn page by page, or saved."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from congvu.files import services as files
from congvu.files.selectors import open_blob, shelf
from congvu.online import selectors
from congvu.online.models import SubmissionFile
from congvu.online.views.clerk import at_the_counter
from congvu.web.access import actor_of, open_to
from congvu.web.download import attachment, picture

THUMB, WIDE = 200, 1000


@never_cache
@require_GET
@open_to(at_the_counter)
def view_file(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A file page by page, beside the way back."""
    found = _file(request, code, pk)
    context = {"file": found, "code": code, "pages": range(1, found.blob.pages + 1)}
    return render(request, "online/clerk/file.html", context)


@require_GET
@open_to(at_the_counter)
def file(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    """A file to be saved; never opened by the browser itself."""
    found = _file(request, code, pk)
    return attachment(open_blob(found.blob.pk, at=shelf()), name=found.name, media_type=found.blob.media_type)


@require_GET
@open_to(at_the_counter)
def preview(request: HttpRequest, code: str, pk: int, page: int) -> HttpResponse:
    """One page of a file as a picture that this system has drawn."""
    found = _file(request, code, pk)
    if not 1 <= page <= found.blob.pages:
        raise Http404
    width = THUMB if "nho" in request.GET else WIDE
    return picture(files.preview(found.blob, page=page, width=width, at=shelf()))


def _file(request: HttpRequest, code: str, pk: int) -> SubmissionFile:
    submission = selectors.waiting_for(actor_of(request), code)
    return get_object_or_404(SubmissionFile.objects.select_related("blob"), pk=pk, submission=submission)
