"""QR and Code 128 as SVG: drawn, not photographed, so that they print sharply at any size."""

import segno
from barcode.codex import Code128

QUIET = 10  # modules of white that Code 128 needs on each side


def qr(text: str) -> str:
    """A QR code with its quiet zone; error correction M survives a fold or a coffee ring."""
    code: str = segno.make(text, error="m", micro=False).svg_inline(border=4, omitsize=True)
    return code.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def code128(text: str) -> str:
    """A Code 128 bar code, eight times as wide as high. A dossier code needs 8 cm to be read at 200 dpi.

    Raises ValueError for a letter that Code 128 has not (Vietnamese letters, for instance).
    """
    if not text or not text.isascii() or not text.isprintable():
        raise ValueError(f"Code 128 has no bars for {text!r}")
    modules: str = Code128(text).build()[0]
    bars = "".join(f"M{QUIET + start} 0h{width}v1h-{width}z" for start, width in _runs(modules))
    width = len(modules) + 2 * QUIET
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {width // 8}">'
        f'<path transform="scale(1 {width // 8})" d="{bars}"/></svg>'
    )


def _runs(modules: str) -> list[tuple[int, int]]:
    """Start and width of every bar in "11010…"."""
    runs, at = [], 0
    for bar in modules.split("0"):
        if bar:
            runs.append((at, len(bar)))
        at += len(bar) + 1
    return runs
