"""What pages of plans share: who may open them, faces of states, the way there, addresses of other pages."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from congvu.agencies.rules import Role
from congvu.base.refusals import Refusal
from congvu.content.rules import to_html
from congvu.plans.models import Plan
from congvu.plans.rules.words import State
from congvu.web.access import holds

member = holds(Role.PLANNER, Role.UNIT_HEAD, Role.LEADER)
planner = holds(Role.PLANNER)
leader = holds(Role.LEADER)
FACES = {
    State.DRAFT: "registered",
    State.COMMENT: "received",
    State.SUBMITTED: "in_progress",
    State.APPROVED: "decided",
    State.PUBLISHED: "returned",
    State.ENDED: "withdrawn",
}
Crumbs = list[tuple[str, str]]


def address(page: str, *args: Any) -> str:
    """The URL of a page by its name; empty where this installation has no such page."""
    try:
        return reverse(page, args=args)
    except NoReverseMatch:
        return ""


def crumbs(plan: Plan | None = None, *more: tuple[str, str]) -> Crumbs:
    """The way to a page of a plan."""
    first = (pgettext("several", "Kế hoạch"), reverse("plans-list"))
    if plan is None:
        return [first, *more]
    return [first, (plan.title, reverse("plans-plan", args=[plan.slug]) if more else ""), *more]


def html(body: str) -> SafeString:
    """What a section says."""
    # Sanitised by `to_html`: no element, attribute or address but those that it lists.
    return mark_safe(to_html(body, {}))  # noqa: S308


def done(
    request: HttpRequest,
    deed: Callable[[], object],
    said: str,
    *,
    to: str,
    refused: Callable[[Refusal], HttpResponse],
) -> HttpResponse:
    """Do a deed and go on, or show the page with what was refused."""
    try:
        deed()
    except Refusal as refusal:
        return refused(refusal)
    messages.success(request, said)
    return redirect(to)


def whole(text: str) -> int:
    """A number of an address or a form; 0 for what is none."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0
