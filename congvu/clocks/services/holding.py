"""Who waits for whom when calendars are edited while clocks are worked on.

A clock started under the old calendar and committed after an edit has looked would keep a wrong due time for ever. So
an edit waits for the deeds on clocks that have begun; those that begin meanwhile wait for it, and then count by
the new calendar. Reading waits for nobody, and neither does a backup. On SQLite a writing transaction is alone anyway.
"""

from django.db import connection

from congvu.clocks.models import Clock


def alone() -> None:
    """An edit of calendars: nobody else does anything to any clock until this transaction ends."""
    _lock("EXCLUSIVE")


def among_others() -> None:
    """A deed on a clock that locks no row before it asks for the timetable: no edit until this transaction ends."""
    _lock("ROW SHARE")


def _lock(mode: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {connection.ops.quote_name(Clock._meta.db_table)} IN {mode} MODE")
