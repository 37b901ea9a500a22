"""What there is to apply for: page by page, in the language asked for, and not sent twice while it stands."""

from typing import Any

import pytest

from congvu.api.testing import Machine
from congvu.procedures.testing import edition

pytestmark = pytest.mark.urls("congvu.api.tests.urls")


@pytest.fixture
def catalogue(machine: Machine) -> Machine:
    for pack in ("ho-tich/khai-sinh", "ho-tich/ket-hon"):
        edition(pack)
    return machine


def test_the_list_goes_on_where_it_ended(catalogue: Machine) -> None:
    first = catalogue.get("/procedures?size=2").json()
    second = catalogue.get(f"/procedures?size=2&cursor={first['next']}").json()
    codes = [one["code"] for one in first["items"] + second["items"]]
    assert (len(codes), codes, second["next"]) == (3, sorted(codes), None)


def test_it_is_searched_without_diacritics(catalogue: Machine) -> None:
    assert [one["name"] for one in catalogue.get("/procedures?q=khai tu").json()["items"]] == ["Đăng ký khai tử"]
    assert catalogue.get("/procedures?field=khong-co").json()["items"] == []


def test_names_come_in_the_language_asked_for(catalogue: Machine) -> None:
    answer = catalogue.get("/procedures?q=khai tu", **{"Accept-Language": "fr, en-GB;q=0.8, vi;q=0.5"})
    assert (answer.json()["items"][0]["name"], answer["Content-Language"]) == ("Death registration", "en")


def test_one_procedure_says_all_that_is_needed_to_file(catalogue: Machine) -> None:
    told = catalogue.get("/procedures/dang-ky-khai-tu-1-000656").json()
    assert [paper["key"] for paper in told["papers"]] == ["declaration", "death_notice", "authorisation"]
    assert (told["time"]["budget"]["unit"], told["fee"]["rule"]["kind"]) == ("same_day", "none")
    assert told["form"]["properties"]["died_on"]["format"] == "date"
    assert "id_number" in told["applicant_form"]["properties"]
    assert told["digest"] == told["edition"]["digest"]


def test_what_has_not_changed_is_not_sent_again(catalogue: Machine) -> None:
    for path in ("/procedures", "/procedures/dang-ky-khai-tu-1-000656", "/receivers"):
        answer = catalogue.get(path)
        again = catalogue.get(path, **{"If-None-Match": answer["ETag"]})
        assert (answer.status_code, again.status_code, again.content) == (200, 304, b"")
    changed = catalogue.get("/procedures")["Last-Modified"]
    assert catalogue.get("/procedures", **{"If-Modified-Since": changed}).status_code == 304


def test_counters_are_listed(catalogue: Machine) -> None:
    assert [one["code"] for one in catalogue.get("/receivers").json()["items"]] == ["H98.31.01"]


def test_the_list_costs_the_same_however_long_it_is(catalogue: Machine, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(5):  # the token, the call counted, the parties, the list, when it last changed
        catalogue.get("/procedures?size=1")
    with django_assert_num_queries(5):
        catalogue.get("/procedures?size=3")


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/procedures/khong-co", 404, "api.not_found"),
        ("/khong-co", 404, "api.not_found"),
        ("/procedures?size=0", 422, "api.input_wrong"),
        ("/procedures?cursor=%25", 422, "api.cursor_wrong"),
        ("/procedures?q=%00", 400, "api.bad_request"),
    ],
)
def test_a_no_is_told_as_a_problem(catalogue: Machine, path: str, status: int, code: str) -> None:
    answer = catalogue.get(path)
    told = answer.json()
    assert (answer.status_code, answer["Content-Type"], told["code"], told["status"]) == (
        status, "application/problem+json", code, status,
    )  # fmt: skip


def test_another_verb_is_told_which_ones_there_are(catalogue: Machine) -> None:
    answer = catalogue.send("PATCH", "/submissions", {})
    assert (answer.status_code, answer.json()["code"]) == (405, "api.method_not_allowed")
    assert {verb.strip() for verb in answer["Allow"].split(",")} == {"GET", "POST"}


@pytest.mark.parametrize("body", ["{", "[" * 100_000, '{"a": NaN}', b"\xff", "9" * 5000])
def test_a_body_that_is_no_json_is_refused(catalogue: Machine, body: Any) -> None:
    answer = catalogue.post("/submissions", body, key="k")
    assert (answer.status_code, answer.json()["code"]) == (400, "api.body_broken")


@pytest.mark.parametrize("body", ['"\\ud800"', '{"a": "\\u0000"}', '{"\\u0000": 1}', "[" * 99 + "]" * 99, "9" * 20])
def test_a_body_that_no_database_keeps_is_refused(catalogue: Machine, body: Any) -> None:
    answer = catalogue.post("/submissions", body, key="k")
    assert (answer.status_code, answer.json()["code"]) == (422, "api.body_unkept")


def test_nobody_is_let_in_without_a_token(catalogue: Machine) -> None:
    catalogue.token = ""
    answer = catalogue.get("/procedures")
    assert (answer.status_code, answer.json()["code"]) == (401, "api.token_wrong")
    assert answer.json()["detail"].startswith("Thiếu thẻ truy cập")
