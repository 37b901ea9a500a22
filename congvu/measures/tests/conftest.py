"""A small province with a few dossiers, told as the journal tells them, and the books of them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_official
from congvu.base.actors import Actor
from congvu.journal.models import Entry
from congvu.statistics import services as statistics

AT = datetime.fromisoformat("2026-07-01T08:00+07:00")
BEGUN = date(2026, 1, 1)


@dataclass(frozen=True)
class World:
    """`one` settles dossiers, `below` is a part of it, `desk` receives for all departments; `commune` has its own."""

    root: Agency
    desk: Agency
    one: Agency
    below: Agency
    other: Agency
    commune: Agency
    counter: Agency
    admin: Actor


@pytest.fixture
def world() -> World:
    root = make_agency("H98", Kind.PROVINCE_COMMITTEE, name="Ủy ban nhân dân tỉnh Mẫu")
    desk = make_agency("H98.01", Kind.ONE_STOP, parent=root)
    one = make_agency("H98.31", Kind.DEPARTMENT, parent=root, sector="justice")
    below = make_agency("H98.32", Kind.DIVISION, parent=one)
    other = make_agency("H98.33", Kind.DEPARTMENT, parent=root, sector="construction")
    commune = make_agency("H98.40", Kind.COMMUNE_COMMITTEE, parent=root)
    counter = make_agency("H98.40.01", Kind.ONE_STOP, parent=commune)
    Entry.objects.create(
        at=moment(BEGUN), event="test.begun", subject="test:1", actor="system:test", actor_name="Thử", facts={}
    )
    return World(root, desk, one, below, other, commune, counter, make_official(root, Role.ADMIN))


def moment(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), timezone.get_default_timezone())


def tell(number: int, event: str, at: datetime, **facts: Any) -> None:
    """A line of the journal about a made-up dossier."""
    Entry.objects.create(
        at=at, event=f"dossiers.{event}", subject=f"dossiers.dossier:{number}", actor="system:test", actor_name="Thử",
        facts=facts,
    )  # fmt: skip


def dossier(
    number: int, agency: str, received: date, *, channel: str = "counter", settled: date | None = None, fee: int = 0
) -> None:
    """A dossier that is due five days after its receipt, and (with `settled`) returned on the day of its result."""
    due = moment(received + timedelta(days=5), 17).isoformat()
    code = f"{agency}-{number}"
    receiver = "H98.40.01" if agency == "H98.40" else "H98.01"
    left = {"state": "received", "due_at": due, "finished": ""}
    tell(number, "received", moment(received), code=code, procedure="1.000001", edition="1", agency=agency,
         receiver=receiver, channel=channel, fee=fee, **left)  # fmt: skip
    if settled:
        at = moment(settled)
        done = {"due_at": due, "finished": at.isoformat()}
        tell(number, "decided", at, outcome="granted", state="decided", **done)
        tell(number, "handed_over", at + timedelta(hours=1), state="returned", **done)


def keep(at: datetime = AT) -> None:
    """The books, brought up to date."""
    while statistics.keep(at=at):
        pass


@pytest.fixture
def books(world: World) -> World:
    """Seven dossiers: five of `one` (two online, four settled, of which one late), two of the commune (one online)."""
    dossier(1, "H98.31", date(2026, 3, 2), settled=date(2026, 3, 4), channel="online", fee=50_000)
    dossier(2, "H98.31", date(2026, 3, 2), settled=date(2026, 3, 7))
    dossier(3, "H98.31", date(2026, 3, 3), settled=date(2026, 3, 20))
    dossier(4, "H98.31", date(2026, 3, 30), settled=date(2026, 4, 1), channel="online")
    dossier(5, "H98.31", date(2026, 4, 2))
    dossier(6, "H98.40", date(2026, 3, 15), channel="online")
    dossier(7, "H98.40", date(2026, 6, 1), settled=date(2026, 6, 1))
    keep()
    return world
