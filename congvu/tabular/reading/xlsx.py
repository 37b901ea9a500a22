"""The sheets of an XLSX."""

import posixpath
import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from congvu.tabular.grids import MOST_LETTERS, Budget, Builder, Grid, Unreadable, kept, plainly
from congvu.tabular.reading.archive import Archive, Target, broken
from congvu.tabular.reading.docx import attribute, local, main_part, relations

REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
DAYS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # formats that every programme knows
SHARES = {9, 10}
SAID = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')  # of a format: what is printed as it stands
MOST_STRINGS = 300_000


def grids(archive: Archive) -> list[Grid]:
    """All sheets with something in them."""
    main = main_part(archive)
    folder, name = posixpath.split(main)
    related = relations(archive, f"{folder}/_rels/{name}.rels")
    book, strings, styles = _Book(), _Strings(), _Styles()
    _walk(archive, main, book)
    for kind, target in related.values():
        if kind.endswith("/sharedStrings"):
            _walk(archive, target, strings)
        elif kind.endswith("/styles"):
            _walk(archive, target, styles)
    budget = Budget()
    found = []
    for title, mark in book.sheets:
        kind, target = related.get(mark, ("", ""))
        if not kind.endswith("/worksheet"):
            continue
        sheet = _Sheet(Builder(title, budget), strings.texts, styles.kinds(), book.begin)
        if not archive.has(target):
            raise broken()
        _walk(archive, target, sheet)
        found.append(sheet.builder.made())
    return [grid for grid in found if grid]


def _walk(archive: Archive, name: str, target: Target) -> None:
    if archive.has(name):
        with archive.part(name) as part:
            for _chunk in part.walk(target):
                pass


def placed(reference: str) -> tuple[int, int]:
    """ "C7" -> (6, 2). Raises Unreadable for anything else."""
    found = REFERENCE.fullmatch(reference)
    if not found or not int(found[2]):
        raise broken()
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


class _Book:
    """The names of the sheets, and the day that its days are counted from."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.begin = date(1899, 12, 30)

    def start(self, tag: str, attributes: Any) -> None:
        name = local(tag)
        if name == "sheet":
            title = attributes.get("name", "")[:100]
            if attributes.get("state", "visible") != "visible":
                title = _("{title} (ẩn)").format(title=title)
            self.sheets.append((title, attribute(attributes, "id")))
        elif name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            self.begin = date(1904, 1, 1)

    def end(self, tag: str) -> None:
        """Nothing to hear."""

    def data(self, text: str) -> None:
        """Nothing to hear."""


class _Strings:
    """The texts that cells share."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.pieces: list[str] = []
        self.inside = self.phonetic = False

    def start(self, tag: str, _attributes: Any) -> None:
        name = local(tag)
        if name == "si":
            self.pieces = []
        elif name == "t" and not self.phonetic:
            self.inside = True
        elif name == "rPh":
            self.phonetic = True

    def end(self, tag: str) -> None:
        name = local(tag)
        if name == "si":
            self.texts.append("".join(self.pieces)[: MOST_LETTERS + 1])
            if len(self.texts) > MOST_STRINGS:
                raise Unreadable(_("Tệp có quá nhiều ô. Hãy chép riêng bảng cần nhập sang một tệp mới."))
        elif name == "t":
            self.inside = False
        elif name == "rPh":
            self.phonetic = False

    def data(self, text: str) -> None:
        if self.inside:
            self.pieces.append(text)


class _Styles:
    """Which cells are days and which are shares: that is said by their formats only."""

    def __init__(self) -> None:
        self.codes: dict[int, str] = {}
        self.formats: list[int] = []
        self.inside = False

    def start(self, tag: str, attributes: Any) -> None:
        name = local(tag)
        if name == "numFmt":
            self.codes[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")[:200]
        elif name == "cellXfs":
            self.inside = True
        elif name == "xf" and self.inside:
            self.formats.append(_whole(attributes.get("numFmtId")))

    def end(self, tag: str) -> None:
        if local(tag) == "cellXfs":
            self.inside = False

    def data(self, text: str) -> None:
        """Nothing to hear."""

    def kinds(self) -> list[str]:
        """By style: day, share or number."""
        return [self._kind(number) for number in self.formats]

    def _kind(self, number: int) -> str:
        code = SAID.sub("", self.codes.get(number, "")).lower()
        if number in DAYS or (number in self.codes and re.search("[ymdhs]", code.replace("general", ""))):
            return "day"
        return "share" if number in SHARES or "%" in code else "number"


class _Sheet:
    """One sheet, cell by cell."""

    def __init__(self, builder: Builder, texts: Sequence[str], kinds: Sequence[str], begin: date) -> None:
        self.builder, self.texts, self.kinds, self.begin = builder, texts, kinds, begin
        self.row, self.column = -1, -1
        self.kind = self.style = ""
        self.hearing = ""
        self.heard: dict[str, list[str]] = {}
        self.letters = 0
        self.in_cell = False

    def start(self, tag: str, attributes: Any) -> None:
        name = local(tag)
        if name == "row":
            self.row = _whole(attributes.get("r"), self.row + 2) - 1
            self.column = -1
        elif name == "c":
            reference = attributes.get("r")
            self.row, self.column = placed(reference) if reference else (self.row, self.column + 1)
            self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "0")
            self.heard, self.letters, self.in_cell = {}, 0, True
        elif self.in_cell and name in ("v", "t", "f"):
            self.hearing = name
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, tag: str) -> None:
        name = local(tag)
        if name == self.hearing:
            self.hearing = ""
        elif name == "c" and self.in_cell:
            self.in_cell = False
            self.builder.put(self.row, self.column, *self._held())

    def data(self, text: str) -> None:
        if self.hearing and self.letters <= MOST_LETTERS:
            self.heard.setdefault(self.hearing, []).append(text[: MOST_LETTERS + 1 - self.letters])
            self.letters += len(text)

    def _held(self) -> tuple[str, Decimal | None]:
        value, text, formula = ("".join(self.heard.get(name, ())) for name in ("v", "t", "f"))
        if self.kind == "s":
            number = _whole(value, -1)
            if not 0 <= number < len(self.texts):
                raise broken()
            return self.texts[number].strip(), None
        if self.kind == "b":
            return (_("Có") if value == "1" else _("Không")) if value else "", None
        if self.kind == "n" and value:
            return self._number(value.strip())
        return (text or value).strip() or (f"={formula[:200]}" if formula else ""), None

    def _number(self, value: str) -> tuple[str, Decimal | None]:
        style = _whole(self.style)
        kind = self.kinds[style] if style < len(self.kinds) else "number"
        number = kept(value, percent=kind == "share")
        if number is None:
            return value, None
        if kind == "day":
            return (
                (f"{self.begin + timedelta(days=int(number)):%d/%m/%Y}", None)
                if 0 < number < 2_900_000
                else (value, None)
            )
        return plainly(number) + ("%" if kind == "share" else ""), number

    def _merge(self, reference: str) -> None:
        first, _colon, last = reference.partition(":")
        row, column = placed(first)
        down, across = placed(last or first)
        if down >= row and across >= column:
            self.builder.span(row, column, down - row + 1, across - column + 1)


def _whole(told: str | None, default: int = 0) -> int:
    return int(told) if told and told.isdecimal() and len(told) < 10 else default
