from typing import Any

import pytest

from congvu import sheet
from congvu.sheet.tests.forms import FAMILY, KINSHIP, LINE, schema


def problems(broken: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(sheet.Unsupported) as caught:
        sheet.compile(broken)
    return dict(caught.value.problems)


@pytest.mark.parametrize(
    ("part", "pointer", "mend"),
    [
        ({}, "/properties/q", '"type"'),
        ({"type": "null"}, "/properties/q", '"type"'),
        ({"type": ["string", "null"]}, "/properties/q", '"type"'),
        ({**LINE, "title": ""}, "/properties/q", '"title"'),
        ({**LINE, "$ref": "#/x"}, "/properties/q/$ref", "Hãy bỏ đi"),
        ({**LINE, "anyOf": [{}]}, "/properties/q/anyOf", "Hãy bỏ đi"),
        ({**LINE, "format": "uuid"}, "/properties/q/format", "cccd, commune, date, email, id-number, phone"),
        ({**LINE, "format": "money"}, "/properties/q/format", "cccd"),
        ({**LINE, "enum": ["a", "a2"], "oneOf": [{"const": "a", "title": "A"}]}, "/properties/q", "một trong hai"),
        ({**LINE, "enum": ["a", ""]}, "/properties/q", "không trống"),
        ({**LINE, "oneOf": [{"const": "a"}]}, "/properties/q/oneOf/0", '"title"'),
        ({**LINE, "pattern": "^a$"}, "/properties/q", '"examples"'),
        ({**LINE, "pattern": "^(?=a)$", "examples": ["a"]}, "/properties/q/pattern", "look-around"),
        ({**LINE, "x-width": 900}, "/properties/q/x-width", "2 đến 60"),
        ({**LINE, "x-rows": True}, "/properties/q/x-rows", "2 đến 30"),
        ({**LINE, "format": "date", "default": "hôm nay"}, "/properties/q/default", "ngày/tháng/năm"),
        ({"type": "integer", "minimum": 3, "default": 2}, "/properties/q/default", "2"),
        ({"type": "boolean", "const": False}, "/properties/q/const", "true"),
        ({"type": "array", "items": LINE, "uniqueItems": True}, "/properties/q/items", '"enum"'),
        ({"type": "array", "items": {"enum": ["a"]}}, "/properties/q", '"uniqueItems"'),
        ({"type": "array", "items": {"type": "object", "properties": {}}}, "/properties/q", "1 đến 50"),
        ({"type": "object", "properties": {}, "required": ["z"]}, "/properties/q/required", '"z"'),
        ({"type": "object", "additionalProperties": True}, "/properties/q/additionalProperties", "false"),
    ],
)  # fmt: skip
def test_what_is_not_supported_is_refused_with_its_place_and_mend(
    part: dict[str, Any], pointer: str, mend: str
) -> None:
    found = problems(schema(q=part))
    assert mend in found[pointer]


@pytest.mark.parametrize(
    ("broken", "pointer"),
    [
        (None, ""),
        ([], ""),
        ({}, ""),
        ({"type": "array"}, ""),
        ({"type": 7}, ""),
        ({"type": "object", "properties": 5}, "/properties"),
        ({"type": "object", "properties": {"a": {"title": 5}}}, "/properties/a/title"),
        ({"type": "object", "required": "a"}, "/required"),
    ],
)
def test_what_is_no_schema_of_a_form_is_refused(broken: Any, pointer: str) -> None:
    assert list(problems(broken)) == [pointer]


def test_all_problems_are_told_at_once() -> None:
    assert set(problems(schema(a={}, b={**LINE, "not": {}}))) == {"/properties/a", "/properties/b/not"}


def test_keys_are_words_that_a_condition_can_name() -> None:
    assert "gạch dưới" in problems(schema((), **{"số-nhà": LINE}))["/properties/số-nhà"]


def test_groups_may_not_be_nested_without_end() -> None:
    nested: dict[str, Any] = {"type": "object", "title": "N", "properties": {}}
    for _ in range(100):
        nested = {"type": "object", "title": "N", "properties": {"n": nested}}
    assert "tầng" in problems(nested)["/properties/n" * 5]


IF = {"properties": {"a": {"const": "child"}}, "required": ["a"]}


@pytest.mark.parametrize(
    ("more", "pointer", "mend"),
    [
        ({"if": {"properties": {"a": {"const": "child"}}}, "then": {}}, "/if", '"required"'),
        ({"if": {"properties": {"a": {"minLength": 2}}, "required": ["a"]}, "then": {}}, "/if", '"const"'),
        ({"if": {"properties": {"b": {"const": "x"}}, "required": ["b"]}, "then": {}}, "/if", '"b"'),
        ({"if": {"properties": {"a": {"const": "nobody"}}, "required": ["a"]}, "then": {}}, "/if", '"a"'),
        ({"if": IF, "then": {"if": IF, "then": {}}}, "/then", "allOf"),
        ({"if": IF, "then": {"properties": {"b": LINE}}}, "/then/properties/b", "một lần"),
        ({"if": IF, "then": {"required": ["z"]}}, "/then/required", '"z"'),
        ({"if": IF, "else": {"properties": {"a": False}}}, "", '"a"'),
        ({"allOf": [{"required": ["a"]}]}, "/allOf/0", '"then"'),
        ({"dependentRequired": {"a": ["z"]}}, "/dependentRequired/a", '"z"'),
        (
            {"additionalProperties": False, "if": IF, "then": {"properties": {"c": {**LINE, "title": "C"}}}},
            "/additionalProperties",
            "unevaluatedProperties",
        ),
    ],
)
def test_conditions_are_simple_or_refused(more: dict[str, Any], pointer: str, mend: str) -> None:
    assert mend in problems({**schema(a=KINSHIP, b=LINE), **more})[pointer]


def test_a_sheet_asks_in_the_order_of_the_schema_with_followers_behind_what_they_follow() -> None:
    fields = sheet.compile(FAMILY).fields()
    assert [field.name for field in fields] == [
        "name", "cccd", "born", "phone", "kinship", "which", "late", "worth", "address", "members",
    ]  # fmt: skip
