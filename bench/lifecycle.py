"""`./run bench`: life cycles, lookups and the demonstration's build on SQLite and PostgreSQL, beside the raw limit.

    python -m bench.lifecycle [--database sqlite|postgres|both] [--quick]

Each database is new, lives in a temporary folder, waits for its disk as in real work, and is gone at the end.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tools.postgres import server

ROWS = (  # key, what, and the raw limit beside it
    ("http", "life cycle over HTTP: every page and every form", "services_raw"),
    ("http_forms", "life cycle over HTTP: the forms alone", "services_raw"),
    ("services", "life cycle through the services", "services_raw"),
    ("services_raw", "limit: the same writes and commits, raw SQL", ""),
    ("http_lookup", "look-up over HTTP", "lookup_raw"),
    ("lookup", "look-up through the selector", "lookup_raw"),
    ("lookup_raw", "limit: one row by primary key, raw SQL", ""),
    ("clocks", "running clock moved by a day off, with its journal line", "clocks_raw"),
    ("clocks_raw", "limit: the same writes in one transaction, raw SQL", ""),
    ("build", "dossier of the demonstration", ""),
)
HEAD = "| database | what | per second | of the limit | CPU ms each: application | database |"


def main(words: list[str]) -> int:
    """Print a table in Markdown."""
    parser = argparse.ArgumentParser(prog="bench.lifecycle", description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--quick", action="store_true", help="a tenth of everything: to see that it runs")
    arguments = parser.parse_args(words)
    chosen = ("sqlite", "postgres") if arguments.database == "both" else (arguments.database,)
    print(HEAD, "|---|---|---:|---:|---:|---:|", sep="\n", flush=True)
    notes = []
    for database in chosen:
        found = measure(database, quick=arguments.quick)
        for line in lines(database, found):
            print(line, flush=True)
        notes.append(note(database, found))
    print("", *notes, sep="\n")
    return 0


def measure(database: str, *, quick: bool) -> dict[str, Any]:
    """Run `bench.measure` on a new database; PostgreSQL's settings are those of its own packaging."""
    with tempfile.TemporaryDirectory(prefix="congvu-bench-") as data, address(database) as url:
        known = {name: value for name, value in os.environ.items() if not name.startswith(("CONGVU_", "DJANGO_"))}
        known |= {"CONGVU_DATA": data, "CONGVU_DATABASE_URL": url, "CONGVU_LOG": "ERROR"}
        command = [sys.executable, "-m", "bench.measure", *(["--quick"] if quick else [])]
        done = subprocess.run(command, env=known, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


@contextmanager
def address(database: str) -> Iterator[str]:
    """Where the database is; SQLite has its file in the data's folder."""
    if database == "sqlite":
        yield ""
        return
    with server(durable=True) as url:
        yield url


def lines(database: str, found: dict[str, Any]) -> Iterator[str]:
    """The table's rows of one database."""
    for key, what, limit in ROWS:
        row = found[key]
        ratio = f"{row['per_second'] / found[limit]['per_second']:.1%}" if limit else ""
        per_second = f"{row['per_second']:,.0f}" if row["per_second"] >= 100 else f"{row['per_second']:.1f}"
        cpu = f"{row['application_ms']:.2f} | {row['database_ms']:.2f}"
        yield f"| {database} | {what} | {per_second} | {ratio} | {cpu} |"


def note(database: str, found: dict[str, Any]) -> str:
    """What else was seen."""
    memory = found["memory"]
    return (
        f"{database}: a life cycle is {found['deeds']} deeds in {found['transactions']} transactions with"
        f" {found['writes']} writes; a worker has {memory['rss']:.0f} MiB RSS, {memory['pss']:.0f} MiB PSS;"
        f" {found['dossiers']} dossiers of the demonstration took {found['build']['seconds']:.0f} s."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
