"""congvu measures: the catalogue of automatic metrics, and counting them."""

import argparse
import json
import sys
import time
from datetime import date
from typing import Any

from django.utils import timezone

from congvu.base.actors import system
from congvu.base.refusals import Refusal
from congvu.measures import selectors
from congvu.measures.rules import METRICS
from congvu.measures.services import count

BY = system("cli", "Dòng lệnh")
BAR = 40


def add_commands(nouns: Any) -> None:
    """The noun `measures` and its verbs."""
    noun = nouns.add_parser("measures", help="automatic metrics, counted for each agency and day")
    verbs = noun.add_subparsers(required=True, metavar="VERB")
    verb = verbs.add_parser("list", help="the catalogue: key, stock or flow, days counted, name")
    verb.add_argument("--json", action="store_true", help="print JSON")
    verb.set_defaults(run=run_list)
    verb = verbs.add_parser("count", help="count metrics on days that are over, and store the figures")
    verb.add_argument("--from", dest="first", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    verb.add_argument("--to", dest="last", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    verb.add_argument("--metric", dest="metrics", action="append", default=[], metavar="KEY",
                      help="this metric; may be given several times; without it all are counted")  # fmt: skip
    verb.set_defaults(run=run_count)


def run_list(arguments: argparse.Namespace) -> int:
    """Always 0."""
    entries = selectors.entries()
    if arguments.json:
        print(json.dumps([_told(one) for one in entries], ensure_ascii=False, indent=2))
        return 0
    for one in entries:
        days = f"{one.first} – {one.last}" if one.first else "not counted" if one.metric.lit else "dark"
        print(f"{one.metric.key}\t{one.metric.kind}\t{days}\t{one.metric.name}")
    return 0


def _told(one: selectors.Entry) -> dict[str, Any]:
    metric = one.metric
    said = {
        name: str(getattr(metric, name)) for name in ("key", "name", "definition", "source", "coverage", "why_dark")
    }
    days = {"first": one.first and one.first.isoformat(), "last": one.last and one.last.isoformat()}
    return {**said, "kind": metric.kind, "room": metric.room, "lit": metric.lit, **days}


def run_count(arguments: argparse.Namespace) -> int:
    """0: counted; 2: nothing that can be counted was asked for."""
    begun = time.monotonic()
    try:
        run = count(
            arguments.metrics or METRICS, arguments.first, arguments.last,
            by=BY, at=timezone.now(), progress=progress,
        )  # fmt: skip
    except Refusal as refusal:
        print(refusal.sentence, file=sys.stderr)
        return 2
    seconds = time.monotonic() - begun
    print(f"{len(run.metrics)} metrics were counted on {run.days} days in {seconds:.1f} s.")
    return 0


def progress(done: int, whole: int) -> None:
    """One bar that grows, for somebody who looks on; a log has no use for it."""
    if sys.stderr.isatty():
        part = done * BAR // max(whole, 1)
        end = "\n" if done >= whole else ""
        print(f"\r  [{'=' * part}{' ' * (BAR - part)}] {done} / {whole}", end=end, file=sys.stderr, flush=True)
