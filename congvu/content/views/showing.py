"""A version as a page shows it."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from congvu.content.models import Picture, Version
from congvu.content.rules import Drawn, pictures_in, to_html
from congvu.files.rules import PREVIEW_WIDTHS


def html_of(version: Version) -> SafeString:
    """The body, with the pictures of its page."""
    wanted = pictures_in(version.body)
    pictures = Picture.objects.filter(page=version.page_id, pk__in=wanted) if wanted else ()
    return html(version.body, pictures)


def html(body: str, pictures: Iterable[Picture]) -> SafeString:
    # Sanitised by `to_html`: no element, attribute or address but those that it lists.
    return mark_safe(to_html(body, {picture.pk: drawn(picture) for picture in pictures}))  # noqa: S308


def drawn(picture: Picture) -> Drawn:
    """The addresses of a picture's sizes; none is said to be wider than the picture is."""
    sources: dict[int, str] = {}
    for width in PREVIEW_WIDTHS:
        sources.setdefault(min(width, picture.width), reverse("content-picture", args=[picture.pk, width]))
    return Drawn(picture.alt, picture.width, picture.height, sources)


def cover_of(version: Version) -> Drawn | None:
    """The picture above the body, unless the body shows it itself."""
    cover = version.cover
    return drawn(cover) if cover and cover.pk not in pictures_in(version.body) else None


def words_of(version: Version) -> str:
    """All that a version says, as lines to be compared."""
    facts = (
        version.text_number, version.issuer, version.issued_on, version.effective_on, version.get_validity_display(),
        version.valid_from, version.valid_until, version.attachment_name, version.cover and version.cover.alt,
    )  # fmt: skip
    head = [version.title, version.summary, *(str(fact) for fact in facts if fact)]
    return "\n".join([*filter(None, head), version.body])
