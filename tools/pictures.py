"""Take the documentation's pictures of a running demonstration: python -m tools.pictures [ADDRESS [USERNAME]]."""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import ViewportSize, sync_playwright

from tests.browser import found_chromium

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
ADDRESS, USERNAME = "http://localhost:8000", "chuyen-vien.tu-phap"
SCREEN: ViewportSize = {"width": 1280, "height": 800}
COLOURS = 256  # a page has few; the file is a third of the size


def inbox(address: str, username: str) -> bytes:
    """The inbox of a demonstration account, as PNG."""
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=found_chromium(), args=["--no-sandbox", "--disable-gpu"])
        context = chromium.new_context(base_url=address, locale="vi-VN", viewport=SCREEN)
        page = context.new_page()
        page.goto("/trinh-dien/")
        page.locator(f"button[value='{username}']").click()
        page.wait_for_url("**/ban-lam-viec/**")
        picture = page.screenshot()
        chromium.close()
    return picture


def main(address: str = ADDRESS, username: str = USERNAME) -> None:
    PICTURES.mkdir(exist_ok=True)
    picture = Image.open(io.BytesIO(inbox(address, username))).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURES / "inbox.png", optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
