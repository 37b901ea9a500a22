"""What is wrong stands at its field and says what is right; everything typed stays; nothing ends in a fault."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse

from congvu.agencies.testing import make_agency, make_post
from congvu.dossiers.models import Apology, Dossier, IntakeRefusal
from congvu.dossiers.tests.conftest import Open, Play, account_of, told
from congvu.dossiers.tests.test_pages import BACKEND, typed_at_the_counter
from congvu.files.testing import pdf
from congvu.people.testing import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled_in(opened: Open) -> Play:
    return opened()


def client_of(play: Play, role: str = "clerk", **options: Any) -> Client:
    client = Client(**options)
    client.force_login(account_of(play.stage.cast[role]), BACKEND)
    return client


def send(play: Play, **changes: Any) -> Any:
    typed = typed_at_the_counter(play.filing.edition, **changes)
    return client_of(play).post(reverse("dossier-intake", args=[play.filing.edition.pk]), typed)


WRONG: dict[str, tuple[str, str, str]] = {  # what is wrong -> field, what was typed, what the page says is right
    "ID number": ("applicant-id_number", "03109000000", "12 chữ số"),
    "ID number with letters": ("applicant-id_number", "03109000000A", "12 chữ số"),
    "phone": ("applicant-phone", "12345", "số"),
    "email": ("applicant-email", "ai-do", "@"),
    "date": ("answers-died_on", "31/02/2026", "ngày"),
    "choice": ("answers-deceased_sex", "unknown", ""),
    "count": ("original-declaration", "²", "từ 0 đến 99"),
    "long count": ("original-declaration", "9" * 5000, "từ 0 đến 99"),
    "missing paper": ("original-death_notice", "0", "Giấy tờ bắt buộc"),
    "name": ("applicant-name", " ", "Họ và tên"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_said_and_all_else_stays(what: str, filled_in: Play) -> None:
    field, typed, right = WRONG[what]
    answer = send(filled_in, **{field: typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert right in page
    assert any(name == field for name, _said in answer.context["form"].mistakes)
    kept = typed_at_the_counter(filled_in.filing.edition)
    assert [key for key in ("answers-deceased_name", "applicant-address") if kept[key] not in page] == []
    assert not Dossier.objects.exists()


def test_a_file_too_big_is_refused_with_its_limit(filled_in: Play) -> None:
    big = BytesIO(pdf() + b"\0" * 60 * 1024 * 1024)
    big.name = "quet.pdf"
    answer = send(filled_in, **{"scan-death_notice": big})
    assert answer.status_code == 422
    assert "20 MB" in answer.content.decode()
    assert filled_in.filing.applicant.name in answer.content.decode()


def test_without_a_key_the_form_is_received_all_the_same(filled_in: Play) -> None:
    typed = typed_at_the_counter(filled_in.filing.edition)
    del typed["intake_key"]
    address = reverse("dossier-intake", args=[filled_in.filing.edition.pk])
    assert client_of(filled_in).post(address, typed).status_code == 302
    assert len(Dossier.objects.get().intake_key) >= 32


def test_the_key_of_another_form_receives_nobody(filled_in: Play) -> None:
    assert send(filled_in).status_code == 302
    answer = send(filled_in, **{"applicant-name": "Người khác"})
    assert answer.status_code == 409
    assert Dossier.objects.get().code in answer.content.decode()


def test_a_forged_token_brings_no_file(filled_in: Play) -> None:
    scan = SimpleUploadedFile("giay-bao-tu.pdf", pdf())
    form = send(filled_in, **{"scan-death_notice": scan, "applicant-name": ""}).context["form"]
    token = form.checklist.papers[1].kept[0][0]
    forged = [token + "x", token.replace("giay", "to"), "a/b/c:d", "", "\x01"]
    assert send(filled_in, **{"kept-death_notice": forged, "kept-declaration": token}).status_code == 302
    assert not Dossier.objects.get().scans.exists()


@pytest.mark.parametrize("name", ["dossier-intake", "dossier-estimate", "dossier-refuse"])
def test_an_edition_that_is_not_there_is_not_found(name: str, filled_in: Play) -> None:
    for edition in (999_999, 10**30):
        assert client_of(filled_in).post(reverse(name, args=[edition]), {}).status_code == 404


def test_a_way_that_the_procedure_does_not_offer_is_refused(filled_in: Play) -> None:
    assert send(filled_in, channel="pigeon").status_code == 400
    assert not Dossier.objects.exists()


def test_a_counter_that_does_not_offer_the_procedure_says_so(filled_in: Play) -> None:
    far = make_agency("H99.01", "one_stop", parent=make_agency("H99", "province_committee"))
    client = Client()
    client.force_login(make_post(far, "clerk").account, BACKEND)
    for name in ("dossier-intake", "dossier-estimate"):
        answer = client.post(reverse(name, args=[filled_in.filing.edition.pk]), {})
        assert (answer.status_code, "Thủ tục này không được tiếp nhận tại đây" in answer.content.decode()) == (
            403,
            True,
        )


@pytest.mark.parametrize("version", ["", "²", "9" * 5000, "-1", "0"])
def test_a_deed_that_has_not_seen_the_dossier_is_not_done(version: str, play: Play) -> None:
    address = reverse("dossier-withdraw", args=[play.dossier.code])
    answer = client_of(play).post(address, {"version": version, "reason": "Nộp nơi khác"})
    assert answer.status_code == 422
    assert "Nộp nơi khác" in answer.content.decode()
    assert told(play.dossier) == ["received"]


def test_who_goes_back_and_does_something_else_is_not_told_that_it_is_done(play: Play) -> None:
    form = {"version": "1", "deed_key": "the key of the page"}
    clerk = client_of(play)
    sorry = {**form, "reason": "Máy in hỏng"}
    for _ in range(2):  # a double click
        assert clerk.post(reverse("dossier-apologise", args=[play.dossier.code]), sorry).status_code == 302
    again = clerk.post(reverse("dossier-withdraw", args=[play.dossier.code]), {**form, "reason": "Nộp nơi khác"})
    assert again.status_code == 422
    play.dossier.refresh_from_db()
    assert (play.dossier.closed_at, Apology.objects.count()) == (None, 1)


@pytest.mark.parametrize("typed", [{"element": "burn"}, {"element": "examine", "choice": "burn"}, {}])
def test_an_unknown_step_or_choice_is_refused(typed: dict[str, str], play: Play) -> None:
    address = reverse("dossier-complete", args=[play.dossier.code])
    assert client_of(play, "specialist").post(address, {"version": "1", **typed}).status_code == 422


@pytest.mark.parametrize("days", ["", "0", "-1", "²", "1.5", "9" * 5000])
def test_a_new_date_is_a_whole_number_of_days(days: str, play: Play) -> None:
    address = reverse("dossier-reappoint", args=[play.dossier.code])
    typed = {"version": "1", "reason": "Đi họp", "days": days}
    assert client_of(play).post(address, typed).status_code == 422


def test_a_slip_keeps_only_what_fits(filled_in: Play) -> None:
    typed = typed_at_the_counter(filled_in.filing.edition, refusal_reason="Sai", **{"applicant-phone": "9" * 40})
    answer = client_of(filled_in).post(reverse("dossier-refuse", args=[filled_in.filing.edition.pk]), typed)
    assert answer.status_code == 400
    assert "16 ký tự" in answer.content.decode()
    assert not IntakeRefusal.objects.exists()


STRANGE = [
    "?noi=²",
    "?noi=" + "9" * 5000,
    "?truoc=²",
    "?truoc=" + "9" * 30,
    "?tu=01/01/0001&den=31/12/9999",
    "?tu=²&trang-thai=lost",
    "?nhom=lost&sau=20260101000000000000-" + "9" * 30,
    "?sau=²-²",
    "?q=" + "x" * 5000,
    "?q=%27%22%25*%00",
]


@pytest.mark.parametrize("query", STRANGE, ids=lambda query: query[:24])
@pytest.mark.parametrize("name", ["dossier-receive", "dossier-search", "dossier-register", "dossier-register-book"])
def test_no_query_ends_in_a_fault(name: str, query: str, play: Play) -> None:
    assert client_of(play).get(reverse(name) + query).status_code in {200, 400}


def test_a_form_without_its_token_is_refused(play: Play) -> None:
    strict = client_of(play, enforce_csrf_checks=True)
    for name in ("withdraw", "take", "complete", "hand-over"):
        assert strict.post(reverse(f"dossier-{name}", args=[play.dossier.code]), {"version": "1"}).status_code == 403
    assert told(play.dossier) == ["received"]


PAGES: dict[str, Callable[[Play], str]] = {
    "dossier-receive": lambda play: reverse("dossier-receive"),
    "dossier-page": lambda play: reverse("dossier-page", args=[play.dossier.code]),
    "dossier-paper": lambda play: reverse("dossier-paper", args=[play.dossier.code, "receipt"]),
    "not found": lambda play: reverse("dossier-page", args=["H00-1"]),
}


@pytest.mark.parametrize("page", PAGES)
def test_every_answer_carries_its_guards(page: str, play: Play) -> None:
    headers = client_of(play).get(PAGES[page](play)).headers
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert page == "not found" or "no-store" in headers["Cache-Control"]


@override_settings(SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True)
def test_cookies_stay_with_the_browser_and_go_over_https_only(play: Play) -> None:
    account = account_of(play.clerk)
    account.set_password(PASSWORD)
    account.save()
    client, address = Client(), reverse("people-sign-in")
    client.get(address, secure=True)
    client.post(address, {"username": account.username, "password": PASSWORD}, secure=True)
    for name in ("sessionid", "csrftoken"):
        cookie = client.cookies[name]
        assert cookie["secure"]
        assert cookie["samesite"] == "Lax"
    assert client.cookies["sessionid"]["httponly"]
