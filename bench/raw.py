"""The limit: the writes of one life cycle, recorded once and repeated with the database's own driver and nothing else.

The same statements with rows of their own, in the same transactions: what Python, Django and the rules cost is the
difference. Reading is left out, so nobody can reach this limit, only come near.
"""

import os
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from django.apps import apps
from django.db import connection

WRITES = ("INSERT", "UPDATE", "DELETE")
FAR = 1_000_000_000  # keys of the recorded cycle: found again in every parameter
APART = 1_000_000
Statement = tuple[str, Sequence[Any] | None]


class Recording:
    """The transactions of one life cycle, each a list of its writes."""

    def __init__(self) -> None:
        self.tables = [model._meta.db_table for model in apps.get_models() if _is_numbered(model)]
        self.transactions: list[list[Statement]] = []
        self.inserted = [0] * len(self.tables)

    @contextmanager
    def cycle(self) -> Iterator[None]:
        """What is written inside is recorded; its rows have keys that are unlike any other number."""
        for place, table in enumerate(self.tables):
            _number_from(table, FAR + place * APART)
        with connection.execute_wrapper(self._record):
            yield

    def next_transaction(self) -> None:
        self.transactions.append([])

    def _record(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(WRITES):
            self.transactions[-1].append((sql, params))
            for place, table in enumerate(self.tables):
                if sql.startswith(f'INSERT INTO "{table}" '):
                    self.inserted[place] += _rows(sql, params)
        return execute(sql, params, many, context)

    @property
    def writes(self) -> int:
        return sum(map(len, self.transactions))

    def repeated(self, turn: int, code: str) -> list[list[Statement]]:
        """The transactions as the `turn`th repetition writes them: other keys, another dossier's code."""
        return [
            [(sql, tuple(self._other(value, turn, code) for value in params or ())) for sql, params in transaction]
            for transaction in self.transactions
        ]

    def _other(self, value: Any, turn: int, code: str) -> Any:
        if isinstance(value, bool):
            return value
        if isinstance(value, list):
            return [self._other(one, turn, code) for one in value]
        if isinstance(value, int) and value >= FAR:
            return self._key(value, turn)
        if isinstance(value, str):
            other = re.sub(r"\b1\d{9}\b", lambda found: str(self._key(int(found[0]), turn)), value)
            return other.replace(code, f"{code}-{turn}").replace("bench-key", f"bench-{turn}")
        return value

    def _key(self, key: int, turn: int) -> int:
        return key + turn * self.inserted[(key - FAR) // APART]


def _rows(sql: str, params: Sequence[Any]) -> int:
    """How many rows an INSERT makes: of several, PostgreSQL gets one array for each column."""
    return len(params[0]) if "UNNEST(" in sql else sql.count("), (") + 1


def _is_numbered(model: Any) -> bool:
    return bool(model.__module__.startswith("congvu.") and model._meta.pk.get_internal_type() == "BigAutoField")


def _number_from(table: str, first: int) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, first])
            return
        cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [first, table])
        if not cursor.rowcount:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, first])


def driver() -> tuple[Any, Callable[[str], str]]:
    """A connection of the database's driver with the application's durability, and its spelling of parameters."""
    if connection.vendor == "sqlite":
        made = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, timeout=20)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-32000"):
            made.execute(f"PRAGMA {pragma}")
        return made, lambda sql: sql.replace("%s", "?")
    return psycopg.connect(os.environ["CONGVU_DATABASE_URL"], autocommit=True), lambda sql: sql
