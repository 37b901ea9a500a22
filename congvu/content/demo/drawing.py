"""Simple pictures drawn from shapes alone, so that nobody's photo is in the repository."""

from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (1200, 800)
SKY, WATER, SAND, RED, INK, PAPER, GREEN = "#dcebf5", "#8fb7cf", "#e9dfc8", "#9c1720", "#3a3633", "#fbfaf7", "#8fb08a"


def bridge() -> bytes:
    """A cable-stayed bridge over a river."""
    image, draw = _sheet(SKY)
    draw.ellipse((930, 90, 1050, 210), fill="#f2c14e")
    draw.rectangle((0, 560, 1200, 800), fill=WATER)
    draw.polygon([(0, 560), (0, 480), (260, 560)], fill=GREEN)
    draw.polygon([(1200, 560), (1200, 460), (900, 560)], fill=GREEN)
    for x in (380, 820):
        draw.line((x, 170, x, 620), fill=INK, width=16)
        for reach in range(60, 221, 40):
            draw.line((x, 190, x - reach, 500), fill=INK, width=3)
            draw.line((x, 190, x + reach, 500), fill=INK, width=3)
    draw.rectangle((0, 496, 1200, 520), fill=RED)
    return _png(image)


def office() -> bytes:
    """A public building with a flight of steps."""
    image, draw = _sheet(SKY)
    draw.rectangle((0, 640, 1200, 800), fill=SAND)
    draw.rectangle((220, 260, 980, 640), fill=PAPER, outline=INK, width=4)
    draw.polygon([(180, 260), (600, 120), (1020, 260)], fill=RED)
    for x in range(290, 911, 124):
        draw.rectangle((x, 320, x + 60, 420), fill=WATER, outline=INK, width=3)
    draw.rectangle((540, 480, 660, 640), fill=INK)
    for step in range(4):
        draw.rectangle((500 - 30 * step, 640 + 18 * step, 700 + 30 * step, 658 + 18 * step), fill=PAPER, outline=INK)
    return _png(image)


def counter() -> bytes:
    """Two people at a counter, a clock above."""
    image, draw = _sheet("#f3efe9")
    draw.ellipse((540, 70, 660, 190), fill=PAPER, outline=INK, width=5)
    draw.line((600, 130, 600, 90), fill=INK, width=5)
    draw.line((600, 130, 632, 130), fill=INK, width=5)
    for x, colour in ((360, GREEN), (840, WATER)):
        draw.ellipse((x - 60, 280, x + 60, 400), fill="#d9b08c")
        draw.pieslice((x - 120, 400, x + 120, 760), 180, 360, fill=colour)
    draw.rectangle((120, 560, 1080, 800), fill=RED)
    draw.rectangle((520, 520, 680, 560), fill=PAPER, outline=INK, width=3)
    return _png(image)


def phone() -> bytes:
    """A phone over a sheet of paper, photographing it."""
    image, draw = _sheet(SAND)
    draw.rectangle((260, 140, 940, 720), fill=PAPER, outline=INK, width=3)
    for y in range(220, 661, 55):
        draw.line((330, y, 870, y), fill="#c9c1b8", width=8)
    draw.rounded_rectangle((430, 60, 800, 770), radius=40, outline=INK, width=22)
    draw.rectangle((470, 200, 760, 620), outline=RED, width=6)
    draw.ellipse((590, 690, 640, 740), fill=RED)
    return _png(image)


SCENES: dict[str, Callable[[], bytes]] = {"bridge": bridge, "office": office, "counter": counter, "phone": phone}


def _sheet(colour: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", SIZE, colour)
    return image, ImageDraw.Draw(image)


def _png(image: Image.Image) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
