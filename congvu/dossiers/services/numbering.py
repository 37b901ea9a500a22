"""Running numbers of an agency: of dossiers, decisions, slips, notices."""

from django.db import connection

from congvu.agencies.models import Agency
from congvu.base.refusals import Refusal
from congvu.dossiers import refusals
from congvu.dossiers.models import Series


def next_number(agency_id: int, name: str) -> int:
    """The next number of a series, taken in the caller's transaction in one statement: no gaps, no duplicates.

    Refuses with `dossiers.series_closed` where the agency is no more.
    """
    table = connection.ops.quote_name(Series._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (agency_id, name, last) VALUES (%s, %s, 1) "  # noqa: S608
            f"ON CONFLICT (agency_id, name) DO UPDATE SET last = {table}.last + 1 "
            f"WHERE {table}.closed_on IS NULL RETURNING last",
            [agency_id, name],
        )
        row = cursor.fetchone()
    if row is None:
        raise Refusal(refusals.SERIES_CLOSED, agency=Agency.objects.get(pk=agency_id).name)
    return int(row[0])
