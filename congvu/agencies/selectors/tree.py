"""Agencies in their tree: who is above, who is below, who receives for whom."""

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from congvu.agencies import refusals
from congvu.agencies.models import Agency, Remit
from congvu.agencies.rules import Kind
from congvu.base.refusals import Refusal
from congvu.base.text import fold

# Recursive in the database: one query however deep the tree, on SQLite and PostgreSQL alike.
_UP = """
    WITH RECURSIVE up (id, parent_id, height) AS (
        SELECT id, parent_id, 0 FROM agencies_agency WHERE id = %s
        UNION ALL
        SELECT above.id, above.parent_id, up.height + 1
        FROM agencies_agency above JOIN up ON above.id = up.parent_id
    )
    SELECT id FROM up ORDER BY height
"""
_DOWN = """
    WITH RECURSIVE down (id) AS (
        SELECT id FROM agencies_agency WHERE id IN ({marks})
        UNION
        SELECT below.id FROM agencies_agency below JOIN down ON below.parent_id = down.id
    )
    SELECT id FROM down
"""


def ancestors(agency_id: int) -> list[int]:
    """The agency itself and those above it, from the nearest to the root."""
    with connection.cursor() as cursor:
        cursor.execute(_UP, [agency_id])
        return [row[0] for row in cursor.fetchall()]


def descendants(agency_ids: Iterable[int]) -> frozenset[int]:
    """The agencies themselves and all below them."""
    roots = sorted(agency_ids)
    if not roots:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(_DOWN.format(marks=", ".join(["%s"] * len(roots))), roots)
        return frozenset(row[0] for row in cursor.fetchall())


def valid(*, on: date) -> QuerySet[Agency]:
    """Agencies that exist on a day."""
    return Agency.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)


def children(agency_id: int | None, *, on: date) -> QuerySet[Agency]:
    """Agencies directly below one, on a day; below None are the roots."""
    return valid(on=on).filter(parent=agency_id)


def tree(agency_id: int, *, on: date) -> QuerySet[Agency]:
    """An agency and all below it, on a day."""
    return valid(on=on).filter(pk__in=descendants([agency_id]))


def found_by(search: str) -> QuerySet[Agency]:
    """Agencies whose name or code holds every word of `search`, with or without diacritics."""
    agencies = Agency.objects.all()
    for word in fold(search).split():
        agencies = agencies.filter(folded__contains=word)
    return agencies


def competent(kind: str, sector: str = "", *, under: int, on: date) -> QuerySet[Agency]:
    """Agencies of a kind among `under` and all below it that have the remit for a sector: who may settle a procedure.

    Without a sector, all of the kind: committees, which settle what is theirs by law.
    With the committee above a one-stop as `under`, these are the agencies for which that one-stop may receive.
    """
    found = tree(under, on=on).filter(kind=kind)
    return found.filter(Exists(remits(on=on).filter(agency=OuterRef("pk"), sector=sector))) if sector else found


def remits(*, on: date) -> QuerySet[Remit]:
    """The remits that agencies have on a day."""
    return Remit.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)


def sectors_of(agency_id: int, *, on: date) -> frozenset[str]:
    """The sectors for which an agency is competent on a day."""
    return frozenset(remits(on=on).filter(agency=agency_id).order_by().values_list("sector", flat=True))


def one_stop_of(agency_id: int, *, on: date) -> Agency | None:
    """The agency's own one-stop unit, if it has one on that day."""
    return children(agency_id, on=on).filter(kind=Kind.ONE_STOP).first()


def receiving_unit(agency: Agency, *, on: date) -> Agency:
    """Where dossiers for a competent agency are received: its own one-stop, else the nearest one above.

    A commune committee has its own; departments are received for at the province's. Refusal: agencies.no_one_stop.
    """
    above = ancestors(agency.pk)
    nearest = {parent: height for height, parent in enumerate(above)}
    units = list(valid(on=on).filter(parent__in=above, kind=Kind.ONE_STOP))
    if not units:
        raise Refusal(refusals.NO_ONE_STOP, agency=agency.name)
    return min(units, key=lambda unit: (nearest[unit.parent_id or 0], unit.code))
