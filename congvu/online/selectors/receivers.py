"""Where a request may be sent: any one-stop of the province, and by itself the one nearest to who settles it."""

from datetime import date

from django.db.models import QuerySet

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind
from congvu.agencies.selectors import competent, found_by, receiving_unit, valid
from congvu.procedures.selectors import Compiled


def receivers(*, on: date, text: str = "") -> QuerySet[Agency]:
    """The one-stops of the province on a day, by name; `text` is matched without diacritics."""
    found = valid(on=on) & found_by(text) if text.strip() else valid(on=on)
    return found.filter(kind=Kind.ONE_STOP).select_related("parent").order_by("folded", "pk")


def default_receiver(known: Compiled, *, settler: Agency | None = None, on: date) -> Agency | None:
    """The one-stop of who settles it, where that is one agency; None where the citizen must choose.

    Refuses with `agencies.no_one_stop`.
    """
    if settler is None:
        root = valid(on=on).filter(parent=None).order_by("pk").values_list("pk", flat=True).first()
        wanted = known.pack.competent
        found = list(competent(wanted.kind, wanted.sector, under=root or 0, on=on)[:2])
        settler = found[0] if len(found) == 1 else None
    return receiving_unit(settler, on=on) if settler else None
