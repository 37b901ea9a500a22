"""The catalogue of indicators, which plans share: what one means stays, once a plan that is not yours rests on it."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.measures.rules import METRICS, QUOTIENTS, Direction, OverAgencies, OverTime, Unit
from congvu.plans import events, refusals
from congvu.plans.models import Indicator, Plan
from congvu.plans.rules.words import WRITABLE
from congvu.plans.services.changes import put

# What an indicator means. The rest may be completed while a plan of one's own is in force.
MEANING = ("code", "name", "unit", "numerator", "denominator", "direction", "over_time", "over_agencies")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What is said of an indicator."""

    code: str
    name: str
    unit: str = Unit.PERCENT
    numerator: str = ""
    denominator: str = ""
    direction: str = Direction.UP
    over_time: str = OverTime.LAST
    over_agencies: str = OverAgencies.RATIO
    metric_n: str = ""
    metric_d: str = ""
    name_en: str = ""
    source: str = ""


@transaction.atomic
def make_indicator(said: Meant, *, by: Actor, at: datetime) -> Indicator:
    """Add an indicator to the catalogue; for planners of any agency.

    Refusals: plans.not_planner, title_empty, indicator_taken, percent_of_what, metric_unknown, numerator_first.
    """
    _must_plan(by, at)
    said = _checked(said)
    if Indicator.objects.filter(code=said.code).exists():
        raise Refusal(refusals.INDICATOR_TAKEN, field="code", code=said.code)
    made = Indicator()
    put(made, said)
    made.save()
    record(events.INDICATOR_MADE, made, by=by, at=at, code=made.code, name=made.name, unit=made.unit)
    return made


@transaction.atomic
def change_indicator(indicator_id: int, said: Meant, *, by: Actor, at: datetime) -> Indicator:
    """Change an indicator. In a plan of others it stays as it is; in one's own plan in force, what it means stays.

    Refusals: plans.not_planner, indicator_unknown, indicator_in_use, title_empty, indicator_taken, percent_of_what,
    metric_unknown, numerator_first.
    """
    _must_plan(by, at)
    found = Indicator.objects.select_for_update().filter(pk=indicator_id).first()
    if found is None:
        raise Refusal(refusals.INDICATOR_UNKNOWN)
    said = _checked(said)
    if Indicator.objects.filter(code=said.code).exclude(pk=found.pk).exists():
        raise Refusal(refusals.INDICATOR_TAKEN, field="code", code=said.code)
    was = put(found, said)
    if was:
        _must_be_free(indicator_id, set(was), code=found.code, by=by)
        found.save()
        record(
            events.INDICATOR_CHANGED, found, by=by, at=at, code=found.code, name=found.name,
            was={name: before for name, (before, _now) in was.items()},
            now={name: now for name, (_before, now) in was.items()},
        )  # fmt: skip
    return found


def _must_plan(by: Actor, at: datetime) -> None:
    if not by.holds(Role.PLANNER, on=at):
        raise Refusal(refusals.NOT_PLANNER)


def _must_be_free(indicator_id: int, changed: set[str], *, code: str, by: Actor) -> None:
    mine = by.agencies(Role.PLANNER)
    for plan in Plan.objects.filter(targets__indicator=indicator_id).distinct().order_by("pk"):
        frozen = plan.state not in WRITABLE and changed & {*MEANING}
        if plan.drafter_id not in mine or frozen:
            raise Refusal(refusals.INDICATOR_IN_USE, code=code, plan=plan.title)


def _checked(said: Meant) -> Meant:
    said = replace(said, code=said.code.strip(), name=" ".join(said.name.split()))
    if not said.code or not said.name:
        raise Refusal(refusals.TITLE_EMPTY, field="name" if said.code else "code")
    if said.unit in QUOTIENTS and not (said.numerator.strip() and said.denominator.strip()):
        raise Refusal(
            refusals.PERCENT_OF_WHAT, field="denominator" if said.numerator.strip() else "numerator"
        )  # fmt: skip
    for field in ("metric_n", "metric_d"):
        if (key := getattr(said, field)) and key not in METRICS:
            raise Refusal(refusals.METRIC_UNKNOWN, field=field, key=key)
    if said.metric_d and not said.metric_n:
        raise Refusal(refusals.NUMERATOR_FIRST, field="metric_n")
    return said
