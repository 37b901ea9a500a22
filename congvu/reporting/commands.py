"""congvu plans explain, consolidate, measure: what is reported of a plan. The noun is of the room below."""

import argparse
import json
import sys
from datetime import date
from typing import Any

from django.utils import timezone

from congvu.base.actors import system
from congvu.base.refusals import Refusal
from congvu.measures.rules import METRICS
from congvu.measures.services import count
from congvu.plans import refusals as plans_refusals
from congvu.plans.models import Indicator, Plan
from congvu.reporting import refusals
from congvu.reporting.models import ReportDuty
from congvu.reporting.selectors.explaining import Explanation, explain
from congvu.reporting.selectors.spelling import quotient
from congvu.reporting.services.consolidating import consolidate

BY = system("cli", "Dòng lệnh")
BAR = 40


def add_commands(nouns: Any) -> None:
    """Three more verbs of the noun `plans`."""
    verbs = _verbs(nouns)
    verb = verbs.add_parser("explain", help="how a figure came to be, line by line")
    verb.add_argument("plan", metavar="SLUG", help="the plan's name in its address")
    verb.add_argument("target", metavar="TARGET", help="an indicator's code; with /YEAR, the target of that year")
    verb.add_argument("period", metavar="PERIOD", help="2026, 2026-H1, 2026-Q1 or 2026-01")
    verb.add_argument("--json", action="store_true", help="print JSON")
    verb.set_defaults(run=run_explain)
    verb = verbs.add_parser("consolidate", help="freeze what is known of a period, with what is missing")
    verb.add_argument("plan", metavar="SLUG", help="the plan's name in its address")
    verb.add_argument("duty", metavar="DUTY", help="the code of the report duty")
    verb.add_argument("period", metavar="PERIOD", help="a period of the duty's rhythm, such as 2026-Q1")
    verb.add_argument("--send-to", default="", metavar="NAME", help="to whom it is sent on")
    verb.set_defaults(run=run_consolidate)
    verb = verbs.add_parser("measure", help="count the plan's metrics on days that are over")
    verb.add_argument("plan", metavar="SLUG", help="the plan's name in its address")
    verb.add_argument("--from", dest="first", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    verb.add_argument("--to", dest="last", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    verb.set_defaults(run=run_measure)


def _verbs(nouns: Any) -> Any:
    """The verbs of the noun `plans`, which the room of that name has added before, since rooms come by their names."""
    noun = nouns.choices.get("plans")
    if noun is None:
        noun = nouns.add_parser("plans", help="plans: their check, their tables, what is reported of them")
    for action in noun._actions:
        if isinstance(action, argparse._SubParsersAction):
            return action
    return noun.add_subparsers(required=True, metavar="VERB")


def run_explain(arguments: argparse.Namespace) -> int:
    """0; refusals are told by the command itself."""
    found = explain(_plan(arguments.plan), arguments.target, arguments.period)
    if arguments.json:
        print(json.dumps(_plain(found), ensure_ascii=False, indent=2))
        return 0
    print(f"{found.plan.title}\n{found.term.label}")
    for chapter in found.chapters:
        print(f"\n{chapter.title}")
        for line in chapter.lines:
            print(f"  {line.text}")
    return 0


def _plain(found: Explanation) -> dict[str, Any]:
    return {
        "plan": found.plan.slug,
        "indicator": found.indicator.code,
        "period": found.term.code,
        "figure": quotient(found.indicator, found.figure),
        "known": found.figure.known,
        "expected": found.figure.expected,
        "measured_only": found.alone,
        "chapters": [{"title": one.title, "lines": [line.text for line in one.lines]} for one in found.chapters],
    }


def run_consolidate(arguments: argparse.Namespace) -> int:
    """0: every agency had reported; 1: some had not, and it was frozen all the same."""
    duty = ReportDuty.objects.filter(plan=_plan(arguments.plan), code=arguments.duty).first()
    if duty is None:
        raise Refusal(refusals.DUTY_UNKNOWN)
    made = consolidate(duty.pk, arguments.period, sent_to=arguments.send_to, by=BY, at=timezone.now())
    print(f"No. {made.number} of {duty.code}, {made.period}: {made.known} of {made.expected} agencies had reported.")
    for one in made.content["silent"]:
        print(f"  {one['code']} {one['name']}: nothing", file=sys.stderr)
    return 0 if made.known >= made.expected else 1


def run_measure(arguments: argparse.Namespace) -> int:
    """0: counted; 2: nothing of the plan is counted by the platform."""
    rows = Indicator.objects.filter(targets__plan=_plan(arguments.plan)).values_list("metric_n", "metric_d")
    metrics = sorted({key for row in rows.distinct() for key in row if key in METRICS and METRICS[key].lit})
    if not metrics:
        print("No indicator of this plan is counted by the platform.", file=sys.stderr)
        return 2
    run = count(metrics, arguments.first, arguments.last, by=BY, at=timezone.now(), progress=_progress)
    print(f"{len(metrics)} metrics were counted on {run.days} days: {', '.join(metrics)}")
    return 0


def _progress(done: int, whole: int) -> None:
    """One bar that grows, for somebody who looks on; a log has no use for it."""
    if sys.stderr.isatty():
        part, end = done * BAR // max(whole, 1), "\n" if done >= whole else ""
        print(f"\r  [{'=' * part}{' ' * (BAR - part)}] {done} / {whole}", end=end, file=sys.stderr, flush=True)


def _plan(slug: str) -> Plan:
    plan = Plan.objects.filter(slug=slug).first()
    if plan is None:
        raise Refusal(plans_refusals.NOT_FOUND)
    return plan
