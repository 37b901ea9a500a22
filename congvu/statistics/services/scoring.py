"""Scoring agencies for a quarter: the agency of itself, the one above it by appraising, and the end of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.agencies.selectors import ancestors
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import Event, record
from congvu.statistics import events, refusals
from congvu.statistics.models import Score, ScoringQuarter
from congvu.statistics.rules import scoring
from congvu.statistics.rules.periods import Period
from congvu.statistics.selectors.scoring import BLOCKS, sheet_of

SCORERS = (Role.LEADER, Role.UNIT_HEAD)


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody says of one index. `reason` tells why it differs from what it stands beside."""

    points: int
    evidence: str = ""
    reason: str = ""


@transaction.atomic
def score_self(
    agency: Agency, *, year: int, quarter: int, answers: Mapping[int, Answer], by: Actor, at: datetime
) -> list[Score]:
    """An agency scores itself for a quarter that is over: some or all of the nine indices, again until it is closed.

    Beside each answer stands what the data say at this moment. Refusals: statistics.not_yours, not_scored, not_over,
    closed, nothing_said, points_wrong, evidence_missing (where nothing is computed), reason_missing (where it differs).
    """
    if not by.holds(*SCORERS, at=agency.pk, on=at):
        raise Refusal(refusals.NOT_YOURS, agency=agency.name)
    held = _open_quarter(agency, year, quarter, at=at)
    _check(answers)
    computed = sheet_of(by, agency, held, today=timezone.localdate(at)).measured.points
    for index, answer in answers.items():
        _check_own(index, answer, computed[index])
    rows = [
        Score.objects.update_or_create(
            agency=agency,
            quarter=held,
            index=index,
            defaults={
                "points": answer.points,
                "computed": computed[index],
                "evidence": answer.evidence.strip(),
                "reason": answer.reason.strip() if scoring.must_explain(answer.points, computed[index]) else "",
                "said_at": at,
                "said_by": by.name,
            },
        )[0]
        for index, answer in sorted(answers.items())
    ]
    _tell(events.SELF_SCORED, agency, held, "points", by=by, at=at, said=answers)
    return rows


@transaction.atomic
def appraise(
    agency: Agency, *, year: int, quarter: int, answers: Mapping[int, Answer], by: Actor, at: datetime
) -> list[Score]:
    """A leader above the agency appraises its scores. Refusals: statistics.not_above, not_scored, not_over, closed,
    nothing_said, points_wrong, remark_missing (where the points differ from the agency's own)."""
    if not set(ancestors(agency.pk)[1:]) & by.agencies(Role.LEADER, on=at):
        raise Refusal(refusals.NOT_ABOVE, agency=agency.name)
    held = _open_quarter(agency, year, quarter, at=at)
    _check(answers)
    known = {row.index: row for row in Score.objects.filter(agency=agency, quarter=held)}
    rows = []
    for index, answer in sorted(answers.items()):
        row = known.get(index) or Score(agency=agency, quarter=held, index=index)
        if scoring.must_explain(answer.points, row.points) and not answer.reason.strip():
            raise Refusal(
                refusals.REMARK_MISSING, field=f"reason_{index}", index=index, said=answer.points, own=row.points
            )
        row.appraised, row.appraised_at, row.appraised_by = answer.points, at, by.name
        row.remark = answer.reason.strip()
        row.save()
        rows.append(row)
    _tell(events.APPRAISED, agency, held, "appraised", by=by, at=at, said=answers)
    return rows


@transaction.atomic
def close_quarter(*, year: int, quarter: int, by: Actor, at: datetime) -> ScoringQuarter:
    """End the scoring of a quarter: from now on its scores stay.

    Refusals: statistics.not_at_the_top, not_over, closed.
    """
    if not Agency.objects.filter(pk__in=by.agencies(Role.LEADER, on=at), parent=None).exists():
        raise Refusal(refusals.NOT_AT_THE_TOP)
    held = _held(year, quarter, at=at)
    held.closed_at, held.closed_by = at, by.name
    held.save()
    agencies = Score.objects.filter(quarter=held).values("agency").distinct().order_by().count()
    record(events.QUARTER_CLOSED, held, by=by, at=at, quarter=quarter, year=year, agencies=agencies)
    return held


def _open_quarter(agency: Agency, year: int, quarter: int, *, at: datetime) -> ScoringQuarter:
    if agency.kind not in BLOCKS:
        raise Refusal(refusals.NOT_SCORED, agency=agency.name)
    return _held(year, quarter, at=at)


def _held(year: int, quarter: int, *, at: datetime) -> ScoringQuarter:
    """The quarter, held against its being closed meanwhile."""
    period = Period.quarter(year, quarter)
    if timezone.localdate(at) < period.end:
        raise Refusal(refusals.NOT_OVER, quarter=quarter, year=year, from_=f"{period.end:%d/%m/%Y}")
    held, _new = ScoringQuarter.objects.select_for_update().get_or_create(year=year, quarter=quarter)
    if held.closed_at:
        raise Refusal(refusals.CLOSED, quarter=quarter, year=year)
    return held


def _check(answers: Mapping[int, Answer]) -> None:
    if not answers:
        raise Refusal(refusals.NOTHING_SAID)
    for index, answer in answers.items():
        if index not in scoring.BY_NUMBER or answer.points not in scoring.POINTS:
            raise Refusal(refusals.POINTS_WRONG, field=f"points_{index}")


def _check_own(index: int, answer: Answer, computed: int | None) -> None:
    if scoring.must_explain(answer.points, computed) and not answer.reason.strip():
        raise Refusal(
            refusals.REASON_MISSING, field=f"reason_{index}", index=index, said=answer.points, computed=computed
        )
    if computed is None and not answer.evidence.strip():
        raise Refusal(refusals.EVIDENCE_MISSING, field=f"evidence_{index}", index=index)


def _tell(
    event: Event, agency: Agency, held: ScoringQuarter, name: str, *, by: Actor, at: datetime,
    said: Mapping[int, Answer],
) -> None:  # fmt: skip
    every = Score.objects.filter(agency=agency, quarter=held).values_list(name, flat=True)
    record(
        event, agency, by=by, at=at, agency=agency.name, year=held.year, quarter=held.quarter,
        points=sum(points or 0 for points in every),
        scores={str(index): answer.points for index, answer in sorted(said.items())},
    )  # fmt: skip
