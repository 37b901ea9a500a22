"""A leader reads the board: every number opens its list, every table is a file, and quarters are scored."""

import csv
import io
import zipfile

import pypdfium2 as pdfium
import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from congvu.agencies.demo import PASSWORD, Province
from congvu.people.models import Account
from congvu.statistics.services import keep
from tests.journeys.conftest import Look, Visit
from tests.journeys.deeds import send, text_of
from tests.journeys.scenes import DEATH, commune, received

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LEADER = "lanh-dao.hong-bang"


def test_a_leader_opens_numbers_to_their_lists_and_takes_the_tables(
    visit: Visit, province: Province, look: Look
) -> None:
    codes = [received(province, DEATH, commune(), days_ago=days).code for days in (0, 0, 20)]
    while keep(at=timezone.now()):
        pass
    leader = visit(LEADER)
    leader.get_by_role("navigation", name="Mục chính").get_by_role("link", name="Bảng điều hành").click()
    leader.get_by_role("link", name="Năm nay").click()
    look(leader, "board")
    figures = leader.get_by_role("list", name="Số liệu chính")
    figures.get_by_role("link", name="đã quá hạn").click()
    expect(leader.get_by_role("link", name=codes[2])).to_be_visible()
    expect(leader.get_by_role("link", name=codes[0])).to_have_count(0)
    look(leader, "behind-a-number")
    the_table_is_a_file(leader, codes[2])
    leader.go_back()
    leader.get_by_role("link", name="Chỉ số phục vụ (Quyết định 766)").click()
    expect(leader.locator("main")).to_contain_text("Chưa đo được ở đây, vì")
    look(leader, "index-766")


def the_table_is_a_file(page: Page, code: str) -> None:
    """The same list in three open formats, as the browser downloads them."""
    files = {form: taken(page, form) for form in ("ODS", "CSV", "PDF")}
    rows = list(csv.reader(io.StringIO(files["CSV"].decode("utf-8-sig"))))
    assert any(code in cell for row in rows for cell in row)
    with zipfile.ZipFile(io.BytesIO(files["ODS"])) as book:
        assert book.read("mimetype") == b"application/vnd.oasis.opendocument.spreadsheet"
        assert code in book.read("content.xml").decode()
    assert code.rpartition("-")[2] in text_of(pdfium.PdfDocument(files["PDF"]))


def taken(page: Page, form: str) -> bytes:
    address = page.locator("main").get_by_role("link", name=f"Tải bảng dạng {form}").get_attribute("href") or ""
    answer = page.request.get(page.url.partition("?")[0] + address)
    assert answer.status == 200
    return answer.body()


def test_an_agency_scores_itself_and_the_one_above_appraises(visit: Visit, province: Province, look: Look) -> None:
    above = Account.objects.get(username="lanh-dao.hai-phong")
    above.set_password(PASSWORD)
    above.save()
    leader, chairman = visit(LEADER), visit(above.username)
    open_the_scores(leader)
    for number in range(1, 10):
        leader.locator(f"#id_points_{number}").select_option("2")
        leader.locator(f"#id_evidence_{number}").fill("Báo cáo số 12/BC-UBND")
        for reason in leader.locator(
            f"#id_reason_{number}"
        ).all():  # only where there is a computed figure to differ from
            reason.fill("Theo sổ của cơ quan.")
    send(leader, "Ghi điểm tự chấm")
    expect(leader.locator("main")).to_contain_text("Đã ghi điểm tự chấm.")
    expect(leader.locator("dl.sums").first).to_contain_text("18/18")
    look(leader, "scored-itself")
    open_the_scores(chairman)
    chairman.get_by_role("link", name="Thẩm định điểm").click()
    for number in range(1, 10):
        chairman.locator(f"#id_points_{number}").select_option("1")
        chairman.locator(f"#id_reason_{number}").fill("Minh chứng chưa đủ.")
    send(chairman, "Ghi điểm thẩm định")
    expect(chairman.locator("main")).to_contain_text("Đã ghi điểm thẩm định.")
    expect(chairman.locator("dl.sums").first).to_contain_text("9/18")
    look(chairman, "appraised")


def open_the_scores(page: Page) -> None:
    page.get_by_role("navigation", name="Mục chính").get_by_role("link", name="Chấm điểm cơ quan").click()
    page.locator("main").get_by_role("link", name="UBND phường Hồng Bàng").click()
