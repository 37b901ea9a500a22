"""A plan as one list of blocks, of which every form of the document is made: the page to read, ODT and PDF/A. Pure: it
reads the plain values that a version keeps, so that an approved plan is printed as it was approved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext as _

from congvu.plans.rules.printed import span
from congvu.plans.rules.prose import prose
from congvu.plans.rules.telling import told_target
from congvu.plans.rules.words import LegalKind, SectionKind
from congvu.tabular.odt import (
    Block,
    Bullets,
    Cell,
    Heading,
    Landscape,
    Letterhead,
    Paragraph,
    Portrait,
    Run,
    Signature,
    TableBlock,
)
from congvu.tabular.odt import heads as header

Plain = Mapping[str, Any]
MOST_YEARS = 5  # in the columns of an upright page
PAGE, ACROSS = 16.0, 25.0  # centimetres of the pages


@dataclass(frozen=True, slots=True)
class Written:
    """The document: what stands above it, its blocks, and what they are called as a file."""

    head: Letterhead
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Formal:
    """What the paper says beside the plan: the decision, where and by whom. Without a number it is a draft."""

    agency: str
    superior: str = ""
    number: str = ""
    day: date | None = None
    place: str = ""
    roles: tuple[str, ...] = ()
    signer: str = ""
    receivers: tuple[str, ...] = ()


def written(content: Plain, formal: Formal) -> Written:
    """The document of a plan's content."""
    head = Letterhead(
        formal.agency, formal.superior, formal.number, formal.place, formal.day, kind=_("Kế hoạch"),
        title=_without_kind(str(content["title"])),
    )  # fmt: skip
    blocks: list[Block] = []
    if not formal.number:
        blocks.append(Paragraph(Run(_("DỰ THẢO"), bold=True), style="middle"))
    blocks += _sections(content)
    blocks.append(Signature(formal.roles, formal.signer, formal.receivers))
    return Written(head, tuple(_turned([*blocks, *_appendices(content)])))


def _sections(content: Plain) -> Iterator[Block]:
    beside = {one["key"]: number for number, one in enumerate(_tables(content), 1)}
    aims, listed = _aims(content), False
    for one in _printed_sections(content):
        yield Heading(_headed(one), int(one["depth"]))
        yield from (Paragraph(Run(based(text), italic=True)) for text in one["legal"])
        yield from prose(one["body"], level=int(one["depth"]))
        if one["ref"] in aims:
            yield targets(aims[one["ref"]])
        if one["kind"] == SectionKind.TASKS and not one["body"].strip() and not listed:
            listed = True
            yield from _undertakings(content.get("projects", ()))
        if one["kind"] == SectionKind.BUDGET and one["depth"] == 1:
            yield from _budgets(content["budgets"])
        if named := [str(beside[table["key"]]) for table in _tables(content) if table["section"] == one["ref"]]:
            yield Paragraph(
                Run(_("Chi tiết tại Phụ lục {numbers} kèm theo.").format(numbers=", ".join(named)), italic=True)
            )


def _printed_sections(content: Plain) -> list[Plain]:
    """Without what is left out, with all below it; nor a heading of aims under which nothing would stand."""
    found: list[Plain] = []
    skipped = 0  # the depth of a section that is left out
    aims = _aims(content)
    depths = [int(one["depth"]) for one in content["sections"]]
    for one, depth, below in zip(content["sections"], depths, [*depths[1:], 0], strict=False):
        if skipped and depth > skipped:
            continue
        skipped = depth if one["skipped"] else 0
        blank = not one["body"].strip() and not one["legal"] and one["ref"] not in aims and below <= depth
        told = content["targets"] and one["kind"] == SectionKind.TARGETS and depth > 1  # above, in the table
        if not skipped and not (blank and told):
            found.append(one)
    return found


def _aims(content: Plain) -> dict[str, list[Plain]]:
    """The targets by the section in which they stand: the one that they name, else the first that is for targets."""
    places = [one["ref"] for one in content["sections"] if one["kind"] == SectionKind.TARGETS and not one["skipped"]]
    found: dict[str, list[Plain]] = {}
    for one in content["targets"] if places else ():
        found.setdefault(one["section"] if one["section"] in places else places[0], []).append(one)
    return found


def _tables(content: Plain) -> Sequence[Plain]:
    tables: Sequence[Plain] = content.get("tables", ())
    return tables


def _appendices(content: Plain) -> Iterator[Block]:
    """The ministry's tables stand behind the signature, as the letter wants them."""
    for number, table in enumerate(_tables(content), 1):
        yield Landscape()
        yield Heading(_("Phụ lục {number}").format(number=number))
        yield _printed(table)
        yield from (Paragraph(note, style="note") for note in table["notes"])


def _headed(one: Plain) -> str:
    number = str(one["number"])
    if not number:
        return str(one["title"])
    return f"{number}{')' if len(number) == 1 and number.isalpha() and number.islower() else '.'} {one['title']}"


def based(text: Plain) -> str:
    """A legal text as a line of the basis."""
    prime = text["kind"] == LegalKind.PM_DECISION
    kind = str(LegalKind.DECISION.label if prime else LegalKind(text["kind"]).label)
    number, issuer = str(text["number"]), text["issuer"] or ("Thủ tướng Chính phủ" if prime else "")
    told = number if number.lower().startswith(kind.lower()) else f"{kind} {'số ' * number[:1].isdigit()}{number}"
    if text["issued_on"]:
        told += f" ngày {date.fromisoformat(text['issued_on']):%d/%m/%Y}"
    if issuer:
        told += f" của {issuer}"
    if text["title"]:
        told += f" về {text['title'][:1].lower()}{text['title'][1:]}"
    return f"Căn cứ {told};"


def targets(aims: Sequence[Plain]) -> TableBlock:
    """Targets: an indicator in a row, the years in columns, and whom they are for."""
    rows: dict[str, dict[int | None, str]] = {}
    named: dict[str, str] = {}
    scopes: dict[str, dict[str, None]] = {}  # the different ones, in their order
    # What one target of an indicator tells of its scope holds for those of the same scope that tell nothing.
    spoken = {(one["code"], one.get("scope_words")): one["scope_text"] for one in aims if one["scope_text"]}
    for one in aims:
        rows.setdefault(one["code"], {})[one["year"]] = _aim(one)
        named.setdefault(one["code"], one["name"])
        scopes.setdefault(one["code"], {})[_whom(one, spoken)] = None
    years: list[int | None] = [*sorted({year for row in rows.values() for year in row if year is not None})]
    if any(None in row for row in rows.values()):
        years.append(None)
    labels = [("", _("TT")), ("", _("Chỉ tiêu")), *(("", _told(year)) for year in years), ("", _("Phạm vi"))]
    lines = [
        [
            Cell(number, "number"),
            Cell(named[code]),
            *(Cell(row.get(year, "")) for year in years),
            Cell("; ".join(filter(None, scopes[code]))),
        ]
        for number, (code, row) in enumerate(rows.items(), 1)
    ]
    page = ACROSS if len(years) > MOST_YEARS else PAGE
    each = round((page - 1.0) * 0.5 / max(len(years), 1), 2)
    widths = ["1cm", f"{(page - 1.0) * 0.3:.2f}cm", *[f"{each}cm"] * len(years), f"{(page - 1.0) * 0.2:.2f}cm"]
    return TableBlock(header(labels), lines, widths, title=_("Các chỉ tiêu của kế hoạch"))


def _whom(one: Plain, spoken: Mapping[Any, str]) -> str:
    """Whom a target is for, with those that need not reach it and those that have a value of their own."""
    words = one.get("scope_words", "")
    said = [one["scope_text"] or spoken.get((one["code"], words), words)]
    if exempt := [row["name"] for row in one["assignments"] if row["exempt"]]:
        said.append(_("trừ {agencies}").format(agencies=", ".join(exempt)))
    own = [row for row in one["assignments"] if not row["exempt"] and row["value"] is not None]
    said += [f"{row['name']} {_aim({**one, 'value': row['value']})}" for row in own]
    return "; ".join(filter(None, said))


def _aim(one: Plain) -> str:
    return told_target(
        SimpleNamespace(
            op=one["op"], text=one["text"], indicator=SimpleNamespace(unit=one["unit"]),
            value=None if one["value"] is None else Decimal(one["value"]),
            day=None if one["day"] is None else date.fromisoformat(one["day"]),
        )
    )  # fmt: skip


def _told(year: int | None) -> str:
    return str(year) if year else _("Cả giai đoạn")


def _undertakings(projects: Sequence[Plain]) -> Iterator[Block]:
    """The projects in a line each, where nobody wrote what will be done."""
    if projects:
        yield Bullets([
            f"{one['name']} ({'; '.join(filter(None, (span(one['start'], one['end']), one['leads'])))})"
            if one["start"] or one["end"] or one["leads"] else one["name"]
            for one in projects
        ])  # fmt: skip


def _budgets(budgets: Sequence[Plain]) -> Iterator[Block]:
    if budgets:
        yield Bullets([
            ": ".join(filter(None, (f"{one['name']} {one['year']}".strip(), one["told"] or _dong(one["amount"]))))
            for one in budgets
        ])  # fmt: skip


def _dong(amount: int | None) -> str:
    return "" if amount is None else f"{amount:,} đồng".replace(",", ".")


def _printed(table: Plain) -> TableBlock:
    """A table of the ministry's, as the version keeps it."""
    kinds = table["kinds"]
    lines = []
    for row in [*table["rows"], *([table["total"]] if table["total"] else [])]:
        style = {"group": "group", "sum": "total"}.get(row["kind"], "cell")
        lines.append([Cell(value, kind, style) for value, kind in zip(row["cells"], kinds, strict=True)])
    weights = [{"money": 2.2, "number": 1.0}.get(kind, 3.0) for kind in kinds]
    weights[0] = 1.0
    widths = [f"{ACROSS * weight / sum(weights):.2f}cm" for weight in weights]
    return TableBlock(
        header([(group, label) for group, label in table["labels"]]), lines, widths, table["title"], table["unit"]
    )  # fmt: skip


def _turned(blocks: Sequence[Block]) -> Iterator[Block]:
    """Tables that are wider than the page stand on pages in landscape; each appendix begins one."""
    across = appended = False
    for block in blocks:
        appended = appended or isinstance(block, Landscape)
        wide = isinstance(block, TableBlock) and sum(float(one.removesuffix("cm")) for one in block.widths) > PAGE + 0.5
        if not appended and wide != across:
            yield Landscape() if wide else Portrait()
            across = wide
        yield block


def _without_kind(title: str) -> str:
    """ "Kế hoạch" stands above the title already."""
    rest = title.removeprefix("Kế hoạch ")
    return rest[:1].upper() + rest[1:]
