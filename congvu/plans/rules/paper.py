"""The blocks of a document as facts of the paper: the same content as the text document, as PDF/A."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from congvu.plans.rules.document import Written
from congvu.tabular.laying import Line, laid
from congvu.tabular.odt import Block, Bullets, Heading, Landscape, Paragraph, Portrait, Run, Signature, TableBlock
from congvu.tabular.words import RIGHT, said

TEMPLATE = Path(__file__).resolve().parents[1] / "typst" / "plan.typ"


def facts(document: Written) -> dict[str, Any]:
    """What the template takes; see there."""
    head = document.head
    pages: list[dict[str, Any]] = [{"wide": False, "blocks": []}]
    for block in document.blocks:
        if isinstance(block, Landscape | Portrait):
            pages.append({"wide": isinstance(block, Landscape), "blocks": []})
        else:
            pages[-1]["blocks"].append(_told(block))
    return {
        "agency": {"name": head.agency, "superior": head.superior, "place": head.place},
        "number": head.number,
        "day": head.day,
        "kind": head.kind,
        "title": head.title,
        "pages": [page for page in pages if page["blocks"]],
    }


def _told(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"is": "heading", "text": block.text, "level": block.level}
    if isinstance(block, Paragraph):
        return {"is": "paragraph", "style": block.style, "runs": _runs(block.runs)}
    if isinstance(block, Bullets):
        return {"is": "bullets", "items": [_runs([item] if isinstance(item, str) else item) for item in block.items]}
    if isinstance(block, TableBlock):
        return {
            "is": "table", "title": block.title, "unit": block.unit, "head": _lines(block.head),
            "rows": _lines(block.rows), "widths": [float(width.removesuffix("cm")) for width in block.widths],
        }  # fmt: skip
    assert isinstance(block, Signature)
    return {"is": "signature", "roles": list(block.roles), "name": block.name, "receivers": list(block.receivers)}


def _runs(runs: Iterable[str | Run]) -> list[dict[str, Any]]:
    told = [Run(run) if isinstance(run, str) else run for run in runs]
    return [{"text": run.text, "bold": int(run.bold), "italic": int(run.italic)} for run in told]


def _lines(lines: Iterable[Line]) -> list[list[dict[str, Any]]]:
    """The cells of each line without those that others cover; typst counts them as HTML does."""
    return [
        [
            {
                "text": "" if cell.value is None else said(cell.value, cell.kind),
                "columns": cell.columns,
                "rows": cell.rows,
                "right": int(cell.kind in RIGHT),
                "bold": int(cell.style in {"head", "total", "group", "bold"}),
            }
            for cell in line
            if cell
        ]
        for line in laid(lines)
    ]
