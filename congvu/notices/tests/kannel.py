"""Kannel as Debian packages it: its SMS gateway, and the message centre with which its makers try it.

`Gateway` is bearerbox and smsbox: a client of SMPP as we are one, so a message centre stands between the two; what it
gets it hands to us by HTTP, whole and decoded by it, and what we give it by HTTP it sends. `Driver` is `drive_smpp`, a
message centre itself.
"""

import socket
import subprocess
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from urllib.parse import parse_qs, urlsplit

import httpx

DRIVER = "/usr/lib/kannel/test/drive_smpp"
SMSBOX_PORT = 13001  # where drive_smpp looks for a bearerbox, and it cannot be told otherwise
SECONDS = 30
UCS2 = "2"
CONFIGURATION = """
group = core
admin-port = {admin}
admin-password = thu
admin-interface = 127.0.0.1
smsbox-port = {smsbox}
smsbox-interface = 127.0.0.1
box-allow-ip = "127.0.0.1"
sms-combine-concatenated-mo = true

group = smsc
smsc = smpp
smsc-id = centre
host = 127.0.0.1
port = {centre}
transceiver-mode = true
smsc-username = "kannel"
smsc-password = "kannel"
system-type = ""
interface-version = 34
reconnect-delay = 1
source-addr-autodetect = true

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = {sendsms}
sendsms-interface = 127.0.0.1

group = sendsms-user
username = thu
password = thu

group = sms-service
keyword = default
catch-all = true
max-messages = 0
get-url = "http://127.0.0.1:{heard}/?from=%p&to=%P&coding=%c&text=%b"
"""


class Gateway:
    """bearerbox, bound to a message centre, and smsbox. `heard` are the texts that reached it: from, to, text."""

    def __init__(self, folder: Path, centre: int) -> None:
        self.heard: Queue[tuple[str, str, str]] = Queue()
        self.listener = _listening(self.heard)
        self.ports = {"admin": free_port(), "sendsms": free_port(), "smsbox": SMSBOX_PORT, "centre": centre}
        self.configuration = folder / "kannel.conf"
        self.configuration.write_text(CONFIGURATION.format(**self.ports, heard=self.listener.server_port))
        self.folder = folder
        self.boxes = [self._started("bearerbox")]
        until(lambda: _answers(self.ports["smsbox"]))
        self.boxes.append(self._started("smsbox"))
        until(lambda: _answers(self.ports["sendsms"]))

    def send(self, phone: str, to: str, text: str) -> None:
        """Let a telephone send a text to a number."""
        given = {"username": "thu", "password": "thu", "from": phone, "to": to, "text": text}
        answer = httpx.get(f"http://127.0.0.1:{self.ports['sendsms']}/cgi-bin/sendsms", params=given, trust_env=False)
        assert answer.status_code == 202, answer.text

    def stop(self) -> None:
        for box in reversed(self.boxes):
            box.kill()
            box.wait()
        self.listener.shutdown()
        self.listener.server_close()

    def _started(self, box: str) -> "subprocess.Popen[bytes]":
        with (self.folder / f"{box}.log").open("wb") as log:
            command = [f"/usr/sbin/{box}", "-v", "0", str(self.configuration)]
            return subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log)


class Driver:
    """drive_smpp, on a port: it takes texts, and delivers `count` of its own ("1", "2", …) to whoever is bound."""

    def __init__(self, folder: Path, port: int, *, count: int) -> None:
        self.port = port
        self.log = folder / f"driver-{time.monotonic_ns()}.log"
        configuration = folder / "driver.conf"
        configuration.write_text("")
        command = [DRIVER, "-v", "0", "-p", str(port), "-m", str(count), "-c", str(configuration)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        until(lambda: "accept_thread" in self.told())
        until(lambda: _listens(port))

    @property
    def url(self) -> str:
        return f"smpp://foo:bar@127.0.0.1:{self.port}?source=123&bind=apart"

    def told(self) -> str:
        return self.log.read_text(errors="replace")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def until(what: Callable[[], object]) -> None:
    end = time.monotonic() + SECONDS
    while not what():
        assert time.monotonic() < end, "Kannel does not do it"
        time.sleep(0.02)


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _answers(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


def _listens(port: int) -> bool:
    """Without connecting: drive_smpp takes whoever connects for the one it waits for."""
    return any(
        f":{port:04X} " in line and " 0A " in line
        for table in ("/proc/net/tcp", "/proc/net/tcp6")
        for line in Path(table).read_text().splitlines()
    )


def _listening(heard: "Queue[tuple[str, str, str]]") -> ThreadingHTTPServer:
    class Hear(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = parse_qs(urlsplit(self.path).query, encoding="latin-1", keep_blank_values=True)
            body = found["text"][0].encode("latin-1")
            text = body.decode("utf-16-be" if found["coding"] == [UCS2] else "utf-8")
            heard.put((found["from"][0], found["to"][0], text))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Kannel has a log of its own."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hear)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
