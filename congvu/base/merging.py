"""Several sorted lists as one page, each read no further than the page is long.

`WHERE measure IN (…) ORDER BY day LIMIT 50` sorts all rows of all measures before it gives the first fifty. Asked for
each measure by itself an index gives them in their order, and the database reads fifty of each.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection

MOST_ARMS = 200  # of one statement; SQLite takes 500


def heads(arms: Sequence[Any], size: int) -> list[tuple[Any, ...]]:
    """The first `size` rows of each sorted query (`values_list`), together and unsorted, by one statement."""
    statements: list[str] = []
    values: list[Any] = []
    for arm in arms:
        try:
            statement, params = arm[:size].query.sql_with_params()
        except EmptyResultSet:
            continue
        statements.append(f"SELECT * FROM ({statement}) AS arm")  # noqa: S608  # Django's own wording
        values += params
    if not statements:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), values)
        return list(cursor.fetchall())
