"""A stranger finds what there is to apply for, what it takes, and where to go."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from congvu.agencies.rules import Kind
from congvu.agencies.testing import make_agency
from congvu.content.testing import Desk
from congvu.dossiers.services.stories import begin
from congvu.dossiers.testing import a_stage
from congvu.portal import selectors
from congvu.portal.views import finding
from congvu.procedures.models import Edition
from congvu.procedures.selectors import compiled, stories
from congvu.procedures.testing import edition

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


def page(name: str, *args: str, **asked: str) -> str:
    answer = Client().get(reverse(name, args=args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def death() -> Edition:
    return edition("ho-tich/khai-tu")


@pytest.fixture
def fair() -> Edition:
    return edition("thuong-mai/hoi-cho")


def test_the_first_page_leads_everywhere(death: Edition, fair: Edition) -> None:
    home = page("portal-home")
    for name in ("portal-look-up", "portal-procedures", "portal-counters", "content-news", "content-texts"):
        assert f'"{reverse(name)}"' in home
    assert reverse("portal-procedure", args=[death.procedure.slug]) in home
    assert 'name="digits"' in home


def test_the_tour_is_offered_in_the_demonstration_only(settings: Settings) -> None:
    assert reverse("people-demo") not in page("portal-home")
    settings.DEMO = True
    assert reverse("people-demo") in page("portal-home")


def test_what_is_asked_for_most_stands_first(death: Edition, fair: Edition) -> None:
    assert [offer.field_code for offer in selectors.most_used(on=TODAY)] == ["ho-tich", "thuong-mai"]
    stage = a_stage(compiled(fair).pack.competent)
    begin(stories(fair)[0], fair, stage)
    assert [offer.key for offer in selectors.most_used(on=TODAY)] == [fair.procedure_id, death.procedure_id]
    both = selectors.offers(on=TODAY, text="dang ky")
    assert [offer.key for offer in both] == [fair.procedure_id, death.procedure_id], "of equals the one used more"


def test_the_first_page_and_the_catalogue_cost_the_same_however_much_there_is(death: Edition) -> None:
    counts = []
    for more in ((), ("thuong-mai/hoi-cho", "ho-tich/khai-sinh")):
        for pack in more:
            edition(pack)
        page("portal-home")
        each = []
        for asked in ({}, {"q": "khai sinh"}, {"viec": "sinh-con"}):
            with CaptureQueriesContext(connection) as queries:
                page("portal-procedures", **asked)
            each.append(len(queries))
        with CaptureQueriesContext(connection) as queries:
            page("portal-home")
        counts.append([len(queries), *each])
    # Of each procedure not even one row is read: a stamp says that the catalogue which is kept is fresh.
    assert counts == [[6, 3, 5, 3]] * 2


def test_events_of_life_lead_to_procedures(death: Edition, fair: Edition) -> None:
    home = page("portal-home")
    assert "?viec=nguoi-than-mat" in home
    assert "?viec=ket-hon" not in home, "nothing here leads to it"
    mourning = page("portal-procedures", viec="nguoi-than-mat")
    assert death.procedure.name in mourning
    assert fair.procedure.name not in mourning
    assert "Không có thủ tục nào khớp" in page("portal-procedures", viec="khong-co")


def test_news_and_notices_stand_on_the_first_page(death: Edition) -> None:
    desk = Desk()
    desk.page("Mở cầu Bính")
    today = timezone.localdate()
    desk.page("Nghỉ Tết", section="thong-bao", valid_until=today)
    desk.page("Nghỉ lễ đã qua", section="thong-bao", valid_until=today - timedelta(days=1))
    home = page("portal-home")
    assert "/trang/tin-tuc/mo-cau-binh/" in home
    assert "/trang/thong-bao/nghi-tet/" in home
    assert "Nghỉ lễ đã qua" not in home


def test_a_long_catalogue_comes_in_pages(monkeypatch: pytest.MonkeyPatch, death: Edition, fair: Edition) -> None:
    monkeypatch.setattr(finding, "PAGE", 1)
    first = page("portal-procedures", q="dang ky")
    assert "?q=dang+ky&amp;trang=2" in first
    second = page("portal-procedures", q="dang ky", trang="2")
    assert {name for name in (death.procedure.name, fair.procedure.name) if name in first} != {
        name for name in (death.procedure.name, fair.procedure.name) if name in second
    }
    assert page("portal-procedures", trang="rac")


def test_a_new_publication_is_found_at_once(death: Edition) -> None:
    assert selectors.offers(on=TODAY, text="ket hon") == []
    wedding = edition("ho-tich/ket-hon")
    assert [offer.key for offer in selectors.offers(on=TODAY, text="toi muon cuoi vo")] == [wedding.procedure_id]


def test_what_goes_online_is_begun_from_its_page_and_what_does_not_says_so(death: Edition) -> None:
    begin_address = reverse("online-begin", args=[death.procedure.slug])
    assert begin_address in page("portal-procedure", death.procedure.slug)
    copies = edition("chung-thuc/ban-sao")
    shown = page("portal-procedure", copies.procedure.slug)
    assert reverse("online-begin", args=[copies.procedure.slug]) not in shown
    assert "thủ tục này chưa nộp được trên mạng" in shown


def test_the_form_is_printed_blank(death: Edition) -> None:
    sheet = page("portal-blank", death.procedure.slug)
    for field in compiled(death).form.fields():
        assert field.label in sheet
    assert "Họ và tên, hoặc tên tổ chức" in sheet
    assert Client().get(reverse("portal-blank", args=["khong-co"])).status_code == 404


def test_a_procedure_is_found_without_diacritics_and_by_field(death: Edition, fair: Edition) -> None:
    assert fair.procedure.name not in page("portal-procedures", q="khai tu")
    assert death.procedure.name in page("portal-procedures", q="KHAI TU")
    by_field = page("portal-procedures", **{"linh-vuc": "thuong-mai"})
    assert fair.procedure.name in by_field
    assert death.procedure.name not in by_field
    assert "Không có thủ tục nào khớp" in page("portal-procedures", q="xyz")


def test_the_page_of_a_procedure_answers_what_an_applicant_asks(death: Edition) -> None:
    pack = compiled(death).pack
    shown = page("portal-procedure", death.procedure.slug)
    said = [
        *(paper.name for paper in pack.papers),
        *pack.law,
        pack.result.name,
        "Trong ngày; nhận sau 15:00 thì ngày làm việc tiếp theo",
        "Không thu",
        "1 bản chính",
        "Ủy ban nhân dân cấp xã",
        "Trung tâm Phục vụ hành chính công của xã",
        "Trực tiếp, Trực tuyến, Bưu chính công ích",
        "Một phần (Nghị định 42/2022/NĐ-CP)",
        "Mức độ 3 (Nghị định 43/2011/NĐ-CP)",
        "Ký Trích lục khai tử",
        "Đã thấy ở nguồn",
        "Chưa kiểm chứng",
        "21/11/2026",
    ]
    assert [text for text in said if text not in shown] == []
    for field in compiled(death).form.fields():
        assert field.label in shown


def test_the_fee_by_the_page_is_told_as_a_rule() -> None:
    copies = edition("chung-thuc/ban-sao")
    shown = page("portal-procedure", copies.procedure.slug)
    assert "2 trang đầu 2.000 đồng một trang, từ trang sau 1.000 đồng một trang" in shown


def test_departments_take_in_at_the_provinces_counter(fair: Edition) -> None:
    assert "Trung tâm Phục vụ hành chính công của tỉnh, thành phố" in page("portal-procedure", fair.procedure.slug)


def test_only_what_is_valid_today_is_shown(death: Edition) -> None:
    address = reverse("portal-procedure", args=[death.procedure.slug])
    before = death.valid_from - timedelta(days=1)
    assert selectors.offered(death.procedure.slug, on=before) is None
    assert selectors.offers(on=before) == []
    assert selectors.offered(death.procedure.slug, on=timezone.localdate()) == death
    assert Client().get(address).status_code == 200
    assert Client().get(reverse("portal-procedure", args=["khong-co"])).status_code == 404


def test_a_known_procedure_is_shown_in_one_query(death: Edition) -> None:
    page("portal-procedure", death.procedure.slug)
    with CaptureQueriesContext(connection) as queries:
        page("portal-procedure", death.procedure.slug)
    assert len(queries) == 1


def test_the_catalogue_speaks_english_to_who_asks(death: Edition) -> None:
    client = Client()
    client.cookies["django_language"] = "en"
    assert "Death registration" in client.get(reverse("portal-procedures")).content.decode()


def test_counters_are_found_by_the_name_of_their_ward_the_provinces_first() -> None:
    province = make_agency("H98", Kind.PROVINCE_COMMITTEE)
    ward = make_agency("H98.1", parent=province, name="Ủy ban nhân dân phường Ái Quốc")
    desk = {"address": "Số 1 phố Mẫu", "phone": "0912345678"}
    make_agency("H98.1.1", Kind.ONE_STOP, parent=ward, name="Một cửa phường Ái Quốc", **desk)
    make_agency("H98.0", Kind.ONE_STOP, parent=province, name="Trung tâm của thành phố")
    make_agency("H98.9", Kind.ONE_STOP, parent=ward, name="Một cửa cũ", valid_to=date(2025, 8, 1))
    assert [one.code for one in selectors.counters(on=TODAY)] == ["H98.0", "H98.1.1"]
    shown = page("portal-counters", q="ai quoc")
    assert "Số 1 phố Mẫu" in shown
    assert "0912 345 678" in shown
    assert "Trung tâm của thành phố" not in shown
    assert "Không có nơi nào khớp" in page("portal-counters", q="xyz")


@pytest.mark.parametrize("name", ["portal-home", "portal-procedures", "portal-counters", "portal-look-up"])
def test_a_stranger_opens_the_portal_but_not_the_desk(name: str) -> None:
    assert Client().get(reverse(name)).status_code == 200
    assert Client().get(reverse("desk-home")).headers["Location"].startswith(reverse("people-sign-in"))
