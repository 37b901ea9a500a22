"""The end of a round: agencies answer to their points, and the ranking is published for good."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from congvu.agencies.models import Agency
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.progress import events, refusals
from congvu.progress.models import Answer, Criterion, Ranking, Scheme, Score
from congvu.progress.rules.methods import METHODS, told
from congvu.progress.selectors.ranking import Sheet, criteria_of, sheets
from congvu.progress.services.rights import as_agency, as_issuer, held


@transaction.atomic
def answer(
    scheme: Scheme, agency: Agency, *, agrees: bool, text: str = "", by: Actor, at: datetime
) -> Answer:  # fmt: skip
    """An agency confirms its verified points or objects; the last answer counts until the ranking is published.

    Refusals: progress.not_yours, not_now, not_in_block, text_missing.
    """
    by = as_agency(agency, by=by, at=at)
    scheme = held(scheme.pk, Scheme.State.CONFIRM)
    if not Score.objects.filter(criterion__scheme=scheme, agency=agency).exists():
        raise Refusal(refusals.NOT_IN_BLOCK, agency=agency.name)
    if not agrees and not text.strip():
        raise Refusal(refusals.TEXT_MISSING, field="text")
    said, _new = Answer.objects.update_or_create(
        scheme=scheme, agency=agency,
        defaults={"agrees": agrees, "text": text.strip(), "said_by": by.name, "said_at": at},
    )  # fmt: skip
    if agrees:
        record(events.CONFIRMED, scheme, by=by, at=at, agency=agency.name)
    else:
        record(events.OBJECTED, scheme, by=by, at=at, agency=agency.name, text=said.text)
    return said


@transaction.atomic
def publish(scheme: Scheme, *, by: Actor, at: datetime) -> Ranking:
    """Freeze the ranking and show it to everybody. Who has not answered has not objected.

    Refusals: progress.not_the_issuer, not_now, objection_open (nobody looked at the points again since).
    """
    scheme = held(scheme.pk, Scheme.State.CONFIRM)
    by = as_issuer(scheme.plan, by=by, at=at)
    criteria = criteria_of(scheme)
    found = sheets(scheme, criteria)
    for sheet in found:
        if sheet.answer and not sheet.answer.agrees and not looked_again(sheet):
            raise Refusal(refusals.OBJECTION_OPEN, agency=sheet.agency.name)
    ranking = Ranking.objects.create(
        scheme=scheme, content=content(scheme, criteria, found), published_by=by.name, published_at=at
    )
    scheme.state = Scheme.State.PUBLISHED
    scheme.save(update_fields=["state"])
    record(
        events.PUBLISHED, scheme, by=by, at=at, block=scheme.block, year=scheme.year, agencies=len(found)
    )  # fmt: skip
    return ranking


def looked_again(sheet: Sheet) -> bool:
    """Whether somebody verified an agency's points after it had objected."""
    assert sheet.answer
    return any(score.verified_at and score.verified_at > sheet.answer.said_at for score in sheet.scores)


def content(scheme: Scheme, criteria: list[Criterion], found: list[Sheet]) -> dict[str, Any]:
    """The ranking as plain values, readable without anything else."""
    return {
        "plan": scheme.plan.slug,
        "year": scheme.year,
        "block": scheme.block,
        "legal": scheme.legal,
        "whole": str(sum((one.points for one in criteria), Decimal(0))),
        "criteria": [
            {
                "code": one.code, "name": one.name, "points": str(one.points), "method": one.method,
                "how": told(one.method, one.params, one.points), "steady": METHODS[one.method].steady,
                "indicator": one.indicator.code if one.indicator else "",
            }
            for one in criteria
        ],
        "agencies": [_agency(one, {criterion.pk: criterion.code for criterion in criteria}) for one in found],
    }  # fmt: skip


def _agency(one: Sheet, codes: dict[int, str]) -> dict[str, Any]:
    return {
        "code": one.agency.code,
        "name": one.agency.name,
        "place": one.place,
        "points": _text(one.points),
        "of": _text(one.total.of if one.total else None),
        "own": _text(one.own),
        "measured": _text(one.measured),
        "verified": _text(one.total.points if one.total else None),
        "answer": "" if one.answer is None else "agrees" if one.answer.agrees else "objects",
        "scores": [
            {
                "criterion": codes[score.criterion_id], "own": _text(score.own), "measured": _text(score.measured),
                "verified": _text(score.verified), "applies": score.applies,
                "why": (score.remark or score.reason) if not score.applies else score.remark,
            }
            for score in one.scores
        ],
    }  # fmt: skip


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
