"""How many finished projects were settled in a half-year, and whose settlement is late (T9); and what T8 leaves out."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from congvu.plans.models import Project
from congvu.plans.rules.printed import Line, span
from congvu.plans.rules.words import MoneyMeasure, Progress
from congvu.plans.selectors.purses import Purse, half

SETTLED_WITHIN = 6  # months after its completion, in which a project's settlement is reported
DONE = (MoneyMeasure.VOLUME, MoneyMeasure.PAID, MoneyMeasure.ADVANCE)


def settlements(projects: list[Project], purses: dict[int, Purse], *, year: int) -> Iterable[Line]:
    """The numbers, then the late projects one by one. How many wait for an appraisal nobody tells the system."""
    first, day = date(year, 1, 1), half(year)
    settled = [row for one in projects for row in purses[one.pk].rows if row.measure == MoneyMeasure.SETTLED]
    in_time = [row for row in settled if row.as_of and first <= row.as_of <= day]
    done = {row.project_id for row in settled if row.as_of is None or row.as_of <= day}
    late = [(one, months) for one in projects if one.pk not in done and (months := _late(one, day)) > 0]
    counts = (len({row.project_id for row in in_time}), sum(row.amount for row in in_time), None, len(late))
    yield Line("row", (*counts, None, None, None, None))
    for project, months in late:
        time = span(project.start, project.finished_on.year if project.finished_on else project.end)
        yield Line("row", (None, None, None, None, project.name, time, months, project.note or None), project)


def more_notes(key: str, projects: list[Project], purses: dict[int, Purse], *, year: int) -> Iterable[str]:
    """What the reader of a table should know of its figures."""
    if key == "T9":
        yield _(
            "Hệ thống không ghi ngày nộp báo cáo quyết toán: số dự án chậm thẩm tra do cơ quan tự ghi. Chậm lập báo "
            "cáo là hoàn thành quá {months} tháng mà chưa có giá trị quyết toán."
        ).format(months=SETTLED_WITHIN)
    if key == "T8" and (later := _later(projects, purses, half(year))):
        yield _("{many} dự án có số liệu sau ngày 30/6, không tính vào cột đến 30/6.").format(many=later)


def _later(projects: list[Project], purses: dict[int, Purse], day: date) -> int:
    return len(
        {
            row.project_id
            for one in projects
            for row in purses[one.pk].rows
            if row.measure in DONE and row.year == day.year and not row.forecast and row.as_of and row.as_of > day
        }
    )


def _late(project: Project, day: date) -> int:
    """By how many months the settlement of a finished project is late."""
    if project.progress != Progress.DONE or project.finished_on is None:
        return 0
    months = (day.year - project.finished_on.year) * 12 + day.month - project.finished_on.month
    return months - SETTLED_WITHIN
