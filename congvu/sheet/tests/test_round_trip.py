import unicodedata
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from congvu import places, sheet
from congvu.sheet.tests.forms import KINSHIP, LINE, schema, typed
from congvu.sheet.text import tidy_line, tidy_lines

ROW = {"type": "object", "properties": {"n": {**LINE, "title": "N"}, "m": {"type": "integer", "title": "M"}}}
FORM = sheet.compile(
    schema(
        line=LINE,
        lines={**LINE, "x-rows": 3},
        day={**LINE, "format": "date"},
        phone={**LINE, "format": "phone"},
        money={"type": "integer", "format": "money"},
        whole={"type": "integer"},
        number={"type": "number"},
        choice=KINSHIP,
        box={"type": "boolean"},
        boxes={"type": "array", "uniqueItems": True, "items": {"enum": ["a", "b", "c"]}},
        group={"type": "object", "properties": {"inner": {**LINE, "title": "I"}}},
        home={"type": "object", "format": "address"},
        rows={"type": "array", "maxItems": 3, "items": {**ROW, "required": ["n"]}},
    )
)
LETTERS = st.text(max_size=30)
WORDS = LETTERS.map(tidy_line).filter(bool)
WHOLE = st.integers(-(10**15), 10**15)
CODES = [commune.code for province in places.provinces() for commune in places.communes(province.code)]
VALUES = st.fixed_dictionaries(
    {"box": st.booleans()},
    optional={
        "line": WORDS,
        "lines": LETTERS.map(tidy_lines).filter(bool),
        "day": st.dates(date(1800, 1, 1), date(2199, 12, 31)).map(date.isoformat),
        "phone": st.from_regex(r"\A\+84(?:[35789][0-9]{8}|2[0-9]{9})\Z"),
        "money": WHOLE,
        "whole": WHOLE,
        "number": st.decimals(-(10**9), 10**9, places=4).map(float),
        "choice": st.sampled_from(["child", "other"]),
        "boxes": st.lists(st.sampled_from("abc"), unique=True, min_size=1),
        "group": st.fixed_dictionaries({"inner": WORDS}),
        "home": st.fixed_dictionaries({"commune": st.sampled_from(CODES)}, optional={"detail": WORDS}),
        "rows": st.lists(st.fixed_dictionaries({"n": WORDS}, optional={"m": WHOLE}), min_size=1, max_size=3),
    },
)


def as_typed(fields: list[sheet.Field]) -> dict[str, Any]:
    """What a browser sends for a page that shows the fields."""
    sent: dict[str, Any] = {}
    for field in fields:
        if field.kind == "group":
            sent |= as_typed(field.fields)
        elif field.kind == "checkbox":
            sent |= {field.name: "true"} if field.value else {}
        else:
            sent[field.name] = field.value
    return sent


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(VALUES)
def test_what_is_shown_is_read_back_as_it_was(values: dict[str, Any]) -> None:
    assert FORM.check(values) == []
    reading = FORM.read(typed(as_typed(FORM.fields(values))))
    assert reading.errors == {}
    assert reading.values == values


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.dictionaries(st.sampled_from([field.name for field in FORM.fields()]), st.text(max_size=40)))
def test_whatever_is_typed_is_read_or_refused_and_never_breaks(sent: dict[str, str]) -> None:
    reading = FORM.read(typed(sent))
    assert FORM.check(reading.values) == []
    again = FORM.read(typed(as_typed(FORM.fields(reading.values))))
    if not reading.errors:
        assert again.values == reading.values


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.text())
def test_tidying_is_done_once_and_for_all(text: str) -> None:
    tidy = tidy_line(text)
    assert tidy_line(tidy) == tidy
    assert tidy_lines(tidy_lines(text)) == tidy_lines(text)
    assert unicodedata.is_normalized("NFC", tidy)
