"""The register of legal texts, and which of them a section names."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.plans import events, refusals
from congvu.plans.models import LegalText, Section
from congvu.plans.rules.words import LegalKind
from congvu.plans.services.rights import as_planner, plan_to_write
from congvu.plans.services.writing import section_of


@transaction.atomic
def add_legal(
    *, number: str, kind: str, title: str = "", issuer: str = "", issued_on: date | None = None, by: Actor, at: datetime
) -> LegalText:
    """Put a text into the register that all plans share; for planners.

    Refusals: plans.not_planner, title_empty, legal_unknown (its kind), legal_taken.
    """
    if not by.holds(Role.PLANNER, on=at):
        raise Refusal(refusals.NOT_PLANNER)
    number = " ".join(number.split())[:120]
    if not number:
        raise Refusal(refusals.TITLE_EMPTY, field="number")
    if kind not in LegalKind.values:
        raise Refusal(refusals.LEGAL_UNKNOWN, field="kind")
    if LegalText.objects.filter(number__iexact=number).exists():
        raise Refusal(refusals.LEGAL_TAKEN, field="number", number=number)
    text = LegalText.objects.create(
        number=number, kind=kind, title=" ".join(title.split())[:400], issuer=" ".join(issuer.split())[:200],
        issued_on=issued_on,
    )  # fmt: skip
    record(events.LEGAL_ADDED, text, by=by, at=at, number=number, title=text.title)
    return text


@transaction.atomic
def pick_legal(plan_id: int, section_id: int, texts: Sequence[int], *, by: Actor, at: datetime) -> Section:
    """The legal texts that a section names are these, and no others.

    Refusals: plans.not_found, not_drafter, not_writable, section_unknown, legal_unknown.
    """
    plan = plan_to_write(plan_id, by=by, at=at)
    section = section_of(plan, section_id)
    found = list(LegalText.objects.filter(pk__in=texts))
    if len(found) != len(set(texts)):
        raise Refusal(refusals.LEGAL_UNKNOWN, field="legal")
    section.legal.set(found)
    record(
        events.LEGAL_PICKED, plan, by=as_planner(by, plan), at=at, count=len(found), section=str(section),
        numbers=[text.number for text in found], revision=plan.revision,
    )  # fmt: skip
    return section
