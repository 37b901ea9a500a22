"""What a page costs as the dossiers grow: inbox, look-up, search, register and reports at 10,000, 100,000 and more.

    python -m bench.size [--database sqlite|postgres|both] [--sizes 10000,100000] [--million]

A thousand dossiers of the demonstration are built by the services and folded out of the journal; the others are their
copies, made by SQL (`congvu.statistics.testing` says what is synthetic). The work at hand stays that of the thousand:
what grows is what lies behind. What is measured is CPU time, of this process and of PostgreSQL's: on a machine that
others use too it is steadier than the clock on the wall.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from typing import Any

SIZES = (10_000, 100_000)
MILLION = 1_000_000
BUILT = 1000
TURNS = 15
DAYS = 480  # on which the copies lie
HEAD = "| database | page | dossiers | CPU ms | to the smallest |\n|---|---|---:|---:|---:|"


def main(words: list[str]) -> int:
    """Print a table in Markdown."""
    parser = argparse.ArgumentParser(prog="bench.size", description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="ascending, separated by commas")
    parser.add_argument("--million", action="store_true", help="a million as well: it takes many minutes and gigabytes")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args(words)
    sizes = [int(one) for one in arguments.sizes.split(",")] + ([MILLION] if arguments.million else [])
    if arguments.inside:
        return _inside(sizes)
    print(HEAD, flush=True)
    for database in ("sqlite", "postgres") if arguments.database == "both" else (arguments.database,):
        _outside(database, sizes)
    return 0


def _outside(database: str, sizes: list[int]) -> None:
    """Run the measuring process on a new database and print what it says, size by size."""
    from bench.lifecycle import address

    with tempfile.TemporaryDirectory(prefix="congvu-size-") as data, address(database) as url:
        known = {name: value for name, value in os.environ.items() if not name.startswith(("CONGVU_", "DJANGO_"))}
        known |= {"CONGVU_DATA": data, "CONGVU_DATABASE_URL": url, "CONGVU_LOG": "ERROR", "CONGVU_DEMO": "1"}
        command = [sys.executable, "-m", "bench.size", "--inside", "--sizes", ",".join(map(str, sizes))]
        with subprocess.Popen(command, env=known, stdout=subprocess.PIPE, text=True) as process:
            smallest: dict[str, float] = {}
            for line in process.stdout or ():
                found = json.loads(line)
                for page, cost in found["pages"].items():
                    ratio = cost / smallest.setdefault(page, cost)
                    print(f"| {database} | {page} | {found['dossiers']:,} | {cost:.1f} | {ratio:.2f} |", flush=True)
        if process.returncode:
            raise SystemExit(process.returncode)


def _inside(sizes: list[int]) -> int:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congvu.site.settings")
    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from bench.measuring import Meter, tell
    from congvu.agencies.demo import build_province
    from congvu.dossiers.demo import build_dossiers
    from congvu.dossiers.models import Dossier
    from congvu.files.selectors import shelf
    from congvu.site.demo import BEGINNING, BUILDER, publish_packs
    from congvu.statistics import services
    from congvu.statistics.testing import multiply, sum_up

    call_command("migrate", interactive=False, verbosity=0)
    province = build_province(by=BUILDER, at=BEGINNING)
    publish_packs(lambda _line: None)
    tell(f"{BUILT} dossiers by the services")
    build_dossiers(province, count=BUILT, until=timezone.now(), by=BUILDER, shelf=shelf())
    while services.keep(at=timezone.now()):
        pass
    closed = Dossier.objects.exclude(closed_at=None).count()
    meter, last = Meter(), 0
    pages = _pages()
    for size in sizes:
        copies = max(size - BUILT, 0) // closed
        tell(f"{size} dossiers: copies {last + 1} to {copies}")
        for first in range(last + 1, copies + 1, 50):
            multiply(first, min(first + 49, copies), days=DAYS)
        last = copies
        sum_up()
        found = {name: _cost(meter, page) for name, page in pages.items()}
        print(json.dumps({"dossiers": Dossier.objects.count(), "pages": found}), flush=True)
    return 0


def _pages() -> dict[str, Callable[[], Any]]:
    """What is asked for, each with its own signed-in official."""
    from django.conf import settings
    from django.test import Client

    from congvu.dossiers.models import Dossier
    from congvu.people.models import Account

    settings.ALLOWED_HOSTS = ["testserver"]

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(Account.objects.get(username=name), "congvu.people.backends.AccountBackend")
        return client

    clerk, leader = signed_in("mot-cua.hai-phong"), signed_in("lanh-dao.hai-phong")
    known = Dossier.objects.filter(receiver__code="H24.50").exclude(closed_at=None).order_by("pk")[0]
    asked = {
        "inbox": (clerk, "/ban-lam-viec/"),
        "look-up": (Client(), f"/tra-cuu/{known.lookup_key}/"),
        "dossier": (clerk, f"/ho-so/{known.code}/"),
        "search by name": (clerk, f"/ban-lam-viec/tim/?q={known.folded.split()[0]}"),
        "dossiers": (clerk, "/ho-so/"),
        "register": (clerk, "/thong-ke/so-theo-doi/?noi=H24.50&nam=2026"),
        "board": (leader, "/thong-ke/?ky=nam&nam=2026"),
        "report: balance": (leader, "/thong-ke/bao-cao/can-doi/?ky=nam&nam=2026"),
        "report: returned, each": (leader, "/thong-ke/bao-cao/chi-tiet-tra/?ky=nam&nam=2026"),
        "report: fees by procedure": (leader, "/thong-ke/bao-cao/phi-thu-tuc/?ky=nam&nam=2026"),
    }

    def asking(client: Client, address: str) -> Callable[[], Any]:
        def ask() -> None:
            answer = client.get(address)
            if answer.status_code != 200:
                raise RuntimeError(f"{address}: {answer.status_code}")

        return ask

    return {name: asking(*one) for name, one in asked.items()}


def _cost(meter: Any, page: Callable[[], Any]) -> float:
    """Milliseconds of CPU of one page, after a first one by which caches fill."""
    page()
    with meter.measure(TURNS, os.getpid()) as measured:
        for _turn in range(TURNS):
            page()
    row = measured.row()
    return float(row["application_ms"] + row["database_ms"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
