"""The pages of procedures: who may open them, what they show, and that a broken pack changes nothing."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from congvu.agencies.models import Agency, Post
from congvu.agencies.testing import make_agency
from congvu.people.models import Account
from congvu.procedures import selectors, testing
from congvu.procedures.models import Edition
from congvu.procedures.rules import from_folder
from congvu.procedures.tests.test_read_archives import packed

pytestmark = pytest.mark.django_db
PUBLISH = "/quan-tri/thu-tuc/cong-bo/"
DAY = date(2026, 3, 2)


def agency(code: str, kind: str, parent: Agency | None = None, sector: str = "") -> Agency:
    return make_agency(code, kind, name=code, sector=sector, parent=parent, valid_from=date(2020, 1, 1))


def signed_in(client: Client, role: str) -> Client:
    account = Account.objects.create(username=role, name="Người Mẫu")
    place = agency("P", "province_committee")
    Post.objects.create(agency=place, account=account, role=role, title="Mẫu", valid_from=date(2020, 1, 1))
    client.force_login(account, backend="congvu.people.backends.AccountBackend")
    return client


def test_officials_find_a_procedure_without_diacritics(client: Client) -> None:
    testing.edition("ho-tich/khai-tu")
    testing.edition("dat-dai/bien-dong")
    page = signed_in(client, "clerk").get("/quan-tri/thu-tuc/?q=khai+tu").content.decode()
    assert "Đăng ký khai tử" in page
    assert "1.013831" not in page
    assert PUBLISH not in page


def test_strangers_are_sent_to_sign_in_and_clerks_may_not_publish(client: Client) -> None:
    assert client.get("/quan-tri/thu-tuc/").status_code == 302
    assert signed_in(client, "clerk").get(PUBLISH).status_code == 403


def test_the_page_of_an_edition_shows_process_form_and_sources(client: Client) -> None:
    testing.edition("dat-dai/bien-dong")
    page = signed_in(client, "clerk").get("/quan-tri/thu-tuc/1.013831/").content.decode()
    for shown in ("<svg", "10 ngày làm việc", "Số phát hành Giấy chứng nhận", "Chưa kiểm chứng", "từ 01/07/2025"):
        assert shown in page
    assert "style=" not in page


def test_lists_and_editions_stay_within_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for pack in ("ho-tich/khai-tu", "ho-tich/ket-hon", "dat-dai/bien-dong", "chung-thuc/ban-sao"):
        testing.edition(pack)
    signed_in(client, "admin")
    with django_assert_max_num_queries(8):
        client.get("/quan-tri/thu-tuc/")


def test_checking_a_folder_changes_nothing_and_publishing_makes_the_edition(client: Client) -> None:
    signed_in(client, "admin")
    page = client.post(PUBLISH, {"pack": "ho-tich/khai-tu", "check": "1"})
    assert "Gói dùng được" in page.content.decode()
    assert not Edition.objects.exists()
    assert client.post(PUBLISH, {"pack": "ho-tich/khai-tu", "publish": "1"}).status_code == 302
    assert Edition.objects.get().procedure.code == "1.000656"


def test_a_broken_archive_is_told_with_file_and_line_and_changes_nothing(client: Client) -> None:
    texts = dict(from_folder(testing.PACKS / "ho-tich" / "khai-tu").texts)
    texts["procedure.yaml"] = texts["procedure.yaml"].replace("sets: 1", "sets: one")
    archive = SimpleUploadedFile("pack.zip", packed(texts))
    page = signed_in(client, "admin").post(PUBLISH, {"archive": archive, "publish": "1"}).content.decode()
    assert "procedure.yaml" in page
    assert "Chưa có gì thay đổi" in page
    assert not Edition.objects.exists()


def test_a_folder_outside_the_root_cannot_be_chosen(client: Client, tmp_path: Path) -> None:
    with override_settings(PACKS_ROOT=tmp_path):
        page = signed_in(client, "admin").post(
            PUBLISH, {"pack": str(testing.PACKS / "ho-tich/khai-tu"), "publish": "1"}
        )
    assert page.status_code == 422
    assert not Edition.objects.exists()


def test_a_counter_offers_what_its_agency_settles() -> None:
    for pack in ("ho-tich/khai-tu", "dat-dai/bien-dong", "thuong-mai/hoi-cho"):
        testing.edition(pack)
    province = agency("P", "province_committee")
    commune = agency("C", "commune_committee", province)
    trade = agency("T", "department", province, "trade")

    def offered(place: Agency) -> set[str]:
        return {edition.procedure.code for edition in selectors.offered_by(place, on=DAY)}

    assert offered(agency("C1", "one_stop", commune)) == offered(commune) == {"1.000656"}
    assert offered(agency("P1", "one_stop", province)) == {"1.013831", "2.000131"}
    assert offered(trade) == {"2.000131"}
