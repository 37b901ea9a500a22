"""Pictures of a page, and what a reader gets of them: drawn anew, bounded, without anything the camera wrote down."""

from datetime import datetime
from io import BytesIO

from django.db import transaction
from PIL import Image

from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.content import events, refusals
from congvu.content.models import Picture
from congvu.content.services.rights import page_to_write
from congvu.files.models import Blob
from congvu.files.rules import JPEG, PNG, PREVIEW_WIDTHS
from congvu.files.selectors import Shelf
from congvu.files.services import preview
from congvu.journal.services import record

QUALITY = 80  # of a photo: a third of the bytes, and nothing that an eye misses at this size


def add_picture(page_id: int, blob: Blob, *, alt: str, shelf: Shelf, by: Actor, at: datetime) -> Picture:
    """Add a picture to a page, with the sentence that says what is on it.

    Refusals: content.not_found, not_editor, not_a_picture, alt_empty, and those of `files.services.preview`.
    """
    said = " ".join(alt.split())
    if not said:
        raise Refusal(refusals.ALT_EMPTY, field="alt")
    if blob.media_type not in {JPEG.type, PNG.type}:
        raise Refusal(refusals.NOT_A_PICTURE, field="picture")
    width, height = Image.open(BytesIO(preview(blob, page=1, width=PREVIEW_WIDTHS[-1], at=shelf))).size
    with transaction.atomic():
        page = page_to_write(page_id, by=by, at=at)
        picture = Picture.objects.create(
            page=page, blob=blob, alt=said, width=width, height=height, added_by=by.id, added_at=at
        )
        record(events.PICTURE_ADDED, page, by=by.acting(page.agency_id, Role.EDITOR), at=at, alt=said, sha256=blob.pk)
    return picture


def sized(picture: Picture, width: int, *, shelf: Shelf) -> tuple[bytes, str]:
    """A picture in one of its widths, and its media type: a photo as JPEG, far smaller for what a camera sees, else
    PNG. Refuses as `files.services.preview`."""
    drawn = preview(picture.blob, page=1, width=width, at=shelf)
    if picture.blob.media_type != JPEG.type:
        return drawn, PNG.type
    buffer = BytesIO()
    Image.open(BytesIO(drawn)).save(buffer, "JPEG", quality=QUALITY, progressive=True)
    return buffer.getvalue(), JPEG.type
