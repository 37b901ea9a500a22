"""A message centre that speaks SMPP 3.4 over a real socket, and answers as it is told to.

It takes texts and keeps them, reports of their delivery, delivers what it is given, and passes texts from one that is
bound to it to another (`routes`), as the network between two gateways does.
"""

import socket
import struct
import threading
from collections import deque
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from smpplib.smpp import make_pdu, parse_pdu

BINDS = {"bind_transceiver", "bind_transmitter", "bind_receiver"}
BIND_FAILED, INVALID_PASSWORD = 0x0D, 0x0E
HEADER = 0x40
FIELDS = (
    *("source_addr_ton", "source_addr_npi", "source_addr", "dest_addr_ton", "dest_addr_npi", "destination_addr"),
    *("esm_class", "data_coding", "short_message"),
)
SECONDS = 60


class Numbers:
    """What smpplib asks of a client when it writes."""

    def __init__(self) -> None:
        self.sequence = 0

    def next_sequence(self) -> int:
        self.sequence += 1
        return self.sequence


@dataclass
class Peer:
    """One that is bound."""

    connection: socket.socket
    name: str = ""
    receives: bool = False
    numbers: Numbers = field(default_factory=Numbers)
    answers: dict[int, int] = field(default_factory=dict)  # sequence -> status of a deliver_sm_resp
    lock: threading.Lock = field(default_factory=threading.Lock)

    def say(self, command: str, *, sequence: int | None = None, status: int = 0, **more: Any) -> int:
        given = {name: value if name == "short_message" else worded(value) for name, value in more.items()}
        with self.lock:
            pdu = make_pdu(command, client=self.numbers, status=status, **given)
            pdu.sequence = self.numbers.next_sequence() if sequence is None else sequence
            self.connection.sendall(pdu.generate())
            return int(pdu.sequence)


class Centre:
    """`statuses` are what the next texts are answered with; `breaks` hangs up on a text after it was taken."""

    def __init__(self, *, reports: str = "") -> None:
        self.taken: list[Any] = []
        self.statuses: deque[int] = deque()
        self.breaks = False
        self.silent = self.stopped = False
        self.knows_transceivers = True
        self.passwords: dict[str, str] = {}
        self.reports = reports
        self.routes: dict[str, str] = {}
        self.bound: list[Peer] = []
        self.peers: list[Peer] = []
        self.changed = threading.Condition()
        self.ids = count(0xA0)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"smpp://cong-vu:mat-khau@127.0.0.1:{self.port}?source=CongVu"

    def stop(self) -> None:
        self.stopped = True
        self.listener.shutdown(socket.SHUT_RDWR)  # closing alone does not wake the thread that accepts
        self.listener.close()
        for peer in list(self.peers):
            hang_up(peer)

    def deliver(self, phone: str, text: str, *, to: str = "8098", name: str = "", **more: Any) -> int | None:
        """Hand a text to whoever is bound to receive, and wait; the status of its answer, None if it hung up."""
        given = {"short_message": text.encode("latin-1"), "data_coding": 0, "esm_class": 0, **more}
        peer = self.wait_for(lambda: next((one for one in self.bound if one.receives and name in ("", one.name)), None))
        sequence = peer.say("deliver_sm", source_addr=phone, destination_addr=to, **given)
        self.wait_for(lambda: sequence in peer.answers or peer not in self.bound)
        answered: int | None = peer.answers.get(sequence)
        return answered

    def wait_for(self, what: Any) -> Any:
        with self.changed:
            assert self.changed.wait_for(what, timeout=SECONDS), "the other side does not answer"
            return what()

    def texts(self) -> list[str]:
        """What was taken, as its telephone shows it: parts put together, letters read."""
        parts: dict[object, dict[int, str]] = {}
        for number, pdu in enumerate(self.taken):
            body = bytes(pdu.short_message)
            key: object = number
            part = 1
            if pdu.esm_class & HEADER:
                key, part, body = (pdu.destination_addr, body[3]), body[5], body[6:]
            letters = body.decode("utf-16-be") if pdu.data_coding == 8 else body.decode("ascii", "replace")
            parts.setdefault(key, {})[part] = letters
        return ["".join(found[part] for part in sorted(found)) for found in parts.values()]

    def _accept(self) -> None:
        while True:
            try:
                connection, _address = self.listener.accept()
            except OSError:
                return
            peer = Peer(connection)
            self.peers.append(peer)
            threading.Thread(target=self._attend, args=(peer,), daemon=True).start()

    def _attend(self, peer: Peer) -> None:
        try:
            while (pdu := read(peer)) is not None:
                if not self.silent:
                    self._hear(peer, pdu)
        except OSError:
            pass
        with self.changed:
            if peer in self.bound:
                self.bound.remove(peer)
            self.peers.remove(peer)
            self.changed.notify_all()
        peer.connection.close()

    def _hear(self, peer: Peer, pdu: Any) -> None:
        if pdu.command in BINDS:
            self._bind(peer, pdu)
        elif pdu.command == "submit_sm":
            self._take(peer, pdu)
        elif pdu.command == "deliver_sm_resp":
            with self.changed:
                peer.answers[pdu.sequence] = pdu.status
                self.changed.notify_all()
        elif pdu.command == "enquire_link":
            peer.say("enquire_link_resp", sequence=pdu.sequence)
        elif pdu.command == "unbind":
            peer.say("unbind_resp", sequence=pdu.sequence)

    def _bind(self, peer: Peer, pdu: Any) -> None:
        peer.name = pdu.system_id.decode()
        status = 0
        if pdu.command == "bind_transceiver" and not self.knows_transceivers:
            status = BIND_FAILED
        elif self.passwords and self.passwords.get(peer.name) != pdu.password.decode():
            status = INVALID_PASSWORD
        peer.receives = not status and pdu.command != "bind_transmitter"
        peer.say(f"{pdu.command}_resp", sequence=pdu.sequence, status=status, system_id="centre")
        if not status:
            with self.changed:
                self.bound.append(peer)
                self.changed.notify_all()

    def _take(self, peer: Peer, pdu: Any) -> None:
        status = self.statuses.popleft() if self.statuses else 0
        number = f"{next(self.ids):X}"
        if not status:
            with self.changed:
                self.taken.append(pdu)
                self.changed.notify_all()
        if self.breaks:
            hang_up(peer)
            return
        if self.reports and pdu.registered_delivery and not status:
            told = f"id:{int(number, 16)} sub:001 dlvrd:001 stat:{self.reports} err:000 text:"
            self._deliver_to(peer.name, short_message=told.encode(), esm_class=0x04, source_addr=pdu.destination_addr)
        peer.say("submit_sm_resp", sequence=pdu.sequence, status=status, message_id=number)
        name = self.routes.get(pdu.destination_addr.decode())
        if name and not status:
            self._deliver_to(name, **{one: getattr(pdu, one) for one in FIELDS})

    def _deliver_to(self, name: str, **what: Any) -> None:
        for peer in self.bound:
            if peer.name == name and peer.receives:
                peer.say("deliver_sm", **what)
                return


def worded(value: Any) -> Any:
    """smpplib reads bytes and writes text."""
    return value.decode() if isinstance(value, bytes) else value


def read(peer: Peer) -> Any:
    """The next thing that somebody says; None when it hung up."""
    front = _exactly(peer.connection, 4)
    if front is None:
        return None
    rest = _exactly(peer.connection, struct.unpack(">L", front)[0] - 4)
    return None if rest is None else parse_pdu(front + rest, client=peer.numbers, allow_unknown_opt_params=True)


def _exactly(connection: socket.socket, size: int) -> bytes | None:
    found = b""
    while len(found) < size:
        more = connection.recv(size - len(found))
        if not more:
            return None
        found += more
    return found


def hang_up(peer: Peer) -> None:
    try:
        peer.connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
