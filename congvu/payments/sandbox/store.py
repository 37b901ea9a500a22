"""What the sandbox remembers, in an SQLite file of its own."""

import json
import secrets
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

VIETNAM = timezone(timedelta(hours=7))
TABLES = """
CREATE TABLE IF NOT EXISTS orders (
    code TEXT PRIMARY KEY, token TEXT UNIQUE, amount INTEGER, text TEXT, return_url TEXT, callback_url TEXT,
    expires_at TEXT, made_at TEXT, status TEXT, paid_amount INTEGER, paid_at TEXT
);
CREATE TABLE IF NOT EXISTS refunds (
    code TEXT PRIMARY KEY, order_code TEXT, amount INTEGER, reason TEXT, status TEXT, at TEXT
);
CREATE TABLE IF NOT EXISTS calls (event TEXT PRIMARY KEY, url TEXT, body TEXT, tries INTEGER, next_at REAL);
CREATE TABLE IF NOT EXISTS nonces (nonce TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS faults (name TEXT PRIMARY KEY, value TEXT);
"""
ALIEN = {"order_id": "not-yours", "amount": 12_345, "gateway_ref": "GD-0"}


class Conflict(Exception):
    """The number is known, and says something else."""


def now() -> datetime:
    return datetime.now(VIETNAM)


class Store:
    """One connection for all threads, one at a time."""

    def __init__(self, path: Path, base: str) -> None:
        self.base = base
        self.lock = threading.RLock()
        self.db = sqlite3.connect(path, check_same_thread=False)
        self.db.row_factory = sqlite3.Row
        self.db.executescript(TABLES)

    @contextmanager
    def work(self) -> Iterator[sqlite3.Connection]:
        with self.lock, self.db:
            yield self.db

    def is_first(self, nonce: str) -> bool:
        with self.work() as db:
            return bool(db.execute("INSERT OR IGNORE INTO nonces VALUES (?)", [nonce]).rowcount)

    def fault(self, name: str) -> str:
        with self.work() as db:
            row = db.execute("SELECT value FROM faults WHERE name = ?", [name]).fetchone()
        return str(row["value"]) if row else ""

    def set_faults(self, faults: Mapping[str, object]) -> None:
        """These and no others."""
        with self.work() as db:
            db.execute("DELETE FROM faults")
            db.executemany("INSERT INTO faults VALUES (?, ?)", [(name, str(value)) for name, value in faults.items()])

    def order(self, *, code: str = "", token: str = "") -> sqlite3.Row | None:
        """An order as it stands now: what nobody paid in time has expired."""
        with self.work() as db:
            asked = (code, token) if code else ("", token)
            row = db.execute("SELECT * FROM orders WHERE code = ? OR token = ?", asked).fetchone()
            if row and row["status"] == "pending" and now() >= datetime.fromisoformat(row["expires_at"]):
                return self.end(row["code"], "expired")
        return row  # type: ignore[no-any-return]

    def enter(self, said: Mapping[str, Any]) -> sqlite3.Row:
        """A new order, or the one with this number. Raises `Conflict` where that is for another amount."""
        known = self.order(code=said["order_id"])
        if known:
            if known["amount"] != said["amount"]:
                raise Conflict("order_exists")
            return known
        named = ("order_id", "amount", "description", "return_url", "callback_url", "expires_at")
        values = [*(said[name] for name in named), secrets.token_urlsafe(18), now().isoformat()]
        with self.work() as db:
            db.execute(
                "INSERT INTO orders (code, amount, text, return_url, callback_url, expires_at, token, made_at, status)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'pending')",
                values,
            )
        return self._order(said["order_id"])

    def end(self, code: str, status: str) -> sqlite3.Row:
        """The payer paid, was declined, or came too late; only what is pending can end."""
        with self.work() as db:
            taken = int(self.fault("amount") or 0)
            paid = status == "paid"
            changed = db.execute(
                "UPDATE orders SET status = ?, paid_at = ?, paid_amount = CASE WHEN ? THEN coalesce(?, amount) END"
                " WHERE code = ? AND status = 'pending'",
                [status, now().isoformat() if paid else None, paid, taken or None, code],
            )
            if changed.rowcount:
                self.tell(code)
        return self._order(code)

    def refund(self, order_code: str, said: Mapping[str, Any]) -> sqlite3.Row:
        """Give back once. Raises `Conflict` where there is nothing to give back."""
        with self.work() as db:
            order = self._order(order_code)
            if db.execute("SELECT 1 FROM refunds WHERE code = ?", [said["refund_id"]]).fetchone():
                return order
            if order["status"] not in {"paid", "refund_pending"} or said["amount"] != order["paid_amount"]:
                raise Conflict("nothing_to_refund")
            if self.fault("refund") == "declined":
                raise Conflict("account_closed")
            row = [said["refund_id"], order_code, said["amount"], said["reason"], "pending", now().isoformat()]
            db.execute("INSERT INTO refunds VALUES (?, ?, ?, ?, ?, ?)", row)
            db.execute("UPDATE orders SET status = 'refund_pending' WHERE code = ?", [order_code])
        if self.fault("refund") != "pending":
            self.finish_refund(said["refund_id"], "failed" if self.fault("refund") == "failed" else "done")
        return self._order(order_code)

    def finish_refund(self, code: str, status: str) -> None:
        with self.work() as db:
            db.execute("UPDATE refunds SET status = ?, at = ? WHERE code = ?", [status, now().isoformat(), code])
            order = db.execute("SELECT order_code FROM refunds WHERE code = ?", [code]).fetchone()["order_code"]
            left = "refunded" if status == "done" else "paid"
            db.execute("UPDATE orders SET status = ? WHERE code = ?", [left, order])
            self.tell(order)

    def told(self, order: sqlite3.Row) -> dict[str, Any]:
        """An order as the protocol tells it."""
        with self.work() as db:
            refunds = db.execute("SELECT * FROM refunds WHERE order_code = ?", [order["code"]]).fetchall()
        return {
            "order_id": order["code"],
            "gateway_ref": f"GD-{order['token'][:8]}",
            "amount": order["amount"],
            "status": order["status"],
            "paid_at": order["paid_at"],
            "paid_amount": order["paid_amount"],
            "pay_url": f"{self.base}/pay/{order['token']}",
            "refunds": [
                {"refund_id": one["code"], "amount": one["amount"], "status": one["status"], "at": one["at"]}
                for one in refunds
            ],
        }

    def day(self, day: date) -> dict[str, Any]:
        """All that came and went back on a day."""
        with self.work() as db:
            like = f"{day.isoformat()}T%"
            paid = db.execute("SELECT * FROM orders WHERE paid_at LIKE ? ORDER BY paid_at", [like]).fetchall()
            back = db.execute(
                "SELECT * FROM refunds WHERE status = 'done' AND at LIKE ? ORDER BY at", [like]
            ).fetchall()
        lines = [
            {"order_id": one["code"], "amount": one["paid_amount"], "gateway_ref": f"GD-{one['token'][:8]}"}
            for one in paid
        ]
        fault = self.fault("report")
        lines = {"omits": lines[:-1], "adds": [*lines, ALIEN]}.get(fault, lines)
        refunded = [{"refund_id": one["code"], "order_id": one["order_code"], "amount": one["amount"]} for one in back]
        return {"day": day.isoformat(), "paid": lines, "refunded": refunded}

    def tell(self, code: str) -> None:
        """Lay a callback out, in the transaction of what it tells."""
        order, event = self._order(code), secrets.token_hex(16)
        late = {"late": 5.0, "never": 1e12}.get(self.fault("callback"), 0.0)
        body = json.dumps({"event_id": event, "order": self.told(order)}, ensure_ascii=False)
        row = [event, order["callback_url"], body, 0, now().timestamp() + late]
        self.db.execute("INSERT INTO calls VALUES (?, ?, ?, ?, ?)", row)

    def calls_due(self) -> list[sqlite3.Row]:
        with self.work() as db:
            due = db.execute("SELECT * FROM calls WHERE next_at <= ? ORDER BY rowid", [now().timestamp()])
            return due.fetchall()

    def called(self, event: str, *, again_in: float | None) -> None:
        with self.work() as db:
            if again_in is None:
                db.execute("DELETE FROM calls WHERE event = ?", [event])
            else:
                later = [now().timestamp() + again_in, event]
                db.execute("UPDATE calls SET tries = tries + 1, next_at = ? WHERE event = ?", later)

    def release(self) -> None:
        """What was held back goes now."""
        with self.work() as db:
            db.execute("UPDATE calls SET next_at = 0")

    def _order(self, code: str) -> sqlite3.Row:
        row = self.db.execute("SELECT * FROM orders WHERE code = ?", [code]).fetchone()
        if row is None:
            raise KeyError(code)
        return row  # type: ignore[no-any-return]
