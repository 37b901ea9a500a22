"""What tests may do and nobody else: empty the journal between tests, and forge it to see that forging is found."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test import TransactionTestCase

from congvu.journal import guards


@contextmanager
def guards_lifted() -> Iterator[None]:
    """The database without the journal's guards, as a forger with the owner's password would make it."""
    _run(guards.down(connection.vendor))
    try:
        yield
    finally:
        _run(guards.up(connection.vendor))


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A table with foreign keys still to be checked cannot lose its triggers.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in statements:
            cursor.execute(statement)


def let_tests_flush() -> None:
    """Lift the guards while Django empties the tables after a test with real transactions. Called by conftest.py."""
    empty = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def empty_unguarded(case: TransactionTestCase) -> None:
        with guards_lifted():
            empty(case)

    TransactionTestCase._fixture_teardown = empty_unguarded  # type: ignore[attr-defined]
