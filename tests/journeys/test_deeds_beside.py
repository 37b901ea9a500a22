"""What whoever works can do beside the process: hand work about, ask, go back, put right, apologise."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from congvu.agencies.demo import PASSWORD, Province
from congvu.agencies.rules import Role
from congvu.agencies.testing import make_post
from congvu.dossiers.models import Dossier
from congvu.people.testing import make_account
from tests.journeys.conftest import Look, Visit
from tests.journeys.deeds import (
    FACTS,
    answer,
    finish,
    hand_over,
    open_from_inbox,
    open_out,
    paper,
    propose,
    said,
    text_of,
)
from tests.journeys.scenes import DEATH, commune, received, settled

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SPECIALIST, SECOND, HEAD, LEADER = (
    "chuyen-vien.hong-bang", "chuyen-vien-2.hong-bang", "truong-phong.hong-bang", "lanh-dao.hong-bang",
)  # fmt: skip


def test_work_is_handed_about_asked_about_and_put_right(visit: Visit, province: Province, look: Look) -> None:
    make_post(commune(), Role.SPECIALIST, account=make_account(SECOND, name="Hồ Thị Mẫu", password=PASSWORD))
    code = received(province, DEATH, commune()).code
    head, specialist = visit(HEAD), visit(SECOND)
    the_head_gives_the_work_to_a_colleague(head, code, look)
    the_specialist_asks(specialist, code, look)
    the_others_answer(visit("chuyen-vien.tu-phap"), head, code, look)
    the_specialist_recalls(specialist, code, look)
    leader = visit(LEADER)
    the_leader_returns_it(leader, code, look)
    the_clerk_corrects(visit("mot-cua.hong-bang"), code, look)
    open_from_inbox(specialist, code)
    propose(specialist)
    the_leader_is_away(leader, look)
    open_from_inbox(head, code)
    finish(head, "Ký duyệt")
    expect(head.locator(".log")).to_contain_text("thay")
    look(head, "signed-by-the-delegate")


def the_head_gives_the_work_to_a_colleague(head: Page, code: str, look: Look) -> None:
    head.goto(f"/ho-so/{code}/")
    given = open_out(head, "Giao cho một người")
    given.get_by_label("Người thực hiện").select_option(label="Hồ Thị Mẫu")
    given.get_by_label("Lý do").fill("Người thụ lý chính nghỉ phép.")
    look(head, "reassign")
    given.get_by_role("button", name="Giao việc").click()
    said(head)


def the_specialist_asks(specialist: Page, code: str, look: Look) -> None:
    """Another unit for an opinion, and one's own head to countersign."""
    open_from_inbox(specialist, code)
    ask(specialist, "Xin ý kiến", "specialist", agency="Sở Tư pháp")
    look(specialist, "asked")
    ask(specialist, "Ký nháy, đồng ký", "unit_head", look=look)


def ask(page: Page, kind: str, whom: str, *, agency: str = "", look: Look | None = None) -> None:
    page.get_by_role("link", name="Xin ý kiến, ký nháy").click()
    if agency:
        page.get_by_label("Cơ quan được hỏi").select_option(label=agency)
        page.get_by_role("button", name="Chọn cơ quan này").click()
        expect(page.get_by_label(f"Hỏi ai tại {agency}")).to_be_visible()
    page.get_by_label(kind, exact=True).check()
    page.get_by_label("Hỏi ai tại").select_option(value=whom)
    page.get_by_label("Nội dung cần ý kiến").fill("Giấy báo tử do bệnh viện tư cấp có dùng được không?")
    page.get_by_label("Trả lời trong (ngày làm việc)").fill("2")
    if look:
        look(page, "ask")
    page.get_by_role("button", name="Gửi yêu cầu").click()
    expect(page.get_by_text("Đã gửi yêu cầu.")).to_be_visible()


def the_others_answer(colleague: Page, head: Page, code: str, look: Look) -> None:
    for page in (colleague, head):
        open_from_inbox(page, code)
        page.get_by_label("Đồng ý", exact=True).check()
        page.get_by_role("textbox", name=re.compile("^Ý kiến")).fill("Dùng được, theo Điều 34 Luật Hộ tịch.")
        look(page, "answer" if page is colleague else "countersign")
        page.get_by_role("button", name="Gửi trả lời").click()
        page.wait_for_load_state()


def the_specialist_recalls(specialist: Page, code: str, look: Look) -> None:
    """Forwarded by mistake, and not taken up yet."""
    open_from_inbox(specialist, code)
    expect(specialist.locator("main")).to_contain_text("Dùng được, theo Điều 34 Luật Hộ tịch.")
    propose(specialist)
    recalled = open_out(specialist, "Thu hồi, làm lại")
    recalled.get_by_role("button", name="Thu hồi").click()
    expect(specialist.get_by_role("alert")).to_be_visible()
    recalled.get_by_label("Lý do thu hồi").fill("Ghi nhầm quyển số.")
    look(specialist, "recall")
    recalled.get_by_role("button", name="Thu hồi").click()
    said(specialist)
    propose(specialist)


def the_leader_returns_it(leader: Page, code: str, look: Look) -> None:
    open_from_inbox(leader, code)
    back = open_out(leader, "Trả lại bước trước")
    back.get_by_label(re.compile("Kiểm tra hồ sơ")).check()
    back.get_by_label("Lý do trả lại").fill("Xem lại ngày chết.")
    look(leader, "return-to-step")
    back.get_by_role("button", name="Trả lại").click()
    said(leader)


def the_clerk_corrects(clerk: Page, code: str, look: Look) -> None:
    """An accepted dossier is put right, and its receipt given out anew with what changed."""
    clerk.goto(f"/ho-so/{code}/")
    clerk.locator("summary", has_text="Khác…").click()
    clerk.get_by_role("link", name="Đính chính hồ sơ").click()
    answer(clerk, "Số điện thoại", "0900000999")
    clerk.get_by_label("Lý do, ghi trong sổ và trên giấy cấp lại").fill("Công dân báo ghi sai số điện thoại.")
    look(clerk, "correct")
    clerk.get_by_role("button", name="Đính chính").click()
    expect(clerk.locator("main")).to_contain_text("0900 000 999")
    again = text_of(paper(clerk, "Giấy tiếp nhận và hẹn trả"))
    assert "Thông tin đã đính chính" in again
    assert "0900000999" in again.replace(" ", "")
    look(clerk, "corrected")


def the_leader_is_away(leader: Page, look: Look) -> None:
    """The leader gives the post over to the head of the unit for some days; it ends by itself."""
    leader.get_by_role("navigation", name="Mục chính").get_by_role("link", name="Ủy quyền").click()
    leader.locator("main").get_by_role("link", name="Lập ủy quyền").first.click()
    to = leader.get_by_label("Người nhận thay")
    to.select_option(value=to.locator("option", has_text="Trưởng phòng").first.get_attribute("value"))
    leader.get_by_label("Đến hết ngày").fill(f"{timezone.localdate() + timedelta(days=3):%d/%m/%Y}")
    leader.get_by_label("Lý do vắng mặt").fill("Đi họp ở Trung ương")
    look(leader, "delegate")
    leader.locator("main").get_by_role("button", name="Lập ủy quyền").click()
    expect(leader.locator("main")).to_contain_text("Hết thời hạn, ủy quyền tự kết thúc.")
    expect(leader.get_by_role("row").nth(1)).to_contain_text("đến hết ngày")
    look(leader, "delegated")


def test_a_late_dossier_demands_its_apology_before_it_is_handed_over(
    visit: Visit, province: Province, look: Look
) -> None:
    facts = {"register_number": FACTS["Số đăng ký trong Sổ đăng ký khai tử"], "register_book": "01/2026"}
    code = settled(province, received(province, DEATH, commune(), days_ago=20), result=facts).code
    clerk, specialist = visit("mot-cua.hong-bang"), visit(SPECIALIST)
    open_from_inbox(clerk, code)
    clerk.get_by_role("button", name="Trả kết quả và kết thúc").click()
    expect(clerk.get_by_role("alert")).to_contain_text("xin lỗi")
    look(clerk, "late-refused")
    page = clerk if clerk.locator("summary", has_text="Lập phiếu xin lỗi").count() else specialist
    page.goto(f"/ho-so/{code}/")
    late = open_out(page, "Lập phiếu xin lỗi")
    late.get_by_label("Lý do chậm").fill("Chờ xác minh.")
    look(page, "apology")
    late.get_by_role("button", name="Lập phiếu xin lỗi").click()
    said(page)
    open_from_inbox(clerk, code)
    assert "Chờ xác minh." in text_of(paper(clerk, "Phiếu xin lỗi"))
    hand_over(clerk, "Đặng Thị Mẫu")
    assert Dossier.objects.get().state == "returned"
