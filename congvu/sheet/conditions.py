"""if/then/else and dependentRequired, read as conditions on single fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from congvu.sheet.fields import Condition
from congvu.sheet.problems import Problems, escape

IF = _(
    '"if" chỉ so sánh một mục, dạng {{"properties": {{"mục": {{"const": …}}}}, "required": ["mục"]}}'
    ' (hoặc "enum"). Hãy viết lại theo dạng này.'
)
IF_KEY = _('"{key}" trong "if" phải là một mục chuỗi có lựa chọn hoặc boolean của cùng nhóm.')
BRANCH = _('Nhánh "{branch}" chỉ gồm "properties" và "required". Hãy tách điều kiện lồng thành mục riêng của allOf.')
ALL_OF = _('Mỗi mục của "allOf" chỉ gồm "if", "then", "else".')
AGAIN = _('"{key}" đã được khai ở nơi khác. Hãy khai một lần; nhánh chỉ được ghi "required" hoặc {{"{key}": false}}.')
LOOP = _('"{key}" phụ thuộc vào một mục không được hỏi trước nó. Hãy xem lại các điều kiện.')


@dataclass(frozen=True, slots=True)
class Asked:
    """A field that only a branch declares."""

    schema: Any
    pointer: str
    condition: Condition


@dataclass(slots=True)
class Branches:
    """What the conditions of one object say: fields declared in branches, and when a field is shown or needed."""

    asked: dict[str, Asked] = field(default_factory=dict)
    shown: dict[str, Condition] = field(default_factory=dict)
    needed: dict[str, list[Condition]] = field(default_factory=dict)
    mentioned: list[tuple[str, str]] = field(default_factory=list)  # pointer and key


def branches_of(schema: Mapping[str, Any], pointer: str, problems: Problems) -> Branches:
    """The conditions of an object schema."""
    found = Branches()
    blocks = list(_blocks(schema, pointer, problems))
    known = _all_properties(schema, blocks)
    for block, at in blocks:
        if condition := _condition(block.get("if"), known, f"{at}/if", problems):
            for name, equal in (("then", True), ("else", False)):
                if name in block:
                    side = Condition(condition.key, condition.title, condition.values, equal)
                    _read_branch(block[name], name, side, schema, f"{at}/{name}", found, problems)
    for key, others in schema.get("dependentRequired", {}).items():
        at = f"{pointer}/dependentRequired/{escape(key)}"
        found.mentioned += [(at, name) for name in (key, *others)]
        for other in others:
            found.needed.setdefault(other, []).append(Condition(key, str(known.get(key, {}).get("title", key))))
    _refuse_loops(schema, pointer, found, problems)
    return found


def _blocks(schema: Mapping[str, Any], pointer: str, problems: Problems) -> Iterator[tuple[Mapping[str, Any], str]]:
    if "if" in schema:
        yield schema, pointer
    for number, part in enumerate(schema.get("allOf", ())):
        at = f"{pointer}/allOf/{number}"
        if isinstance(part, dict) and "if" in part and set(part) <= {"if", "then", "else", "$comment"}:
            yield part, at
        else:
            problems.add(at, ALL_OF)


def _all_properties(
    schema: Mapping[str, Any], blocks: list[tuple[Mapping[str, Any], str]]
) -> dict[str, Mapping[str, Any]]:
    places = [schema, *(block.get(name, {}) for block, _at in blocks for name in ("then", "else"))]
    parts = [place.get("properties", {}) for place in places if isinstance(place, dict)]
    return {key: part for properties in reversed(parts) for key, part in properties.items() if isinstance(part, dict)}


def _condition(test: Any, known: dict[str, Mapping[str, Any]], pointer: str, problems: Problems) -> Condition | None:
    properties = test.get("properties", {}) if isinstance(test, dict) else {}
    key = next(iter(properties), "")
    compared = properties.get(key)
    if not (
        len(properties) == 1
        and set(test) == {"properties", "required"}
        and test["required"] == [key]
        and isinstance(compared, dict)
        and set(compared) in ({"const"}, {"enum"})
    ):
        problems.add(pointer, IF)
        return None
    values = compared["enum"] if "enum" in compared else [compared["const"]]
    part = known.get(key, {})
    labels: dict[Any, Any] = {value: value for value in part.get("enum", ()) if isinstance(value, str)}
    for option in part.get("oneOf", ()):
        if isinstance(option, dict) and isinstance(option.get("const"), str):
            labels[option["const"]] = option.get("title", "")
    if part.get("type") == "boolean":
        labels = {True: _("có"), False: _("không")}
    if not values or any(not isinstance(value, str | bool) or value not in labels for value in values):
        problems.add(pointer, IF_KEY, key=key)
        return None
    return Condition(key, str(part.get("title", key)), tuple((value, labels[value]) for value in values))


def _read_branch(
    branch: Any,
    name: str,
    condition: Condition,
    schema: Mapping[str, Any],
    pointer: str,
    found: Branches,
    problems: Problems,
) -> None:
    if not isinstance(branch, dict) or not set(branch) <= {"properties", "required", "$comment"}:
        problems.add(pointer, BRANCH, branch=name)
        return
    for key, part in branch.get("properties", {}).items():
        at = f"{pointer}/properties/{escape(key)}"
        if part is False:
            _hide(key, condition, at, found, problems)
        elif key in schema.get("properties", {}) or key in found.shown:
            problems.add(at, AGAIN, key=key)
        else:
            found.asked[key] = Asked(part, at, condition)
            found.shown[key] = condition
    for key in branch.get("required", ()):
        found.mentioned.append((f"{pointer}/required", key))
        found.needed.setdefault(key, []).append(condition)


def _hide(key: str, condition: Condition, at: str, found: Branches, problems: Problems) -> None:
    """`false` in one branch: asked only in the other."""
    found.mentioned.append((at, key))
    other = Condition(condition.key, condition.title, condition.values, not condition.equal)
    if found.shown.setdefault(key, other) != other:
        problems.add(at, AGAIN, key=key)


def _refuse_loops(schema: Mapping[str, Any], pointer: str, found: Branches, problems: Problems) -> None:
    """A field may depend only on what is asked before it, so that one pass from the top decides everything."""
    order = {key: number for number, key in enumerate(schema.get("properties", {}))}
    for key, condition in found.shown.items():
        root, seen = condition.key, {key}
        while root in found.asked and root not in seen:
            seen.add(root)
            root = found.asked[root].condition.key
        if root not in order or (key in order and order[root] >= order[key]):
            problems.add(pointer, LOOP, key=key)
