import time
from typing import Any

import pytest

from congvu import sheet
from congvu.sheet.tests.forms import FAMILY, LINE, schema, typed
from congvu.sheet.tests.test_read import GOOD

FORM = sheet.compile(FAMILY)


def deep(levels: int) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for _ in range(levels):
        value = {"name": value}
    return value


@pytest.mark.parametrize(
    ("more", "pointer", "tells"),
    [
        ({"name": 5}, "/name", "văn bản"),
        ({"name": None}, "/name", "văn bản"),
        ({"name": "a\x00b"}, "/name", "ký tự ẩn"),
        ({"name": "a\u202eb"}, "/name", "ký tự ẩn"),
        ({"name": "\ud800"}, "/name", "ký tự ẩn"),
        ({"name": "Nguye\u0302\u0303n"}, "/name", "dựng sẵn"),
        ({"name": "x" * 1_000_000}, "/name", "nhiều nhất 80 ký tự; bạn đã nhập 1.000.000"),
        ({"name": deep(5000)}, "/name", "văn bản"),
        ({"born": "02/09/1945"}, "/born", "ngày/tháng/năm"),
        ({"phone": "0901234567"}, "/phone", "+84"),
        ({"late": "true"}, "/late", "có hoặc không"),
        ({"late": 1}, "/late", "có hoặc không"),
        ({"worth": 1.5}, "/worth", "không có phần lẻ"),
        ({"worth": True}, "/worth", "không có phần lẻ"),
        ({"worth": 10**400}, "/worth", "lớn quá mức"),
        ({"worth": float("nan")}, "/worth", "không có phần lẻ"),
        ({"kinship": ["child"]}, "/kinship", "trong danh sách"),
        ({"address": "Hà Nội"}, "/address", "nhóm"),
        ({"address": {}}, "/address/commune", "Hãy nhập “Xã”."),
        ({"members": {}}, "/members", "danh sách"),
        ({"members": ["A"]}, "/members/0", "nhóm"),
        ({"members": [{"name": "A"}, {}]}, "/members/1/name", "Hãy nhập “Họ tên”."),
        ({"members": [{}] * 100_000}, "/members", "nhiều nhất 4 mục"),
        ({"which": "x"}, "/which", "Chỉ điền khi"),
        ({"la/~": 1}, "/la~1~0", "không có mục “la/~”"),
        ({"\ud800": 1}, "/?", "không có mục"),
    ],
)
def test_data_that_may_not_be_stored_are_named_by_pointer(more: dict[str, Any], pointer: str, tells: str) -> None:
    found = FORM.check({**GOOD, **more})
    assert [at for at, _ in found] == [pointer]
    assert tells in found[0][1]


@pytest.mark.parametrize("values", [None, [], "text", 5])
def test_what_is_no_set_of_answers_is_refused(values: Any) -> None:
    assert FORM.check(values)[0] == ("", "Mục này phải là một nhóm câu trả lời.")


def test_good_data_have_nothing_against_them() -> None:
    members = [{"name": "A", "born": "2001-01-31"}]
    assert FORM.check({**GOOD, "worth": 1000, "late": True, "address": {"commune": "Xã Mẫu"}, "members": members}) == []


@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, "\u0302" * 1_000_000, "\x00" * 1_000_000, " " * 1_000_000, "9" * 1_000_000]
)
def test_a_megabyte_in_every_field_is_refused_quickly(text: str) -> None:
    names = [*FAMILY["properties"], "which", "members-0-name", "address-street", "members-0-born"]
    begun = time.process_time()
    reading = FORM.read(typed(dict.fromkeys(names, text)))
    assert reading.errors
    assert time.process_time() - begun < 1


def test_a_pattern_cannot_be_made_to_run_for_ever() -> None:
    form = sheet.compile(schema(q={**LINE, "pattern": "^(a+)+$", "examples": ["aa"], "maxLength": 10_000}))
    begun = time.process_time()
    assert form.read(typed({"q": "a" * 9_000 + "!"})).errors
    assert time.process_time() - begun < 0.5


def test_a_form_of_ten_questions_is_built_and_read_within_a_millisecond() -> None:
    sent = typed({**GOOD, "born": "02/09/1990", "phone": "0901234567", "worth": "1.000", "address-commune": "Xã Mẫu"})
    values = FORM.read(sent).values
    for job in (lambda: FORM.fields(values), lambda: FORM.read(sent)):
        assert min(_seconds(job) for _ in range(30)) < 0.001


def _seconds(job: Any) -> float:
    begun = time.perf_counter()
    job()
    return time.perf_counter() - begun
