"""How often the database is asked: as often for 500 dossiers as for 5, and for a deed as often as is written here."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from congvu.clocks.models import Clock
from congvu.dossiers.models import Dossier, Step
from congvu.dossiers.tests.conftest import Play, account_of
from congvu.dossiers.tests.test_pages import BACKEND
from congvu.inbox.models import Duty

pytestmark = pytest.mark.django_db
Row = TypeVar("Row", bound=Model)
PAGES = {  # name -> (query, statements)
    "dossier-receive": ("", 6),
    "dossier-search": ("?q=h98", 8),  # keys by words; of these the viewer's own, and those with a leg; then the rows
    "dossier-register": ("", 6),  # keys of each seat in one statement; then the rows
    "dossier-register-book": ("?tu=02/03/2026&den=02/03/2026", 7),
    "desk-home": ("", 7),
    "dossier-intake": ("", 11),
    "dossier-page": ("", 20),
}
DEEDS: dict[str, tuple[Callable[[Play], object], int]] = {
    "receive": (lambda play: play.receive("k2"), 14),
    "take": (Play.take, 6),
    "complete": (Play.propose, 9),
    "ask_supplement": (Play.ask, 15),
    "supply": (Play.supply, 14),
    "decide": (Play.sign, 15),
    "hand_over": (Play.hand_over, 7),
    "withdraw": (Play.withdraw, 11),
    "stop": (Play.stop, 11),
}
BEFORE: dict[str, tuple[Callable[[Play], object], ...]] = {
    "supply": (Play.ask,),
    "decide": (Play.propose,),
    "hand_over": (Play.propose, Play.sign),
}


def copied(row: Row, **changes: object) -> Row:
    """An unsaved row like this one, but for its key and the changes."""
    fields = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
    made = type(row)(**{name: getattr(row, name) for name in fields})
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def multiply(dossier: Dossier, numbers: range) -> None:
    """More dossiers like one, each with its clock, its open step and its duty."""
    step, duty = Step.objects.get(dossier=dossier), Duty.objects.get(code=dossier.code)
    clocks = [copied(dossier.clock, label=f"{dossier.code[:-4]}{number:04d}") for number in numbers]
    made = [
        copied(dossier, clock=clock, code=clock.label, lookup_key=clock.label, intake_key=clock.label)
        for clock in Clock.objects.bulk_create(clocks)
    ]
    steps = Step.objects.bulk_create(copied(step, dossier=one) for one in Dossier.objects.bulk_create(made))
    Duty.objects.bulk_create(copied(duty, subject=f"dossiers.step:{one.pk}", code=one.dossier.code) for one in steps)


def statements(do: Callable[[], object]) -> int:
    """How many are sent to the database, savepoints apart."""
    with CaptureQueriesContext(connection) as asked:
        do()
    return len([one for one in asked.captured_queries if "SAVEPOINT" not in one["sql"]])


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_as_often_for_500_dossiers_as_for_5(name: str, play: Play) -> None:
    query, wanted = PAGES[name]
    edition = play.filing.edition.pk
    named: dict[str, list[str | int]] = {"dossier-page": [play.dossier.code], "dossier-intake": [edition]}
    address = reverse(name, args=named.get(name)) + query
    client = Client()
    client.force_login(account_of(play.specialist if name == "desk-home" else play.clerk), BACKEND)
    client.get(address)  # what is kept in memory is there now
    counts = []
    for numbers in (range(2, 6), range(6, 501)):
        multiply(play.dossier, numbers)
        counts.append(statements(lambda: client.get(address)))
    assert counts == [wanted, wanted]


LOCKS = {"receive": 2}


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_asks_as_often_as_is_written(name: str, play: Play) -> None:
    for before in BEFORE.get(name, ()):
        before(play)
    deed, wanted = DEEDS[name]
    # PostgreSQL locks tables in words where SQLite locks by writing: a clock that starts waits for calendar edits.
    more = LOCKS.get(name, 0) if connection.vendor == "postgresql" else 0
    assert statements(lambda: deed(play)) == wanted + more
