"""What everybody reads of a plan: its published version, its progress, its rankings."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.db.models import Count, Max, QuerySet

from congvu.plans.models import Plan
from congvu.plans.rules.words import State
from congvu.plans.selectors.plans import published
from congvu.plans.selectors.versions import public_content, snapshot
from congvu.progress.models import Ranking
from congvu.progress.rules import Amount, Late, late
from congvu.progress.selectors import courses, standing
from congvu.progress.selectors.courses import Aim
from congvu.progress.selectors.standing import Line

SETTLED = (State.PUBLISHED, State.ENDED)  # the plan at work is the published one


@dataclass(frozen=True, slots=True)
class Shown:
    """A published plan: all of it as plain values, and the ways of its targets."""

    plan: Plan
    content: dict[str, Any]
    aims: list[Aim]

    def lines(self, *, year: int, today: date) -> list[Line]:
        """How its targets stand in a year."""
        return standing.lines_of(self.plan, self.aims, year=year, today=today)

    def amounts(self) -> list[Amount]:
        """Its money."""
        return [
            Amount(number, row["fund"], row["measure"], row["year"], row["upto"], row["forecast"], row["amount"])
            for number, project in enumerate(self.content["projects"])
            for row in project["money"]
        ]

    def projects(self, *, today: date) -> list[tuple[dict[str, Any], Late | None]]:
        """Its projects, each with how late it is."""
        return [
            (one, late(
                start=one["start"], end=one["end"], progress=one["progress"],
                finished_on=date.fromisoformat(one["finished_on"]) if one["finished_on"] else None, today=today,
            ))
            for one in self.content["projects"]
        ]  # fmt: skip


def listed() -> QuerySet[Plan]:
    """The published plans, the running ones first."""
    return published().select_related("issuer").order_by("specimen", "-year_to", "slug")


def found(slug: str) -> Plan | None:
    """A published plan. One query."""
    return published().select_related("issuer__parent", "drafter").filter(slug=slug).first()


def shown(plan: Plan) -> Shown:
    """What everybody reads of it: the plan as it stands, or its published version while a change is at work."""
    content = None if plan.state in SETTLED else public_content(plan)
    if content is None:
        return Shown(plan, snapshot(plan), courses.aims([plan])[plan.pk])
    return Shown(plan, content, courses.aims_in(plan, content))


def aims_of(plan: Plan) -> list[Aim]:
    """The ways of the targets that everybody sees."""
    content = None if plan.state in SETTLED else public_content(plan)
    return courses.aims([plan])[plan.pk] if content is None else courses.aims_in(plan, content)


def fingerprint(plan: Plan, *, today: date) -> str:
    """What changes whenever a public page of the plan may: text, reports, rankings, the day. Two queries."""
    ranked = Ranking.objects.filter(scheme__plan=plan.pk).aggregate(many=Count("pk"), last=Max("published_at"))
    told = (plan.pk, plan.revision, plan.state, plan.published_at, courses.stamp(plan), today, *ranked.values())
    return sha256("|".join(map(str, told)).encode()).hexdigest()[:24]
