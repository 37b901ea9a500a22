"""Who may write and who may review, and the rows that a deed holds until it is done."""

from datetime import datetime

from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.content import refusals
from congvu.content.models import Page, Version

REVIEWERS = (Role.LEADER, Role.EDITOR)


def page_to_write(page_id: int, *, by: Actor, at: datetime) -> Page:
    """The page, held; for its editors. Refusals: content.not_found, not_editor."""
    page = Page.objects.select_for_update(of=("self",)).select_related("agency").filter(pk=page_id).first()
    if page is None:
        raise Refusal(refusals.NOT_FOUND)
    if not by.holds(Role.EDITOR, at=page.agency_id, on=at):
        raise Refusal(refusals.NOT_EDITOR, agency=page.agency.name)
    return page


def version_to_write(version_id: int, *, by: Actor, at: datetime) -> Version:
    """A version of a page that is held; for its editors. Refusals: content.not_found, not_editor."""
    page = page_to_write(_page_of(version_id), by=by, at=at)
    return _version(page, version_id)


def version_to_review(version_id: int, *, by: Actor, at: datetime) -> Version:
    """A version of a page that is held; for leaders and editors. Refusals: content.not_found, not_reviewer."""
    page = Page.objects.select_for_update(of=("self",)).select_related("agency").get(pk=_page_of(version_id))
    if not by.holds(*REVIEWERS, at=page.agency_id, on=at):
        raise Refusal(refusals.NOT_REVIEWER, agency=page.agency.name)
    return _version(page, version_id)


def _page_of(version_id: int) -> int:
    page_id = Version.objects.filter(pk=version_id).values_list("page_id", flat=True).first()
    if page_id is None:
        raise Refusal(refusals.NOT_FOUND)
    return page_id


def _version(page: Page, version_id: int) -> Version:
    """Read after its page is held, so that it is as the deed before has left it."""
    version = page.versions.get(pk=version_id)
    version.page = page
    return version
