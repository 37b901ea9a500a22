"""Ten thousand running clocks and a day that moves them all; and what the database alone takes for the same writes."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.db import connection
from django.utils import timezone

from bench.raw import driver
from congvu.agencies.models import Agency
from congvu.base.working_time import Budget
from congvu.clocks.models import Clock, Tick
from congvu.clocks.rules import Kind, Mark, State
from congvu.clocks.services import Edit, of_day
from congvu.clocks.services.ledger import project

BATCH = 2000
WEEKEND = 5
LINE = "INSERT INTO journal_entry (at, event, subject, actor, actor_name, facts) VALUES (%s, %s, %s, %s, %s, %s)"
FACTS = (
    '{"label": "bench 1234", "was": "11:30 04/03/2026", "due": "11:30 05/03/2026", "reason": "04/03/2026 Nghỉ bão",'
    ' "was_at": "2026-03-04T11:30:00+07:00", "due_at": "2026-03-05T11:30:00+07:00"}'
)


def give_clocks(count: int) -> None:
    """Clocks that started within the last minutes, of one to sixty working days, at every agency in turn."""
    agencies = list(Agency.objects.order_by("pk").values_list("pk", flat=True))
    now = timezone.now()
    for first in range(0, count, BATCH):
        numbers = range(first, min(first + BATCH, count))
        clocks, marks = [], []
        for number in numbers:
            mark = Mark(
                Kind.START, now - timedelta(seconds=number % 600), Budget(Decimal(5 + number % 56), "working_day")
            )
            due = project([mark], agencies[number % len(agencies)]).due
            marks.append(mark)
            clocks.append(
                Clock(
                    agency_id=agencies[number % len(agencies)],
                    label=f"bench {number}",
                    state=State.RUNNING,
                    due_at=due,
                    created_at=mark.at,
                )
            )
        Clock.objects.bulk_create(clocks)
        Tick.objects.bulk_create(
            Tick(clock=clock, sequence=1, kind=mark.kind, at=mark.at, amount=mark.budget.amount, unit=mark.budget.unit)
            for clock, mark in zip(clocks, marks, strict=True)
            if mark.budget
        )


def a_day_off(at: datetime) -> Edit:
    """A weekday soon, off for everybody: all that have five days or more to run move."""
    day = timezone.localtime(at).date() + timedelta(days=1)
    while day.weekday() >= WEEKEND:
        day += timedelta(days=1)
    return of_day(day, works=False, name="Nghỉ bão", decision="77/QĐ-UBND", agency=None)


def write_raw(keys: list[int]) -> None:
    """The same writes in one transaction by the database's driver: each due time, and each line of the journal."""
    database, spelt = driver()
    due = timezone.now() + timedelta(days=30)
    at = due if connection.vendor == "postgresql" else str(due)
    update, insert = spelt("UPDATE clocks_clock SET due_at = %s WHERE id = %s"), spelt(LINE)
    database.execute("BEGIN IMMEDIATE" if connection.vendor == "sqlite" else "BEGIN")
    cursor = database.cursor()
    cursor.executemany(update, [(at, key) for key in keys])
    cursor.executemany(
        insert, [(at, "clocks.reprojected", f"clocks.clock:{key}", "system:bench", "Đo", FACTS) for key in keys]
    )
    database.execute("COMMIT")
    database.close()
