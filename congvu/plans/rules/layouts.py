"""The tables of letter 1750 (and of a plan of five years) as data: what their columns are called and what stands there.

Every one is a pivot over projects and money. `{year}` in a label is the year of the table, `{before}` the year before
it, `{earlier}` the year before that, `{after}` the next one; `{first}`, `{second}`, `{third}` are the three years over
which an estimate is spread. What columns are called is the letter's, letter by letter, blanks and asterisk too; those
that the letter only asks for in prose (T8, T9, T10) are named after its words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from congvu.plans.rules.words import BUDGET, LOCAL, NOT_BUDGET, SOURCES, Fund, MoneyMeasure, ProjectKind

NOT_LOCAL = tuple(fund for fund in SOURCES if fund not in LOCAL)
UNIT = "Đơn vị: đồng"


class Take(Enum):
    """How money of a measure is taken for a cell."""

    TOTAL = "total"  # all of it: what has no year, else the sum of its years
    YEAR = "year"  # of one year
    THROUGH = "through"  # until the end of a year: what is told up to a year, and of single years after that
    HALF = "half"  # of a year, told of a day in its first half
    FORECAST = "forecast"  # of a year, expected


@dataclass(frozen=True, slots=True)
class Sum:
    """Money of some measures from some funds. `year` is the placeholder's name of the year that is meant."""

    measures: tuple[str, ...]
    take: Take
    year: str = "year"
    funds: tuple[str, ...] = tuple(Fund)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its label, the label above it where several share one, and a word of a project or a sum of money."""

    label: str
    shows: str | Sum
    group: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading of their own; `level` 2 is within the last one of level 1. `key` says whose they are."""

    title: str
    key: str = ""
    level: int = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """One table. `frameworks` are those whose plans it belongs to, `place` where the letter prints it."""

    key: str
    title: str
    columns: tuple[Column, ...]
    frameworks: tuple[str, ...] = ()
    place: str = ""
    groups: tuple[Group, ...] = ()
    by: str = ""  # what parts the rows into groups: "integrated", "kind" or "group"
    only: str = ""  # which projects: all, or "investment" or "open_source"
    notes: tuple[str, ...] = ()


def _total(group: str, *, starred: bool) -> tuple[Column, Column]:
    return _two(group, Sum((MoneyMeasure.ESTIMATE,), Take.TOTAL), starred=starred)


def _two(group: str, money: Sum, *, starred: bool = False) -> tuple[Column, Column]:
    """Local money and other lawful money."""
    other = "Vốn hợp pháp khác*" if starred else "Vốn hợp pháp khác"
    return (
        Column("Ngân sách địa phương", Sum(money.measures, money.take, money.year, LOCAL), group),
        Column(other, Sum(money.measures, money.take, money.year, NOT_LOCAL), group),
    )


ALLOCATED, NEED, ESTIMATE = (MoneyMeasure.ALLOCATED,), (MoneyMeasure.NEED,), (MoneyMeasure.ESTIMATE,)
ALL_PAID = (MoneyMeasure.PAID, MoneyMeasure.ADVANCE)
# What is planned for a year is its need; a plan that tells no need has spread its estimate over the years.
PLANNED = (MoneyMeasure.NEED, MoneyMeasure.ESTIMATE)

_BEGIN = (
    Column("TT", "number"),
    Column("Tên dự án/nhiệm vụ", "name"),
    Column("Mục tiêu, quy mô", "goal"),
    Column("Thời gian thực hiện", "time"),
    Column("Đơn vị chủ trì", "lead"),
)
_TASKS = (Column("TT", "number"), Column("Tên dự án, nhiệm vụ", "name"))
_LOCAL_NOTE = "Ngân sách Trung ương hỗ trợ được tính vào vốn hợp pháp khác."
_YEARLY_NOTE = "Kinh phí dự kiến của năm là nhu cầu kế hoạch; chưa có thì là phần phân kỳ của năm đó."


def _tasks_of_the_year() -> tuple[Column, ...]:
    """Of T2 and T7."""
    money = "Dự kiến kinh phí năm {year}"
    return (
        *_TASKS,
        Column("Mục tiêu, quy mô", "goal"),
        Column("Thời gian thực hiện", "time"),
        Column("Đơn vị chủ trì", "lead"),
        Column("Dự kiến tổng kinh phí", Sum(ESTIMATE, Take.TOTAL)),
        Column("Nội dung /hạng mục công việc năm {year}", "work"),
        Column("NSĐP hoặc NSTU (nếu có)", Sum(PLANNED, Take.YEAR, funds=BUDGET), money),
        Column("Nguồn khác", Sum(PLANNED, Take.YEAR, funds=NOT_BUDGET), money),
    )


def _spread_over_years(work: str = "Nội dung /hạng mục công việc năm {year}") -> tuple[Column, ...]:
    """Of T3, T4 and T6."""
    money = "Dự kiến tổng kinh phí và phân kỳ {first}, {second}, {third}"
    return (
        *_TASKS,
        Column("Mô tả", "goal"),
        Column("Thời gian thực hiện", "time"),
        Column("Tổng", Sum(ESTIMATE, Take.TOTAL), money),
        *(Column(f"{{{year}}}", Sum(ESTIMATE, Take.YEAR, year), money) for year in ("first", "second", "third")),
        Column(work, "work"),
    )


def _security(mark: str, first: str) -> tuple[Group, Group]:
    """The two groups of security projects, as T5 and T6 print them."""
    return (
        Group(f"I{mark} {first} độc lập về ATTT", "apart"),
        Group(
            f"II{mark} Các dự án/nhiệm vụ thành phần về ATTT lồng ghép trong dự án, nhiệm vụ CNTT khác", "integrated"
        ),
    )


_KINDS = (
    Group("I. Dự án ứng dụng CNTT"),
    Group("1. Dự án chuyển tiếp", ProjectKind.CONTINUING, 2),
    Group("2. Dự án mới", ProjectKind.NEW, 2),
    Group("3. Dự án chuẩn bị đầu tư", ProjectKind.PREPARATION, 2),
    Group("II. Hoạt động lập đề cương và dự toán chi tiết", ProjectKind.OUTLINE),
    Group("III. Hoạt động không phải lập dự án, không phải lập đề cương và dự toán chi tiết", ProjectKind.OTHER),
)

_T1 = Layout(
    "T1", "Tổng hợp chung đánh giá về nguồn kinh phí",
    (
        *_BEGIN,
        *_total("Dự kiến tổng kinh phí", starred=True),
        Column("Vốn đã bố trí hết năm {earlier}", Sum(ALLOCATED, Take.THROUGH, "earlier")),
        Column("Vốn bố trí năm {before}", Sum(ALLOCATED, Take.YEAR, "before")),
        *_two("Nhu cầu kế hoạch {year}", Sum(NEED, Take.YEAR), starred=True),
    ),
    ("APP1",), "Phụ lục I, B.II.6", notes=(f"* {_LOCAL_NOTE}",),
)  # fmt: skip
_T2 = Layout(
    "T2", "Danh mục các dự án, nhiệm vụ triển khai trong Kế hoạch", _tasks_of_the_year(),
    ("APP1",), "Phụ lục I, B.VI", notes=(_YEARLY_NOTE,),
)  # fmt: skip
_T3 = Layout(
    "T3", "Danh mục các dự án, nhiệm vụ phát triển công nghiệp CNTT", _spread_over_years(), ("APP2",),
    "Phụ lục II, B.VI",
)  # fmt: skip
_T4 = Layout(
    "T4", "Danh mục các dự án, nhiệm vụ về phần mềm nguồn mở", _spread_over_years(), ("APP3",), "Phụ lục III, B.VI.2",
    only="open_source",
)  # fmt: skip
_T5 = Layout(
    "T5", "Tổng hợp chung đánh giá về nguồn kinh phí cho an toàn thông tin",
    (
        *_BEGIN,
        *_total("Dự kiến tổng kinh phí", starred=False),
        *_two("Vốn đã bố trí hết năm {earlier}", Sum(ALLOCATED, Take.THROUGH, "earlier")),
        *_two("Vốn bố trí năm {before}", Sum(ALLOCATED, Take.YEAR, "before")),
        *_two("Nhu cầu kế hoạch {year}", Sum(NEED, Take.YEAR)),
    ),
    ("APP4",), "Phụ lục IV, B.II.3", groups=_security("", "Các dự án/nhiệm vụ"), by="integrated", notes=(_LOCAL_NOTE,),
)  # fmt: skip
_T6 = Layout(
    "T6", "Danh mục các dự án, nhiệm vụ về an toàn thông tin",
    _spread_over_years("Nội dung/hạng mục công việc năm {year}"),
    ("APP4",), "Phụ lục IV, B.VI.2", groups=_security(".", "Các dự án/ nhiệm vụ"), by="integrated",
)  # fmt: skip
_T7 = Layout(
    "T7", "Danh mục các dự án, nhiệm vụ thuộc các nội dung khác", _tasks_of_the_year(), ("APP5",), "Phụ lục V, C.2",
    notes=(_YEARLY_NOTE,),
)  # fmt: skip
_T8 = Layout(
    "T8", "Tình hình giải ngân kế hoạch vốn đầu tư năm {before}",
    (
        Column("TT", "number"),
        Column("Dự án", "name"),
        Column("Tổng mức đầu tư được duyệt", Sum(ESTIMATE, Take.TOTAL)),
        Column("Vốn thanh toán lũy kế đến hết kế hoạch năm {earlier}", Sum(ALL_PAID, Take.THROUGH, "earlier")),
        Column("Kế hoạch vốn năm {before}", Sum(ALLOCATED, Take.YEAR, "before")),
        Column("Giá trị khối lượng thực hiện đến 30/6/{before}", Sum((MoneyMeasure.VOLUME,), Take.HALF, "before")),
        *(
            Column(label, Sum((measure,), Take.HALF, "before"), "Vốn thanh toán đến 30/6/{before}")
            for label, measure in (
                ("Thanh toán khối lượng hoàn thành", MoneyMeasure.PAID),
                ("Thanh toán tạm ứng", MoneyMeasure.ADVANCE),
            )
        ),
        Column(
            "Dự kiến khối lượng thực hiện đến 31/12/{before}",
            Sum((MoneyMeasure.VOLUME,), Take.FORECAST, "before"),
        ),
        Column("Dự kiến vốn thanh toán đến 31/01/{year}", Sum(ALL_PAID, Take.FORECAST, "before")),
    ),
    ("APP1",), "Phụ lục I, B.II.6.a", only="investment",
)  # fmt: skip
_T9 = Layout(
    "T9", "Tình hình quyết toán dự án đầu tư hoàn thành, sáu tháng đầu năm {before}",
    (
        Column("Số dự án đã được phê duyệt quyết toán", "settled_count"),
        Column("Tổng giá trị quyết toán được phê duyệt", "settled_sum"),
        Column("Số dự án chậm thẩm tra phê duyệt quyết toán", "unappraised_count"),
        *(
            Column(label, shows, "Dự án chậm lập báo cáo quyết toán, tính đến 30/6/{before}")
            for label, shows in (
                ("Số dự án", "late_count"), ("Dự án", "late_name"), ("Khởi công - hoàn thành", "late_time"),
                ("Chậm (tháng)", "late_months"), ("Nguyên nhân và giải pháp xử lý", "late_note"),
            )
        ),
    ),
    ("APP1",), "Phụ lục I, B.II.6.a", only="investment",
)  # fmt: skip
_T10 = Layout(
    "T10", "Danh mục dự toán theo nhóm nội dung",
    (
        *_TASKS,
        Column("Quyết định đầu tư, kế hoạch 5 năm", "decision"),
        Column("Dự kiến tổng kinh phí", Sum(ESTIMATE, Take.TOTAL)),
        Column("Ngân sách địa phương", Sum(PLANNED, Take.YEAR, funds=LOCAL), "Dự toán năm {year}"),
        Column("Ngân sách Trung ương hỗ trợ", Sum(PLANNED, Take.YEAR, funds=(Fund.CENTRAL,)), "Dự toán năm {year}"),
        Column("Vốn hợp pháp khác", Sum(PLANNED, Take.YEAR, funds=NOT_BUDGET), "Dự toán năm {year}"),
        Column("Đủ điều kiện đưa vào kế hoạch", "eligible"),
    ),
    ("APP1",), "Phụ lục I, A.II.1 và B.II.6.b", groups=_KINDS, by="kind", notes=(_YEARLY_NOTE,),
)  # fmt: skip
_T11 = Layout(
    "T11", "Danh mục dự án, nhiệm vụ của kế hoạch 5 năm",
    (
        Column("TT", "printed"),
        Column("Tên dự án, nhiệm vụ", "name"),
        Column("Thời gian bắt đầu", "start"),
        Column("Thời gian kết thúc", "end"),
        Column("Đơn vị chủ trì", "lead"),
        Column("Hình thức đầu tư, Nguồn vốn", "funding"),
    ),
    (), "Kế hoạch 5 năm", by="group",
)  # fmt: skip

LAYOUTS = {one.key: one for one in (_T1, _T2, _T3, _T4, _T5, _T6, _T7, _T8, _T9, _T10, _T11)}


def years_of(layout_year: int, *, year_from: int, year_to: int) -> dict[str, int]:
    """What the placeholders of a year's table stand for. An estimate is spread over three years of the plan: those
    among which the table's year is."""
    first = layout_year
    if year_from <= layout_year <= year_to:
        first = year_from + (layout_year - year_from) // 3 * 3
    return {
        "year": layout_year, "before": layout_year - 1, "earlier": layout_year - 2, "after": layout_year + 1,
        "first": first, "second": first + 1, "third": first + 2,
    }  # fmt: skip


def fitting(framework: str, *, years: int) -> Sequence[Layout]:
    """The tables that a plan of a framework has, those of its framework first."""
    own = [one for one in LAYOUTS.values() if framework in one.frameworks]
    long = [LAYOUTS["T11"]] if years > 1 else []
    return [*own, *long] or list(LAYOUTS.values())
