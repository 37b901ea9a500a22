"""Finding bytes."""

from collections.abc import Iterator
from typing import BinaryIO

from django.conf import settings

from congvu.base.refusals import Refusal
from congvu.files import refusals
from congvu.files.models import Blob
from congvu.files.shelf import Shelf, digest_of

__all__ = ["Shelf", "digest_of", "open_blob", "shelf", "unsound"]


def shelf() -> Shelf:
    """The shelf of this installation; views hand it to services, which know no settings."""
    return Shelf(settings.FILES_ROOT, settings.FILE_MAX_BYTES)


def open_blob(sha256: str, *, at: Shelf) -> BinaryIO:
    """The bytes, open for reading; the caller, or the response that sends them, closes. Refuses `files.missing`."""
    blob = Blob.objects.filter(pk=sha256).first()
    try:
        if blob:
            return at.path(blob.pk).open("rb")
    except FileNotFoundError:
        pass
    raise Refusal(refusals.MISSING)


def unsound(shelf: Shelf) -> Iterator[tuple[str, str]]:
    """Every blob whose bytes are "missing" or "changed", by reading and digesting all of them."""
    for sha256 in Blob.objects.order_by("pk").values_list("pk", flat=True).iterator():
        path = shelf.path(sha256)
        if not path.exists():
            yield sha256, "missing"
        elif digest_of(path) != sha256:
            yield sha256, "changed"
