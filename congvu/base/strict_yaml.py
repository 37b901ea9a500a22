"""A strict reader of YAML: no surprises in types, no bombs, and every value knows its line.

Plain YAML turns `NO` into false, `0012` into ten and `2026-03-02` into a date. Here only `true` and `false` are
booleans, `null`, `~` and nothing are null, plain decimals are numbers, and the rest stays the text that was written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from django.utils.translation import gettext as _

MOST_BYTES = 512 * 1024
MOST_DEPTH = 20
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_FRACTION = re.compile(r"-?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}

Path = tuple[str | int, ...]
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlError(ValueError):
    """The text is not strict YAML. `line` counts from 1; `what` says what is wrong and `mend` how to put it right."""

    def __init__(self, line: int, what: str, mend: str) -> None:
        super().__init__(f"{line}: {what} {mend}")
        self.line = line
        self.what = what
        self.mend = mend


@dataclass(frozen=True, slots=True)
class Document:
    """What a text says: plain dicts, lists, text, numbers, booleans and None; and where it says it."""

    data: Any
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, *path: str | int) -> int:
        """The line (from 1) of the value at the path; of its nearest ancestor where the path leads nowhere."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def load(text: str) -> Document:
    """Read one document. Raises YamlError at the first thing that is not allowed."""
    if len(text.encode()) > MOST_BYTES:
        raise YamlError(1, _("Tệp quá lớn."), _("Giữ tệp dưới %(size)d KB.") % {"size": MOST_BYTES // 1024})
    try:
        return _Builder(yaml.parse(text, Loader=_Loader)).document()
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        raise YamlError(
            mark.line + 1 if mark else 1,
            _("Không đọc được YAML: %(problem)s.") % {"problem": error.problem or error.context},
            _("Kiểm tra thụt dòng, dấu hai chấm và dấu nháy ở dòng này."),
        ) from error
    except yaml.YAMLError as error:
        raise YamlError(1, _("Tệp có ký tự không được phép."), _("Lưu lại tệp bằng UTF-8.")) from error


class _Builder:
    """Builds the data from the parser's events, so that nothing is resolved, merged or constructed behind our back."""

    def __init__(self, events: Iterator[Any]) -> None:
        self.events = events
        self.lines: dict[Path, int] = {}

    def document(self) -> Document:
        data: Any = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _error(event, _("Tệp có nhiều tài liệu."), _("Bỏ dấu --- và phần sau nó."))
                data = self.value(next(self.events), ())
        return Document(data, self.lines)

    def value(self, event: Any, path: Path) -> Any:
        _refuse_tricks(event)
        self.lines.setdefault(path, _line(event))
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if len(path) >= MOST_DEPTH:
            raise _error(event, _("Lồng nhau quá sâu."), _("Giữ dưới %(depth)d tầng.") % {"depth": MOST_DEPTH})
        return self.mapping(path) if isinstance(event, yaml.MappingStartEvent) else self.sequence(path)

    def sequence(self, path: Path) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self.value(event, (*path, len(found))))
        return found

    def mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            _refuse_tricks(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise _error(event, _("Khóa phải là chữ."), _("Viết khóa thành một từ, ví dụ `name:`."))
            key = str(event.value)
            if key in found:
                raise _error(event, _("Khóa «%(key)s» viết hai lần.") % {"key": key}, _("Chỉ giữ lại một khóa."))
            self.lines[(*path, key)] = _line(event)
            found[key] = self.value(next(self.events), (*path, key))
        return found


def _scalar(event: yaml.ScalarEvent) -> Any:
    text = str(event.value)
    if event.style:  # quoted or block: text, whatever it looks like
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FRACTION.fullmatch(text) else text


def _refuse_tricks(event: Any) -> None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise _error(event, _("Không dùng neo và bí danh (& và *)."), _("Viết lại giá trị ở từng chỗ cần."))
    if getattr(event, "tag", None):
        raise _error(event, _("Không dùng nhãn kiểu (!)."), _("Bỏ nhãn, chỉ để giá trị."))


def _error(event: Any, what: str, mend: str) -> YamlError:
    return YamlError(_line(event), what, mend)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
