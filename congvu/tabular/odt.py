"""Official papers as text documents (OpenDocument 1.3): the layout of Decree 30/2020/NĐ-CP, to be edited further.

    odt.written(
        Letterhead("Ủy ban nhân dân thành phố Mẫu", number="01/KH-UBND", place="Mẫu", day=day, kind="Kế hoạch",
                   title="Ứng dụng công nghệ thông tin năm 2027"),
        [Heading("I. Căn cứ"), Paragraph("Căn cứ ", Run("Luật Mẫu", italic=True), ";"), Bullets(["một", "hai"]),
         TableBlock(heads([("", "TT"), ("Kinh phí", "2027")]), [[Cell(1, "number"), Cell(5, "money")]], ["1cm", "3cm"]),
         Signature(("TM. Ủy ban nhân dân", "Chủ tịch"), "Nguyễn Văn Mẫu", ("Như trên", "Lưu: VT"))],
    )

Same blocks, same bytes. Texts are plain: nothing in them is read as mark-up.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lxml import etree

from congvu.tabular import odtstyles
from congvu.tabular.laying import Cell, Line, heads, laid, reach
from congvu.tabular.opendocument import TEXT, VERSION, lettered, make, meta, packed, whole
from congvu.tabular.words import RIGHT, said

__all__ = [
    "Block", "Bullets", "Cell", "Heading", "Landscape", "Letterhead", "Paragraph", "Portrait", "Run", "Signature",
    "TableBlock", "heads", "written",
]  # fmt: skip


CLOSE_AT = 1.05  # a table whose columns would like to be so many times as wide as the page is written small


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above: whose paper it is and of when. `kind` ("Kế hoạch") and `title` stand in the middle. Without
    `number` or `day` the places are left open, to be written in by hand."""

    agency: str
    superior: str = ""
    number: str = ""
    place: str = ""
    day: date | None = None
    kind: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a paragraph."""

    text: str
    bold: bool = False
    italic: bool = False


class Paragraph:
    """A paragraph of plain texts and runs. `style`: body, middle, right, note (small), or caption (bold, middle)."""

    def __init__(self, *runs: str | Run, style: str = "body") -> None:
        self.runs = tuple(Run(run) if isinstance(run, str) else run for run in runs)
        self.style = style


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 6, which the programme's navigator shows. Its number is part of its text."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; an item is a text, or the texts and runs of one."""

    items: Sequence[str | Sequence[str | Run]]


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table: the lines of its `head` are repeated on every page. `widths` are those of its columns ("2.4cm"): where
    they are more than the page they are made smaller, in proportion. A style of a cell is as in `ods`."""

    head: Sequence[Line]
    rows: Iterable[Line]
    widths: Sequence[str]
    title: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the lines above the name ("TM. Ủy ban nhân dân", "Chủ tịch"), and whom the paper goes to."""

    roles: Sequence[str]
    name: str = ""
    receivers: Sequence[str] = ()


class Landscape:
    """What follows stands on pages in landscape."""


class Portrait:
    """What follows stands on upright pages again."""


Block = Paragraph | Heading | Bullets | TableBlock | Signature | Landscape | Portrait


def written(head: Letterhead | None, blocks: Iterable[Block], *, creator: str = "") -> bytes:
    """The file."""
    writer = _Writer()
    body = make("office:text")
    if head:
        body.extend(writer.letterhead(head))
    for block in blocks:
        body.extend(writer.block(block))
    if not len(body):
        body.append(writer.paragraph("body"))
    root = make(
        "office:document-content", odtstyles.faces(), odtstyles.automatic(writer.widths, writer.tables),
        make("office:body", body), office_version=VERSION,
    )  # fmt: skip
    title = f"{head.kind} {head.title}".strip() if head else ""
    day = head.day.isoformat() if head and head.day else ""
    made = meta(title, creator or (head.agency if head else ""), day)
    return packed(TEXT, (("content.xml", whole(root)), ("styles.xml", odtstyles.styles()), ("meta.xml", made)))


class _Writer:
    """Blocks become elements; the widths of columns are noted for the styles."""

    def __init__(self) -> None:
        self.widths: set[str] = set()
        self.tables: list[tuple[float, str]] = []  # the width of each table, and the page that it begins
        self.close = False  # the table in hand is narrower than it would like to be
        self.across = odtstyles.ACROSS["First"]

    def block(self, block: Block) -> Iterator[etree._Element]:
        """The elements of a block."""
        if isinstance(block, Paragraph):
            yield self.runs(self.paragraph(block.style), block.runs)
        elif isinstance(block, Heading):
            level = min(max(block.level, 1), 6)
            yield lettered(
                make("text:h", text_style_name=f"Heading_20_{level}", text_outline_level=str(level)), block.text
            )
        elif isinstance(block, Bullets):
            yield self._bullets(block)
        elif isinstance(block, TableBlock):
            yield from self._table(block)
        elif isinstance(block, Signature):
            yield from self._signature(block)
        else:
            page = "Landscape" if isinstance(block, Landscape) else "Standard"
            self.across = odtstyles.ACROSS[page]
            yield self.paragraph(f"to-{page}")

    def paragraph(self, style: str, text: str = "") -> etree._Element:
        """A paragraph of one text."""
        return lettered(make("text:p", text_style_name=style), text)

    def runs(self, made: etree._Element, runs: Iterable[Run]) -> etree._Element:
        """A paragraph of several."""
        for run in runs:
            if not run.bold and not run.italic:
                lettered(made, run.text)
                continue
            style = "-".join(name for name, on in (("bold", run.bold), ("italic", run.italic)) if on)
            made.append(lettered(make("text:span", text_style_name=style), run.text))
        return made

    def _bullets(self, block: Bullets) -> etree._Element:
        made = make("text:list", text_style_name="bullets")
        for item in block.items:
            runs = [item] if isinstance(item, str) else item
            words = self.runs(self.paragraph("item"), [Run(one) if isinstance(one, str) else one for one in runs])
            made.append(make("text:list-item", words))
        return made

    def _frame(self, widths: Sequence[str], *, page: str = "") -> etree._Element:
        """A table as yet without rows."""
        wide = [float(width.removesuffix("cm")) for width in widths]
        most = self.across
        if sum(wide) > most:
            wide = [round(width * most / sum(wide), 2) for width in wide]
        self.tables.append((sum(wide), page))
        number = len(self.tables)
        made = make("table:table", table_name=f"Bảng {number}", table_style_name=f"table-{number}")
        for width in wide:
            self.widths.add(f"{width:g}cm")
            made.append(make("table:table-column", table_style_name=odtstyles.column(f"{width:g}cm")))
        return made

    def _table(self, block: TableBlock) -> Iterator[etree._Element]:
        if block.title:
            yield self.paragraph("caption", block.title)
        if block.unit:
            yield self.paragraph("unit", block.unit)
        made = self._frame(block.widths)
        self.close = sum(float(width.removesuffix("cm")) for width in block.widths) > CLOSE_AT * self.across
        if block.head:
            made.append(make("table:table-header-rows", *self._rows(block.head)))
        made.extend(self._rows(block.rows))
        yield made
        yield self.paragraph("after")

    def _rows(self, lines: Iterable[Line]) -> Iterator[etree._Element]:
        for line in laid(lines):
            cells = [self._cell(cell) if cell else make("table:covered-table-cell") for cell in line]
            yield make("table:table-row", *cells, table_style_name="row")

    def _cell(self, cell: Cell) -> etree._Element:
        style = "head" if cell.style == "head" else "framed"
        made = make("table:table-cell", table_style_name=style, office_value_type="string")
        reach(made, cell)
        right = cell.kind in RIGHT or cell.kind in {"date", "moment"}
        words = "cell-head" if cell.style in {"head", "middle"} else "cell-right" if right else "cell-left"
        if cell.style in {"total", "group", "bold", "title"}:
            words += "-bold"
        if self.close:
            words += "-small"
        text = "" if cell.value is None or cell.value == "" else said(cell.value, cell.kind)
        made.extend(self.paragraph(words, one) for one in text.split("\n"))
        return made

    def letterhead(self, head: Letterhead) -> Iterator[etree._Element]:
        """Agency and country side by side, number and day under them, and what it is in the middle."""
        place = f"{head.place or '........'}, "
        day = (
            f"ngày {head.day:%d} tháng {head.day:%m} năm {head.day:%Y}" if head.day else "ngày ... tháng ... năm ......"
        )
        left = [self.paragraph("agency", head.superior.upper())] if head.superior else []
        left += [self.paragraph("agency-bold", head.agency.upper()), self.paragraph("line-agency")]
        left.append(self.paragraph("number", f"Số: {head.number or '......'}"))
        right = [
            self.paragraph("country", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            self.paragraph("motto", "Độc lập - Tự do - Hạnh phúc"),
            self.paragraph("line-motto"),
            self.paragraph("day", place + day),
        ]
        yield self._pair(left, right, widths=("6cm", "10cm"), page="First")
        if head.kind:
            yield self.paragraph("kind", head.kind.upper())
        if head.title:
            yield self.paragraph("title", head.title)
        yield self.paragraph("line-title")

    def _signature(self, block: Signature) -> Iterator[etree._Element]:
        left = [self.paragraph("receivers", "Nơi nhận:")] if block.receivers else [self.paragraph("receiver")]
        several = list(block.receivers)
        left += [
            self.paragraph("receiver", f"- {one}{'.' if number == len(several) else ';'}")
            for number, one in enumerate(several, 1)
        ]
        right = [self.paragraph("signer", role.upper()) for role in block.roles]
        right += [self.paragraph("space"), self.paragraph("signer", block.name)]
        yield self.paragraph("after")
        yield self._pair(left, right, widths=("7.5cm", "8.5cm"))

    def _pair(
        self, left: list[etree._Element], right: list[etree._Element], *, widths: tuple[str, str], page: str = ""
    ) -> etree._Element:
        made = self._frame(widths, page=page)
        cells = (make("table:table-cell", *side, table_style_name="open") for side in (left, right))
        made.append(make("table:table-row", *cells, table_style_name="row"))
        return made
