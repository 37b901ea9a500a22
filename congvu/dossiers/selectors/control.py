"""The lines of the process-control slip (form 06 of TT 03/2025): steps, hand-over slips, countersignatures."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from congvu.dossiers.models import Dossier, Leg, Opinion, Slip, Step
from congvu.dossiers.rules import is_late
from congvu.dossiers.selectors.whole import Whole

Move = dict[str, Any]


def moves_of(whole: Whole) -> list[Move]:
    """Each hand-over in the order of time, with the moment under `at`."""
    slips = _slips(whole.dossier)
    found = _steps(whole, slips)
    found += [_signature(one) for one in whole.beside.countersigned]
    return sorted(found, key=lambda move: move["at"])


def together(whole: Whole) -> list[str]:
    """Names of the agencies that take part with a share of their own, each once."""
    legs = Leg.objects.filter(dossier=whole.dossier).exclude(ending="recalled").select_related("agency")
    return list(dict.fromkeys(leg.agency.name for leg in legs.order_by("pk")))


def _slips(dossier: Dossier) -> dict[int, Slip]:
    return {slip.pk: slip for slip in Slip.objects.filter(dossier=dossier).select_related("giver", "taker")}


def _steps(whole: Whole, slips: dict[int, Slip]) -> list[Move]:
    moves: list[Move] = []
    giver, place = whole.received_by, whole.dossier.receiver.name
    for step in whole.steps:
        slip = slips.get(step.slip_id or 0)
        moves.append(
            {
                "from": slip.giver.name if slip else place,
                "to": f"{step.agency.name} – {step.name}",
                "at": slip.given_at if slip else step.started_at,
                "giver": slip.given_by if slip else giver,
                "receiver": (slip.signed_by if slip else "") or (step.account.name if step.account else ""),
                "result": _result(step),
                "note": _note(step, slip),
            }
        )
        giver, place = step.done_by, step.agency.name
    return moves


def _note(step: Step, slip: Slip | None) -> str:
    said = [step.choice_label]
    if slip:
        signed = f", ký nhận {_told(slip.signed_at)}" if slip.signed_at else ""
        back = f", thu hồi {_told(slip.recalled_at)}" if slip.recalled_at else ""
        said.append(f"Phiếu bàn giao số {slip.number}{signed}{back}")
    return "; ".join(filter(None, said))


def _result(step: Step) -> str | None:
    """Before its day, on it, or after its time: the three answers that the form has."""
    if step.done_at is None:
        return None
    if is_late(step.due_at, step.done_at, now=step.done_at):
        return "late"
    return "early" if timezone.localdate(step.done_at) < timezone.localdate(step.due_at) else "on_time"


def _signature(one: Opinion) -> Move:
    assert one.answered_at  # it is signed
    late = is_late(one.due_at, one.answered_at, now=one.answered_at)
    return {
        "from": one.asked_by,
        "to": f"{one.agency.name} – {one.get_kind_display()}",
        "at": one.asked_at,
        "giver": one.asked_by,
        "receiver": one.answered_by,
        "result": "late" if late else "on_time",
        "note": f"Đồng ý, {_told(one.answered_at)}",
    }


def _told(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M %d/%m/%Y}"
