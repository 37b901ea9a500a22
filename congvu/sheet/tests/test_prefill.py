from typing import Any

import pytest

from congvu import sheet
from congvu.sheet.tests.forms import KINSHIP, LINE, schema

ADDRESS = {"type": "object", "format": "address"}
KNOWN = {
    "name": "Nguyễn Mẫu An",
    "id_number": "031090000001",
    "phone": "+84900000301",
    "email": "an@vi-du.vn",
    "born_on": "1990-09-02",
    "address": {"commune": "11311", "detail": "Số 5"},
}
FORM = sheet.compile(
    schema(
        who={**LINE, "x-from": "name"},
        number={**LINE, "format": "cccd", "x-from": "id_number"},
        tel={**LINE, "format": "phone", "x-autocomplete": "tel"},
        home={**ADDRESS, "x-from": "address"},
        area={**LINE, "format": "commune", "x-from": "address"},
        told={**LINE, "x-autocomplete": "street-address"},
        child=LINE,
        mother={
            "type": "object",
            "properties": {"born": {**LINE, "title": "Sinh", "format": "date", "x-from": "born_on"}},
        },
        sure={"type": "boolean", "const": True},
    )
)


def test_known_facts_stand_where_the_form_asks_for_them() -> None:
    assert FORM.prefill(KNOWN) == {
        "who": "Nguyễn Mẫu An",
        "number": "031090000001",
        "tel": "+84900000301",
        "home": {"commune": "11311", "detail": "Số 5"},
        "area": "11311",
        "told": "Số 5, phường Hồng Bàng, thành phố Hải Phòng",
        "mother": {"born": "1990-09-02"},
    }


def test_what_is_not_known_or_does_not_fit_is_left_to_be_typed() -> None:
    assert FORM.prefill({}) == {}
    known = {
        "id_number": "B1234567",
        "phone": "",
        "born_on": "02/09/1990",
        "address": {"commune": "99999"},
        "moon": "x",
    }
    assert FORM.prefill({**known, "email": None}) == {}
    assert FORM.prefill({"address": "Số 5, phường Hồng Bàng"}) == {"told": "Số 5, phường Hồng Bàng"}


def test_of_earlier_answers_what_fits_is_kept_and_facts_are_stronger() -> None:
    earlier = {
        "who": "Cũ",
        "child": "Bình",
        "number": "12",
        "moon": 1,
        "mother": {"born": "1970-01-01", "x": 1},
        "sure": True,
    }
    assert FORM.prefill({"name": "Mới"}, earlier) == {"who": "Mới", "child": "Bình", "mother": {"born": "1970-01-01"}}


def test_a_question_that_does_not_arise_is_not_answered_beforehand() -> None:
    asked: dict[str, Any] = schema(kinship=KINSHIP)
    asked["if"] = {"properties": {"kinship": {"const": "other"}}, "required": ["kinship"]}
    asked["then"] = {"properties": {"which": {**LINE, "title": "Ai", "x-from": "name"}}}
    form = sheet.compile(asked)
    assert form.prefill({"name": "An"}) == {}
    assert form.prefill({"name": "An"}, {"kinship": "other"}) == {"kinship": "other", "which": "An"}


@pytest.mark.parametrize("part", [{**LINE, "x-from": "moon"}, {"type": "object", "properties": {}, "x-from": "name"}])
def test_only_facts_that_exist_are_asked_for(part: dict[str, Any]) -> None:
    with pytest.raises(sheet.Unsupported, match="x-from"):
        sheet.compile(schema(q=part))
