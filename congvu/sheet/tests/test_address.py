from typing import Any

import pytest

from congvu import sheet
from congvu.sheet.tests.forms import LINE, read_one, schema, typed

COMMUNE = {"type": "string", "format": "commune"}
ADDRESS = {"type": "object", "format": "address"}
HOME = {"commune": "11311", "detail": "Số 5 đường Mẫu"}
FORM = sheet.compile(schema(("home",), home=ADDRESS))


def compiled(part: dict[str, Any]) -> sheet.Sheet:
    return sheet.compile(schema(q=part))


@pytest.mark.parametrize(
    "text", ["hong bang", "phường Hồng Bàng, thành phố Hải Phòng", "P. Hồng Bàng, TP Hải Phòng", "11311"]
)
def test_a_name_that_means_one_commune_is_taken_at_once(text: str) -> None:
    assert read_one(COMMUNE, text).values == {"q": "11311"}


def test_a_former_name_gives_the_commune_that_is_now() -> None:
    assert read_one(COMMUNE, "phường Quán Toan, quận Hồng Bàng").values == {"q": "11602"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("tan an", "Có nhiều nơi hợp với “tan an”"), ("số 5 Trần Phú", "Chưa tìm thấy “số 5 Trần Phú”")],
)
def test_any_other_name_is_refused_with_what_to_do(text: str, sentence: str) -> None:
    reading = read_one(COMMUNE, text)
    assert reading.values == {}
    assert reading.errors["/q"][0].startswith(sentence)
    assert compiled(COMMUNE).fields(reading.typed)[0].value == text


def test_what_a_name_may_mean_is_offered_and_the_one_chosen_is_taken() -> None:
    form = compiled(COMMUNE)
    asked = form.read(typed({"q": "xã Thạnh Quới, huyện Vĩnh Thạnh", "q-seek": "1"}))
    assert asked.more == "q-seek"
    field = form.fields(asked.typed, more=asked.more)[0]
    assert (field.kind, field.seek, len(field.options)) == ("commune", "q-seek", 2)
    code, label = field.options[1]
    assert label == "Xã Gia Hòa, thành phố Cần Thơ (gồm một phần xã Thạnh Quới, huyện Vĩnh Thạnh, thành phố Cần Thơ)"
    chosen = form.read(typed({"q": [field.value, code]}))
    assert (chosen.values, chosen.errors) == ({"q": code}, {})
    assert form.fields(chosen.typed)[0].value == "Xã Gia Hòa, thành phố Cần Thơ"
    assert form.fields(chosen.typed)[0].options == []


def test_a_choice_that_no_longer_fits_the_name_counts_for_nothing() -> None:
    assert compiled(COMMUNE).read(typed({"q": ["hong bang", "31261"]})).values == {"q": "11311"}


def test_a_stored_commune_stands_by_its_name() -> None:
    field = compiled(COMMUNE).fields({"q": "11311"})[0]
    assert (field.value, field.options) == ("Phường Hồng Bàng, thành phố Hải Phòng", [])


@pytest.mark.parametrize("value", ["99999", "hong bang", 11311, None, ["11311"]])
def test_data_name_a_commune_by_its_code(value: Any) -> None:
    assert [pointer for pointer, _sentence in compiled(COMMUNE).check({"q": value})] == ["/q"]
    assert compiled(COMMUNE).check({"q": "11311"}) == []


def test_an_address_asks_for_the_commune_and_the_rest() -> None:
    group = FORM.fields(prefix="a-")[0]
    assert (group.kind, group.label) == ("group", "Home")
    assert [(field.kind, field.name, field.required) for field in group.fields] == [
        ("commune", "a-home-commune", True),
        ("text", "a-home-detail", False),
    ]


def test_an_address_is_read_shown_and_put_into_papers_in_words() -> None:
    reading = FORM.read(typed({"home-commune": "hong bang", "home-detail": " Số 5  đường Mẫu"}))
    assert (reading.values, reading.errors) == ({"home": HOME}, {})
    told = "Số 5 đường Mẫu, phường Hồng Bàng, thành phố Hải Phòng"
    assert FORM.show(reading.values) == [("Home", told)]
    assert FORM.for_paper(reading.values) == {"home": told}
    assert FORM.show({"home": {"commune": "11311"}}) == [("Home", "Phường Hồng Bàng, thành phố Hải Phòng")]


def test_papers_get_names_at_any_depth_and_the_rest_as_it_is_stored() -> None:
    row = {
        "type": "object",
        "properties": {"home": {**ADDRESS, "title": "Nhà"}, "n": {"type": "integer", "title": "N"}},
    }
    form = sheet.compile(schema(rows={"type": "array", "maxItems": 2, "items": row}, group=row, q=COMMUNE))
    label = "Phường Hồng Bàng, thành phố Hải Phòng"
    inner, told = {"home": {"commune": "11311"}, "n": 1}, {"home": label, "n": 1}
    values = {"rows": [inner], "group": inner, "q": "11311"}
    assert form.check(values) == []
    assert form.for_paper(values) == {"rows": [told], "group": told, "q": label}


def test_an_address_without_its_commune_is_told_there() -> None:
    assert FORM.read(typed({"home-detail": "Số 5"})).errors == {"/home/commune": ["Hãy nhập “Xã, phường, đặc khu”."]}
    assert list(FORM.read(typed({})).errors) == ["/home/commune"]


@pytest.mark.parametrize(
    ("value", "pointer"),
    [
        ({"commune": "11311", "street": "x"}, "/home/street"),
        ({"commune": "99999"}, "/home/commune"),
        ({"detail": "Số 5"}, "/home/commune"),
        ({"commune": "11311", "detail": "x" * 201}, "/home/detail"),
        ("Số 5, phường Hồng Bàng", "/home"),
    ],
)
def test_an_address_that_arrives_as_data_is_checked(value: Any, pointer: str) -> None:
    assert pointer in dict(FORM.check({"home": value}))
    assert FORM.check({"home": HOME}) == []


def test_a_form_may_insist_on_the_rest() -> None:
    form = compiled({**ADDRESS, "required": ["detail"]})
    assert form.check({"q": {"commune": "11311"}}) == [("/q/detail", "Hãy nhập “Số nhà, đường, thôn, tổ dân phố”.")]


@pytest.mark.parametrize(
    ("part", "place"),
    [
        ({**ADDRESS, "properties": {"x": {**LINE, "title": "X"}}}, "/properties/q/properties"),
        ({**ADDRESS, "required": ["street"]}, "/properties/q/required"),
        ({"type": "object", "format": "place", "properties": {}}, "/properties/q/format"),
        ({**LINE, "format": "address"}, "/properties/q/format"),
    ],
)
def test_an_address_says_nothing_of_its_own_inside(part: dict[str, Any], place: str) -> None:
    with pytest.raises(sheet.Unsupported) as error:
        compiled(part)
    assert [pointer for pointer, _sentence in error.value.problems] == [place]


def test_in_a_row_too_the_communes_are_asked_for() -> None:
    row = {"type": "object", "properties": {"home": {**ADDRESS, "title": "Nhà"}}}
    form = sheet.compile(schema(rows={"type": "array", "maxItems": 3, "items": row}))
    reading = form.read(typed({"rows-1-home-commune": "tan an", "rows-1-home-commune-seek": "1"}))
    assert reading.more == "rows-1-home-commune-seek"
    assert len(form.fields(reading.typed)[0].fields[0].fields[0].fields[0].options) == 12
