"""What everybody may read: published versions whose days have come and are not over, in the reader's language where
there is one, else in the other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from congvu.base.text import fold
from congvu.content.models import Page, Picture, Version
from congvu.content.rules import NEWS, NOTICES, State

PAGE = 20
MOST_WORDS = 8
AT_HOME = 4


@dataclass(frozen=True, slots=True)
class Item:
    """A page with the version that the reader sees of it."""

    page: Page
    version: Version


def shown(section: str, slug: str, *, language: str, on: date) -> Item | None:
    """What stands at an address, if anything does."""
    rows = (
        _valid(on).filter(page__slug=slug, page__section=section).select_related("page__agency", "attachment", "cover")
    )
    versions = list(rows)
    return Item(versions[0].page, _in(language, versions)) if versions else None


def listed(
    *, language: str, on: date, section: str = "", text: str = "", before: tuple[datetime, int] | None = None
) -> list[Item]:
    """Up to a page of them and one more, newest first, from below (`listed_at`, key).

    `text` is looked for in titles, summaries and bodies, word by word without diacritics.
    """
    wanted = _valid(on).filter(page=OuterRef("pk"))
    for word in fold(text).split()[:MOST_WORDS]:
        wanted = wanted.filter(folded__contains=word)
    pages = Page.objects.filter(Exists(wanted), listed_at__isnull=False)
    if section:
        pages = pages.filter(section=section)
    if before:
        moment, key = before
        pages = pages.filter(Q(listed_at__lt=moment) | Q(listed_at=moment, pk__lt=key))
    return _items(pages.order_by("-listed_at", "-pk")[: PAGE + 1], language=language, on=on)


def newest(*, language: str, on: date) -> list[Item]:
    """The news for the first page."""
    pages = Page.objects.filter(Exists(_valid(on).filter(page=OuterRef("pk"))), section=NEWS, listed_at__isnull=False)
    return _items(pages.order_by("-listed_at", "-pk")[:AT_HOME], language=language, on=on)


def notices(*, language: str, on: date) -> list[Item]:
    """What is to be known now: notices that say until when they hold."""
    ending = _valid(on).filter(page=OuterRef("pk"), valid_until__isnull=False)
    pages = Page.objects.filter(Exists(ending), section=NOTICES, listed_at__isnull=False)
    return _items(pages.order_by("-listed_at", "-pk")[:AT_HOME], language=language, on=on)


def feed(*, language: str, on: date, section: str = "") -> list[Item]:
    """The newest page of them, as a feed reader gets it."""
    return listed(language=language, on=on, section=section)[:PAGE]


def counts() -> dict[str, int]:
    """How many pages each section shows; sections without any are not in it."""
    rows = Page.objects.filter(listed_at__isnull=False).order_by().values_list("section").annotate(Count("pk"))
    return dict(rows)


def picture_shown(pk: int, *, on: date) -> Picture | None:
    """A picture, if some page that everybody may read shows it."""
    picture = Picture.objects.select_related("blob").filter(pk=pk).first()
    if picture is None:
        return None
    shows = Q(cover=picture) | Q(body__contains=f"(anh:{pk})") | Q(body__contains=f"(anh:{pk} ")
    return picture if _valid(on).filter(shows, page=picture.page_id).exists() else None


def _valid(on: date) -> QuerySet[Version]:
    begun = Q(valid_from=None) | Q(valid_from__lte=on)
    lasting = Q(valid_until=None) | Q(valid_until__gte=on)
    return Version.objects.filter(begun, lasting, state=State.PUBLISHED)


def _items(pages: Iterable[Page], *, language: str, on: date) -> list[Item]:
    """The pages with their versions, in two queries."""
    found = list(pages)
    versions: dict[int, list[Version]] = {}
    rows = _valid(on).filter(page__in=[page.pk for page in found]).select_related("cover").defer("body", "folded")
    for version in rows if found else ():
        versions.setdefault(version.page_id, []).append(version)
    return [Item(page, _in(language, versions[page.pk])) for page in found if page.pk in versions]


def _in(language: str, versions: list[Version]) -> Version:
    return min(versions, key=lambda version: (version.language != language, version.language != "vi"))
