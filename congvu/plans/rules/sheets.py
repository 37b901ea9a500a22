"""Printed tables as sheets of one spreadsheet: exact headers, merged as the letter merges them, whole đồng."""

from collections.abc import Sequence

from congvu.plans.rules.printed import Line, Printed
from congvu.tabular.ods import Cell, Sheet, heads, written

WIDTHS = {"name": "6cm", "long": "5cm", "text": "3cm", "short": "1.4cm", "money": "3.4cm", "number": "2.4cm"}
SHORT = ("TT",)
LONG = ("Mục tiêu", "Mô tả", "Nội dung", "Đơn vị chủ trì", "Hình thức", "Nguyên nhân")


def spreadsheet(tables: Sequence[Printed], *, title: str, creator: str = "", day: str = "") -> bytes:
    """All tables as one file in OpenDocument, a sheet each, named T1 to T11. Same tables, same bytes."""
    return written([sheet(one, title) for one in tables], title=title, creator=creator, day=day)


def sheet(printed: Printed, plan: str) -> Sheet:
    """One table, with its title and the row of its unit above it and its notes beneath."""
    wide = len(printed.labels)
    return Sheet(
        name=printed.key,
        above=[
            [Cell(f"Biểu {printed.key}. {printed.title}", style="title", columns=wide)],
            [Cell(plan, style="middle", columns=wide)],
            [Cell(printed.unit, style="right", columns=wide)],
        ],
        head=heads(printed.labels),
        rows=[*_rows(printed), *([Cell(note, style="italic", columns=wide)] for note in printed.notes)],
        widths=[_width(kind, label) for kind, (_group, label) in zip(printed.kinds, printed.labels, strict=True)],
    )


def _rows(printed: Printed) -> list[list[Cell]]:
    lines = [*printed.rows, *([printed.total] if printed.total else [])]
    return [_row(line, printed) for line in lines]


def _row(line: Line, printed: Printed) -> list[Cell]:
    pairs = list(zip(line.cells, printed.kinds, strict=True))
    if line.kind == "group":
        reach = printed.reach(line)
        title = Cell(line.cells[0], style="group", columns=reach)
        return [title, *(Cell(value, kind=kind, style="total") for value, kind in pairs[reach:])]
    style = "cell" if line.kind == "row" else "total"
    return [Cell(value, kind=kind, style=style) for value, kind in pairs]


def _width(kind: str, label: str) -> str:
    if label in SHORT:
        return WIDTHS["short"]
    if label.startswith(("Tên dự án", "Dự án")):
        return WIDTHS["name"]
    return WIDTHS["long"] if kind == "text" and label.startswith(LONG) else WIDTHS[kind]
