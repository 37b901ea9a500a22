"""`congvu clock`: why a thing is due when it is. `congvu calendar`: the days from which that follows."""

import argparse
import json
import sys
import time
from typing import TYPE_CHECKING

from django.utils import timezone

from congvu.base.actors import system
from congvu.clocks import selectors, services

if TYPE_CHECKING:
    Nouns = argparse._SubParsersAction[argparse.ArgumentParser]

WIDTH = 30  # of the bar


def add_commands(nouns: "Nouns") -> None:
    """Add the verbs."""
    noun = nouns.add_parser("clock", help="the statutory clock of a dossier", description=__doc__)
    verbs = noun.add_subparsers(required=True, metavar="VERB")
    verb = verbs.add_parser("explain", help="how the due time came about", description=explain.__doc__)
    verb.add_argument("code", metavar="CODE", help="the dossier's code")
    verb.add_argument("--json", action="store_true", help="for machines")
    verb.set_defaults(run=explain)
    verb = verbs.add_parser("reproject", help="compute all running due times anew", description=reproject.__doc__)
    verb.add_argument("--reason", required=True, help="what the journal will say")
    verb.add_argument("--agency", metavar="CODE", help="only of this agency and all below it")
    verb.set_defaults(run=reproject)

    noun = nouns.add_parser("calendar", help="public holidays and working days", description=__doc__)
    verbs = noun.add_subparsers(required=True, metavar="VERB")
    verb = verbs.add_parser("seed", help="store the public holidays of years", description=seed.__doc__)
    verb.add_argument("years", metavar="YEAR", type=int, nargs="+")
    verb.add_argument(
        "--overdue-because", metavar="REASON", default="", help="why it is done though dossiers become overdue"
    )
    verb.set_defaults(run=seed)


def explain(arguments: argparse.Namespace) -> int:
    """Print the arithmetic of a dossier's clock, line by line, from the code that computes the due time."""
    clock = selectors.labelled(arguments.code)
    told = selectors.explain(clock)
    if arguments.json:
        facts = {"code": clock.label, "state": clock.state, "due": timezone.localtime(clock.due_at).isoformat()}
        print(json.dumps({**facts, "lines": [line.as_json() for line in told]}, ensure_ascii=False, indent=2))
    else:
        print("\n".join(line.text for line in told))
    return 0


def reproject(arguments: argparse.Namespace) -> int:
    """Compute the due time of every running clock anew; the journal tells of each that moved, with the reason."""
    agency_id = selectors.agency_called(arguments.agency).pk if arguments.agency else None
    meter = Meter(selectors.running(agency_id))
    moved = services.reproject(
        agency_id,
        reason=arguments.reason,
        by=system("cli", "Dòng lệnh"),
        at=timezone.now(),
        progress=meter.tell,
    )
    meter.end()
    print(f"{len(moved)} due times moved.")
    return 0


class Meter:
    """How far it is, on one line of a terminal that is written over; nothing where nobody looks on."""

    def __init__(self, total: int) -> None:
        self.total, self.done, self.begun = total, 0, time.monotonic()

    def tell(self, more: int) -> None:
        self.done += more
        if sys.stderr.isatty():
            share = self.done / max(self.total, self.done)
            bar = "#" * round(WIDTH * share)
            print(f"\r[{bar:<{WIDTH}}] {self.done:,} of {self.total:,} clocks", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Say how fast it was."""
        seconds = max(time.monotonic() - self.begun, 0.001)
        if sys.stderr.isatty():
            print("\r\033[K", end="", file=sys.stderr)
        print(f"{self.done:,} clocks in {seconds:.1f} s: {self.done / seconds:,.0f} per second.", file=sys.stderr)


def seed(arguments: argparse.Namespace) -> int:
    """Store the public holidays of the years; days that were recorded by hand stay as they are."""
    reason = arguments.overdue_because
    moved = services.seed_holidays(
        arguments.years,
        by=system("cli", "Dòng lệnh"),
        at=timezone.now(),
        confirmed=services.Confirmed(accepts_overdue=True, reason=reason) if reason else None,
    )
    print(f"Holidays of {', '.join(map(str, arguments.years))} are stored; {len(moved)} due times moved.")
    return 0
