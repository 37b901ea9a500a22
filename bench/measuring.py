"""What is measured on one database, the one that the settings name."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from bench.browser import Crowd
from bench.clocks import a_day_off, give_clocks, write_raw
from bench.cycle import Cycle, cycle_of
from bench.processes import cpu_seconds, parent_of
from bench.raw import Recording, driver
from congvu.agencies.demo import build_province
from congvu.clocks import services
from congvu.dossiers.demo import build_dossiers
from congvu.dossiers.demo.offices import offices
from congvu.dossiers.models import Dossier
from congvu.dossiers.selectors import glimpse_by_code
from congvu.files.selectors import shelf
from congvu.site.demo import BEGINNING, BUILDER, publish_packs

LOOKED_UP = "SELECT * FROM dossiers_dossier WHERE id = %s"


@dataclass
class Measured:
    """How many of something were done in what time, at what cost of CPU."""

    count: int
    seconds: float = 0.0
    application: float = 0.0
    database: float = 0.0

    def row(self) -> dict[str, float]:
        """Per second, and milliseconds of CPU for each."""
        return {
            "per_second": self.count / self.seconds,
            "application_ms": 1000 * self.application / self.count,
            "database_ms": 1000 * self.database / self.count,
        }


class Meter:
    """Reads clocks before and after."""

    def __init__(self) -> None:
        self.server = _database_server()

    @contextmanager
    def measure(self, count: int, application: int) -> Iterator[Measured]:
        """`application` is the process whose tree does the work."""
        measured, begun = Measured(count), time.perf_counter()
        before = self._used(application)
        yield measured
        measured.seconds = time.perf_counter() - begun
        after = self._used(application)
        measured.application, measured.database = after[0] - before[0], after[1] - before[1]

    def _used(self, application: int) -> tuple[float, float]:
        here = time.process_time() if application == os.getpid() else cpu_seconds(application)
        return here, cpu_seconds(self.server) if self.server else 0.0


def _database_server() -> int | None:
    """The process from which the database's other processes descend; SQLite is in our own."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = int(cursor.fetchone()[0])
    return parent_of(backend)


def measure(words: list[str]) -> int:
    """Print all figures as JSON; with --quick a tenth of everything."""
    part = 10 if "--quick" in words else 1
    found: dict[str, Any] = {"dossiers": 1000 // part}
    call_command("migrate", interactive=False, verbosity=0)
    province = build_province(by=BUILDER, at=BEGINNING)
    publish_packs(lambda _line: None)
    meter = Meter()
    tell(f"{found['dossiers']} dossiers")
    with meter.measure(found["dossiers"], os.getpid()) as measured:
        build_dossiers(province, count=found["dossiers"], until=timezone.now(), by=BUILDER, shelf=shelf())
    found["build"] = measured.row() | {"seconds": measured.seconds}
    cycle = cycle_of(offices(province, on=timezone.localdate()))
    found["deeds"] = cycle.deeds
    tell("services")
    _services(found, cycle, meter, 300 // part)
    tell("lookups")
    _lookups(found, meter, 5000 // part)
    tell("clocks")
    _clocks(found, meter, 10_000 // part)
    with Crowd(cycle) as crowd:
        _http(found, crowd, meter, part)
    print(json.dumps(found))
    return 0


def tell(what: str) -> None:
    print(f"  {connection.vendor}: {what}", file=sys.stderr, flush=True)


def _repeat(meter: Meter, count: int, application: int, act: Callable[[int], object]) -> dict[str, float]:
    for turn in range(max(3, count // 20)):
        act(-1 - turn)  # caches fill, code is compiled: none of it is what a dossier costs
    with meter.measure(count, application) as measured:
        for turn in range(count):
            act(turn)
    return measured.row()


def _services(found: dict[str, Any], cycle: Cycle, meter: Meter, count: int) -> None:
    found["services"] = _repeat(meter, count, os.getpid(), lambda turn: cycle.run(f"bench-warm-{turn}"))
    recording = Recording()
    with recording.cycle():
        code = cycle.run("bench-key", recording.next_transaction).code
    found["transactions"], found["writes"] = len(recording.transactions), recording.writes
    database, spelt = driver()
    turns = (recording.repeated(turn, code) for turn in range(1, 10 * count))

    def raw(_turn: int) -> None:
        for transaction in next(turns):
            database.execute("BEGIN IMMEDIATE" if connection.vendor == "sqlite" else "BEGIN")
            for sql, params in transaction:
                database.execute(spelt(sql), params)
            database.execute("COMMIT")

    found["services_raw"] = _repeat(meter, count, os.getpid(), raw)
    database.close()


def _lookups(found: dict[str, Any], meter: Meter, count: int) -> None:
    random = Random(1)
    known = list(Dossier.objects.values_list("pk", "code", "id_number"))

    def look_up(_turn: int) -> None:
        _, code, number = random.choice(known)
        if glimpse_by_code(code, number[-4:], now=timezone.now()) is None:
            raise RuntimeError(f"{code} is not found")

    database, spelt = driver()
    sql = spelt(LOOKED_UP)
    found["lookup"] = _repeat(meter, count, os.getpid(), look_up)
    found["lookup_raw"] = _repeat(
        meter, count, os.getpid(), lambda _turn: database.execute(sql, [random.choice(known)[0]]).fetchone()
    )
    database.close()


def _clocks(found: dict[str, Any], meter: Meter, count: int) -> None:
    """A day off for everybody: every running clock is projected anew and moves, with a line in the journal each."""
    give_clocks(count)
    at = timezone.now()
    with meter.measure(count, os.getpid()) as measured:
        moved = services.perform(a_day_off(at), by=BUILDER, at=at)
    if len(moved) < count:
        raise RuntimeError(f"{len(moved)} clocks of {count} moved")
    found["clocks"] = measured.row()
    with meter.measure(count, os.getpid()) as measured:
        write_raw(moved[:count])
    found["clocks_raw"] = measured.row()


def _http(found: dict[str, Any], crowd: Crowd, meter: Meter, part: int) -> None:
    for name, count, act in (
        ("http", 100 // part, crowd.cycle_with_pages),
        ("http_forms", 100 // part, crowd.cycle),
        ("http_lookup", 2000 // part, crowd.look_up),
    ):
        tell(name)
        crowd.everybody(max(4, count // 20), act)
        with meter.measure(count, crowd.server.pid) as measured:
            crowd.everybody(count, act)
        found[name] = measured.row()
    found["memory"] = crowd.memory()
