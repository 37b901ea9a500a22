"""Anybody who holds the receipt learns where the dossier is, and nobody learns whose it is."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from congvu.dossiers.models import Dossier, Reappointment, Supplement
from congvu.dossiers.rules import ENDED, PAUSED, WORKING, State
from congvu.dossiers.testing import a_dossier
from congvu.online.models import LookupFailure

pytestmark = pytest.mark.django_db
SECRETS = {
    "applicant": "Trần Thị Kín Đáo",
    "id_number": "031190007788",
    "phone": "0912345678",
    "email": "kin.dao@example.vn",
    "address": "Số 9 ngõ Vắng, phường Hồng Bàng",
    "represents": "Công ty Lặng Lẽ",
    "answers": {"reason": "Điều chỉ ghi trong tờ khai"},
    "closed_with": "Người đã nhận kết quả",
}
DIGITS = "7788"
SENTENCES = {
    State.REGISTERED: "đang chờ",
    State.RECEIVED: "đã được tiếp nhận",
    State.NOT_RECEIVED: "không được tiếp nhận",
    State.IN_PROGRESS: "đang giải quyết hồ sơ",
    State.AWAITING_SUPPLEMENT: "chờ ông/bà bổ sung",
    State.AWAITING_OBLIGATION: "chờ ông/bà nộp tiền",
    State.WITHDRAWN: "đã được rút",
    State.STOPPED: "đã dừng giải quyết",
    State.DECIDED: "Đã có kết quả. Mời",
    State.RETURNED: "Kết quả đã được trả",
}


@pytest.fixture
def dossier() -> Dossier:
    made, _ = a_dossier()
    return changed(made, **SECRETS, lookup_key="a-key-of-the-receipt")


def changed(dossier: Dossier, **columns: Any) -> Dossier:
    Dossier.objects.filter(pk=dossier.pk).update(**columns)
    dossier.refresh_from_db()
    return dossier


def in_state(dossier: Dossier, state: State) -> Dossier:
    now = timezone.now()
    closed = {"closed_at": now} if state in ENDED else {}
    return changed(dossier, state=state, finished_at=now, **closed)


def due(dossier: Dossier, days: int) -> None:
    type(dossier.clock).objects.filter(pk=dossier.clock_id).update(due_at=timezone.now() + timedelta(days=days))


def asked(code: str, digits: str = DIGITS, client: Client | None = None) -> Any:
    return (client or Client()).post(reverse("portal-look-up"), {"code": code, "digits": digits})


def scanned(dossier: Dossier) -> str:
    answer = Client().get(reverse("portal-look-up-by-key", args=[dossier.lookup_key]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_receipt_tells_where_the_dossier_is(dossier: Dossier) -> None:
    answer = asked(dossier.code)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert dossier.code in page
    assert dossier.agency.name in page
    assert dossier.receiver.name in page
    assert scanned(dossier).count(dossier.code) == page.count(dossier.code)


def test_a_code_is_found_however_it_is_typed(dossier: Dossier) -> None:
    code = dossier.code
    agency, _, tail = code.partition("-")
    for typed in (code.lower(), f" {code[:6]} {code[6:]} ", f"{agency}-{tail.replace('0', 'O')}", f"{code}\t"):
        assert asked(typed).status_code == 200, typed


def test_the_digits_may_be_typed_with_letters_and_spaces(dossier: Dossier) -> None:
    changed(dossier, id_number="031190007700")
    assert asked(dossier.code, " 77OO ").status_code == 200


def test_an_organisation_is_asked_for_the_end_of_its_code_without_the_dash(dossier: Dossier) -> None:
    changed(dossier, id_number="0200000001-001")
    assert asked(dossier.code, "1001").status_code == 200
    assert asked(dossier.code, "-001").status_code == 404


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_its_sentence_and_shows_nothing_of_the_person(dossier: Dossier, state: State) -> None:
    in_state(dossier, state)
    page = scanned(dossier)
    assert SENTENCES[state] in page
    assert [name for name, value in SECRETS.items() if name != "answers" and str(value) in page] == []
    assert "Điều chỉ ghi trong tờ khai" not in page
    assert "0912 345 678" not in page
    assert DIGITS not in page


def test_what_is_missing_is_listed_without_what_the_official_wrote_of_the_person(dossier: Dossier) -> None:
    in_state(dossier, State.AWAITING_SUPPLEMENT)
    Supplement.objects.create(
        dossier=dossier,
        number=1,
        items=["Giấy báo tử"],
        reason="Đã ly hôn năm 2024",
        asked_at=timezone.now(),
        asked_by="A",
    )
    page = scanned(dossier)
    assert "Giấy báo tử" in page
    assert "ly hôn" not in page
    assert "Tạm dừng" in page


def test_what_was_supplied_is_not_asked_for_again(dossier: Dossier) -> None:
    now = timezone.now()
    Supplement.objects.create(
        dossier=dossier, number=1, items=["Giấy báo tử"], reason="Mờ", asked_at=now, asked_by="A", supplied_at=now
    )
    assert "Giấy báo tử" not in scanned(dossier)


def test_who_must_pay_is_told_how(dossier: Dossier) -> None:
    in_state(dossier, State.AWAITING_OBLIGATION)
    assert f"Mang chứng từ đến {dossier.receiver.name}" in scanned(dossier)


def test_a_late_dossier_is_apologised_for(dossier: Dossier) -> None:
    due(dossier, 1)
    assert "xin lỗi" not in scanned(dossier)
    due(dossier, -2)
    assert "Chúng tôi xin lỗi ông/bà" in scanned(dossier)
    reappointed(dossier)
    page = scanned(dossier)
    assert "Cơ quan xin lỗi ông/bà" in page
    assert "Còn hạn" in page
    assert "Lý do nội bộ" not in page


@pytest.mark.parametrize("state", [state for state in State if state not in (State.REGISTERED, *WORKING, *PAUSED)])
def test_nobody_is_told_of_lateness_once_nobody_waits(dossier: Dossier, state: State) -> None:
    due(dossier, -2)
    page = scanned(in_state(dossier, state))
    assert "Quá hạn" not in page
    assert "xin lỗi" not in page


def reappointed(dossier: Dossier) -> None:
    now = timezone.now()
    Reappointment.objects.create(
        dossier=dossier, number=1, reason="Lý do nội bộ", at_fault=dossier.agency, made_at=now, made_by="A",
        due_before=now - timedelta(days=2), promised_at=now + timedelta(days=3),
    )  # fmt: skip


def test_a_wrong_code_and_wrong_digits_are_answered_alike(dossier: Dossier) -> None:
    answers, queries = [], []
    for code, digits in ((dossier.code, "0000"), ("H98.31-260302-9999", DIGITS)):
        with CaptureQueriesContext(connection) as found:
            answer = asked(code, digits)
        answers.append((answer.status_code, answer.content.decode().replace(code, "").replace(digits, "")))
        queries.append([query["sql"].split()[0] for query in found])
    assert answers[0][0] == answers[1][0] == 404
    assert without_token(answers[0][1]) == without_token(answers[1][1])
    assert queries[0] == queries[1]


def without_token(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]


@pytest.mark.parametrize("state", list(State))
def test_an_answer_costs_three_queries_in_every_state(dossier: Dossier, state: State) -> None:
    in_state(dossier, state)
    reappointed(dossier)
    scanned(dossier)  # what the edition says is read once per process
    for ask in (lambda: asked(dossier.code), lambda: scanned(dossier)):
        with CaptureQueriesContext(connection) as queries:
            ask()
        assert len(queries) == 3, [query["sql"] for query in queries]


def test_nothing_of_the_person_but_the_number_that_is_compared_leaves_the_database(dossier: Dossier) -> None:
    with CaptureQueriesContext(connection) as queries:
        asked(dossier.code)
    read = " ".join(query["sql"] for query in queries)
    assert '"dossiers_dossier"."id_number"' in read
    for column in ("applicant", "phone", "email", "address", "answers", "represents", "closed_with"):
        assert f'"dossiers_dossier"."{column}"' not in read


@pytest.mark.parametrize(
    ("code", "digits", "sentence"), [("", "7788", "Hãy nhập mã hồ sơ"), ("H98", "77", "đúng bốn số")]
)
def test_a_form_that_is_not_filled_in_says_so_at_the_field(code: str, digits: str, sentence: str) -> None:
    answer = asked(code, digits)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert answer.content.decode().count('aria-invalid="true"') == 1
    assert not LookupFailure.objects.exists()


def test_the_code_of_a_link_stands_in_the_form(dossier: Dossier) -> None:
    page = Client().get(reverse("portal-look-up"), {"ma": dossier.code}).content.decode()
    assert f'value="{dossier.code}"' in page


def test_the_answer_is_kept_nowhere_and_its_address_leaves_for_no_other_site(dossier: Dossier) -> None:
    key = reverse("portal-look-up-by-key", args=[dossier.lookup_key])
    for answer in (asked(dossier.code), Client().get(key), Client().get(reverse("portal-look-up"))):
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert answer.headers["Referrer-Policy"] == "same-origin"


def test_guessing_is_slowed_down_with_a_plain_page(dossier: Dossier) -> None:
    for guess in range(5):
        assert asked(dossier.code, f"000{guess}").status_code == 404
    answer = asked(dossier.code)
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 30
    assert "thử lại sau" in answer.content.decode()
    assert dossier.agency.name not in answer.content.decode()
