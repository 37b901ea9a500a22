"""congvu plans check, export: what of a plan does not fit together, and its tables as a spreadsheet."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from django.utils import timezone

from congvu.base.refusals import Refusal
from congvu.plans import refusals
from congvu.plans.models import Plan
from congvu.plans.rules.layouts import LAYOUTS, fitting
from congvu.plans.rules.sheets import spreadsheet
from congvu.plans.selectors.doubts import doubts
from congvu.plans.selectors.tables import tables


def add_commands(nouns: Any) -> None:
    """The noun `plans` and its verbs; rooms above add theirs to the same noun."""
    verbs = nouns.add_parser(
        "plans", help="plans: what does not fit together, and the ministry's tables"
    ).add_subparsers(required=True, metavar="VERB")
    verb = verbs.add_parser("check", help="what of a plan does not fit together, and who said what of it")
    verb.add_argument("plan", metavar="SLUG", help="the plan's name in its address")
    verb.add_argument("--json", action="store_true", help="print JSON")
    verb.set_defaults(run=run_check)
    verb = verbs.add_parser("export", help="the ministry's tables of a plan as one spreadsheet (ODS)")
    verb.add_argument("plan", metavar="SLUG", help="the plan's name in its address")
    verb.add_argument("--table", action="append", choices=[*LAYOUTS], metavar="T1", help="a table; may be said again")
    verb.add_argument("--all", action="store_true", help="all eleven; without it and --table, those of its framework")
    verb.add_argument("--year", type=int, metavar="YYYY", help="the year of the tables; without it, the plan's first")
    verb.add_argument("--to", type=Path, required=True, metavar="FILE", help="the file that is written")
    verb.set_defaults(run=run_export)


def run_check(arguments: argparse.Namespace) -> int:
    """0: nothing is open; 1: something is not confirmed."""
    found = doubts(_plan(arguments.plan))
    open_ = [one for one in found if one.open]
    if arguments.json:
        print(json.dumps([_told(one) for one in found], ensure_ascii=False, indent=2))
        return 1 if open_ else 0
    for one in found:
        mark = "!" if one.refuses else "?" if one.open else "ok"
        print(f"{mark}\t{one.key}\t{one.sentence}")
        if said := one.confirmed:
            print(f"\t\t{said.said_by}, {timezone.localtime(said.said_at):%d/%m/%Y}: {said.remark}")
    print(f"{len(found)} doubts, {len(open_)} of them open.")
    return 1 if open_ else 0


def run_export(arguments: argparse.Namespace) -> int:
    """0: the file is written; 2: the year is none of the plan's."""
    plan = _plan(arguments.plan)
    year = arguments.year or plan.year_from
    if not plan.year_from <= year <= plan.year_to:
        print(f"--year {year} is not within {plan.year_from} to {plan.year_to}", file=sys.stderr)
        return 2
    keys = arguments.table or [one.key for one in fitting(plan.framework, years=plan.year_to - plan.year_from + 1)]
    printed = tables(plan, list(LAYOUTS) if arguments.all else keys, year=year)
    arguments.to.write_bytes(spreadsheet(printed, title=plan.title, creator=plan.drafter.name))
    print(f"{', '.join(one.key for one in printed)} of {year}: {arguments.to}")
    return 0


def _plan(slug: str) -> Plan:
    plan = Plan.objects.select_related("drafter", "issuer").filter(slug=slug).first()
    if plan is None:
        raise Refusal(refusals.NOT_FOUND)
    return plan


def _told(one: Any) -> dict[str, Any]:
    said = one.confirmed
    return {
        "key": one.key, "sentence": one.sentence, "facts": one.facts, "where": one.where, "open": one.open,
        "refuses": one.refuses, "remark": said.remark if said else "", "said_by": said.said_by if said else "",
    }  # fmt: skip
