"""What was received wrongly is put right, and the receipt that is issued anew says what changed."""

from collections.abc import Mapping
from dataclasses import replace

import pypdfium2 as pdfium
import pytest
from django.test import Client
from django.urls import reverse

from congvu.base.refusals import Refusal
from congvu.dossiers import selectors
from congvu.dossiers.models import Correction
from congvu.dossiers.rules import Done, led_elsewhere
from congvu.dossiers.services import Counted
from congvu.dossiers.tests.conftest import Open, Play, account_of, facts, told
from congvu.dossiers.tests.provoked import correct
from congvu.dossiers.tests.test_pages import BACKEND
from congvu.inbox.models import Duty
from congvu.procedures.selectors import compiled

pytestmark = pytest.mark.django_db


def renamed(play: Play) -> Correction:
    correct(play, applicant=replace(play.filing.applicant, name="Nguyễn Ốc Sên"))
    return Correction.objects.latest("pk")


def test_a_name_is_put_right_wherever_it_stands(play: Play) -> None:
    before, due = play.dossier.applicant, play.dossier.clock.due_at
    one = renamed(play)
    assert one.changes == [{"what": "Họ và tên, hoặc tên tổ chức", "was": before, "is": "Nguyễn Ốc Sên"}]
    assert (one.number, one.elsewhere) == (1, [])
    assert play.dossier.clock.due_at == due
    assert selectors.found_by_words(play.clerk, "oc sen") == [play.dossier]
    assert Duty.objects.get(code=play.dossier.code).who == "Nguyễn Ốc Sên"
    assert told(play.dossier)[-1] == "corrected"
    assert facts(play.dossier)["changes"] == one.changes


def test_the_receipt_is_issued_anew_under_its_code(play: Play) -> None:
    renamed(play)
    whole = selectors.whole(play.dossier, play.clerk, now=play.at)
    paper = pdfium.PdfDocument(selectors.paper(whole, "receipt", address="https://vi-du.vn"))
    text = " ".join(paper[0].get_textpage().get_text_bounded().split())
    assert "Cấp lại lần 1" in text
    assert "Nguyễn Ốc Sên" in text
    assert play.filing.applicant.name in text
    assert play.dossier.code in text


def test_papers_are_counted_anew(play: Play) -> None:
    correct(play, papers={**play.filing.papers, "death_notice": Counted(0, 3)})
    change = Correction.objects.get().changes[0]
    assert (change["was"], change["is"]) == ("1 bản chính", "3 bản sao")
    assert [(one.original, one.copy) for one in play.dossier.papers.filter(key="death_notice")] == [(0, 3)]


def test_the_fee_is_reckoned_anew(opened: Open) -> None:
    play = opened("chung-thuc/ban-sao", "supplement")
    play.receive()
    before = play.dossier.fee
    correct(play, answers={**play.filing.answers, "copies": 9})
    assert play.dossier.fee > before
    assert Correction.objects.get().changes[-1]["what"] == "Phí, lệ phí"


def test_answers_are_checked_by_the_form(play: Play) -> None:
    with pytest.raises(Refusal, match="answers_wrong"):
        correct(play, answers={**play.filing.answers, "deceased_sex": "unknown"})


def test_what_is_decided_is_corrected_no_more(play: Play) -> None:
    play.propose()
    play.sign()
    with pytest.raises(Refusal, match="wrong_state"):
        renamed(play)


def test_counter_and_specialist_correct_and_the_leader_does_not(play: Play) -> None:
    with pytest.raises(Refusal, match="not_yours"):
        correct(play, by=play.leader, applicant=replace(play.filing.applicant, name="Tên Khác"))
    assert correct(play, by=play.specialist, applicant=replace(play.filing.applicant, name="Tên Khác"))


GROUND = {"ground": Counted(0, 1), "appointment": Counted()}


def by_law(answers: Mapping[str, object]) -> dict[str, object]:
    """The same guardian, not appointed but next in kin."""
    kept = {name: said for name, said in answers.items() if not name.startswith("appointed_")}
    return {**kept, "kind": "natural", "relation": "grandparent"}


def test_a_way_that_would_have_led_elsewhere_is_named(opened: Open) -> None:
    """A guardian who was appointed is one of the law: the kin need not have been heard."""
    play = opened("ho-tich/giam-ho", "objected")
    play.receive()
    net = compiled(play.dossier.edition).net
    done, was = [Done("examine", "eligible")], play.filing.answers
    natural = by_law(was)
    assert led_elsewhere(net, done, was=was, now=was, outcome="") == []
    found = led_elsewhere(net, done, was=was, now=natural, outcome="")
    assert sorted(found) == ["Kết luận, ghi sổ, lập Trích lục", "Lấy ý kiến người thân thích"]
    play.complete("examine", "eligible")
    before = play.dossier.case
    correct(play, answers=natural, papers={**play.filing.papers, **GROUND})
    assert sorted(Correction.objects.get().elsewhere) == sorted(found)
    assert play.dossier.case == before  # what was done is told, not undone


def test_a_correction_before_the_way_parts_leads_nowhere_else(opened: Open) -> None:
    play = opened("ho-tich/giam-ho", "objected")
    play.receive()
    correct(play, answers=by_law(play.filing.answers), papers={**play.filing.papers, **GROUND})
    assert Correction.objects.get().elsewhere == []
    play.complete("examine", "eligible")
    assert [step.element for step in play.dossier.now_open] == ["draft"]


def test_the_fee_stays_that_of_the_channel(opened: Open) -> None:
    """What was filed online for less costs no more when a name is put right."""
    play = opened("kinh-doanh/thanh-lap-tnhh", "one-member")
    play.receive()
    assert (play.dossier.channel, play.dossier.fee) == ("online", 100_000)
    renamed(play)
    assert play.dossier.fee == 100_000
    assert len(Correction.objects.get().changes) == 1


def test_the_form_comes_filled_in_and_keeps_what_is_typed(play: Play) -> None:
    client = Client()
    client.force_login(account_of(play.clerk), BACKEND)
    address = reverse("dossier-correct", args=[play.dossier.code])
    page = client.get(address)
    assert play.dossier.applicant in page.content.decode()
    form = page.context["form"]
    typed = {one.name: one.value for one in form.applicant if one.value}
    for one in form.answers:
        typed |= {inner.name: inner.value for inner in (one.fields or [one]) if inner.value not in (None, "", False)}
    typed |= {f"original-{line.spec.key}": line.original for line in form.checklist.papers}
    typed |= {f"copy-{line.spec.key}": line.copy for line in form.checklist.papers}
    typed |= {"version": play.seen.version, "applicant-name": "Tên Mới Đúng"}
    answer = client.post(address, typed)
    assert answer.status_code == 422
    assert "Tên Mới Đúng" in answer.content.decode()
    assert client.post(address, {**typed, "reason": "Ghi nhầm"}).status_code == 302
    play.dossier.refresh_from_db()
    assert play.dossier.applicant == "Tên Mới Đúng"
