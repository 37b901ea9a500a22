"""The shares of other agencies: opened when the process comes to them, each on its own clock, and ended with them."""

from datetime import date, datetime

from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.selectors import one_stop_of
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.clocks import services as clocks
from congvu.clocks.rules import State as ClockState
from congvu.dossiers import refusals
from congvu.dossiers.models import Dossier, Leg, Slip, Step
from congvu.dossiers.selectors.legs import agencies_for
from congvu.dossiers.services.numbering import next_number
from congvu.procedures.rules import Competent
from congvu.procedures.selectors import Compiled


def open_legs(dossier: Dossier, known: Compiled) -> dict[str, Leg]:
    """The legs under way by their keys; without a query where the procedure has none."""
    if not known.pack.legs:
        return {}
    found = Leg.objects.filter(dossier=dossier, finished_at=None).select_related("agency", "clock")
    return {leg.key: leg for leg in found.order_by("pk")}


def open_leg(dossier: Dossier, known: Compiled, key: str, *, at: datetime) -> Leg:
    """The process has come to another agency: its share begins, on its own clock.

    Refuses with `dossiers.leg_nowhere` where no agency, or more than one, would be it.
    """
    spec = known.pack.legs[key]
    agency = _agency_of(spec.agency, dossier, on=timezone.localdate(at))
    number = Leg.objects.filter(dossier=dossier).count() + 1
    clock = clocks.start(spec.budget, agency_id=agency.pk, label=f"{dossier.code}/{number}", at=at, law=spec.law)
    return Leg.objects.create(
        dossier=dossier,
        number=number,
        key=key,
        name=spec.name,
        agency=agency,
        clock=clock,
        followed_due_at=clock.due_at,
        opened_at=at,
    )


def _agency_of(wanted: Competent, dossier: Dossier, *, on: date) -> Agency:
    found = agencies_for(wanted, dossier, on=on)
    if len(found) != 1:
        raise Refusal(refusals.LEG_NOWHERE, kind=Kind(wanted.kind).label, sector=wanted.sector)
    return found[0]


def place_in(leg: Leg, role: str, *, on: date) -> int:
    """Where a step of a leg is worked: its clerk sits at the leg's own counter."""
    if role != Role.CLERK:
        return leg.agency_id
    counter = one_stop_of(leg.agency_id, on=on)
    return counter.pk if counter else leg.agency_id


def stand_or_run(legs: dict[str, Leg], dossier: Dossier, known: Compiled, *, ground: str, at: datetime) -> None:
    """Each leg's clock stands while the dossier's does, and while nothing but the citizen keeps the leg."""
    for leg in legs.values():
        mine = [step for step in dossier.now_open if step.leg_id == leg.pk]
        waits = [known.pack.waits[step.element].ground for step in mine if step.element in known.pack.waits]
        why = ground or (waits[0] if waits and len(waits) == len(mine) else "")
        if why and leg.clock.state == ClockState.RUNNING:
            leg.clock = clocks.pause(leg.clock_id, ground=why, at=at)
        elif not why and leg.clock.state == ClockState.PAUSED:
            leg.clock = clocks.resume(leg.clock_id, at=at)


def end_leg(leg: Leg, ending: str, *, by: str, at: datetime, answer: str = "", note: str = "") -> None:
    """The share is over: "done" by that agency, "recalled" by whoever sent it, or "ended" with the dossier."""
    leg.clock = clocks.stop(leg.clock_id, at=at)
    leg.finished_at, leg.finished_by, leg.ending, leg.answer, leg.note = at, by, ending, answer, note
    leg.save(update_fields=["finished_at", "finished_by", "ending", "answer", "note"])


def hand_on(dossier: Dossier, leg: Leg | None, *, giver: int, taker: int, by: str, at: datetime) -> Slip | None:
    """The slip with which the dossier goes from one agency to another; None where it stays in the same house."""
    if giver == taker or not _leaves_the_house(dossier, giver, taker):
        return None
    number = next_number(giver, f"slip-{timezone.localtime(at):%Y}")
    return Slip.objects.create(
        dossier=dossier, leg=leg, giver_id=giver, taker_id=taker, number=number, given_at=at, given_by=by
    )


def _leaves_the_house(dossier: Dossier, giver: int, taker: int) -> bool:
    """A counter and its own agency are one house."""
    if {giver, taker} == {dossier.receiver_id, dossier.agency_id}:
        return dossier.away
    houses = {
        parent if kind == Kind.ONE_STOP else agency
        for agency, kind, parent in Agency.objects.filter(pk__in=(giver, taker)).values_list("pk", "kind", "parent_id")
    }
    return len(houses) > 1


def sign_for(step: Step, *, by: Actor, at: datetime) -> Slip | None:
    """Whoever takes up the step signs for what came with it; None where nothing was to be signed."""
    if step.slip_id is None:
        return None
    slip = Slip.objects.select_related("giver", "taker").get(pk=step.slip_id)
    if slip.signed_at is not None:
        return None
    slip.signed_at, slip.signed_by = at, by.name
    slip.save(update_fields=["signed_at", "signed_by"])
    return slip
