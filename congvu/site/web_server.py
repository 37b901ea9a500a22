"""`congvu serve`: granian, sized for the machine."""

import ctypes
import os
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

THREADS = 4  # of one worker process: measured best for pages that wait for a database now and then
QUEUE = 64  # requests that a worker takes in hand; more wait in the socket, where they cost nothing
GRACE_SECONDS = 15


@dataclass(frozen=True, slots=True)
class Place:
    """Where to listen."""

    host: str
    port: int

    def __str__(self) -> str:
        host = {"0.0.0.0": "localhost", "127.0.0.1": "localhost", "::": "localhost"}.get(self.host, self.host)  # noqa: S104
        return f"http://{host}:{self.port}/"

    def is_free(self) -> bool:
        """Whether nobody listens there. The server itself would share the port silently with another."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((self.host, self.port))
            except OSError:
                return False
        return True


def cores() -> int:
    """How many this process may use: fewer than the machine has, in most containers."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def end_with_parent() -> None:
    """Linux: have this process ended when the one that forked it is gone, be it killed. Elsewhere it lives on."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # 1: PR_SET_PDEATHSIG


def serve(place: Place, *, workers: int | None = None) -> None:
    """Serve until SIGTERM or SIGINT; requests in hand are finished first."""
    # The workers are forks of this process: what is imported is shared, and a connection must not be.
    connections.close_all()
    os.register_at_fork(after_in_child=end_with_parent)
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    Granian(
        "congvu.site.wsgi:application",
        address=place.host,
        port=place.port,
        interface=Interfaces.WSGI,
        workers=workers or min(cores(), 16),
        blocking_threads=THREADS,
        backpressure=QUEUE,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE_SECONDS,
        log_level=LogLevels.warning,
    ).serve()
