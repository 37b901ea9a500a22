"""What a section says, as blocks of a document: the same mark-up that the page reads, for paper."""

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from congvu.tabular.odt import Block, Bullets, Cell, Heading, Paragraph, Run, TableBlock

MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
WIDE = 16.0  # centimetres of an upright page
DEEPEST = 6


def prose(body: str, *, level: int) -> list[Block]:
    """The blocks of a text; its own headings stand below `level`."""
    return list(_blocks(SyntaxTreeNode(MARKDOWN.parse(body)).children, level))


def _blocks(nodes: Sequence[SyntaxTreeNode], level: int) -> Iterator[Block]:
    for node in nodes:
        if node.type == "heading":
            yield Heading("".join(run.text for run in _runs(node)), min(level + int(node.tag[1]), DEEPEST))
        elif node.type == "paragraph":
            yield Paragraph(*_runs(node))
        elif node.type in ("bullet_list", "ordered_list"):
            yield from _items(node, level)
        elif node.type == "blockquote":
            yield from _blocks(node.children, level)
        elif node.type == "table":
            yield _table(node)
        elif node.type in ("fence", "code_block"):
            yield from (Paragraph(line) for line in node.content.splitlines())


def _items(node: SyntaxTreeNode, level: int) -> Iterator[Block]:
    """A list in a list is printed behind the item that it belongs to."""
    first = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 0
    waiting: list[list[Run]] = []
    for number, item in enumerate(node.children, first):
        for place, part in enumerate(item.children):
            if part.type == "paragraph":
                before = [Run(f"{number}. ")] if node.type == "ordered_list" and not place else []
                waiting.append([*before, *_runs(part)])
                continue
            yield from _listed(waiting, ordered=node.type == "ordered_list")
            waiting = []
            yield from _blocks([part], level)
    yield from _listed(waiting, ordered=node.type == "ordered_list")


def _listed(items: list[list[Run]], *, ordered: bool) -> Iterator[Block]:
    if items and ordered:
        yield from (Paragraph(*item) for item in items)
    elif items:
        yield Bullets(items)


def _table(node: SyntaxTreeNode) -> TableBlock:
    rows = [row for part in node.children for row in part.children]
    lines = [
        [Cell(_plain(cell), style="head" if cell.type == "th" else "cell") for cell in row.children] for row in rows
    ]
    heads = [line for line, row in zip(lines, rows, strict=True) if row.children and row.children[0].type == "th"]
    columns = max((len(line) for line in lines), default=1)
    return TableBlock(heads, lines[len(heads) :], [f"{WIDE / columns:.2f}cm"] * columns)


def _plain(node: SyntaxTreeNode) -> str:
    return "".join(run.text for run in _runs(node))


def _runs(node: SyntaxTreeNode, *, bold: bool = False, italic: bool = False) -> list[Run]:
    found: list[Run] = []
    for part in node.children:
        if part.type in ("text", "code_inline"):
            found.append(Run(part.content, bold=bold, italic=italic))
        elif part.type in ("softbreak", "hardbreak"):
            found.append(Run(" " if part.type == "softbreak" else "\n"))
        elif part.type == "image":
            found.append(Run(f"[{part.content}]"))
        else:
            found += _runs(part, bold=bold or part.type == "strong", italic=italic or part.type == "em")
    return [run for run in found if run.text]
