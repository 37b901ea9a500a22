"""What a message centre delivers: a citizen's text, or the report of what became of ours."""

import re
from dataclasses import dataclass
from typing import Any

from congvu.notices.rules.sms import decoded

REPORTS = {0x04, 0x20}  # of esm_class, bits 2 to 5: of the delivery, and on the way there
HAS_HEADER = 0x40
WIDE = 8
LATIN = 3
ENROUTE = 1
DELIVERED = 2
FINAL = {2, 3, 4, 5, 8}  # delivered, expired, deleted, undeliverable, rejected
WORDS = {"DELIVRD": 2, "EXPIRED": 3, "DELETED": 4, "UNDELIV": 5, "ACCEPTD": 6, "UNKNOWN": 7, "REJECTD": 8}
_REPORT = re.compile(r"id:(\S+).*?stat:(\w+)(?:.*?err:(\S+))?", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Report:
    """Of the message with this number: whether it reached the telephone. None where that is not settled yet."""

    number: str
    delivered: bool | None
    why: str


@dataclass(frozen=True, slots=True)
class Text:
    """What somebody sent us. `part` is the number of the part where the text is longer than one."""

    phone: str  # E.164
    text: str
    reference: str = ""
    part: int = 1


Arrived = Report | Text


def read_arrival(pdu: Any) -> Arrived:
    """A `deliver_sm` as what it means."""
    body = bytes(pdu.short_message or b"") or bytes(getattr(pdu, "message_payload", None) or b"")
    if pdu.esm_class & 0x3C in REPORTS:
        return _report(pdu, body)
    part, content = _without_header(body) if pdu.esm_class & HAS_HEADER else (1, body)
    phone = "+" + _text(pdu.source_addr).lstrip("+")
    return Text(phone, _words(content, pdu.data_coding), _text(getattr(pdu, "user_message_reference", "")), part)


def _report(pdu: Any, body: bytes) -> Report:
    told = _REPORT.search(body.decode("latin-1"))
    number = _text(getattr(pdu, "receipted_message_id", None)) or (told.group(1) if told else "")
    state = getattr(pdu, "message_state", None) or (WORDS.get(told.group(2).upper()[:7], ENROUTE) if told else ENROUTE)
    why = " ".join(filter(None, told.group(2, 3))) if told else str(state)
    return Report(number, state == DELIVERED if state in FINAL else None, why)


def _without_header(body: bytes) -> tuple[int, bytes]:
    """The number of the part, and its text."""
    length = body[0] + 1 if body else 0
    front = body[1:length]
    while len(front) >= 2:
        kind, size = front[0], front[1]
        if kind in (0, 8) and size >= 3:
            return front[1 + size], body[length:]
        front = front[2 + size :]
    return 1, body[length:]


def _words(content: bytes, coding: int) -> str:
    if coding == WIDE:
        return content.decode("utf-16-be", "replace")
    return content.decode("latin-1") if coding == LATIN else decoded(content)


def _text(value: Any) -> str:
    return value.decode("latin-1").strip("\x00 ") if isinstance(value, bytes) else str(value or "")
