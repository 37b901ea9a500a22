"""What a plan costs at the size of a nation: reports of 34 provinces, added up, beside raw SQL over the same rows.

    python -m bench.plans [--database sqlite|postgres|both] [--small] [--provinces 34] [--agencies 130]
                          [--indicators 100] [--quarters 20]

`bench.nation` says what is written. Then one province and the nation are consolidated, a plan's page is made and its
agencies are ranked. Each is told as a ratio to that aggregate of SQL over the same rows in the same run that does
least: the sums of n and of d by indicator. Time is CPU time, of this process and of PostgreSQL's: others use the
machine too. Memory is what Python held at most while it did it; where ten times as many rows are read, it must not be
ten times as much.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.nation import Nation

NATION = {"provinces": 34, "agencies": 130, "indicators": 100, "quarters": 20}
SMALL = {"provinces": 4, "agencies": 20, "indicators": 20, "quarters": 8}
TURNS = 3
LONG_ENOUGH = 0.5  # seconds
AT = datetime(2030, 1, 1, 5, tzinfo=UTC)
HEAD = "| database | what | rows | CPU seconds | raw SQL | ratio | memory MiB |\n|---|---|---:|---:|---:|---:|---:|"


def main(words: list[str]) -> int:
    """Print a table in Markdown."""
    parser = argparse.ArgumentParser(prog="bench.plans", description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--small", action="store_true", help="4 provinces x 20 x 20 x 8: to see that it runs")
    for name in NATION:
        parser.add_argument(f"--{name}", type=int)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args(words)
    usual = SMALL if arguments.small else NATION
    size = {name: getattr(arguments, name) or many for name, many in usual.items()}
    if arguments.inside:
        return _inside(size)
    print(HEAD, flush=True)
    for database in ("sqlite", "postgres") if arguments.database == "both" else (arguments.database,):
        _outside(database, size)
    return 0


def _outside(database: str, size: dict[str, int]) -> None:
    from bench.lifecycle import address

    with tempfile.TemporaryDirectory(prefix="congvu-plans-") as data, address(database) as url:
        known = {name: value for name, value in os.environ.items() if not name.startswith(("CONGVU_", "DJANGO_"))}
        known |= {"CONGVU_DATA": data, "CONGVU_DATABASE_URL": url, "CONGVU_LOG": "ERROR"}
        command = [sys.executable, "-m", "bench.plans", "--inside", *_words(size)]
        with subprocess.Popen(command, env=known, stdout=subprocess.PIPE, text=True) as process:
            for line in process.stdout or ():
                print(_row(database, json.loads(line)), flush=True)
        if process.returncode:
            raise SystemExit(process.returncode)


def _words(size: dict[str, int]) -> list[str]:
    return [word for name, many in size.items() for word in (f"--{name}", str(many))]


def _row(database: str, found: dict[str, Any]) -> str:
    ratio = f"{found['seconds'] / found['raw']:.2f}" if found["raw"] else ""
    raw = f"{found['raw']:.3f}" if found["raw"] else ""
    return (
        f"| {database} | {found['what']} | {found['rows']:,} | {found['seconds']:.3f} | {raw} | {ratio}"
        f" | {found['memory']:.1f} |"
    )


def _inside(size: dict[str, int]) -> int:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congvu.site.settings")
    django.setup()
    from django.core.management import call_command

    from bench.measuring import tell
    from bench.nation import fill

    call_command("migrate", interactive=False, verbosity=0)
    begun = time.perf_counter()
    nation = fill(size, tell)
    said("rows written, in bulk", nation.rows, time.perf_counter() - begun)
    for measure in (_province, _nation, _plan_page, _ranking):
        measure(nation)
    return 0


def _province(nation: "Nation") -> None:
    from congvu.reporting.selectors.consolidating import consolidated, figures

    duty, plan, last = nation.duties[0], nation.plans[0], nation.quarters[-1]
    raw = _raw([duty.pk], [last.code])
    told("one province, a quarter, with who is silent", lambda: consolidated(duty, last.code), raw)
    told("one province, a quarter, figures", lambda: figures(plan, [last]), raw)
    codes = [one.code for one in nation.quarters]
    told("one province, all quarters, figures", lambda: figures(plan, nation.quarters), _raw([duty.pk], codes))


def _nation(nation: "Nation") -> None:
    from congvu.reporting.selectors.consolidating import across

    keys, last = [duty.pk for duty in nation.duties], nation.quarters[-1:]
    few = max(1, len(keys) // 10)
    told(f"{few} provinces, a quarter", lambda: across(nation.plans[:few], last), _raw(keys[:few], [last[0].code]))
    told("the nation, a quarter", lambda: across(nation.plans, last), _raw(keys, [last[0].code]))
    codes = [one.code for one in nation.quarters]
    told("the nation, all quarters", lambda: across(nation.plans, nation.quarters), _raw(keys, codes))


def _plan_page(nation: "Nation") -> None:
    from congvu.progress.selectors.standing import lines, summaries

    plan, today = nation.plans[0], nation.today
    codes, keys = [one.code for one in nation.quarters], [duty.pk for duty in nation.duties]
    year = nation.quarters[-1].year
    told("a plan's page", lambda: lines(plan, year=year, today=today), _raw(keys[:1], codes))
    told("the list of all plans", lambda: summaries(nation.plans, today=today), _raw(keys, codes))


def _ranking(nation: "Nation") -> None:
    """Points for what each agency reached in a year, criterion by criterion."""
    from congvu.agencies.models import Agency
    from congvu.progress.selectors.measuring import measured

    year = nation.quarters[-1].year
    codes = [one.code for one in nation.quarters if one.year == year]
    scheme, criteria = nation.scheme(year)
    agencies = list(Agency.objects.filter(parent=scheme.plan.issuer_id))
    sql, marks, rows = _raw([nation.duties[0].pk], codes)
    by_agency = sql.replace("period, indicator_id", "agency_id, indicator_id")
    told("a block of agencies ranked", lambda: measured(scheme, criteria, agencies, at=AT), (by_agency, marks, rows))


Statement = tuple[str, list[Any], int]


def _raw(duties: Sequence[int], periods: Sequence[str]) -> Statement:
    """What the least must read: the sums of n and d, and how many. With the number of the rows."""
    where = f"counted AND duty_id IN ({_marks(duties)}) AND period IN ({_marks(periods)})"
    marks = [*duties, *periods]
    rows = _ask(f"SELECT COUNT(*) FROM reporting_value WHERE {where}", marks)[0][0]
    return (
        "SELECT period, indicator_id, SUM(n), SUM(d), COUNT(n) FROM reporting_value"
        f" WHERE {where} GROUP BY period, indicator_id",
        marks,
        rows,
    )


def _marks(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def _ask(sql: str, marks: Sequence[Any]) -> list[Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, marks)
        return list(cursor.fetchall())


def told(what: str, act: Callable[[], object], raw: Statement) -> None:
    """Both in turn, some times; of each the cheapest. Then once more, to see what memory it takes."""
    sql, marks, rows = raw
    ours, least = [], []
    for _turn in range(TURNS):
        least.append(_cost(lambda: _ask(sql, marks)))
        ours.append(_cost(act))
    tracemalloc.start()
    act()
    memory = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    said(what, rows, min(ours), min(least), memory)


def _cost(act: Callable[[], object]) -> float:
    """Seconds of CPU, of this process and of PostgreSQL's; what is short is done often, since clocks are coarse."""
    from bench.measuring import Meter

    begun = time.perf_counter()
    act()
    count = max(1, int(LONG_ENOUGH / (time.perf_counter() - begun)))
    with Meter().measure(count, os.getpid()) as measured:
        for _time in range(count):
            act()
    return (measured.application + measured.database) / count


def said(what: str, rows: int, seconds: float, raw: float = 0.0, memory: float = 0.0) -> None:
    """One line for the process that asked."""
    print(json.dumps({"what": what, "rows": rows, "seconds": seconds, "raw": raw, "memory": memory}), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
