"""A plan is commented on, approved, published, amended: who may, when, and what everybody reads meanwhile."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_official, noon
from congvu.base.actors import STRANGER, Actor
from congvu.base.refusals import Refusal
from congvu.inbox.models import Duty
from congvu.plans import services
from congvu.plans.models import Comment, Plan, Section
from congvu.plans.rules.sections import seen_of
from congvu.plans.rules.words import State
from congvu.plans.selectors.plans import found, in_force, may_write, plan_for, published, sees_draft, visible
from congvu.plans.selectors.versions import content_for, public_content, version_of
from congvu.plans.testing import AT, begun, fill, make_project, make_writer

pytestmark = pytest.mark.django_db
UNTIL = date(2026, 1, 16)  # a Friday
AFTER = noon(UNTIL + timedelta(days=1))


@pytest.fixture
def plan() -> Plan:
    return begun()


@pytest.fixture
def writer(plan: Plan) -> Actor:
    return make_writer(plan)


@pytest.fixture
def leader(plan: Plan) -> Actor:
    return make_official(plan.issuer, Role.LEADER)


def commune(plan: Plan, code: str = "X-01") -> tuple[Agency, Actor]:
    agency = make_agency(code, Kind.COMMUNE_COMMITTEE, parent=plan.issuer)
    return agency, make_official(agency, Role.PLANNER)


def state(plan: Plan) -> str:
    plan.refresh_from_db()
    return plan.state


def approved(plan: Plan, writer: Actor, leader: Actor, number: str = "12/QĐ-UBND", *, at: datetime = AT) -> None:
    fill(plan, by=writer)
    version = services.submit(plan.pk, by=writer, at=at)
    services.approve(plan.pk, number=number, day=AT.date(), seen=version.revision, by=leader, at=at)


def test_agencies_comment_until_the_day_ends(plan: Plan, writer: Actor) -> None:
    agency, official = commune(plan)
    make_agency("X-02", Kind.COMMUNE_COMMITTEE, parent=plan.issuer)  # without a planner: nobody is asked
    services.send_for_comment(plan.pk, until=UNTIL, by=writer, at=AT)
    duty = Duty.objects.get()
    assert (duty.agency_id, duty.role, duty.address) == (agency.pk, "planner", f"/lap-ke-hoach/{plan.slug}/")
    assert duty.due_at.date() == UNTIL
    said = services.comment(plan.pk, "Nêu rõ kinh phí.", agency=agency, by=official, at=AT)
    assert not Duty.objects.exists()
    assert services.close_comments(noon(UNTIL)) == 0
    assert services.close_comments(AFTER) == 1
    assert services.close_comments(AFTER) == 0
    assert state(plan) == State.DRAFT
    assert Duty.objects.get().agency_id == plan.drafter_id
    with pytest.raises(Refusal, match="comment_closed"):
        services.comment(plan.pk, "Thêm.", agency=agency, by=official, at=AFTER)
    with pytest.raises(Refusal, match="comments_open"):
        services.submit(plan.pk, by=writer, at=AFTER)
    with pytest.raises(Refusal, match="reply_empty"):
        services.answer(said.pk, answer=Comment.Answer.REFUSED, by=writer, at=AFTER)
    services.answer(said.pk, answer=Comment.Answer.PARTLY, reply="Đã bổ sung bảng.", by=writer, at=AFTER)
    assert Comment.objects.get().answered_by == writer.name


def test_who_has_nothing_to_add_says_so(plan: Plan, writer: Actor) -> None:
    agency, official = commune(plan)
    services.send_for_comment(plan.pk, until=UNTIL, by=writer, at=AT)
    services.agree(plan.pk, agency=agency, by=official, at=AT)
    assert not Duty.objects.exists()
    assert Comment.objects.get().answer == Comment.Answer.TAKEN


def test_agencies_elsewhere_say_nothing(plan: Plan, writer: Actor) -> None:
    services.send_for_comment(plan.pk, until=UNTIL, by=writer, at=AT)
    other = make_agency("H97", Kind.PROVINCE_COMMITTEE)
    with pytest.raises(Refusal, match="not_commenter"):
        services.comment(plan.pk, "Có.", agency=other, by=make_official(other, Role.PLANNER), at=AT)
    clerk = make_official(commune(plan)[0], Role.CLERK)
    with pytest.raises(Refusal, match="not_commenter"):
        services.comment(plan.pk, "Có.", agency=Agency.objects.get(code="X-01"), by=clerk, at=AT)


@pytest.mark.parametrize("until", [AT.date(), AT.date() + timedelta(days=91)])
def test_the_day_of_comments_is_near_and_to_come(plan: Plan, writer: Actor, until: date) -> None:
    with pytest.raises(Refusal, match="day_past"):
        services.send_for_comment(plan.pk, until=until, by=writer, at=AT)


def test_a_plan_with_empty_sections_is_not_submitted(plan: Plan, writer: Actor) -> None:
    with pytest.raises(Refusal, match="incomplete") as caught:
        services.submit(plan.pk, by=writer, at=AT)
    assert "I, II.1" in caught.value.sentence


def test_what_nobody_has_looked_at_is_not_submitted(plan: Plan, writer: Actor) -> None:
    fill(plan, by=writer)
    project = make_project(plan, kind="new")  # neither decided by 31/10 nor in the plan of five years
    with pytest.raises(Refusal, match="cannot_be_included"):
        services.submit(plan.pk, by=writer, at=AT)
    project.delete()
    plan.budgets.create(code="B-1", name="Tổng", amount=5, parts={"2026": 2, "2027": 2})
    with pytest.raises(Refusal, match="doubts_open"):
        services.submit(plan.pk, by=writer, at=AT)


def test_only_the_issuers_leader_approves_and_by_a_decision(plan: Plan, writer: Actor, leader: Actor) -> None:
    fill(plan, by=writer)
    version = services.submit(plan.pk, by=writer, at=AT)
    assert Duty.objects.get().agency_id == plan.issuer_id
    given: dict[str, Any] = {"number": "12/QĐ-UBND", "day": AT.date(), "seen": version.revision, "at": AT}
    wrong: dict[str, Any]
    drafters = make_official(plan.drafter, Role.LEADER)
    for wrong, code in (
        ({"by": drafters}, "not_approver"),
        ({"by": leader, "seen": 1}, "read_again"),
        ({"by": leader, "number": " "}, "decision_incomplete"),
        ({"by": leader, "day": AT.date() + timedelta(days=1)}, "decision_later"),
    ):
        with pytest.raises(Refusal, match=code):
            services.approve(plan.pk, **{**given, **wrong})
    with pytest.raises(Refusal, match="not_writable"):
        services.write_section(plan.pk, plan.sections.all()[0].pk, "Lại.", seen="", by=writer, at=AT)
    services.send_back(plan.pk, reason="Thiếu kinh phí.", by=leader, at=AT)
    assert state(plan) == State.DRAFT
    assert services.submit(plan.pk, by=writer, at=AT) == version  # nothing was written meanwhile
    services.approve(plan.pk, by=leader, **given)
    assert (state(plan), plan.number) == (State.APPROVED, "12/QĐ-UBND")
    assert not Duty.objects.exists()


def test_everybody_reads_the_last_published_version(plan: Plan, writer: Actor, leader: Actor) -> None:
    approved(plan, writer, leader)
    assert public_content(plan) is None
    assert not published().exists()
    services.publish(plan.pk, by=writer, at=AT)
    first = public_content(plan)
    services.begin_amendment(plan.pk, reason="Thêm mục tiêu.", by=writer, at=AT)
    section = Section.objects.get(plan=plan, key="IV")
    services.write_section(plan.pk, section.pk, "Nội dung mới.", seen=seen_of(section.body), by=writer, at=AT)
    plan.refresh_from_db()
    assert list(in_force()) == list(published()) == [plan]
    assert plan_for(STRANGER, plan.slug) == plan
    assert content_for(STRANGER, plan) == public_content(plan) == first
    assert content_for(writer, plan) != first
    approved(plan, writer, leader, "13/QĐ-UBND")
    assert public_content(plan) == first
    with pytest.raises(Refusal, match="version_unknown"):
        version_of(STRANGER, plan, 2)
    services.publish(plan.pk, by=writer, at=AT)
    now = public_content(plan)
    assert now
    assert next(one["body"] for one in now["sections"] if one["key"] == "IV") == "Nội dung mới."
    assert version_of(STRANGER, plan, 1).decision == "12/QĐ-UBND"
    services.end(plan.pk, reason="Hết thời gian.", by=writer, at=AT)
    assert (state(plan), published().count(), in_force().count()) == (State.ENDED, 1, 0)


def test_who_sees_a_plan_in_which_state(plan: Plan, writer: Actor, leader: Actor) -> None:
    _agency, official = commune(plan)
    head = make_official(plan.drafter, Role.UNIT_HEAD)
    seen = {"writer": writer, "leader": leader, "commune": official, "head": head, "stranger": STRANGER}

    def who() -> str:
        plan.refresh_from_db()
        for viewer in seen.values():
            if not visible(viewer).exists():
                with pytest.raises(Refusal, match="not_found"):
                    plan_for(viewer, plan.slug)
        return " ".join(name for name, viewer in seen.items() if visible(viewer).exists())

    assert who() == "writer leader"
    services.send_for_comment(plan.pk, until=UNTIL, by=writer, at=AT)
    assert who() == "writer leader commune head"
    assert [may_write(one, plan) for one in seen.values()] == [True, False, False, False, False]
    services.close_comments(AFTER)
    assert who() == "writer leader"
    approved(plan, writer, leader, at=AFTER)
    assert who() == "writer leader commune head"
    services.publish(plan.pk, by=writer, at=AT)
    assert who() == "writer leader commune head stranger"
    services.begin_amendment(plan.pk, reason="Sửa.", by=writer, at=AT)
    assert who() == "writer leader commune head stranger"
    assert [sees_draft(one, plan) for one in seen.values()] == [True, True, False, False, False]
    for wrong in ({"state": "comment"}, {"framework": "APP1"}, {"year": 2029}, {"text": "an toàn"}):
        assert not found(writer, **wrong).exists()
    assert found(writer, state="draft", framework="APP3", year=2027, text="pmnm ung dung").count() == 1
