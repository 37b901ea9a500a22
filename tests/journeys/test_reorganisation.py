"""Two communes become one: prepared, rehearsed, reviewed by somebody else, and performed."""

import pytest
from playwright.sync_api import Page, expect

from congvu.agencies.demo import Province
from congvu.dossiers.models import Dossier
from tests.journeys.conftest import Look, Visit
from tests.journeys.deeds import confirm, send
from tests.journeys.scenes import DEATH, HONG_BANG, KIEN_THUY, commune, received, second_administrator

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "Sáp nhập phường Hồng Bàng vào xã Kiến Thụy"


def test_two_communes_are_merged_after_a_rehearsal_and_a_review(visit: Visit, province: Province, look: Look) -> None:
    dossier = received(province, DEATH, commune())
    admin, reviewer = visit("quan-tri"), visit(second_administrator(province))
    prepare(admin, look)
    address = admin.url
    send(admin, "Diễn tập")
    expect(admin.locator("#ket-qua")).to_contain_text("Chưa có gì thay đổi trong hệ thống.")
    expect(admin.locator("#ket-qua")).to_contain_text(f"{HONG_BANG} → {KIEN_THUY}")
    look(admin, "batch-rehearsed")
    assert Dossier.objects.get().agency.name == HONG_BANG

    admin.goto(address)
    confirm(admin, "Gửi soát", "Gửi soát")
    expect(admin.locator("main")).to_contain_text("nên cần một quản trị khác soát")
    look(admin, "batch-submitted")
    reviewer.goto(address)
    confirm(reviewer, "Soát và đồng ý", "Đồng ý")
    confirm(reviewer, "Thực hiện", "Thực hiện")
    expect(reviewer.locator("main")).to_contain_text("Đã thực hiện đợt sắp xếp.")
    expect(reviewer.locator("#ket-qua")).to_contain_text(f"{HONG_BANG} → {KIEN_THUY}")
    look(reviewer, "batch-performed")

    specialist = visit("chuyen-vien.kien-thuy")
    specialist.locator("main").get_by_role("link", name=dossier.code).first.click()
    expect(specialist.get_by_role("banner").or_(specialist.locator("header.dossier")).last).to_contain_text(KIEN_THUY)
    expect(specialist.locator("main")).to_contain_text("theo 1669/NQ-UBTVQH15")
    look(specialist, "dossier-moved-home")


def prepare(admin: Page, look: Look) -> None:
    admin.get_by_role("navigation", name="Mục chính").get_by_role("link", name="Sắp xếp tổ chức").click()
    look(admin, "batches-empty")
    admin.get_by_role("link", name="Thêm đợt sắp xếp").click()
    admin.get_by_label("Tên đợt sắp xếp").fill(TITLE)
    admin.get_by_label("Số quyết định, nghị quyết").fill("1669/NQ-UBTVQH15")
    send(admin, "Thêm đợt sắp xếp")
    admin.get_by_role("link", name="Sáp nhập").click()
    admin.locator("#id_first").fill("hong bang")
    admin.locator("#id_second").fill("kien thuy")
    send(admin, "Lọc danh sách")
    pick(admin, "#id_agency", HONG_BANG)
    pick(admin, "#id_other", KIEN_THUY)
    look(admin, "batch-change")
    send(admin, "Thêm vào đợt sắp xếp")
    expect(admin.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(admin.locator(".changes")).to_contain_text("Hồng Bàng")


def pick(page: Page, field: str, name: str) -> None:
    """Choose in a list by the beginning of what stands there."""
    wanted = page.locator(f"{field} option").filter(has_text=name)
    page.locator(field).select_option(value=wanted.first.get_attribute("value"))
