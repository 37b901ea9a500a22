"""Projects that are late: a year of theirs is over, and what it was to bring is not there."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from congvu.plans.rules.words import Progress


@dataclass(frozen=True, slots=True)
class Late:
    """By how many whole years, and the reason in a sentence."""

    years: int
    why: str


def late(
    *, start: int | None, end: int | None, progress: str, finished_on: date | None, today: date
) -> Late | None:  # fmt: skip
    """Whether a project is late today. One that was stopped is not: somebody decided so."""
    if finished_on is not None or progress in (Progress.DONE, Progress.STOPPED):
        return None
    if end is not None and end < today.year:
        return Late(today.year - end, _("Phải xong trong năm {year}, nay chưa hoàn thành.").format(year=end))
    if start is not None and start < today.year and progress == Progress.PLANNED:
        return Late(today.year - start, _("Phải bắt đầu trong năm {year}, nay chưa bắt đầu.").format(year=start))
    return None
