"""Messages to send, and a real mail server to send them to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from congvu.notices.tests.server import Server
from congvu.notices.transports import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "mail", sender="cong-vu@tinh.example")


@pytest.fixture
def server() -> Iterator[Server]:
    """Listens on a free port of this machine, in a thread of the test."""
    server = Server()
    server.start()
    yield server
    server.stop()
