"""What the columns of a table seem to be, from the words above them: a proposal, which a person confirms or changes."""

import re
from collections.abc import Sequence

from congvu.base.text import fold
from congvu.plans.rules.reading import Layout, Use
from congvu.plans.rules.words import Fund, MoneyMeasure
from congvu.tabular import Cell, Grid

LOOKED_AT = 25  # rows among which the header is looked for
MOST_HEAD = 6  # rows of a header
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
PROJECT_WORDS = (  # folded words of the ministry's layouts T1 to T11, and their usual variants; the first that fits
    ("printed", r"tt|stt|so tt|so thu tu"),
    ("decision", r"(?:so )?quyet dinh dau tu.*"),
    ("start", r"(?:thoi gian |nam )?bat dau"),
    ("end", r"(?:thoi gian |nam )?ket thuc"),
    ("time", r"thoi gian(?: thuc hien| trien khai)?|nam thuc hien"),
    ("leads", r".*(?:chu tri|chu dau tu|don vi thuc hien).*"),
    ("funding", r"hinh thuc dau tu.*|nguon von"),
    ("work", r".*(?:hang muc|noi dung cong viec).*"),
    ("name", r"ten du an.*|(?:danh muc )?du an(?: nhiem vu)?|ten nhiem vu.*|nhiem vu|noi dung|danh muc.*"),
    ("goal", r"muc tieu.*|mo ta.*|quy mo.*"),
    ("note", r"ghi chu"),
    ("money", r".*(?:kinh phi|\bvon\b|nhu cau|muc dau tu|ngan sach|nsdp|nstw|nstu|du toan|khoi luong|giai ngan).*"),
)
TARGET_WORDS = (
    ("printed", r"tt|stt|so tt|so thu tu"),
    ("code", r"ma(?: so| chi tieu)?"),
    ("baseline_n", r".*tu so.*"),
    ("baseline_d", r".*mau so.*"),
    ("baseline", r".*(?:hien trang|da dat|thuc hien).*"),
    ("scope_text", r".*(?:pham vi|doi tuong|don vi ap dung|noi ap dung).*"),
    ("value", r".*(?:muc tieu|ke hoach|chi tieu|den nam|nam) .*(?:19|20)\d\d.*|(?:19|20)\d\d|gia tri|muc tieu"),
    ("name", r"(?:ten )?chi tieu|noi dung.*|ten"),
)
WORDS = {"projects": PROJECT_WORDS, "targets": TARGET_WORDS}
MEASURES = (
    (MoneyMeasure.SETTLED, "quyet toan"),
    (MoneyMeasure.ADVANCE, "tam ung"),
    (MoneyMeasure.PAID, "thanh toan|giai ngan"),
    (MoneyMeasure.VOLUME, "khoi luong"),
    (MoneyMeasure.ALLOCATED, "bo tri|ke hoach von"),
    (MoneyMeasure.NEED, r"nhu cau|kinh phi nam|du toan nam"),
    (MoneyMeasure.ESTIMATE, "tong kinh phi|muc dau tu|phan ky|du kien"),
)
FUNDS = (
    (Fund.ODA, r"\boda\b"),
    (Fund.FDI, r"\bfdi\b"),
    (Fund.SCIENCE, "khoa hoc"),
    (Fund.LOCAL_INVESTMENT, "dau tu phat trien"),
    (Fund.LOCAL_IT, "su nghiep cntt|su nghiep cong nghe thong tin"),
    (Fund.LOCAL_RECURRENT, "chi thuong xuyen"),
    (Fund.PRIVATE, "xa hoi hoa|doanh nghiep"),
    (Fund.OTHER, "nguon khac|von khac|hop phap khac"),
)
SAID_UNITS = (
    (10**9, r"\bt[yỷỉ]\b(?: đồng| đ)?"),
    (10**6, r"\btriệu\b|\btrđ\b|\btr\.?đ\b"),
    (10**3, r"\b(?:nghìn|ngàn|1\.?000) ?(?:đồng|đ)\b"),
    (1, r"\b(?:đồng|vnđ|vnd)\b"),
)
SAYS_UNIT = re.compile(r"(?:đơn vị(?: tính)?|đvt|\()\s*:?\s*([^)]*)", re.IGNORECASE)


def propose(grid: Grid, kind: str) -> Layout:
    """How the table seems to be meant. What is not clear is left open; a person says it."""
    begin = begins(grid, kind)
    if begin is None:
        return Layout()
    end = _end(grid, begin, kind)
    columns: dict[int, Use] = {}
    for column in range(len(grid.rows[0])):
        use = _use(labels(grid, column, begin, end), kind)
        taken = {known.role for known in columns.values()}
        if use and (use.role not in taken or use.role in {"money", "value", "goal"}):
            columns[column] = use
    return Layout(end, _unit(grid, end), columns)


def labels(grid: Grid, column: int, begin: int, end: int) -> list[str]:
    """What stands above a column, from the top: of a merged cell what it says, once."""
    by_address = {cell.address: cell for row in grid.rows[:end] for cell in row}
    said: list[str] = []
    for row in grid.rows[begin:end]:
        cell = row[column]
        into = by_address.get(cell.merged_into, cell) if cell.merged_into else cell
        text = " ".join(into.text.split())
        if text and text not in said and not _is_number(text):
            said.append(text)
    return said


def numbering(row: Sequence[Cell]) -> bool:
    """Whether the row only numbers the columns: 1, 2, 3 or (1), (2), (3)."""
    said = [cell.text.strip("() .") for cell in row if cell.text.strip()]
    return len(said) > 2 and said in ([str(one + first) for one in range(len(said))] for first in (0, 1))


def begins(grid: Grid, kind: str) -> int | None:
    """The first row in which two cells are called like columns: what is above it is a title."""
    for number, row in enumerate(grid.rows[:LOOKED_AT]):
        if len({role for cell in row if (role := _role(fold(cell.text), kind))}) >= 2:
            return number
    return None


def _end(grid: Grid, begin: int, kind: str) -> int:
    end = begin + 1
    head = {cell.address for cell in grid.rows[begin]}
    while end < len(grid.rows) and end - begin < MOST_HEAD:
        row = grid.rows[end]
        if numbering(row):
            return end + 1
        words = [fold(cell.text) for cell in row if cell.text.strip()]
        below = any(cell.merged_into in head for cell in row)
        if not below and not (words and all(_role(one, kind) or YEAR.fullmatch(one) for one in words)):
            return end
        head |= {cell.address for cell in row}
        end += 1
    return end


def _role(label: str, kind: str) -> str:
    label = " ".join(label.split())
    if not label or len(label) > 120:
        return ""
    return next((role for role, words in WORDS[kind] if re.fullmatch(words, label)), "")


def _use(said: Sequence[str], kind: str) -> Use | None:
    if not said:
        return None
    folded = [fold(one) for one in said]
    whole = " ".join(folded)
    role = next((role for one in (*folded[::-1], whole) if (role := _role(one, kind))), "")
    if kind == "projects" and any(_role(one, kind) == "money" for one in (*folded, whole)):
        role = "money"
    if role == "money":
        return Use("money", _measure(whole), _when(folded), _fund(folded))
    if role == "value":
        years = YEAR.findall(whole)
        return Use("value", when=years[-1] if years else "")
    return Use(role) if role else None


def _measure(whole: str) -> str:
    return next((measure.value for measure, words in MEASURES if re.search(words, whole)), "")


def _when(folded: Sequence[str]) -> str:
    for one in (folded[-1], " ".join(folded)):
        years = sorted({*YEAR.findall(one)})
        if len(years) == 1:
            return f"-{years[0]}" if re.search(r"het nam|luy ke", one) else years[0]
    return ""


def _fund(folded: Sequence[str]) -> str:
    """Only a source that is named; "local budget" alone may be several, and a person says which."""
    return next((fund.value for one in folded[::-1] for fund, words in FUNDS if re.search(words, one)), "")


def _unit(grid: Grid, end: int) -> int:
    for row in grid.rows[:end]:
        for cell in row:
            for said in SAYS_UNIT.findall(cell.text):
                for unit, words in SAID_UNITS:
                    if re.search(words, said, re.IGNORECASE):
                        return unit
    return 0


def _is_number(text: str) -> bool:
    return text.strip("() .").isdecimal() and len(text) < 4
