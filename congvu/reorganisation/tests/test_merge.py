"""Two communes become one while dossiers are on their way."""

import pytest

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.agencies.selectors import actor_for
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.base.working_time import STANDARD
from congvu.clocks.services import set_hours
from congvu.dossiers import services as dossiers
from congvu.dossiers.models import Dossier, Series, Slip, Step
from congvu.dossiers.services import process
from congvu.dossiers.services.numbering import next_number
from congvu.inbox.models import Duty
from congvu.journal.models import Entry
from congvu.people.models import Account
from congvu.reorganisation import services
from congvu.reorganisation.models import Batch
from congvu.reorganisation.tests.conftest import AT, DAY, RECEIVED, TELLER, World

AFTER = DAY.replace(hour=9)


@pytest.fixture
def cases(world: World) -> dict[str, Dossier]:
    """One dossier of each sort: at the old commune, beside it, and ended."""
    found = {name: world.receive(world.old) for name in ("running", "taken", "paused", "decided", "returned")}
    found["other"] = world.receive(world.new)
    specialist = world.old.actor(Role.SPECIALIST)
    dossiers.take(found["taken"].pk, element="examine", by=specialist, at=RECEIVED)
    world.ask(found["paused"], world.old)
    world.decide(found["decided"], world.old)
    world.decide(found["returned"], world.old)
    dossiers.hand_over(found["returned"].pk, receiver="Trần Thị Mẫu", by=world.old.actor(Role.CLERK), at=AT)
    world.leg(found["other"], world.old.agency)
    return found


def performed(world: World) -> Batch:
    return services.perform(world.merge().pk, by=TELLER, at=DAY)


def now(world: World, role: str) -> Actor:
    """An official of the old commune, signed in on the next morning."""
    return actor_for(Account.objects.get(pk=world.old.posts[Role(role)].account_id), at=AFTER)


def line(dossier: Dossier) -> Entry | None:
    return Entry.objects.filter(subject=f"dossiers.dossier:{dossier.pk}", event="dossiers.rehomed").last()


def test_open_dossiers_go_over_and_closed_ones_stay(world: World, cases: dict[str, Dossier]) -> None:
    codes = {name: one.code for name, one in cases.items()}
    batch = performed(world)
    for one in cases.values():
        one.refresh_from_db()
    assert {name: one.code for name, one in cases.items()} == codes
    went = {name for name, one in cases.items() if (one.agency, one.receiver) == (world.new.agency, world.new.counter)}
    assert went == {"running", "taken", "paused", "decided", "other"}
    assert (cases["returned"].agency, cases["returned"].receiver) == (world.old.agency, world.old.counter)
    totals = batch.report["totals"]
    assert {key: totals[key] for key in ("dossiers", "settling", "receiving", "legs", "running", "paused")} == {
        "dossiers": 5, "settling": 4, "receiving": 4, "legs": 1, "running": 3, "paused": 1,
    }  # fmt: skip
    assert not Duty.objects.filter(agency__in=[world.old.agency, world.old.counter]).exists()
    assert not Step.objects.filter(agency__in=[world.old.agency, world.old.counter], done_at=None).exists()


def test_each_dossier_that_moves_has_one_line_with_old_and_new_codes(world: World, cases: dict[str, Dossier]) -> None:
    performed(world)
    told = line(cases["running"])
    assert told
    wanted = {"old_agency": "H98.31", "new_agency": "H98.32", "old_receiver": "H98.31.01", "new_receiver": "H98.32.01"}
    assert {key: told.facts[key] for key in wanted} == wanted
    assert (told.facts["decision"], told.facts["state"], told.facts["finished"]) == ("12/NQ", "received", "")
    helped = line(cases["other"])
    assert helped
    assert helped.facts["legs"] == [[1, "H98.31", "H98.32"]]
    assert helped.facts["old_agency"] == helped.facts["new_agency"] == "H98.32"
    assert line(cases["returned"]) is None
    assert Entry.objects.filter(event="dossiers.rehomed").count() == 5
    assert Entry.objects.filter(event="reorganisation.change_performed").count() == 1


def test_work_goes_on_at_the_new_commune_by_the_same_people(world: World, cases: dict[str, Dossier]) -> None:
    performed(world)
    duty = Duty.objects.get(code=cases["taken"].code)
    assert (duty.agency, duty.account_id, duty.state) == (
        world.new.agency, world.old.posts[Role.SPECIALIST].account_id, "in_hand",
    )  # fmt: skip
    specialist, clerk = now(world, Role.SPECIALIST), now(world, Role.CLERK)
    assert specialist.holds(Role.SPECIALIST, at=world.new.agency.pk)
    assert not specialist.holds(Role.SPECIALIST, at=world.old.agency.pk)
    done = dossiers.complete(
        cases["taken"].pk, element="examine", choice="propose_refuse", note="Sai", by=specialist, at=AFTER
    )
    assert done.proposed == "refused"
    dossiers.supply(cases["paused"].pk, by=clerk, at=AFTER)
    dossiers.hand_over(cases["decided"].pk, receiver="Trần Thị Mẫu", by=clerk, at=AFTER)


def test_numbers_go_on_in_the_successor_s_series_and_the_old_ones_are_closed(
    world: World, cases: dict[str, Dossier]
) -> None:
    performed(world)
    old = Series.objects.filter(agency__in=[world.old.agency, world.old.counter])
    assert old
    assert all(one.closed_on == DAY.date() for one in old)
    assert not Series.objects.filter(agency__in=[world.new.agency, world.new.counter]).exclude(closed_on=None).exists()
    with pytest.raises(Refusal, match="series_closed"):
        next_number(world.old.counter.pk, "dossier-260302")
    fresh = world.receive(world.new, at=AFTER)
    assert fresh.code == "H98.32.01-260303-0001"


def test_the_old_counter_receives_no_more_and_says_where_to_go(world: World) -> None:
    clerk = world.old.actor(Role.CLERK)
    performed(world)
    world.old.signed_in = clerk  # whose page is open since yesterday
    with pytest.raises(Refusal) as no:
        world.receive(world.old, at=AFTER)
    assert no.value.code == "dossiers.merged"
    assert "phường Cũ" in no.value.sentence or "H98.31.01" in no.value.sentence
    assert "03/03/2026" in no.value.sentence


def test_an_official_with_yesterday_s_page_is_told_of_the_merger(world: World, cases: dict[str, Dossier]) -> None:
    stale = world.old.actor(Role.SPECIALIST)
    performed(world)
    with pytest.raises(Refusal) as no:
        dossiers.take(cases["running"].pk, element="examine", by=stale, at=AFTER)
    assert no.value.code == "dossiers.merged"
    assert (
        "Ủy ban nhân dân phường Cũ đã sáp nhập vào Ủy ban nhân dân phường Mới từ ngày 03/03/2026" in no.value.sentence
    )


def test_due_times_follow_the_successor_s_hours_and_steps_follow_them(world: World, cases: dict[str, Dossier]) -> None:
    mornings = [hours for hours in STANDARD if hours.opens.hour < 12]
    set_hours(world.new.agency, mornings, valid_from=DAY.date().replace(month=1), by=TELLER, at=RECEIVED)
    leg = cases["other"].legs.get()
    before = leg.clock.due_at
    batch = performed(world)
    for dossier in (cases["running"], cases["paused"]):
        dossier.refresh_from_db()
        assert dossier.clock.agency == world.new.agency
    paused_due = cases["paused"].clock.due_at
    leg.refresh_from_db()
    assert leg.agency == leg.clock.agency == world.new.agency
    moved = Entry.objects.filter(event="clocks.reprojected", facts__reason="12/NQ")
    assert batch.report["totals"]["due_moved"] == moved.count() > 0
    assert leg.clock.due_at != before
    Step.objects.exclude(leg=None).update(done_at=DAY)  # of a share that this procedure itself does not know
    while process.catch_up():
        pass
    for dossier in Dossier.objects.filter(closed_at=None).select_related("clock"):
        assert dossier.followed_due_at == dossier.clock.due_at
        for step in dossier.steps.filter(done_at=None, leg=None):
            assert step.due_at <= dossier.clock.due_at
    cases["paused"].refresh_from_db()
    assert cases["paused"].clock.due_at == paused_due  # counted anew when it resumes
    assert cases["decided"].clock.agency == world.old.agency  # where its time was measured


def test_a_slip_between_the_two_needs_no_signature_any_more(world: World, cases: dict[str, Dossier]) -> None:
    Slip.objects.create(
        dossier=cases["other"], giver=world.new.agency, taker=world.old.agency, number=1, given_at=AT, given_by="A"
    )
    Slip.objects.create(
        dossier=cases["other"], giver=world.old.agency, taker=world.province, number=2, given_at=AT, given_by="A"
    )
    performed(world)
    first, second = Slip.objects.order_by("number")
    assert first.signed_by
    assert first.giver == world.new.agency
    assert second.signed_at is None
    assert second.giver == world.new.agency


def test_the_old_commune_is_still_found_and_says_what_became_of_it(world: World) -> None:
    performed(world)
    old = Agency.objects.get(pk=world.old.agency.pk)
    assert (old.valid_to, old.successor) == (DAY.date(), world.new.agency)
    assert Agency.objects.get(pk=world.old.counter.pk).successor == world.new.counter


def test_a_step_that_nobody_may_do_there_is_named(world: World, cases: dict[str, Dossier]) -> None:
    for place in (world.old, world.new):
        post = place.posts[Role.SPECIALIST]
        post.valid_to = AT.date()
        post.save()
    problems = performed(world).report["changes"][0]["problems"]
    assert {"kind": "nobody", "agency": world.new.agency.name, "role": "specialist", "steps": 5} in problems
    duty = Duty.objects.get(code=cases["taken"].code)
    assert (duty.account_id, duty.state) == (None, "new")
