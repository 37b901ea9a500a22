"""The pages: every number leads to a list of as many rows, every table can be taken away, and nobody sees too much."""

import csv
import io
import re
from collections.abc import Callable
from datetime import datetime
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_post
from congvu.people.testing import make_account
from congvu.statistics import services
from congvu.statistics.models import Score
from congvu.statistics.selectors import REPORTS
from congvu.statistics.tests.inventing import AGENCIES, COUNTERS, invent, journal

pytestmark = pytest.mark.django_db
AT = datetime.fromisoformat("2026-07-01T08:00+07:00")
YEAR = {"ky": "nam", "nam": "2026"}
SignIn = Callable[..., Client]
LINK = re.compile(r'<a href="(/thong-ke/danh-sach/\?[^"]+)">(?:<strong>)?([\d.]+)<')


@pytest.fixture
def province() -> Agency:
    root = make_agency("H98", Kind.PROVINCE_COMMITTEE, name="Ủy ban nhân dân tỉnh Mẫu")
    for code in AGENCIES:
        make_agency(code, Kind.DEPARTMENT, parent=root, sector=code)
    for code in COUNTERS:
        make_agency(code, Kind.ONE_STOP, parent=root)
    journal(list(invent(5, 60)))
    while services.keep(at=AT):
        pass
    return root


@pytest.fixture
def sign_in(province: Agency) -> SignIn:
    """Sign in as the leader of an agency, by its code."""

    def enter(code: str, role: str = Role.LEADER) -> Client:
        account = make_account(f"{role}-{code}".lower().replace(".", "-"))
        make_post(Agency.objects.get(code=code), role, account=account)
        client = Client()
        client.force_login(account, "congvu.people.backends.AccountBackend")
        return client

    return enter


def page(client: Client, name: str, *args: object, **params: str) -> str:
    answer = client.get(reverse(name, args=args), params)
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


def test_every_number_of_the_board_leads_to_as_many_rows(sign_in: SignIn) -> None:
    client = sign_in("H98")
    for by in ("co-quan", "linh-vuc", "thu-tuc", "hinh-thuc"):
        found = LINK.findall(page(client, "statistics-board", theo=by, **YEAR))
        assert len(found) > 15
        for address, number in found[:: 1 + len(found) // 12]:
            rows = list(
                csv.reader(io.StringIO(client.get(unescape(address) + "&dang=csv").content.decode("utf-8-sig")))
            )
            assert len(rows) - 1 == int(number.replace(".", "")), unescape(address)


def test_legs_stand_apart_from_dossiers(sign_in: SignIn) -> None:
    html = page(sign_in("H98"), "statistics-board", **YEAR)
    assert 'id="phoi-hop"' in html
    assert "phoi-hop=1" not in html.split('id="phoi-hop"')[0]


def test_a_leader_sees_the_own_agency_and_below_alone(sign_in: SignIn) -> None:
    own, other = AGENCIES[0], AGENCIES[1]
    client = sign_in(own)
    assert other not in page(client, "statistics-board", **YEAR)
    every = {"do": "received", "tu": "2026-01-01", "den": "2027-01-01"}
    assert f"{other}</" not in page(client, "statistics-list", **every)
    assert (
        client.get(reverse("statistics-list"), {**every, "co-quan": other, "dang": "csv"}).content.count(b"\r\n") == 1
    )
    stranger = Agency.objects.get(code=other)
    assert client.get(reverse("statistics-score", args=[stranger.pk])).status_code == 404


@pytest.mark.parametrize("key", REPORTS)
def test_every_report_opens_and_is_taken_away_with_the_same_columns(key: str, sign_in: SignIn) -> None:
    client = sign_in("H98")
    html = page(client, "statistics-report", key, **YEAR)
    assert "<h1>" in html
    for form, begins in (("ods", b"PK"), ("csv", b"\xef\xbb\xbf"), ("pdf", b"%PDF")):
        answer = client.get(reverse("statistics-report", args=[key]), {**YEAR, "dang": form})
        assert answer.status_code == 200
        assert answer.content.startswith(begins)
        assert f".{form}" in answer.headers["Content-Disposition"]


def test_a_long_list_goes_on_behind_its_first_page(sign_in: SignIn) -> None:
    client = sign_in("H98")
    first = page(client, "statistics-report", "chi-tiet-tiep-nhan", **YEAR)
    onward = re.search(r'href="(\?[^"]*sau=[^"]+)"', first)
    assert onward
    second = client.get(
        reverse("statistics-report", args=["chi-tiet-tiep-nhan"]) + unescape(onward[1])
    ).content.decode()
    codes = [set(re.findall(r"H98\.01-\d{6}", html)) for html in (first, second)]
    assert all(codes)
    assert not codes[0] & codes[1]


def test_a_register_book_opens_for_its_counter(sign_in: SignIn) -> None:
    html = page(sign_in("H98"), "statistics-register", noi=COUNTERS[0], nam="2026")
    assert "Địa bàn phát sinh" in html
    clerk = sign_in(COUNTERS[1], Role.CLERK)
    assert f'value="{COUNTERS[0]}"' not in page(clerk, "statistics-register", noi=COUNTERS[0], nam="2026")


@pytest.mark.parametrize(
    "params",
    [
        {"ky": "khoang", "tu": "31/02/2026", "den": "01/03/2026"},
        {"ky": "khoang"},
        {"ky": "x"},
        {"nam": "99999", "ky": "nam"},
        {"co-quan": "H29"},
        {"theo": "<script>"},
        {"sau": "zz"},
    ],
)
def test_what_cannot_be_read_is_no_failure(params: dict[str, str], sign_in: SignIn) -> None:
    client = sign_in("H98")
    for name, args in (
        ("statistics-board", []),
        ("statistics-report", ["chi-tiet-tiep-nhan"]),
        ("statistics-quality", []),
    ):
        answer = client.get(reverse(name, args=args), params)
        assert answer.status_code == 200
        assert b"<script>" not in answer.content


def test_a_wrong_day_says_how_days_are_typed(sign_in: SignIn) -> None:
    html = page(sign_in("H98"), "statistics-board", ky="khoang", tu="31/02/2026", den="01/03/2026")
    assert "27/03/2026" in html


def test_a_range_of_days_counts_both_ends(sign_in: SignIn) -> None:
    html = page(sign_in("H98"), "statistics-board", ky="khoang", tu="01/02/2026", den="10/02/2026")
    assert "Từ 01/02/2026 đến 10/02/2026" in html


def test_a_number_that_does_not_exist_is_not_found(sign_in: SignIn) -> None:
    client = sign_in("H98")
    assert client.get(reverse("statistics-list"), {"do": "all"}).status_code == 404
    assert client.get(reverse("statistics-report", args=["khong-co"])).status_code == 404


def test_the_index_says_what_it_cannot_measure_and_why(sign_in: SignIn) -> None:
    client = sign_in("H98")
    html = page(client, "statistics-quality", **YEAR)
    assert html.count("Chưa đo được ở đây, vì") == 13  # twelve, and no procedure of the catalogue is all online
    assert "trong 100 điểm của Quyết định" in html
    assert LINK.search(html.replace("\n", ""))
    rows = list(
        csv.reader(
            io.StringIO(client.get(reverse("statistics-quality"), {**YEAR, "dang": "csv"}).content.decode("utf-8-sig"))
        )
    )
    assert len(rows) == 1 + 17 + 1
    assert [row[5] for row in rows if row[1] == "Chứng thực bản sao điện tử"] == [""]
    assert [row[5] != "" for row in rows if row[1] == "Thanh toán trực tuyến"] == [True]


def test_an_agency_scores_itself_beside_what_was_computed(sign_in: SignIn) -> None:
    agency = Agency.objects.get(code=AGENCIES[0])
    client = sign_in(agency.code)
    address = reverse("statistics-score", args=[agency.pk]) + "?quy=2026-1"
    # What nobody has said is a dash, and no nought.
    assert client.get(address).content.decode().count("<dt>Tự chấm</dt><dd>—</dd>") == 10
    form = {f"points_{index}": "2" for index in range(1, 10)} | {f"evidence_{index}": "Sổ" for index in range(1, 10)}
    answer = client.post(address, form)
    assert answer.status_code == 422  # it was late more than once, and 2 points need a reason
    assert "khác điểm hệ thống tính" in answer.content.decode()
    answer = client.post(address, form | {f"reason_{index}": "Đã giải trình" for index in range(1, 10)})
    assert answer.status_code == 302
    assert Score.objects.filter(agency=agency, points=2).count() == 9
    assert "18/18" in client.get(address).content.decode()
    assert client.post(address.replace("?", "tham-dinh/?"), form).status_code in {403, 404}


def test_the_province_appraises_ranks_and_closes(sign_in: SignIn) -> None:
    agency = Agency.objects.get(code=AGENCIES[0])
    client = sign_in("H98")
    query = "?quy=2026-1"
    appraisal = {f"points_{index}": "1" for index in range(1, 10)}
    address = reverse("statistics-appraise", args=[agency.pk]) + query
    assert client.post(address, appraisal).status_code == 302
    html = client.get(reverse("statistics-scoring") + query).content.decode()
    assert "9/18" in html
    assert "Khá" in html
    for form in ("ods", "csv", "pdf"):
        assert client.get(reverse("statistics-scoring") + f"{query}&dang={form}").status_code == 200
        assert client.get(address + f"&dang={form}").status_code == 200
    assert client.post(reverse("statistics-close-quarter") + query).status_code == 302
    assert client.post(address, appraisal).status_code in {409, 422}
    assert "đã chốt" in client.get(address).content.decode()


def test_a_page_asks_as_many_questions_however_many_agencies_there_are(
    sign_in: SignIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = sign_in("H98")
    client.get(reverse("statistics-board"))
    for name in ("statistics-board", "statistics-quality", "statistics-scoring", "statistics-reports"):
        with django_assert_max_num_queries(40):  # type: ignore[attr-defined]
            client.get(reverse(name), YEAR)


def test_today_is_asked_by_one_link(sign_in: SignIn) -> None:
    html = page(sign_in("H98"), "statistics-board", ky="hom-nay")
    assert f"Từ {timezone.localdate():%d/%m/%Y}" in html
