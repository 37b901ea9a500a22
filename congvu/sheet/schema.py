"""From JSON Schema to nodes; what lies outside the supported part is refused with the place and the mend."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema_rs
from django.utils.translation import gettext_lazy as _

from congvu.sheet import keywords
from congvu.sheet.address import INSIDE, is_address, questions
from congvu.sheet.conditions import Branches, branches_of
from congvu.sheet.nodes import Node
from congvu.sheet.problems import Problems, Unsupported, escape
from congvu.sheet.sheet import Sheet

__all__ = ["Unsupported", "compile"]

NOT_A_SCHEMA = _("Không phải JSON Schema 2020-12: {message}")
NOT_AN_OBJECT = _('Biểu mẫu phải là một đối tượng: hãy ghi "type": "object" và "properties".')
NO_TYPE = _('Hãy ghi "type" là một trong: {types}.')
KEYWORD = _('Từ khóa "{keyword}" không dùng được với kiểu {type}. Hãy bỏ đi; các từ khóa dùng được: {known}.')
FORMAT = _('Định dạng "{format}" không dùng được với kiểu {type}. Hãy dùng một trong: {known}.')
NO_TITLE = _('Hãy ghi "title": câu hỏi mà người dân đọc.')
KEY = _('Khóa "{key}" phải gồm chữ cái không dấu, chữ số, gạch dưới, bắt đầu bằng chữ cái.')
OPEN = _('Biểu mẫu không nhận mục lạ: hãy ghi "{keyword}": false hoặc bỏ từ khóa này.')
CLOSED = _('Mục khai trong then/else bị "additionalProperties" cấm. Hãy dùng "unevaluatedProperties": false.')
NOT_DECLARED = _('"{key}" chưa được khai trong "properties".')
NO_OPTIONS = _("Hãy ghi ít nhất một lựa chọn, mỗi lựa chọn là một chuỗi không trống và không trùng nhau.")
ONE_OF = _('Mỗi mục của "oneOf" chỉ gồm "const" (chuỗi) và "title".')
BOTH = _('Hãy chọn một trong hai: "enum" hoặc "oneOf".')
PATTERN = _('Hãy thêm "description" hoặc "examples" để người nhập sai biết thế nào là đúng.')
BAD_PATTERN = _('Biểu thức "pattern" không dùng được: không dùng look-around và tham chiếu ngược.')
CONST = _('"const" của kiểu boolean chỉ được là true: ô phải đánh dấu.')
ITEMS = _('"items" phải là chuỗi có "enum" hoặc "oneOf", hoặc một đối tượng có "properties".')
UNIQUE = _('Hãy ghi "uniqueItems": true: mỗi lựa chọn chỉ được đánh dấu một lần.')
MAX_ITEMS = _('Hãy ghi "maxItems" từ 1 đến {most}.')
TOO_DEEP = _("Nhóm lồng quá {depth} tầng. Hãy đưa nhóm này ra ngoài.")
WIDTH = _('"x-width" là số ký tự, từ 2 đến 60.')
ROWS = _('"x-rows" là số dòng của ô nhập, từ 2 đến 30.')
PAGE = _('"x-page" là tên của trang bắt đầu từ câu hỏi này; chỉ ghi ở câu hỏi ngoài cùng.')
FROM = _('"x-from" là một trong: {known}; ghi ở câu hỏi dạng chuỗi hoặc địa chỉ.')
ADDRESS = _("Địa chỉ đã có sẵn câu hỏi bên trong. Hãy chỉ dùng: {known}.")
ADDRESS_REQUIRED = _('"required" của địa chỉ chỉ gồm "commune" và "detail".')
DEFAULT = _('"default" không phải là câu trả lời hợp lệ: {sentence}')

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*", re.ASCII)


def compile(schema: Mapping[str, Any]) -> Sheet:
    """The form of a schema; immutable, so it may be kept. Raises `Unsupported` with every problem found."""
    problems = Problems()
    if not isinstance(schema, Mapping) or schema.get("type") != "object":
        problems.add("", NOT_AN_OBJECT)
        raise Unsupported(problems.found)
    try:
        jsonschema_rs.meta.validate({**schema, "$schema": "https://json-schema.org/draft/2020-12/schema"})
    except jsonschema_rs.ValidationError as error:
        at = "".join(f"/{escape(str(step))}" for step in error.instance_path)
        problems.add(at, NOT_A_SCHEMA, message=error.message[:300])
        raise Unsupported(problems.found) from error
    except ValueError as error:
        problems.add("", NOT_A_SCHEMA, message=str(error)[:300])
        raise Unsupported(problems.found) from error
    root = _Compiler(problems).group("", schema, "", depth=0)
    if problems.found:
        raise Unsupported(problems.found)
    sheet = Sheet(root)
    _check_defaults(sheet, root, "", problems)
    if problems.found:
        raise Unsupported(problems.found)
    return sheet


def _check_defaults(sheet: Sheet, node: Node, pointer: str, problems: Problems) -> None:
    for child in node.children:
        at = f"{pointer}/properties/{child.key}"
        if child.is_leaf and "default" in child.schema:
            sentence = child.as_typed.check(child.schema["default"], child.options)
            if sentence or not jsonschema_rs.is_valid(dict(child.schema), child.schema["default"]):
                problems.add(f"{at}/default", DEFAULT, sentence=sentence or child.schema["default"])
        _check_defaults(sheet, child, f"{at}/items" if child.kind == "rows" else at, problems)


class _Compiler:
    def __init__(self, problems: Problems) -> None:
        self.problems = problems

    def group(self, key: str, schema: Mapping[str, Any], pointer: str, *, depth: int, **facts: Any) -> Node:
        """An object as a node, its children in the order in which they are asked."""
        if depth > keywords.DEPTH:
            self.problems.add(pointer, TOO_DEEP, depth=keywords.DEPTH)
            return Node(key, "group", "", schema)
        self._keywords("object", schema, pointer, keywords.ROOT if depth == 0 else frozenset())
        if "x-from" in schema:
            self.problems.add(f"{pointer}/x-from", FROM, known=", ".join(sorted(keywords.FACTS)))
        for keyword in ("additionalProperties", "unevaluatedProperties"):
            if schema.get(keyword, False) is not False:
                self.problems.add(f"{pointer}/{keyword}", OPEN, keyword=keyword)
        branches = branches_of(schema, pointer, self.problems)
        if branches.asked and "additionalProperties" in schema:
            self.problems.add(f"{pointer}/additionalProperties", CLOSED)
        declared = set(schema.get("properties", {})) | set(branches.asked)
        for place, name in [(f"{pointer}/required", name) for name in schema.get("required", ())] + branches.mentioned:
            if name not in declared:
                self.problems.add(place, NOT_DECLARED, key=name)
        children = tuple(self._children(schema, branches, pointer, depth))
        return Node(key, "group", str(schema.get("title", "")), schema, children, **facts)

    def _children(self, schema: Mapping[str, Any], branches: Branches, pointer: str, depth: int) -> Iterator[Node]:
        required = set(schema.get("required", ()))
        waiting = dict(branches.asked)

        def one(key: str, part: Any, at: str) -> Iterator[Node]:
            if isinstance(part, dict) and "x-page" in part and (depth or not str(part["x-page"]).strip()):
                self.problems.add(f"{at}/x-page", PAGE)
            facts = {
                "required": key in required,
                "shown": branches.shown.get(key),
                "needed": tuple(branches.needed.get(key, ())),
            }
            yield self._node(key, part, at, depth, facts)
            # What depends on this answer is asked straight after it.
            for follower, asked in list(waiting.items()):
                if asked.condition.key == key and follower in waiting:
                    del waiting[follower]
                    yield from one(follower, asked.schema, asked.pointer)

        for key, part in schema.get("properties", {}).items():
            yield from one(key, part, f"{pointer}/properties/{escape(key)}")

    def _node(self, key: str, schema: Any, pointer: str, depth: int, facts: dict[str, Any]) -> Node:
        if not _KEY.fullmatch(key):
            self.problems.add(pointer, KEY, key=key)
        kind = schema.get("type") if isinstance(schema, dict) else None
        if not isinstance(kind, str) or kind not in keywords.BY_TYPE:
            self.problems.add(pointer, NO_TYPE, types=", ".join(keywords.BY_TYPE))
            return Node(key, "text", "", {})
        if not str(schema.get("title", "")).strip():
            self.problems.add(pointer, NO_TITLE)
        if kind == "object" and is_address(schema):
            return self._address(key, schema, pointer, facts)
        if kind == "object":
            return self.group(key, schema, pointer, depth=depth + 1, **facts)
        self._keywords(kind, schema, pointer)
        if kind == "array":
            return self._array(key, schema, pointer, depth, facts)
        self._origin(schema, pointer)
        options = self._options(schema, pointer) if kind == "string" else {}
        self._sizes(schema, pointer)
        title = str(schema.get("title", ""))
        kept = self._bounded(kind, schema)
        return Node(key, self._leaf_kind(kind, schema), title, kept, options=options, **facts)

    def _address(self, key: str, schema: Mapping[str, Any], pointer: str, facts: dict[str, Any]) -> Node:
        for keyword in set(schema) - keywords.ADDRESS:
            self.problems.add(f"{pointer}/{escape(keyword)}", ADDRESS, known=", ".join(sorted(keywords.ADDRESS)))
        if not set(schema.get("required", ())) <= set(INSIDE):
            self.problems.add(f"{pointer}/required", ADDRESS_REQUIRED)
        self._origin(schema, pointer)
        return Node(key, "group", str(schema.get("title", "")), schema, questions(schema), **facts)

    def _origin(self, schema: Mapping[str, Any], pointer: str) -> None:
        if schema.get("x-from", "name") not in keywords.FACTS:
            self.problems.add(f"{pointer}/x-from", FROM, known=", ".join(sorted(keywords.FACTS)))

    def _array(self, key: str, schema: Mapping[str, Any], pointer: str, depth: int, facts: dict[str, Any]) -> Node:
        items = schema.get("items")
        title = str(schema.get("title", ""))
        if isinstance(items, dict) and items.get("type") == "object":
            if not 1 <= schema.get("maxItems", 0) <= keywords.ROWS:
                self.problems.add(pointer, MAX_ITEMS, most=keywords.ROWS)
            row = self.group("", items, f"{pointer}/items", depth=depth + 1)
            return Node(key, "rows", title, schema, row.children, **facts)
        if not isinstance(items, dict) or not {"enum", "oneOf"} & set(items):
            self.problems.add(f"{pointer}/items", ITEMS)
            return Node(key, "choices", title, schema)
        self._keywords("string", {"type": "string", **items}, f"{pointer}/items")
        if schema.get("uniqueItems") is not True:
            self.problems.add(pointer, UNIQUE)
        return Node(key, "choices", title, schema, options=self._options(items, f"{pointer}/items"), **facts)

    def _keywords(self, kind: str, schema: Mapping[str, Any], pointer: str, more: frozenset[str] = frozenset()) -> None:
        known = keywords.BY_TYPE[kind] | more
        for keyword in schema:
            if keyword not in known:
                at = f"{pointer}/{escape(keyword)}"
                self.problems.add(at, KEYWORD, keyword=keyword, type=kind, known=", ".join(sorted(known)))
        formats = keywords.FORMATS.get(kind, frozenset())
        if "format" in schema and schema["format"] not in formats and "format" in known:
            known_formats = ", ".join(sorted(formats))
            self.problems.add(f"{pointer}/format", FORMAT, format=schema["format"], type=kind, known=known_formats)
        if kind == "boolean" and schema.get("const", True) is not True:
            self.problems.add(f"{pointer}/const", CONST)
        if "pattern" in schema:
            self._pattern(schema, pointer)

    def _pattern(self, schema: Mapping[str, Any], pointer: str) -> None:
        if not schema.get("description") and not schema.get("examples"):
            self.problems.add(pointer, PATTERN)
        try:
            jsonschema_rs.Draft202012Validator(
                {"pattern": schema["pattern"]}, pattern_options=jsonschema_rs.RegexOptions()
            )
        except ValueError:
            self.problems.add(f"{pointer}/pattern", BAD_PATTERN)

    def _options(self, schema: Mapping[str, Any], pointer: str) -> dict[str, str]:
        if "enum" in schema and "oneOf" in schema:
            self.problems.add(pointer, BOTH)
            return {}
        pairs: list[tuple[Any, Any]] = [(value, value) for value in schema.get("enum", ())]
        for number, option in enumerate(schema.get("oneOf", ())):
            if not isinstance(option, dict) or set(option) != {"const", "title"}:
                self.problems.add(f"{pointer}/oneOf/{number}", ONE_OF)
                continue
            pairs.append((option["const"], option["title"]))
        options = {value: str(label) for value, label in pairs if isinstance(value, str) and value}
        if {"enum", "oneOf"} & set(schema) and (not options or len(options) != len(pairs)):
            self.problems.add(pointer, NO_OPTIONS)
        return options

    def _sizes(self, schema: Mapping[str, Any], pointer: str) -> None:
        for keyword, sentence, least, most in (("x-width", WIDTH, 2, 60), ("x-rows", ROWS, 2, 30)):
            value = schema.get(keyword, least)
            if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
                self.problems.add(f"{pointer}/{keyword}", sentence)

    def _leaf_kind(self, kind: str, schema: Mapping[str, Any]) -> str:
        if kind == "boolean":
            return "yes_no"
        if {"enum", "oneOf"} & set(schema):
            return "choice"
        fallback = ("lines" if "x-rows" in schema else "text") if kind == "string" else kind
        return str(schema.get("format", fallback))

    def _bounded(self, kind: str, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """The leaf's schema with the bound on length that a schema may leave out."""
        if kind != "string" or "maxLength" in schema:
            return schema
        return {**schema, "maxLength": keywords.LINES if "x-rows" in schema else keywords.LINE}
