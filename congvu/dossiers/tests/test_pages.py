"""The counter's and the dossier's pages, from the citizen's arrival to the handed-over result, over HTTP."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from congvu.base.actors import Actor
from congvu.dossiers.models import Dossier
from congvu.dossiers.rules import State
from congvu.dossiers.services.stories import Stage
from congvu.dossiers.testing import a_stage_for
from congvu.files.testing import pdf
from congvu.people.models import Account
from congvu.procedures.models import Edition
from congvu.procedures.selectors import compiled, stories
from congvu.procedures.testing import edition

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
BACKEND = "congvu.people.backends.AccountBackend"


@pytest.fixture
def published() -> Edition:
    return edition("ho-tich/khai-tu")


@pytest.fixture
def stage(published: Edition) -> Stage:
    return a_stage_for(published)


@pytest.fixture
def signed_in(stage: Stage) -> SignIn:
    def client_of(role: str) -> Client:
        client = Client()
        client.force_login(Account.objects.get(pk=_account(stage.cast[role])), BACKEND)
        return client

    return client_of


def _account(actor: Actor) -> int:
    assert actor.account_id
    return actor.account_id


def typed_at_the_counter(published: Edition, **changes: Any) -> dict[str, Any]:
    """What a browser sends for the pack's first story."""
    story = stories(published)[0]
    sheet = compiled(published).form
    answers = {field.name: field.value for field in sheet.fields(story.answers, prefix="answers-") if field.value}
    typed = {
        "intake_key": "k" * 32,
        "applicant-kind": "citizen",
        "applicant-name": story.applicant["name"],
        "applicant-id_number": story.applicant["id_number"],
        "applicant-phone": story.applicant["phone"],
        "applicant-address": story.applicant["address"],
        **answers,
        **{f"original-{key}": str(count.original) for key, count in story.papers.items()},
    }
    return {**typed, **changes}


def deed(client: Client, dossier: Dossier, name: str, **typed: str) -> int:
    dossier.refresh_from_db()
    given = {"version": str(dossier.version), "deed_key": f"{name}{dossier.version}", **typed}
    status = client.post(reverse(f"dossier-{name}", args=[dossier.code]), given).status_code
    dossier.refresh_from_db()
    return int(status)


def test_a_dossier_goes_from_the_counter_to_its_result(published: Edition, signed_in: SignIn) -> None:
    clerk, specialist, leader = signed_in("clerk"), signed_in("specialist"), signed_in("leader")
    assert "Đăng ký khai tử" in clerk.get(reverse("dossier-receive"), {"q": "khai tu"}).content.decode()
    scan = SimpleUploadedFile("giay-bao-tu.pdf", pdf())
    form = typed_at_the_counter(published, **{"scan-death_notice": scan})
    answer = clerk.post(reverse("dossier-intake", args=[published.pk]), form)
    dossier = Dossier.objects.get()
    assert answer.headers["Location"] == reverse("dossier-received", args=[dossier.code])
    assert clerk.get(reverse("dossier-paper", args=[dossier.code, "receipt"])).content.startswith(b"%PDF")
    assert dossier.code in specialist.get(reverse("desk-home")).content.decode()

    assert deed(specialist, dossier, "take", element="examine") == 302
    assert deed(specialist, dossier, "ask-supplement", wanted="Giấy báo tử\n", reason="Mờ con dấu") == 302
    assert dossier.state == State.AWAITING_SUPPLEMENT
    assert deed(clerk, dossier, "supply", **{"original-death_notice": "1"}) == 302
    result = {"result-register_number": "17", "result-register_book": "01/2026"}
    assert deed(specialist, dossier, "complete", element="examine", choice="propose_grant", **result) == 302
    assert deed(leader, dossier, "complete", element="sign", choice="send_back", note="Ghi rõ nơi chết") == 302
    assert deed(specialist, dossier, "complete", element="examine", choice="propose_grant", **result) == 302
    assert deed(leader, dossier, "complete", element="sign", choice="approve") == 302
    assert dossier.state == State.DECIDED
    assert deed(clerk, dossier, "hand-over", receiver="Trần Thị Mẫu") == 302
    assert dossier.state == State.RETURNED
    assert "Trần Thị Mẫu" in clerk.get(reverse("dossier-page", args=[dossier.code])).content.decode()
    for name in ("receipt", "supplement", "control_sheet", "result"):
        assert clerk.get(reverse("dossier-paper", args=[dossier.code, name])).content.startswith(b"%PDF")


def test_what_was_typed_stays_when_something_is_wrong(published: Edition, signed_in: SignIn) -> None:
    clerk = signed_in("clerk")
    wrong = typed_at_the_counter(published, **{"applicant-id_number": "03109000000", "original-declaration": "x"})
    answer = clerk.post(reverse("dossier-intake", args=[published.pk]), wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert not Dossier.objects.exists()
    assert "12 chữ số" in page
    assert "03109000000" in page
    assert wrong["applicant-name"] in page
    assert wrong["answers-deceased_name"] in page


def test_a_scan_that_is_good_is_kept_while_the_form_comes_back(published: Edition, signed_in: SignIn) -> None:
    clerk = signed_in("clerk")
    address = reverse("dossier-intake", args=[published.pk])
    scan = SimpleUploadedFile("giay-bao-tu.pdf", pdf())
    answer = clerk.post(address, typed_at_the_counter(published, **{"applicant-name": "", "scan-death_notice": scan}))
    assert answer.status_code == 422
    token = answer.context["form"].checklist.papers[1].kept[0][0]
    clerk.post(address, typed_at_the_counter(published, **{"kept-death_notice": token}))
    assert [scan.name for scan in Dossier.objects.get().scans.all()] == ["giay-bao-tu.pdf"]


def test_a_disguised_file_is_refused_and_the_form_kept(published: Edition, signed_in: SignIn) -> None:
    scan = SimpleUploadedFile("giay-bao-tu.pdf", b"MZ this is a program")
    typed = typed_at_the_counter(published, **{"scan-death_notice": scan})
    answer = signed_in("clerk").post(reverse("dossier-intake", args=[published.pk]), typed)
    assert answer.status_code == 422
    assert "giay-bao-tu.pdf" in answer.content.decode()
    assert typed["applicant-name"] in answer.content.decode()


def test_a_form_sent_twice_makes_one_dossier(published: Edition, signed_in: SignIn) -> None:
    clerk = signed_in("clerk")
    places = {
        clerk.post(reverse("dossier-intake", args=[published.pk]), typed_at_the_counter(published)).headers["Location"]
        for _ in range(3)
    }
    assert len(places) == Dossier.objects.count() == 1


def test_the_second_of_two_officials_sees_what_the_first_did(published: Edition, signed_in: SignIn) -> None:
    signed_in("clerk").post(reverse("dossier-intake", args=[published.pk]), typed_at_the_counter(published))
    dossier = Dossier.objects.get()
    before = str(dossier.version)
    assert deed(signed_in("specialist"), dossier, "ask-supplement", wanted="Giấy báo tử", reason="Mờ") == 302
    late = {"version": before, "deed_key": "another", "reason": "Nộp nơi khác"}
    answer = signed_in("clerk").post(reverse("dossier-withdraw", args=[dossier.code]), late)
    assert answer.status_code == 422
    assert "vừa xử lý hồ sơ này: Yêu cầu bổ sung: Giấy báo tử" in answer.content.decode()
    dossier.refresh_from_db()
    assert dossier.state == State.AWAITING_SUPPLEMENT


def test_refusing_at_the_counter_prints_the_slip(published: Edition, signed_in: SignIn) -> None:
    clerk = signed_in("clerk")
    typed = typed_at_the_counter(published, refusal_reason="Không thuộc thẩm quyền của phường.")
    answer = clerk.post(reverse("dossier-refuse", args=[published.pk]), typed)
    slip = clerk.get(answer.headers["Location"] + "phieu.pdf")
    assert slip.content.startswith(b"%PDF")
    assert not Dossier.objects.exists()


def test_the_samples_of_all_papers_are_drawn(signed_in: SignIn) -> None:
    clerk = signed_in("clerk")
    page = clerk.get(reverse("papers-preview"))
    for name, _label in page.context["forms"]:
        assert clerk.get(reverse("papers-preview-paper", args=[name])).content.startswith(b"%PDF")
    assert clerk.get(reverse("papers-preview-picture", args=["receipt"])).content.startswith(b"\x89PNG")
