"""The screen in the hall, where nobody signs in; the editors' room, where nobody publishes alone; and an accountant who
files many requests in one sheet."""

import os
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone
from odfdo import Document, Row
from PIL import Image
from playwright.sync_api import Error, FilePayload, Page, expect

from congvu.agencies.demo import PASSWORD, Province
from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.agencies.testing import make_citizen, make_post
from congvu.base.actors import system
from congvu.dossiers.models import Dossier
from congvu.dossiers.services.stories import filing_of
from congvu.online.models import Batch, Submission
from congvu.online.services import OnlineFiling
from congvu.online.tests.test_batch_page import line
from congvu.people.models import Account, Mandate, Party
from congvu.people.rules import MandateRole, PartyKind
from congvu.people.testing import make_account
from congvu.procedures.selectors import stories
from congvu.procedures.testing import edition
from congvu.queues.services import open_line
from tests.browser import PHONE
from tests.journeys.conftest import Look, Visit
from tests.journeys.deeds import send
from tests.journeys.scenes import DEATH, commune, received, stage_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
IDLE, GRACE = 46_000, 16_000  # milliseconds: a little more than what the screen waits, and then waits for an answer


def heading(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


# In the hall


@pytest.fixture
def dossier(province: Province) -> Dossier:
    return received(province, DEATH, commune())


@pytest.fixture
def counter(province: Province, dossier: Dossier) -> Agency:
    """With one line to wait in."""
    open_line(dossier.receiver, letter="A", name="Hộ tịch", by=system("test", "Thử"), at=timezone.now())
    return dossier.receiver


@pytest.fixture
def kiosk(visit: Visit, counter: Agency) -> Page:
    """The screen in the hall; its timers are ours, and its printer tells that it was asked."""
    page = visit(viewport={"width": 1080, "height": 1280}, has_touch=True)
    page.add_init_script("window.print = () => { document.documentElement.dataset.printed = 'true' }")
    page.clock.install()
    page.goto(f"/ki-ot/{counter.code}/")
    return page


def scan(page: Page, code: str) -> None:
    """A scanner is a keyboard: it types wherever the cursor stands, and Enter."""
    page.keyboard.type(code)
    page.keyboard.press("Enter")


def show(page: Page, dossier: Dossier) -> None:
    """From the first page to where the dossier is."""
    page.get_by_role("link", name="Hồ sơ của tôi đến đâu?").click()
    heading(page, "Hồ sơ của tôi đến đâu?")
    scan(page, dossier.code)
    expect(page.get_by_label("Bốn số cuối")).to_be_visible()
    page.get_by_label("Bốn số cuối").fill(dossier.id_number[-4:])
    send(page, "Tiếp tục")
    heading(page, "Đăng ký khai tử")


def test_a_scanned_receipt_is_answered_and_nothing_of_it_stays(
    kiosk: Page, counter: Agency, dossier: Dossier, look: Look
) -> None:
    look(kiosk, "kiosk-start")
    show(kiosk, dossier)
    expect(kiosk.locator("main")).to_contain_text(dossier.code)
    assert dossier.applicant not in kiosk.content()
    look(kiosk, "kiosk-glimpse")
    kiosk.clock.fast_forward(IDLE)
    expect(kiosk.get_by_role("heading", name="Ông/bà còn ở đây không?")).to_be_visible()
    look(kiosk, "kiosk-still-there")
    kiosk.get_by_role("button", name="Tôi cần thêm thời gian").click()
    kiosk.clock.fast_forward(GRACE)
    heading(kiosk, "Đăng ký khai tử")
    kiosk.clock.fast_forward(IDLE)
    with kiosk.expect_navigation(url=f"**/ki-ot/{counter.code}/"):
        kiosk.clock.fast_forward(GRACE)
    heading(kiosk, "Mời ông/bà chọn việc cần làm")
    with pytest.raises(Error, match="ERR_CACHE_MISS"):  # it was kept nowhere
        kiosk.go_back()


def test_whoever_goes_home_leaves_no_page_to_go_back_to(kiosk: Page, dossier: Dossier) -> None:
    show(kiosk, dossier)
    behind = kiosk.evaluate("history.length")
    kiosk.get_by_role("link", name="Về màn hình đầu").click()
    heading(kiosk, "Mời ông/bà chọn việc cần làm")
    assert kiosk.evaluate("history.length") == behind


def test_a_paper_form_and_a_number_are_taken_and_the_number_is_called(
    kiosk: Page, counter: Agency, visit: Visit, look: Look
) -> None:
    kiosk.get_by_role("link", name="Cần giấy tờ gì?").click()
    kiosk.get_by_label("Việc cần làm").fill("bao tu cho nguoi chet")
    kiosk.get_by_label("Việc cần làm").press("Enter")
    look(kiosk, "kiosk-found")
    kiosk.get_by_role("link", name="Đăng ký khai tử").first.click()
    heading(kiosk, "Đăng ký khai tử")
    look(kiosk, "kiosk-procedure")
    kiosk.emulate_media(media="print")
    expect(kiosk.locator(".paper-form")).to_contain_text("Họ, chữ đệm, tên người chết")
    expect(kiosk.get_by_role("heading", name="Giấy tờ cần có")).to_be_hidden()
    expect(kiosk.get_by_role("link", name="Về màn hình đầu")).to_be_hidden()
    if shots := os.environ.get("CONGVU_SHOTS"):
        kiosk.screenshot(path=Path(shots) / "kiosk-paper-form.png", full_page=True)
    kiosk.emulate_media(media="screen")
    kiosk.get_by_role("button", name="In tờ khai để điền tay").click()
    expect(kiosk.locator("html[data-printed]")).to_have_count(1)
    kiosk.get_by_role("link", name="Về màn hình đầu").click()
    kiosk.get_by_role("link", name="Lấy số thứ tự").click()
    kiosk.get_by_role("button", name="Hộ tịch").click()
    heading(kiosk, "A001")
    expect(kiosk.locator("html[data-printed]")).to_have_count(1)
    look(kiosk, "kiosk-number")
    call_the_number(visit("mot-cua.hong-bang"), counter, look)


def call_the_number(clerk: Page, counter: Agency, look: Look) -> None:
    """The clerk calls from the desk; the wall shows it to whoever waits."""
    clerk.goto("/so-thu-tu/")
    row = clerk.locator("form.panel").filter(has_text="Hộ tịch")
    expect(row).to_contain_text("1 người đang chờ")
    row.get_by_label("Quầy").fill("3")
    look(clerk, "queue-waiting")
    row.get_by_role("button", name="Gọi số tiếp theo").click()
    expect(clerk.get_by_text("Đã gọi số A001.")).to_be_visible()
    look(clerk, "queue-called")
    clerk.goto(f"/so-thu-tu/man-hinh/{counter.code}/")
    call = clerk.locator(".wall-calls li").first
    expect(call).to_contain_text("A001")
    expect(call).to_contain_text("Quầy 3")
    look(clerk, "queue-wall")
    clerk.goto("/so-thu-tu/")
    send(clerk, "Xong")
    expect(clerk.get_by_role("table", name="Đang phục vụ")).to_have_count(0)


# The editors' room

TITLE, ALT = "Dời lịch tiếp công dân tháng 12", "Người dân ngồi chờ ở phòng tiếp công dân"
BODY = "Phòng tiếp công dân làm việc **sáng thứ ba**.\n\n## Ở đâu\n\nTầng một, số 1 đường Ví Dụ."
REASON = "Thiếu giờ kết thúc."


@pytest.fixture
def editor(province: Province) -> str:
    """Who writes for Hồng Bàng; the username."""
    username = "bien-tap.hong-bang"
    make_post(commune(), Role.EDITOR, account=make_account(username, name="Bùi Mẫu Bút", password=PASSWORD))
    return username


def photograph() -> FilePayload:
    taken = BytesIO()
    Image.linear_gradient("L").resize((900, 600)).convert("RGB").save(taken, "JPEG")
    return {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": taken.getvalue()}


def begin_page(page: Page) -> None:
    page.goto("/bien-tap/")
    page.locator("main").get_by_role("link", name="Bài mới").first.click()
    page.get_by_label("Tiêu đề").fill(TITLE)
    page.get_by_label("Mục", exact=True).select_option(label="Tin tức, sự kiện")
    page.get_by_label("Cơ quan", exact=True).select_option(label=commune().name)
    send(page, "Bắt đầu viết")
    heading(page, re.compile("Viết bản 1"))


def add_picture(page: Page) -> str:
    """On the page of the page; the line that puts it into the text."""
    page.get_by_role("navigation", name="Đường dẫn").get_by_role("link", name=TITLE).click()
    page.get_by_label("Ảnh", exact=True).set_input_files(photograph())
    send(page, "Thêm ảnh")
    expect(page.get_by_text("Hãy mô tả ảnh bằng một câu.").first).to_be_visible()
    page.get_by_label("Ảnh", exact=True).set_input_files(photograph())
    page.get_by_label("Mô tả ảnh").fill(ALT)
    send(page, "Thêm ảnh")
    return page.locator(".pictures code").inner_text()


def write(page: Page, body: str) -> None:
    page.get_by_role("link", name="Viết tiếp").click()
    page.get_by_label("Tóm tắt").fill("Từ tháng 12, phòng tiếp công dân đổi ngày.")
    page.get_by_label("Nội dung").fill(body)
    send(page, "Xem trước")


def newest(page: Page) -> None:
    """From the editors' list to the version written last."""
    page.goto("/bien-tap/")
    page.locator("main").get_by_role("link", name=TITLE).click()
    page.get_by_role("table", name="Các bản").get_by_role("link").first.click()


def test_news_are_written_sent_back_published_and_changed(visit: Visit, editor: str, look: Look) -> None:
    writer, leader = visit(editor), visit("lanh-dao.hong-bang")
    begin_page(writer)
    picture_line = add_picture(writer)
    look(writer, "content-page-with-picture")
    writer.get_by_role("table", name="Các bản").get_by_role("link").first.click()
    write(writer, f"{BODY}\n\n{picture_line}")
    shown = writer.locator("section[aria-labelledby=preview]")
    expect(shown.get_by_role("img", name=ALT)).to_be_visible()
    look(writer, "content-preview")
    send(writer, "Lưu và gửi duyệt")
    expect(writer.get_by_text("người khác trong cơ quan sẽ duyệt").first).to_be_visible()
    expect(writer.get_by_role("button", name="Duyệt và đăng")).to_have_count(0)
    newest(leader)
    look(leader, "content-review")
    leader.locator("summary", has_text="Trả lại để sửa").click()
    leader.get_by_label("Lý do").fill(REASON)
    leader.get_by_role("button", name="Trả lại", exact=True).click()
    expect(leader.get_by_text("Đã trả lại bài để sửa.")).to_be_visible()
    newest(writer)
    expect(writer.locator("main")).to_contain_text(REASON)
    write(writer, f"{BODY}\n\nTừ 8 giờ đến 11 giờ.\n\n{picture_line}")
    send(writer, "Lưu và gửi duyệt")
    publish(leader)
    read_it(visit(viewport=PHONE, has_touch=True, is_mobile=True), look)
    second_version(writer, leader, look)


def publish(leader: Page) -> None:
    newest(leader)
    send(leader, "Duyệt và đăng")
    expect(leader.get_by_text("Đã đăng bài.")).to_be_visible()


def read_it(phone: Page, look: Look) -> None:
    phone.goto("/")
    phone.locator("main").get_by_role("link", name=TITLE).first.click()
    heading(phone, TITLE)
    expect(phone.locator("main")).to_contain_text("Từ 8 giờ đến 11 giờ.")
    seen = phone.get_by_role("img", name=ALT)
    expect(seen).to_be_visible()
    seen.scroll_into_view_if_needed()
    expect(seen).to_have_js_property("complete", True)
    assert seen.evaluate("image => image.naturalWidth") > 0
    look(phone, "content-article")


def second_version(writer: Page, leader: Page, look: Look) -> None:
    writer.goto("/bien-tap/")
    writer.locator("main").get_by_role("link", name=TITLE).click()
    writer.get_by_role("button", name=re.compile("Soạn bản mới: Tiếng Việt")).click()
    heading(writer, re.compile("Viết bản 2"))
    body = writer.get_by_label("Nội dung")
    body.fill(body.input_value().replace("11 giờ", "16 giờ"))
    send(writer, "Lưu và gửi duyệt")
    newest(leader)
    changes = leader.locator(".diff")
    expect(changes.locator("ins")).to_contain_text("Từ 8 giờ đến 16 giờ.")
    expect(changes.locator("del")).to_contain_text("Từ 8 giờ đến 11 giờ.")
    look(leader, "content-difference")
    send(leader, "Duyệt và đăng")
    expect(leader.get_by_text("Đã đăng bài.")).to_be_visible()


# Many requests in one sheet

FAIR = "thuong-mai/hoi-cho"
MAIL, COMPANY, TAX_CODE = "ke-toan.mau@example.vn", "Công ty TNHH Hội chợ Ví Dụ", "0200000001"


@pytest.fixture
def accountant(province: Province) -> Account:
    """Who files for a company of the demonstration."""
    actor = make_citizen("ke-toan-mau", name="Trịnh Mẫu Toán", on=timezone.localdate())
    account = Account.objects.get(pk=actor.account_id or 0)
    account.email = MAIL
    account.set_password(PASSWORD)
    account.save()
    now = timezone.now()
    company = Party.objects.create(kind=PartyKind.COMPANY, name=COMPANY, number=TAX_CODE, made_at=now)
    Mandate.objects.create(
        party=company, account=account, role=MandateRole.FILER, given_at=now, given_by="Mẫu", confirmed_at=now
    )
    return account


def a_row(province: Province) -> dict[str, str]:
    """The pack's own example, cell by cell."""
    published, stage = edition(FAIR), stage_of(province, province.departments["trade"])
    told = filing_of(stories(published)[0], published, stage)
    applies = Party.objects.get(number=TAX_CODE)
    return line(OnlineFiling(edition=published, party=applies, applicant=told.applicant, answers=told.answers))


def filled(template: bytes, rows: list[dict[str, str]]) -> FilePayload:
    """The sheet as an office programme keeps it: a document of its own, with what the template says and the rows."""
    table = Document(BytesIO(template)).body.get_tables()[0]
    titles = table.get_row_values(0)
    for one in rows:
        row = Row()
        row.set_values([one.get(str(title), "") for title in titles])
        table.append_row(row)
    document, kept = Document("spreadsheet"), BytesIO()
    document.body.clear()
    document.body.append(table)
    document.save(kept)
    media = "application/vnd.oasis.opendocument.spreadsheet"
    return {"name": "hoi-cho.ods", "mimeType": media, "buffer": kept.getvalue()}


def test_a_sheet_of_three_is_refused_for_one_cell_and_then_filed(
    visit: Visit, province: Province, accountant: Account, look: Look
) -> None:
    row = a_row(province)
    slug = edition(FAIR).procedure.slug
    page = visit()
    page.goto(f"/nop-theo-lo/{slug}/")
    page.get_by_label("Thư điện tử").fill(MAIL)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    send(page, "Đăng nhập")
    heading(page, "Đăng ký tổ chức hội chợ, triển lãm thương mại tại Việt Nam")
    address = page.get_by_role("link", name="Tải bảng mẫu (ODS)").get_attribute("href") or ""
    template = page.request.get(address).body()
    day = next(title for title, value in row.items() if re.fullmatch(r"\d\d/\d\d/\d{4}", value))
    send_sheet(page, filled(template, [row, {**row, day: "31/02/2027"}, row]))
    expect(page.locator("main")).to_contain_text(f"Dòng 3, cột {day}: Không có ngày 31/02/2027 trên lịch")
    expect(page.locator("main")).to_contain_text("Chưa hồ sơ nào được nộp")
    assert not Submission.objects.exists()
    assert not Batch.objects.exists()
    look(page, "batch-mistake")
    page.get_by_label("Bảng đã điền (ODS)").set_input_files(filled(template, [row, row, row]))
    send(page, "Kiểm tra bảng")
    expect(page.locator("main")).to_contain_text("3 hồ sơ sẵn sàng nộp")
    look(page, "batch-ready")
    send(page, "Nộp tất cả")
    heading(page, "Đã nộp 3 hồ sơ")
    codes = page.get_by_role("table", name="Mã hồ sơ của từng dòng").get_by_role("link").all_inner_texts()
    assert sorted(codes) == sorted(Submission.objects.values_list("code", flat=True))
    assert len(set(codes)) == 3
    assert {one.party.name for one in Submission.objects.select_related("party")} == {COMPANY}
    look(page, "batch-filed")


def send_sheet(page: Page, sheet: FilePayload) -> None:
    for name in ("Đăng ký tổ chức hội chợ, triển lãm thương mại", "Giấy chứng nhận đăng ký doanh nghiệp"):
        page.get_by_label(name, exact=True).set_input_files(photograph())
    page.get_by_label("Bảng đã điền (ODS)").set_input_files(sheet)
    send(page, "Nộp tất cả")
