"""The outbox: what is to be sent lies in the database before anything leaves, and leaves once.

A message is claimed in a transaction of its own before it is handed to the transport, and marked as sent after it. If
the worker is killed between the two, nobody knows which side of the handing over it died on. The folder knows a message
again by its Message-ID, so it is simply sent again. SMTP does not: such a message is marked as unsure, and an operator
decides. So nothing is sent twice by this programme itself.
"""

import logging
import os
import secrets
import socket
from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from congvu.agencies import selectors as agencies
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.base.working_time import in_vietnam
from congvu.inbox.models import Duty
from congvu.journal.services import Event, record
from congvu.notices import events, refusals
from congvu.notices.models import Message, Morning, Warned
from congvu.notices.rules import (
    KEPT,
    LEASE,
    MOST_PARTS,
    Channel,
    Kind,
    Quiet,
    State,
    in_parts,
    is_address,
    is_phone,
    is_web_address,
    next_try,
    one_line,
)
from congvu.notices.selectors import visible
from congvu.notices.transports import NotSent, Rejected, Transport, Unreachable, Unsure

log = logging.getLogger(__name__)
MOST = 100  # messages of a round: the other duties of the background wait for it
MONTH = timedelta(days=30)
RIGHT_ADDRESS = {
    Channel.EMAIL: (is_address, refusals.ADDRESS_BAD),
    Channel.SMS: (is_phone, refusals.PHONE_BAD),
    Channel.WEBHOOK: (is_web_address, refusals.WEB_ADDRESS_BAD),
}
MOST_AT_ONCE = 1000  # of one retry of all
UNSETTLED = (State.WAITING, State.UNSURE, State.GIVEN_UP)
SHORT_LIVED = (Kind.CODE, Kind.ANSWER)  # who asked for what is nobody's business later
Round = Counter[State]


def put(
    key: str,
    *,
    to: str,
    subject: str,
    text: str,
    at: datetime,
    channel: Channel | str = Channel.EMAIL,
    kind: Kind = Kind.OTHER,
    account_id: int | None = None,
    not_before: datetime | None = None,
    urgent: bool = False,
) -> Message:
    """Lay a message into the outbox, in the caller's transaction; with a key that is known nothing is added.

    `account_id` is the receiver's, whose administrators can see the message. An SMS has a subject too: by it an
    operator knows the message, and it is not sent. `urgent` is for codes of signing in. Refusals: notices.address_bad,
    notices.phone_bad, notices.web_address_bad, notices.text_too_long.
    """
    channel = Channel(channel)
    is_right, wrong = RIGHT_ADDRESS[channel]
    if not is_right(to):
        raise Refusal(wrong, field="to", to=one_line(to))
    if channel == Channel.SMS and (parts := len(in_parts(text))) > MOST_PARTS:
        raise Refusal(refusals.TEXT_TOO_LONG, field="text", parts=parts, most=MOST_PARTS)
    made = {
        "channel": channel,
        "urgent": urgent,
        "to": to,
        "subject": one_line(subject),
        "text": text,
        "kind": kind,
        "account_id": account_id,
        "made_at": at,
        "next_try_at": not_before or at,
    }
    return Message.objects.get_or_create(key=key, defaults=made)[0]


def send_due(transport: Transport, *, at: datetime, quiet: Quiet | None = None, most: int = MOST) -> Round:
    """Send what is due by this way, one after another; how many ended in which state. In `quiet` hours only what is
    urgent is sent.

    When the other side cannot be reached the round ends: the others would only fail alike.
    """
    found: Round = Counter()
    _recover(transport, at=at)
    due = Message.objects.filter(channel=transport.channel, state=State.WAITING, next_try_at__lte=at)
    if quiet and quiet.holds(at):
        due = due.filter(urgent=True)
    try:
        for message_pk in list(due.order_by("next_try_at", "pk").values_list("pk", flat=True)[:most]):
            message = _claim(message_pk, at=at)
            if message is None:
                continue
            state, reachable = _send(message, transport, at=at)
            found[state] += 1
            if not reachable:
                break
    finally:
        transport.close()
    return found


def _recover(transport: Transport, *, at: datetime) -> None:
    """What a dead worker was sending: again, if the transport knows it again; else an operator is asked."""
    for message in Message.objects.filter(channel=transport.channel, state=State.SENDING):
        if at - (message.claimed_at or at) < LEASE and not _is_gone(message.claimed_by):
            continue
        same = Message.objects.filter(pk=message.pk, state=State.SENDING, token=message.token)
        if transport.knows_again:
            same.update(state=State.WAITING, next_try_at=at, token="")
        else:
            same.update(state=State.UNSURE, error="The worker was killed while it sent this.")


def _is_gone(worker: str) -> bool:
    """Whether it was a process of this machine that runs no more."""
    host, _, pid = worker.rpartition(":")
    if host != socket.gethostname():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _claim(message_pk: int, *, at: datetime) -> Message | None:
    """Take a message for this worker alone, in a transaction that is over before anything leaves."""
    token = secrets.token_hex(16)
    waiting = Message.objects.filter(pk=message_pk, state=State.WAITING, next_try_at__lte=at)
    worker = f"{socket.gethostname()[:120]}:{os.getpid()}"
    taken = waiting.update(
        state=State.SENDING, token=token, claimed_at=at, claimed_by=worker, tries=F("tries") + 1, error=""
    )
    return Message.objects.get(pk=message_pk) if taken else None


def _send(message: Message, transport: Transport, *, at: datetime) -> tuple[State, bool]:
    """The state in which the message ends, and whether the transport can be used further."""
    # A worker that was taken for dead and was only slow still says what became of its message.
    mine = Message.objects.filter(pk=message.pk, token=message.token, state__in=[State.SENDING, State.UNSURE])
    try:
        taken = transport.send(message)
    except Unsure as error:
        mine.update(state=State.UNSURE, error=str(error)[:500])
        return State.UNSURE, False
    except Rejected as error:
        mine.update(state=State.GIVEN_UP, error=str(error)[:500], token="")
        return State.GIVEN_UP, True
    except NotSent as error:
        wait = next_try(message.tries, urgent=message.urgent)
        state = State.GIVEN_UP if wait is None else State.WAITING
        mine.update(state=state, next_try_at=at + (wait or timedelta()), error=str(error)[:500], token="")
        return state, not isinstance(error, Unreachable)
    except Exception as error:  # nobody foresaw it, so nobody knows how far it came; the others must not wait for it
        log.exception("Message %s could not be sent", message.pk)
        mine.update(state=State.UNSURE, error=repr(error)[:500])
        return State.UNSURE, True
    text = "" if message.urgent else message.text
    mine.update(
        state=State.SENT, sent_at=at, error="", token="", text=text, number=taken.number[:65], parts=taken.parts
    )
    return State.SENT, True


def retry(message_pk: int, *, by: Actor, at: datetime) -> Message:
    """Send again what was given up, is unsure or waits for its next try.

    Of an unsure message this may make a second letter: that is what the operator decides. Refusals: notices.not_admin,
    notices.state_wrong.
    """
    return _decide(message_pk, events.RETRIED, State.WAITING, by=by, at=at)


def drop(message_pk: int, *, by: Actor, at: datetime) -> Message:
    """Do not send it any more. Refusals: notices.not_admin, notices.state_wrong."""
    return _decide(message_pk, events.DROPPED, State.DROPPED, by=by, at=at)


@transaction.atomic
def retry_all(channel: Channel, reason: str, *, by: Actor, at: datetime) -> int:
    """Send again whatever was given up for this reason and the actor may decide about; how many. It is one deed.

    Refusal: notices.not_admin, where there is nothing that the actor may decide about.
    """
    alike = visible(by, on=in_vietnam(at).date()).filter(channel=channel, state=State.GIVEN_UP, error=reason)
    keys = list(alike.order_by("pk").values_list("key", flat=True)[:MOST_AT_ONCE])
    if not keys:
        raise Refusal(refusals.NOT_ADMIN)
    again = Message.objects.filter(key__in=keys, state=State.GIVEN_UP)
    again.update(state=State.WAITING, tries=0, next_try_at=at, token="")
    facts = {"count": len(keys), "reason": reason or "—", "keys": keys, "channel": channel.value}
    record(events.ALL_RETRIED, f"notices.outbox:{channel}", by=by, at=at, **facts)
    return len(keys)


@transaction.atomic
def _decide(message_pk: int, event: Event, state: State, *, by: Actor, at: datetime) -> Message:
    message = Message.objects.select_for_update().get(pk=message_pk)
    if not agencies.governs(by) and not (
        message.account and agencies.manages(by, message.account, on=in_vietnam(at).date())
    ):
        raise Refusal(refusals.NOT_ADMIN)
    was = State(message.state)
    if was not in UNSETTLED:
        raise Refusal(refusals.STATE_WRONG, state=was.label)
    message.state, message.tries, message.next_try_at, message.token = state, 0, at, ""
    message.save(update_fields=["state", "tries", "next_try_at", "token"])
    record(event, message, by=by, at=at, title=message.subject, key=message.key, was=was.value)
    return message


def forget(*, at: datetime) -> int:
    """Delete what was sent half a year ago, and the memory of warnings whose duty is long done; how many rows."""
    open_still = Duty.objects.filter(subject=OuterRef("subject"))
    settled = Message.objects.filter(state__in=[State.SENT, State.DROPPED])
    return (
        settled.filter(made_at__lt=at - KEPT).delete()[0]
        + settled.filter(kind__in=SHORT_LIVED, made_at__lt=at - MONTH).delete()[0]
        + Warned.objects.filter(~Exists(open_still), at__lt=at - MONTH).delete()[0]
        + Morning.objects.filter(day__lt=(at - MONTH).date()).delete()[0]
    )
