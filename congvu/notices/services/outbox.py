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
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

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
from congvu.notices.rules import KEPT, LEASE, Kind, State, is_address, message_id, next_try, one_line
from congvu.notices.transports import NotSent, Rejected, Transport, Unreachable, Unsure

log = logging.getLogger(__name__)
MOST = 100  # messages of a round: the other duties of the background wait for it
MONTH = timedelta(days=30)
UNSETTLED = (State.WAITING, State.UNSURE, State.GIVEN_UP)
Round = Counter[State]


def put(
    key: str,
    *,
    to: str,
    subject: str,
    text: str,
    at: datetime,
    kind: Kind = Kind.OTHER,
    account_id: int | None = None,
    not_before: datetime | None = None,
) -> Message:
    """Lay a message into the outbox, in the caller's transaction; with a key that is known nothing is added.

    `account_id` is the receiver's, whose administrators can see the message. Refusal: notices.address_bad.
    """
    if not is_address(to):
        raise Refusal(refusals.ADDRESS_BAD, field="to", to=one_line(to))
    made = {
        "to": to,
        "subject": one_line(subject),
        "text": text,
        "kind": kind,
        "account_id": account_id,
        "made_at": at,
        "next_try_at": not_before or at,
    }
    return Message.objects.get_or_create(key=key, defaults=made)[0]


def send_due(transport: Transport, *, sender: str, at: datetime, most: int = MOST) -> Round:
    """Send what is due, one after another; how many ended in which state. `sender` is the address of this installation.

    When the server cannot be reached the round ends: the others would only fail alike.
    """
    found: Round = Counter()
    _recover(transport, at=at)
    due = Message.objects.filter(state=State.WAITING, next_try_at__lte=at).order_by("next_try_at", "pk")
    try:
        for message_pk in list(due.values_list("pk", flat=True)[:most]):
            message = _claim(message_pk, at=at)
            if message is None:
                continue
            state, reachable = _send(message, transport, sender=sender, at=at)
            found[state] += 1
            if not reachable:
                break
    finally:
        transport.close()
    return found


def _recover(transport: Transport, *, at: datetime) -> None:
    """What a dead worker was sending: again, if the transport knows it again; else an operator is asked."""
    for message in Message.objects.filter(state=State.SENDING):
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


def _send(message: Message, transport: Transport, *, sender: str, at: datetime) -> tuple[State, bool]:
    """The state in which the message ends, and whether the transport can be used further."""
    # A worker that was taken for dead and was only slow still says what became of its message.
    mine = Message.objects.filter(pk=message.pk, token=message.token, state__in=[State.SENDING, State.UNSURE])
    try:
        transport.send(written(message, sender=sender))
    except Unsure as error:
        mine.update(state=State.UNSURE, error=str(error)[:500])
        return State.UNSURE, False
    except Rejected as error:
        mine.update(state=State.GIVEN_UP, error=str(error)[:500], token="")
        return State.GIVEN_UP, True
    except NotSent as error:
        wait = next_try(message.tries)
        state = State.GIVEN_UP if wait is None else State.WAITING
        mine.update(state=state, next_try_at=at + (wait or timedelta()), error=str(error)[:500], token="")
        return state, not isinstance(error, Unreachable)
    except Exception as error:  # nobody foresaw it, so nobody knows how far it came; the others must not wait for it
        log.exception("Message %s could not be sent", message.pk)
        mine.update(state=State.UNSURE, error=repr(error)[:500])
        return State.UNSURE, True
    mine.update(state=State.SENT, sent_at=at, error="", token="")
    return State.SENT, True


def written(message: Message, *, sender: str) -> EmailMessage:
    """The message as it goes over the wire. It is the same each time."""
    mail = EmailMessage(policy=SMTP)
    mail["Message-ID"] = message_id(message.key, sender.rpartition("@")[2])
    mail["Date"] = format_datetime(in_vietnam(message.made_at))
    mail["From"] = f"Công Vụ <{sender}>"
    mail["To"] = message.to
    mail["Subject"] = message.subject
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text, cte="quoted-printable")
    return mail


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
    settled = [State.SENT, State.DROPPED]
    return (
        Message.objects.filter(state__in=settled, made_at__lt=at - KEPT).delete()[0]
        + Warned.objects.filter(~Exists(open_still), at__lt=at - MONTH).delete()[0]
        + Morning.objects.filter(day__lt=(at - MONTH).date()).delete()[0]
    )
