"""`kill -9` between accepting and printing: whatever was acknowledged is there when the server comes up again."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from congvu.dossiers.tests.test_pages import typed_at_the_counter
from congvu.files.testing import pdf
from congvu.procedures.testing import edition

CLERK, SPECIALIST = "mot-cua.hong-bang", "chuyen-vien.hong-bang"


class Server:
    """The real server on a folder of its own, in a session of its own, so that its whole tree can be killed."""

    def __init__(self, data: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("CONGVU_", "DJANGO_"))}
        self.environment = {**kept, "CONGVU_DATA": str(data)}
        with socket.socket() as trial:
            trial.bind(("127.0.0.1", 0))
            self.port = int(trial.getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def call(self, *words: str) -> None:
        command = [sys.executable, "-m", "congvu.cli", *words]
        subprocess.run(command, cwd=settings.ROOT, env=self.environment, capture_output=True, check=True)

    def start(self) -> None:
        command = [sys.executable, "-m", "congvu.cli", "serve", "--port", str(self.port), "--workers", "1"]
        self.process = subprocess.Popen(
            command, cwd=settings.ROOT, env=self.environment, stdout=subprocess.DEVNULL, start_new_session=True
        )
        end = time.monotonic() + 30
        while True:
            try:
                urllib.request.urlopen(f"{self.address}/tra-cuu/", timeout=5).close()  # noqa: S310
                return
            except OSError:
                assert time.monotonic() < end, "the server does not come up"
                time.sleep(0.05)

    def kill(self) -> None:
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


class Stop(urllib.request.HTTPRedirectHandler):
    """Does not follow: the answer to the form itself is the acknowledgement."""

    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        return None


class Browser:
    """An official's browser, as plain as it can be: cookies, forms, files."""

    def __init__(self, server: Server, username: str) -> None:
        self.server, self.cookies = server, CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies), Stop)
        self.get("/trinh-dien/")
        self.post("/trinh-dien/vao-vai/", {"username": username})

    def get(self, path: str) -> bytes:
        with self.opener.open(self.server.address + path, timeout=30) as answer:
            body: bytes = answer.read()
            return body

    def post(self, path: str, typed: dict[str, Any]) -> str:
        """The address that the form leads to."""
        token = next(cookie.value for cookie in self.cookies if cookie.name == "csrftoken")
        body = encode_multipart(BOUNDARY, {**typed, "csrfmiddlewaretoken": token})
        request = urllib.request.Request(self.server.address + path, body, {"Content-Type": MULTIPART_CONTENT})  # noqa: S310
        with pytest.raises(urllib.error.HTTPError) as answer:
            self.opener.open(request, timeout=30)
        assert answer.value.code == 302
        return str(answer.value.headers["Location"])


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "data")
    server.call("demo", "build", "--dossiers", "1")
    server.start()
    yield server
    server.kill()


@pytest.mark.django_db
def test_an_acknowledged_dossier_survives_kill_9(server: Server) -> None:
    clerk, scan = Browser(server, CLERK), pdf(pages=2)
    found = re.search(rb"/tiep-nhan/(\d+)/", clerk.get("/tiep-nhan/?q=1.000656"))
    assert found
    form = typed_at_the_counter(
        edition("ho-tich/khai-tu"), **{"scan-death_notice": SimpleUploadedFile("giay-bao-tu.pdf", scan)}
    )
    clerk.get(f"/tiep-nhan/{found[1].decode()}/")
    received = clerk.post(f"/tiep-nhan/{found[1].decode()}/", form)
    server.kill()
    code = received.split("/")[2]

    server.start()
    page = clerk.get(f"/ho-so/{code}/").decode()
    assert f"Tiếp nhận hồ sơ {code}" in page
    assert form["applicant-name"] in page
    assert "Giấy báo tử" in page
    file = re.search(rf"/ho-so/{code}/tep/\d+/", page)
    assert file
    assert clerk.get(f"{file[0]}tai-ve/") == scan
    assert clerk.get(f"/ho-so/{code}/giay/receipt.pdf").startswith(b"%PDF")
    assert code in Browser(server, SPECIALIST).get("/ban-lam-viec/").decode()
