"""Where what is behind a number stands: pages of the rooms below, found by their names."""

from django.urls import NoReverseMatch, reverse

from congvu.plans.models import Plan
from congvu.plans.rules.words import State


def page(name: str, *args: object) -> str:
    """The address of a page; empty where there is none, and then what would lead there is no link."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def figure(plan: Plan, code: str, period: str) -> str:
    """How a figure came to be, line by line."""
    return page("reporting-explain", plan.slug, code, period)


def consolidated(duties: tuple[int, ...], period: str) -> str:
    """All that was told for a period of a duty."""
    return page("reporting-consolidated", duties[0], period) if len(duties) == 1 else page("reporting-received")


def plan_page(plan: Plan) -> str:
    """The plan itself."""
    return page("plans-plan", plan.slug)


def project(plan: Plan, pk: int) -> str:
    """One of its projects."""
    return page("plans-project", plan.slug, pk)


def money(plan: Plan) -> str:
    """The projects with their money."""
    return page("plans-projects", plan.slug)


def public(plan: Plan) -> str:
    """The plan as everybody reads it; empty where it is not published."""
    return page("progress-public-plan", plan.slug) if plan.published_at or plan.state == State.PUBLISHED else ""
