"""Who settles what a counter receives: any one-stop of a province receives for any of its agencies."""

from datetime import date

from django.db.models import QuerySet

from congvu.agencies.models import Agency
from congvu.agencies.selectors import ancestors, competent, found_by
from congvu.procedures.selectors import Compiled


def nearest_settlers(known: Compiled, receiver: Agency, *, on: date) -> list[Agency]:
    """The competent agencies of the counter's own house, two at most: one of them settles without being asked for."""
    wanted = known.pack.competent
    return list(competent(wanted.kind, wanted.sector, under=receiver.parent_id or receiver.pk, on=on)[:2])


def settlers(known: Compiled, receiver: Agency, *, on: date, text: str = "") -> QuerySet[Agency]:
    """The competent agencies of the counter's whole province, by name; `text` is matched without diacritics."""
    wanted = known.pack.competent
    found = competent(wanted.kind, wanted.sector, under=ancestors(receiver.pk)[-1], on=on)
    return (found & found_by(text)).order_by("folded", "pk") if text.strip() else found.order_by("folded", "pk")
