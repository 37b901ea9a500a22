"""`congvu notices`: the outbox from the command line."""

import argparse
import json
import signal
import sys
import threading
from typing import Any

from django.conf import settings
from django.utils import timezone

from congvu.base.actors import system
from congvu.notices import selectors, services
from congvu.notices.line import hold
from congvu.notices.models import Message
from congvu.notices.rules import Channel, Quiet, State, quiet_hours
from congvu.notices.transports import Smpp, Transport, chosen, sms_line

BY = system("cli", "Dòng lệnh")
COLUMNS = ("key", "channel", "kind", "to", "subject", "state", "tries", "delivery", "error")
SENT_HERE = (Channel.EMAIL, Channel.SMS)
MOST = 1000


def add_commands(nouns: Any) -> None:
    """Add the noun and its verbs."""
    noun = nouns.add_parser("notices", help="the outbox of e-mail and SMS")
    verbs = noun.add_subparsers(required=True, metavar="VERB")
    verb = verbs.add_parser("list", help="messages, newest first", description=list_messages.__doc__)
    verb.add_argument("--state", choices=State.values, help="only those in this state")
    verb.add_argument("--channel", choices=Channel.values, help="only those of this channel")
    verb.add_argument("--json", action="store_true", help="print JSON")
    verb.set_defaults(run=list_messages)
    verb = verbs.add_parser("send", help="send what is due, now", description=send.__doc__)
    verb.add_argument("--channel", choices=[one.value for one in SENT_HERE], help="only by this channel")
    verb.set_defaults(run=send)
    verb = verbs.add_parser("listen", help="hold the SMS line", description=listen.__doc__)
    verb.set_defaults(run=listen)
    for name, what in (("retry", "send messages again"), ("drop", "do not send messages any more")):
        verb = verbs.add_parser(name, help=what, description=decide.__doc__)
        verb.add_argument("keys", nargs="*", metavar="KEY", help="keys as `congvu notices list` prints them")
        verb.add_argument("--all", choices=["given_up", "unsure"], help="all messages in this state")
        verb.set_defaults(run=decide, deed=name)


def list_messages(arguments: argparse.Namespace) -> int:
    """Print up to 1,000 messages with their states; their texts are not printed."""
    state = State(arguments.state) if arguments.state else None
    channel = Channel(arguments.channel) if arguments.channel else None
    rows = [
        {column: getattr(message, column) for column in COLUMNS}
        for message in selectors.page(BY, state, on=timezone.localdate(), channel=channel, size=MOST)
    ]
    if arguments.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            print("\t".join(str(value) for value in row.values()))
    return 0


def send(arguments: argparse.Namespace) -> int:
    """Send what is due, as the background does every few seconds; exit code 1 if a message was given up or is unsure,
    2 if no transport is set or a setting cannot be meant. At night texts wait, save those that somebody waits for."""
    wanted = [Channel(arguments.channel)] if arguments.channel else list(SENT_HERE)
    try:
        transports = [way for channel in wanted if (way := chosen(channel))]
        quiet = quiet_hours(settings.SMS_QUIET)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    if not transports:
        print("Nothing is sent: CONGVU_SMTP, CONGVU_SMPP are not set. Messages wait in the outbox.", file=sys.stderr)
        return 2
    found: services.Round = services.Round()
    for transport in transports:
        found += _sent(transport, quiet if transport.channel == Channel.SMS else None)
    print(", ".join(f"{number} {state.value}" for state, number in found.items()) or "Nothing was due.")
    return 1 if found[State.GIVEN_UP] or found[State.UNSURE] else 0


def _sent(transport: Transport, quiet: Quiet | None) -> services.Round:
    found: services.Round = services.Round()
    while ended := services.send_due(transport, at=timezone.now(), quiet=quiet):
        found += ended
        if set(ended) - {State.SENT}:
            break
    if isinstance(transport, Smpp):
        transport.hang_up()
    return found


def listen(_arguments: argparse.Namespace) -> int:
    """Hold the SMS line until SIGTERM: texts go out, reports and questions come in. `congvu work` does it too; this is
    for a machine that does nothing else. Exit code 2 if no gateway is set."""
    try:
        if sms_line() is None:
            print("There is no line to hold: CONGVU_SMPP is not set, or this is a demonstration.", file=sys.stderr)
            return 2
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: ended.set())
    hold(ended)
    return 0


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
