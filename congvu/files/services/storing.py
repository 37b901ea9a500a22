"""Taking bytes in."""

from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from django.db import transaction

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.files import refusals
from congvu.files.inspection import inspect
from congvu.files.models import Blob
from congvu.files.shelf import Shelf, TooMuch

MEGABYTE = 1024 * 1024


def store(data: bytes | BinaryIO, *, name: str, into: Shelf, by: Actor, at: datetime) -> Blob:
    """Keep the bytes; the same bytes, handed in twice, are one Blob.

    `name` is what the sender calls them: it must not lie about the kind, and refusals name it. Refuses
    `files.too_big empty unknown disguised encrypted broken too_many_pages too_many_pixels too_packed macros`.
    Anyone may hand bytes in; they become something only by the deed that attaches them, and that deed writes the
    journal line. Call this before the deed's transaction begins: looking into a file takes up to seconds. When the
    caller's transaction is undone the file is left without a row, for `sweep` to remove.
    """
    stream = BytesIO(data) if isinstance(data, bytes) else data
    try:
        with into.draft(stream) as draft:
            media, pages = inspect(draft.path, name)
            into.put(draft)
    except TooMuch:
        raise Refusal(refusals.TOO_BIG, name=name, limit=into.limit // MEGABYTE) from None
    with transaction.atomic():
        blob, _new = Blob.objects.get_or_create(
            pk=draft.sha256,
            defaults={
                "size": draft.size,
                "media_type": media.type,
                "pages": pages,
                "created_at": at,
                "created_by": by.id,
            },
        )
    return blob
