"""congvu statistics: bring the tables up to date, make them anew, prove them."""

import argparse
import json
import sys
import time
from datetime import date
from typing import Any

from django.utils import timezone

from congvu.statistics.rules.periods import Period
from congvu.statistics.services import keep, prove, rebuild


def add_commands(nouns: Any) -> None:
    """The noun `statistics` and its verbs."""
    verbs = nouns.add_parser("statistics", help="the books of dossiers, and their proof").add_subparsers(
        required=True, metavar="VERB"
    )
    verb = verbs.add_parser("keep", help="read what the journal has gained into the tables")
    verb.set_defaults(run=run_keep)
    verb = verbs.add_parser("rebuild", help="forget the tables and make them anew from the whole journal")
    verb.set_defaults(run=run_rebuild)
    verb = verbs.add_parser("prove", help="count everything again from the journal and tell what does not agree")
    verb.add_argument("--from", dest="first", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    verb.add_argument("--to", dest="last", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    verb.add_argument("--json", action="store_true", help="print JSON")
    verb.set_defaults(run=run_prove)


def run_keep(arguments: argparse.Namespace) -> int:
    """Always 0."""
    del arguments
    return _told(lambda: _kept())


def run_rebuild(arguments: argparse.Namespace) -> int:
    """Always 0."""
    del arguments
    return _told(lambda: rebuild(at=timezone.now()))


def _kept() -> int:
    lines = 0
    while more := keep(at=timezone.now()):
        lines += more
    return lines


def _told(do: Any) -> int:
    begun = time.monotonic()
    lines = do()
    seconds = max(time.monotonic() - begun, 0.001)
    print(f"{lines:,} lines of the journal were read in {seconds:.1f} s, {lines / seconds:,.0f} a second.")
    return 0


def run_prove(arguments: argparse.Namespace) -> int:
    """0: everything agrees; 1: something does not; 2: the days are the wrong way round."""
    if arguments.first > arguments.last:
        print(f"--from {arguments.first} is after --to {arguments.last}", file=sys.stderr)
        return 2
    _kept()
    outcome = prove(Period.days(arguments.first, arguments.last), at=timezone.now())
    told = {
        "from": outcome.period.start.isoformat(),
        "to": outcome.period.last.isoformat(),
        "lines": outcome.lines,
        "dossiers": outcome.dossiers,
        "legs": outcome.legs,
        "cells": outcome.cells,
        "findings": outcome.found,
        "seconds": round(outcome.seconds, 2),
    }
    if arguments.json:
        said = [{"kind": one.kind, "message": one.message, "codes": one.codes} for one in outcome.findings]
        print(json.dumps({**told, "said": said}, ensure_ascii=False, indent=2))
        return 1 if outcome.found else 0
    for finding in outcome.findings:
        print(finding)
    rate = outcome.lines / max(outcome.seconds, 0.001)
    print(
        f"{outcome.dossiers:,} dossiers and {outcome.legs:,} legs, {outcome.lines:,} lines of the journal,"
        f" {outcome.cells:,} cells in {outcome.seconds:.1f} s ({rate:,.0f} lines a second)."
    )
    print(
        f"{outcome.found:,} things do not agree."
        if outcome.found
        else f"From {outcome.period.start} to {outcome.period.last} the books balance."
    )
    return 1 if outcome.found else 0
