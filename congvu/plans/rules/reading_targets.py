"""A table of targets read line by line."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from congvu.base.text import fold
from congvu.plans.rules.reading import Around, Layout, Line, Reading, Use, Way
from congvu.plans.rules.reading_cells import Row, near
from congvu.plans.rules.reading_projects import reading
from congvu.plans.rules.reading_rows import Rows, named, repeated
from congvu.tabular import Grid


def targets(grid: Grid, layout: Layout, decisions: Mapping[str, str], around: Around) -> Reading:
    """The lines that would be taken, and what is in doubt."""
    rows = Rows(grid, layout, decisions)
    numbers: dict[str, str] = {}
    used: dict[int, str] = {}
    lines = []
    for row in rows.lines():
        line = Line(row.number, group=rows.group)
        line.words["printed"] = repeated(rows, row, numbers)
        line.words["name"] = named(rows, row) if rows.name is not None else ""
        line.words["scope_text"] = row.words(layout.at("scope_text"), "scope_text")
        line.indicator = _indicator(rows, row, line, around, used)
        percent = line.indicator in around.percent
        for column, use in layout.all("value"):
            _value(row, line, column, use, around, percent=percent)
        if not any(row.cells[column].text.strip() for column, _use in layout.all("value")):
            row.decided("nothing", _column(rows), _("Dòng không có mục tiêu nào."))
        _baseline(row, line, layout, percent=percent)
        line.out = row.out
        lines.append(line)
    return reading(rows, lines)


def _indicator(rows: Rows, row: Row, line: Line, around: Around, used: dict[int, str]) -> int | None:
    """The indicator of that code or name. Where none is, a person picks one, or leaves the line out."""
    by_code = rows.layout.at("code")
    code = row.words(by_code, "code") if by_code is not None else ""
    name = line.words["name"]
    found = around.indicators.get(fold(code), ()) if code else ()
    found = found or around.indicators.get(fold(name), ())
    column = _column(rows)
    key = found[0] if len(found) == 1 else None
    if key is None:
        near_by = list(found) or near(name, around.indicator_names, 5)
        ways = tuple(Way(f"indicator:{one}", around.indicator_names[one]) for one in near_by)
        sentence = _("Danh mục không có chỉ tiêu “%s”. Hãy chọn, hoặc bỏ dòng và lập chỉ tiêu trước.") % (name or code)
        decision = row.decided("indicator", column, sentence[:300], *ways)
        key = int(decision.removeprefix("indicator:")) if decision.startswith("indicator:") else None
    if key is not None and key in used:
        row.decided("twice", column, _("Chỉ tiêu này đã có ở ô %s.") % used[key])
    elif key is not None:
        used[key] = row.cells[column].address
    return key


def _column(rows: Rows) -> int:
    """Where a line says which indicator it is of."""
    column = rows.name if rows.name is not None else rows.layout.at("code")
    assert column is not None  # a layout without either is not read
    return column


def _value(row: Row, line: Line, column: int, use: Use, around: Around, *, percent: bool) -> None:
    value, words = row.value(column, percent=percent)
    if value is None and not words:
        return
    if use.year is not None and not around.first <= use.year <= around.last:
        sentence = _("Năm %(year)d ngoài kế hoạch (%(first)d-%(last)d).") % {
            "year": use.year, "first": around.first, "last": around.last,
        }  # fmt: skip
        row.decided("outside", column, sentence, Way("empty", _("Để trống ô này")))
        return
    if line.indicator is not None and (line.indicator, use.year) in around.targets:
        sentence = _("Kế hoạch đã có mục tiêu này cho cùng thời gian; mục tiêu đang có được giữ nguyên.")
        row.decided("duplicate", column, sentence, Way("empty", _("Không nhập ô này")))
        return
    line.values.append((use, value, words))


def _baseline(row: Row, line: Line, layout: Layout, *, percent: bool) -> None:
    both = layout.at("baseline")
    n, d = row.quotient(both, percent=percent) if both is not None else (None, None)
    above, below = layout.at("baseline_n"), layout.at("baseline_d")
    if above is not None or below is not None:
        n, d = row.count(above), row.count(below)
        if percent and n is not None and d is None and above is not None:
            row.decided("percent", above, _("Có tử số mà không có mẫu số."), Way("empty", _("Để trống hiện trạng")))
            n = None
        elif below is not None:
            n, d = row.checked(below, n, d)
    line.numbers = {"n": n, "d": d}
