"""A sheet of many requests: drawn from the procedure's form, and read back cell by cell."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from congvu.base.text import fold
from congvu.online.forms.opendocument import Sheet
from congvu.procedures.selectors import Compiled
from congvu.sheet import Field

MOST_ROWS = 50  # requests in one sheet
ROWS_OF_A_GROUP = 3  # of a group that repeats, in one line of the sheet
REPRESENTS = "represents"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field behind it, and its title, which no other column has."""

    title: str
    field: Field

    @property
    def pointer(self) -> str:
        """Where the form complains about it."""
        return "/" + self.field.name.replace("-", "/")


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong: the line as the programme numbers it, from 1, the title of the column ("" for the whole line),
    and the sentence."""

    line: int
    column: str
    sentence: str

    def __str__(self) -> str:
        if self.column:
            told = _("Dòng %(line)d, cột %(column)s: %(sentence)s")
            return told % {"line": self.line, "column": self.column, "sentence": self.sentence}
        return _("Dòng %(line)d: %(sentence)s") % {"line": self.line, "sentence": self.sentence}


@dataclass(frozen=True, slots=True)
class Request:
    """One line of the sheet as answers."""

    line: int
    answers: Mapping[str, Any]
    represents: str


@dataclass(slots=True)
class Read:
    """What a sheet says, and what is wrong with it."""

    requests: list[Request] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


def columns_of(known: Compiled) -> list[Column]:
    """The columns in the order of the form. Before a question stand the titles of as many groups around it as tell it
    from every other question of its name; of groups that repeat there are a few rows."""
    represents = Field("text", REPRESENTS, _("Nộp thay cho"), help=_("Để trống nếu nộp cho chính người nộp."))
    shown = known.form.fields(_with_rows(known.form.fields()))
    found = [((str(represents.label),), represents), *_flat(shown, ())]
    return [Column(_title(path, [other for other, _field in found]), one) for path, one in found]


def _title(path: tuple[str, ...], paths: Sequence[tuple[str, ...]]) -> str:
    ends = (path[-length:] for length in range(1, len(path) + 1))
    alone = (end for end in ends if sum(other[-len(end) :] == end for other in paths) == 1)
    return ": ".join(next(alone, path))


def _flat(fields: Iterable[Field], groups: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Field]]:
    for one in fields:
        if one.fields:
            yield from _flat(one.fields, groups if _repeats(one) else (*groups, str(one.label)))
        else:
            yield (*groups, str(one.label)), one


def _repeats(one: Field) -> bool:
    """Whether it is a group of rows, each of which is a group with a number."""
    return bool(one.fields) and one.fields[0].kind == "group" and one.fields[0].name.rpartition("-")[2].isdecimal()


def _with_rows(fields: Iterable[Field]) -> dict[str, Any]:
    """Answers that have nothing in them but the rows that a sheet shows of groups that repeat."""
    found: dict[str, Any] = {}
    for one in fields:
        key = one.name.rpartition("-")[2]
        if _repeats(one):
            found[key] = [_with_rows(one.fields[0].fields)] * (ROWS_OF_A_GROUP if one.add else len(one.fields))
        elif one.fields:
            found[key] = _with_rows(one.fields)
    return found


def template(known: Compiled) -> list[Sheet]:
    """The sheet to fill in, and one that explains its columns and lists their choices."""
    columns = columns_of(known)
    told = [[_("Cột"), _("Bắt buộc"), _("Cách điền"), _("Các lựa chọn")]]
    for column in columns:
        one = column.field
        choices = [label for value, label in one.options if value] or ([_("Có"), _("Không")] if _is_yes_no(one) else [])
        told.append([column.title, _("có") if one.required else "", _how(one), "\n".join(choices)])
    return [(_("Hồ sơ"), [[column.title for column in columns]]), (_("Hướng dẫn"), told)]


def _is_yes_no(one: Field) -> bool:
    return one.kind == "checkbox"


def _how(one: Field) -> str:
    kind = {
        "date": _("ngày/tháng/năm, ví dụ 27/03/2026."),
        "money": _("số tiền bằng đồng."),
        "number": _("một số."),
        "checkboxes": _("nhiều lựa chọn cách nhau bằng dấu chấm phẩy."),
    }.get(one.kind, "")
    return " ".join(part for part in (kind, one.help) if part)


def read(known: Compiled, table: Sequence[Sequence[str]]) -> Read:
    """The requests of a sheet; lines without anything in them are passed over."""
    columns = columns_of(known)
    found = Read()
    places = _places(table[0] if table else (), columns, found)
    if not found.wrong:
        for line, cells in enumerate(table[1:], 2):
            if any(cell.strip() for cell in cells):
                _take(known, line, {one: _at(cells, place) for one, place in places.items()}, columns, found)
    if not found.wrong and not found.requests:
        found.wrong.append(Wrong(2, "", _("Bảng chưa có hồ sơ nào. Hãy điền từ dòng này.")))
    return found


def _at(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _places(head: Sequence[str], columns: Sequence[Column], found: Read) -> dict[str, int]:
    """Where each column stands, by its title in the first line; columns may be moved, not renamed."""
    known = {fold(column.title): column for column in columns}
    places: dict[str, int] = {}
    for number, title in enumerate(head):
        column = known.get(fold(title))
        if title.strip() and column is None:
            found.wrong.append(Wrong(1, title[:60], _("bảng mẫu không có cột này. Hãy dùng bảng mẫu mới tải.")))
        elif column and column.field.name in places:
            found.wrong.append(Wrong(1, column.title, _("có hai cột cùng tên. Hãy bỏ một cột.")))
        elif column:
            places[column.field.name] = number
    for column in columns:
        if column.field.required and column.field.name not in places:
            found.wrong.append(Wrong(1, column.title, _("thiếu cột này. Hãy dùng bảng mẫu mới tải.")))
    return places


class _Typed(dict[str, list[str]]):
    """A line of the sheet as a browser would have sent it."""

    def getlist(self, key: str) -> list[str]:
        return self.get(key, [])


def _take(known: Compiled, line: int, cells: Mapping[str, str], columns: Sequence[Column], found: Read) -> None:
    typed, wrong = _Typed(), list[Wrong]()
    for column in columns:
        text = cells.get(column.field.name, "").strip()
        values = _values(column.field, text)
        if values is None:
            wrong.append(Wrong(line, column.title, _("“%s” không có trong các lựa chọn.") % text[:60]))
        elif values:
            typed[column.field.name] = values
    represents = typed.pop(REPRESENTS, [""])[0]
    reading = known.form.read(typed)
    titles = {column.pointer: column.title for column in columns}
    told = {one.column for one in wrong}
    for pointer, sentences in reading.errors.items():
        title = next((titles[at] for at in _upwards(pointer) if at in titles), "")
        wrong += [Wrong(line, title, said) for said in sentences if not title or title not in told]
    if len(represents) > 200:
        wrong.append(Wrong(line, columns[0].title, _("dài tối đa 200 ký tự.")))
    found.wrong += wrong
    if not wrong:
        found.requests.append(Request(line, reading.values, represents))


def _upwards(pointer: str) -> Iterator[str]:
    """A pointer and those around it, innermost first."""
    while pointer:
        yield pointer
        pointer = pointer.rpartition("/")[0]


def _values(one: Field, text: str) -> list[str] | None:
    """A cell as a browser would send it; None where it names no choice."""
    if not text:
        return []
    if one.kind == "checkbox":
        return {"co": ["true"], "khong": []}.get(fold(text))
    if not one.options:
        return [text]
    by_label = {fold(label): value for value, label in one.options if value} | {
        fold(value): value for value, _label in one.options if value
    }
    parts = re.split(r"[;\n]", text) if one.kind == "checkboxes" else [text]
    chosen = [by_label.get(fold(part)) for part in parts if part.strip()]
    return None if None in chosen else [value for value in chosen if value]
