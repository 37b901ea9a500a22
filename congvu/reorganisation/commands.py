"""`congvu reorganisation`: batches from the command line, with the system's own rights."""

import argparse
import json
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from congvu.base.actors import system
from congvu.reorganisation import selectors, services

BY = system("cli", "Dòng lệnh")
FIGURES = ("dossiers", "legs", "steps", "duties", "running", "paused", "due_moved", "posts", "accounts", "books")


def add_commands(nouns: Any) -> None:
    """Add the noun `reorganisation` and its verbs."""
    noun = nouns.add_parser("reorganisation", help="mergers, renamings and moved duties")
    verbs = noun.add_subparsers(required=True, metavar="VERB")
    verb = verbs.add_parser("list", help="the batches, newest first: id, day, state, title")
    verb.set_defaults(run=list_batches)
    verb = verbs.add_parser("rehearse", help="tell what a batch would move; nothing is written")
    verb.add_argument("id", type=int, metavar="ID")
    verb.add_argument("--json", action="store_true", help="print the whole report as JSON")
    verb.set_defaults(run=rehearse)
    verb = verbs.add_parser("perform", help="perform a reviewed batch whose day has come")
    verb.add_argument("id", type=int, metavar="ID")
    verb.add_argument("--now", action="store_true", help="before its day, too")
    verb.add_argument("--json", action="store_true", help="print the whole report as JSON")
    verb.set_defaults(run=perform)


def list_batches(arguments: argparse.Namespace) -> int:
    """Print the newest batches."""
    del arguments
    for batch in selectors.batches(BY):
        print(f"{batch.pk}\t{batch.effective_on}\t{batch.state}\t{batch.title}")
    return 0


def rehearse(arguments: argparse.Namespace) -> int:
    """Perform, print and roll back."""
    _print(services.rehearse(arguments.id, by=BY, at=timezone.now()), as_json=arguments.json)
    return 0


def perform(arguments: argparse.Namespace) -> int:
    """Perform and print what moved."""
    batch = services.perform(arguments.id, by=BY, at=timezone.now(), now=arguments.now)
    _print(batch.report, as_json=arguments.json)
    return 0


def _print(report: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(report, ensure_ascii=False, indent=1))
        return
    for part in report["changes"]:
        print(part["what"])
        for key in FIGURES:
            if part[key]:
                print(f"  {key}\t{part[key]}")
        for problem in part["problems"]:
            print("  problem\t" + ", ".join(f"{key} {said}" for key, said in problem.items()))
    print(f"{report['totals']['dossiers']} dossiers in {report['seconds']} s")
