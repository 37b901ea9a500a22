"""`congvu files sweep` and `congvu files verify`."""

import argparse
from typing import Any

from django.utils import timezone

from congvu.files import selectors, services


def add_commands(nouns: Any) -> None:
    """The noun `files` and its verbs."""
    noun = nouns.add_parser("files", help="bytes on disk: put away orphans, prove the rest")
    verbs = noun.add_subparsers(required=True, metavar="VERB")
    verbs.add_parser("sweep", help="remove files without a row, older than a day").set_defaults(run=sweep)
    verbs.add_parser("verify", help="digest every file again and name what is missing or changed").set_defaults(
        run=verify
    )


def sweep(_arguments: argparse.Namespace) -> int:
    """Remove orphans; always 0."""
    print(f"{services.sweep(selectors.shelf(), at=timezone.now())} files removed")
    return 0


def verify(_arguments: argparse.Namespace) -> int:
    """1 if any file is missing or changed."""
    wrong = 0
    for sha256, problem in selectors.unsound(selectors.shelf()):
        print(f"{problem} {sha256}")
        wrong += 1
    print(f"{wrong} files missing or changed" if wrong else "every file is whole")
    return 1 if wrong else 0
