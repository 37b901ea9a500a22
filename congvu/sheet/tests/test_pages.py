from typing import Any

import pytest

from congvu import sheet
from congvu.sheet.tests.forms import FAMILY, KINSHIP, LINE, schema, typed

FORM = sheet.compile(FAMILY)
PERSON: dict[str, Any] = {
    "type": "object",
    "title": "Người cha",
    "properties": {"name": {**LINE, "title": "Tên"}},
    "required": ["name"],
}
ASKED = {
    "type": "object",
    "title": "Khai sinh",
    "properties": {
        "child": {**LINE, "title": "Trẻ", "x-page": "Trẻ em"},
        "known": {**KINSHIP, "title": "Có cha"},
        "copies": {"type": "integer", "title": "Số bản", "x-page": "Nhận kết quả"},
    },
    "required": ["child", "known", "copies"],
    "if": {"properties": {"known": {"const": "child"}}, "required": ["known"]},
    "then": {"properties": {"father": {**PERSON, "x-page": "Cha"}}, "required": ["father"]},
    "unevaluatedProperties": False,
}
BORN = sheet.compile(ASKED)


def test_groups_stand_alone_and_the_questions_between_are_gathered() -> None:
    assert [(page.key, page.title, len(page.keys)) for page in FORM.pages()] == [
        ("name", "Thông tin (phần 1)", 4),
        ("kinship", "Thông tin (phần 2)", 4),
        ("address", "Nơi ở", 1),
        ("members", "Thành viên", 1),
    ]


def test_a_form_may_say_where_pages_begin() -> None:
    assert [(page.title, page.keys) for page in BORN.pages()] == [
        ("Trẻ em", ("child", "known")),
        ("Cha", ("father",)),
        ("Nhận kết quả", ("copies",)),
    ]


def test_one_page_has_the_title_of_the_form() -> None:
    short = sheet.compile({**schema(q=LINE), "title": "Đơn"})
    assert [(page.key, page.title) for page in short.pages()] == [("q", "Đơn")]
    assert sheet.compile(schema()).pages() == []


@pytest.mark.parametrize(
    "part", [{**LINE, "x-page": " "}, {**PERSON, "properties": {"n": {**LINE, "x-page": "Trang"}}}]
)
def test_a_page_begins_at_an_outermost_question_and_has_a_title(part: dict[str, Any]) -> None:
    with pytest.raises(sheet.Unsupported, match="x-page"):
        sheet.compile(schema(q={"title": "Q", **part}))


def test_a_page_on_which_nothing_is_asked_is_left_out() -> None:
    assert [page.title for page in BORN.pages({"known": "other"})] == ["Trẻ em", "Nhận kết quả"]
    assert [page.title for page in BORN.pages({"known": "child"})] == ["Trẻ em", "Cha", "Nhận kết quả"]


def test_a_page_shows_its_questions_only_without_the_condition_that_is_decided() -> None:
    assert [field.name for field in BORN.fields({}, page="child", prefix="a-")] == ["a-child", "a-known"]
    father = BORN.fields({"known": "child"}, page="father")[0]
    assert (father.when, father.help, father.required) == (None, "", True)
    assert BORN.fields({"known": "other"}, page="father") == []


def test_a_condition_on_the_same_page_still_stands() -> None:
    asked = schema(kinship=KINSHIP, which=LINE)
    hidden = {"if": FAMILY["if"], "else": {"properties": {"which": False}}}
    which = sheet.compile({**asked, **hidden}).fields({}, page="kinship")[1]
    assert which.when is not None
    assert which.help == "Chỉ điền khi “Kinship” là “Khác”."


def test_a_page_that_was_never_filled_in_shows_its_defaults() -> None:
    form = sheet.compile(schema(a={**LINE, "x-page": "Một"}, b={**LINE, "default": "Kinh", "x-page": "Hai"}))
    assert form.fields({"a": "x"}, page="b")[0].value == "Kinh"
    assert form.fields({"a": "x", "b": "Tày"}, page="b")[0].value == "Tày"


def test_a_page_is_read_and_checked_by_itself() -> None:
    reading = BORN.read(typed({"child": "An"}), page="child")
    assert (reading.values, list(reading.errors)) == ({"child": "An"}, ["/known"])
    reading = BORN.read(typed({"child": "An", "known": "child"}), page="child")
    assert (reading.values, reading.errors) == ({"child": "An", "known": "child"}, {})


def test_earlier_pages_decide_what_a_later_one_must_answer() -> None:
    stored = {"child": "An", "known": "child"}
    assert list(BORN.read(typed({}), page="father", answers=stored).errors) == ["/father/name"]
    reading = BORN.read(typed({"p-father-name": "Ba"}), "p-", page="father", answers=stored)
    assert reading.values == {**stored, "father": {"name": "Ba"}}
    assert reading.errors == {}
    assert BORN.fields(reading.typed, page="father")[0].fields[0].value == "Ba"


def test_what_no_longer_arises_is_dropped_from_the_other_pages() -> None:
    stored = {"child": "An", "known": "child", "father": {"name": "Ba"}, "copies": 2}
    reading = BORN.read(typed({"child": "An", "known": "other"}), page="child", answers=stored)
    assert reading.values == {"child": "An", "known": "other", "copies": 2}
    assert BORN.check(reading.values) == []


def test_an_answer_taken_back_is_gone_and_a_foreign_one_is_not_kept() -> None:
    stored = {"child": "An", "known": "child", "moon": 1, "copies": "two"}
    assert BORN.read(typed({"child": ""}), page="child", answers=stored).values == {}


def test_pages_filled_in_one_after_another_give_what_the_whole_form_gives() -> None:
    sent = typed({"child": "An", "known": "child", "father-name": "Ba", "copies": "2"})
    answers: dict[str, Any] = {}
    for page in BORN.pages():
        answers = BORN.read(sent, page=page.key, answers=answers).values
    assert answers == BORN.read(sent).values
    assert BORN.check(answers) == []


def test_a_mistake_leads_to_its_page() -> None:
    assert [BORN.page_of(pointer) for pointer in ("/father/name", "/copies", "/moon", "")] == [
        "father", "copies", "child", "child",
    ]  # fmt: skip


def test_a_page_that_is_not_there_is_said() -> None:
    with pytest.raises(KeyError):
        BORN.read(typed({}), page="moon")


def test_a_row_more_is_asked_for_on_its_page() -> None:
    reading = FORM.read(typed({"members-0-name": "A", "members-add": "1"}), page="members", answers={"name": "B"})
    assert reading.more == "members-add"
    assert len(FORM.fields(reading.typed, more=reading.more, page="members")[0].fields) == 2
    assert FORM.read(typed({"members-add": "1"}), page="name").more == ""
