"""What the people of the journeys do on the desk's pages, found by the words on the screen as a person finds it."""

import re
from io import BytesIO

import pypdfium2 as pdfium
import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, Page, expect

CODE = re.compile(r"H24\.\d+\.01-\d{6}-\d{4,}")
APPLICANT, ID_NUMBER = "Đặng Thị Mẫu", "031185000101"
PERSON = {
    "Họ và tên, hoặc tên tổ chức": APPLICANT,
    "Số định danh cá nhân": ID_NUMBER,
    "Số điện thoại": "0900000101",
    "Địa chỉ": "Số 12 đường Ví Dụ, phường Thử Nghiệm",
}
ANSWERS = {
    "Họ, chữ đệm, tên người chết": "Nguyễn Văn Thử",
    "Giới tính": "Nam",
    "Ngày sinh của người chết": "19/05/1948",
    "Dân tộc": "Kinh",
    "Quốc tịch": "Việt Nam",
    "Nơi cư trú cuối cùng": "Số 12 đường Ví Dụ, phường Thử Nghiệm",
    "Ngày chết": "27/02/2026",
    "Nơi chết": "Bệnh viện Đa khoa Ví Dụ",
    "Nguyên nhân chết": "Bệnh già",
    "Giấy tờ chứng minh sự kiện chết": "Giấy báo tử của cơ sở y tế",
    "Số giấy tờ": "15/GBT",
    "Cơ quan cấp giấy tờ": "Bệnh viện Đa khoa Ví Dụ",
    "Ngày cấp giấy tờ": "28/02/2026",
    "Người đi khai là gì của người chết": "Vợ hoặc chồng",
    "Số bản sao trích lục xin cấp thêm": "2",
}
DECLARATION, NOTICE = "Tờ khai đăng ký khai tử", "Giấy báo tử hoặc giấy tờ thay thế Giấy báo tử"
FACTS = {"Số đăng ký trong Sổ đăng ký khai tử": "17", "Quyển số": "01/2026"}


def answer(page: Page, label: str, value: str) -> None:
    """Fill in one field, whatever kind of field the form has drawn for it."""
    group = page.get_by_role("radiogroup", name=label)
    if group.count():
        group.get_by_label(value, exact=True).check()
        return
    field = page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*(\(|$)"))
    if field.evaluate("node => node.tagName") == "SELECT":
        field.select_option(label=value)
    else:
        field.fill(value)


def send(page: Page, button: str) -> None:
    page.locator("main").get_by_role("button", name=button).click()


def confirm(page: Page, question: str, yes: str) -> None:
    """A deed that asks first: open the question, then say yes."""
    asked = page.locator("details.confirm").filter(has=page.locator("summary", has_text=re.compile(f"^\\s*{question}")))
    asked.locator("summary").click()
    asked.get_by_role("button", name=yes).click()


def open_out(page: Page, label: str) -> Locator:
    """A deed that waits behind its button: press it, and the form is there."""
    asked = page.locator("details.confirm").filter(has=page.locator("summary", has_text=label))
    asked.locator("summary").click()
    return asked


def said(page: Page) -> None:
    expect(page.get_by_text("Đã ghi nhận.")).to_be_visible()


def choose_procedure(page: Page, words: str, name: str, *, elsewhere: bool = False) -> None:
    """From anywhere on the desk to the form of a procedure, by two words without diacritics; `elsewhere` are those
    that another agency settles."""
    page.get_by_role("link", name="Tiếp nhận hồ sơ").first.click()
    page.get_by_label("Tìm thủ tục").fill(words)
    page.get_by_label("Tìm thủ tục").press("Enter")
    if elsewhere:
        page.get_by_role("link", name="Thủ tục của nơi khác").click()
    page.locator("main").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def choose_death_registration(page: Page) -> None:
    choose_procedure(page, "khai tu", "Đăng ký khai tử")


def fill_in(page: Page, **instead: str) -> None:
    """The applicant, the procedure's own fields and the counts of papers; `id_number` may be another."""
    for label, value in {**PERSON, **ANSWERS}.items():
        answer(page, label, instead.get("id_number", value) if value == ID_NUMBER else value)
    for paper in (DECLARATION, NOTICE):
        page.get_by_label(f"Bản chính: {paper}").fill("1")


def accept(page: Page) -> str:
    """Press the button; the new dossier's code."""
    page.get_by_role("button", name="Tiếp nhận và in giấy hẹn").click()
    expect(page.get_by_text("Đã tiếp nhận hồ sơ").first).to_be_visible()
    return page.get_by_role("heading", level=1).inner_text().strip()


def receive(page: Page) -> str:
    """The whole work of the counter in short; the new dossier's code."""
    choose_death_registration(page)
    fill_in(page)
    return accept(page)


def open_from_inbox(page: Page, code: str) -> None:
    page.goto("/ban-lam-viec/")
    page.locator("main").get_by_role("link", name=code).first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def take(page: Page) -> None:
    page.get_by_role("button", name="Nhận việc").click()
    expect(page.get_by_role("button", name="Nhận việc")).to_have_count(0)


def finish(page: Page, choice: str, *, note: str = "", facts: dict[str, str] | None = None) -> None:
    """Complete the open step with one of its choices."""
    page.get_by_label(re.compile(rf"^\s*{re.escape(choice)}")).check()
    for label, value in (facts or {}).items():
        answer(page, label, value)
    if note:
        page.get_by_label("Ý kiến").fill(note)
    page.get_by_role("button", name="Hoàn thành bước này").click()
    expect(page.get_by_text("Đã ghi nhận.")).to_be_visible()


def propose(page: Page) -> None:
    finish(page, "Đề nghị đăng ký khai tử", facts=FACTS)


def ask_supplement(page: Page, item: str, reason: str) -> None:
    page.locator("summary", has_text="Yêu cầu bổ sung").click()
    page.get_by_label("Cần bổ sung, mỗi dòng một mục").fill(item)
    page.get_by_label("Lý do, in trên phiếu").fill(reason)
    page.get_by_role("button", name="Gửi yêu cầu, dừng thời hạn").click()
    expect(page.get_by_text("Đã ghi nhận.")).to_be_visible()


def supply(page: Page) -> None:
    page.get_by_role("button", name="Đã nhận bổ sung, chạy tiếp thời hạn").click()
    expect(page.get_by_text("Đã ghi nhận.")).to_be_visible()


def arrive(page: Page, button: str, *, note: str) -> None:
    """What was waited for is there."""
    page.get_by_label("Số chứng từ, ghi chú (không bắt buộc)").fill(note)
    page.get_by_role("button", name=button).click()
    said(page)


def hand_over(page: Page, receiver: str) -> None:
    page.get_by_label("Họ tên người nhận kết quả").fill(receiver)
    page.get_by_role("button", name="Trả kết quả và kết thúc").click()
    expect(page.get_by_text("Đã ghi nhận.")).to_be_visible()


# Papers


def printed(page: Page, link: Locator) -> pdfium.PdfDocument:
    """The paper behind a link, as the browser's own PDF viewer gets it."""
    answer = page.request.get(link.get_attribute("href") or "")
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-1.")
    return pdfium.PdfDocument(answer.body())


def paper(page: Page, name: str) -> pdfium.PdfDocument:
    return printed(page, page.locator("main").get_by_role("link", name=name).first)


def text_of(document: pdfium.PdfDocument) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


def codes_on(page: pdfium.PdfPage) -> dict[str, str]:
    """What a scanner of 200 dpi reads from a printed page: format -> text."""
    found = zxingcpp.read_barcodes(page.render(scale=200 / 72).to_pil())
    return {str(code.format).rpartition(".")[2].replace(" ", "").lower(): code.text for code in found}


def a_scan() -> bytes:
    """What a counter's scanner makes of a sheet of paper."""
    picture = BytesIO()
    Image.new("RGB", (620, 877), "white").save(picture, "PNG")
    return picture.getvalue()
