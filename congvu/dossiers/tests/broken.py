"""How the constraints of what stands beside the process are broken; `test_constraints` asks for every one."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import Model

from congvu.clocks.models import Clock
from congvu.dossiers.models import (
    Apology,
    CashDay,
    Correction,
    EditionMove,
    EditionMoved,
    FeeReceipt,
    IssuedResult,
    Leg,
    Opinion,
    Slip,
    Step,
)
from congvu.dossiers.tests.conftest import Play, newer_edition
from congvu.files.selectors import shelf
from congvu.files.testing import stored

HOUR = timedelta(hours=1)


def leg(play: Play, number: int = 1, **given: Any) -> Leg:
    at, agency = play.at, play.dossier.agency
    clock = Clock.objects.create(agency=agency, label=f"leg {number}", state="running", due_at=at, created_at=at)
    row = {"number": number, "key": "tax", "name": "Thuế", "agency": agency, "clock": clock, "opened_at": at}
    row["followed_due_at"] = at
    return Leg.objects.create(dossier=play.dossier, **{**row, **given})


def two_legs(play: Play, **of_the_second: Any) -> None:
    first = leg(play, key="one", finished_at=play.at, ending="done") if "number" in of_the_second else leg(play)
    clock = Clock.objects.create(
        agency=first.agency, label="leg 2", state="running", due_at=play.at, created_at=play.at
    )
    row = {"number": 2, "key": "tax", "name": "Thuế", "agency": first.agency, "clock": clock, "opened_at": play.at}
    row["followed_due_at"] = play.at
    Leg.objects.create(dossier=play.dossier, **{**row, **of_the_second})


def slip(play: Play, **given: Any) -> Slip:
    row = {"giver": play.dossier.receiver, "taker": play.dossier.agency, "number": 1, "given_at": play.at}
    return Slip.objects.create(dossier=play.dossier, given_by="a", **{**row, **given})


def opinion(play: Play, **given: Any) -> Opinion:
    row = {"kind": "opinion", "agency": play.dossier.agency, "role": "leader", "question": "a", "asked_by": "b"}
    row |= {"asked_at": play.at, "due_at": play.at, "step": Step.objects.get()}
    return Opinion.objects.create(dossier=play.dossier, **{**row, **given})


def correction(play: Play) -> None:
    for _ in range(2):
        Correction.objects.create(dossier=play.dossier, number=1, changes=[], reason="a", made_at=play.at, made_by="b")


def apology(play: Play, **given: Any) -> Apology:
    row = {"number": 1, "reason": "a", "at_fault": play.dossier.agency, "made_by": "b"}
    return Apology.objects.create(dossier=play.dossier, **{**row, **given})


def book(play: Play, **given: Any) -> CashDay:
    return CashDay.objects.create(counter=play.dossier.receiver, day=date(2026, 3, 2), **given)


def receipt(play: Play, day: CashDay, **given: Any) -> FeeReceipt:
    row = {"counter": day.counter, "year": 2026, "number": 1, "day": day, "amount": 8000, "items": []}
    row |= {"payer": "a", "method": "cash", "collected_at": play.at, "collected_by": "b", **given}
    return FeeReceipt.objects.create(dossier=play.dossier, **row)


def back(play: Play, day: CashDay, **given: Any) -> dict[str, Any]:
    """The columns of a refund."""
    row = {"refunded_at": play.at, "refunded": 8000, "refund_day": day, "refund_counter": day.counter}
    row |= {"refund_year": 2026, "refund_number": 1, "refund_method": "cash", "refunded_by": "a", "refund_reason": "b"}
    return {**row, **given}


def two_receipts(play: Play, **given: Any) -> None:
    day = book(play)
    first = {"cancelled_at": play.at, "cancelled_by": "a", "cancel_reason": "b"} if given.get("cancelled") else {}
    receipt(play, day, **first)
    receipt(play, day, number=given["number"])


def two_refunds(play: Play) -> None:
    day = book(play)
    for number in (1, 2):
        receipt(play, day, number=number, **back(play, day))


def cancelled_by_nobody(play: Play) -> None:
    receipt(play, book(play), cancelled_at=play.at)


def refunded_too_much(play: Play) -> None:
    day = book(play)
    receipt(play, day, **back(play, day, refunded=9000))


def move(play: Play, **given: Any) -> EditionMove:
    row: dict[str, Any] = {"was": play.filing.edition, "now": play.filing.edition, "reason": "a", "made_by": "b"}
    return EditionMove.objects.create(made_at=play.at, **{**row, **given})


def moved_twice(play: Play) -> None:
    made = move(play, now=newer_edition(valid_from="2026-04-01"))
    for _ in range(2):
        EditionMoved.objects.create(move=made, dossier=play.dossier, move_number=1)


def issued(play: Play) -> IssuedResult:
    blob = stored(shelf())
    return IssuedResult.objects.create(dossier=play.dossier, blob=blob, check_code="OIL", issued_at=play.at)


BROKEN: dict[str, Callable[[Play], Model | None]] = {
    "leg_has_its_number_in_the_dossier": lambda play: two_legs(play, number=1),
    "leg_is_open_once_at_a_time": two_legs,
    "leg_says_how_it_ended": lambda play: leg(play, finished_at=play.at),
    "leg_ends_after_it_opens": lambda play: leg(play, finished_at=play.at - HOUR, ending="done"),
    "slip_is_signed_or_recalled": lambda play: slip(play, signed_at=play.at, signed_by="a", recalled_at=play.at),
    "slip_passes_between_two_agencies": lambda play: slip(play, taker=play.dossier.receiver),
    "slip_is_signed_by_somebody": lambda play: slip(play, signed_at=play.at),
    "opinion_kind_is_known": lambda play: opinion(play, kind="gossip"),
    "opinion_is_answered_by_somebody": lambda play: opinion(play, answered_at=play.at, agrees=True),
    "correction_has_its_number_in_the_dossier": correction,
    "apology_comes_when_it_is_late": lambda play: apology(play, due_before=play.at, made_at=play.at),
    "apology_promises_a_later_time": lambda play: apology(
        play, due_before=play.at - HOUR, made_at=play.at, promised_at=play.at
    ),
    "cash_day_is_one_per_counter": lambda play: (book(play), book(play))[1],
    "cash_day_is_closed_by_somebody": lambda play: book(play, closed_at=play.at),
    "cash_day_pays_in_no_more_than_was_counted": lambda play: book(play, paid_in=1),
    "cash_day_explains_a_difference": lambda play: book(play, closed_at=play.at, closed_by="a", counted=1),
    "fee_receipt_has_its_number": lambda play: two_receipts(play, number=1, cancelled=True),
    "fee_refund_has_its_number": two_refunds,
    "fee_of_a_dossier_is_paid_once": lambda play: two_receipts(play, number=2),
    "fee_receipt_is_for_something": lambda play: receipt(play, book(play), amount=0),
    "fee_receipt_method_is_known": lambda play: receipt(play, book(play), method="shells"),
    "fee_receipt_is_cancelled_by_somebody_for_a_reason": cancelled_by_nobody,
    "fee_refund_is_whole": refunded_too_much,
    "edition_move_goes_to_another_edition": move,
    "edition_move_is_undone_by_somebody": lambda play: move(
        play, now=newer_edition(valid_from="2026-04-01"), undone_at=play.at
    ),
    "edition_moved_once_per_dossier_and_move": moved_twice,
    "issued_result_has_a_code_to_type": issued,
}
