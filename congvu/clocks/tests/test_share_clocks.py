"""Several officials at one clock at once, over real connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from congvu.agencies.testing import make_agency
from congvu.base.refusals import Refusal
from congvu.clocks import services
from congvu.clocks.models import Clock
from congvu.clocks.tests.calendar_2026 import budget, moment

pytestmark = pytest.mark.django_db(transaction=True)
AT = moment("2026-03-02 08:00")


def at_once(deed: Callable[[], Clock], people: int) -> list[str]:
    """What each of several people is told who do the same at the same moment."""
    ready = Barrier(people)

    def person() -> str:
        try:
            ready.wait(timeout=10)
            with transaction.atomic():
                deed()
        except Refusal as refusal:
            return refusal.code
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(people) as pool:
        return sorted(told.result() for told in [pool.submit(person) for _ in range(people)])


def test_of_five_who_pause_at_once_one_does_and_four_are_told() -> None:
    clock = services.start(budget("3 working_day"), agency_id=make_agency("H24").pk, label="H24-1", at=AT)
    told = at_once(lambda: services.pause(clock.pk, ground="supplement", at=AT), 5)
    assert told == ["clocks.paused_already"] * 4 + ["done"]
    assert Clock.objects.get().length == Clock.objects.get().ticks.count() == 2


def test_extensions_at_once_are_both_in_the_ledger() -> None:
    clock = services.start(budget("3 working_day"), agency_id=make_agency("H24").pk, label="H24-1", at=AT)
    more = budget("2 working_day")
    assert at_once(lambda: services.extend(clock.pk, more, ground="extension:verify", at=AT), 3) == ["done"] * 3
    kept = Clock.objects.get()
    assert (kept.length, kept.ticks.count()) == (4, 4)
    assert kept.due_at == moment("2026-03-13 11:30")
