"""`congvu payments`: the day compared, and the sandbox gateway."""

import argparse
import secrets
import sys
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from congvu.base.actors import system
from congvu.payments import services
from congvu.payments.gateways import chosen
from congvu.payments.rules import keys_from
from congvu.payments.sandbox.__main__ import main

BY = system("cli", "Dòng lệnh")


def add_commands(nouns: Any) -> None:
    """Add the noun and its verbs."""
    noun = nouns.add_parser("payments", help="fees paid online")
    verbs = noun.add_subparsers(required=True, metavar="VERB")
    verb = verbs.add_parser("reconcile", help="compare a day with the gateway's report", description=reconcile.__doc__)
    verb.add_argument("--day", type=date.fromisoformat, help="YYYY-MM-DD (default: yesterday)")
    verb.set_defaults(run=reconcile)
    verb = verbs.add_parser("sandbox", help="run a payment gateway to try with", description=sandbox.__doc__)
    verb.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    verb.add_argument("--port", type=int, default=8090, help="(default: %(default)s)")
    verb.set_defaults(run=sandbox)


def reconcile(arguments: argparse.Namespace) -> int:
    """Compare what came and went on a day that is over with the gateway's own report; exit code 1 if they differ, 2 if
    no gateway is set."""
    try:
        way = chosen(settings.PAYMENT_URL, settings.PAYMENT_MERCHANT, settings.PAYMENT_SECRET)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    if way is None:
        print("Online payment is not offered: CONGVU_PAYMENT_URL is not set.", file=sys.stderr)
        return 2
    at = timezone.now()
    told = services.fetch(arguments.day or timezone.localdate(at) - timedelta(days=1), way, at=at)
    report = services.reconcile(told, by=BY, at=at)
    print(f"{report.day}\t{report.agreed} agree\there {report.here}\tthere {report.there}")
    differ = report.mismatches.filter(resolved_at=None).order_by("pk")
    for one in differ:
        print(f"{one.kind}\t{one.way}\t{one.code}\there {one.here}\tthere {one.there}")
    return 1 if differ else 0


def sandbox(arguments: argparse.Namespace) -> int:
    """Serve a payment gateway that moves no money, until Ctrl-C. It keeps its orders in the data folder, and takes
    merchant and secret from the same settings as the house; where they are empty it makes some up and prints them."""
    merchant = settings.PAYMENT_MERCHANT or "sandbox"
    secret = settings.PAYMENT_SECRET or f"k1:{secrets.token_hex(24)}"
    try:
        keys = keys_from(merchant, secret)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    if not settings.PAYMENT_SECRET:
        print(f"CONGVU_PAYMENT_MERCHANT={merchant}\nCONGVU_PAYMENT_SECRET={secret}", file=sys.stderr)
    return main(arguments.host, arguments.port, settings.DATA, keys)
