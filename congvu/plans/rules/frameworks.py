"""The frameworks of plans: versioned section trees with guidance, read from YAML and checked to the line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from congvu.base.strict_yaml import Document, YamlError, load
from congvu.plans.rules.words import SectionKind

FOLDER = Path(__file__).parent.parent / "data" / "frameworks"
TABLE = re.compile(r"T([1-9]|1[01])")
DEEPEST = 3  # levels of sections
LONGEST_TITLE = 240
_TOP = {"framework", "edition", "source", "name", "title", "guidance", "slots", "sections"}
_SLOT = {"key", "name", "unit", "metric_n", "metric_d"}
_PART = {"number", "title", "kind", "guidance", "slots", "tables", "children"}


class FrameworkError(ValueError):
    """A framework's file is wrong; the message names the file and the line."""

    def __init__(self, name: str, line: int, what: str) -> None:
        super().__init__(f"{name}:{line}: {what}")
        self.name, self.line, self.what = name, line, what


@dataclass(frozen=True, slots=True)
class Slot:
    """An indicator that the framework asks for; with `metric_n`, the platform may count it."""

    key: str
    name: str
    unit: str
    metric_n: str = ""
    metric_d: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a framework. `key` is its place ("II.6.a"); its title may name years (`titled`)."""

    key: str
    number: str
    title: str
    kind: SectionKind
    guidance: str
    slots: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    children: tuple["Part", ...] = ()

    def walk(self) -> Iterator["Part"]:
        """The section and all below it, as they are printed."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Framework:
    """One framework in one edition."""

    key: str
    edition: str
    source: str
    name: str
    title: str
    guidance: str
    slots: dict[str, Slot]
    parts: tuple[Part, ...]

    def walk(self) -> Iterator[Part]:
        """All sections, as they are printed."""
        for part in self.parts:
            yield from part.walk()

    def part(self, key: str) -> Part | None:
        """The section of that place."""
        return next((part for part in self.walk() if part.key == key), None)


def titled(title: str, first: int, last: int) -> str:
    """A title with the years of a plan: {year} its first, {before} the one before, {span} all of them in words."""
    span = f"năm {first}" if first == last else f"năm {first} và giai đoạn {first}-{last}"
    return title.format(year=first, before=first - 1, span=span)


@cache
def frameworks() -> dict[str, Framework]:
    """All frameworks that are shipped, by key. Raises FrameworkError where a file is wrong."""
    return {path.stem: read(path.read_text(encoding="utf-8"), path.name) for path in sorted(FOLDER.glob("*.yaml"))}


def framework_of(key: str) -> Framework | None:
    """The framework of that key."""
    return frameworks().get(key)


def read(text: str, name: str) -> Framework:
    """A framework from its YAML. Raises FrameworkError at the first thing that is wrong."""
    try:
        document = load(text)
    except YamlError as error:
        raise FrameworkError(name, error.line, f"{error.what} {error.mend}") from error
    return _Reader(document, name).framework()


class _Reader:
    def __init__(self, document: Document, name: str) -> None:
        self.document, self.name = document, name
        self.keys: set[str] = set()
        self.used: set[str] = set()
        self.slots: dict[str, Slot] = {}

    def framework(self) -> Framework:
        data = self.fields(self.document.data, (), _TOP, needed=_TOP)
        if f"{data['framework']}.yaml" != self.name:
            raise self.wrong(("framework",), _("Tệp %(name)s phải mang khung cùng tên.") % {"name": self.name})
        self.template(data["title"], ("title",))
        for place, told in enumerate(self.items(data["slots"], ("slots",))):
            slot = self.slot(told, ("slots", place))
            if slot.key in self.slots:
                raise self.wrong(("slots", place), _("Chỉ tiêu %(key)s viết hai lần.") % {"key": slot.key})
            self.slots[slot.key] = slot
        parts = self.parts(data["sections"], ("sections",), above="", kind=SectionKind.TEXT)
        if idle := sorted(set(self.slots) - self.used):
            raise self.wrong(("slots",), _("Không mục nào dùng chỉ tiêu %(keys)s.") % {"keys": ", ".join(idle)})
        told = {key: str(data[key]) for key in ("edition", "source", "name", "title", "guidance")}
        return Framework(str(data["framework"]), slots=self.slots, parts=parts, **told)

    def slot(self, told: Any, path: tuple[str | int, ...]) -> Slot:
        data = self.fields(told, path, _SLOT, needed={"key", "name", "unit"})
        if data.get("metric_d") and not data.get("metric_n"):
            raise self.wrong(path, _("Có số đo của mẫu số thì phải có số đo của tử số."))
        return Slot(**{key: str(value) for key, value in data.items()})

    def parts(
        self, told: Any, path: tuple[str | int, ...], *, above: str, kind: SectionKind, depth: int = 1
    ) -> tuple[Part, ...]:
        if told and depth > DEEPEST:
            raise self.wrong(path, _("Chỉ có %(most)d cấp mục.") % {"most": DEEPEST})
        return tuple(
            self.part(one, (*path, place), above=above, kind=kind, depth=depth)
            for place, one in enumerate(self.items(told, path))
        )

    def part(self, told: Any, path: tuple[str | int, ...], *, above: str, kind: SectionKind, depth: int) -> Part:
        data = self.fields(told, path, _PART, needed={"number", "title", "guidance"})
        number, title = str(data["number"]), str(data["title"])
        key = f"{above}.{number}" if above else number
        if key in self.keys:
            raise self.wrong(path, _("Mục %(key)s viết hai lần.") % {"key": key})
        self.keys.add(key)
        if "kind" in data:
            if data["kind"] not in SectionKind.values:
                raise self.wrong((*path, "kind"), _("Không có loại mục «%(kind)s».") % {"kind": data["kind"]})
            kind = SectionKind(data["kind"])
        self.template(title, (*path, "title"))
        children = self.parts(data.get("children", []), (*path, "children"), above=key, kind=kind, depth=depth + 1)
        slots, tables = self.slots_of(data, path), self.tables_of(data, path)
        return Part(key, number, title, kind, str(data["guidance"]), slots, tables, children)

    def slots_of(self, data: dict[str, Any], path: tuple[str | int, ...]) -> tuple[str, ...]:
        named = tuple(map(str, self.items(data.get("slots", []), (*path, "slots"))))
        for place, key in enumerate(named):
            if key not in self.slots:
                raise self.wrong(
                    (*path, "slots", place), _("Chỉ tiêu %(key)s chưa được khai báo ở đầu tệp.") % {"key": key}
                )
        self.used.update(named)
        return named

    def tables_of(self, data: dict[str, Any], path: tuple[str | int, ...]) -> tuple[str, ...]:
        named = tuple(map(str, self.items(data.get("tables", []), (*path, "tables"))))
        for place, key in enumerate(named):
            if not TABLE.fullmatch(key):
                raise self.wrong((*path, "tables", place), _("Không có mẫu bảng %(key)s.") % {"key": key})
        return named

    def template(self, title: str, path: tuple[str | int, ...]) -> None:
        try:
            length = len(titled(title, 2013, 2015))
        except (KeyError, IndexError, ValueError):
            raise self.wrong(path, _("Tên chỉ dùng được {year}, {before}, {span}.")) from None
        if not title.strip() or length > LONGEST_TITLE:
            raise self.wrong(path, _("Tên phải có từ 1 đến %(most)d chữ cái.") % {"most": LONGEST_TITLE})

    def fields(self, told: Any, path: tuple[str | int, ...], known: set[str], *, needed: set[str]) -> dict[str, Any]:
        if not isinstance(told, dict):
            raise self.wrong(path, _("Cần các cặp “khóa: giá trị”."))
        if strange := sorted(set(told) - known):
            raise self.wrong((*path, strange[0]), _("Không hiểu khóa «%(key)s».") % {"key": strange[0]})
        if missing := sorted(key for key in needed if told.get(key) in (None, "")):
            raise self.wrong(path, _("Thiếu khóa «%(key)s».") % {"key": missing[0]})
        return told

    def items(self, told: Any, path: tuple[str | int, ...]) -> list[Any]:
        if not isinstance(told, list):
            raise self.wrong(path, _("Cần một danh sách."))
        return told

    def wrong(self, path: tuple[str | int, ...], what: str) -> FrameworkError:
        return FrameworkError(self.name, self.document.line(*path), what)
