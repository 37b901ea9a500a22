"""What a citizen does from home, found by the words on the screen as a person finds it."""

import re
from io import BytesIO

from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from congvu.notices.models import Message
from tests.browser import PHONE
from tests.journeys.deeds import ID_NUMBER, answer, send

BIRTH, NAME = "ho-tich/khai-sinh", "Đăng ký khai sinh"
MAIL, WORD = "dao.mau@example.vn", "mat-khau-o-nha-2026"
ON_THE_PHONE = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
OLD_NAME, NEW_NAME = "phuong hoang van thu, quan hong bang", "Phường Hồng Bàng, thành phố Hải Phòng"
CHILD = {
    "Họ, chữ đệm, tên của trẻ": "Đào Gia Thử",
    "Giới tính": "Nữ",
    "Ngày sinh": "10/11/2026",
    "Nơi sinh": "Bệnh viện Phụ sản Ví Dụ",
    "Dân tộc": "Kinh",
    "Quốc tịch": "Việt Nam",
}
EVENT = {
    "Thời điểm đăng ký": "Trong 60 ngày kể từ ngày sinh",
    "Số Giấy chứng sinh": "0123/GCS",
    "Nơi cấp Giấy chứng sinh": "Bệnh viện Phụ sản Ví Dụ",
}
MOTHER = {
    "Họ, chữ đệm, tên": "Đào Thị Mẫu",
    "Ngày sinh": "20/08/1994",
    "Số định danh cá nhân hoặc hộ chiếu": ID_NUMBER,
    "Số nhà, đường, thôn, tổ dân phố": "Tổ 4",
}
DECLARATION, NOTICE = "Tờ khai đăng ký khai sinh", "Giấy chứng sinh hoặc giấy tờ thay thế"
WANTED = "Văn bản ủy quyền có chứng thực"
FEE = "8.000"


def photo(shade: str) -> FilePayload:
    """A picture of a paper, as a phone takes it."""
    taken = BytesIO()
    Image.new("RGB", (600, 800), shade).save(taken, "PNG")
    return {"name": f"{shade}.png", "mimeType": "image/png", "buffer": taken.getvalue()}


def sign_in(page: Page) -> None:
    page.get_by_label("Thư điện tử").fill(MAIL)
    page.get_by_label("Mật khẩu").fill(WORD)
    send(page, "Đăng nhập")


def register(page: Page) -> None:
    """From the sign-in page to a new account, with the code from the letter."""
    page.locator("main").get_by_role("link", name="Đăng ký", exact=True).click()
    page.get_by_label("Họ và tên").fill("Đào Thị Mẫu")
    page.get_by_label("Thư điện tử hoặc số điện thoại").fill(MAIL)
    page.get_by_label("Mật khẩu").fill(WORD)
    page.get_by_label("Tôi đã đọc và đồng ý").check()
    send(page, "Tiếp tục")
    expect(page.get_by_label("Mã 6 số")).to_be_visible()
    digits = re.search(r"\b\d{6}\b", Message.objects.get(to=MAIL).text)
    assert digits
    page.get_by_label("Mã 6 số").fill(digits[0])
    send(page, "Xác nhận")


def on(page: Page, title: str) -> None:
    """Press on, and the next page is this one."""
    send(page, "Tiếp tục")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def fill(page: Page, answers: dict[str, str]) -> None:
    for label, value in answers.items():
        answer(page, label, value)


def find_commune(page: Page, label: str) -> None:
    """By the name that the ward had until 2025."""
    page.get_by_label(label).fill(OLD_NAME)
    page.get_by_role("button", name="Tìm").click()
    page.get_by_label(re.compile(f"{NEW_NAME}.*trước là")).check()


def upload(page: Page, name: str, *photos: FilePayload) -> None:
    paper = page.get_by_role("group", name=name)
    paper.get_by_label("Chụp ảnh").set_input_files(list(photos))
    paper.get_by_role("button", name="Tải lên").click()
    expect(paper.get_by_role("link")).to_have_count(1)


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)
