"""Whether values may be stored: first each answer by its kind, then the whole by the schema itself."""

from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Any

import jsonschema_rs
from django.utils.translation import gettext_lazy as _

from congvu.sheet.address import expanded
from congvu.sheet.kinds import KINDS, dotted
from congvu.sheet.nodes import Node
from congvu.sheet.problems import escape

Errors = dict[str, list[str]]

NOT_A_GROUP = _("Mục này phải là một nhóm câu trả lời.")
NOT_ROWS = _("Mục này phải là một danh sách.")
UNKNOWN = _("Biểu mẫu không có mục “{key}”. Hãy bỏ mục này.")
ANSWER = _("Hãy trả lời “{title}”.")
ENTER = _("Hãy nhập “{title}”.")
CHOOSE = _("Hãy chọn “{title}”.")
TICK = _("Hãy đánh dấu vào ô này để xác nhận.")
MIN_LENGTH = _("Hãy nhập ít nhất {limit} ký tự; bạn đã nhập {count}.")
MAX_LENGTH = _("Hãy nhập nhiều nhất {limit} ký tự; bạn đã nhập {count}.")
PATTERN = _("Nội dung chưa đúng dạng. {hint}")
EXAMPLE = _("Ví dụ: {example}.")
MINIMUM = _("Giá trị nhỏ nhất là {limit}.")
MAXIMUM = _("Giá trị lớn nhất là {limit}.")
MORE_THAN = _("Giá trị phải lớn hơn {limit}.")
LESS_THAN = _("Giá trị phải nhỏ hơn {limit}.")
MIN_ITEMS = _("Cần ít nhất {limit} mục; hiện có {count}.")
MAX_ITEMS = _("Chỉ được nhiều nhất {limit} mục; hiện có {count}.")
NOT_VALID = _("Câu trả lời chưa hợp lệ. Hãy xem lại.")
BY_LIMIT = {
    "minLength": MIN_LENGTH,
    "maxLength": MAX_LENGTH,
    "minimum": MINIMUM,
    "maximum": MAXIMUM,
    "exclusiveMinimum": MORE_THAN,
    "exclusiveMaximum": LESS_THAN,
    "minItems": MIN_ITEMS,
    "maxItems": MAX_ITEMS,
}


def validator_of(schema: Mapping[str, Any]) -> jsonschema_rs.Draft202012Validator:
    """The schema's own validator: formats are checked, patterns run in linear time, nothing is fetched."""
    own = ("date", "cccd", "id-number", "phone", "email", "commune")
    return jsonschema_rs.Draft202012Validator(
        dict(expanded(schema)),
        validate_formats=True,
        formats={name: lambda value, kind=KINDS[name]: not kind.check(value, {}) for name in own},
        pattern_options=jsonschema_rs.RegexOptions(),
        offline=True,
    )


def clean(node: Node, values: Any, pointer: str, errors: Errors) -> dict[str, Any]:
    """The answers of a group that are right by themselves; of the others the sentences stand in `errors`."""
    if not isinstance(values, dict):
        _add(errors, pointer, str(NOT_A_GROUP))
        return {}
    kept: dict[str, Any] = {}
    for child in node.children:
        if child.key not in values:
            continue
        at = f"{pointer}/{child.key}"
        if child.shown and not child.shown.holds(kept):
            _add(errors, at, child.shown.only())
            continue
        _keep(kept, child, values[child.key], at, errors)
    for key in values:
        if key not in node.by_key:
            short = str(key)[:40].encode("utf-8", "replace").decode()
            _add(errors, f"{pointer}/{escape(short)}", str(UNKNOWN).format(key=short))
    return kept


def _keep(kept: dict[str, Any], node: Node, value: Any, pointer: str, errors: Errors) -> None:
    if node.kind == "group":
        kept[node.key] = clean(node, value, pointer, errors)
    elif node.kind == "rows":
        if not isinstance(value, list):
            _add(errors, pointer, str(NOT_ROWS))
        elif len(value) > node.most:
            _add(errors, pointer, str(MAX_ITEMS).format(limit=node.most, count=len(value)))
        else:
            kept[node.key] = [clean(node, row, f"{pointer}/{number}", errors) for number, row in enumerate(value)]
    elif sentence := node.as_typed.check(value, node.options) or _too_long(node, value):
        _add(errors, pointer, sentence)
    else:
        kept[node.key] = value


def _too_long(node: Node, value: Any) -> str:
    most = node.schema.get("maxLength")
    if most is None or len(value) <= most:
        return ""
    return str(MAX_LENGTH).format(limit=dotted(most), count=dotted(len(value)))


def validate(
    validator: jsonschema_rs.Draft202012Validator, root: Node, values: Mapping[str, Any], errors: Errors
) -> None:
    """Add what the schema itself forbids, said in its field's words; what has a sentence gets no second."""
    known = set(errors)
    for error in validator.iter_errors(values):
        path = list(error.instance_path)
        kind: Any = error.kind
        if kind.name == "required":
            path.append(kind.property)
        steps = ["", *(f"/{escape(str(step))}" for step in path)]
        pointer = "".join(steps)
        if known.isdisjoint(accumulate(steps)):
            _add(errors, pointer, _sentence(_find(root, path), error))


def _find(root: Node, path: Iterable[str | int]) -> Node | None:
    node: Node | None = root
    for step in path:
        if node is not None and isinstance(step, str):
            node = node.by_key.get(step)
    return node


def _sentence(node: Node | None, error: jsonschema_rs.ValidationError) -> str:
    kind: Any = error.kind
    keyword, value = kind.name, error.instance
    if node is None:
        return str(NOT_VALID)
    if keyword == "required" or (keyword == "const" and node.kind == "yes_no"):
        return missing(node)
    if keyword in BY_LIMIT:
        limit = kind.limit
        count = len(value) if isinstance(value, str | list) else ""
        shown = node.as_typed.show(limit, {}) if node.kind in {"money", "integer", "number"} else dotted(limit)
        return str(BY_LIMIT[keyword]).format(limit=shown, count=count)
    if keyword == "pattern":
        examples = node.schema.get("examples") or ()
        example = str(EXAMPLE).format(example=examples[0]) if examples else ""
        return str(PATTERN).format(hint=" ".join(filter(None, (node.schema.get("description"), example)))).strip()
    return str(NOT_VALID)


def missing(node: Node) -> str:
    """What to say when a required answer is not there."""
    if node.widget == "checkbox":
        return str(TICK)
    chosen = node.kind in {"choice", "choices", "yes_no"}
    sentence = CHOOSE if chosen else ENTER if node.is_leaf else ANSWER
    return str(sentence).format(title=node.title)


def _add(errors: Errors, pointer: str, sentence: str) -> None:
    sentences = errors.setdefault(pointer, [])
    if sentence not in sentences:
        sentences.append(sentence)
