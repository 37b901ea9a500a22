"""What the agencies that lead projects told of them comes into the plan, where its leaders see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.plans import events, refusals
from congvu.plans.models import Money, Plan, Project
from congvu.plans.rules.words import AMENDABLE, IN_FORCE, Fund, MoneyMeasure, Progress

MOST_NOTE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What is told of a project by its code: how far it is, what was paid in the year until the day (đồng; None is not
    known), and why. What is empty leaves what is known."""

    project: str
    progress: str = ""
    paid: int | None = None
    note: str = ""


@transaction.atomic
def hear(
    plan_id: int, told: Sequence[Heard], *, on: date, source: str, by: Actor, at: datetime
) -> list[Project]:  # fmt: skip
    """Take over how far projects were and what was paid of them on a day; the projects of which something is new.
    `source` says for people who told it.

    Part of a greater deed that has asked already (who accepts a report): no seat is asked for here. A plan that does
    not hold, or a project that is no more, hears nothing; nor does one that knows what is later than `on`.

    Refusal: plans.not_found.
    """
    plan = Plan.objects.select_for_update().filter(pk=plan_id).first()
    if plan is None:
        raise Refusal(refusals.NOT_FOUND)
    if not _holds(plan):
        return []
    known = {one.code: one for one in plan.projects.prefetch_related("money")}
    changed, lines = [], []
    for one in told:
        project = known.get(one.project)
        line = _followed(project, one, on=on) | _paid(project, one.paid, on=on, source=source) if project else {}
        if project and line:
            changed.append(project)
            lines.append({"code": project.code, **line})
    if changed:
        plan.revision += 1
        plan.save(update_fields=["revision"])
        record(
            events.PROJECTS_HEARD, plan, by=by, at=at, count=len(changed), source=source, day=f"{on:%d/%m/%Y}",
            projects=lines, revision=plan.revision,
        )  # fmt: skip
    return changed


def _holds(plan: Plan) -> bool:
    """Whether the plan is in force; it also is while it is amended."""
    return plan.state in IN_FORCE or (plan.state in AMENDABLE and plan.decided_on is not None)


def _followed(project: Project, one: Heard, *, on: date) -> dict[str, Any]:
    """How far it is and why, unless that is known of a later day. What changed, as [before, now]."""
    if project.told_on is not None and project.told_on > on:
        return {}
    was = (project.progress, project.finished_on, project.note)
    if one.progress:
        project.progress = Progress(one.progress)
        project.finished_on = (project.finished_on or on) if project.progress == Progress.DONE else None
    project.note = one.note.strip()[:MOST_NOTE] or project.note
    now = (project.progress, project.finished_on, project.note)
    if one.progress or one.note:
        project.told_on = on
        project.save(update_fields=["progress", "finished_on", "note", "told_on"])
    names = ("progress", "finished_on", "note")
    return {name: [str(a or ""), str(b or "")] for name, a, b in zip(names, was, now, strict=True) if a != b}


def _paid(project: Project, paid: int | None, *, on: date, source: str) -> dict[str, Any]:
    """What was paid in the year until the day. What an earlier report told gives way; what the planner wrote himself of
    other sources stays, and the rest of what is told stands beside it: nothing is counted twice."""
    rows = [one for one in project.money.all() if one.measure == MoneyMeasure.PAID and not one.forecast]
    upto = any(one.upto and one.year is not None and one.year >= on.year for one in rows)
    mine = [one for one in rows if one.year == on.year and not one.upto]
    if paid is None or upto or any(one.as_of is not None and one.as_of > on for one in mine):
        return {}
    fund = _fund(project, on.year)
    gone = [one for one in mine if one.source or one.fund == fund]
    kept = [one for one in mine if one not in gone]
    rest = max(paid - sum(one.amount for one in kept), 0)
    made = [] if kept and not rest else [(fund, rest, on, source[:200])]
    if made == [(one.fund, one.amount, one.as_of, one.source) for one in gone]:
        return {}
    Money.objects.filter(pk__in=[one.pk for one in gone]).delete()
    for fund, amount, day, told_by in made:
        Money.objects.create(
            project=project, fund=fund, measure=MoneyMeasure.PAID, year=day.year, as_of=day, amount=amount,
            source=told_by,
        )  # fmt: skip
    return {"paid": [str(sum(one.amount for one in mine)) if mine else "", str(paid)]}


def _fund(project: Project, year: int) -> str:
    """Where it was paid from, if all that was allocated for the year comes from one source."""
    funds = {
        one.fund for one in project.money.all()
        if one.measure == MoneyMeasure.ALLOCATED and one.year == year and not one.upto and not one.forecast
    }  # fmt: skip
    return funds.pop() if len(funds) == 1 else Fund.WHOLE.value
