"""Spreadsheets in OpenDocument 1.3, written as a stream: numbers are numbers, days are days, headers are merged cells.

Written here and not by a library: the libraries keep every cell as an object of its own, and took ten seconds for the
list of two thousand dossiers that this writes in a tenth of one. The tests read it with a library that is not ours.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from lxml import etree

from congvu.tabular import odstyles
from congvu.tabular.laying import Cell, Line, heads, laid, reach
from congvu.tabular.opendocument import NAMES, SPREADSHEET, VERSION, clean, lettered, make, meta, packed, qualified
from congvu.tabular.tables import Shown
from congvu.tabular.words import said

__all__ = ["WIDTHS", "Cell", "Line", "Sheet", "heads", "written"]

WIDTHS = {
    "text": "6cm", "number": "2.4cm", "decimal": "2.4cm", "percent": "2.4cm", "money": "3.4cm", "date": "2.6cm",
    "moment": "3.6cm",
}  # fmt: skip
NO_NAME = re.compile(r"[\[\]*?:/\\']")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: lines `above` the table, its `head` (repeated on every page, held fast on the screen), its `rows`.

    `widths` are those of the columns ("2.4cm"); a sheet wider than its page is printed smaller. In one that is
    `as_text` every cell, also one that is filled in later, is text: a number that begins with a nought keeps it.
    """

    name: str
    rows: Iterable[Line]
    head: Sequence[Line] = ()
    above: Sequence[Line] = ()
    widths: Sequence[str] = ()
    landscape: bool = True
    as_text: bool = False


def written(sheets: Iterable[Sheet], *, title: str = "", creator: str = "", day: str = "") -> bytes:
    """The file. Same sheets, same bytes; `day` is its date in ISO 8601."""
    known = list(sheets)
    several = list(zip(_names(known), known, strict=True))
    held = [(name, len(sheet.above) + len(sheet.head), bool(sheet.head)) for name, sheet in several]
    return packed(
        SPREADSHEET,
        (
            ("content.xml", _content(several)),
            ("styles.xml", odstyles.pages([sheet.landscape for sheet in known], [sheet.widths for sheet in known])),
            ("settings.xml", odstyles.settings(held)),
            ("meta.xml", meta(title or several[0][0], creator, day)),
        ),
    )


def _names(sheets: Sequence[Sheet]) -> Iterator[str]:
    """Spreadsheets take at most 31 letters of a name, not all of them, and no name twice."""
    used: set[str] = set()
    for number, sheet in enumerate(sheets, 1):
        name = NO_NAME.sub(" ", clean(sheet.name)).strip()[:31].strip() or str(number)
        while name.casefold() in used:
            name = f"{name[:26].strip()} ({number})"
        used.add(name.casefold())
        yield name


def _content(sheets: Sequence[tuple[str, Sheet]]) -> bytes:
    stream = io.BytesIO()
    with etree.xmlfile(stream, encoding="UTF-8") as out:
        out.write_declaration()
        with out.element(qualified("office:document-content"), {qualified("office:version"): VERSION}, nsmap=NAMES):
            widths = [width for _name, sheet in sheets for width in sheet.widths]
            out.write(odstyles.automatic(widths, len(sheets)))
            with out.element(qualified("office:body")), out.element(qualified("office:spreadsheet")):
                for number, (name, sheet) in enumerate(sheets, 1):
                    named = {qualified("table:name"): name, qualified("table:style-name"): f"sheet-{number}"}
                    with out.element(qualified("table:table"), named):
                        _write(out, sheet)
    return stream.getvalue()


def _write(out: "etree._IncrementalFileWriter", sheet: Sheet) -> None:
    default = {"table_default_cell_style_name": "as-text"} if sheet.as_text else {}
    for width in sheet.widths or ("2.4cm",):
        out.write(make("table:table-column", table_style_name=odstyles.column(width), **default))
    for row in _rows(sheet.above, sheet):
        out.write(row)
    if sheet.head:
        out.write(make("table:table-header-rows", *_rows(sheet.head, sheet)))
    empty = True
    for row in _rows(sheet.rows, sheet):
        out.write(row)
        empty = False
    if empty and not sheet.above and not sheet.head:  # a sheet without a row is no sheet
        out.write(make("table:table-row", make("table:table-cell")))


def _rows(lines: Iterable[Line], sheet: Sheet) -> Iterator[etree._Element]:
    for line in laid(lines):
        cells = (_cell(cell, as_text=sheet.as_text) if cell else make("table:covered-table-cell") for cell in line)
        yield make("table:table-row", *cells, table_style_name="row")


def _cell(cell: Cell, *, as_text: bool) -> etree._Element:
    framed = cell.style in odstyles.FRAMED
    style = "as-text-head" if as_text and cell.style == "head" else "as-text" if as_text else cell.style
    if framed and not as_text and cell.style != "head":
        style = f"{cell.style}-{cell.kind}"
    made = make("table:table-cell", table_style_name=style)
    reach(made, cell)
    if cell.value is None or cell.value == "":
        return made
    for name, told in _typed(cell.value, cell.kind).items():
        made.set(qualified(name), told)
    made.extend(lettered(make("text:p"), line) for line in said(cell.value, cell.kind).split("\n"))
    return made


def _typed(value: Shown, kind: str) -> dict[str, str]:
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return {"office:value-type": "date", "office:date-value": f"{local:%Y-%m-%dT%H:%M:%S}"}
    if isinstance(value, date):
        return {"office:value-type": "date", "office:date-value": value.isoformat()}
    if isinstance(value, int | float | Decimal):
        if kind == "percent":
            return {"office:value-type": "percentage", "office:value": f"{Decimal(str(value)) / 100:f}"}
        return {"office:value-type": "float", "office:value": f"{Decimal(str(value)):f}"}
    return {"office:value-type": "string"}
