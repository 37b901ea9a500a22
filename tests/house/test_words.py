"""What the repository holds, and how refusals and events are named."""

import importlib
import importlib.util
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import congvu
from congvu.base.refusals import No
from congvu.journal.services import Event
from congvu.site.rooms import FLOORS

ROOT = Path(congvu.__file__).parents[1]
ROOMS = [room for floor in FLOORS for room in floor]
LARGEST = 300_000
# Put together here, so that this file itself holds none of them.
NO_PLACE = [
    *("pypi." + end for end in ("org", "io", "python.org")),
    "pythonhosted." + "org",
    "npmjs." + "org",
    "npmjs." + "com",
    "yarnpkg." + "com",
    "deb.debian." + "org",
    "security.debian." + "org",
    "/" + "work" + "/",
    "/" + "root" + "/",
    "TO" + "DO",
    "FIX" + "ME",
]


def files() -> Iterator[Path]:
    """What is in the repository, or is about to be."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in listed.split("\0"):
        if name and (ROOT / name).is_file():
            yield ROOT / name


def test_no_file_names_a_registry_a_machine_or_an_unfinished_thing() -> None:
    pattern = re.compile("|".join(rf"(?<![\w.]){re.escape(word)}" for word in NO_PLACE))
    found = []
    for path in files():
        data = path.read_bytes()
        if b"\0" not in data[:8000]:
            text = data.decode("utf-8")
            found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in pattern.finditer(text)]
    assert found == []


def test_every_text_file_is_utf8_and_ends_with_a_line() -> None:
    wrong = []
    for path in files():
        data = path.read_bytes()
        if path.suffix == ".html":
            continue  # a template that writes attributes ends where they end
        if data and b"\0" not in data[:8000] and (b"\r\n" in data or not data.endswith(b"\n")):
            wrong.append(str(path.relative_to(ROOT)))
    assert wrong == []


def test_nothing_large_lies_in_the_repository() -> None:
    large = [f"{path.relative_to(ROOT)}: {path.stat().st_size}" for path in files() if path.stat().st_size > LARGEST]
    grow = ("congvu/places/", "congvu/locale/")  # the country's units; every sentence of the interface twice
    assert [name for name in large if not name.startswith(grow)] == []


def declared(kind: type, shelf: str) -> Iterator[tuple[str, object]]:
    """Every `No` or `Event` that a room declares in its module of that name."""
    for room in ROOMS:
        name = f"congvu.{room}.{shelf}"
        if importlib.util.find_spec(name):
            module = importlib.import_module(name)
            yield from ((room, value) for value in vars(module).values() if isinstance(value, kind))


@pytest.mark.parametrize(
    ("kind", "shelf", "attribute", "begins"), [(No, "refusals", "code", "{room}"), (Event, "events", "name", "[a-z]+")]
)
def test_refusals_and_events_have_stable_names_of_their_own(
    kind: type, shelf: str, attribute: str, begins: str
) -> None:
    names = [(room, str(getattr(value, attribute))) for room, value in declared(kind, shelf)]
    assert names, f"no room declares any {shelf}"
    shape = begins + r"\.[a-z][a-z_.]*"
    assert [name for room, name in names if not re.fullmatch(shape.replace("{room}", room), name)] == []
    assert [name for name, times in Counter(name for _, name in names).items() if times > 1] == []


def test_every_refusal_has_a_sentence_and_an_honest_status() -> None:
    for _, no in declared(No, "refusals"):
        assert isinstance(no, No)
        assert str(no.sentence)[:1].isupper() or str(no.sentence).startswith("{"), no.code
        assert 400 <= no.status < 500, no.code
