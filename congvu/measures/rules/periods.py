"""The periods of plans and reports, by their codes: "2013", "2013-H1", "2013-Q1", "2013-07".

A code sorts within its kind, and says everything: the days follow from it. `statistics.rules.Period` holds those days.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.statistics.rules import Period

CODE = re.compile(r"(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")


class Frequency(models.TextChoices):
    """How often something is reported or measured. An event has no rhythm: its period is the year in which it falls."""

    MONTH = "month", gettext_lazy("Hằng tháng")
    QUARTER = "quarter", gettext_lazy("Hằng quý")
    HALF = "half", gettext_lazy("Sáu tháng")
    YEAR = "year", gettext_lazy("Hằng năm")
    EVENT = "event", gettext_lazy("Khi được yêu cầu")


MONTHS = {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.HALF: 6, Frequency.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Term:
    """One period: `months` of it, of which the last is `last` (1 to 12) of the year."""

    year: int
    last: int
    months: int

    @property
    def code(self) -> str:
        """What is stored and published."""
        tail = {12: "", 6: f"-H{self.last // 6}", 3: f"-Q{self.last // 3}", 1: f"-{self.last:02}"}
        return f"{self.year}{tail[self.months]}"

    @property
    def days(self) -> Period:
        """Its days, half-open."""
        start = date(self.year, self.last - self.months + 1, 1)
        last = date(self.year, self.last, calendar.monthrange(self.year, self.last)[1])
        return Period(start, last + timedelta(days=1))

    @property
    def label(self) -> str:
        """What people call it."""
        number = self.last // self.months
        words = {
            12: _("Năm {year}"),
            6: _("Sáu tháng đầu năm {year}") if number == 1 else _("Sáu tháng cuối năm {year}"),
            3: _("Quý {number}/{year}"),
            1: _("Tháng {number}/{year}"),
        }
        return words[self.months].format(year=self.year, number=number)

    @property
    def sdmx(self) -> str:
        """As SDMX writes it: half-years with an S."""
        return self.code.replace("-H", "-S")

    @property
    def iso(self) -> str:
        """As ISO 8601 writes it: "2013-01-01/P3M"."""
        return f"{self.days.start.isoformat()}/" + ("P1Y" if self.months == 12 else f"P{self.months}M")

    def within(self, other: "Term") -> bool:
        """Whether all its days are the other's."""
        return other.days.start <= self.days.start and self.days.end <= other.days.end


def term(code: str) -> Term:
    """The period of a code. Raises ValueError for anything else."""
    found = CODE.fullmatch(code)
    if not found:
        raise ValueError(code)
    year = int(found["year"])
    if not 1990 <= year <= 2200:
        raise ValueError(code)
    if found["half"]:
        return Term(year, 6 * int(found["half"]), 6)
    if found["quarter"]:
        return Term(year, 3 * int(found["quarter"]), 3)
    if found["month"]:
        return Term(year, int(found["month"]), 1)
    return Term(year, 12, 12)


def term_of(day: date, frequency: str) -> Term:
    """The period of that rhythm in which a day lies; of an event, the year."""
    months = MONTHS.get(Frequency(frequency), 12)
    return Term(day.year, -(-day.month // months) * months, months)


def terms(first: date, last: date, frequency: str) -> Iterator[Term]:
    """The periods of that rhythm that lie wholly between two days, both counted."""
    found = term_of(first, frequency)
    while found.days.last <= last:
        if found.days.start >= first:
            yield found
        found = term_of(found.days.end, frequency)
