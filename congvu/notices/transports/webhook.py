"""Telling another system: its address is posted to, with headers by which it knows who speaks."""

import ssl
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

import httpcore

from congvu.notices.models import Message
from congvu.notices.rules import Channel
from congvu.notices.transports.common import NotSent, Rejected, Taken
from congvu.notices.transports.guarded import OpenInternet

SECONDS = 10  # of a whole call
GONE = 410
Sign = Callable[[Message], Mapping[str, str] | None]


class Webhook:
    """Posts a message's text to its address. `sign` gives the headers, among them an id that is the same each time: the
    receiver knows a message again by it, so what may have arrived is simply sent again. It gives None where nobody
    wants the message any more. No redirect is followed, nothing of the answer but its status is read, and no address of
    a closed network is called unless `private`."""

    channel = Channel.WEBHOOK
    knows_again = True

    def __init__(self, sign: Sign, *, private: bool = False) -> None:
        self.sign = sign
        self.pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(),
            max_keepalive_connections=0,
            network_backend=OpenInternet(private=private, seconds=SECONDS),
        )
        self.silent: set[str] = set()  # who did not answer in this round, and is not waited for again in it

    def send(self, message: Message) -> Taken:
        signed = self.sign(message)
        if signed is None:
            raise Rejected("The receiver does not want it any more.")
        receiver = urlsplit(message.to).netloc
        if receiver in self.silent:
            raise NotSent("The receiver did not answer just now.")
        headers = [("Content-Type", "application/json"), ("User-Agent", "Cong-Vu"), *signed.items()]
        try:
            with self.pool.stream("POST", message.to, headers=headers, content=message.text.encode()) as answer:
                status = answer.status
        except (*FAILURES, UnicodeError, OSError) as error:  # one receiver's trouble: the others are somewhere else
            self.silent.add(receiver)
            raise NotSent(str(error) or type(error).__name__) from error
        if status == GONE:
            raise Rejected(f"HTTP {status}")
        if not 200 <= status < 300:
            raise NotSent(f"HTTP {status}")
        return Taken()

    def close(self) -> None:
        self.pool.close()
        self.silent.clear()


FAILURES = (
    httpcore.NetworkError,
    httpcore.TimeoutException,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
    httpcore.ProxyError,
    httpcore.PoolTimeout,
)
