from typing import Any

import pytest

from congvu import sheet
from congvu.sheet.tests.forms import FAMILY, KINSHIP, LINE, read_one, schema, typed

DATE = {**LINE, "format": "date"}
CCCD = {**LINE, "format": "cccd"}
ID = {**LINE, "format": "id-number"}
PHONE = {**LINE, "format": "phone"}
EMAIL = {**LINE, "format": "email"}
MONEY = {"type": "integer", "format": "money"}
INTEGER = {"type": "integer"}
NUMBER = {"type": "number"}
BOXES = {"type": "array", "uniqueItems": True, "items": {"enum": ["a", "b", "c"]}}


@pytest.mark.parametrize(
    ("part", "text", "value"),
    [
        (LINE, "  Nguyễn   Văn\tA ", "Nguyễn Văn A"),
        (LINE, "Nguye\u0302\u0303n", "Nguyễn"),
        (LINE, "A\x00b\u202ec\u200b", "Abc"),
        ({**LINE, "x-rows": 3}, " một \r\n\r\n\r\n\r\nhai  ba ", "một\n\nhai ba"),
        (DATE, "02/09/1945", "1945-09-02"),
        (DATE, "2/9/1945", "1945-09-02"),
        (DATE, "2-9-1945", "1945-09-02"),
        (DATE, "2.9.1945", "1945-09-02"),
        (DATE, "1945-09-02", "1945-09-02"),
        (DATE, "29/02/2024", "2024-02-29"),
        (CCCD, "031 090 000 001", "031090000001"),
        (CCCD, "101090000001", "101090000001"),
        (ID, "031090000001", "031090000001"),
        (ID, "012345678", "012345678"),
        (ID, "b 1234567", "B1234567"),
        (ID, "p01234567", "P01234567"),
        (PHONE, "0901 234 567", "+84901234567"),
        (PHONE, "+84 (90) 123.45.67", "+84901234567"),
        (PHONE, "0084901234567", "+84901234567"),
        (PHONE, "+840901234567", "+84901234567"),
        (PHONE, "024 3825 1234", "+842438251234"),
        (EMAIL, " ten@coquan.vn ", "ten@coquan.vn"),
        (MONEY, "1.250.000", 1250000),
        (MONEY, "1,250,000 đồng", 1250000),
        (MONEY, "1250000đ", 1250000),
        (MONEY, "25 000 VND", 25000),
        (INTEGER, "-12", -12),
        (INTEGER, "1.250", 1250),
        (NUMBER, "12,5", 12.5),
        (NUMBER, "12.5", 12.5),
        (NUMBER, "1.250,75", 1250.75),
        (NUMBER, "1.250", 1250),
        (KINSHIP, "child", "child"),
        ({"type": "boolean"}, "true", True),
        ({"type": "boolean"}, "", False),
        (BOXES, ["a", "c"], ["a", "c"]),
    ],
)
def test_what_people_type_becomes_the_value(part: dict[str, Any], text: Any, value: Any) -> None:
    reading = read_one(part, text)
    assert reading.errors == {}
    assert reading.values == {"q": value}
    assert type(reading.values["q"]) is type(value)


@pytest.mark.parametrize(
    ("part", "text", "sentence"),
    [
        (CCCD, "03109000001", "Số CCCD gồm 12 chữ số; bạn đã nhập 11."),
        (CCCD, "03109000000a", "Số CCCD chỉ gồm 12 chữ số, không có chữ cái hay dấu."),
        (CCCD, "٠٣١٠٩٠٠٠٠٠٠١", "Số CCCD chỉ gồm 12 chữ số, không có chữ cái hay dấu."),
        (CCCD, "003090000001", "không có mã 003"),
        (CCCD, "000090000001", "không có mã 000"),
        (CCCD, "099090000001", "không có mã 099"),
        (CCCD, "031490000001", "từ 0 đến 3; bạn đã nhập 4"),
        (ID, "12345", "9 chữ số của CMND"),
        (ID, "01234567890", "bạn đã nhập 11"),
        (PHONE, "12345", "bắt đầu bằng 0 hoặc +84"),
        (PHONE, "090123456", "bắt đầu bằng 0 hoặc +84"),
        (PHONE, "+1 202 555 0100", "bắt đầu bằng 0 hoặc +84"),
        (EMAIL, "ten@coquan", "ten@coquan.vn"),
        (EMAIL, "ten coquan.vn", "ten@coquan.vn"),
        (DATE, "30/02/2025", "Không có ngày 30/02/2025 trên lịch"),
        (DATE, "hôm nay", "ngày/tháng/năm"),
        (DATE, "02/09/45", "ngày/tháng/năm"),
        (DATE, "02/09/0026", "bạn đã nhập 26"),
        (MONEY, "12,5", "không có phần lẻ"),
        (MONEY, "1.25.000", "không có phần lẻ"),
        (MONEY, "một triệu", "1.250.000"),
        ({**MONEY, "minimum": 1000}, "500", "Giá trị nhỏ nhất là 1.000 đồng."),
        (INTEGER, "1,5", "số nguyên"),
        (INTEGER, "9" * 18, "lớn quá mức"),
        (INTEGER, "9" * 5000, "số nguyên"),
        ({**INTEGER, "maximum": 10}, "11", "Giá trị lớn nhất là 10."),
        ({**INTEGER, "exclusiveMinimum": 0}, "0", "Giá trị phải lớn hơn 0."),
        ({**INTEGER, "exclusiveMaximum": 5}, "5", "Giá trị phải nhỏ hơn 5."),
        (NUMBER, "1e5", "dấu phẩy"),
        (NUMBER, "nan", "dấu phẩy"),
        (NUMBER, "Infinity", "dấu phẩy"),
        ({**LINE, "minLength": 5}, "abc", "ít nhất 5 ký tự; bạn đã nhập 3"),
        ({**LINE, "maxLength": 5}, "abcdef", "nhiều nhất 5 ký tự; bạn đã nhập 6"),
        ({**LINE, "pattern": "^[A-Z]{2}$", "examples": ["AB"]}, "a", "Nội dung chưa đúng dạng. Ví dụ: AB."),
        (KINSHIP, "nobody", "có trong danh sách"),
        (BOXES, ["a", "z"], "có trong danh sách"),
        (BOXES, ["a", "a"], "mỗi mục một lần"),
        ({**BOXES, "minItems": 2}, ["a"], "Cần ít nhất 2 mục; hiện có 1."),
        ({**BOXES, "maxItems": 1}, ["a", "b"], "nhiều nhất 1 mục; hiện có 2"),
        ({"type": "boolean"}, "maybe", "có hoặc không"),
    ],
)
def test_every_mistake_has_a_sentence_that_says_what_is_right_and_what_was_typed_stays(
    part: dict[str, Any], text: Any, sentence: str
) -> None:
    form = sheet.compile(schema(q=part))
    reading = form.read(typed({"q": text}))
    assert list(reading.errors) == ["/q"]
    assert len(reading.errors["/q"]) == 1
    assert sentence in reading.errors["/q"][0]
    field = form.fields(reading.typed, reading.errors)[0]
    assert field.errors == reading.errors["/q"]
    if field.kind != "checkbox":
        assert field.value == text


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        (LINE, "Hãy nhập “Q”."),
        (MONEY, "Hãy nhập “Q”."),
        (KINSHIP, "Hãy chọn “Q”."),
        (BOXES, "Hãy chọn “Q”."),
        ({"type": "boolean"}, "Hãy chọn “Q”."),
        ({"type": "boolean", "const": True}, "Hãy đánh dấu vào ô này để xác nhận."),
    ],
)
def test_what_must_be_answered_is_asked_for(part: dict[str, Any], sentence: str) -> None:
    for text in ("", "   ", "\u200b") if part is LINE else ("",):
        reading = read_one(part, text if part is not BOXES else [], required=True)
        assert reading.errors == {"/q": [sentence]}


FORM = sheet.compile(FAMILY)
GOOD = {"name": "Trần Thị Mẫu", "cccd": "031190000001", "kinship": "child"}


def test_an_empty_group_is_left_out_and_a_started_one_is_checked() -> None:
    assert FORM.read(typed(GOOD)).values == {**GOOD, "late": False}
    started = FORM.read(typed({**GOOD, "address-street": "Số 1"}))
    assert started.errors == {"/address/commune": ["Hãy nhập “Xã”."]}


def test_a_group_that_must_be_answered_asks_for_its_answers() -> None:
    group = {"type": "object", "properties": {"n": {**LINE, "title": "Tên"}}, "required": ["n"]}
    assert sheet.compile(schema(("q",), q=group)).read(typed({})).errors == {"/q/n": ["Hãy nhập “Tên”."]}


def test_rows_left_empty_are_dropped_and_errors_keep_to_the_rows_shown() -> None:
    reading = FORM.read(typed({**GOOD, "members-0-name": "", "members-2-name": "Mẫu", "members-2-born": "x"}))
    assert reading.values["members"] == [{"name": "Mẫu"}]
    assert list(reading.errors) == ["/members/0/born"]
    shown = next(field for field in FORM.fields(reading.typed, reading.errors) if field.name == "members")
    assert [(field.value, bool(field.errors)) for field in shown.fields[0].fields] == [("Mẫu", False), ("x", True)]


def test_a_row_in_which_only_defaults_stand_counts_as_empty() -> None:
    people = {"name": {**LINE, "title": "Tên"}, "nation": {**LINE, "title": "Dân tộc", "default": "Kinh"}}
    items = {"type": "object", "properties": people, "required": ["name"]}
    form = sheet.compile(schema(q={"type": "array", "maxItems": 3, "items": items}))
    assert form.fields()[0].fields[0].fields[1].value == "Kinh"
    assert form.read(typed({"q-0-name": "", "q-0-nation": "Kinh"})).values == {}
    assert form.read(typed({"q-0-name": "A", "q-0-nation": "Kinh"})).values == {"q": [{"name": "A", "nation": "Kinh"}]}
    assert form.read(typed({"q-0-nation": "Tày"})).errors == {"/q/0/name": ["Hãy nhập “Tên”."]}


def test_more_rows_than_allowed_are_refused_not_lost_in_silence() -> None:
    rows = {f"members-{number}-name": "A" for number in range(5)}
    assert FORM.read(typed({**GOOD, **rows})).errors == {"/members": ["Chỉ được nhiều nhất 4 mục; hiện có 5."]}


def test_the_button_that_asks_for_a_row_is_heard() -> None:
    reading = FORM.read(typed({"p-name": "A", "p-members-0-name": "B", "p-members-add": "1"}), prefix="p-")
    assert reading.more == "p-members-add"
    fields = {field.name: field for field in FORM.fields(reading.typed, prefix="p-", more=reading.more)}
    assert len(fields["p-members"].fields) == 2


def test_an_answer_that_does_not_arise_is_dropped_and_one_that_does_is_required() -> None:
    dropped = FORM.read(typed({**GOOD, "which": "Bạn"}))
    assert dropped.errors == {}
    assert "which" not in dropped.values
    assert dropped.typed["which"] == "Bạn"
    assert FORM.read(typed({**GOOD, "kinship": "other"})).errors == {"/which": ["Hãy nhập “Quan hệ nào”."]}
    told = FORM.read(typed({**GOOD, "kinship": "other", "which": "Bạn"}))
    assert (told.errors, told.values["which"]) == ({}, "Bạn")


def conditional(**more: Any) -> sheet.Sheet:
    parts = {"a": {"type": "boolean"}, "b": LINE, "c": LINE}
    return sheet.compile({**schema(**parts), **more})  # type: ignore[arg-type]


WHEN_A = {"properties": {"a": {"const": True}}, "required": ["a"]}


def test_else_and_false_hide_a_field_that_stands_in_the_form() -> None:
    form = conditional(**{"if": WHEN_A, "then": {"required": ["b"]}, "else": {"properties": {"b": False}}})
    assert form.read(typed({"a": "true"})).errors == {"/b": ["Hãy nhập “B”."]}
    assert form.read(typed({"b": "x"})).values == {"a": False}
    assert [pointer for pointer, _ in form.check({"a": False, "b": "x"})] == ["/b"]
    assert form.fields()[1].help == "Chỉ điền khi “A” là “có”."


def test_conditions_follow_one_another() -> None:
    then_b = {"properties": {"d": {"type": "boolean", "title": "D"}}}
    then_d = {"properties": {"e": {**LINE, "title": "E"}}, "required": ["e"]}
    when_d = {"properties": {"d": {"const": True}}, "required": ["d"]}
    form = conditional(allOf=[{"if": WHEN_A, "then": then_b}, {"if": when_d, "then": then_d}])
    assert form.read(typed({"d": "true", "e": "x"})).values == {"a": False}
    assert form.read(typed({"a": "true", "d": "true"})).errors == {"/e": ["Hãy nhập “E”."]}
    assert [field.name for field in form.fields()] == ["a", "d", "e", "b", "c"]


def test_what_depends_on_an_answer_is_required_with_it() -> None:
    form = conditional(dependentRequired={"b": ["c"]})
    assert form.read(typed({})).errors == {}
    assert form.read(typed({"b": "x"})).errors == {"/c": ["Hãy nhập “C”."]}
    assert form.fields()[2].help == "Bắt buộc khi đã trả lời “B”."
