"""Rehearsing writes nothing; performing happens once, on its day or now, whole or not at all."""

import hashlib
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from congvu.agencies import services as agencies
from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_post
from congvu.dossiers import services as dossiers
from congvu.dossiers.models import Dossier
from congvu.dossiers.services import rehoming
from congvu.dossiers.services.stories import Stage, filing_of
from congvu.journal.models import Entry
from congvu.people.testing import make_account
from congvu.procedures.selectors import compiled, stories
from congvu.procedures.testing import edition
from congvu.reorganisation import services
from congvu.reorganisation.models import Batch
from congvu.reorganisation.tests.conftest import AT, DAY, RECEIVED, TELLER, World
from congvu.reorganisation.tests.test_prepare import add, refused


def digest() -> str:
    """Of every row of every table of the house."""
    found = hashlib.sha256()
    with connection.cursor() as cursor:
        for model in sorted(apps.get_models(), key=lambda one: one._meta.db_table):
            if model._meta.managed:
                table = connection.ops.quote_name(model._meta.db_table)
                cursor.execute(f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608
                found.update(repr((table, cursor.fetchall())).encode())
    return found.hexdigest()


def test_a_rehearsal_tells_what_would_move_and_writes_nothing(world: World) -> None:
    for _each in range(3):
        world.receive(world.old)
    batch, before = world.merge(), digest()
    report = services.rehearse(batch.pk, by=world.root, at=AT)
    assert digest() == before
    assert (report["totals"]["dossiers"], report["totals"]["posts"], report["totals"]["problems"]) == (3, 4, 0)
    part = report["changes"][0]
    assert part["agencies"][0] == [world.old.agency.name, world.new.agency.name]
    counters = {row["counter"]: (row["before"], row["after"]) for row in part["counters"]}
    assert counters == {world.old.counter.name: (1, 0), world.new.counter.name: (1, 1)}
    again = services.perform(batch.pk, by=TELLER, at=DAY).report
    assert {**again, "seconds": 0} == {**report, "seconds": 0}


def test_a_draft_may_be_rehearsed_and_an_empty_one_not(world: World) -> None:
    assert refused(services.rehearse, world.batch().pk, by=world.root, at=AT) == "empty"
    assert services.rehearse(world.merge(reviewed=False).pk, by=world.root, at=AT)["totals"]["accounts"] == 4


def test_a_batch_waits_for_its_day_unless_it_is_wanted_now(world: World) -> None:
    batch = world.merge()
    assert refused(services.perform, batch.pk, by=world.root, at=AT) == "not_yet"
    assert services.perform_due(at=AT) == []
    done = services.perform(batch.pk, now=True, by=world.root, at=AT)
    assert done.performed_at == AT
    assert Agency.objects.get(pk=world.old.agency.pk).valid_to == AT.date()


def test_what_nobody_reviewed_is_not_performed(world: World) -> None:
    batch = world.merge(reviewed=False)
    assert refused(services.perform, batch.pk, now=True, by=world.root, at=DAY) == "not_reviewed"


def test_at_midnight_it_is_performed_once(world: World) -> None:
    batch = world.merge()
    assert [one.pk for one in services.perform_due(at=DAY)] == [batch.pk]
    assert services.perform_due(at=DAY) == []
    assert refused(services.perform, batch.pk, now=True, by=world.root, at=DAY) == "performed"
    line = Entry.objects.get(event="reorganisation.performed")
    assert (line.actor, line.facts["now"]) == ("system:reorganisation", False)


def test_killed_half_way_nothing_has_happened(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.receive(world.old)
    batch = world.merge()
    before, told = digest(), rehoming.rehome

    def killed(*given: Any, **more: Any) -> None:
        told(*given, **more)
        raise SystemExit("killed")

    monkeypatch.setattr(rehoming, "rehome", killed)
    with pytest.raises(SystemExit):
        services.perform_due(at=DAY)
    assert digest() == before
    monkeypatch.undo()
    assert services.perform_due(at=DAY)[0].report["totals"]["dossiers"] == 1
    assert Batch.objects.get(pk=batch.pk).state == "performed"


def test_a_batch_whose_agency_was_closed_meanwhile_is_refused(world: World) -> None:
    batch = world.merge()
    agencies.succeed(world.old.agency, world.new.agency, on=AT.date(), by=TELLER, at=AT)
    assert refused(services.perform, batch.pk, by=world.root, at=DAY) == "agency_closed"
    assert refused(services.rehearse, batch.pk, by=world.root, at=AT) == "agency_closed"


def test_a_renamed_commune_keeps_its_code_and_its_dossiers(world: World) -> None:
    dossier, batch = world.receive(world.old), world.batch()
    add(world, batch, kind="rename", agency=world.old.agency, facts={"name": "UBND phường Đẹp", "short_name": "Đẹp"})
    services.perform(world.reviewed(batch).pk, by=TELLER, at=DAY)
    dossier.refresh_from_db()
    assert (dossier.agency.name, dossier.agency.code) == ("UBND phường Đẹp", "H98.31")
    assert not Entry.objects.filter(event="dossiers.rehomed").exists()


def test_a_unit_below_another_one_follows_the_hours_there(world: World) -> None:
    unit = make_agency("H98.31.9", Kind.DIVISION, parent=world.old.agency)
    batch = world.batch()
    add(world, batch, kind="move_parent", agency=unit, other=world.new.agency)
    report = services.perform(world.reviewed(batch).pk, by=TELLER, at=DAY).report
    unit.refresh_from_db()
    assert unit.parent == world.new.agency
    assert report["changes"][0]["below"] == [unit.name]


def a_department(world: World, code: str, sector: str) -> Agency:
    department = make_agency(code, Kind.DEPARTMENT, parent=world.province, sector=sector, name=f"Sở {code}")
    for role in (Role.SPECIALIST, Role.LEADER):
        make_post(department, role)
    return department


def test_a_moved_duty_takes_its_dossiers_along_and_leaves_the_others(world: World) -> None:
    land = edition("dat-dai/bien-dong")
    sector = compiled(land).pack.competent.sector
    giver, taker = a_department(world, "H98.40", sector), a_department(world, "H98.41", "trade")
    counter = make_agency("H98.01", Kind.ONE_STOP, parent=world.province)
    clerk = make_post(counter, Role.CLERK, account=make_account("mot-cua"))
    story = next(iter(stories(land)))
    from congvu.agencies.selectors import actor_for

    by = actor_for(clerk.account, at=AT)
    filing = filing_of(story, land, Stage(counter, {}))
    dossier = dossiers.receive(filing, intake_key="land", lookup_key="look-land", by=by, at=RECEIVED)
    assert dossier.agency == giver
    specialist = giver.posts.get(role=Role.SPECIALIST)
    dossiers.take(dossier.pk, element="examine", by=actor_for(specialist.account, at=AT), at=RECEIVED)
    batch = world.batch()
    add(world, batch, kind="move_remit", agency=giver, other=taker, facts={"sector": sector})
    report = services.perform(world.reviewed(batch).pk, by=TELLER, at=DAY).report
    dossier.refresh_from_db()
    assert (dossier.agency, dossier.receiver, dossier.clock.agency) == (taker, counter, taker)
    assert (report["totals"]["settling"], report["totals"]["released"], report["totals"]["books"]) == (1, 1, 0)
    step = dossier.steps.get(done_at=None)
    assert (step.agency, step.account) == (taker, None)
    after = dossiers.receive(filing, intake_key="land-2", lookup_key="look-land-2", by=by, at=DAY.replace(hour=9))
    assert after.agency == taker
    stale = actor_for(specialist.account, at=AT)
    assert refused_at(lambda: dossiers.take(dossier.pk, element="examine", by=stale, at=DAY)) == "dossiers.duty_moved"
    new = actor_for(taker.posts.get(role=Role.SPECIALIST).account, at=DAY)
    assert dossiers.take(dossier.pk, element="examine", by=new, at=DAY).pk == dossier.pk


def refused_at(deed: Any) -> str:
    from congvu.base.refusals import Refusal

    with pytest.raises(Refusal) as no:
        deed()
    return no.value.code


def test_hundreds_move_in_few_queries_each(world: World, django_assert_max_num_queries: Any) -> None:
    for _each in range(30):
        world.receive(world.old)
    batch = world.merge()
    with django_assert_max_num_queries(330):
        services.perform(batch.pk, by=TELLER, at=DAY)
    assert Dossier.objects.filter(agency=world.new.agency).count() == 30
