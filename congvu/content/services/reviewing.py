"""Reviewing: somebody who did not write a version publishes it or sends it back; what is wrong is withdrawn."""

from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.content import events, refusals
from congvu.content.models import Page, Version
from congvu.content.rules import State
from congvu.content.services.rights import REVIEWERS, version_to_review
from congvu.journal.services import Event, record


@transaction.atomic
def publish(version_id: int, *, seen: int, by: Actor, at: datetime) -> Version:
    """Publish a version in the place of the one before it. `seen` is the revision that was read.

    Refusals: content.not_found, not_reviewer, not_in_review, read_again, own_version.
    """
    version = _in_review(version_id, by=by, at=at)
    if version.revision != seen:
        raise Refusal(refusals.READ_AGAIN)
    if by.id in version.writers:
        raise Refusal(refusals.OWN_VERSION)
    page = version.page
    page.versions.filter(language=version.language, state=State.PUBLISHED).update(state=State.REPLACED)
    version.state, version.published_at = State.PUBLISHED, at
    version.reviewed_by, version.reviewed_by_name = by.id, by.name
    version.save(update_fields=["state", "published_at", "reviewed_by", "reviewed_by_name"])
    _list(page, _day(version) or page.listed_at or at)
    record(
        events.PUBLISHED, page, by=_name(by, page), at=at, number=version.number, title=version.title,
        language=version.language, writers=version.writers,
    )  # fmt: skip
    return version


@transaction.atomic
def send_back(version_id: int, *, reason: str, by: Actor, at: datetime) -> Version:
    """Give a version back to its writer. Refusals: content.not_found, not_reviewer, not_in_review, reason_empty."""
    version = _in_review(version_id, by=by, at=at)
    version.state, version.reason = State.SENT_BACK, _needed(reason)
    version.save(update_fields=["state", "reason"])
    _told(events.SENT_BACK, version, by=by, at=at)
    return version


@transaction.atomic
def withdraw(version_id: int, *, reason: str, by: Actor, at: datetime) -> Version:
    """Take a published version from the portal. Refusals: content.not_found, not_reviewer, not_published, reason_empty.

    Its writer may too: what is wrong must go at once.
    """
    version = version_to_review(version_id, by=by, at=at)
    if version.state != State.PUBLISHED:
        raise Refusal(refusals.NOT_PUBLISHED, state=version.get_state_display())
    version.state, version.reason = State.WITHDRAWN, _needed(reason)
    version.save(update_fields=["state", "reason"])
    if not version.page.versions.filter(state=State.PUBLISHED).exists():
        _list(version.page, None)
    _told(events.WITHDRAWN, version, by=by, at=at)
    return version


def _in_review(version_id: int, *, by: Actor, at: datetime) -> Version:
    version = version_to_review(version_id, by=by, at=at)
    if version.state != State.IN_REVIEW:
        raise Refusal(refusals.NOT_IN_REVIEW, state=version.get_state_display())
    return version


def _day(version: Version) -> datetime | None:
    """When a legal text was issued: lists of them are sorted by that day."""
    if version.issued_on is None:
        return None
    return timezone.make_aware(datetime.combine(version.issued_on, time()))


def _list(page: Page, listed_at: datetime | None) -> None:
    page.listed_at = listed_at
    page.save(update_fields=["listed_at"])


def _told(event: Event, version: Version, *, by: Actor, at: datetime) -> None:
    facts = {"number": version.number, "title": version.title, "reason": version.reason}
    record(event, version.page, by=_name(by, version.page), at=at, **facts)


def _needed(reason: str) -> str:
    said = " ".join(reason.split())
    if not said:
        raise Refusal(refusals.REASON_EMPTY, field="reason")
    return said


def _name(by: Actor, page: Page) -> Actor:
    return by.acting(page.agency_id, *REVIEWERS)
