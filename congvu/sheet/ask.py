"""From nodes to the fields that a page draws."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from congvu import places
from congvu.sheet.fields import Field
from congvu.sheet.kinds import NO, YES
from congvu.sheet.nodes import Node

PICK = _("Hãy chọn")
ROW = _("{title} thứ {number}")
EXAMPLE = _("Ví dụ: {example}")


def fields_of(
    node: Node, values: Mapping[str, Any] | None, errors: Mapping[str, list[str]], prefix: str, more: str
) -> list[Field]:
    """The fields of the form; without values, with its defaults."""
    return _Asker(errors, more, fresh=values is None).children(node, values or {}, prefix, "")


class _Asker:
    def __init__(self, errors: Mapping[str, list[str]], more: str, *, fresh: bool) -> None:
        self.errors = errors
        self.more = more
        self.fresh = fresh

    def children(self, node: Node, values: Mapping[str, Any], name: str, pointer: str) -> list[Field]:
        return [
            self.one(child, values.get(child.key), f"{name}{child.key}", f"{pointer}/{child.key}")
            for child in node.children
        ]

    def one(self, node: Node, value: Any, name: str, pointer: str) -> Field:
        required = node.required or node.shown in node.needed
        found = Field(node.widget, name, str(node.title), help=_help(node), required=required, when=node.shown)
        found.errors = list(self.errors.get(pointer, ()))
        if node.kind == "group":
            inside = value if isinstance(value, dict) else {}
            found.fields = self.children(node, inside, f"{name}-", pointer)
        elif node.kind == "rows":
            found.fields = self.rows(node, value if isinstance(value, list) else [], name, pointer)
            found.add = f"{name}-add" if len(found.fields) < node.most else ""
        else:
            found.value = self.written(node, value)
            found.options = _options(node)
            found.attrs = _attrs(node)
            if node.kind == "commune":
                found.seek = f"{name}-seek"
                found.options = [(place.commune.code, place.label) for place in places.choices(found.value)]
        return found

    def rows(self, node: Node, values: list[Any], name: str, pointer: str) -> list[Field]:
        """One group per row, with empty ones up to the fewest; one more where a button asked for it."""
        count = min(node.most, max(1, node.least, len(values) + (self.more == f"{name}-add")))
        title = str(node.schema["items"].get("title", "")) or node.title
        groups = []
        for number in range(max(count, len(values))):
            inside = values[number] if number < len(values) and isinstance(values[number], dict) else {}
            row = Field("group", f"{name}-{number}", str(ROW).format(title=title, number=number + 1))
            row.errors = list(self.errors.get(f"{pointer}/{number}", ()))
            row.fields = self.children(node, inside, f"{name}-{number}-", f"{pointer}/{number}")
            row.drop = f"{name}-{number}-drop" if count > max(1, node.least) else ""
            groups.append(row)
        return groups

    def written(self, node: Node, value: Any) -> Any:
        if value is None and self.fresh:
            value = node.schema.get("default")
        if node.kind == "choices":
            return [str(item) for item in value] if isinstance(value, list) else []
        if node.widget == "checkbox":
            return value is True or value in ("true", "on")
        return "" if value is None else node.as_typed.write(value)


def _help(node: Node) -> str:
    sentences = [node.shown.only()] if node.shown else []
    sentences += [condition.must() for condition in node.needed if condition != node.shown]
    return " ".join([str(node.schema.get("description", "")), *sentences]).strip()


def _options(node: Node) -> list[tuple[str, str]]:
    if node.kind == "yes_no":
        return [("true", str(YES)), ("false", str(NO))] if node.widget == "radio" else []
    options = list(node.options.items())
    return [("", str(PICK)), *options] if node.widget == "select" else options


def _attrs(node: Node) -> dict[str, Any]:
    schema = node.schema
    attrs: dict[str, Any] = dict(node.as_typed.attrs)
    if node.kind in {"text", "lines"}:
        attrs["maxlength"] = schema["maxLength"]
    if examples := schema.get("examples"):
        attrs["placeholder"] = str(EXAMPLE).format(example=node.as_typed.write(examples[0]))
    for keyword, attribute in (("x-autocomplete", "autocomplete"), ("x-rows", "rows"), ("x-width", "size")):
        if keyword in schema:
            attrs[attribute] = schema[keyword]
    return attrs
