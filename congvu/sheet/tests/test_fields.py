from typing import Any

import pytest

from congvu import sheet
from congvu.sheet.tests.forms import FAMILY, KINSHIP, LINE, schema, typed

FORM = sheet.compile(FAMILY)
SIX = {"type": "string", "enum": list("abcdef")}


def one(part: dict[str, Any], *, required: bool = False, values: dict[str, Any] | None = None) -> sheet.Field:
    return sheet.compile(schema(("q",) if required else (), q=part)).fields(values)[0]


@pytest.mark.parametrize(
    ("part", "required", "kind"),
    [
        (LINE, False, "text"),
        ({**LINE, "x-rows": 4}, False, "textarea"),
        ({**LINE, "format": "date"}, False, "date"),
        ({**LINE, "format": "cccd"}, False, "text"),
        ({**LINE, "format": "email"}, False, "text"),
        ({"type": "integer"}, False, "number"),
        ({"type": "number"}, False, "number"),
        ({"type": "integer", "format": "money"}, False, "money"),
        (KINSHIP, True, "radio"),
        (KINSHIP, False, "select"),
        (SIX, True, "select"),
        ({"type": "boolean"}, False, "checkbox"),
        ({"type": "boolean"}, True, "radio"),
        ({"type": "boolean", "const": True}, True, "checkbox"),
        ({"type": "array", "uniqueItems": True, "items": SIX}, False, "checkboxes"),
        ({"type": "object", "properties": {}}, False, "group"),
        ({"type": "array", "maxItems": 2, "items": {"type": "object", "properties": {}}}, False, "group"),
    ],
)
def test_each_kind_of_answer_has_its_control(part: dict[str, Any], required: bool, kind: str) -> None:
    assert one(part, required=required).kind == kind


def test_options_carry_labels_and_a_select_an_empty_one() -> None:
    assert one(KINSHIP).options == [("", "Hãy chọn"), ("child", "Con"), ("other", "Khác")]
    assert one(KINSHIP, required=True).options == [("child", "Con"), ("other", "Khác")]
    assert one({"type": "boolean"}, required=True).options == [("true", "Có"), ("false", "Không")]


def test_attributes_help_the_keyboard_and_the_browser() -> None:
    by_name = {field.name: field for field in FORM.fields()}
    assert by_name["name"].attrs == {"maxlength": 80, "autocomplete": "name", "size": 40}
    assert by_name["cccd"].attrs["inputmode"] == "numeric"
    assert by_name["phone"].attrs["type"] == "tel"
    assert one({**LINE, "x-rows": 4}).attrs["rows"] == 4
    example = one({**LINE, "format": "phone", "examples": ["+84901234567"], "description": "Để báo tin."})
    assert (example.attrs["placeholder"], example.help) == ("Ví dụ: 0901234567", "Để báo tin.")


def test_stored_values_stand_as_they_would_be_typed() -> None:
    values = {
        "phone": "+84901234567", "born": "1990-09-02", "worth": 1250000, "late": True, "kinship": "child",
        "members": [{"name": "A", "born": "2001-01-31"}],
    }  # fmt: skip
    by_name = {field.name: field for field in FORM.fields(values)}
    assert [by_name[name].value for name in ("phone", "born", "worth", "late", "kinship")] == [
        "0901234567", "02/09/1990", "1.250.000", True, "child",
    ]  # fmt: skip
    row = by_name["members"].fields[0]
    assert [(field.name, field.value) for field in row.fields] == [
        ("members-0-name", "A"),
        ("members-0-born", "31/01/2001"),
    ]


def test_defaults_stand_in_an_empty_form_only() -> None:
    part = {**LINE, "default": "Kinh"}
    assert one(part).value == "Kinh"
    assert one(part, values={}).value == ""


def test_names_are_prefixed_all_the_way_down_and_ids_follow() -> None:
    fields = {field.name: field for field in FORM.fields(prefix="answers-")}
    assert "answers-name" in fields
    assert [field.id for field in fields["answers-address"].fields] == [
        "id_answers-address-street",
        "id_answers-address-commune",
    ]
    assert fields["answers-members"].fields[0].fields[0].name == "answers-members-0-name"
    assert fields["answers-members"].add == "answers-members-add"


def test_errors_stand_at_their_fields() -> None:
    errors = {"/name": ["Một"], "/address/commune": ["Hai"], "/members/0/name": ["Ba"], "/members": ["Bốn"]}
    fields = {field.name: field for field in FORM.fields({}, errors)}
    assert fields["name"].errors == ["Một"]
    assert fields["address"].fields[1].errors == ["Hai"]
    assert fields["members"].fields[0].fields[0].errors == ["Ba"]
    assert fields["members"].errors == ["Bốn"]


def test_rows_are_shown_up_to_the_fewest_and_grow_up_to_the_most() -> None:
    part = {"type": "array", "minItems": 2, "maxItems": 3, "title": "Người",
            "items": {"type": "object", "properties": {"n": {**LINE, "title": "Tên"}}}}  # fmt: skip
    form = sheet.compile(schema(q=part))
    field = form.fields()[0]
    assert [row.label for row in field.fields] == ["Người thứ 1", "Người thứ 2"]
    grown = form.fields({"q": [{"n": "a"}, {"n": "b"}]}, more="q-add")[0]
    assert (len(grown.fields), grown.add) == (3, "")


def test_a_row_can_be_taken_away_down_to_the_fewest() -> None:
    rows = FORM.fields({"members": [{"name": "A"}, {"name": "B"}]})[-1].fields
    assert [row.drop for row in rows] == ["members-0-drop", "members-1-drop"]
    assert FORM.fields({"members": [{"name": "A"}]})[-1].fields[0].drop == ""
    sent = typed({"members-0-name": "A", "members-1-name": "B", "members-0-drop": "1"})
    reading = FORM.read(sent)
    assert (reading.more, reading.typed["members"]) == ("members-0-drop", [{"name": "B", "born": ""}])


def test_a_field_says_when_it_is_asked() -> None:
    which = next(field for field in FORM.fields() if field.name == "which")
    assert which.help == "Chỉ điền khi “Quan hệ” là “Khác”."
    assert which.required
    assert which.when is not None
    assert (which.when.key, which.when.equal, which.when.values) == ("kinship", True, (("other", "Khác"),))
