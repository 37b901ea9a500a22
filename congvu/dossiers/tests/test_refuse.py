"""Every no of this room is said at least once, and a deed that is refused leaves nothing behind."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from congvu.agencies.rules import Kind
from congvu.agencies.testing import make_agency, make_official
from congvu.base.refusals import No, Refusal
from congvu.dossiers import refusals, selectors, services
from congvu.dossiers.forms import Checklist, PaperLine
from congvu.dossiers.models import Dossier, Series
from congvu.dossiers.services import Applicant, Counted, Seen
from congvu.dossiers.tests import provoked, provoked_legs, provoked_money
from congvu.dossiers.tests.conftest import GRANTED, Play, newer_edition
from congvu.inbox.models import Duty
from congvu.journal.models import Entry
from congvu.procedures.selectors import compiled

pytestmark = pytest.mark.django_db
NOBODY = 999_999


def again(play: Play, **changed: Any) -> Dossier:
    return services.receive(
        replace(play.filing, **changed),
        intake_key="k2",
        lookup_key="look-2",
        by=play.clerk,
        at=play.at,
    )


def elsewhere(play: Play) -> Dossier:
    """A counter with nobody to settle the procedure."""
    province = make_agency("H99", Kind.PROVINCE_COMMITTEE)
    counter = make_agency("H99.01", Kind.ONE_STOP, parent=province)
    filing = replace(play.filing, receiver=counter)
    by = make_official(counter, "clerk")
    return services.receive(filing, intake_key="k2", lookup_key="look-2", by=by, at=play.at)


def refuse_intake(play: Play, *, name: str = "Trần Thị Mẫu", reason: str = "Sai thẩm quyền") -> object:
    return services.refuse_intake(
        play.filing.edition,
        receiver=play.stage.receiver,
        applicant=Applicant(name=name, id_number=""),
        reason=reason,
        intake_key="r1",
        by=play.clerk,
        at=play.at,
    )


def verified_and_sent_back(play: Play) -> None:
    play.complete("examine", "verify", note="Chưa rõ nơi chết")
    play.complete("verify_facts", "propose_grant", result=GRANTED)
    play.sign("send_back", note="Xác minh lại")


def proposed_nothing(play: Play) -> None:
    play.propose()
    Dossier.objects.update(proposed="")  # no process of the house leads here; the service asks all the same


def wrong_checklist(play: Play) -> None:
    spec = compiled(play.filing.edition).pack.papers[0]
    Checklist([PaperLine(spec, error="Tệp hỏng")]).must_be_sound()


def no_such_paper(play: Play) -> bytes:
    whole = selectors.whole(play.dossier, play.clerk, now=play.at)
    return selectors.paper(whole, "apology", address="https://vi-du.vn")


# What is done before, where the no does not come at once.
BEFORE: dict[No, Callable[[Play], object]] = {
    refusals.STEP_TAKEN: lambda play: play.take(),
    refusals.NOTHING_PROPOSED: proposed_nothing,
    refusals.EXTENDED_BEFORE: verified_and_sent_back,
    refusals.SUPPLEMENT_ASKED_BEFORE: lambda play: (play.ask(), play.supply()),
    refusals.RECEIVER_NEEDED: lambda play: (play.propose(), play.sign()),
    refusals.NOT_IN_FORCE: lambda play: newer_edition(valid_from="2026-03-02"),
    **provoked.BEFORE,
    **provoked_legs.BEFORE,
    **provoked_money.BEFORE,
}
PROVOKED: dict[No, Callable[[Play], object]] = {
    refusals.NOT_FOUND: lambda play: services.take(NOBODY, element="examine", by=play.specialist, at=play.at),
    refusals.NOT_YOURS: lambda play: play.take(by=play.leader),
    refusals.CHANGED_MEANWHILE: lambda play: play.do(
        services.take, element="examine", by=play.specialist, seen=Seen(play.dossier.version - 1, "k")
    ),
    refusals.WRONG_STATE: lambda play: play.hand_over(),
    refusals.STEP_NOT_OPEN: lambda play: play.sign(),
    refusals.STEP_TAKEN: lambda play: play.take(by=replace(play.specialist, id=f"official:{NOBODY}")),
    refusals.UNKNOWN_CHOICE: lambda play: play.complete("examine", "burn"),
    refusals.REASON_NEEDED: lambda play: play.propose("propose_refuse", note=" "),
    refusals.TOO_LONG: lambda play: play.withdraw("x" * 1001),
    refusals.RESULT_INCOMPLETE: lambda play: play.propose(result={"register_number": "17"}),
    refusals.NOTHING_PROPOSED: lambda play: play.sign(),
    refusals.EXTENDED_BEFORE: lambda play: play.complete("examine", "verify", note="Chưa rõ"),
    refusals.NOT_OFFERED: elsewhere,
    refusals.NOT_IN_FORCE: again,
    refusals.CHANNEL_CLOSED: lambda play: again(play, channel="pigeon"),
    refusals.FORM_USED: lambda play: services.receive(
        replace(play.filing, applicant=replace(play.filing.applicant, name="Người khác")),
        intake_key="k1",
        lookup_key="l2",
        by=play.clerk,
        at=play.at,
    ),
    refusals.ANSWERS_WRONG: lambda play: again(play, answers={**play.filing.answers, "deceased_sex": "unknown"}),
    refusals.PAPERS_MISSING: lambda play: again(play, papers={"declaration": Counted(1)}),
    refusals.PAPERS_WRONG: wrong_checklist,
    refusals.PAPER_UNKNOWN: lambda play: again(play, papers={**play.filing.papers, "diploma": Counted(1)}),
    refusals.APPLICANT_WRONG: lambda play: again(play, applicant=replace(play.filing.applicant, id_number="0310")),
    refusals.APPLICANT_NAMELESS: lambda play: refuse_intake(play, name=" "),
    refusals.SUPPLEMENT_ASKED_BEFORE: lambda play: play.ask(),
    refusals.SUPPLEMENT_EMPTY: lambda play: play.ask(items=[" "]),
    refusals.NOTHING_AWAITED: lambda play: play.do(services.arrive, element="tax_paid", by=play.clerk),
    refusals.RECEIVER_NEEDED: lambda play: play.hand_over(" "),
    refusals.NO_SUCH_PAPER: no_such_paper,
    **provoked.PROVOKED,
    **provoked_legs.PROVOKED,
    **provoked_money.PROVOKED,
}
DECLARED = {no for no in vars(refusals).values() if isinstance(no, No)}


def test_every_no_is_provoked() -> None:
    assert set(PROVOKED) == DECLARED
    assert len({no.code for no in DECLARED}) == len(DECLARED)
    assert all(no.code.startswith("dossiers.") for no in DECLARED)


@pytest.mark.parametrize("no", PROVOKED, ids=lambda no: no.code.removeprefix("dossiers."))
def test_a_refused_deed_says_why_and_leaves_nothing(no: No, play: Play) -> None:
    def state() -> list[object]:
        rows = [list(model.objects.order_by("pk").values()) for model in (Dossier, Duty, Series)]
        return [*rows, Entry.objects.count()]

    if no in BEFORE:
        BEFORE[no](play)
    before = state()
    with pytest.raises(Refusal) as caught:
        PROVOKED[no](play)
    assert caught.value.code == no.code
    assert caught.value.sentence
    assert "{" not in caught.value.sentence
    assert state() == before


REASONS: dict[str, Callable[[Play, str], object]] = {
    "ask": lambda play, said: play.ask(reason=said),
    "withdraw": lambda play, said: play.withdraw(said),
    "stop": lambda play, said: play.stop(said),
    "refuse_intake": lambda play, said: refuse_intake(play, reason=said),
    "reassign": lambda play, said: provoked.reassign(play, provoked.colleague(play), reason=said),
    "apologise": lambda play, said: (provoked.late(play), provoked.apologise(play, reason=said)),
    "correct": lambda play, said: provoked.correct(
        play, applicant=replace(play.filing.applicant, name="Tên Khác"), reason=said
    ),
    "return_to": lambda play, said: (
        play.propose(),
        play.do(services.return_to, element="sign", to="examine", reason=said, by=play.leader),
    ),
    "recall": lambda play, said: (
        play.propose(),
        play.do(services.recall, reason=said, by=play.specialist),
    ),
    "withdraw_opinion": lambda play, said: play.do(
        services.withdraw_opinion, opinion=provoked.ask(play).pk, reason=said, by=play.specialist
    ),
}


@pytest.mark.parametrize("deed", REASONS)
@pytest.mark.parametrize(("said", "code"), [(" \n", "reason_needed"), ("ố" * 1001, "too_long")])
def test_every_reason_is_given_and_fits_its_column(deed: str, said: str, code: str, play: Play) -> None:
    with pytest.raises(Refusal) as caught:
        REASONS[deed](play, said)
    assert (caught.value.code, caught.value.field) == (f"dossiers.{code}", "reason")


@pytest.mark.parametrize("deed", REASONS)
def test_the_longest_reason_is_kept_whole(deed: str, play: Play) -> None:
    assert REASONS[deed](play, "ố" * 1000)
