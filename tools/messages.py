"""Collects the texts to translate into the English catalogue, and keeps the translations that are there.

Vietnamese is the msgid; the Vietnamese catalogue holds some of Django's sentences and is written by hand.
GNU gettext is not needed.
"""

import sys
from collections.abc import Iterator
from io import SEEK_END, BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "congvu/locale/en/LC_MESSAGES/django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}

# Written by hand, without dates: the file changes when a text does, and only then.
HEADER = """\
# English. The msgids are the Vietnamese texts; ./run messages collects them.
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""

Found = tuple[str, str | tuple[str, ...], str | None]


def sources() -> Iterator[Path]:
    """What a reader may see: Python and templates, without tests and migrations."""
    for path in sorted((ROOT / "congvu").rglob("*")):
        if path.suffix in {".py", ".html", ".txt"} and not {"tests", "migrations"} & set(path.parts):
            yield path


def texts() -> Iterator[Found]:
    for path in sources():
        place = path.relative_to(ROOT).as_posix()
        code = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # Python's tokenizer minds indentation, of which a template has any.
            code = "\n".join(line.lstrip() for line in templatize(code, origin=place).splitlines())
        for _, message, _, context in extract(
            "python", BytesIO(code.encode()), KEYWORDS, options={"encoding": "utf-8"}
        ):
            if message and message[0]:
                yield place, message, context


def collect(known: Catalog) -> Catalog:
    """All texts of today, each with the translation that `known` has for exactly it."""
    catalogue = Catalog(locale="en", fuzzy=False)
    for place, message, context in texts():
        old = known.get(message if isinstance(message, str) else message[0], context)
        catalogue.add(message, old.string if old and old.id == message else None, [(place, 0)], context=context)
    return catalogue


def is_translated(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, (list, tuple)) else bool(message.string)


def main(words: list[str]) -> int:
    """Write the catalogue; with --check only say (exit code 1) whether it is behind. Untranslated texts are counted."""
    known = Catalog(locale="en")
    if CATALOGUE.exists():
        with CATALOGUE.open("rb") as file:
            known = read_po(file, locale="en")
    catalogue = collect(known)
    out = BytesIO(HEADER.encode())
    out.seek(0, SEEK_END)
    write_po(out, catalogue, width=120, sort_by_file=True, include_lineno=False, omit_header=True)
    left = sum(not is_translated(message) for message in catalogue if message.id)
    print(f"{len(catalogue)} texts, {left} without translation")
    if "--check" in words:
        return int(not CATALOGUE.exists() or CATALOGUE.read_bytes() != out.getvalue())
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_bytes(out.getvalue())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
