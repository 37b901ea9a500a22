"""Others are asked beside the process: it goes on, but is not signed without those who must countersign."""

import pytest
from django.test import Client
from django.urls import reverse

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_official
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers import selectors, services
from congvu.dossiers.models import Decision, Opinion
from congvu.dossiers.testing import moment
from congvu.dossiers.tests.conftest import Play, account_of, duties, facts, told
from congvu.dossiers.tests.provoked import answer, ask, countersign, id_of, unit_head
from congvu.dossiers.tests.test_pages import BACKEND
from congvu.inbox.models import Duty

pytestmark = pytest.mark.django_db


@pytest.fixture
def police(play: Play) -> Actor:
    """A leader of another agency, which has nothing to do with the dossier."""
    return make_official(make_agency("H98.40", Kind.DEPARTMENT, sector="police"), Role.LEADER)


def ask_police(play: Play, police: Actor, **given: object) -> Opinion:
    (seat,) = police.seats
    return ask(play, agency=Agency.objects.get(pk=seat.agency_id), role=Role.LEADER, **given)


def test_a_question_is_a_duty_with_its_own_time_and_the_step_stays_open(play: Play) -> None:
    opinion = ask(play, to=id_of(unit_head(play)))
    assert opinion.due_at == moment("2026-03-04 11:30")
    duty = Duty.objects.get(subject=f"dossiers.opinion:{opinion.pk}")
    assert (duty.role, duty.account_id, duty.step) == (
        "unit_head",
        unit_head(play).account_id,
        "Xin ý kiến: Có đủ căn cứ không?",
    )
    assert told(play.dossier)[-1] == "opinion_asked"
    assert play.propose()


def test_the_answer_ends_the_duty_and_is_told(play: Play) -> None:
    opinion = ask(play)
    answer(play, opinion, agrees=False, said="Thiếu giấy báo tử")
    opinion.refresh_from_db()
    assert (opinion.agrees, opinion.answer, opinion.answered_by) == (False, "Thiếu giấy báo tử", unit_head(play).name)
    assert duties(play.dossier) == [("specialist", "new")]
    assert (facts(play.dossier)["verdict"], facts(play.dossier)["agrees"]) == ("không đồng ý", False)
    assert play.propose()  # an opinion binds nobody


def test_what_is_not_answered_falls_with_its_step(play: Play) -> None:
    opinion = ask(play)
    play.propose()
    opinion.refresh_from_db()
    assert opinion.dropped_at == play.at
    assert duties(play.dossier) == [("leader", "new")]


@pytest.mark.parametrize("kind", ["opinion", "countersign"])
def test_the_end_of_a_dossier_ends_every_question(kind: str, play: Play) -> None:
    opinion = ask(play, kind=kind)
    play.withdraw()
    opinion.refresh_from_db()
    assert opinion.dropped_at
    assert duties(play.dossier) == []


def test_nothing_is_signed_before_all_have_countersigned(play: Play) -> None:
    opinion = countersign(play)
    play.propose()
    with pytest.raises(Refusal) as caught:
        play.sign()
    assert caught.value.code == "dossiers.countersign_awaited"
    assert opinion.whom in caught.value.sentence
    answer(play, opinion, said="")
    play.sign()
    whole = selectors.whole(play.dossier, play.clerk, now=play.at)
    assert [one.pk for one in whole.beside.countersigned] == [opinion.pk]
    assert selectors.paper(whole, "control_sheet", address="https://vi-du.vn").startswith(b"%PDF")


def test_a_no_stands_in_the_way_until_it_is_withdrawn(play: Play) -> None:
    opinion = countersign(play)
    answer(play, opinion, agrees=False, said="Sai tên")
    play.propose()
    with pytest.raises(Refusal, match="countersign_awaited"):
        play.sign()
    play.do(services.withdraw_opinion, opinion=opinion.pk, reason="Đã sửa tên", by=play.leader)
    assert play.sign()
    assert Decision.objects.filter(dossier=play.dossier).exists()


def test_a_no_is_asked_again_with_a_new_question(play: Play) -> None:
    first = countersign(play)
    answer(play, first, agrees=False, said="Sai tên")
    second = countersign(play, question="Đã sửa tên, mời xem lại")
    first.refresh_from_db()
    assert first.dropped_at
    answer(play, second)
    play.propose()
    assert play.sign()


def test_a_no_to_a_countersignature_has_its_reason(play: Play) -> None:
    opinion = countersign(play)
    with pytest.raises(Refusal, match="opinion_empty"):
        answer(play, opinion, agrees=False, said="")


def test_only_who_is_asked_answers(play: Play) -> None:
    opinion = ask(play)
    with pytest.raises(Refusal, match="not_yours"):
        answer(play, opinion, by=play.leader)


def test_another_unit_reads_the_dossier_until_it_has_answered(play: Play, police: Actor) -> None:
    with pytest.raises(Refusal, match="not_found"):
        selectors.dossier_for(police, play.dossier.code)
    opinion = ask_police(play, police)
    assert selectors.dossier_for(police, play.dossier.code)
    client = Client()
    client.force_login(account_of(police), BACKEND)
    page = client.get(reverse("dossier-page", args=[play.dossier.code])).content.decode()
    assert "Có đủ căn cứ không?" in page
    typed = {"version": play.seen.version, "opinion": opinion.pk, "agrees": "yes", "answer": "Đúng người"}
    done = client.post(reverse("dossier-answer-opinion", args=[play.dossier.code]), typed)
    assert (done.status_code, done.headers["Location"]) == (302, reverse("desk-home"))
    assert client.get(reverse("dossier-page", args=[play.dossier.code])).status_code == 404
    own = client.get(reverse("dossier-opinion", args=[play.dossier.code, opinion.pk]))
    assert "Đúng người" in own.content.decode()


def test_the_page_asks_and_keeps_what_was_typed(play: Play) -> None:
    client = Client()
    client.force_login(account_of(play.specialist), BACKEND)
    address = reverse("dossier-ask-opinion", args=[play.dossier.code])
    assert client.get(address).status_code == 200
    typed = {"version": play.seen.version, "element": "examine", "kind": "countersign", "whom": "unit_head"}
    typed |= {"question": "Xem giúp", "days": "x", "agency": play.dossier.agency_id}
    answer = client.post(address, typed)
    assert answer.status_code == 422
    assert "Xem giúp" in answer.content.decode()
    assert client.post(address, {**typed, "days": "1"}).status_code == 302
    assert Opinion.objects.get().kind == "countersign"
