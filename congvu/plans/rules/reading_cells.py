"""Single cells read into words, years, money and values; whatever is not plain is asked."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from congvu.base.text import fold
from congvu.plans.rules.reading import LENGTHS, Around, Doubt, Way
from congvu.plans.rules.telling import told_number
from congvu.tabular import Cell
from congvu.tabular.grids import address, plainly
from congvu.tabular.numbers import Read, read_number

OUT, EMPTY, KEEP, SAME = "out", "empty", "keep", "same"
MOST_MONEY = 10**15  # đồng; a million times a thousand million
MOST_VALUE = Decimal(10) ** 15
SPAN = re.compile(r"\D*((?:19|20)\d\d)(?:\s*(?:-|–|—|đến|tới|÷|/)\s*(?:năm\s*)?((?:19|20)\d\d))?\D*")


class Asked:
    """The doubts of a table as they come up, and what a person has said of each."""

    def __init__(self, decisions: Mapping[str, str]) -> None:
        self.decisions = decisions
        self.doubts: dict[str, Doubt] = {}
        self.open: dict[str, None] = {}  # their keys, in order
        self.open_cells: set[str] = set()

    def ask(
        self, kind: str, row: int, column: int, sentence: str, ways: tuple[Way, ...], *, typed: str = "",
        fits: Callable[[str], bool] = bool, key: str = "",
    ) -> str:  # fmt: skip
        """What was decided of it; nothing while it is open. The same `key` is asked once for all its cells."""
        key = key or f"{address(row, column)}:{kind}"
        if key in self.doubts:
            known, here = self.doubts[key], address(row, column)
            if here not in (known.address, *known.also):
                self.doubts[key] = replace(known, also=(*known.also, here))
        else:
            self.doubts[key] = Doubt(key, row, column, sentence, ways, typed, fits)
        decision = self.decisions.get(key, "")
        if self.doubts[key].settled(decision):
            return decision
        self.open[key] = None
        self.open_cells.add(address(row, column))
        return ""


def left_out() -> Way:
    """Not to take the row."""
    return Way(OUT, _("Bỏ dòng này"))


def nothing() -> Way:
    """To take it as an empty cell."""
    return Way(EMPTY, _("Để trống ô này"))


class Row:
    """One row of the table being read. `out` as soon as somebody left it out."""

    def __init__(self, number: int, cells: tuple[Cell, ...], asked: Asked, by_address: Mapping[str, Cell]) -> None:
        self.number, self.cells, self.asked, self.by_address = number, cells, asked, by_address
        self.out = False

    def decided(
        self, kind: str, column: int, sentence: str, *ways: Way, typed: str = "", fits: Callable[[str], bool] = bool
    ) -> str:
        """Ask; the row may always be left out."""
        decision = self.asked.ask(kind, self.number, column, sentence, (*ways, left_out()), typed=typed, fits=fits)
        self.out = self.out or decision == OUT
        return decision

    def cell(self, column: int | None) -> Cell:
        """A cell; of one that a merged one covers, what a person says."""
        if column is None:
            return Cell("", None, "")
        cell = self.cells[column]
        if not cell.merged_into:
            return cell
        into = self.by_address.get(cell.merged_into)
        said = into.text if into else ""
        if not said and not cell.text:
            return cell
        sentence = _("Ô bị gộp vào %(into)s (“%(said)s”).") % {"into": cell.merged_into, "said": said[:80]}
        ways: tuple[Way, ...] = (Way(SAME, _("Như ô %s") % cell.merged_into), nothing())
        if cell.text:
            sentence += " " + _("Bên dưới còn ghi “%s”, không hiện khi mở tệp.") % cell.text[:80]
            ways = (*ways, Way(KEEP, _("Lấy chữ bị che")))
        decision = self.decided("merged", column, sentence, *ways, typed=_("Ghi đúng"))
        if decision == SAME and into:
            return into
        if decision == KEEP:
            return Cell(cell.text, cell.number, cell.address)
        return Cell(decision[1:] if decision.startswith("~") else "", None, cell.address)

    def words(self, column: int | None, role: str) -> str:
        """A text, within what its field takes."""
        if column is None:
            return ""
        text = " ".join(self.cell(column).text.split()) if role not in {"goal", "work"} else self.cell(column).text
        most = LENGTHS.get(role, 300)
        if len(text) <= most:
            return text
        sentence = _("Dài %(length)d chữ cái, chỉ nhận %(most)d.") % {"length": len(text), "most": most}
        decision = self.decided(
            "long", column, sentence, nothing(), typed=_("Ghi ngắn lại"), fits=lambda typed: 0 < len(typed) <= most
        )
        return decision[1:] if decision.startswith("~") else ""

    def years(self, column: int | None, around: Around) -> tuple[int | None, int | None]:
        """From which year to which: "2013", "2013-2015", "đến 2015" are read, all else is asked."""
        if column is None:
            return None, None
        cell = self.cell(column)
        text = plainly(cell.number) if cell.number is not None else " ".join(cell.text.split())
        if text in {"", "-", "–"}:
            return None, None
        found = SPAN.fullmatch(text)
        if not found or (found[2] and found[2] < found[1]):
            decision = self.decided(
                "time", column, _("Không đọc được thời gian “%s”.") % text[:80], nothing(),
                typed=_("Ghi năm, hoặc năm đầu-năm cuối"), fits=is_span,
            )  # fmt: skip
            found = SPAN.fullmatch(decision[1:]) if decision.startswith("~") else None
            if not found:
                return None, None
        first, last = int(found[1]), int(found[2] or found[1])
        if last < around.first or first > around.last or first < around.first - 30 or last > around.last + 30:
            sentence = _("Thời gian %(said)s ngoài kế hoạch (%(first)d-%(last)d).") % {
                "said": text[:40], "first": around.first, "last": around.last,
            }  # fmt: skip
            decision = self.decided("outside", column, sentence, Way(KEEP, _("Giữ như tệp")), nothing())
            if decision != KEEP:
                return None, None
        return first, last

    def money(self, column: int, unit: int) -> int | None:
        """In đồng. A cell may tell a unit of its own; where that is not the table's, a person confirms it."""
        cell = self.cell(column)
        read = self._number(cell)
        if read.n is not None:
            read = Read(doubt=_("Là một phân số, không phải số tiền."))
        value = read.value
        own = unit if cell.number is not None or not _names_unit(cell.text) else read.unit
        if read.doubt:
            value = self._chosen(column, read, unit=own)
        if value is None:
            return None
        if own != unit and not self.decided(
            "unit", column, _("Ô ghi đơn vị riêng, khác đơn vị của bảng: “%s”.") % cell.text[:60],
            Way(KEEP, _("Đúng, theo đơn vị ghi trong ô")),
        ):  # fmt: skip
            return None
        amount = value * own
        if amount < 0 or amount > MOST_MONEY or amount != amount.to_integral_value() or read.percent:
            sentence = _("“%s” không phải số tiền hợp lệ: phải từ 0 trở lên và tròn đồng.") % cell.text[:60]
            decision = self.decided("money", column, sentence, nothing(), typed=_("Số tiền, bằng đồng"), fits=is_money)
            said = number_said(decision)
            return None if said is None else int(said)
        return int(amount)

    def value(self, column: int, *, percent: bool) -> tuple[Decimal | None, str]:
        """What is to be reached: a number, or words where a person says that they are meant."""
        cell = self.cell(column)
        read = self._number(cell)
        if read.empty and cell.number is None:
            return None, ""
        value, words = read.value, ""
        if read.doubt or read.n is not None:
            as_words = Way("text", _("Là mục tiêu bằng lời: “%s”") % cell.text[:80])
            value = self._chosen(column, read, as_words)
            if self.asked.decisions.get(f"{address(self.number, column)}:number") == "text":
                return None, cell.text[:300]
        if value is not None and percent and not read.percent and not cell.text.endswith("%") and 0 < value <= 1:
            ways = tuple(Way(f"={one:f}", f"{plainly(one)}%") for one in (value.normalize(), (value * 100).normalize()))
            sentence = _("Chỉ tiêu tính bằng phần trăm, ô ghi %s: là tỷ lệ hay là phần trăm?") % cell.text[:40]
            return number_said(self.decided("share", column, sentence, *ways)), ""
        if value is not None and percent and value > 100:
            sentence = _("Chỉ tiêu tính bằng phần trăm mà ô ghi %s.") % cell.text[:40]
            decision = self.decided("above", column, sentence, Way(KEEP, _("Giữ như tệp")), nothing())
            return (value if decision == KEEP else None), words
        return value, words

    def quotient(self, column: int, *, percent: bool) -> tuple[Decimal | None, Decimal | None]:
        """Where things stand: n over d, or a number alone where none is wanted. A percentage does not say of what."""
        cell = self.cell(column)
        read = self._number(cell)
        if read.empty:
            return None, None
        if read.n is not None and read.d is not None:
            return self.checked(column, read.n, read.d)
        if not percent and not read.percent:
            return (self._chosen(column, read) if read.doubt else read.value), None
        sentence = _("“%s” không có tử số và mẫu số.") % cell.text[:60]
        decision = self.decided(
            "percent", column, sentence, nothing(), typed=_("Tử số/mẫu số, ví dụ 53/57"), fits=is_quotient
        )
        said = read_number(decision[1:]) if decision.startswith("~") else Read()
        return self.checked(column, said.n, said.d)

    def checked(self, column: int, n: Decimal | None, d: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
        """A quotient that can be one: the part is no more than the whole, and the whole is not nought."""
        if n is None or d is None or (0 <= n <= d and d > 0):
            return n, d
        sentence = _("Tử số %(n)s và mẫu số %(d)s không khớp.") % {"n": plainly(n), "d": plainly(d)}
        ways = (nothing(),) if d <= 0 or n < 0 else (Way(KEEP, _("Giữ như tệp")), nothing())
        return (n, d) if self.decided("quotient", column, sentence, *ways) == KEEP else (None, None)

    def count(self, column: int | None) -> Decimal | None:
        """A number."""
        if column is None:
            return None
        read = self._number(self.cell(column))
        return self._chosen(column, read) if read.doubt else read.value

    def _number(self, cell: Cell) -> Read:
        if cell.number is not None and abs(cell.number) < MOST_VALUE:
            return Read(value=cell.number, percent=cell.text.endswith("%"))
        read = read_number(cell.text)
        if read.value is not None and abs(read.value) >= MOST_VALUE:
            return Read(doubt=_("Số quá lớn."))
        return read

    def _chosen(self, column: int, read: Read, *more: Way, unit: int = 0) -> Decimal | None:
        """A number that can be read in several ways, or in none: a person says it. With a unit it is money."""
        text = " ".join(self.cells[column].text.split())[:80]
        ways = tuple(Way(f"={one:f}", _worth(one, unit)) for one in read.choices)
        sentence = f"“{text}”: {read.doubt}"
        typed = _("Ghi số đúng") if read.unit == 1 else _("Ghi số đúng (cùng đơn vị với ô)")
        decision = self.decided("number", column, sentence, *ways, *more, nothing(), typed=typed, fits=is_number)
        return number_said(decision)


def _worth(number: Decimal, unit: int) -> str:
    """A number as a choice; of money also what it is in đồng."""
    if unit <= 1:
        return plainly_grouped(number)
    return _("{number} ({dong} đồng)").format(number=plainly_grouped(number), dong=told_number(number * unit))


def number_said(decision: str) -> Decimal | None:
    """The number of a decision: one of the ways offered, or one typed that can be read in one way only."""
    if decision.startswith("="):
        return Decimal(decision[1:])
    read = read_number(decision[1:]) if decision.startswith("~") else Read()
    if read.value is None or read.unit != 1 or read.percent or abs(read.value) >= MOST_VALUE:
        return None
    return read.value


def is_number(typed: str) -> bool:
    """Whether somebody typed a number that can be read in one way."""
    return number_said(f"~{typed}") is not None


def is_money(typed: str) -> bool:
    """Whether somebody typed an amount of whole đồng."""
    number = number_said(f"~{typed}")
    return number is not None and 0 <= number <= MOST_MONEY and number == number.to_integral_value()


def is_span(typed: str) -> bool:
    """Whether somebody typed one year, or two."""
    found = SPAN.fullmatch(typed)
    return bool(found and (not found[2] or found[2] >= found[1]))


def is_quotient(typed: str) -> bool:
    """Whether somebody typed a part and a whole."""
    return read_number(typed).n is not None


def plainly_grouped(number: Decimal) -> str:
    """A choice that cannot be taken for another: 226 330 and 226,33."""
    whole, _mark, part = f"{number:f}".partition(".")
    sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(whole):,}".replace(",", "\u00a0")
    return sign + (f"{grouped},{part.rstrip('0')}" if part.rstrip("0") else grouped)


def _names_unit(text: str) -> bool:
    return bool(re.search(r"đồng|nghìn|ngàn|triệu|t[ỷỉ]|\btr|vn[đd]|\dđ", text.casefold()))


def near(text: str, names: Mapping[int, str], most: int = 3) -> list[int]:
    """Which of these names share most words with a text; none that shares none of weight."""
    words = {word for word in fold(text).split() if len(word) > 1}
    scored = []
    for key, name in names.items():
        others = set(fold(name).split())
        if words and others and len(words & others) * 2 >= min(len(words), len(others)):
            scored.append((-len(words & others) / len(words | others), name, key))
    return [key for _score, _name, key in sorted(scored)[:most]]
