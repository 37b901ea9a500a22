"""The period that a report is about: a month, a quarter, a year or any range of days. Half-open."""

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.utils.translation import gettext as _

DAY = timedelta(days=1)
EARLIEST, LATEST = 2000, 2200  # years; outside is a typing mistake


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` to the day before `end`."""

    start: date
    end: date

    @classmethod
    def month(cls, year: int, number: int) -> "Period":
        start = date(year, number, 1)
        return cls(start, start + timedelta(days=calendar.monthrange(year, number)[1]))

    @classmethod
    def quarter(cls, year: int, number: int) -> "Period":
        return cls(cls.month(year, 3 * number - 2).start, cls.month(year, 3 * number).end)

    @classmethod
    def year(cls, year: int) -> "Period":
        return cls(date(year, 1, 1), date(year + 1, 1, 1))

    @classmethod
    def days(cls, first: date, last: date) -> "Period":
        """From the first to the last day, both counted."""
        return cls(min(first, last), max(first, last) + DAY)

    @classmethod
    def read(cls, params: Mapping[str, str], *, today: date) -> "Period":
        """From an address: ky=thang|quy|nam|khoang, nam, so, tu, den. What cannot be read is the month of `today`."""
        try:
            kind = params.get("ky", "thang")
            if kind == "khoang":
                return _within(cls.days(date.fromisoformat(params["tu"]), date.fromisoformat(params["den"])))
            year = int(params.get("nam") or today.year)
            number = int(params.get("so") or (today.month if kind == "thang" else (today.month + 2) // 3))
            made = cls.year(year) if kind == "nam" else (cls.quarter if kind == "quy" else cls.month)(year, number)
            return _within(made)
        except (ValueError, KeyError, OverflowError):
            return cls.month(today.year, today.month)

    @property
    def last(self) -> date:
        """The last day that is counted."""
        return self.end - DAY

    def before(self) -> "Period":
        """The period of the same kind just before: the month before a month, else as many days."""
        ended = self.start - DAY
        for here, before in zip(_around(self.start), _around(ended), strict=True):
            if self == here:
                return before
        return Period(self.start - (self.end - self.start), self.start)

    def each(self, step: str = "day") -> "Iterator[Period]":
        """The days, or the months (cut at the ends), that the period is made of."""
        start = self.start
        while start < self.end:
            end = start + DAY if step == "day" else Period.month(start.year, start.month).end
            yield Period(start, min(end, self.end))
            start = end

    @property
    def label(self) -> str:
        """What people call it."""
        year = self.start.year
        if self == Period.year(year):
            return _("Năm {year}").format(year=year)
        if self == Period.month(year, self.start.month):
            return _("Tháng {month}/{year}").format(month=self.start.month, year=year)
        number = (self.start.month + 2) // 3
        if self == Period.quarter(year, number):
            return _("Quý {number}/{year}").format(number=number, year=year)
        return _("Từ {first} đến {last}").format(first=f"{self.start:%d/%m/%Y}", last=f"{self.last:%d/%m/%Y}")

    def query(self) -> str:
        """The part of an address that `read` understands."""
        year = self.start.year
        if self == Period.year(year):
            return urlencode({"ky": "nam", "nam": year})
        if self == Period.month(year, self.start.month):
            return urlencode({"ky": "thang", "nam": year, "so": self.start.month})
        number = (self.start.month + 2) // 3
        if self == Period.quarter(year, number):
            return urlencode({"ky": "quy", "nam": year, "so": number})
        return urlencode({"ky": "khoang", "tu": self.start.isoformat(), "den": self.last.isoformat()})


def _around(day: date) -> "tuple[Period, Period, Period]":
    """The month, the quarter and the year of a day."""
    quarter = Period.quarter(day.year, (day.month + 2) // 3)
    return Period.month(day.year, day.month), quarter, Period.year(day.year)


def _within(period: Period) -> Period:
    if period.start.year < EARLIEST or period.end.year > LATEST:
        raise ValueError(period)
    return period
