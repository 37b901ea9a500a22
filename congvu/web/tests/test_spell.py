"""Money, dates, times, distances and phone numbers as Vietnamese offices write them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import translation

from congvu.web.forms import DateField, MoneyField
from congvu.web.spelling import remaining

NOW = datetime(2026, 3, 25, 1, 30, tzinfo=UTC)


def written(filters: str, value: object) -> str:
    return Template("{{ value|" + filters + " }}").render(Context({"value": value, "now": NOW}))


@pytest.mark.parametrize(
    ("filters", "value", "text"),
    [
        ("dong", 25000, "25.000 đồng"),
        ("dong", 0, "0 đồng"),
        ("dong", None, ""),
        ("grouped", 1250000, "1.250.000"),
        ("grouped", "hai mươi", "hai mươi"),
        ("vndate", date(2026, 3, 2), "02/03/2026"),
        ("vndate", "2026-03-02", "02/03/2026"),
        ("vndate", "31/02/2026", "31/02/2026"),
        ("vndate", None, ""),
        ("vndate", datetime(2026, 3, 25, 18, 0, tzinfo=UTC), "26/03/2026"),
        ("vntime", NOW, "08:30"),
        ("vndatetime", NOW, "08:30 ngày 25/03/2026"),
        ("phone", "+84912345678", "0912 345 678"),
        ("phone", "0912345678", "0912 345 678"),
        ("phone", "1022", "1022"),
    ],
)
def test_it_is_written_so(filters: str, value: object, text: str) -> None:
    assert written(filters, value).replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (timedelta(days=2, hours=3, minutes=20), "còn 2 ngày 3 giờ"),
        (timedelta(days=1), "còn 1 ngày"),
        (timedelta(hours=5, minutes=7), "còn 5 giờ 7 phút"),
        (timedelta(minutes=1), "còn 1 phút"),
        (timedelta(seconds=20), "còn chưa đến một phút"),
        (-timedelta(days=1, hours=2), "quá hạn 1 ngày 2 giờ"),
        (-timedelta(minutes=30), "quá hạn 30 phút"),
    ],
)
def test_the_distance_to_a_due_time_is_told_by_its_two_largest_units(span: timedelta, text: str) -> None:
    assert remaining(NOW + span, NOW) == text
    assert written("until:now", NOW + span) == text


@pytest.mark.parametrize("typed", ["27/03/2026", "27-3-2026", "27.3.2026", "27032026", "2026-03-27"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_date_is_read_the_vietnamese_way_in_either_language(typed: str, language: str) -> None:
    with translation.override(language):
        assert DateField().clean(typed) == date(2026, 3, 27)


@pytest.mark.parametrize("typed", ["25000", "25.000", "25 000", "25.000\u00a0"])
def test_dots_and_spaces_in_money_do_not_matter(typed: str) -> None:
    assert MoneyField().clean(typed) == 25000
