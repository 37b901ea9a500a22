"""Payment gateways, seen from here. `Gateway` is what the services need of one; `Signed` speaks our own protocol
(`docs/payments.md`). A bank with a protocol of its own is another class of the same shape.

Every method talks over the network, and none may be called within a database transaction.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Protocol
from urllib.parse import urlsplit

import httpx
from django.utils import timezone

from congvu.payments.rules import (
    DayTold,
    Forged,
    Keys,
    News,
    OrderTold,
    Unreadable,
    check,
    day_told,
    keys_from,
    news_told,
    order_told,
    signed,
)

TIMEOUT = httpx.Timeout(5)  # seconds: a payer waits for the answer


class Unreachable(Exception):
    """No answer that can be believed: nobody knows whether the gateway did it. It may be asked again."""


class Declined(Exception):
    """The gateway says no, in its own words."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An order as it is put before the gateway. `amount` in whole đồng; the addresses are absolute."""

    code: str
    amount: int
    text: str
    expires_at: datetime
    return_url: str
    callback_url: str


class Gateway(Protocol):
    """Creating and refunding bear to be called again with the same number: it is done once. All raise `Unreachable`."""

    origin: str  # "https://pay.example", where payers are sent

    def create_order(self, wanted: Wanted) -> OrderTold:
        """Raises `Declined` too."""

    def order_status(self, code: str) -> OrderTold | None:
        """None where the gateway knows of no such order."""

    def refund(self, order: str, code: str, amount: int, reason: str) -> OrderTold:
        """Raises `Declined` too."""

    def day_report(self, day: date) -> DayTold: ...

    def callback(self, headers: Mapping[str, str], path: str, body: bytes, *, at: datetime) -> News:
        """What a callback says, once it is sure who says it. Raises `Forged` and `Unreadable`."""


class Signed:
    """Our protocol over HTTP: every question and every answer is signed."""

    def __init__(self, url: str, keys: Keys) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("CONGVU_PAYMENT_URL is an address as https://pay.example")
        self.base, self.origin, self.keys = url.rstrip("/"), f"{parts.scheme}://{parts.netloc}", keys
        self.client = httpx.Client(timeout=TIMEOUT, trust_env=False)

    def create_order(self, wanted: Wanted) -> OrderTold:
        said = {
            "order_id": wanted.code,
            "amount": wanted.amount,
            "description": wanted.text,
            "expires_at": wanted.expires_at.isoformat(),
            "return_url": wanted.return_url,
            "callback_url": wanted.callback_url,
        }
        return self._order(self._ask("POST", "/v1/orders", said), wanted.code)

    def order_status(self, code: str) -> OrderTold | None:
        body = self._ask("GET", f"/v1/orders/{code}")
        return None if body is None else self._order(body, code)

    def refund(self, order: str, code: str, amount: int, reason: str) -> OrderTold:
        said = {"refund_id": code, "amount": amount, "reason": reason}
        body = self._ask("POST", f"/v1/orders/{order}/refunds", said)
        if body is None:
            raise Declined("unknown order")
        return self._order(body, order)

    def day_report(self, day: date) -> DayTold:
        try:
            found = day_told(self._ask("GET", f"/v1/days/{day.isoformat()}") or b"")
        except Unreadable as error:
            raise Unreachable(f"The report cannot be read: {error}") from error
        if found.day != day:
            raise Unreachable("The report is of another day")
        return found

    def callback(self, headers: Mapping[str, str], path: str, body: bytes, *, at: datetime) -> News:
        nonce = check(self.keys, headers, f"POST {path}", body, at=at)
        news = news_told(body)
        if news.event != nonce:
            raise Forged("another event")
        return news

    def _order(self, body: bytes | None, code: str) -> OrderTold:
        try:
            told = order_told(body or b"")
        except Unreadable as error:
            raise Unreachable(f"The answer cannot be read: {error}") from error
        if told.code != code:
            raise Unreachable("The answer is about another order")
        # Payers are sent there: to nobody but the gateway itself.
        if not told.pay_url.startswith(f"{self.origin}/"):
            raise Unreachable("The page to pay on is not the gateway's")
        return told

    def _ask(self, method: str, path: str, said: Mapping[str, object] | None = None) -> bytes | None:
        """The body of a good answer; None where the gateway knows of no such thing."""
        body = b"" if said is None else json.dumps(said, ensure_ascii=False).encode()
        what, nonce = f"{method} {path}", secrets.token_hex(16)
        headers = signed(self.keys, what, body, nonce=nonce, at=timezone.now())
        try:
            answer = self.client.request(method, self.base + path, content=body, headers=headers)
            about = check(self.keys, answer.headers, f"{answer.status_code} {what}", answer.content, at=timezone.now())
        except httpx.HTTPError as error:
            raise Unreachable(str(error) or type(error).__name__) from error
        except Forged as error:
            raise Unreachable(f"The answer is not the gateway's: {error.fault}") from error
        if about != nonce:
            raise Unreachable("The answer is to another question")
        if answer.status_code == httpx.codes.NOT_FOUND:
            return None
        if answer.is_client_error:
            raise Declined(answer.text[:200])
        if not answer.is_success:
            raise Unreachable(f"HTTP {answer.status_code}")
        return answer.content


@lru_cache(maxsize=1)
def _signed(url: str, merchant: str, secret: str) -> Signed:
    return Signed(url, keys_from(merchant, secret))


def chosen(url: str, merchant: str, secret: str) -> Gateway | None:
    """The gateway of this installation; None where online payment is not offered. Raises `ValueError` in words."""
    return _signed(url, merchant, secret) if url else None
