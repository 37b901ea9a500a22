"""The sandbox gateway as a process of its own, and a door on which its callbacks knock."""

import json
import os
import queue
import subprocess
import sys
import threading
from dataclasses import dataclass
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
from django.conf import settings

from congvu.payments.gateways import Signed
from congvu.payments.rules import Keys

MERCHANT, SECRET = "tinh-vi-du", "k1:mot-bi-mat-dai-de-thu"
KEYS = Keys(MERCHANT, {"k1": SECRET.partition(":")[2]})
PATH = "/thanh-toan/tin-bao/"
WAIT = 20  # seconds, at most: a busy machine


@dataclass(frozen=True, slots=True)
class Knock:
    """One callback as it came."""

    headers: Message
    body: bytes


class Door(ThreadingHTTPServer):
    """Takes callbacks and keeps them for the test."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Knocked)
        self.knocks: queue.Queue[Knock] = queue.Queue()
        self.url = f"http://127.0.0.1:{self.server_address[1]}{PATH}"
        threading.Thread(target=self.serve_forever, daemon=True).start()


class _Knocked(BaseHTTPRequestHandler):
    server: Door

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.knocks.put(Knock(self.headers, body))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


class Sandbox:
    """The running process."""

    def __init__(self, folder: Path, door: Door) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("CONGVU_", "DJANGO_"))}
        known = {"CONGVU_PAYMENT_MERCHANT": MERCHANT, "CONGVU_PAYMENT_SECRET": SECRET}
        command = [sys.executable, "-m", "congvu.payments.sandbox", "--data", str(folder)]
        self.process = subprocess.Popen(
            command, cwd=settings.ROOT, env={**kept, **known}, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout
        self.url = self.process.stdout.readline().strip().replace("localhost", "127.0.0.1")
        self.door = door
        self.client = httpx.Client(base_url=self.url, timeout=WAIT, trust_env=False)
        self.gateway = Signed(self.url.replace("127.0.0.1", "localhost"), KEYS)

    def begin(self, **faults: object) -> None:
        """As new: with these faults, and nothing left on the door."""
        self.tell("faults", **faults)
        while not self.door.knocks.empty():
            self.door.knocks.get()

    def tell(self, what: str, **said: object) -> None:
        self.client.post(f"/sandbox/{what}", content=json.dumps(said)).raise_for_status()

    def choose(self, pay_url: str, choice: str = "pay") -> httpx.Response:
        """The payer presses a button of the gateway's page."""
        answer = self.client.post("/pay/" + pay_url.rpartition("/")[2], data={"choice": choice})
        assert answer.status_code == 303, answer.text
        return answer

    def knock(self) -> Knock:
        """The next callback."""
        return self.door.knocks.get(timeout=WAIT)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=WAIT)
        self.gateway.client.close()
        self.client.close()
        self.door.shutdown()


def changed(body: bytes, **more: Any) -> bytes:
    """A callback that says something else of its order."""
    said = json.loads(body)
    said["order"] |= more
    return json.dumps(said).encode()
