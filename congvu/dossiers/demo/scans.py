"""A few pictures of papers, drawn: what a demonstration shows where a scan would be."""

from collections.abc import Iterator
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageFont

SIZE = (827, 1169)  # A4 at 100 dots per inch
TITLES = ("GIẤY TỜ KÈM THEO", "BẢN CHỤP GIẤY TỜ", "TỜ KHAI", "GIẤY XÁC NHẬN")
FONT = 34


def scans(random: Random) -> Iterator[tuple[str, bytes]]:
    """Names and bytes: two PDFs and two JPEGs, each with lines like writing and words that say what it is."""
    for number, title in enumerate(TITLES, start=1):
        page = _page(title, random)
        buffer = BytesIO()
        ending = ("pdf", "jpg")[number % 2]
        page.save(buffer, {"pdf": "PDF", "jpg": "JPEG"}[ending], quality=60, resolution=100)
        yield f"ban-quet-{number}.{ending}", buffer.getvalue()


def _page(title: str, random: Random) -> Image.Image:
    page = Image.new("L", SIZE, 250)
    pen = ImageDraw.Draw(page)
    pen.text((SIZE[0] // 2, 120), title, fill=40, anchor="mm", font=ImageFont.load_default(FONT))
    for line in range(18):
        width = random.randrange(420, 640)
        pen.line([(95, 230 + line * 44), (95 + width, 230 + line * 44)], fill=150, width=6)
    mark = Image.new("L", (760, 90), 0)
    ImageDraw.Draw(mark).text((380, 45), "BẢN QUÉT TRÌNH DIỄN", fill=110, anchor="mm", font=ImageFont.load_default(56))
    turned = mark.rotate(28, expand=True)
    page.paste(90, (SIZE[0] // 2 - turned.width // 2, 620 - turned.height // 2), turned)
    return page
