"""What agencies say of a plan that is sent for comment, and what its drafter makes of it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.agencies.selectors import ancestors
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.plans import events, refusals
from congvu.plans.models import Comment, Plan
from congvu.plans.rules.words import State
from congvu.plans.selectors.plans import COMMENTERS
from congvu.plans.services.course import held
from congvu.plans.services.rights import as_planner
from congvu.plans.services.waiting import answered
from congvu.plans.services.writing import section_of

LONGEST = 5000
NOTHING_MORE = "Nhất trí với dự thảo, không có ý kiến khác."


@transaction.atomic
def comment(plan_id: int, text: str, *, agency: Agency, section: int | None = None, by: Actor, at: datetime) -> Comment:
    """Say something of the plan or of one section, for an agency under its issuer.

    Refusals: plans.not_found, not_commenter, comment_closed, not_in_state, text_empty, body_too_long, section_unknown.
    """
    plan = _open_to(plan_id, agency, by=by, at=at)
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise Refusal(refusals.TEXT_EMPTY, field="text")
    if len(text) > LONGEST:
        raise Refusal(refusals.BODY_TOO_LONG, field="text", most=LONGEST)
    about = section_of(plan, section) if section else None
    made = Comment.objects.create(plan=plan, section=about, agency=agency, text=text, said_by=by.name, said_at=at)
    answered(plan, agency.pk)
    record(
        events.COMMENTED, plan, by=_for(by, agency), at=at, agency=agency.name,
        section=str(about) if about else "toàn bộ kế hoạch", comment=made.pk,
    )  # fmt: skip
    return made


@transaction.atomic
def agree(plan_id: int, *, agency: Agency, by: Actor, at: datetime) -> Comment:
    """Have nothing to add. Refusals: plans.not_found, not_commenter, comment_closed, not_in_state."""
    plan = _open_to(plan_id, agency, by=by, at=at)
    made = Comment.objects.create(
        plan=plan, agency=agency, text=NOTHING_MORE, said_by=by.name, said_at=at, answer=Comment.Answer.TAKEN,
        answered_by=by.name, answered_at=at,
    )  # fmt: skip
    answered(plan, agency.pk)
    record(events.AGREED, plan, by=_for(by, agency), at=at, agency=agency.name)
    return made


@transaction.atomic
def answer(comment_id: int, *, answer: str, reply: str = "", by: Actor, at: datetime) -> Comment:
    """Say what became of a comment; may be said anew until the plan is submitted.

    Refusals: plans.comment_unknown, not_drafter, not_in_state, answer_unknown, reply_empty.
    """
    plan_id = Comment.objects.filter(pk=comment_id).values_list("plan_id", flat=True).first()
    if plan_id is None:
        raise Refusal(refusals.COMMENT_UNKNOWN)

    def check(plan: Plan) -> None:
        if not by.holds(Role.PLANNER, at=plan.drafter_id, on=at):
            raise Refusal(refusals.NOT_DRAFTER, agency=plan.drafter.name)

    plan = held(plan_id, "answer", check)
    said = Comment.objects.select_related("agency").get(pk=comment_id)
    reply = reply.strip()[:LONGEST]
    if answer not in Comment.Answer.values or answer == Comment.Answer.OPEN:
        raise Refusal(refusals.ANSWER_UNKNOWN, field="answer")
    if not reply and answer != Comment.Answer.TAKEN:
        raise Refusal(refusals.REPLY_EMPTY, field="reply")
    said.answer, said.reply, said.answered_by, said.answered_at = answer, reply, by.name, at
    said.save(update_fields=["answer", "reply", "answered_by", "answered_at"])
    record(
        events.ANSWERED, plan, by=as_planner(by, plan), at=at, agency=said.agency.name, comment=said.pk,
        answer=str(said.get_answer_display()),
    )  # fmt: skip
    return said


def _open_to(plan_id: int, agency: Agency, *, by: Actor, at: datetime) -> Plan:
    def check(plan: Plan) -> None:
        seated = by.holds(*COMMENTERS, at=agency.pk, on=at)
        if not seated or plan.issuer_id not in ancestors(agency.pk):
            raise Refusal(refusals.NOT_COMMENTER, agency=plan.issuer.name)
        if plan.state == State.DRAFT and plan.comment_until and plan.comment_until < timezone.localdate(at):
            raise Refusal(refusals.COMMENT_CLOSED, agency=plan.drafter.name)

    return held(plan_id, "comment", check)


def _for(by: Actor, agency: Agency) -> Actor:
    return by.acting(agency.pk, *COMMENTERS)
