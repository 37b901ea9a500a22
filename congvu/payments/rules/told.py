"""What a gateway tells, read from the JSON of `docs/payments.md`. Pure; nothing of another shape is believed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from congvu.payments.rules.comparing import Booked, Way
from congvu.payments.rules.states import MOST_CODE, State

MOST_MONEY = 10**15
MOST_LINES = 100_000
STATES = frozenset(State.values) - {State.CREATED}
REFUND_STATES = frozenset({"pending", "done", "failed"})


class Unreadable(Exception):
    """What came is not what the protocol says."""


@dataclass(frozen=True, slots=True)
class RefundTold:
    """A refund as the gateway has it: `pending`, `done` or `failed`."""

    code: str
    amount: int
    state: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OrderTold:
    """An order as the gateway has it. `taken` đồng came (nought before it is paid), at `paid_at` by its clock."""

    code: str
    ref: str
    state: str
    taken: int
    paid_at: datetime | None
    pay_url: str
    refunds: tuple[RefundTold, ...]


@dataclass(frozen=True, slots=True)
class News:
    """A callback: an order as it stands now. `event` is the same however often it is brought."""

    event: str
    order: OrderTold


@dataclass(frozen=True, slots=True)
class DayTold:
    """Everything that came in and went back on a day."""

    day: date
    lines: tuple[Booked, ...]


def order_told(body: bytes) -> OrderTold:
    """An order, as the gateway answers with it. Raises `Unreadable`."""
    return _order(_object(_json(body)))


def news_told(body: bytes) -> News:
    """A callback. Raises `Unreadable`."""
    said = _object(_json(body))
    return News(_text(said, "event_id", 64), _order(_object(said.get("order"))))


def day_told(body: bytes) -> DayTold:
    """The report of a day. Raises `Unreadable`."""
    said = _object(_json(body))
    try:
        day = date.fromisoformat(_text(said, "day", 10))
    except ValueError as error:
        raise Unreadable("day") from error
    paid = (Booked(Way.IN, _text(one, "order_id", MOST_CODE), _money(one)) for one in _list(said, "paid"))
    back = (Booked(Way.OUT, _text(one, "refund_id", MOST_CODE), _money(one)) for one in _list(said, "refunded"))
    return DayTold(day, (*paid, *back))


def _order(said: dict[str, Any]) -> OrderTold:
    state = _text(said, "status", 20)
    if state not in STATES:
        raise Unreadable("status")
    paid = said.get("paid_at") is not None
    return OrderTold(
        code=_text(said, "order_id", MOST_CODE),
        ref=_text(said, "gateway_ref", 64),
        state=state,
        taken=_money(said, "paid_amount") if paid else 0,
        paid_at=_moment(said, "paid_at") if paid else None,
        pay_url=_text(said, "pay_url", 400),
        refunds=tuple(_refund(one) for one in _list(said, "refunds")),
    )


def _refund(said: dict[str, Any]) -> RefundTold:
    state = _text(said, "status", 10)
    if state not in REFUND_STATES:
        raise Unreadable("status of a refund")
    return RefundTold(_text(said, "refund_id", MOST_CODE), _money(said), state, _moment(said, "at"))


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unreadable("not JSON") from error


def _object(said: Any) -> dict[str, Any]:
    if not isinstance(said, dict):
        raise Unreadable("not an object")
    return said


def _list(said: dict[str, Any], name: str) -> Iterable[dict[str, Any]]:
    found = said.get(name)
    if not isinstance(found, list) or len(found) > MOST_LINES:
        raise Unreadable(name)
    return map(_object, found)


def _text(said: dict[str, Any], name: str, most: int) -> str:
    found = said.get(name)
    if not isinstance(found, str) or not 0 < len(found) <= most or not found.isprintable():
        raise Unreadable(name)
    return found


def _money(said: dict[str, Any], name: str = "amount") -> int:
    found = said.get(name)
    if not isinstance(found, int) or isinstance(found, bool) or not 0 < found < MOST_MONEY:
        raise Unreadable(name)
    return found


def _moment(said: dict[str, Any], name: str) -> datetime:
    try:
        found = datetime.fromisoformat(_text(said, name, 40))
    except ValueError as error:
        raise Unreadable(name) from error
    if found.tzinfo is None:
        raise Unreadable(name)
    return found
