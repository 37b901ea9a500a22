"""What the applicant does after sending in: withdraw, complete, rate; and a list of all that was filed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from congvu.agencies.rules import Role
from congvu.agencies.testing import make_citizen
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers import services as dossiers
from congvu.dossiers.models import Dossier
from congvu.dossiers.rules import State as DossierState
from congvu.dossiers.selectors import own_papers, paper, whole
from congvu.dossiers.selectors.papers import return_words
from congvu.dossiers.services import Upload
from congvu.dossiers.services.stories import Stage
from congvu.inbox.models import Duty
from congvu.journal.models import Entry
from congvu.online import selectors, services
from congvu.online.models import Rating, Submission
from congvu.online.rules import State
from congvu.online.testing import MORNING, a_blob, a_submission, party_of
from congvu.procedures.testing import edition

NOON = MORNING + timedelta(hours=3)


@pytest.fixture
def sent(stage: Stage, citizen: Actor) -> Submission:
    return a_submission(stage, citizen)


@pytest.fixture
def dossier(sent: Submission, clerk: Actor) -> Dossier:
    return services.accept(sent.pk, by=clerk, at=NOON)


def decided(dossier: Dossier, stage: Stage) -> Dossier:
    given = {"register_number": "17", "register_book": "01/2026"}
    by, leader = stage.cast[Role.SPECIALIST], stage.cast[Role.LEADER]
    dossiers.complete(dossier.pk, element="examine", choice="propose_grant", result=given, by=by, at=NOON)
    return dossiers.complete(dossier.pk, element="sign", choice="approve", by=leader, at=NOON)


def test_what_waits_is_withdrawn_at_once(sent: Submission, citizen: Actor, clerk: Actor) -> None:
    with pytest.raises(Refusal, match=r"online\.reason_needed"):
        services.withdraw(sent.code, reason=" ", by=citizen, at=NOON)
    services.withdraw(sent.code, reason="Nộp nhầm nơi", by=citizen, at=NOON)
    sent.refresh_from_db()
    assert (sent.state, sent.reason, sent.answered_by) == (State.WITHDRAWN, "Nộp nhầm nơi", citizen.name)
    assert not Duty.objects.exists()
    assert Entry.objects.get(event="online.withdrawn").actor == citizen.id
    with pytest.raises(Refusal, match=r"online\.changed_meanwhile"):
        services.withdraw(sent.code, reason="Lần nữa", by=citizen, at=NOON)
    with pytest.raises(Refusal, match=r"online\.changed_meanwhile"):
        services.accept(sent.pk, by=clerk, at=NOON)


def test_what_is_accepted_is_withdrawn_as_a_dossier(dossier: Dossier, citizen: Actor) -> None:
    services.withdraw(dossier.code, reason="Không cần nữa", by=citizen, at=NOON)
    dossier.refresh_from_db()
    assert dossier.state == DossierState.WITHDRAWN


def test_nobody_follows_anothers(dossier: Dossier, sent: Submission) -> None:
    stranger = make_citizen("nguoi-khac")
    deeds: list[Callable[[], object]] = [
        lambda: services.withdraw(sent.code, reason="x", by=stranger, at=NOON),
        lambda: services.supply(sent.code, [Upload(a_blob(), "x.pdf")], by=stranger, at=NOON),
        lambda: services.rate(sent.code, level="satisfied", by=stranger, at=NOON),
        lambda: services.rate_by_key("no-such-key", level="satisfied", by=stranger, at=NOON),
        lambda: selectors.submission_for(stranger, sent.code),
        lambda: selectors.own_dossier(stranger, sent.code),
    ]
    for deed in deeds:
        with pytest.raises(Refusal, match=r"online\.not_found"):
            deed()
    assert selectors.filed_by(stranger).rows == []


def test_what_is_asked_for_is_supplied_from_home(dossier: Dossier, citizen: Actor, stage: Stage) -> None:
    by = stage.cast[Role.SPECIALIST]
    dossiers.ask_supplement(dossier.pk, items=["Văn bản ủy quyền"], reason="Thiếu", by=by, at=NOON)
    with pytest.raises(Refusal, match=r"online\.nothing_supplied"):
        services.supply(dossier.code, [], by=citizen, at=NOON)
    uploads = [Upload(a_blob("uy-quyen"), "uy-quyen.pdf", "authorisation"), Upload(a_blob("thu"), "thu.pdf")]
    supplied = services.supply(dossier.code, uploads, by=citizen, at=NOON)
    assert supplied.state == DossierState.IN_PROGRESS
    assert supplied.papers.get(key="authorisation").copy == 1
    assert supplied.scans.filter(name="thu.pdf", paper_key="").exists()


def test_it_is_rated_once_when_there_is_a_result(dossier: Dossier, citizen: Actor, stage: Stage) -> None:
    with pytest.raises(Refusal, match=r"online\.not_yet_settled"):
        services.rate(dossier.code, level="satisfied", by=citizen, at=NOON)
    decided(dossier, stage)
    for given, code in (
        ({"level": "fine"}, "level_wrong"),
        ({"level": "satisfied", "comment": "x" * 1001}, "too_long"),
    ):
        with pytest.raises(Refusal, match=rf"online\.{code}"):
            services.rate(dossier.code, by=citizen, at=NOON, **given)
    services.rate(dossier.code, level="very_satisfied", comment=" Nhanh ", by=citizen, at=NOON)
    assert Rating.objects.get().comment == "Nhanh"
    assert selectors.rating_of(dossier) == Rating.objects.get()
    told = Entry.objects.get(event="online.rated").facts
    assert told["level"] == "very_satisfied"
    assert "Nhanh" not in str(told)
    with pytest.raises(Refusal, match=r"online\.rated_before"):
        services.rate_by_key(dossier.lookup_key, level="satisfied", by=make_citizen("nguoi-khac"), at=NOON)


def test_a_result_that_comes_online_is_taken_without_the_clerk(stage: Stage, citizen: Actor, clerk: Actor) -> None:
    sent = a_submission(stage, citizen, return_by="online")
    dossier = decided(services.accept(sent.pk, by=clerk, at=NOON), stage)
    assert return_words(dossier) == "Bản điện tử, trên cổng dịch vụ công"
    taken = services.take_result(dossier.code, by=citizen, at=NOON)
    assert (taken.state, taken.closed_with) == (DossierState.RETURNED, f"{citizen.name} (bản điện tử)")


def test_a_result_that_comes_by_post_or_at_the_counter_is_given_by_the_clerk(
    stage: Stage, citizen: Actor, clerk: Actor
) -> None:
    sent = a_submission(stage, citizen, return_by="post", return_address="Số 1, phố Mẫu")
    dossier = decided(services.accept(sent.pk, by=clerk, at=NOON), stage)
    assert return_words(dossier) == "Bưu chính công ích, đến Số 1, phố Mẫu"
    with pytest.raises(Refusal, match=r"dossiers\.not_yours"):
        services.take_result(dossier.code, by=citizen, at=NOON)


def test_the_applicant_reads_the_papers_that_were_written_for_it(
    dossier: Dossier, citizen: Actor, stage: Stage
) -> None:
    shown = whole(selectors.own_dossier(citizen, dossier.code), citizen, now=NOON)
    assert own_papers(shown) == ["receipt"]
    assert shown.may == frozenset()
    assert paper(shown, "receipt", address="https://vidu.example").startswith(b"%PDF")
    decided(dossier, stage)
    assert own_papers(whole(selectors.own_dossier(citizen, dossier.code), citizen, now=NOON)) == ["receipt", "result"]


def test_everything_filed_stands_in_one_list_newest_first(stage: Stage, citizen: Actor, clerk: Actor) -> None:
    sent = [a_submission(stage, citizen, key=f"k{number}") for number in range(5)]
    services.accept(sent[1].pk, by=clerk, at=NOON)
    services.refuse(sent[2].pk, reason="Mờ", by=clerk, at=NOON)
    services.withdraw(sent[3].code, reason="Nhầm", by=citizen, at=NOON)
    with CaptureQueriesContext(connection) as queries:
        rows = selectors.filed_by(citizen).rows
        assert [row.procedure.name for row in rows] == ["Đăng ký khai tử"] * 5
    assert len(queries) == 2
    assert [(row.code[-4:], row.state) for row in rows] == [
        ("0002", "received"),  # accepted last
        ("0005", "registered"),
        ("0004", "withdrawn"),
        ("0003", "not_received"),
        ("0001", "registered"),
    ]
    first = selectors.filed_by(citizen, size=2)
    second = selectors.filed_by(citizen, before=first.before, size=2)
    third = selectors.filed_by(citizen, before=second.before, size=2)
    assert [row.code for page in (first, second, third) for row in page.rows] == [row.code for row in rows]
    assert third.before == ""
    assert selectors.filed_by(citizen, before="nonsense").rows == rows


def test_what_was_given_before_can_be_taken_over(sent: Submission, citizen: Actor) -> None:
    party = party_of(citizen)
    found = selectors.reusable(citizen, party.pk, sent.edition)
    assert (found.applicant, found.answers) == (sent.applicant, sent.answers)
    assert sorted(file.paper_key for file in found.files) == ["death_notice", "declaration"]
    other = selectors.reusable(citizen, party.pk, edition("ho-tich/trich-luc"))
    assert (other.applicant, other.answers) == (sent.applicant, {})
    assert selectors.reusable(make_citizen("nguoi-khac"), party.pk, sent.edition) == selectors.Reusable()
