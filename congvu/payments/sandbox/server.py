"""The sandbox's addresses: for merchants under /v1, for payers under /pay, for tests under /sandbox."""

import csv
import html
import io
import json
import threading
from collections.abc import Callable
from datetime import date, datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import parse_qs

import segno

from congvu.payments.rules.signing import Forged, Keys, check, signed
from congvu.payments.sandbox.calling import Caller
from congvu.payments.sandbox.store import Conflict, Store, now

PAGES = Path(__file__).with_name("pages")
MOST_BYTES = 64 * 1024
POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'"
WORDS = {"pending": "Chưa thanh toán", "paid": "Đã thanh toán", "failed": "Bị từ chối", "expired": "Hết hạn"}
REFUND = {"refund_id": str, "amount": int, "reason": str}
CHOICES = {"pay": "paid", "decline": "failed", "leave": ""}


class Sandbox(ThreadingHTTPServer):
    """Listens until its process ends."""

    daemon_threads = True

    def __init__(self, host: str, port: int, keys: Keys, path: Path) -> None:
        super().__init__((host, port), Handler)
        shown = "localhost" if host in {"127.0.0.1", "0.0.0.0", ""} else host  # noqa: S104
        self.keys, self.store = keys, Store(path, f"http://{shown}:{self.server_address[1]}")
        self.caller = Caller(self.store, keys)
        threading.Thread(target=self.caller.run, daemon=True).start()


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Sandbox
    protocol_version = "HTTP/1.1"
    body: bytes

    def do_GET(self) -> None:
        self.body = b""  # one handler answers all requests of a connection
        kind, _, rest = self.path.strip("/").partition("/")
        if kind == "v1":
            self._merchant()
        elif kind == "pay":
            self._page(rest)
        elif self.path == "/style.css":
            self._send(HTTPStatus.OK, (PAGES / "style.css").read_bytes(), "text/css")
        else:
            self._send(HTTPStatus.NOT_FOUND, b"")

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        if not 0 <= length <= MOST_BYTES:
            self.close_connection = True
            return self._send(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, b"")
        self.body = self.rfile.read(length)
        kind, _, rest = self.path.strip("/").partition("/")
        if kind == "v1":
            return self._merchant()
        if kind == "pay":
            return self._chosen(rest)
        if kind == "sandbox":
            return self._told(rest)
        return self._send(HTTPStatus.NOT_FOUND, b"")

    # Merchants

    def _merchant(self) -> None:
        what = f"{self.command} {self.path}"
        try:
            nonce = check(self.server.keys, self.headers, what, self.body, at=now())  # type: ignore[arg-type]
            if not self.server.store.is_first(nonce):
                raise Forged("replayed")
        except Forged as error:
            return self._send(HTTPStatus.UNAUTHORIZED, json.dumps({"error": error.fault}).encode())
        if self.server.store.fault("answer") == "down":
            return self._send(HTTPStatus.SERVICE_UNAVAILABLE, b"")
        try:
            status, said = self._asked(self.path.strip("/").split("/")[1:])
        except Conflict as error:
            status, said = HTTPStatus.CONFLICT, {"error": str(error)}
        except KeyError:
            status, said = HTTPStatus.NOT_FOUND, {"error": "not_found"}
        except (ValueError, TypeError):
            status, said = HTTPStatus.BAD_REQUEST, {"error": "bad_request"}
        body = said if isinstance(said, bytes) else json.dumps(said, ensure_ascii=False).encode()
        signing = Keys("nobody", self.server.keys.secrets) if self.server.store.fault("answer") == "forged" else None
        headers = signed(signing or self.server.keys, f"{status.value} {what}", body, nonce=nonce, at=now())
        self._send(status, body, "application/json", headers)

    def _asked(self, path: list[str]) -> tuple[HTTPStatus, Any]:
        store = self.server.store
        match (self.command, *path):
            case ("POST", "orders"):
                return HTTPStatus.CREATED, store.told(store.enter(_wanted(json.loads(self.body))))
            case ("GET", "orders", code):
                order = store.order(code=code)
                return (HTTPStatus.OK, store.told(order)) if order else (HTTPStatus.NOT_FOUND, {"error": "not_found"})
            case ("POST", "orders", code, "refunds"):
                order = store.refund(code, _typed(json.loads(self.body), REFUND))
                self.server.caller.awake.set()
                return HTTPStatus.CREATED, store.told(order)
            case ("GET", "days", day) if day.endswith(".csv"):
                return HTTPStatus.OK, _as_csv(store.day(date.fromisoformat(day.removesuffix(".csv"))))
            case ("GET", "days", day):
                return HTTPStatus.OK, store.day(date.fromisoformat(day))
        raise KeyError(self.path)

    # Payers

    def _page(self, token: str) -> None:
        order = self.server.store.order(token=token)
        if order is None:
            return self._send(HTTPStatus.NOT_FOUND, "Không có giao dịch này.\n".encode(), "text/plain; charset=utf-8")
        facts = {
            "token": token,
            "text": order["text"],
            "amount": f"{order['amount']:,}".replace(",", "."),
            "state": WORDS.get(order["status"], order["status"]),
            "until": f"{datetime.fromisoformat(order['expires_at']).astimezone(now().tzinfo):%H:%M %d/%m/%Y}",
            "back": order["return_url"],
        }
        name = "pay.html" if order["status"] == "pending" else "over.html"
        page = Template((PAGES / name).read_text("utf-8"))
        picture = segno.make(f"{self.server.store.base}/pay/{token}", error="m").svg_inline(scale=5, border=2)
        text = page.substitute({key: html.escape(str(value)) for key, value in facts.items()}, picture=picture)
        return self._send(HTTPStatus.OK, text.encode(), "text/html; charset=utf-8")

    def _chosen(self, token: str) -> None:
        order = self.server.store.order(token=token)
        choice = parse_qs(self.body.decode("ascii", "replace")).get("choice", [""])[0]
        if order is None or choice not in CHOICES:
            return self._send(HTTPStatus.BAD_REQUEST, b"")
        if CHOICES[choice]:
            self.server.store.end(order["code"], CHOICES[choice])
            if self.server.store.fault("callback") == "first":
                self.server.caller.bring()
            self.server.caller.awake.set()
        return self._send(HTTPStatus.SEE_OTHER, b"", headers={"Location": order["return_url"]})

    # Tests

    def _told(self, what: str) -> None:
        """Faults, which hold until others are told; and what was held back."""
        deeds: dict[str, Callable[[dict[str, Any]], None]] = {
            "faults": self.server.store.set_faults,
            "release": lambda _said: self.server.store.release(),
            "finish-refund": lambda said: self.server.store.finish_refund(said["refund_id"], said["status"]),
        }
        if what not in deeds:
            return self._send(HTTPStatus.NOT_FOUND, b"")
        deeds[what](json.loads(self.body or b"{}"))
        self.server.caller.awake.set()
        return self._send(HTTPStatus.NO_CONTENT, b"")

    def _send(
        self, status: HTTPStatus, body: bytes, kind: str = "application/json", headers: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        for name, value in {"Content-Security-Policy": POLICY, **(headers or {})}.items():
            self.send_header(name, value)
        if body:
            self.send_header("Content-Type", kind)
        if status != HTTPStatus.NO_CONTENT:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Silent: what a payer does is nobody's to read."""


def _typed(said: Any, shape: dict[str, type]) -> dict[str, Any]:
    if not isinstance(said, dict) or any(not isinstance(said.get(name), kind) for name, kind in shape.items()):
        raise ValueError("shape")
    if "amount" in shape and not 0 < said["amount"] < 10**15:
        raise ValueError("amount")
    return said


def _wanted(said: Any) -> dict[str, Any]:
    names = ("order_id", "description", "return_url", "callback_url", "expires_at")
    wanted = _typed(said, {"amount": int, **dict.fromkeys(names, str)})
    if datetime.fromisoformat(wanted["expires_at"]).tzinfo is None:
        raise ValueError("expires_at")
    return wanted


def _as_csv(day: dict[str, Any]) -> bytes:
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(("kind", "id", "order_id", "amount"))
    writer.writerows(("paid", one["order_id"], one["order_id"], one["amount"]) for one in day["paid"])
    writer.writerows(("refunded", one["refund_id"], one["order_id"], one["amount"]) for one in day["refunded"])
    return sheet.getvalue().encode()
