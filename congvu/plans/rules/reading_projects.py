"""A table of projects read line by line."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from congvu.base.text import fold
from congvu.plans.rules.reading import Amount, Around, Layout, Line, Reading, Way
from congvu.plans.rules.reading_cells import KEEP, Row, near
from congvu.plans.rules.reading_rows import Rows, named, repeated
from congvu.plans.rules.words import ProjectKind
from congvu.tabular import Grid

WORDS = ("leads", "funding", "decision")
AS_WORDS = "words"


def projects(grid: Grid, layout: Layout, decisions: Mapping[str, str], around: Around) -> Reading:
    """The lines that would be taken, and what is in doubt."""
    rows = Rows(grid, layout, decisions)
    numbers: dict[str, str] = {}
    names: dict[str, str] = {}
    lines = []
    for row in rows.lines():
        line = Line(row.number, group=rows.group)
        line.words["printed"] = repeated(rows, row, numbers)
        line.words["name"] = _name(rows, row, names, around)
        _fill(rows, row, line, around)
        line.money = [
            Amount(use, amount) for column, use in rows.money if (amount := row.money(column, layout.unit)) is not None
        ]
        line.out = row.out
        rows.count(line)
        lines.append(line)
    return reading(rows, lines)


def reading(rows: Rows, lines: list[Line]) -> Reading:
    """What came out. Of a line that is left out nothing is in doubt any more."""
    out = {line.row for line in lines if line.out}
    doubts = rows.asked.doubts
    open_ = tuple(doubts[key] for key in rows.asked.open if doubts[key].also or doubts[key].row not in out)
    return Reading(tuple(lines), tuple(doubts.values()), open_)


def _name(rows: Rows, row: Row, names: dict[str, str], around: Around) -> str:
    name = named(rows, row)
    column = rows.name
    key = fold(name)
    if not key or column is None:
        return name
    again = Way(KEEP, _("Nhập thành một dòng nữa"))
    if key in around.projects:
        sentence = _("Kế hoạch đã có dự án %(code)s cùng tên “%(name)s”.") % {
            "code": around.projects[key], "name": name[:80],
        }  # fmt: skip
        row.decided("duplicate", column, sentence, again)
    elif key in names:
        row.decided("twice", column, _("Tên này đã có ở ô %s.") % names[key], again)
    names.setdefault(key, row.cells[column].address)
    return name


def _fill(rows: Rows, row: Row, line: Line, around: Around) -> None:
    layout = rows.layout
    for role in WORDS:
        line.words[role] = row.words(layout.at(role), role)
    for role in ("goal", "note", "work"):
        said = [row.words(column, role) for column, _use in layout.all(role)]
        line.words[role] = "\n".join(one for one in said if one)
    span = row.years(layout.at("time"), around)
    first, last = row.years(layout.at("start"), around)[0], row.years(layout.at("end"), around)[1]
    line.years = (first or span[0], last or span[1])
    begin, end = line.years
    if begin and end and end < begin and (column := layout.at("end")) is not None:
        row.decided("order", column, _("Năm kết thúc trước năm bắt đầu."))
    line.lead = _lead(rows, row, line.words["leads"], around)


def _lead(rows: Rows, row: Row, text: str, around: Around) -> int | None:
    """The agency of that name. One that is not known is asked once for all lines that say the same."""
    column = rows.layout.at("leads")
    if column is None or not text:
        return None
    found = around.agencies.get(fold(text), ())
    if len(found) == 1:
        return found[0]
    near_by = list(found) or near(text, around.agency_names)
    ways = [Way(f"agency:{key}", around.agency_names[key]) for key in near_by[:5]]
    ways.append(Way(AS_WORDS, _("Chỉ ghi bằng chữ, không gắn với cơ quan nào")))
    sentence = (
        _("“%s” có thể là nhiều cơ quan.") if found else _("Không có cơ quan nào tên “%s” thuộc nơi ban hành.")
    ) % text[:100]
    key = f"lead:{fold(text)[:90]}"
    decision = rows.asked.ask("lead", row.number, column, sentence, tuple(ways), key=key)
    return int(decision.removeprefix("agency:")) if decision.startswith("agency:") else None


def kind_of(group: str) -> str:
    """The kind of the projects of a group, where the group is called as the ministry's tables call it."""
    folded = fold(group)
    for kind, words in (
        (ProjectKind.CONTINUING, "du an chuyen tiep"),
        (ProjectKind.NEW, "du an moi"),
        (ProjectKind.PREPARATION, "chuan bi dau tu"),
        (ProjectKind.OTHER, "khong phai lap du an"),
        (ProjectKind.OUTLINE, "lap de cuong"),
    ):
        if words in folded:
            return kind
    return ProjectKind.OTHER
