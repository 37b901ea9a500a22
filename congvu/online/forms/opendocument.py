"""Sheets to fill in: text cells out, and whatever people put into cells in."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from congvu.tabular import Unreadable, ods
from congvu.tabular.opendocument import SPREADSHEET
from congvu.tabular.reading.archive import Archive
from congvu.tabular.reading.odf import Found, first_sheet

__all__ = ["MEDIA_TYPE", "MOST_XML", "Sheet", "Unreadable", "read", "written"]

MEDIA_TYPE = SPREADSHEET
MOST_XML = 8 * 1024 * 1024  # bytes of the one part that is read
MOST_CELL = 40_000  # letters
MOST_REPEATED = 256  # copies of one cell or row

Sheet = tuple[str, Sequence[Sequence[str]]]


def written(sheets: Iterable[Sheet]) -> bytes:
    """Sheets, each a name and rows of text. Every cell is kept as text, also what looks like a number: an ID number
    that begins with a nought must not lose it. The first row is bold."""
    return ods.written(
        ods.Sheet(
            name,
            [[ods.Cell(text, style="cell" if number else "head") for text in row] for number, row in enumerate(rows)],
            widths=["5cm"] * max((len(row) for row in rows), default=1),
            as_text=True,
        )
        for name, rows in sheets
    )


def read(source: Path | BinaryIO, *, rows: int, columns: int) -> list[list[str]]:
    """The first sheet as text, without the empty rows and cells at its end; what stands beyond `rows` and `columns`
    makes it `Unreadable`. A day reads dd/mm/yyyy, a number without thousands' marks, a truth "Có" or "Không"."""
    found: list[list[str]] = []
    filled = 0
    with Archive(source, most=MOST_XML) as archive, archive.part("content.xml") as part:
        for times, cells in first_sheet(part):
            texts = _texts(cells, columns)
            copies = min(times, MOST_REPEATED) if any(texts) else 1
            found += [texts] * copies
            filled += copies if any(texts) else 0
            if filled > rows:
                raise Unreadable(_("Bảng có nhiều hơn %d dòng. Hãy tách thành nhiều bảng.") % (rows - 1))
    while found and not any(found[-1]):
        found.pop()
    return found


def _texts(cells: Iterable[Found], columns: int) -> list[str]:
    texts: list[str] = []
    for cell in cells:
        text = _text(cell)
        if text and len(texts) >= columns:
            raise Unreadable(_("Bảng có nhiều cột hơn bảng mẫu. Hãy chép các dòng sang bảng mẫu mới tải."))
        texts += [text] * min(cell.times, MOST_REPEATED)
        texts = texts[: columns + MOST_REPEATED]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _text(cell: Found) -> str:
    if cell.kind == "date":
        return _day(cell.value)
    if cell.kind == "boolean":
        return _("Có") if cell.value == "true" else _("Không")
    if cell.kind in {"float", "currency"}:
        return _number(cell.value)
    return cell.text[:MOST_CELL].strip()


def _day(iso: str) -> str:
    try:
        return f"{date.fromisoformat(iso[:10]):%d/%m/%Y}"
    except ValueError:
        return iso


def _number(value: str) -> str:
    """As a person would type it: 12, or 12,5."""
    try:
        exact = Decimal(value)
    except InvalidOperation:
        return value
    if not exact.is_finite() or abs(exact) >= 10**18:
        return value
    whole = exact == exact.to_integral_value()
    return str(int(exact)) if whole else f"{exact.normalize():f}".replace(".", ",")
