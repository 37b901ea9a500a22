"""What the counters concerned take in, and who settles it: compared before and after a change."""

from collections.abc import Sequence
from datetime import date

from congvu.agencies.models import Agency
from congvu.agencies.selectors import competent, one_stop_of, receiving_unit, valid
from congvu.base.refusals import Refusal
from congvu.procedures.selectors import offered_by


def counters_of(agencies: Sequence[Agency], *, on: date) -> list[Agency]:
    """The counters that receive for these agencies on a day, each once."""
    found = {}
    for agency in valid(on=on).filter(pk__in=[one.pk for one in agencies]):
        unit = one_stop_of(agency.pk, on=on)
        if unit is None:
            try:
                unit = receiving_unit(agency, on=on)
            except Refusal:
                continue
        found[unit.pk] = unit
    return list(found.values())


def offered_at(counter: Agency, *, on: date) -> dict[str, str]:
    """The procedures that a counter takes in on a day, by code, with the code of the agency that settles them.

    A counter that is closed on that day takes in nothing.
    """
    current = valid(on=on).select_related("parent").filter(pk=counter.pk).first()
    if current is None:
        return {}
    settling: dict[tuple[str, str], str] = {}
    offers = {}
    for edition in offered_by(current, on=on):
        wanted = (edition.procedure.kind, edition.procedure.sector)
        if wanted not in settling:
            found = list(competent(*wanted, under=current.parent_id or current.pk, on=on)[:2])
            settling[wanted] = found[0].code if len(found) == 1 else ""
        if settling[wanted]:
            offers[edition.procedure.code] = settling[wanted]
    return offers
