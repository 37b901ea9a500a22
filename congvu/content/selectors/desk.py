"""What editors and their leaders work on: the pages of their own agencies."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.base.text import fold
from congvu.content import events, refusals
from congvu.content.models import Page, Picture, Version
from congvu.content.rules import State
from congvu.journal.models import Entry
from congvu.journal.services import subject_of

DESK_PAGE = 50
MOST_LINES = 200
ROLES = (Role.EDITOR, Role.LEADER)
ICONS = {
    events.PUBLISHED.name: "check",
    events.WITHDRAWN.name: "cross",
    events.SENT_BACK.name: "back",
    events.SUBMITTED.name: "send",
    events.DRAFTED.name: "plus",
    events.WRITTEN.name: "edit",
}


def editing(viewer: Actor) -> QuerySet[Agency]:
    """The agencies for which the viewer may write."""
    return Agency.objects.filter(pk__in=viewer.agencies(Role.EDITOR)).order_by("code")


def desk(viewer: Actor, *, state: str = "", text: str = "", before: int = 0) -> list[Version]:
    """The newest version of each page of the viewer's agencies, up to a page and one more, from below the key `before`;
    with `state`, each version that stands there."""
    rows = _versions(viewer).select_related("page__agency").defer("body", "folded")
    if state in State.values:
        rows = rows.filter(state=state)
    else:
        rows = rows.filter(~Exists(Version.objects.filter(page=OuterRef("page"), number__gt=OuterRef("number"))))
    for word in fold(text).split():
        rows = rows.filter(folded__contains=word)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-pk")[: DESK_PAGE + 1])


def page_of(viewer: Actor, pk: int) -> Page:
    """A page of the viewer's agencies. Refusal: content.not_found."""
    page = Page.objects.select_related("agency").filter(pk=pk, agency__in=viewer.agencies(*ROLES)).first()
    if page is None:
        raise Refusal(refusals.NOT_FOUND)
    return page


def version_of(viewer: Actor, pk: int) -> Version:
    """A version of such a page. Refusal: content.not_found."""
    version = _versions(viewer).select_related("page__agency", "attachment", "cover").filter(pk=pk).first()
    if version is None:
        raise Refusal(refusals.NOT_FOUND)
    return version


def picture_of(viewer: Actor, pk: int) -> Picture | None:
    """A picture of such a page, if there is one."""
    mine = Picture.objects.filter(page__agency__in=viewer.agencies(*ROLES))
    return mine.select_related("blob").filter(pk=pk).first()


def history(page: Page) -> list[dict[str, Any]]:
    """Who did what to a page and why, newest first, as the timeline shows it."""
    lines = Entry.objects.filter(subject=subject_of(page)).order_by("-pk")[:MOST_LINES]
    return [
        {
            "at": line.at,
            "what": events.ALL[line.event].tell(line.facts),
            "who": line.actor_name,
            "icon": ICONS.get(line.event, "tick"),
        }
        for line in lines
    ]


def _versions(viewer: Actor) -> QuerySet[Version]:
    return Version.objects.filter(page__agency__in=viewer.agencies(*ROLES))
