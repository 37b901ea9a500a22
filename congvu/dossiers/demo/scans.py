"""A few pictures of papers, printed and scanned here: what a demonstration shows where a scan would be."""

from collections.abc import Iterator
from io import BytesIO
from random import Random

import pypdfium2
from PIL import Image

from congvu import papers

DOTS_PER_POINT = 100 / 72  # as an office's scanner is set
TITLES = ("Giấy tờ kèm theo", "Bản chụp giấy tờ", "Tờ khai", "Giấy xác nhận")
PAGE = """
#import "/frame.typ": *
#set page(paper: "a4", margin: 25mm)
#align(center, text(24pt, weight: "bold", facts.title))
#v(14mm)
#for length in facts.lines [#line(length: length * 1mm, stroke: 4pt + luma(170)) #v(5mm)]
#place(center + horizon, rotate(-28deg, reflow: true, text(38pt, fill: luma(110), upper[Bản quét trình diễn])))
"""


def scans(random: Random) -> Iterator[tuple[str, bytes]]:
    """Names and bytes: two PDFs and two JPEGs, each with lines like writing and words that say what it is."""
    for number, title in enumerate(TITLES, start=1):
        ending, format = (("pdf", "PDF"), ("jpg", "JPEG"))[number % 2]
        buffer = BytesIO()
        _scan(title, random).save(buffer, format, quality=60, resolution=100)
        yield f"ban-quet-{number}.{ending}", buffer.getvalue()


def _scan(title: str, random: Random) -> Image.Image:
    """The paper as it comes out of a scanner: grey, and not quite straight."""
    printed = papers.render(PAGE, {"title": title, "lines": [random.randrange(90, 160) for _ in range(18)]})
    document = pypdfium2.PdfDocument(printed)
    try:
        picture: Image.Image = document[0].render(scale=DOTS_PER_POINT, grayscale=True).to_pil()
    finally:
        document.close()
    return picture.rotate(random.uniform(-0.6, 0.6), Image.Resampling.BICUBIC, fillcolor=248)
