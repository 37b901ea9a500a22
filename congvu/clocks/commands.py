"""`congvu clock`: why a thing is due when it is. `congvu calendar`: the days from which that follows."""

import argparse
import json
from typing import TYPE_CHECKING

from django.utils import timezone

from congvu.base.actors import system
from congvu.clocks import selectors, services

if TYPE_CHECKING:
    Nouns = argparse._SubParsersAction[argparse.ArgumentParser]


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
    verb.set_defaults(run=reproject)

    noun = nouns.add_parser("calendar", help="public holidays and working days", description=__doc__)
    verbs = noun.add_subparsers(required=True, metavar="VERB")
    verb = verbs.add_parser("seed", help="store the public holidays of years", description=seed.__doc__)
    verb.add_argument("years", metavar="YEAR", type=int, nargs="+")
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
    moved = services.reproject(None, reason=arguments.reason, by=system("cli", "Dòng lệnh"), at=timezone.now())
    print(f"{len(moved)} due times moved.")
    return 0


def seed(arguments: argparse.Namespace) -> int:
    """Store the public holidays of the years; days that were recorded by hand stay as they are."""
    moved = services.seed_holidays(arguments.years, by=system("cli", "Dòng lệnh"), at=timezone.now())
    print(f"Holidays of {', '.join(map(str, arguments.years))} are stored; {len(moved)} due times moved.")
    return 0
