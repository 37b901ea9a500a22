"""`congvu notices`: the outbox from the command line."""

import argparse
import json
import sys
from typing import Any

from django.conf import settings
from django.utils import timezone

from congvu.base.actors import system
from congvu.notices import selectors, services
from congvu.notices.models import Message
from congvu.notices.rules import State
from congvu.notices.transports import chosen

BY = system("cli", "Dòng lệnh")
COLUMNS = ("key", "kind", "to", "subject", "state", "tries", "error")
MOST = 1000


def add_commands(nouns: Any) -> None:
    """Add the noun and its verbs."""
    noun = nouns.add_parser("notices", help="the outbox of e-mail")
    verbs = noun.add_subparsers(required=True, metavar="VERB")
    verb = verbs.add_parser("list", help="messages, newest first", description=list_messages.__doc__)
    verb.add_argument("--state", choices=State.values, help="only those in this state")
    verb.add_argument("--json", action="store_true", help="print JSON")
    verb.set_defaults(run=list_messages)
    verb = verbs.add_parser("send", help="send what is due, now", description=send.__doc__)
    verb.set_defaults(run=send)
    for name, what in (("retry", "send messages again"), ("drop", "do not send messages any more")):
        verb = verbs.add_parser(name, help=what, description=decide.__doc__)
        verb.add_argument("keys", nargs="*", metavar="KEY", help="keys as `congvu notices list` prints them")
        verb.add_argument("--all", choices=["given_up", "unsure"], help="all messages in this state")
        verb.set_defaults(run=decide, deed=name)


def list_messages(arguments: argparse.Namespace) -> int:
    """Print up to 1,000 messages with their states; their texts are not printed."""
    state = State(arguments.state) if arguments.state else None
    rows = [
        {column: getattr(message, column) for column in COLUMNS}
        for message in selectors.page(BY, state, on=timezone.localdate(), size=MOST)
    ]
    if arguments.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            print("\t".join(str(value) for value in row.values()))
    return 0


def send(_arguments: argparse.Namespace) -> int:
    """Send what is due, as the background does every few seconds; exit code 1 if a message was given up or is unsure,
    2 if no transport is set."""
    try:
        transport = chosen(settings.SMTP_URL, settings.MAIL_FOLDER, demo=settings.DEMO)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    if transport is None:
        print("Nothing is sent: CONGVU_SMTP is not set. Messages wait in the outbox.", file=sys.stderr)
        return 2
    found: services.Round = services.Round()
    while ended := services.send_due(transport, sender=settings.MAIL_FROM, at=timezone.now()):
        found += ended
        if set(ended) - {State.SENT}:
            break
    print(", ".join(f"{number} {state.value}" for state, number in found.items()) or "Nothing was due.")
    return 1 if found[State.GIVEN_UP] or found[State.UNSURE] else 0


def decide(arguments: argparse.Namespace) -> int:
    """Decide about messages that were given up, are unsure or wait; exit code 1 if a key is unknown."""
    messages = Message.objects.filter(state=arguments.all) if arguments.all else Message.objects.none()
    messages |= Message.objects.filter(key__in=arguments.keys)
    found = dict(messages.order_by("pk").values_list("key", "pk"))
    deed = services.retry if arguments.deed == "retry" else services.drop
    for key, message_pk in found.items():
        deed(message_pk, by=BY, at=timezone.now())
        print(key)
    missing = [key for key in arguments.keys if key not in found]
    for key in missing:
        print(f"There is no message {key}.", file=sys.stderr)
    return 1 if missing else 0
