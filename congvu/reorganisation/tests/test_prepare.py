"""Preparing a batch: who may, what is refused, and that another person reviews it."""

from datetime import timedelta
from typing import Any

import pytest

from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_official
from congvu.base.refusals import Refusal
from congvu.journal.models import Entry
from congvu.reorganisation import services
from congvu.reorganisation.models import Batch
from congvu.reorganisation.rules import Kind as Change
from congvu.reorganisation.rules import Plan, contradict
from congvu.reorganisation.tests.conftest import AT, DAY, World


def refused(deed: Any, *given: Any, **more: Any) -> str:
    with pytest.raises(Refusal) as no:
        deed(*given, **more)
    assert no.value.sentence
    return no.value.code.removeprefix("reorganisation.")


def add(world: World, batch: Batch, **given: Any) -> Any:
    return services.add_change(batch.pk, by=world.root, at=AT, **given)


def events() -> list[str]:
    found = Entry.objects.filter(event__startswith="reorganisation.").order_by("pk")
    return [line.event.removeprefix("reorganisation.") for line in found]


def test_a_batch_is_prepared_reviewed_by_another_and_journaled(world: World) -> None:
    batch = world.merge()
    assert (batch.state, batch.reviewed_by_name) == ("reviewed", "goc-hai")
    assert events() == ["prepared", "change_added", "submitted", "reviewed"]


def test_who_prepared_or_added_does_not_review(world: World) -> None:
    batch = world.merge(reviewed=False)
    services.submit(batch.pk, by=world.root, at=AT)
    assert refused(services.review, batch.pk, by=world.root, at=AT) == "same_person"
    other = services.prepare("Đổi tên", decision="2/QĐ", effective_on=DAY.date(), by=world.root, at=AT)
    facts = {"name": "Ủy ban nhân dân thành phố Khác", "short_name": "Khác"}
    services.add_change(other.pk, kind="rename", agency=world.province, facts=facts, by=world.second, at=AT)
    services.submit(other.pk, by=world.root, at=AT)
    assert refused(services.review, other.pk, by=world.second, at=AT) == "same_person"


def test_only_the_root_s_administrator_may(world: World) -> None:
    commune = make_official(world.old.agency, Role.ADMIN, on=AT.date())
    given: dict[str, Any] = {"decision": "1/QĐ", "effective_on": DAY.date(), "at": AT}
    assert refused(services.prepare, "Đợt", by=commune, **given) == "not_root"
    batch = world.merge()
    assert refused(services.rehearse, batch.pk, by=commune, at=AT) == "not_root"
    assert refused(services.perform, batch.pk, by=commune, at=DAY) == "not_root"


@pytest.mark.parametrize(
    ("title", "decision", "days", "no"),
    [(" ", "1", 1, "title_empty"), ("Đợt", "", 1, "decision_empty"), ("Đợt", "1", -1, "day_past")],
)
def test_a_batch_needs_title_decision_and_a_day_to_come(
    title: str, decision: str, days: int, no: str, world: World
) -> None:
    day = AT.date() + timedelta(days=days)
    assert refused(services.prepare, title, decision=decision, effective_on=day, by=world.root, at=AT) == no


def test_changes_that_cannot_be_meant_are_refused(world: World) -> None:
    batch, old, new = world.batch(), world.old.agency, world.new.agency
    closed = make_agency("H98.8", parent=world.province, valid_to=AT.date())
    later = make_agency("H98.9", parent=world.province, valid_from=DAY.date() + timedelta(days=9))
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"kind": "split", "agency": old}, "kind_unknown"),
        ({"kind": "merge", "agency": old}, "other_needed"),
        ({"kind": "merge", "agency": old, "other": old}, "same_agency"),
        ({"kind": "merge", "agency": closed, "other": new}, "agency_closed"),
        ({"kind": "merge", "agency": old, "other": later}, "agency_later"),
        ({"kind": "merge", "agency": old, "other": world.province}, "kinds_differ"),
        ({"kind": "move_parent", "agency": world.province, "other": old}, "in_a_circle"),
        ({"kind": "rename", "agency": old, "facts": {"name": "X"}}, "name_empty"),
        ({"kind": "move_remit", "agency": old, "other": new, "facts": {"sector": "land"}}, "no_such_duty"),
    ]
    assert [refused(add, world, batch, **given) for given, _no in wrong] == [no for _given, no in wrong]
    assert not batch.changes.exists()


def test_a_change_that_contradicts_another_is_refused_across_batches(world: World) -> None:
    world.merge()
    other = world.batch()
    third = make_agency("H98.33", Kind.COMMUNE_COMMITTEE, parent=world.province)
    names = {"name": "Tên khác", "short_name": "Khác"}
    assert refused(add, world, other, kind="rename", agency=world.old.agency, facts=names) == "contradicts"
    assert refused(add, world, other, kind="merge", agency=third, other=world.old.agency) == "contradicts"
    assert refused(add, world, other, kind="merge", agency=world.new.agency, other=third) == "contradicts"
    assert add(world, other, kind="rename", agency=world.new.agency, facts=names)


def test_the_rule_of_contradiction_looks_both_ways() -> None:
    merge, rename = Plan(Change.MERGE, 1, 2), Plan(Change.RENAME, 1)
    assert contradict(merge, rename)
    assert contradict(rename, merge)
    assert not contradict(Plan(Change.MERGE, 1, 3), Plan(Change.MERGE, 2, 3))
    assert not contradict(Plan(Change.MOVE_REMIT, 1, 2, "land"), Plan(Change.MOVE_REMIT, 1, 3, "trade"))
    assert contradict(Plan(Change.MOVE_REMIT, 1, 2, "land"), Plan(Change.MOVE_REMIT, 1, 3, "land"))


def test_only_a_draft_is_changed_and_what_is_sent_back_is_reviewed_anew(world: World) -> None:
    batch = world.merge()
    change = batch.changes.get()
    assert refused(services.remove_change, batch.pk, change.pk, by=world.root, at=AT) == "not_draft"
    assert refused(services.send_back, batch.pk, reason=" ", by=world.second, at=AT) == "reason_empty"
    back = services.send_back(batch.pk, reason="Thiếu phường Giữa", by=world.second, at=AT)
    assert (back.state, back.reviewed_by) == ("draft", "")
    services.remove_change(batch.pk, change.pk, by=world.root, at=AT)
    assert refused(services.submit, batch.pk, by=world.root, at=AT) == "empty"
    assert refused(services.remove_change, batch.pk, change.pk, by=world.root, at=AT) == "no_such_change"


def test_a_cancelled_batch_is_over(world: World) -> None:
    batch = world.merge()
    services.cancel(batch.pk, reason="Nghị quyết đã sửa", by=world.root, at=AT)
    assert refused(services.perform, batch.pk, by=world.root, at=DAY) == "cancelled"
    assert refused(services.submit, batch.pk, by=world.root, at=AT) == "cancelled"
    assert services.perform_due(at=DAY) == []
