"""The language switch, the error pages and the weight of the first view."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views import defaults
from django.views.csrf import csrf_failure

from congvu.base.actors import STRANGER
from congvu.base.refusals import No, Refusal
from congvu.web.middleware import RefusalMiddleware

NOT_YOURS = No("web.not_yours", "Hồ sơ {code} do cơ quan khác giữ.")


@pytest.fixture
def request_of_a_stranger(rf: RequestFactory) -> HttpRequest:
    request = rf.get("/khong-co/")
    request.actor = STRANGER  # type: ignore[attr-defined]
    return request


def test_the_language_is_remembered_and_the_reader_goes_back(client: Client, db: None) -> None:
    answer = client.post("/ngon-ngu/", {"language": "en", "next": "/thanh-phan/"})
    assert answer.headers["Location"] == "/thanh-phan/"
    assert 'lang="en"' in client.get("/thanh-phan/").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_the_switch_never_leads_out_of_the_site(client: Client, db: None, elsewhere: str) -> None:
    assert client.post("/ngon-ngu/", {"language": "en", "next": elsewhere}).headers["Location"] == "/"


def test_an_unknown_language_is_not_remembered(client: Client, db: None) -> None:
    assert client.post("/ngon-ngu/", {"language": "xx"}).cookies == {}


def test_a_link_cannot_switch_the_language(client: Client, db: None) -> None:
    assert client.get("/ngon-ngu/").status_code == 405


def test_errors_with_a_request_stand_in_the_frame(request_of_a_stranger: HttpRequest) -> None:
    pages = {
        403: defaults.permission_denied(request_of_a_stranger, PermissionDenied()),
        404: defaults.page_not_found(request_of_a_stranger, Exception("gone")),
    }
    for status, page in pages.items():
        assert page.status_code == status
        assert 'class="foot"' in page.content.decode()
    assert "Trang đã mở quá lâu" in csrf_failure(request_of_a_stranger).content.decode()


def test_errors_without_a_request_stand_alone(request_of_a_stranger: HttpRequest) -> None:
    assert "Hệ thống gặp lỗi" in defaults.server_error(request_of_a_stranger).content.decode()
    assert "không đọc được" in defaults.bad_request(request_of_a_stranger, BadRequest()).content.decode()


def test_too_many_attempts_are_told_when_to_come_back(request_of_a_stranger: HttpRequest) -> None:
    assert "15 phút" in render_to_string("429.html", request=request_of_a_stranger)


def test_a_refusal_says_its_sentence_the_way_back_and_its_code(request_of_a_stranger: HttpRequest) -> None:
    refused = RefusalMiddleware(lambda request: pytest.fail("not asked"))
    page = refused.process_exception(request_of_a_stranger, Refusal(NOT_YOURS, code="H00-1"))
    assert page is not None
    assert page.status_code == 409
    for words in ("Hồ sơ H00-1 do cơ quan khác giữ.", "Quay lại trang trước", "web.not_yours"):
        assert words in page.content.decode()


def weight(page: bytes, *files: str) -> int:
    """Bytes on the wire: the page as it is, files as the web server compresses them."""
    return len(page) + sum(len(gzip.compress(Path(str(finders.find(name))).read_bytes())) for name in files)


def test_the_first_view_is_light(client: Client, db: None) -> None:
    page = client.get("/khong-co/").content
    frame = ("web/congvu.css", "web/congvu.js", "web/icons.svg", "web/mark.svg")
    uncompressed = len(page) + sum(Path(str(finders.find(name))).stat().st_size for name in frame)
    assert uncompressed < 60_000
    assert weight(page, *frame, "django_htmx/htmx-2.min.js") < 60_000


@pytest.mark.parametrize(("name", "limit"), [("web/congvu.css", 30 * 1024), ("web/congvu.js", 8 * 1024)])
def test_style_and_script_stay_small(name: str, limit: int) -> None:
    assert Path(str(finders.find(name))).stat().st_size < limit
