"""Writes the parts of the documentation that the code knows best: docs/cli.md, the code map of ARCHITECTURE.md, and a
page of docs/procedures for every pack.

A test compares them with the code; `./run docs` writes them anew.
"""

import argparse
import ast
import os
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CLI = ROOT / "docs/cli.md"
PROCEDURES = ROOT / "docs/procedures"
PACKS = ROOT / "packs"
ARCHITECTURE = ROOT / "ARCHITECTURE.md"
BEGIN, END = "<!-- code map: written by ./run docs -->\n", "<!-- end of the code map -->\n"


def cli() -> str:
    """Every verb of the command line with its options."""
    from congvu.cli.main import parser

    top = parser()
    lines = ["# The command line", "", f"{top.epilog}", "", "Written by `./run docs` from the parser; do not edit.", ""]
    lines += [line for part in verbs(top) for line in section(part)]
    return "\n".join(lines)


def verbs(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """The parser itself and those below it; of those that only lead to verbs, the verbs."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not below or " " not in parser.prog:
        yield parser
    for action in below:
        for name in sorted(action.choices):
            yield from verbs(action.choices[name])


def section(parser: argparse.ArgumentParser) -> Iterator[str]:
    """One verb: what it does, then what it may be told."""
    yield f"## {parser.prog}"
    yield ""
    yield " ".join((parser.description or "").split())
    yield ""
    told = [action for action in parser._actions if action.help and action.dest != "help"]
    told = [action for action in told if not isinstance(action, argparse._SubParsersAction)]
    if told:
        yield "| | |"
        yield "|---|---|"
    for action in told:
        takes = (
            "" if action.nargs == 0 or not action.option_strings else " " + str(action.metavar or action.dest.upper())
        )
        name = ", ".join(action.option_strings) or str(action.metavar or action.dest.upper())
        meaning = str(action.help) % {**vars(action), "prog": parser.prog}
        yield f"| `{name}{takes}` | {meaning} |"
    if told:
        yield ""


def code_map() -> str:
    """The rooms by floor, from the top down, each with the first sentence that it says of itself."""
    from congvu.site.rooms import FLOORS

    lines = ["| floor | room | what it is |", "|---|---|---|"]
    for floor, rooms in reversed(list(enumerate(reversed(FLOORS)))):
        lines += [f"| {floor} | [`{room}`](congvu/{room}) | {purpose(room)} |" for room in rooms]
    return "\n".join(lines) + "\n"


def purpose(room: str) -> str:
    """The first paragraph of the docstring of a room's `__init__.py`."""
    said = ast.get_docstring(ast.parse((ROOT / f"congvu/{room}/__init__.py").read_text(encoding="utf-8"))) or ""
    return " ".join(said.split("\n\n")[0].split())


def with_map(text: str) -> str:
    """The text with the code map between its two marks."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return before + BEGIN + code_map() + END + after


def procedures() -> dict[Path, str]:
    """The pages of the packs of the house, and the list of them, by their files."""
    from congvu.procedures.rules import catalogue, from_folder, packs_in

    pages, rows = {}, []
    for folder in packs_in(PACKS):
        files, place = from_folder(folder), folder.relative_to(PACKS)
        pages[PROCEDURES / f"{place}.md"] = catalogue.page(files)
        field, code, name, time = catalogue.line(files)
        rows.append((field, f"| {field} | [{name}]({place.as_posix()}.md) | {code} | {time} |"))
    head = ["# Thủ tục có sẵn", "", "Written by `./run docs` from `packs`; do not edit.", ""]
    table = ["| lĩnh vực | thủ tục | mã | thời hạn |", "|---|---|---|---|", *(row for _field, row in sorted(rows))]
    pages[PROCEDURES / "README.md"] = "\n".join([*head, *table]) + "\n"
    return pages


def write_procedures() -> None:
    """Write the pages, and remove those of packs that are gone."""
    pages = procedures()
    for gone in set(PROCEDURES.rglob("*.md")) - set(pages):
        gone.unlink()
    for path, text in pages.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def main() -> int:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    CLI.write_text(cli(), encoding="utf-8")
    write_procedures()
    ARCHITECTURE.write_text(with_map(ARCHITECTURE.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
