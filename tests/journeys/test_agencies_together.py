"""Agencies settle one dossier together, each its leg; the citizen holds one receipt and sees all of them."""

import re

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Locator, Page, expect

from congvu.agencies.demo import Province
from congvu.dossiers.models import Dossier
from congvu.procedures.testing import edition
from tests.journeys.conftest import Look, Visit
from tests.journeys.deeds import (
    PERSON,
    accept,
    answer,
    arrive,
    choose_procedure,
    finish,
    hand_over,
    open_from_inbox,
    paper,
    take,
    text_of,
)
from tests.journeys.scenes import BIRTH, LAND, commune, received

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CLERK, SPECIALIST, HEAD, LEADER = (
    "mot-cua.hong-bang", "chuyen-vien.moi-truong", "truong-phong.moi-truong", "lanh-dao.moi-truong",
)  # fmt: skip
MOST_SHEETS = 6  # of a dossier's page in print
LAND_NAME = "Đăng ký biến động quyền sử dụng đất, tài sản gắn liền với đất"
PLOT = {
    "Loại biến động": "Tặng cho",
    "Số phát hành Giấy chứng nhận": "DA 000123",
    "Tờ bản đồ số": "12",
    "Thửa đất số": "345",
    "Địa chỉ thửa đất": "Tổ 4, phường Thử Nghiệm",
    "Diện tích biến động (m²)": "120,5",
    "Mục đích sử dụng đất": "Đất ở",
    "Tài sản gắn liền với đất": "Nhà ở",
    "Bên chuyển quyền": "Phạm Thị Thử",
    "Bên nhận quyền": "Đặng Thị Mẫu",
    "Số định danh của bên nhận quyền": "031185000101",
    "Số hợp đồng, văn bản công chứng hoặc chứng thực": "0101/2026/HĐTC",
    "Ngày công chứng hoặc chứng thực": "24/02/2026",
}
OWED = {"Lệ phí trước bạ (đồng)": "4250000", "Thuế thu nhập cá nhân (đồng)": "0", "Hạn nộp": "04/04/2027"}
ENTERED = {
    "Số vào Sổ địa chính": "VS 00451",
    "Ngày cập nhật biến động": "18/03/2026",
    "Nội dung biến động ghi trên Giấy chứng nhận": "Tặng cho toàn bộ thửa đất.",
}


def leg(page: Page, name: str) -> Locator:
    """One agency's share, as a dossier's page shows it."""
    return page.get_by_role("article").filter(has=page.get_by_role("heading", name=name))


def test_a_commune_receives_for_a_department_and_the_tax_office_works_its_leg(
    visit: Visit, province: Province, look: Look
) -> None:
    edition(LAND)
    clerk, specialist, tax = visit(CLERK), visit(SPECIALIST), visit("chuyen-vien.thue")
    code = the_commune_receives(clerk, look)
    open_from_inbox(specialist, code)
    finish(specialist, "Đủ điều kiện, chuyển thông tin sang cơ quan thuế")
    expect(leg(specialist, "Xác định nghĩa vụ tài chính")).to_contain_text("Thuế thành phố Hải Phòng")
    look(specialist, "leg-sent")
    the_tax_office_answers(tax, code, look)
    the_department_goes_on(visit, specialist, code)
    the_citizen_sees_every_leg(visit(), code, look)
    open_from_inbox(clerk, code)
    hand_over(clerk, "Đặng Thị Mẫu")
    assert Dossier.objects.get().state == "returned"
    assert len(pdfium.PdfDocument(clerk.pdf(format="A4"))) <= MOST_SHEETS


def the_commune_receives(clerk: Page, look: Look) -> str:
    choose_procedure(clerk, "bien dong", LAND_NAME, elsewhere=True)
    for label, value in {**PERSON, **PLOT}.items():
        answer(clerk, label, value)
    clerk.get_by_role("button", name="Đủ giấy tờ bắt buộc").click()
    code = accept(clerk)
    expect(clerk.locator("main")).to_contain_text("Giải quyết tại Sở Nông nghiệp và Môi trường")
    look(clerk, "received-for-a-department")
    assert Dossier.objects.get().receiver.name.endswith("phường Hồng Bàng")
    return code


def the_tax_office_answers(tax: Page, code: str, look: Look) -> None:
    """Taken up is signed for; the result is typed; the citizen pays; it is confirmed."""
    open_from_inbox(tax, code)
    look(tax, "leg-arrived")
    take(tax)
    slip = tax.get_by_role("link", name=re.compile(r"Phiếu bàn giao số .* → Thuế thành phố"))
    expect(slip).not_to_contain_text("chờ ký nhận")
    finish(tax, "Đã ra thông báo nộp tiền", facts=OWED)
    look(tax, "leg-awaits-payment")
    arrive(tax, "Đã nhận chứng từ nộp tiền", note="Giấy nộp tiền số 00045")
    finish(tax, "Đã hoàn thành nghĩa vụ tài chính")
    expect(leg(tax, "Xác định nghĩa vụ tài chính")).to_contain_text("Trả lời lúc")
    assert "4.250.000" in text_of(paper(tax, "Thông báo nộp tiền"))


def the_department_goes_on(visit: Visit, specialist: Page, code: str) -> None:
    open_from_inbox(specialist, code)
    finish(specialist, "Đã chỉnh lý, trình Giấy chứng nhận", facts=ENTERED)
    for username, choice in ((HEAD, "Đồng ý trình ký"), (LEADER, "Ký duyệt")):
        official = visit(username)
        open_from_inbox(official, code)
        finish(official, choice)


def the_citizen_sees_every_leg(citizen: Page, code: str, look: Look) -> None:
    citizen.goto(f"/tra-cuu/{Dossier.objects.get(code=code).lookup_key}/")
    expect(citizen.locator("main")).to_contain_text("Xác định nghĩa vụ tài chính")
    expect(citizen.locator("main")).to_contain_text("Thuế thành phố Hải Phòng")
    expect(citizen.locator("main")).to_contain_text("Sở Nông nghiệp và Môi trường")
    look(citizen, "glimpse-legs")


def test_two_agencies_work_their_legs_of_a_birth_side_by_side(visit: Visit, province: Province, look: Look) -> None:
    code = received(province, BIRTH, commune()).code
    specialist, leader = visit("chuyen-vien.hong-bang"), visit("lanh-dao.hong-bang")
    open_from_inbox(specialist, code)
    born = {"Số đăng ký trong Sổ đăng ký khai sinh": "45", "Số định danh cá nhân của trẻ": "031326000303"}
    finish(specialist, "Đề nghị đăng ký khai sinh", facts=born)
    open_from_inbox(leader, code)
    finish(leader, "Ký duyệt")
    expect(leader.get_by_role("article")).to_have_count(2)
    insurance, police = visit("chuyen-vien.bao-hiem"), visit("chuyen-vien.cong-an")
    open_from_inbox(insurance, code)
    card = {"Mã số thẻ": "TE1312600003030", "Giá trị từ ngày": "10/02/2026",
            "Nơi đăng ký khám chữa bệnh ban đầu": "Trạm Y tế phường Thử Nghiệm"}  # fmt: skip
    finish(insurance, "Đã cấp thẻ", facts=card)
    open_from_inbox(police, code)
    look(police, "leg-beside-another")
    finish(police, "Chưa đủ điều kiện, báo vướng mắc", note="Thiếu văn bản đồng ý của chủ hộ.")
    open_from_inbox(specialist, code)
    expect(leg(specialist, "Đăng ký thường trú")).to_contain_text("Thiếu văn bản đồng ý của chủ hộ.")
    finish(specialist, "Không đăng ký thường trú trong hồ sơ này", note="Gia đình xin làm sau.")
    look(specialist, "legs-answered")
    assert Dossier.objects.get().state == "decided"
