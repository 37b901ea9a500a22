"""Writing a report and telling it: what was measured stands beside what is told, and is kept as it was then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.measures.rules import Term, term
from congvu.plans.models import Indicator
from congvu.reporting import events, refusals
from congvu.reporting.models import Report, Revision, Value
from congvu.reporting.rules import Source, State, Told, faults, source_of
from congvu.reporting.selectors.measuring import Measured, measured_for
from congvu.reporting.selectors.reports import asked_in
from congvu.reporting.services.following import end_turn
from congvu.reporting.services.holding import SENDERS, WRITERS, must_lead_to, report_of_agency
from congvu.reporting.services.projects import ProjectTold, checked_projects
from congvu.reporting.services.surveys import checked_answers

MOST_WORDS = 20_000
LONGEST = {"text": 1000, "reason": 500, "evidence": 500}
FROZEN = ["n", "d", "source", "measured_n", "measured_d", "measured_on", "counted"]


@dataclass(frozen=True, slots=True)
class _Line:
    """One asked indicator with what is measured of it."""

    indicator: Indicator
    measured: Measured


@transaction.atomic
def write(
    report_id: int, *, values: Mapping[int, Told] | None = None, words: str | None = None,
    answers: Mapping[str, Any] | None = None, projects: Sequence[ProjectTold] | None = None, seen: int, by: Actor,
    at: datetime,
) -> Report:  # fmt: skip
    """Save what an agency has written so far: `values` by the indicator's key; what is None stays as it is. A line that
    is told empty is not known, unless it was measured: leaving that out wants a reason, as any change of it does.

    For planners of the agency. Refusals: reporting.not_found, not_yours, agency_ended, changed_meanwhile, locked,
    not_in_state, not_asked, too_long, those of `refusals.FAULTS` at their fields ("d_7"), of projects and answers.
    """
    report = report_of_agency(report_id, *WRITERS, seen=seen, by=by, at=at)
    must_lead_to(report, State.SUBMITTED)
    revision = report.revisions.get(number=report.revision)
    if values:
        _put_values(report, values)
    _put_rest(report, revision, words=words, answers=answers, projects=projects)
    _step(report)
    acting = by.acting(report.agency_id, *WRITERS)
    record(events.WRITTEN, report, by=acting, at=at, revision=report.revision, version=report.version)
    return report


@transaction.atomic
def submit(report_id: int, *, seen: int, by: Actor, at: datetime) -> Report:
    """Tell it. What was measured is frozen beside each figure; what was measured and not touched is told as measured.

    For planners and leaders of the agency. Refusals: as `write`, and reporting.nothing_said, measure_moved,
    answers_wrong.
    """
    report = report_of_agency(report_id, *SENDERS, seen=seen, by=by, at=at)
    must_lead_to(report, State.SUBMITTED)
    revision = report.revisions.get(number=report.revision)
    told = _freeze(report)
    if report.duty.form is not None:
        checked_answers(report.duty, revision.answers or {})
    elif not (told or revision.words or revision.projects):
        raise Refusal(refusals.NOTHING_SAID)
    acting = by.acting(report.agency_id, *SENDERS)
    revision.submitted_by, revision.submitted_at = acting.name[:120], at
    revision.save(update_fields=["submitted_by", "submitted_at"])
    end_turn(report, at=at)
    report.state, report.submitted_at = State.SUBMITTED, report.submitted_at or at
    _step(report)
    record(
        events.SUBMITTED, report, by=acting, at=at, revision=report.revision, late=at > report.due_at, values=told,
        period=report.period, agency=report.agency.code,
    )  # fmt: skip
    return report


def _put_values(report: Report, values: Mapping[int, Told]) -> None:
    known = {value.indicator_id: value for value in report.values.filter(revision=report.revision)}
    lines = _lines(report, term(report.period))
    for key, told in values.items():
        line = lines.get(key)
        if line is None:
            name = Indicator.objects.filter(pk=key).values_list("code", flat=True).first()
            raise Refusal(refusals.NOT_ASKED, indicator=name or key)
        _must_be_right(line, told)
        if told.empty:
            report.values.filter(revision=report.revision, indicator=key).delete()
            continue
        value = known.get(key) or _new(report, line.indicator)
        value.n, value.d = told.n, told.d
        value.text, value.reason, value.evidence = told.text, told.reason, told.evidence
        _stand_beside(value, line)
        value.save()


def _put_rest(
    report: Report, revision: Revision, *, words: str | None, answers: Mapping[str, Any] | None,
    projects: Sequence[ProjectTold] | None,
) -> None:  # fmt: skip
    if words is not None:
        if len(words) > MOST_WORDS:
            raise Refusal(refusals.TOO_LONG, field="words", most=MOST_WORDS)
        revision.words = words.strip()
    if answers is not None:
        if report.duty.form is None:
            raise Refusal(refusals.NO_FORM)
        revision.answers = dict(answers)
    if projects is not None:
        revision.projects = checked_projects(report, projects)
    revision.save(update_fields=["words", "answers", "projects"])


def _freeze(report: Report) -> int:
    """Check each line once more, beside what is measured now; how many figures are told by it."""
    lines = _lines(report, term(report.period))
    known = {value.indicator_id: value for value in report.values.filter(revision=report.revision)}
    report.values.filter(revision=report.revision).exclude(indicator__in=lines).delete()  # not asked for any more
    kept = []
    for key, line in lines.items():
        value = known.get(key)
        if value is None:
            seen = line.measured.seen
            if seen.n is None:
                continue
            value = _new(report, line.indicator)
            value.n, value.d = seen.n, seen.d
        _must_not_have_moved(value, line)
        _must_be_right(line, told_of(value))
        _stand_beside(value, line)
        value.counted = True
        kept.append(value)
    Value.objects.bulk_create(value for value in kept if value.pk is None)
    Value.objects.bulk_update([value for value in kept if value.pk is not None], FROZEN)
    report.values.exclude(revision=report.revision).update(counted=False)
    return sum(value.n is not None or bool(value.text) for value in kept)


def _lines(report: Report, period: Term) -> dict[int, _Line]:
    targets = asked_in(report, period)
    indicators = [target.indicator for target in targets]
    measured = measured_for(indicators, report.agency_id, term=period)
    return {one.pk: _Line(one, measured[one.pk]) for one in indicators}


def told_of(value: Value) -> Told:
    """A kept value as it was told."""
    return Told(value.n, value.d, value.text, value.reason, value.evidence)


def _new(report: Report, indicator: Indicator) -> Value:
    return Value(
        report=report, revision=report.revision, duty_id=report.duty_id, agency_id=report.agency_id,
        indicator=indicator, period=report.period,
    )  # fmt: skip


def _stand_beside(value: Value, line: _Line) -> None:
    seen = line.measured.seen
    value.source = source_of(line.indicator.unit, told_of(value), seen)
    value.measured_n, value.measured_d, value.measured_on = seen.n, seen.d, line.measured.on


def _must_be_right(line: _Line, told: Told) -> None:
    key = line.indicator.pk
    for part, longest in LONGEST.items():
        if len(getattr(told, part)) > longest:
            raise Refusal(refusals.TOO_LONG, field=f"{part}_{key}", most=longest)
    for part, fault in faults(line.indicator.unit, told, line.measured.seen):
        raise Refusal(refusals.FAULTS[fault], field=f"{part}_{key}")


def _must_not_have_moved(value: Value, line: _Line) -> None:
    """What was left as measured is told as it was seen; where it is another figure now, that is looked at first."""
    seen = line.measured.seen
    if value.source == Source.MEASURED and (value.n, value.d) != (seen.n, seen.d) and value.pk is not None:
        raise Refusal(
            refusals.MEASURE_MOVED, field=f"n_{line.indicator.pk}", indicator=line.indicator.name,
            was=_said(value.n, value.d), now=_said(seen.n, seen.d),
        )  # fmt: skip


def _said(n: Decimal | None, d: Decimal | None) -> str:
    if n is None:
        return "—"
    return f"{n.normalize():f}" + ("" if d is None else f"/{d.normalize():f}")


def _step(report: Report) -> None:
    report.version += 1
    report.save(update_fields=["state", "submitted_at", "version"])
