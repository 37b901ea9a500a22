"""Connections that lead only into the open internet, and end in time.

Whoever registers an address for a webhook chooses where this server calls. So the address that a name leads to is
looked at here, where it is connected to and not before: a name that leads elsewhere a moment later gains nothing. And a
receiver that answers a byte now and then holds nobody up: the whole call has one deadline.
"""

import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from congvu.notices.rules.outbox import may_call


class Closed(httpcore.ConnectError):
    """The name leads to no address that may be called."""


class OpenInternet(httpcore.NetworkBackend):
    """Connects to addresses of the open internet only; with `private`, to any."""

    def __init__(self, *, private: bool, seconds: float) -> None:
        self.private = private
        self.seconds = seconds
        self.below = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        deadline = time.monotonic() + self.seconds
        failure: Exception = Closed(f"{host} leads into a closed network.")
        for address in self._allowed(host, port):
            left = max(deadline - time.monotonic(), 0.1)
            try:
                stream = self.below.connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _InTime(stream, deadline)
        raise failure

    def _allowed(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error
        addresses = [str(address[0]) for *_kind, address in found]
        return [one for one in addresses if self.private or may_call(one.partition("%")[0])]


class _InTime(httpcore.NetworkStream):
    """A connection with one deadline for all that is read and written."""

    def __init__(self, below: httpcore.NetworkStream, deadline: float) -> None:
        self.below = below
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self.below.read(max_bytes, self._left(httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self.below.write(buffer, self._left(httpcore.WriteTimeout))

    def close(self) -> None:
        self.below.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        below = self.below.start_tls(ssl_context, server_hostname, self._left(httpcore.ConnectTimeout))
        return _InTime(below, self.deadline)

    def get_extra_info(self, info: str) -> Any:
        return self.below.get_extra_info(info)

    def _left(self, error: type[Exception]) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise error("The receiver took too long.")
        return left
