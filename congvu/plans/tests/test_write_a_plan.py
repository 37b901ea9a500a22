"""A plan is begun from a framework and written section by section; who may not is told."""

import pytest

from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_official
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.models import Entry
from congvu.plans import services
from congvu.plans.models import LegalText, Plan, Section
from congvu.plans.rules.sections import seen_of
from congvu.plans.selectors.sections import legal_texts, tree
from congvu.plans.selectors.versions import compared
from congvu.plans.services.versions import make_version
from congvu.plans.testing import AT, begun, make_target, make_writer

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return begun()


@pytest.fixture
def writer(plan: Plan) -> Actor:
    return make_writer(plan)


def section(plan: Plan, key: str) -> Section:
    return Section.objects.get(plan=plan, key=key)


def test_a_plan_begins_with_the_tree_of_its_framework(plan: Plan) -> None:
    assert plan.title == "Kế hoạch thúc đẩy phát triển và ứng dụng PMNM năm 2026 và giai đoạn 2026-2028"
    assert plan.slug == "thuc-day-phat-trien-va-ung-dung-phan-mem-nguon-mo-2026-2028-co-quan-h98"
    places = tree(plan)
    assert len(places) == 23
    assert [place.depth for place in places[:4]] == [1, 1, 2, 2]
    assert {place.state for place in places} == {"empty", "heading"}
    assert Entry.objects.filter(event="plans.begun").count() == 1


def test_only_a_planner_of_the_drafter_begins_and_writes(plan: Plan) -> None:
    leader = make_official(plan.drafter, Role.LEADER)
    with pytest.raises(Refusal) as caught:
        services.begin(
            "APP1", drafter=plan.drafter, issuer=plan.issuer, year_from=2026, year_to=2026, by=leader, at=AT
        )  # fmt: skip
    assert caught.value.code == "plans.not_drafter"
    other = make_official(make_agency("S-KHAC", Kind.DEPARTMENT, parent=plan.issuer), Role.PLANNER)
    with pytest.raises(Refusal, match="not_drafter"):
        services.write_section(plan.pk, section(plan, "I").pk, "Có.", seen=seen_of(""), by=other, at=AT)


def test_what_two_write_at_once_is_not_lost(plan: Plan, writer: Actor) -> None:
    one = section(plan, "IV")
    services.write_section(plan.pk, one.pk, "Việc thứ nhất.", seen=seen_of(""), by=writer, at=AT)
    with pytest.raises(Refusal, match="changed_meanwhile"):
        services.write_section(plan.pk, one.pk, "Việc khác.", seen=seen_of(""), by=writer, at=AT)
    other = section(plan, "VII")
    services.write_section(plan.pk, other.pk, "Ai làm gì.", seen=seen_of(""), by=writer, at=AT)
    one.refresh_from_db()
    plan.refresh_from_db()
    assert (one.body, plan.revision) == ("Việc thứ nhất.", 3)


def test_sections_are_added_named_moved_and_taken_out(plan: Plan, writer: Actor) -> None:
    made = services.add_section(plan.pk, title="Quan điểm", by=writer, at=AT)
    assert (made.number, made.order) == ("VIII", 24)
    services.move_section(plan.pk, made.pk, up=True, by=writer, at=AT)
    services.move_section(plan.pk, made.pk, up=True, by=writer, at=AT)
    services.rename_section(plan.pk, made.pk, number="V-A", title="Quan điểm chỉ đạo", by=writer, at=AT)
    below = services.add_section(plan.pk, title="Một ý", parent=made.pk, by=writer, at=AT)
    firsts = [one.number for one in Section.objects.filter(plan=plan, parent=None)]
    assert firsts == ["I", "II", "III", "IV", "V", "V-A", "VI", "VII"]
    assert [one.order for one in Section.objects.filter(plan=plan)] == list(range(1, 26))
    assert (below.number, below.parent_id) == ("1", made.pk)
    with pytest.raises(Refusal, match="section_has_parts"):
        services.remove_section(plan.pk, made.pk, by=writer, at=AT)
    services.remove_section(plan.pk, below.pk, by=writer, at=AT)
    services.remove_section(plan.pk, made.pk, by=writer, at=AT)
    with pytest.raises(Refusal, match="section_of_framework"):
        services.remove_section(plan.pk, section(plan, "I").pk, by=writer, at=AT)
    with pytest.raises(Refusal, match="section_moves_not"):
        services.move_section(plan.pk, section(plan, "I").pk, up=True, by=writer, at=AT)


def test_a_section_is_left_out_with_a_reason(plan: Plan, writer: Actor) -> None:
    one = section(plan, "II")
    with pytest.raises(Refusal, match="reason_empty"):
        services.skip_section(plan.pk, one.pk, reason=" ", by=writer, at=AT)
    services.skip_section(plan.pk, one.pk, reason="Đã nêu ở kế hoạch 5 năm.", by=writer, at=AT)
    assert [place.state for place in tree(plan) if place.section.key.startswith("II.")] == ["skipped"] * 6
    with pytest.raises(Refusal, match="section_skipped"):
        services.write_section(plan.pk, one.pk, "Có.", seen=seen_of(""), by=writer, at=AT)
    services.restore_section(plan.pk, one.pk, by=writer, at=AT)


def test_legal_texts_come_from_the_register(plan: Plan, writer: Actor) -> None:
    made = services.add_legal(
        number="41/2009/TT-BTTTT", kind="circular", title="Danh mục sản phẩm nguồn mở", by=writer, at=AT
    )
    with pytest.raises(Refusal, match="legal_taken"):
        services.add_legal(number="41/2009/tt-btttt", kind="circular", by=writer, at=AT)
    assert legal_texts("danh muc nguon") == [made]
    services.pick_legal(plan.pk, section(plan, "I").pk, [made.pk], by=writer, at=AT)
    assert next(place.state for place in tree(plan)) == "filled"
    with pytest.raises(Refusal, match="legal_unknown"):
        services.pick_legal(plan.pk, section(plan, "I").pk, [made.pk, 0], by=writer, at=AT)
    assert LegalText.objects.count() == 1


def test_a_version_keeps_the_plan_and_two_are_compared(plan: Plan, writer: Actor) -> None:
    target = make_target(plan)
    first = make_version(plan.pk, reason="Bản đầu", by=writer, at=AT)
    with pytest.raises(Refusal, match="no_change"):
        make_version(plan.pk, reason="Bản nữa", by=writer, at=AT)
    services.write_section(plan.pk, section(plan, "IV").pk, "Việc một.\nViệc hai.", seen=seen_of(""), by=writer, at=AT)
    target.value = 60
    target.save()
    services.skip_section(plan.pk, section(plan, "VI").pk, reason="Chưa có số.", by=writer, at=AT)
    second = make_version(plan.pk, reason="Sau khi sửa", by=writer, at=AT)
    assert (first.number, second.number) == (1, 2)
    found = {one.key: one for one in compared(first.content, second.content)}
    assert set(found) == {"sections", "targets"}
    assert [(one.kind, one.name) for one in found["sections"].moved] == [
        ("changed", "IV. Nội dung kế hoạch"), ("changed", "VI. Kinh phí thực hiện"),
    ]  # fmt: skip
    assert [line.text for line in found["sections"].moved[0].lines] == ["Việc một.", "Việc hai."]
    field = found["targets"].moved[0].fields[0]
    assert (str(field.label), field.before, field.after) == ("Giá trị", "100", "60")
    assert compared(second.content, second.content) == []
