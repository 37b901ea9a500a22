"""The line to the SMS gateway, as the background keeps it: texts go out, reports and questions come in."""

import logging
import threading
import time
from contextlib import suppress
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.utils import timezone

from congvu.notices.rules import quiet_hours
from congvu.notices.services import answer_text, note_report, send_due
from congvu.notices.transports import Arrived, Report, Smpp, Text, Unreachable, sms_line

log = logging.getLogger(__name__)
LISTEN = 1.0  # seconds in which nothing is sent
FIRST_WAIT, LONGEST_WAIT = 1, 60  # seconds before the line is dialled again


def hold(ended: threading.Event) -> None:
    """Hold the line until `ended`; without a gateway there is nothing to do. It never ends by itself: what fails is
    told in the log and begun again."""
    line, wait = sms_line(), FIRST_WAIT
    while line and not ended.is_set():
        try:
            turn(line, seconds=LISTEN)
            wait = FIRST_WAIT
            continue
        except Unreachable as error:
            log.warning("The SMS gateway cannot be reached: %s; again in %d s", error, wait)
        except Exception:
            log.exception("The SMS line stumbled; again in %d s", wait)
            line.hang_up()
            with suppress(Exception):
                connection.close()
        ended.wait(wait)
        wait = min(2 * wait, LONGEST_WAIT)
    if line:
        line.hang_up()
    connection.close()


def turn(line: Smpp, *, seconds: float) -> None:
    """Listen for so long, and send what is due. Raises `Unreachable`."""
    end = time.monotonic() + seconds
    line.dial()  # before a message is claimed: a gateway that is away costs it no try
    send_due(line, at=timezone.now(), quiet=quiet_hours(settings.SMS_QUIET))
    line.listen(read, seconds=max(0.0, end - time.monotonic()))


def read(arrived: Arrived, at: datetime | None = None) -> None:
    """What has come over the line. When this returns it is in the database, and may be acknowledged."""
    now = at or timezone.now()
    if isinstance(arrived, Report):
        if arrived.delivered is not None:
            note_report(arrived.number, delivered=arrived.delivered, why=arrived.why, at=now)
    elif isinstance(arrived, Text) and arrived.part == 1:
        answer_text(arrived.phone, arrived.text, reference=arrived.reference, secret=settings.SECRET_KEY, at=now)
