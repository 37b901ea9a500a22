"""SMS by SMPP 3.4: one line to a message centre, over which texts go out, reports and citizens' texts come in.

The line is kept between the rounds of the outbox. Whatever arrives while a text is handed over is put aside and read
afterwards; it is acknowledged only when `read` has done with it, so that what we did not finish is sent to us again.
"""

import select
import socket
import ssl
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from smpplib import consts
from smpplib.client import Client
from smpplib.exceptions import ConnectionError as LineBroken
from smpplib.exceptions import PDUError, UnknownCommandError
from smpplib.smpp import make_pdu

from congvu.notices.models import Message
from congvu.notices.rules import Channel, in_parts, without_diacritics
from congvu.notices.rules.sms import encoded, header, is_wide
from congvu.notices.transports.arrivals import Arrived, read_arrival
from congvu.notices.transports.common import NotSent, Rejected, Taken, Unreachable, Unsure

TIMEOUT = 10  # seconds, of each answer of the message centre
QUIET_LINE = 30  # seconds without a word, after which we ask whether it is still there
THROTTLE_TRIES, THROTTLE_WAIT = 5, 0.5  # for the later parts of a text whose first ones were taken
WIDE, PLAIN = 8, 0  # data_coding
TON_INTERNATIONAL, TON_NETWORK, TON_ALPHANUMERIC, NPI_ISDN, NPI_UNKNOWN = 1, 3, 5, 1, 0
SHORT = 7  # digits of a number that only the network itself knows
SHARED = {0x04, 0x0A, 0x14, 0x58}  # not bound, our own number unknown, its queue full, we too quick: all would fail
LASTING = {0x01, 0x02, 0x0B, 0x33, 0x34, 0x43, 0x48, 0x49, 0x50, 0x51, 0x61, 0xC0, 0xC1, 0xC2, 0xC3, 0xC4}
BUSY = 0x64  # to the message centre: come again with this
PDU = Any
Read = Callable[[Arrived], None]


class Smpp:
    """The line of one worker. `bind=apart` binds a transmitter and a receiver, for message centres that know no
    transceiver. Raises `ValueError` for a URL that cannot be meant."""

    channel = Channel.SMS
    knows_again = False

    def __init__(self, url: str, *, diacritics: bool = False) -> None:
        self.settings = line_settings(url)
        self.diacritics = diacritics
        self.out: _Bound | None = None
        self.into: _Bound | None = None

    def send(self, message: Message) -> Taken:
        """Hand over a text, part after part; the last part asks for the report of its delivery."""
        self.dial()
        parts = in_parts(message.text if self.diacritics else without_diacritics(message.text))
        taken = ""
        for number, part in enumerate(parts, start=1):
            front = header(message.key, number, len(parts)) if len(parts) > 1 else b""
            wide = is_wide("".join(parts))
            pdu = self._submit_sm(message.to, part, front=front, wide=wide, last=number == len(parts))
            taken = self._part_taken(pdu, first=number == 1)
        return Taken(taken, len(parts))

    def close(self) -> None:
        """The round is over; the line stays."""

    def dial(self) -> None:
        """Bind, unless it is bound and still there. Raises `Unreachable`."""
        try:
            if self.out:
                self.out.hear()
                return
        except (LineBroken, OSError):
            self.hang_up()
        try:
            self.out = _Bound(self.settings, "transmitter" if self.settings.apart else "transceiver")
            self.into = _Bound(self.settings, "receiver") if self.settings.apart else self.out
        except (LineBroken, PDUError, OSError) as error:
            self.hang_up()
            raise Unreachable(_told(error)) from error

    def listen(self, read: Read, *, seconds: float) -> None:
        """Hand to `read` what has arrived and arrives within so many seconds. What `read` fails at is not acknowledged,
        so that it comes again; the failure goes on to the caller. Raises `Unreachable` when the line breaks."""
        self.dial()
        assert self.into
        assert self.out
        try:
            self.into.take_in(read, seconds=seconds)
            if self.out is not self.into:
                self.out.take_in(read, seconds=0)
            for bound in {self.into, self.out}:
                bound.ask_if_there()
        except (LineBroken, OSError) as error:
            self.hang_up()
            raise Unreachable(_told(error)) from error

    def hang_up(self) -> None:
        """Unbind, politely if that goes quickly."""
        for bound in {self.out, self.into} - {None}:
            assert bound
            bound.leave()
        self.out = self.into = None

    def _submit_sm(self, to: str, part: str, *, front: bytes, wide: bool, last: bool) -> PDU:
        assert self.out
        ton, npi = _kind_of(self.settings.source)
        return make_pdu(
            "submit_sm",
            client=self.out.client,
            source_addr_ton=ton,
            source_addr_npi=npi,
            source_addr=self.settings.source,
            dest_addr_ton=TON_INTERNATIONAL,
            dest_addr_npi=NPI_ISDN,
            destination_addr=to.removeprefix("+"),
            esm_class=consts.SMPP_GSMFEAT_UDHI if front else 0,
            data_coding=WIDE if wide else PLAIN,
            registered_delivery=1 if last else 0,
            short_message=front + encoded(part, wide=wide),
        )

    def _part_taken(self, pdu: PDU, *, first: bool) -> str:
        """The number that the message centre gives. A later part that is put off is tried again at once: the telephone
        shows nothing until all parts are there."""
        for tries_left in reversed(range(1 if first else THROTTLE_TRIES)):
            try:
                return self._handed_over(pdu)
            except (NotSent, Rejected) as error:
                if not first and not tries_left:
                    raise Unsure(f"Some parts were taken, then: {error}") from error
                if first:
                    raise
                time.sleep(THROTTLE_WAIT)
        raise AssertionError("a part is taken, or the failure told")

    def _handed_over(self, pdu: PDU) -> str:
        bound = self.out
        if not bound:  # an earlier part broke the line
            raise Unsure("The line broke between two parts.")
        try:
            answer = bound.ask(pdu)
        except (LineBroken, OSError) as error:
            self.hang_up()
            raise Unsure(_told(error)) from error
        if answer.status == 0:
            return str((answer.message_id or b"").decode("ascii", "replace"))
        words = f"{answer.status:#x} {consts.DESCRIPTIONS.get(answer.status, 'SMPP error')}"
        if answer.status in SHARED:
            raise Unreachable(words)
        raise Rejected(words) if answer.status in LASTING else NotSent(words)


@dataclass(frozen=True, slots=True)
class LineSettings:
    """What CONGVU_SMPP says."""

    host: str
    port: int
    user: str
    password: str
    source: str  # who the text is from: a short number, or up to eleven letters
    system_type: str
    apart: bool
    secure: bool


def line_settings(url: str) -> LineSettings:
    """The parts of an SMPP URL. Raises `ValueError` with what is wrong, without the password."""
    parts: SplitResult = urlsplit(url)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if parts.scheme not in {"smpp", "smpps"}:
        raise ValueError("CONGVU_SMPP begins with smpp:// or smpps://")
    if not parts.hostname:
        raise ValueError("CONGVU_SMPP names no host")
    if parts.port == 0:
        raise ValueError("CONGVU_SMPP has no usable port")
    source = asked.get("source", "")
    if not source.isascii() or not source.isalnum() or len(source) > (15 if source.isdecimal() else 11):
        raise ValueError("CONGVU_SMPP needs ?source=: a number, or up to eleven plain letters and digits")
    if asked.get("bind", "transceiver") not in {"transceiver", "apart"}:
        raise ValueError("CONGVU_SMPP knows ?bind=transceiver and ?bind=apart")
    return LineSettings(
        host=parts.hostname,
        port=parts.port or 2775,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        source=source,
        system_type=asked.get("type", ""),
        apart=asked.get("bind") == "apart",
        secure=parts.scheme == "smpps",
    )


class _Client(Client):  # type: ignore[misc]  # smpplib has no types
    """smpplib's client, whose own way of wrapping a socket cannot check the name on a certificate."""

    def __init__(self, settings: LineSettings) -> None:
        super().__init__(settings.host, settings.port, timeout=TIMEOUT, allow_unknown_opt_params=True)
        self.settings = settings

    def _create_socket(self) -> socket.socket:
        plain = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        plain.settimeout(self.timeout)
        if not self.settings.secure:
            return plain
        return ssl.create_default_context().wrap_socket(plain, server_hostname=self.settings.host)

    @property
    def waits(self) -> bool:
        """Whether something can be read without waiting."""
        within = self._socket.pending() if isinstance(self._socket, ssl.SSLSocket) else 0
        return bool(within or select.select([self._socket], [], [], 0)[0])

    def wait(self, seconds: float) -> bool:
        return self.waits or bool(select.select([self._socket], [], [], seconds)[0])


class _Bound:
    """One connection that is bound. Raises smpplib's `ConnectionError` or `PDUError` when it cannot be."""

    def __init__(self, settings: LineSettings, kind: str) -> None:
        self.client = _Client(settings)
        self.aside: deque[PDU] = deque()
        self.heard_at = self.asked_at = time.monotonic()
        try:
            self.client.connect()
            bind = getattr(self.client, f"bind_{kind}")
            bind(system_id=settings.user, password=settings.password, system_type=settings.system_type)
        except Exception:
            self._drop()
            raise

    def ask(self, pdu: PDU) -> PDU:
        """Send a request and wait for its answer; what else arrives meanwhile is put aside."""
        pdu.sequence = self.client.next_sequence()
        self.client.send_pdu(pdu)
        end = time.monotonic() + TIMEOUT
        while (left := end - time.monotonic()) > 0:
            if not self.client.wait(left):
                break
            found = self._read()
            if found is not None and found.sequence == pdu.sequence and found.command in ANSWERS:
                return found
            if found is not None:
                self.aside.append(found)
        raise LineBroken("no answer")

    def hear(self) -> None:
        """Put aside what has arrived. A line that was cut is noticed here, before a text is handed to nobody."""
        while self.client.waits:
            if (found := self._read()) is not None:
                self.aside.append(found)

    def take_in(self, read: Read, *, seconds: float) -> None:
        """What was put aside, what is there, and what comes within so many seconds."""
        end = time.monotonic() + seconds
        while True:
            while self.aside:
                self._attend(self.aside[0], read)
                self.aside.popleft()
            if not self.client.wait(max(0.0, end - time.monotonic())):
                return
            if (found := self._read()) is not None:
                self.aside.append(found)

    def ask_if_there(self) -> None:
        """An `enquire_link` after a quiet while; no answer to it within the timeout is a broken line."""
        now = time.monotonic()
        if self.asked_at > self.heard_at and now - self.asked_at > TIMEOUT:
            raise LineBroken("no answer to enquire_link")
        if now - max(self.heard_at, self.asked_at) > QUIET_LINE:
            self.client.send_pdu(make_pdu("enquire_link", client=self.client))
            self.asked_at = now

    def leave(self) -> None:
        with suppress(LineBroken, PDUError, OSError):
            self.client.send_pdu(make_pdu("unbind", client=self.client))
        self._drop()

    def _read(self) -> PDU | None:
        """The next thing said; None for what nobody can read, which is passed over."""
        try:
            found = self.client.read_pdu()
        except (PDUError, UnknownCommandError, UnicodeError, ValueError):
            return None
        self.heard_at = time.monotonic()
        return found

    def _attend(self, pdu: PDU, read: Read) -> None:
        if pdu.command == "enquire_link":
            self._answer("enquire_link_resp", pdu)
        elif pdu.command == "unbind":
            self._answer("unbind_resp", pdu)
            raise LineBroken("the message centre has unbound us")
        elif pdu.command == "deliver_sm":
            try:
                read(read_arrival(pdu))
            except Exception:
                self.aside.popleft()
                self._answer("deliver_sm_resp", pdu, status=BUSY)
                raise
            self._answer("deliver_sm_resp", pdu)

    def _answer(self, command: str, to: PDU, status: int = 0) -> None:
        answer = make_pdu(command, client=self.client, status=status)
        answer.sequence = to.sequence
        self.client.send_pdu(answer)

    def _drop(self) -> None:
        self.client.state = consts.SMPP_CLIENT_STATE_OPEN  # else smpplib warns of every broken line
        self.client.disconnect()


ANSWERS = {"submit_sm_resp", "generic_nack"}


def _kind_of(source: str) -> tuple[int, int]:
    """The type of a number and its plan: a name, a short number of the network, a whole number."""
    if not source.isdecimal():
        return TON_ALPHANUMERIC, NPI_UNKNOWN
    return (TON_NETWORK, NPI_UNKNOWN) if len(source) <= SHORT else (TON_INTERNATIONAL, NPI_ISDN)


def _told(error: Exception) -> str:
    return " ".join(str(part) for part in error.args) or type(error).__name__
