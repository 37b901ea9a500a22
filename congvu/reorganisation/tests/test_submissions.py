"""What was sent from home and waits for its counter goes with a merger, like everything else there."""

from dataclasses import replace

import pytest

from congvu.agencies.rules import Role
from congvu.agencies.testing import make_citizen
from congvu.base.refusals import Refusal
from congvu.dossiers.services.stories import Stage
from congvu.inbox.models import Duty
from congvu.journal.models import Entry
from congvu.online import services as online
from congvu.online.models import Draft, Submission
from congvu.online.testing import a_draft, a_filing
from congvu.reorganisation import services
from congvu.reorganisation.tests.conftest import DAY, RECEIVED, World

pytestmark = pytest.mark.django_db


def sent(world: World, key: str, **more: object) -> Submission:
    citizen = make_citizen(f"cong-dan-{key}")
    filing = replace(a_filing(Stage(world.old.counter, {}), citizen, published=world.edition), **more)  # type: ignore[arg-type]
    return online.file(filing, intake_key=key, lookup_key=f"look-{key}", by=citizen, at=RECEIVED)


def test_what_waits_is_answered_by_the_counter_that_follows(world: World) -> None:
    waits, ended = sent(world, "k1"), sent(world, "k2")
    old_clerk = world.old.actor(Role.CLERK)
    online.refuse(ended.pk, reason="Mờ", by=old_clerk, at=RECEIVED)
    draft = a_draft(Stage(world.old.counter, {}), make_citizen(), published=world.edition)
    batch = services.perform(world.merge().pk, by=world.root, at=DAY)
    for row in (waits, ended, draft):
        row.refresh_from_db()
    new = world.new.counter
    assert (waits.receiver, waits.clock.agency, draft.receiver) == (new, new, new)
    assert ended.receiver == world.old.counter
    assert Duty.objects.get(code=waits.code).agency == new
    line = Entry.objects.get(event="online.rehomed")
    assert (line.facts["code"], line.facts["old_receiver"], line.facts["new_receiver"]) == (
        waits.code,
        "H98.31.01",
        "H98.32.01",
    )
    assert batch.report["totals"]["submissions"] == 1
    with pytest.raises(Refusal, match=r"online\.not_your_counter"):
        online.accept(waits.pk, by=old_clerk, at=DAY)
    dossier = online.accept(waits.pk, by=world.new.actor(Role.CLERK), at=DAY.replace(hour=9))
    assert (dossier.code, dossier.agency) == (waits.code, world.new.agency)
    assert Draft.objects.get() == draft


def test_the_settling_agency_that_was_chosen_is_the_one_that_follows(world: World) -> None:
    waits = sent(world, "k1", receiver=world.new.counter, settler=world.old.agency)
    services.perform(world.merge().pk, by=world.root, at=DAY)
    waits.refresh_from_db()
    assert (waits.receiver, waits.settler) == (world.new.counter, world.new.agency)
    assert online.accept(waits.pk, by=world.new.actor(Role.CLERK), at=DAY.replace(hour=9)).agency == world.new.agency


def test_a_rehearsal_moves_nothing(world: World) -> None:
    waits = sent(world, "k1")
    report = services.rehearse(world.merge().pk, by=world.root, at=RECEIVED)
    waits.refresh_from_db()
    assert report["totals"]["submissions"] == 1
    assert waits.receiver == world.old.counter
