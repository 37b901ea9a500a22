"""The journal's lines of one dossier, read in their order: where it stood after each, and what was so counted.

Pure, and the only reading of facts that the kept tables rest on. `rules.recount` reads the same lines another way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

VIETNAM = timezone(timedelta(hours=7))  # days of the books, as on every receipt
RECEIVED, DECIDED, REHOMED = "dossiers.received", "dossiers.decided", "dossiers.rehomed"
REAPPOINTED, CORRECTED, INTAKE_REFUSED = "dossiers.reappointed", "dossiers.corrected", "dossiers.intake_refused"
LEG_OPENED, LEG_FINISHED, REPROJECTED = "dossiers.leg_opened", "dossiers.leg_finished", "clocks.reprojected"
EDITION_CHANGED = "dossiers.edition_changed"
FEE_COLLECTED, RESULT_ISSUED, RATED = "dossiers.fee_collected", "dossiers.result_issued", "online.rated"
PAYMENTS = {FEE_COLLECTED: 1, "dossiers.fee_cancelled": -1, "dossiers.fee_refunded": -1}
ENDED = frozenset({"returned", "withdrawn", "stopped", "not_received"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the journal, as far as counting needs it."""

    id: int
    at: datetime
    event: str
    facts: Mapping[str, Any]

    @property
    def day(self) -> date:
        return day_of(self.at)


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a dossier stood from a deed on. `reappointed` is true for that deed alone."""

    day: date
    agency: str
    receiver: str
    state: str
    due: date
    finished: date | None = None
    outcome: str = ""
    fee: int = 0
    reappointed: bool = False
    paid: int = 0  # đồng taken so far, less what was given back
    online: bool = False  # the fee came through the payment gateway, and did not go back
    issued: bool = False  # the result is a file, its digest in the journal
    rating: str = ""  # how content the applicant is


@dataclass(frozen=True, slots=True)
class Life:
    """One dossier as the journal tells it. Codes, not keys: the journal outlives the rows."""

    code: str
    procedure: str
    edition: str
    agency: str
    receiver: str
    channel: str
    fee: int
    received_at: datetime
    due_at: datetime
    state: str
    moments: tuple[Moment, ...] = ()
    finished_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: str = ""
    supplements: int = 0


@dataclass(frozen=True, slots=True)
class LegMoment:
    """Where a leg stood from a deed on; `ending` is empty while it is open."""

    day: date
    agency: str
    due: date
    ending: str = ""


@dataclass(frozen=True, slots=True)
class LegLife:
    """One agency's share of a dossier, as the journal tells it."""

    number: int
    key: str
    name: str
    agency: str
    opened_at: datetime
    due_at: datetime
    moments: tuple[LegMoment, ...] = ()
    finished_at: datetime | None = None
    ending: str = ""


def day_of(moment: datetime) -> date:
    """The day in Vietnam."""
    return moment.astimezone(VIETNAM).date()


def begun(line: Line) -> Life:
    """The life that a receipt begins."""
    facts = line.facts
    due_at = datetime.fromisoformat(facts["due_at"])
    first = Moment(line.day, facts["agency"], facts["receiver"], facts["state"], day_of(due_at), fee=int(facts["fee"]))
    return Life(
        code=facts["code"],
        procedure=facts["procedure"],
        edition=str(facts["edition"]),
        agency=first.agency,
        receiver=first.receiver,
        channel=facts["channel"],
        fee=first.fee,
        received_at=line.at,
        due_at=due_at,
        state=first.state,
        moments=(first,),
    )


def advance(life: Life, line: Line) -> Life:
    """The life after one more line: of the dossier itself, or of its clock projected anew."""
    facts = line.facts
    if line.event == REHOMED:
        life = replace(life, agency=facts["new_agency"], receiver=facts["new_receiver"])
    if line.event == CORRECTED:
        life = replace(life, fee=int(facts["fee"]))
    if line.event == EDITION_CHANGED:
        life = replace(life, edition=str(facts["now"]))
    if line.event == DECIDED:
        life = replace(life, outcome=facts.get("outcome", ""))
    if facts.get("due_at"):
        life = replace(life, due_at=datetime.fromisoformat(facts["due_at"]))
    if line.event != REPROJECTED and "state" in facts:
        life = _moved(life, line)
    return _kept(life, line)


def _moved(life: Life, line: Line) -> Life:
    state, finished = line.facts["state"], line.facts.get("finished", "")
    asked = state == "awaiting_supplement" != life.state
    return replace(
        life,
        state=state,
        finished_at=datetime.fromisoformat(finished) if finished else None,
        closed_at=(life.closed_at or line.at) if state in ENDED else None,
        supplements=life.supplements + asked,
    )


def _kept(life: Life, line: Line) -> Life:
    finished = day_of(life.finished_at) if life.finished_at else None
    late = line.event == REAPPOINTED
    due, last = day_of(life.due_at), life.moments[-1]
    day = max(line.day, last.day)  # a deed told with an earlier time than the one before it cannot undo that day
    paid = last.paid + PAYMENTS.get(line.event, 0) * int(line.facts.get("amount", 0))
    made = Moment(day, life.agency, life.receiver, life.state, due, finished, life.outcome, life.fee, late, paid)
    made = replace(made, **_known_later(last, line))
    same = replace(last, day=made.day, reappointed=False) == made
    return life if same else replace(life, moments=(*life.moments, made))


def _known_later(last: Moment, line: Line) -> dict[str, Any]:
    """How it was paid, issued and rated. One receipt stands at a time: what is cancelled or refunded is the last one,
    by whatever way the money goes back."""
    paid = line.event == FEE_COLLECTED and line.facts["method"] == "online"
    return {
        "online": paid if line.event in PAYMENTS else last.online,
        "issued": last.issued or line.event == RESULT_ISSUED,
        "rating": line.facts["level"] if line.event == RATED else last.rating,
    }


def fold(lines: Iterable[Line]) -> Life | None:
    """The life that the lines of one dossier tell, in their order; None without a receipt."""
    life = None
    for line in lines:
        if line.event == RECEIVED:
            life = begun(line)
        elif life:
            life = advance(life, line)
    return life


def leg_begun(line: Line) -> LegLife:
    """The leg that a line opens."""
    facts, due_at = line.facts, datetime.fromisoformat(line.facts["leg_due_at"])
    return LegLife(
        number=int(facts["number"]),
        key=facts["key"],
        name=facts["leg"],
        agency=facts["agency"],
        opened_at=line.at,
        due_at=due_at,
        moments=(LegMoment(line.day, facts["agency"], day_of(due_at)),),
    )


def leg_advance(leg: LegLife, line: Line) -> LegLife:
    """The leg after one more line about it: it is finished, goes to another agency, or its clock was projected anew."""
    facts = line.facts
    if line.event == REPROJECTED:
        leg = replace(leg, due_at=datetime.fromisoformat(facts["due_at"]))
    if line.event == REHOMED:
        leg = replace(leg, agency=rehomed_legs(facts).get(leg.number, leg.agency))
    if line.event == LEG_FINISHED:
        due_at = datetime.fromisoformat(facts["leg_due_at"])
        leg = replace(leg, due_at=due_at, finished_at=line.at, ending=facts["ending"])
    made = LegMoment(max(line.day, leg.moments[-1].day), leg.agency, day_of(leg.due_at), leg.ending)
    same = replace(leg.moments[-1], day=made.day) == made
    return leg if same else replace(leg, moments=(*leg.moments, made))


def rehomed_legs(facts: Mapping[str, Any]) -> dict[int, str]:
    """The legs that moved with a dossier, by number, and the code of the agency where they are from then on."""
    return {int(number): new for number, _old, new in facts["legs"]}
