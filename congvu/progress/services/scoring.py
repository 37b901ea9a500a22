"""The round of a scheme: points are measured and frozen, agencies score themselves, the drafter verifies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import Event, record
from congvu.plans.rules.scopes import Scope
from congvu.plans.selectors.assigning import agencies_in
from congvu.progress import events, refusals
from congvu.progress.models import Answer, Criterion, Scheme, Score
from congvu.progress.selectors.measuring import measured
from congvu.progress.services.rights import as_agency, as_drafter, held

State = Scheme.State


@dataclass(frozen=True, slots=True)
class Own:
    """What an agency says of itself by one criterion."""

    points: Decimal
    evidence: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the verifier says: points, or (None) that the criterion does not apply."""

    points: Decimal | None
    remark: str = ""


@transaction.atomic
def open_self_scoring(scheme: Scheme, *, by: Actor, at: datetime) -> Scheme:
    """Begin the round: each agency of the block gets its sheet, and what was measured of it is frozen there.

    Refusals: progress.not_the_drafter, not_now, no_criteria, no_agencies.
    """
    scheme = held(scheme.pk, State.DRAFT)
    by = as_drafter(scheme.plan, by=by, at=at)
    criteria = list(scheme.criteria.select_related("indicator"))
    agencies = agencies_in(Scope.read(scheme.scope), scheme.plan.issuer_id, on=timezone.localdate(at))
    if not criteria:
        raise Refusal(refusals.NO_CRITERIA)
    if not agencies:
        raise Refusal(refusals.NO_AGENCIES)
    found = measured(scheme, criteria, agencies, at=at)
    Score.objects.bulk_create(
        (
            Score(
                criterion=criterion, agency=agency, measured=found[criterion.pk, agency.pk].points,
                applies=not found[criterion.pk, agency.pk].why_not, reason=found[criterion.pk, agency.pk].why_not,
            )
            for agency in agencies
            for criterion in criteria
        ),
        batch_size=1000,
    )  # fmt: skip
    _move(scheme, State.SELF)
    record(events.SELF_SCORING_OPENED, scheme, by=by, at=at, agencies=len(agencies), criteria=len(criteria))
    return scheme


@transaction.atomic
def score_self(
    scheme: Scheme, agency: Agency, *, answers: Mapping[int, Own], by: Actor, at: datetime
) -> list[Score]:  # fmt: skip
    """An agency scores itself by some or all criteria (by their keys), again until self-scoring ends.

    Refusals: progress.not_yours, not_now, not_in_block, nothing_said, does_not_apply, points_wrong, reason_missing
    (where it differs from what was measured), evidence_missing (where nothing was).
    """
    by = as_agency(agency, by=by, at=at)
    scheme = held(scheme.pk, State.SELF)
    rows = _rows(scheme, agency)
    if not answers:
        raise Refusal(refusals.NOTHING_SAID)
    changed = []
    for key, said in answers.items():
        row = _row(rows, key, agency)
        _check_own(row, said)
        row.own, row.evidence = said.points, said.evidence.strip()
        row.reason = said.reason.strip() if row.measured is not None and said.points != row.measured else ""
        row.said_by, row.said_at = by.name, at
        changed.append(row)
    Score.objects.bulk_update(changed, ["own", "evidence", "reason", "said_by", "said_at"])
    _tell(events.SELF_SCORED, scheme, agency, rows, "own", by=by, at=at, changed=changed)
    return changed


@transaction.atomic
def close_self_scoring(scheme: Scheme, *, by: Actor, at: datetime) -> Scheme:
    """Self-scoring is over, verification begins. Refusals: progress.not_the_drafter, not_now."""
    scheme = held(scheme.pk, State.SELF)
    by = as_drafter(scheme.plan, by=by, at=at)
    scores = Score.objects.filter(criterion__scheme=scheme).order_by()
    every = scores.values("agency").distinct().count()
    spoke = scores.filter(said_at__isnull=False).values("agency").distinct().count()
    _move(scheme, State.VERIFY)
    record(events.SELF_SCORING_CLOSED, scheme, by=by, at=at, silent=every - spoke)
    return scheme


@transaction.atomic
def verify(
    scheme: Scheme, agency: Agency, *, answers: Mapping[int, Verdict], by: Actor, at: datetime
) -> list[Score]:  # fmt: skip
    """The drafter verifies an agency's points; once agencies confirm, only those of one that objected.

    Refusals: progress.not_the_drafter, not_now, not_in_block, not_objected, nothing_said, points_wrong, remark_missing
    (where the points differ from those said, or measured, or verified before; or where there are none; or where the
    criterion is said not to apply).
    """
    scheme = held(scheme.pk, State.VERIFY, State.CONFIRM)
    by = as_drafter(scheme.plan, by=by, at=at)
    rows = _rows(scheme, agency)
    if scheme.state == State.CONFIRM and not _objected(scheme, agency):
        raise Refusal(refusals.NOT_OBJECTED, agency=agency.name)
    if not answers:
        raise Refusal(refusals.NOTHING_SAID)
    changed = []
    for key, said in answers.items():
        row = rows.get(key)
        if row is None:
            raise Refusal(refusals.NOT_IN_BLOCK, agency=agency.name)
        _check_verdict(row, said, again=scheme.state == State.CONFIRM)
        row.applies, row.verified, row.remark = said.points is not None, said.points, said.remark.strip()
        if not row.applies:
            row.reason = row.reason or row.remark
        row.verified_by, row.verified_at = by.name, at
        changed.append(row)
    Score.objects.bulk_update(changed, ["applies", "verified", "remark", "reason", "verified_by", "verified_at"])
    _tell(events.VERIFIED, scheme, agency, rows, "verified", by=by, at=at, changed=changed)
    return changed


@transaction.atomic
def close_verification(scheme: Scheme, *, by: Actor, at: datetime) -> Scheme:
    """Verification is over, agencies confirm. What an agency said just as it was measured needs no eyes: it is taken.

    Refusals: progress.not_the_drafter, not_now, not_verified.
    """
    scheme = held(scheme.pk, State.VERIFY)
    by = as_drafter(scheme.plan, by=by, at=at)
    left = Score.objects.filter(criterion__scheme=scheme, applies=True, verified=None)
    taken = left.filter(own=F("measured")).update(verified=F("measured"), verified_by=by.name, verified_at=at)
    first = left.select_related("agency").order_by("agency__code").first()
    if first is not None:
        raise Refusal(refusals.NOT_VERIFIED, many=left.count(), agency=first.agency.short_name)
    agencies = Score.objects.filter(criterion__scheme=scheme).order_by().values("agency").distinct().count()
    _move(scheme, State.CONFIRM)
    record(events.VERIFICATION_CLOSED, scheme, by=by, at=at, agencies=agencies, taken=taken)
    return scheme


def _move(scheme: Scheme, state: str) -> None:
    scheme.state = state
    scheme.save(update_fields=["state"])


def _rows(scheme: Scheme, agency: Agency) -> dict[int, Score]:
    rows = Score.objects.filter(criterion__scheme=scheme, agency=agency).select_related("criterion")
    found = {row.criterion_id: row for row in rows.order_by("criterion__order", "criterion")}
    if not found:
        raise Refusal(refusals.NOT_IN_BLOCK, agency=agency.name)
    return found


def _row(rows: Mapping[int, Score], key: int, agency: Agency) -> Score:
    row = rows.get(key)
    if row is None:
        raise Refusal(refusals.NOT_IN_BLOCK, agency=agency.name)
    if not row.applies:
        raise Refusal(refusals.DOES_NOT_APPLY, field=f"points_{key}", code=row.criterion.code)
    return row


def _objected(scheme: Scheme, agency: Agency) -> bool:
    return Answer.objects.filter(scheme=scheme, agency=agency, agrees=False).exists()


def _check_points(criterion: Criterion, points: Decimal) -> None:
    # Two decimals are what is kept: more would be rounded silently.
    if not 0 <= points <= criterion.points or points != round(points, 2):
        raise Refusal(
            refusals.POINTS_WRONG, field=f"points_{criterion.pk}", code=criterion.code, most=f"{criterion.points:f}"
        )


def _check_own(row: Score, said: Own) -> None:
    criterion = row.criterion
    _check_points(criterion, said.points)
    if row.measured is not None and said.points != row.measured and not said.reason.strip():
        raise Refusal(
            refusals.REASON_MISSING, field=f"reason_{criterion.pk}", code=criterion.code, said=said.points,
            measured=row.measured,
        )  # fmt: skip
    if row.measured is None and said.points > 0 and not said.evidence.strip():
        raise Refusal(refusals.EVIDENCE_MISSING, field=f"evidence_{criterion.pk}", code=criterion.code)


def _check_verdict(row: Score, said: Verdict, *, again: bool) -> None:
    criterion = row.criterion
    if said.points is not None:
        _check_points(criterion, said.points)
    before = row.verified if again else (row.own if row.own is not None else row.measured)
    same = said.points is not None and before is not None and said.points == before
    if not same and not said.remark.strip() and not (said.points is None and not row.applies):
        raise Refusal(refusals.REMARK_MISSING, field=f"remark_{criterion.pk}", code=criterion.code)


def _tell(
    event: Event, scheme: Scheme, agency: Agency, rows: Mapping[int, Score], name: str, *, by: Actor,
    at: datetime, changed: list[Score],
) -> None:  # fmt: skip
    points = sum((getattr(row, name) or Decimal(0) for row in rows.values() if row.applies), Decimal(0))
    scores = {row.criterion.code: str(getattr(row, name)) for row in changed}
    record(event, scheme, by=by, at=at, agency=agency.name, points=str(points), scores=scores)
