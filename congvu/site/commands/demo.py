"""`congvu demo`: a province to try the software on, built once and served."""

import argparse
import json
import multiprocessing
import os
import secrets
import shutil
import sys
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone

from congvu.payments.rules import keys_from
from congvu.payments.sandbox.__main__ import DATABASE as SANDBOX
from congvu.payments.sandbox.__main__ import main as run_sandbox
from congvu.site import demo
from congvu.site.background import work
from congvu.site.commands.nouns import Nouns
from congvu.site.commands.running import BUSY
from congvu.site.web_server import Place, end_with_parent, serve

FOREIGN = (
    "The data in {where} were not made by the demonstration, so they are left alone. Name another folder: --data DIR."
)
BAR = 40  # letters
IN_USE = "The database named by CONGVU_DATABASE_URL is not empty. Make a new one for the demonstration."


def add_commands(nouns: Nouns) -> None:
    """Add the verbs."""
    noun = nouns.add_parser("demo", help="a demonstration province", description=__doc__)
    verbs = noun.add_subparsers(required=True, metavar="VERB")
    build_verb = verbs.add_parser("build", help="build it where it is missing", description=build.__doc__)
    start_verb = verbs.add_parser(
        "start", help="build it where it is missing, then serve it", description=start.__doc__
    )
    for verb in (build_verb, start_verb):
        verb.add_argument("--fresh", action="store_true", help="throw the demonstration's data away and build it anew")
        verb.add_argument("--dossiers", type=int, default=None, help=f"how many (default: {demo.DOSSIERS})")
    build_verb.set_defaults(run=build)
    start_verb.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    start_verb.add_argument("--port", type=int, default=8000, help="(default: %(default)s)")
    start_verb.set_defaults(run=start)


def build(arguments: argparse.Namespace) -> int:
    """Make the tables and the demonstration's data, unless they are there. A half-built one is built anew."""
    marker = settings.DATA / "demo.json"
    known = json.loads(marker.read_text()) if marker.exists() else {}
    if known.get("complete") and not arguments.fresh:
        if arguments.dossiers not in (None, known["dossiers"]):
            tell(f"This demonstration has {known['dossiers']} dossiers; --fresh builds it anew with another number.")
        if is_behind():
            tell("Bringing the tables up to date")
            call_command("migrate", interactive=False, verbosity=0)
        return 0
    if refusal := empty():
        print(refusal, file=sys.stderr)
        return 3
    begun = time.monotonic()
    state = {"complete": False, "dossiers": arguments.dossiers or demo.DOSSIERS}
    marker.write_text(json.dumps(state))
    settings.DEMO = True
    tell("Making the tables")
    call_command("migrate", interactive=False, verbosity=0)
    demo.build(dossiers=int(state["dossiers"]), until=timezone.now(), tell=tell, progress=progress)
    marker.write_text(json.dumps({**state, "complete": True}))
    tell(f"The demonstration is ready after {time.monotonic() - begun:.0f} s, in {short(settings.DATA)}")
    return 0


def start(arguments: argparse.Namespace) -> int:
    """Build the demonstration if needed, print where it is and who can sign in, and serve it until Ctrl-C."""
    place = Place(arguments.host, arguments.port)
    if not place.is_free():
        print(BUSY.format(port=place.port, other=place.port + 1), file=sys.stderr)
        return 2
    if code := build(arguments):
        return code
    print(f"\nCông Vụ: {place}\n")
    for line in demo.sign_ins():
        print(f"  {line}")
    print("\nCtrl-C stops it.", flush=True)
    settings.DEMO = True
    connections.close_all()
    beside = [multiprocessing.Process(target=pay_aside, args=(choose_sandbox(place),))]
    beside.append(multiprocessing.Process(target=work_aside))
    for process in beside:
        process.start()
    try:
        serve(place)
    finally:
        for process in beside:
            process.terminate()
        for process in beside:
            process.join(timeout=15)
            process.kill()
    return 0


def choose_sandbox(place: Place) -> Place:
    """Where the sandbox gateway will listen, beside the server; it is set as the gateway of this demonstration,
    whatever the environment says: no real money may move."""
    ports = (Place(place.host, place.port + more) for more in range(1, 100))
    found = next(one for one in ports if one.is_free())
    settings.PAYMENT_URL = str(found).rstrip("/")
    settings.PAYMENT_MERCHANT, settings.PAYMENT_SECRET = "demo", f"k1:{secrets.token_hex(24)}"
    return found


def pay_aside(place: Place) -> None:
    """The sandbox gateway, as a fork, which ends with the server."""
    os.setsid()
    end_with_parent()
    keys = keys_from(settings.PAYMENT_MERCHANT, settings.PAYMENT_SECRET)
    run_sandbox(place.host, place.port, settings.DATA, keys, quiet=True)


def work_aside() -> None:
    """The background, as a fork: what is imported is there already. It ends with the server, not by Ctrl-C."""
    os.setsid()
    end_with_parent()
    work()


def empty() -> str | None:
    """Throw the demonstration's data away; or say why not. Nothing is deleted but what the software itself wrote."""
    if connection.vendor != "sqlite":
        return IN_USE if connection.introspection.table_names() else None
    if is_foreign():
        return FOREIGN.format(where=short(settings.DATA))
    connection.close()
    database = Path(settings.DATABASES["default"]["NAME"])
    for path in (
        settings.DATA / "demo.json",
        settings.DATA / SANDBOX,
        *(database.with_name(database.name + end) for end in ("", "-wal", "-shm")),
    ):
        path.unlink(missing_ok=True)
    for folder in (settings.FILES_ROOT, settings.STATIC_ROOT):
        shutil.rmtree(folder, ignore_errors=True)
    return None


def is_foreign() -> bool:
    """Whether real work may be in the data: accounts, and no word of a demonstration."""
    if (settings.DATA / "demo.json").exists() or "people_account" not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM people_account LIMIT 1")
        return cursor.fetchone() is not None


def is_behind() -> bool:
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def short(path: Path) -> str:
    """The path as one would type it here."""
    with suppress(ValueError):
        return str(path.relative_to(Path.cwd()))
    return str(path)


def tell(line: str) -> None:
    print(f"· {line}", file=sys.stderr, flush=True)


def progress(done: int, whole: int) -> None:
    """One bar that grows, for somebody who looks on; a log has no use for it."""
    if sys.stderr.isatty():
        part = done * BAR // max(whole, 1)
        end = "\n" if done >= whole else ""
        print(f"\r  [{'=' * part}{' ' * (BAR - part)}] {done} / {whole}", end=end, file=sys.stderr, flush=True)
