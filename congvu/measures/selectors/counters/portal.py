"""Pages of the portal, as the journal tells when each version was published and taken down."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from congvu.content.events import PUBLISHED, WITHDRAWN
from congvu.content.models import Page, Version
from congvu.journal.models import Entry
from congvu.measures.selectors.counters.procedures import Group, competence, offered
from congvu.measures.selectors.counters.registry import counts
from congvu.measures.selectors.counters.spans import DAY, Counted, Span

# Groups of information that an agency must give (Decree 43/2011, Article 10), each by the sections of the portal that
# hold it. The ninth is its procedures; the tenth, drafts put up for comment, only people can judge.
GROUPS: tuple[Collection[str], ...] = (
    ("gioi-thieu",),
    ("tin-tuc",),
    ("chi-dao-dieu-hanh",),
    ("pho-bien-phap-luat",),
    ("chien-luoc-quy-hoach", "chuong-trinh-cong-tac"),
    ("van-ban",),
    ("du-an-mua-sam",),
    ("lien-he",),
)
CHECKED, ALL = len(GROUPS) + 1, len(GROUPS) + 2


@dataclass(frozen=True, slots=True)
class Shown:
    """That a page was to be seen on some days."""

    page: int
    agency: int
    section: str
    mask: int


def shown(span: Span) -> list[Shown]:
    """Every page that was to be seen on one of the days."""
    return list(_shown(span))


def _shown(span: Span) -> Iterator[Shown]:
    pages = {row[0]: row for row in Page.objects.order_by().values_list("pk", "agency_id", "section")}
    versions = {
        (page, number): (language, since, until)
        for page, number, language, since, until in Version.objects.filter(published_at__isnull=False)
        .order_by()
        .values_list("page_id", "number", "language", "valid_from", "valid_until")
    }
    masks: dict[int, int] = defaultdict(int)
    for page, number, since, until in _standing(versions):
        _language, first, last = versions[page, number]
        masks[page] |= span.nights(since, until) & span.mask(first, last + DAY if last else None)
    for page, mask in masks.items():
        if mask and page in pages:
            _pk, agency, section = pages[page]
            yield Shown(page, span.owners[agency], section, mask)


def _standing(
    versions: Mapping[tuple[int, int], tuple[str, Any, Any]],
) -> Iterator[tuple[int, int, datetime, datetime | None]]:
    """(page, version, since, until): each until a newer one of its language takes its place or it is taken down."""
    now: dict[tuple[int, str], tuple[int, datetime]] = {}
    told = Entry.objects.filter(event__in=[PUBLISHED.name, WITHDRAWN.name]).order_by("pk")
    for event, subject, at, facts in told.values_list("event", "subject", "at", "facts"):
        page, number = int(subject.rpartition(":")[2]), int(facts["number"])
        if (page, number) not in versions:
            continue
        key = (page, versions[page, number][0])
        if before := now.pop(key, None):
            yield page, *before, at
        if event == PUBLISHED.name:
            now[key] = number, at
    for (page, _language), (number, at) in now.items():
        yield page, number, at, None


@counts("content.pages")
def pages(span: Span) -> Counted:
    """Pages to be seen at the end of the day, in whatever language."""
    return Counted(span.distinct({(one.agency, one.page): one.mask for one in span.once(shown)}))


@counts("content.published")
def published(span: Span) -> Counted:
    """Versions that were published on the day."""
    begins, ends = span.moments()
    found = span.nothing()
    rows = Version.objects.filter(published_at__gte=begins, published_at__lt=ends).order_by()
    for agency, at in rows.values_list("page__agency_id", "published_at"):
        found[span.owners[agency]][(timezone.localdate(at) - span.first).days] += 1
    return Counted(found)


@counts("portal.active")
def active(span: Span) -> Counted:
    """Whether there is any page."""
    masks: dict[int, int] = defaultdict(int)
    for one in span.once(shown):
        masks[one.agency] |= one.mask
    return Counted(span.ones(masks))


def groups(span: Span) -> dict[tuple[int, int], int]:
    """(agency, group) -> the days on which the agency gives that information."""
    masks: dict[tuple[int, int], int] = defaultdict(int)
    for one in span.once(shown):
        for place, sections in enumerate(GROUPS):
            if one.section in sections:
                masks[one.agency, place] |= one.mask
    there: dict[Group, int] = defaultdict(int)
    for edition in span.once(offered):
        there[edition.group] |= edition.mask
    for key, may in span.once(competence).items():
        for group, mask in may.items():
            if both := mask & there[group]:
                masks[span.owners[key], len(GROUPS)] |= both
    return masks


@counts("portal.sections")
def sections(span: Span) -> Counted:
    """How many of the groups."""
    return Counted(span.distinct(groups(span)), covered=CHECKED, coverage=ALL)


@counts("portal.checklist_ok")
def checklist_ok(span: Span) -> Counted:
    """Whether all that are looked at here."""
    found = {
        agency: [int(number == CHECKED) for number in numbers]
        for agency, numbers in span.distinct(groups(span)).items()
    }
    return Counted(found, covered=CHECKED, coverage=ALL)
