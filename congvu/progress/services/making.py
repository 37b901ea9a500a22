"""Making a scheme of points, while it is a draft."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.plans.models import Indicator, Plan
from congvu.plans.rules.scopes import Scope
from congvu.progress import events, refusals
from congvu.progress.models import Criterion, Scheme
from congvu.progress.rules.methods import METHODS, Wrong, checked
from congvu.progress.services.rights import as_drafter, held


@transaction.atomic
def make_scheme(
    plan: Plan, *, year: int, block: str, scope: Scope, legal: str = "", by: Actor, at: datetime
) -> Scheme:  # fmt: skip
    """Begin the scheme of one block of agencies. Refusals: progress.not_the_drafter, year_wrong, no_kinds,
    block_taken."""
    by = as_drafter(plan, by=by, at=at)
    if not plan.year_from <= year <= plan.year_to:
        raise Refusal(refusals.YEAR_WRONG, field="year", first=plan.year_from, last=plan.year_to)
    if scope.alone:
        raise Refusal(refusals.NO_KINDS, field="kinds")
    Plan.objects.select_for_update().get(pk=plan.pk)
    if Scheme.objects.filter(plan=plan, year=year, block=block.strip()).exists():
        raise Refusal(refusals.BLOCK_TAKEN, field="block", block=block.strip(), year=year)
    scheme = Scheme.objects.create(
        plan=plan, year=year, block=block.strip(), scope=scope.write(), legal=legal.strip(), made_by=by.name, made_at=at
    )
    record(
        events.SCHEME_MADE, scheme, by=by, at=at, block=scheme.block, year=year, plan=plan.slug, scope=scheme.scope
    )  # fmt: skip
    return scheme


@transaction.atomic
def add_criterion(
    scheme: Scheme, *, code: str, name: str, points: Decimal, method: str, indicator: Indicator | None = None,
    params: Mapping[str, Any] | None = None, by: Actor, at: datetime,
) -> Criterion:  # fmt: skip
    """Add a criterion to a draft. Refusals: progress.not_the_drafter, not_now, no_points, no_such_method,
    parameter_wrong (at the parameter's field), indicator_missing, code_taken."""
    locked = held(scheme.pk, Scheme.State.DRAFT)
    by = as_drafter(locked.plan, by=by, at=at)
    if points <= 0:
        raise Refusal(refusals.NOTHING_WITHOUT_POINTS, field="points")
    if method not in METHODS:
        raise Refusal(refusals.NO_SUCH_METHOD, field="method")
    try:
        kept = checked(method, params or {}, points)
    except Wrong as wrong:
        raise Refusal(refusals.PARAMETER_WRONG, field=wrong.name, sentence=wrong.sentence) from wrong
    if METHODS[method].needs_indicator and indicator is None:
        raise Refusal(refusals.INDICATOR_MISSING, field="indicator")
    if locked.criteria.filter(code=code.strip()).exists():
        raise Refusal(refusals.CODE_TAKEN, field="code", code=code.strip())
    criterion = Criterion.objects.create(
        scheme=locked, code=code.strip(), name=name.strip(), points=points, method=method,
        indicator=indicator if METHODS[method].needs_indicator else None, params=kept,
        order=locked.criteria.count() + 1,
    )  # fmt: skip
    record(
        events.CRITERION_ADDED, locked, by=by, at=at, code=criterion.code, name=criterion.name, points=str(points),
        method=method, params=kept,
    )  # fmt: skip
    return criterion


@transaction.atomic
def remove_criterion(criterion: Criterion, *, by: Actor, at: datetime) -> None:
    """Take a criterion out of a draft. Refusals: progress.not_the_drafter, not_now."""
    locked = held(criterion.scheme_id, Scheme.State.DRAFT)
    by = as_drafter(locked.plan, by=by, at=at)
    record(events.CRITERION_REMOVED, locked, by=by, at=at, code=criterion.code, name=criterion.name)
    criterion.delete()
