"""What tests need of procedures: the real packs of the house, published; and leave to empty the table of editions."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from django.db import connection
from django.test import TransactionTestCase

from congvu.base.actors import system
from congvu.procedures import guards
from congvu.procedures.models import Edition
from congvu.procedures.rules import Checked, check, from_folder
from congvu.procedures.services import publish

PACKS = Path(__file__).resolve().parents[2] / "packs"
AT = datetime(2025, 6, 30, 1, 0, tzinfo=UTC)


def edition(pack: str = "ho-tich/khai-tu") -> Edition:
    """The edition of a pack of the house, by its folder; published if it is not yet."""
    return publish(_checked(pack), by=system("testing", "Bộ kiểm thử"), at=AT)


@cache
def _checked(pack: str) -> Checked:
    """Looked through once in a run of the tests: that prints the results of all its examples."""
    return check(from_folder(PACKS / pack))


@contextmanager
def guards_lifted() -> Iterator[None]:
    """The database without its refusal to change or delete an edition."""
    _run(guards.down(connection.vendor))
    try:
        yield
    finally:
        _run(guards.up(connection.vendor))


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def let_tests_flush() -> None:
    """Lift the guards while Django empties the tables after a test with real transactions. Called by conftest.py."""
    empty = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def empty_unguarded(case: TransactionTestCase) -> None:
        with guards_lifted():
            empty(case)

    TransactionTestCase._fixture_teardown = empty_unguarded  # type: ignore[attr-defined]
