"""Writing: a page begins as a draft, is saved as often as wanted, and goes to review."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.base.text import fold
from congvu.content import events, refusals
from congvu.content.models import Page, Picture, Version
from congvu.content.rules import AT_WORK, Language, State, pictures_in, plain, section_of
from congvu.content.services.rights import page_to_write, version_to_write
from congvu.files.models import Blob
from congvu.journal.services import record

LONGEST = 60_000  # letters of a body: forty printed pages
LONGEST_SLUG = 80  # of one that is made from the title
WRITABLE = (State.DRAFT, State.SENT_BACK)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What an editor writes. The last ones are those of a legal text; other pages leave them empty."""

    title: str
    summary: str = ""
    body: str = ""
    cover: Picture | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    text_number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    effective_on: date | None = None
    validity: str = ""
    attachment: Blob | None = None
    attachment_name: str = ""


def text_of(version: Version) -> Text:
    """What a version says."""
    return Text(**{name: getattr(version, name) for name in Text.__dataclass_fields__})


@transaction.atomic
def begin(
    section: str, text: Text, *, agency: Agency, language: str = Language.VIETNAMESE, slug: str = "", by: Actor,
    at: datetime,
) -> Version:  # fmt: skip
    """Begin a page of an agency with its first draft; without `slug` its address is made from the title.

    Refusals: content.not_editor, section_unknown, language_unknown, title_empty, slug_wrong, slug_taken, body_too_long,
    ends_before_it_begins.
    """
    if not by.holds(Role.EDITOR, at=agency.pk, on=at):
        raise Refusal(refusals.NOT_EDITOR, agency=agency.name)
    if section_of(section) is None:
        raise Refusal(refusals.SECTION_UNKNOWN, field="section")
    text = _checked(text)
    page = Page.objects.create(section=section, slug=_slug(slug, text.title), agency=agency, made_at=at)
    return _begun(page, text, language, of=0, by=by, at=at)


@transaction.atomic
def begin_version(page_id: int, *, language: str, by: Actor, at: datetime) -> Version:
    """Begin the next version of a page in a language, with what is published in it, else in any language.

    Refusals: content.not_found, not_editor, language_unknown, version_at_work.
    """
    page = page_to_write(page_id, by=by, at=at)
    shown = page.versions.filter(state=State.PUBLISHED)
    source = shown.filter(language=language).first() or shown.first() or page.versions.latest("number")
    return _begun(page, text_of(source), language, of=source.number, by=by, at=at)


@transaction.atomic
def restore(version_id: int, *, by: Actor, at: datetime) -> Version:
    """Begin a version with what an old one says. Refusals: content.not_found, not_editor, version_at_work."""
    old = version_to_write(version_id, by=by, at=at)
    return _begun(old.page, text_of(old), old.language, of=old.number, by=by, at=at)


@transaction.atomic
def write(version_id: int, text: Text, *, seen: int, by: Actor, at: datetime) -> Version:
    """Save a draft. `seen` is the revision that the writer began from: who saved it meanwhile is told.

    Refusals: content.not_found, not_editor, not_at_work, changed_meanwhile, title_empty, body_too_long,
    ends_before_it_begins.
    """
    version = _writable(version_id, seen=seen, by=by, at=at)
    _put(version, _checked(text), by=by, at=at)
    version.revision += 1
    version.save()
    record(
        events.WRITTEN, version.page, by=_name(by, version.page), at=at, number=version.number, title=version.title,
        revision=version.revision,
    )  # fmt: skip
    return version


@transaction.atomic
def submit(version_id: int, *, seen: int, by: Actor, at: datetime) -> Version:
    """Send a draft to review, as it stands.

    Refusals: content.not_found, not_editor, not_at_work, changed_meanwhile, body_empty, text_incomplete,
    picture_missing.
    """
    version = _writable(version_id, seen=seen, by=by, at=at)
    _must_be_complete(version)
    version.state, version.reason = State.IN_REVIEW, ""
    version.save(update_fields=["state", "reason"])
    record(
        events.SUBMITTED, version.page, by=_name(by, version.page), at=at, number=version.number, title=version.title
    )
    return version


def _begun(page: Page, text: Text, language: str, *, of: int, by: Actor, at: datetime) -> Version:
    if language not in Language.values:
        raise Refusal(refusals.LANGUAGE_UNKNOWN, field="language")
    at_work = page.versions.filter(language=language, state__in=AT_WORK).first()
    if at_work:
        raise Refusal(refusals.VERSION_AT_WORK, name=at_work.written_by_name, number=at_work.number)
    last: int | None = page.versions.aggregate(last=Max("number"))["last"]
    version = Version(page=page, number=(last or 0) + 1, language=language)
    _put(version, text, by=by, at=at)
    version.save()
    record(
        events.DRAFTED, page, by=_name(by, page), at=at, number=version.number, title=version.title, language=language,
        of=of,
    )  # fmt: skip
    return version


def _writable(version_id: int, *, seen: int, by: Actor, at: datetime) -> Version:
    version = version_to_write(version_id, by=by, at=at)
    if version.state not in WRITABLE:
        raise Refusal(refusals.NOT_AT_WORK, state=version.get_state_display())
    if version.revision != seen:
        saved = timezone.localtime(version.written_at)
        raise Refusal(refusals.CHANGED_MEANWHILE, name=version.written_by_name, at=f"{saved:%H:%M %d/%m/%Y}")
    return version


def _put(version: Version, text: Text, *, by: Actor, at: datetime) -> None:
    for name in Text.__dataclass_fields__:
        setattr(version, name, getattr(text, name))
    said = (text.title, text.summary, text.text_number, text.issuer, plain(text.body))
    version.folded = fold(" ".join(said))
    version.writers = sorted({*version.writers, by.id})
    version.written_by, version.written_by_name, version.written_at = by.id, by.name, at


def _checked(text: Text) -> Text:
    title = " ".join(text.title.split())
    if not title:
        raise Refusal(refusals.TITLE_EMPTY, field="title")
    if len(text.body) > LONGEST:
        raise Refusal(refusals.BODY_TOO_LONG, field="body", most=LONGEST)
    if text.valid_from and text.valid_until and text.valid_until < text.valid_from:
        raise Refusal(refusals.ENDS_BEFORE_IT_BEGINS, field="valid_until")
    return replace(text, title=title, summary=" ".join(text.summary.split()))


def _must_be_complete(version: Version) -> None:
    section = section_of(version.page.section)
    assert section
    if not version.body.strip() and version.attachment_id is None:
        raise Refusal(refusals.BODY_EMPTY, field="body")
    needed = (version.text_number, version.issued_on, version.issuer, version.validity)
    if section.texts and not all(needed):
        raise Refusal(refusals.TEXT_INCOMPLETE, field="text_number")
    wanted = pictures_in(version.body)
    known = set(version.page.pictures.filter(pk__in=wanted).values_list("pk", flat=True))
    if missing := wanted - known:
        raise Refusal(refusals.PICTURE_MISSING, field="body", number=min(missing))


def _slug(typed: str, title: str) -> str:
    slug = typed.strip() or fold(title).replace(" ", "-")[:LONGEST_SLUG].strip("-")
    if not _SLUG.fullmatch(slug):
        raise Refusal(refusals.SLUG_WRONG, field="slug")
    if Page.objects.filter(slug=slug).exists():
        raise Refusal(refusals.SLUG_TAKEN, field="slug", slug=slug)
    return slug


def _name(by: Actor, page: Page) -> Actor:
    return by.acting(page.agency_id, Role.EDITOR)
