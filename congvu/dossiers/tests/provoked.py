"""How the noes of the deeds beside the process are provoked; `test_refuse` asks for every one."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from congvu.agencies.rules import Role
from congvu.agencies.selectors import actor_for
from congvu.agencies.testing import make_agency, make_post
from congvu.base.actors import Actor
from congvu.base.refusals import No
from congvu.base.working_time import Budget, Unit
from congvu.dossiers import refusals, services
from congvu.dossiers.models import Dossier, Opinion
from congvu.dossiers.rules import OpinionKind
from congvu.dossiers.testing import moment
from congvu.dossiers.tests.conftest import Play
from congvu.people.testing import make_account

TWO_DAYS = Budget(Decimal(2), Unit.WORKING_DAY)


def id_of(actor: Actor) -> int:
    assert actor.account_id
    return actor.account_id


def colleague(play: Play, role: str = Role.SPECIALIST) -> Actor:
    """Another official of the agency that settles."""
    account = make_account("dong-nghiep", name="Đồng Thị Nghiệp")
    make_post(play.dossier.agency, role, account=account)
    return actor_for(account, at=play.at)


def unit_head(play: Play) -> Actor:
    return play.stage.cast[Role.UNIT_HEAD]


def reassign(play: Play, to: Actor, *, by: Actor | None = None, reason: str = "Nghỉ ốm") -> Dossier:
    return play.do(services.reassign, element="examine", to=id_of(to), reason=reason, by=by or unit_head(play))


def ask(play: Play, **given: Any) -> Opinion:
    """Ask the head of the unit; the newest opinion."""
    default = {
        "element": "examine",
        "kind": OpinionKind.OPINION,
        "agency": play.dossier.agency,
        "role": Role.UNIT_HEAD,
        "question": "Có đủ căn cứ không?",
        "days": 2,
        "by": play.specialist,
    }
    play.do(services.ask_opinion, **{**default, **given})
    return Opinion.objects.latest("pk")


def countersign(play: Play, **given: Any) -> Opinion:
    return ask(play, kind=OpinionKind.COUNTERSIGN, **given)


def answer(
    play: Play, opinion: Opinion, *, agrees: bool | None = True, said: str = "Đủ", by: Actor | None = None
) -> Dossier:
    by = by or unit_head(play)
    return play.do(services.answer_opinion, opinion=opinion.pk, agrees=agrees, answer=said, by=by)


def correct(play: Play, **changed: Any) -> Dossier:
    """What was handed in, with these answers or applicant's facts changed."""
    filing = play.filing
    given = {"applicant": filing.applicant, "answers": filing.answers, "papers": filing.papers, "reason": "Ghi nhầm"}
    return play.do(services.correct, **{**given, "by": play.clerk, **changed})


def apologise(play: Play, **given: Any) -> Dossier:
    default = {"reason": "Máy in hỏng", "at_fault": play.dossier.agency, "by": play.specialist}
    return play.do(services.apologise, **{**default, **given})


def reappoint(play: Play, **given: Any) -> Dossier:
    default = {"budget": TWO_DAYS, "reason": "Đi họp", "at_fault": play.dossier.agency, "by": play.specialist}
    return play.do(services.reappoint, **{**default, **given})


def late(play: Play) -> Play:
    """The dossier's time is over: it was due at 17:00 of Monday."""
    play.at = moment("2026-03-03 08:00")
    return play


def decided_late(play: Play) -> None:
    late(play)
    play.propose()
    play.sign()


def asked(play: Play) -> None:
    ask(play)


def countersign_asked(play: Play) -> None:
    countersign(play)
    play.propose()


def last() -> Opinion:
    return Opinion.objects.latest("pk")


BEFORE: dict[No, Callable[[Play], object]] = {
    refusals.ASSIGNED_ALREADY: lambda play: play.take(),
    refusals.OPINION_ASKED_BEFORE: asked,
    refusals.OPINION_CLOSED: lambda play: answer(play, ask(play)),
    refusals.OPINION_EMPTY: asked,
    refusals.OPINION_VERDICT: asked,
    refusals.COUNTERSIGN_AWAITED: countersign_asked,
    refusals.SUPPLEMENT_TOO_LATE: lambda play: setattr(play, "at", moment("2026-03-05 08:00")),
    refusals.REAPPOINTED_BEFORE: lambda play: (late(play), apologise(play, promise=TWO_DAYS)),
    refusals.APOLOGISED_BEFORE: lambda play: (late(play), apologise(play)),
    refusals.APOLOGY_NEEDED: decided_late,
    refusals.AT_FAULT_UNKNOWN: late,
}
PROVOKED: dict[No, Callable[[Play], object]] = {
    refusals.ASSIGNED_ALREADY: lambda play: reassign(play, play.specialist),
    refusals.NOT_A_HOLDER: lambda play: reassign(play, play.clerk),
    refusals.NOBODY_ASKED: lambda play: ask(play, role=Role.CLERK),
    refusals.OPINION_OF_ONESELF: lambda play: ask(play, role=Role.SPECIALIST, to=id_of(play.specialist)),
    refusals.OPINION_DAYS: lambda play: ask(play, days=31),
    refusals.OPINION_ASKED_BEFORE: asked,
    refusals.OPINION_CLOSED: lambda play: answer(play, last()),
    refusals.OPINION_EMPTY: lambda play: answer(play, last(), said=" "),
    refusals.OPINION_VERDICT: lambda play: answer(play, last(), agrees=None),
    refusals.COUNTERSIGN_AWAITED: lambda play: play.sign(),
    refusals.SUPPLEMENT_TOO_LATE: lambda play: play.ask(),
    refusals.REAPPOINTED_TOO_LATE: reappoint,
    refusals.REAPPOINTED_BEFORE: reappoint,
    refusals.REAPPOINTED_TOO_SHORT: lambda play: reappoint(play, budget=Budget(Decimal(0), Unit.WORKING_DAY)),
    refusals.NOT_LATE: apologise,
    refusals.APOLOGISED_BEFORE: apologise,
    refusals.APOLOGY_NEEDED: lambda play: play.hand_over(),
    refusals.AT_FAULT_UNKNOWN: lambda play: apologise(play, at_fault=make_agency("H97")),
    refusals.NOTHING_CORRECTED: correct,
}
