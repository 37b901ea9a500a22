"""The shares of other agencies as people read them: where each stands, what came back, which one made it late."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind
from congvu.agencies.selectors import ancestors, competent
from congvu.clocks import selectors as clocks
from congvu.clocks.rules import State as ClockState
from congvu.dossiers.models import Dossier, Leg, Slip, Step
from congvu.dossiers.rules import State, is_late
from congvu.procedures.rules import Competent
from congvu.procedures.selectors import Compiled

STATES = {  # state -> word, and the face that it has
    "open": (_("Đang xử lý"), "in_progress"),
    "waiting": (_("Chờ công dân"), "awaiting_obligation"),
    "done": (_("Đã trả lời"), "decided"),
    "recalled": (_("Đã thu hồi"), "withdrawn"),
    "ended": (_("Kết thúc cùng hồ sơ"), "paused"),
}


@dataclass(frozen=True, slots=True)
class Share:
    """A leg with what its row says. `facts` are what it gave back, by the titles of its form."""

    leg: Leg
    state: str  # a key of `STATES`
    late: bool
    delays: bool  # it is late, and so is the dossier
    result: str  # name and number of the paper that it gave back
    facts: list[tuple[str, str]]
    clock: list[clocks.Told]

    @property
    def word(self) -> str:
        return str(STATES[self.state][0])

    @property
    def face(self) -> str:
        return STATES[self.state][1]


def legs_of(dossier: Dossier) -> list[Leg]:
    """All legs of a dossier in the order of their opening, one query."""
    return list(Leg.objects.filter(dossier=dossier).select_related("agency__parent", "clock").order_by("pk"))


def shares(dossier: Dossier, known: Compiled, legs: Sequence[Leg], *, now: datetime) -> list[Share]:
    """What the rows of the legs say; two queries however many there are, and none where there are none."""
    if not legs:
        return []
    told = clocks.explain_all([leg.clock for leg in legs])
    behind = is_late(dossier.clock.due_at, dossier.finished_at, now=now) and dossier.state != State.AWAITING_SUPPLEMENT
    return [
        Share(
            leg,
            state=leg_state(leg),
            late=leg_is_late(leg, at=now),
            delays=behind and leg_is_late(leg, at=now),
            result=result_name(known, leg),
            facts=facts_of(known, leg),
            clock=told[leg.clock_id],
        )
        for leg in legs
    ]


def leg_state(leg: Leg) -> str:
    """A key of `STATES`. Its clock stands while nothing but the citizen keeps it."""
    return leg.ending or ("waiting" if leg.clock.state == ClockState.PAUSED else "open")


def leg_is_late(leg: Leg, *, at: datetime) -> bool:
    """Whether it took longer than its own time. What waits for the citizen, was taken back, or fell with the dossier is
    nobody's delay."""
    if leg_state(leg) not in ("open", "done"):
        return False
    return is_late(leg.clock.due_at, leg.finished_at, now=at)


def late_legs(dossier: Dossier, *, at: datetime) -> list[Leg]:
    """The legs that took longer than their own time, longest delay first: what makes a dossier late is named by them.

    A dossier that still waits for a supplement is nobody's delay."""
    if dossier.state == State.AWAITING_SUPPLEMENT:
        return []
    late = [leg for leg in legs_of(dossier) if leg_is_late(leg, at=at)]
    return sorted(late, key=lambda leg: leg.clock.due_at - (leg.finished_at or at))


def result_name(known: Compiled, leg: Leg) -> str:
    """ "Thông báo nộp tiền số 07/TB-NVTC"; empty where nothing was given back."""
    spec = known.pack.legs[leg.key].returns if leg.key in known.pack.legs else None
    if not (spec and leg.result):
        return ""
    return gettext("{name} số {number}").format(name=spec.name, number=f"{leg.result['number']:02d}/{spec.symbol}")


def facts_of(known: Compiled, leg: Leg) -> list[tuple[str, str]]:
    """What a leg gave back, as its form names it: (title, text)."""
    asks = known.leg_asks.get(leg.key)
    return asks.show(leg.result["facts"]) if asks and leg.result else []


def returned_by(known: Compiled, leg: Leg, steps: Iterable[Step]) -> Step | None:
    """The step whose worker gave the leg's result, newest first."""
    giving = {(step.key, choice.key) for step, choice in known.pack.choices if choice.returns}
    return next((one for one in [*steps][::-1] if one.leg_id == leg.pk and (one.element, one.choice) in giving), None)


def agencies_for(wanted: Competent, dossier: Dossier, *, on: date) -> list[Agency]:
    """Who would have such a share: the commune where the dossier is settled or was received, else whoever of the
    province is competent. One is the answer; none or two mean that nobody knows."""
    for near in (dossier.agency, dossier.receiver):
        home = near.parent if near.kind == Kind.ONE_STOP else near
        if home and home.kind == wanted.kind and not wanted.sector:
            return [home]
    root = ancestors(dossier.agency_id)[-1]
    return list(competent(wanted.kind, wanted.sector, under=root, on=on)[:2])


def taking_part(dossier: Dossier, known: Compiled) -> list[tuple[str, str, str]]:
    """Who may take part in a dossier, as known when it was received: (agency, its share, its time)."""
    day = timezone.localdate(dossier.received_at)
    found = []
    for spec in known.pack.legs.values():
        agencies = agencies_for(spec.agency, dossier, on=day)
        name = agencies[0].name if len(agencies) == 1 else str(Kind(spec.agency.kind).label)
        found.append((name, spec.name, clocks.budget_words(spec.budget)))
    return found


def slips_of(steps: Iterable[Step]) -> list[Slip]:
    """The hand-over slips with which a dossier came to its steps, in the order of the hand-overs. Every slip has a
    step, so that there is no query where no step has one."""
    with_slip = [step.slip_id for step in steps if step.slip_id]
    if not with_slip:
        return []
    return list(Slip.objects.filter(pk__in=with_slip).select_related("giver__parent", "taker", "leg").order_by("pk"))
