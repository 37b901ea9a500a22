"""`congvu serve`, `congvu work` and `congvu migrate`."""

import argparse
import sys

from django.core.management import call_command

from congvu.site.commands.nouns import Nouns

BUSY = "Something already listens on port {port}. Choose another with --port, for example --port {other}."


def add_commands(nouns: Nouns) -> None:
    """Add the verbs."""
    serve_verb = nouns.add_parser("serve", help="serve the pages", description=serve.__doc__)
    serve_verb.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    serve_verb.add_argument("--port", type=int, default=8000, help="(default: %(default)s)")
    serve_verb.add_argument("--workers", type=int, help="processes (default: as many as there are cores)")
    serve_verb.set_defaults(run=serve)
    work_verb = nouns.add_parser("work", help="do the background's tasks and duties", description=work.__doc__)
    work_verb.add_argument("--once", action="store_true", help="do what is due now, then end")
    work_verb.set_defaults(run=work)
    migrate_verb = nouns.add_parser("migrate", help="bring the database up to date", description=migrate.__doc__)
    migrate_verb.add_argument("--check", action="store_true", help="only say (exit code 1) whether it is behind")
    migrate_verb.set_defaults(run=migrate)


def serve(arguments: argparse.Namespace) -> int:
    """Serve the pages until SIGTERM; requests in hand are finished first."""
    from congvu.site.web_server import Place
    from congvu.site.web_server import serve as run_server

    place = Place(arguments.host, arguments.port)
    if not place.is_free():
        print(BUSY.format(port=place.port, other=place.port + 1), file=sys.stderr)
        return 2
    print(f"Công Vụ: {place}", flush=True)
    run_server(place, workers=arguments.workers)
    return 0


def work(arguments: argparse.Namespace) -> int:
    """Do the background's tasks and periodic duties until SIGTERM; a task in hand is finished first."""
    from congvu.site.background import work as run_worker

    run_worker(batch=arguments.once)
    return 0


def migrate(arguments: argparse.Namespace) -> int:
    """Bring the database's tables up to date with this version. Make a backup before."""
    try:
        call_command("migrate", check_unapplied=arguments.check, interactive=False, verbosity=1)
    except SystemExit as end:
        return int(end.code or 0)
    return 0
