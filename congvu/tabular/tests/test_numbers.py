"""Numbers as people write them: read where they can be read in one way, else the ways are told and none is chosen."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from congvu.tabular.numbers import factor, read_number

pytestmark = pytest.mark.once
PLAIN = {
    "1.234.567,8": "1234567.8", "1,234,567.8": "1234567.8", "1 234 567": "1234567", "1\u00a0234,5": "1234.5",
    "12.5": "12.5", "12,5": "12.5", "0.125": "0.125", "2013": "2013", "1.2345": "1.2345", "−5": "-5", "(12)": "-12",
    "1.000.000": "1000000", "1234,567": "1234.567", "+7": "7", "100%": "100", "35,5 %": "35.5",
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), PLAIN.items())
def test_what_can_be_read_in_one_way_is_read(text: str, value: str) -> None:
    read = read_number(text)
    assert (read.value, read.choices, read.doubt) == (Decimal(value), (), "")
    assert read.percent == ("%" in text)


@pytest.mark.parametrize("text", ["226.330", "226,330", "226.330 tỷ", "1,000", "(1.200)"])
def test_what_can_be_read_in_two_ways_is_never_guessed(text: str) -> None:
    read = read_number(text)
    assert read.value is None
    assert read.doubt
    assert len(read.choices) == 2
    assert read.choices[0] == read.choices[1] * 1000


@pytest.mark.parametrize(
    "text",
    ["35-36", "35 đến 36", "abc", "12 abc", "1.23.4", "12 345 6", "1,234.567.8", "٣٤٥", "1" * 300, "1..2", "5 6"],
)
def test_what_is_no_number_is_said_to_be_none(text: str) -> None:
    read = read_number(text)
    assert (read.value, read.choices) == (None, ())
    assert read.doubt


@pytest.mark.parametrize("text", ["", "-", "–", "…", " \u00a0 "])
def test_nothing_is_nothing(text: str) -> None:
    assert read_number(text).empty


def test_units_and_words_of_doubt() -> None:
    assert (read_number("320 triệu").value, read_number("320 triệu").unit) == (Decimal(320), 10**6)
    assert read_number("226 tỷ đồng").unit == 10**9
    about = read_number("khoảng 120")
    assert (about.value, about.choices) == (None, (Decimal(120),))
    assert read_number("≥ 50%").choices == (Decimal(50),)
    part = read_number("53/57")
    assert (part.n, part.d, part.value) == (Decimal(53), Decimal(57), None)
    assert (factor("(Triệu đồng)"), factor("cái")) == (10**6, None)


@settings(max_examples=80, deadline=None)
@given(some.decimals(min_value=0, max_value=10**12, places=2), some.sampled_from([".,", ",.", " ,", "\u00a0."]))
def test_whatever_is_written_with_both_marks_comes_back(number: Decimal, marks: str) -> None:
    thousands, point = marks[0], marks[1]
    text = f"{number:,.2f}".translate({ord(","): thousands, ord("."): point})
    assert read_number(text).value == number


@settings(max_examples=150, deadline=None)
@given(some.text(alphabet="0123456789., -/%tỷkhoảng()", max_size=14))
def test_a_value_is_one_of_what_its_digits_can_be(text: str) -> None:
    read = read_number(text)
    if read.value is not None:
        digits = "".join(letter for letter in text if letter.isdigit())
        assert str(abs(read.value)).replace(".", "").lstrip("0") in digits
        assert not read.choices
    assert read.empty or read.value is not None or read.doubt
