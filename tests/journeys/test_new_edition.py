"""A new edition is published while dossiers run under the old one: a dry run, the move, and taking it back."""

import shutil
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings

from congvu.agencies.demo import Province
from congvu.dossiers.models import Dossier
from congvu.procedures.testing import PACKS
from tests.journeys.conftest import Look, Visit
from tests.journeys.deeds import confirm, send
from tests.journeys.scenes import DEATH, commune, received

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_running_dossiers_are_moved_to_a_new_edition_and_back(
    visit: Visit, province: Province, settings: Settings, tmp_path: Path, look: Look
) -> None:
    dossier = received(province, DEATH, commune(), days_ago=2)
    admin = visit("quan-tri")
    publish_a_second_edition(admin, settings, tmp_path)

    admin.get_by_role("navigation", name="Mục chính").get_by_role("link", name="Chuyển bản thủ tục").click()
    look(admin, "editions-behind")
    admin.locator("main").get_by_role("link", name="Đăng ký khai tử").click()
    expect(admin.locator("main")).to_contain_text("từ bản 1 sang bản 2. Chưa có gì thay đổi.")
    look(admin, "edition-dry-run")
    assert edition_of(dossier) == "1"
    send(admin, "Chuyển các hồ sơ phù hợp")
    expect(admin.get_by_label("Lý do")).to_have_attribute("aria-invalid", "true")
    admin.get_by_label("Lý do").fill("Theo điều khoản chuyển tiếp của Quyết định 1/QĐ-BTP")
    send(admin, "Chuyển các hồ sơ phù hợp")
    expect(admin.locator("main")).to_contain_text("Đã chuyển 1 hồ sơ.")
    assert edition_of(dossier) == "2"
    look(admin, "edition-moved")

    confirm(admin, "Hoàn tác", "Hoàn tác")
    expect(admin.locator("main")).to_contain_text("Đã đưa 1 hồ sơ về bản cũ.")
    assert edition_of(dossier) == "1"
    look(admin, "edition-undone")


def publish_a_second_edition(admin: Page, settings: Settings, folder: Path) -> None:
    settings.PACKS_ROOT = folder
    shutil.copytree(PACKS / DEATH, folder / DEATH)
    yaml = folder / DEATH / "procedure.yaml"
    now = 'number: "1", valid_from: "2025-07-01"'
    yaml.write_text(yaml.read_text("utf-8").replace(now, f'number: "2", valid_from: "{timezone.localdate()}"'), "utf-8")
    admin.goto("/quan-tri/thu-tuc/cong-bo/")
    admin.get_by_label("Thư mục trên máy chủ").select_option(DEATH)
    send(admin, "Công bố")
    expect(admin.locator("main")).to_contain_text("Đã công bố 1.000656, bản 2.")


def edition_of(dossier: Dossier) -> str:
    return Dossier.objects.select_related("edition").get(pk=dossier.pk).edition.number
