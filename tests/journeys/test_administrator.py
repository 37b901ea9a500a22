"""The administrator: agencies, posts, hours, a swapped day, a new edition of a procedure, and the papers."""

import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect
from pytest_django import Settings

from congvu.procedures.models import Edition
from congvu.procedures.testing import PACKS
from tests.journeys.conftest import Look, Visit
from tests.journeys.deeds import printed, text_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MONDAY = re.compile("^Thứ Hai(?!,)")  # of the year, not of the season
PACK = "ho-tich/khai-tu"


@pytest.fixture
def admin(visit: Visit) -> Page:
    return visit("quan-tri")


def go_to_hong_bang(admin: Page) -> None:
    admin.goto("/quan-tri/co-quan/?q=hong+bang")
    admin.get_by_role("link", name="Ủy ban nhân dân phường Hồng Bàng").click()


def send(admin: Page, button: str) -> None:
    admin.locator("main").get_by_role("button", name=button).click()


def test_the_administrator_edits_an_agency_and_appoints(admin: Page, look: Look) -> None:
    look(admin, "administration")
    admin.goto("/quan-tri/co-quan/")
    look(admin, "agencies")
    go_to_hong_bang(admin)
    look(admin, "agency")
    admin.get_by_role("link", name="Sửa thông tin").click()
    admin.get_by_label("Địa chỉ").fill("Số 1 đường Ví Dụ")
    look(admin, "agency-edit")
    send(admin, "Sửa mã và thông tin")
    expect(admin.locator("main")).to_contain_text("Số 1 đường Ví Dụ")
    admin.get_by_role("link", name="Bổ nhiệm").first.click()
    admin.get_by_label("Tên đăng nhập").fill("khong-co-ai")
    admin.get_by_label("Vai trò").select_option("specialist")
    admin.get_by_label("Chức danh").fill("Công chức tư pháp, hộ tịch")
    send(admin, "Bổ nhiệm")
    expect(admin.get_by_label("Tên đăng nhập")).to_have_attribute("aria-invalid", "true")
    expect(admin.get_by_label("Chức danh")).to_have_value("Công chức tư pháp, hộ tịch")
    look(admin, "appoint-mistake")
    admin.get_by_label("Tên đăng nhập").fill("chuyen-vien.kien-thuy")
    send(admin, "Bổ nhiệm")
    expect(admin.locator("main")).to_contain_text("Công chức tư pháp, hộ tịch")
    admin.goto("/quan-tri/nguoi-dung/?q=kien-thuy")
    expect(admin.locator("main")).to_contain_text("chuyen-vien.kien-thuy")
    look(admin, "people")


def test_the_administrator_sets_hours_and_records_a_swapped_day(admin: Page, look: Look) -> None:
    go_to_hong_bang(admin)
    admin.get_by_role("link", name="Đặt giờ làm việc").click()
    admin.get_by_label(MONDAY).fill("bảy rưỡi")
    send(admin, "Đặt giờ làm việc")
    expect(admin.get_by_label(MONDAY)).to_have_accessible_description(re.compile("07:30-11:30"))
    look(admin, "hours-mistake")
    admin.get_by_label(MONDAY).fill("07:00-11:30, 13:30-16:30")
    send(admin, "Đặt giờ làm việc")
    expect(admin.locator("main")).to_contain_text("07:00–11:30")
    admin.get_by_role("link", name="Ghi ngày đặc biệt").click()
    admin.get_by_label("Ngày", exact=True).fill("12/12/2026")
    admin.get_by_label("Làm việc", exact=True).check()
    admin.get_by_label("Lý do").fill("Làm bù ngày 11/12/2026")
    admin.get_by_label("Số quyết định").fill("12729/VPCP-KGVX")
    send(admin, "Ghi vào lịch")
    expect(admin.get_by_role("row").filter(has_text="12/12/2026")).to_contain_text("12729/VPCP-KGVX")
    look(admin, "days")
    admin.get_by_role("link", name="Xem cả năm").click()
    look(admin, "year")


def test_the_administrator_publishes_a_folder_and_a_broken_pack_changes_nothing(
    admin: Page, settings: Settings, tmp_path: Path, look: Look
) -> None:
    settings.PACKS_ROOT = tmp_path
    shutil.copytree(PACKS / PACK, tmp_path / PACK)
    yaml = tmp_path / PACK / "procedure.yaml"
    yaml.write_text(
        yaml.read_text("utf-8").replace(
            'number: "1", valid_from: "2025-07-01"', 'number: "2", valid_from: "2026-07-01"'
        ),
        "utf-8",
    )
    look_at_the_catalogue(admin, look)
    admin.get_by_role("link", name="Công bố thủ tục").click()
    send_a_broken_zip(admin, yaml.parent, look)
    assert Edition.objects.count() == 1
    admin.get_by_label("Thư mục trên máy chủ").select_option(PACK)
    send(admin, "Kiểm tra")
    expect(admin.locator("main")).to_contain_text("Gói dùng được: 1.000656")
    assert Edition.objects.count() == 1
    admin.get_by_label("Thư mục trên máy chủ").select_option(PACK)
    send(admin, "Công bố")
    expect(admin.locator("main")).to_contain_text("Đã công bố 1.000656, bản 2.")
    assert Edition.objects.count() == 2
    look(admin, "procedure-edition")


def look_at_the_catalogue(admin: Page, look: Look) -> None:
    admin.get_by_role("navigation", name="Mục chính").get_by_role("link", name="Thủ tục", exact=True).click()
    admin.get_by_label("Tìm theo tên, mã hoặc lĩnh vực").fill("khai tu")
    send(admin, "Tìm")
    expect(admin.locator("main").get_by_role("link", name="Đăng ký khai tử")).to_be_visible()
    look(admin, "procedures")


def send_a_broken_zip(admin: Page, folder: Path, look: Look) -> None:
    """A unit of time that is none: the file, the line and the mend are told."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        for path in sorted(folder.rglob("*.*")):
            text = path.read_text("utf-8").replace("unit: same_day", "unit: fortnight")
            packed.writestr(str(path.relative_to(folder.parent)), text)
    file: FilePayload = {"name": "khai-tu.zip", "mimeType": "application/zip", "buffer": archive.getvalue()}
    admin.get_by_label("Hoặc tệp .zip của gói").set_input_files(file)
    send(admin, "Công bố")
    expect(admin.locator("main")).to_contain_text("Chưa có gì thay đổi.")
    wrong = admin.get_by_role("row").filter(has_text="fortnight")
    expect(wrong).to_contain_text("procedure.yaml")
    line = 1 + (folder / "procedure.yaml").read_text("utf-8").split("unit: same_day")[0].count("\n")
    expect(wrong).to_contain_text(str(line))
    expect(wrong).to_contain_text("same_day")
    look(admin, "publish-broken")


def test_the_administrator_previews_every_paper(admin: Page, look: Look) -> None:
    admin.get_by_role("navigation", name="Mục chính").get_by_role("link", name="Mẫu giấy tờ").click()
    papers = admin.locator("main").get_by_role("link")
    assert papers.count() >= 7
    for link in papers.all():
        paper = text_of(printed(admin, link)).upper()
        # A fee receipt is no letter of the agency and has no motto; it names the agency, as every paper does.
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in paper or "ỦY BAN NHÂN DÂN PHƯỜNG MẪU" in paper
    look(admin, "papers")
