"""A consolidation as tables: of all indicators, and of one indicator by agency. Pages and files show the same."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from django.utils.translation import gettext as _

from congvu.measures.rules import QUOTIENTS, Figure, Unit, term
from congvu.reporting.rules.frozen import read_figure
from congvu.reporting.selectors.spelling import UNKNOWN, asked_for, difference, quotient
from congvu.tabular.tables import Column, Row, Table, Value


@dataclass(frozen=True, slots=True)
class Shape:
    """What a figure looks like, as it was frozen."""

    unit: str
    over_agencies: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that is another now than when it was frozen."""

    code: str
    name: str
    was: str
    now: str


def table_of(content: Mapping[str, Any], *, address: Callable[[str], str] | None = None, whole: bool = False) -> Table:
    """All indicators of a consolidation. `whole` names everybody who is silent or exempt; else they are
    counted, and the page of a figure, whose address `address` gives, names them."""
    period = term(content["period"])
    rows = tuple(_row(line, address, whole=whole) for line in content["lines"])
    title = _("Tổng hợp {duty}, {period}").format(duty=content["duty"]["title"], period=period.label)
    notes = (*notes_of(content), *(() if whole else _exempt(content)))
    return Table("tong-hop", title, _columns("text" if whole else "number"), rows, notes=notes)


def _columns(who_is: Literal["text", "number"]) -> tuple[Column, ...]:
    told, who = _("Số liệu báo cáo"), _("Cơ quan")
    return (
        Column("code", _("Mã"), "text"),
        Column("name", _("Chỉ tiêu"), "text"),
        Column("target", _("Mục tiêu"), "text"),
        Column("n", _("Tử số hoặc số lượng"), "decimal", told),
        Column("d", _("Mẫu số"), "decimal", told),
        Column("percent", _("%"), "percent", told),
        Column("reached", _("Đạt"), "text", told),
        Column("known", _("Đã báo cáo"), "number", who),
        Column("expected", _("Phải báo cáo"), "number", who),
        Column("silent", _("Chưa báo cáo"), who_is, who),
        Column("exempt", _("Không phải thực hiện"), who_is, who),
        Column("measured", _("Hệ thống đo"), "text"),
    )


def _row(line: Mapping[str, Any], address: Callable[[str], str] | None, *, whole: bool) -> Row:
    figure, shape = figure_of(line), Shape(line["unit"], line["over_agencies"])
    measured = read_figure(line["measured"])
    target = line["target"]
    link = address(line["indicator"]) if address else ""
    asked = asked_for(
        shape.unit, target["op"], None if target["value"] is None else Decimal(target["value"]), target["text"],
        target["day"],
    )  # fmt: skip
    shown = None if shape.unit != Unit.PERCENT or figure.d is None else figure.percent
    return Row(
        line["indicator"],
        (
            Value(line["indicator"], address=link),
            Value(line["name"]),
            Value(asked),
            Value(figure.n, address=link if figure.n is not None else ""),
            Value(figure.d),
            Value(shown),
            Value(verdict(line["reached"], figure)),
            Value(figure.known),
            Value(figure.expected),
            Value(", ".join(one["name"] for one in line["silent"]) if whole else len(line["silent"])),
            Value(_with_reasons(line) if whole else len(line["exempt"])),
            Value(_measured(shape, measured, alone(line)) if measured else UNKNOWN),
        ),
    )


def figure_of(line: Mapping[str, Any]) -> Figure:
    """What was told, as it was frozen."""
    return read_figure(line["figure"]) or Figure()


def alone(line: Mapping[str, Any]) -> bool:
    """Whether nobody told it, so that what was measured stands alone."""
    figure = figure_of(line)
    return figure.n is None and not figure.known


def notes_of(content: Mapping[str, Any]) -> Iterable[str]:
    """What must be said beneath the table: how much is known, and what is kept apart."""
    yield _("{known} trên {expected} cơ quan đã nộp báo cáo, {accepted} báo cáo đã duyệt.").format(
        known=content["known"], expected=content["expected"], accepted=content["accepted"]
    )
    if content["silent"]:
        names = ", ".join(one["name"] for one in content["silent"])
        yield _("Chưa nộp: {names}. Thiếu không phải là 0: số của các cơ quan này không có trong tổng.").format(
            names=names
        )
    if not content["over"]:
        yield _("Kỳ này chưa kết thúc.")
    for line in content["lines"]:
        own = read_figure(line["own"])
        if own is not None and own.n is not None:
            yield _("{code}: số của chính cơ quan ban hành là {what}, đứng riêng, không cộng vào tổng.").format(
                code=line["indicator"], what=quotient(Shape(line["unit"], "ratio"), own)
            )
        if line["changed"]:
            yield _("{code}: {number} cơ quan báo cáo khác số hệ thống đo lúc nộp.").format(
                code=line["indicator"], number=line["changed"]
            )


def moved(frozen: Mapping[str, Any], now: Mapping[str, Any]) -> list[Moved]:
    """What is told otherwise now: accepted later, corrected, or measured anew."""
    found, today = [], {line["indicator"]: line for line in now["lines"]}
    for line in frozen["lines"]:
        other = today.get(line["indicator"])
        shape = Shape(line["unit"], line["over_agencies"])
        for key, label in (("figure", _("báo cáo")), ("measured", _("hệ thống đo"))):
            was, is_ = (read_figure(one[key]) if one else None for one in (line, other))
            if was != is_:
                found.append(
                    Moved(line["indicator"], f"{line['name']} ({label})", _told(shape, was), _told(shape, is_))
                )
    return found


def verdict(reached: bool | None, figure: Figure) -> str:
    """Whether a target is reached, in a word or two."""
    if reached and not figure.whole:
        return _("Đạt, theo số đã có")
    return {True: _("Đạt"), False: _("Chưa đạt"), None: _("Chưa rõ")}[reached]


def by_agency_table(rows: Iterable["Told"], shape: Shape, title: str, notes: Iterable[str] = ()) -> Table:
    """One indicator by agency: what each told, and what was measured beside."""
    columns = (
        Column("agency", _("Cơ quan"), "text"),
        Column("n", _("Tử số hoặc số lượng") if shape.unit in QUOTIENTS else _("Số báo cáo"), "decimal"),
        Column("d", _("Mẫu số"), "decimal"),
        Column("percent", _("%"), "percent"),
        Column("frozen", _("Hệ thống đo lúc nộp"), "text"),
        Column("now", _("Hệ thống đo hiện nay"), "text"),
        Column("difference", _("Chênh so với số đo"), "decimal"),
        Column("reason", _("Lý do, minh chứng"), "text"),
        Column("state", _("Trạng thái"), "text"),
    )
    made = tuple(one.row(shape) for one in rows)
    return Table("theo-co-quan", title, columns, made, notes=tuple(notes))


@dataclass(frozen=True, slots=True)
class Told:
    """What one agency told of one indicator. `address` is its report, `evidence` what lies behind the measure."""

    key: str
    name: str
    figure: Figure
    text: str = ""
    frozen: Figure | None = None
    now: Figure | None = None
    reason: str = ""
    state: str = ""
    address: str = ""
    evidence: str = ""

    def row(self, shape: Shape) -> Row:
        """As the table shows it."""
        beside = self.frozen or self.now
        shown = self.figure.percent if shape.unit == Unit.PERCENT and self.figure.d is not None else None
        return Row(
            self.key,
            (
                Value(self.name, address=self.address),
                Value(self.text or self.figure.n, address=self.address if self.figure.n is not None else ""),
                Value(self.figure.d),
                Value(shown),
                Value(_told(shape, self.frozen)),
                Value(_told(shape, self.now), address=self.evidence if self.now else ""),
                Value(difference(self.figure, beside) if beside else None),
                Value(self.reason),
                Value(self.state),
            ),
        )


def _measured(shape: Shape, measured: Figure, by_itself: bool) -> str:
    said = quotient(shape, measured)
    return _("{what} (chỉ có số đo)").format(what=said) if by_itself else said


def _told(shape: Shape, figure: Figure | None) -> str:
    return UNKNOWN if figure is None else quotient(shape, figure)


def _with_reasons(line: Mapping[str, Any]) -> str:
    return ", ".join(f"{one['name']} ({one['reason']})" for one in line["exempt"])


def _exempt(content: Mapping[str, Any]) -> Iterable[str]:
    for line in content["lines"]:
        if line["exempt"]:
            yield _("{code}, không phải thực hiện: {names}.").format(code=line["indicator"], names=_with_reasons(line))
