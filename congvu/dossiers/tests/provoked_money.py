"""How the noes of the counter's money, of moved editions and of moved duties are provoked."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind
from congvu.agencies.testing import make_agency
from congvu.base.refusals import No
from congvu.dossiers import refusals, services
from congvu.dossiers.models import EditionMove
from congvu.dossiers.services.fees import must_be_paid
from congvu.dossiers.services.rehoming import Home, close_books, rehome
from congvu.dossiers.services.stories import filing_of
from congvu.dossiers.testing import TELLER, a_stage_for
from congvu.dossiers.tests.conftest import Play, newer_edition
from congvu.procedures.selectors import stories
from congvu.procedures.testing import edition

Deed = Callable[[Play], object]


def owing(play: Play) -> None:
    """The dossier in play is one that costs 150.000 đồng."""
    published = edition("kinh-doanh/thanh-lap-tnhh")
    stage = a_stage_for(published, code="H97")
    told = next(one for one in stories(published) if one.key == "two-members")
    play.filing, play.stage, play.at = filing_of(told, published, stage), stage, told.received
    play.receive("owing")


def collect(play: Play, **given: Any) -> object:
    return services.collect(play.dossier.pk, **{"method": "cash", "by": play.clerk, "at": play.at, **given})


def refund(play: Play, **given: Any) -> object:
    return services.refund(play.dossier.pk, reason="Rút hồ sơ", by=play.clerk, at=play.at, **given)


def paid_online(play: Play) -> None:
    owing(play)
    services.collect_online(play.dossier.pk, amount=150_000, form_key="order", by=TELLER, at=play.at)


def close_day(play: Play, *, counted: int = 150_000, later: int = 0, **given: Any) -> object:
    day = play.at.date() + timedelta(days=later)
    return services.close_day(play.stage.receiver, day, counted=counted, by=play.clerk, at=play.at, **given)


def paid(play: Play) -> None:
    owing(play)
    collect(play)


def paid_and_withdrawn(play: Play) -> None:
    paid(play)
    play.withdraw()


def closed(play: Play) -> None:
    paid(play)
    close_day(play)


def paid_yesterday(play: Play) -> None:
    paid(play)
    play.at += timedelta(days=1)


def move(play: Play, **given: Any) -> object:
    now = given.pop("now", play.filing.edition)
    return services.move_edition(
        play.filing.edition, now, **{"reason": "Quyết định 12", "by": TELLER, "at": play.at, **given}
    )


def moved_and_undone(play: Play) -> None:
    move(play, now=newer_edition(valid_from="2026-03-03"))
    undo(play)


def undo(play: Play) -> object:
    return services.undo_move(EditionMove.objects.get().pk, by=TELLER, at=play.at)


def rehomed(play: Play) -> Agency:
    """What the agency settles is another one's from now on."""
    old = play.dossier.agency
    new = make_agency("H98.77", Kind.COMMUNE_COMMITTEE, parent=old.parent)
    rehome([play.dossier.pk], [Home(old, new)], decision="1/NQ", on=play.at.date(), by=TELLER, at=play.at)
    return new


def merged(play: Play) -> None:
    new = rehomed(play)
    Agency.objects.filter(code="H98.31").update(valid_to=play.at.date(), successor=new)


def books_closed(play: Play) -> None:
    close_books([play.stage.receiver], on=date(2026, 3, 2))


BEFORE: dict[No, Deed] = {
    refusals.FEE_CHANGED: owing,
    refusals.METHOD_UNKNOWN: owing,
    refusals.FEE_UNPAID: owing,
    refusals.FEE_PAID: paid,
    refusals.PAID_ONLINE: paid_online,
    refusals.REFUND_NOT_DUE: paid,
    refusals.REFUND_WRONG: paid_and_withdrawn,
    refusals.CASH_DAY_CLOSED: closed,
    refusals.CASH_DAY_EARLIER: paid_yesterday,
    refusals.AMOUNT_WRONG: paid,
    refusals.PAID_IN_TOO_MUCH: paid,
    refusals.DIFFERENCE_UNEXPLAINED: paid,
    refusals.OTHER_PROCEDURE: lambda play: edition("ho-tich/ket-hon"),
    refusals.MOVE_UNDONE: moved_and_undone,
    refusals.DUTY_MOVED: rehomed,
    refusals.MERGED: merged,
    refusals.SERIES_CLOSED: books_closed,
}
PROVOKED: dict[No, Deed] = {
    refusals.NOTHING_TO_PAY: collect,
    refusals.NO_RECEIPT: refund,
    refusals.FEE_CHANGED: lambda play: collect(play, amount=1),
    refusals.METHOD_UNKNOWN: lambda play: collect(play, method="shells"),
    refusals.FEE_UNPAID: lambda play: must_be_paid(play.dossier),
    refusals.FEE_PAID: collect,
    refusals.PAID_ONLINE: refund,
    refusals.REFUND_NOT_DUE: refund,
    refusals.REFUND_WRONG: lambda play: refund(play, amount=150_001),
    refusals.CASH_DAY_CLOSED: close_day,
    refusals.CASH_DAY_EARLIER: close_day,
    refusals.CASH_DAY_TO_COME: lambda play: close_day(play, counted=0, later=1),
    refusals.AMOUNT_WRONG: lambda play: close_day(play, counted=-1),
    refusals.PAID_IN_TOO_MUCH: lambda play: close_day(play, paid_in=150_001),
    refusals.DIFFERENCE_UNEXPLAINED: lambda play: close_day(play, counted=140_000),
    refusals.NOT_GOVERNING: lambda play: move(play, by=play.clerk),
    refusals.OTHER_PROCEDURE: lambda play: move(play, now=edition("ho-tich/ket-hon")),
    refusals.SAME_EDITION: move,
    refusals.MOVE_UNDONE: undo,
    refusals.DUTY_MOVED: lambda play: play.take(),
    refusals.MERGED: lambda play: play.take(),
    refusals.SERIES_CLOSED: lambda play: play.receive("after the end"),
}
