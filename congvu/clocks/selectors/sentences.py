"""The sentences of an explanation."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from itertools import groupby

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from congvu.base.working_time import Budget, Hours, Unit, in_vietnam
from congvu.clocks.rules import Line, What

WEEKDAYS = (
    gettext_lazy("thứ Hai"),
    gettext_lazy("thứ Ba"),
    gettext_lazy("thứ Tư"),
    gettext_lazy("thứ Năm"),
    gettext_lazy("thứ Sáu"),
    gettext_lazy("thứ Bảy"),
    gettext_lazy("Chủ nhật"),
)
GROUNDS = {
    "supplement": gettext_lazy("chờ bổ sung hồ sơ"),
    "obligation": gettext_lazy("chờ thực hiện nghĩa vụ tài chính"),
    "acceptance": gettext_lazy("thụ lý"),
}


def budget_words(budget: Budget) -> str:
    """A budget as people say it: "3 ngày làm việc", "trong ngày, nhận sau 15:00 thì ngày làm việc tiếp theo"."""
    if budget.unit != Unit.SAME_DAY:
        return _amount(budget, budget.amount)
    if budget.cutoff is None:
        return _("trong ngày làm việc")
    return _("trong ngày, nhận sau {cutoff} thì ngày làm việc tiếp theo").format(cutoff=f"{budget.cutoff:%H:%M}")


def hours_words(week: Iterable[Hours]) -> str:
    """Weekly hours as people say them: "thứ Hai đến thứ Sáu 07:30-11:30, 13:30-17:00"; days that are alike together."""
    by_day: dict[int, str] = {}
    for row in sorted(week, key=lambda row: (row.weekday, row.opens)):
        said = f"{row.opens:%H:%M}-{row.closes:%H:%M}"
        if row.counts:
            by_day[row.weekday] = f"{by_day[row.weekday]}, {said}" if row.weekday in by_day else said
    told = []
    for hours, days in groupby(by_day, key=by_day.__getitem__):
        first, *others = days
        named = _("{first} đến {last}") if others else "{first}"
        told.append(f"{named.format(first=WEEKDAYS[first], last=WEEKDAYS[others[-1] if others else first])} {hours}")
    return "; ".join(told)


def tell(line: Line) -> str:
    """One line as a sentence."""
    return {
        What.STARTED: _started,
        What.RESTARTED: _restarted,
        What.RAN: _ran,
        What.PAUSED: _paused,
        What.WAITS: _waits,
        What.EXTENDED: _extended,
        What.STOPPED: _stopped,
        What.DAYS_OFF: _days_off,
        What.DAY_WORKED: _day_worked,
        What.ROLLED: _rolled,
        What.DUE: _due,
    }[line.what](line)


def _started(line: Line) -> str:
    said = _("Nhận {at}{moved}. Thời hạn: {budget}{law}.")
    return said.format(at=_moment(line.since), moved=_moved(line), budget=budget_words(line.budget), law=_law(line))


def _restarted(line: Line) -> str:
    said = _("Tính lại từ {at}{moved} ({ground}). Thời hạn: {budget}{law}.")
    return said.format(
        at=_moment(line.since),
        moved=_moved(line),
        ground=_ground(line),
        budget=budget_words(line.budget),
        law=_law(line),
    )


def _ran(line: Line) -> str:
    counted, left = _amount(line.budget, line.counted), _left(line)
    said = _("Từ {since} đến {until}: tính {counted}, {left}.")
    return said.format(since=_moment(line.since), until=_moment(line.until), counted=counted, left=left)


def _paused(line: Line) -> str:
    said = _("Tạm dừng từ {since} đến {until} ({ground}{law}): hạn lùi {counted} thành {due}, {left}.")
    return said.format(
        since=_moment(line.since),
        until=_moment(line.until),
        ground=_ground(line),
        law=_law(line),
        counted=_amount(line.budget, line.counted),
        due=_moment(line.due),
        left=_left(line),
    )


def _waits(line: Line) -> str:
    said = _("Đang tạm dừng từ {since} ({ground}{law}): {left}; hạn {due} sẽ lùi theo thời gian tạm dừng.")
    return said.format(
        since=_moment(line.since), ground=_ground(line), law=_law(line), left=_left(line), due=_moment(line.due)
    )


def _extended(line: Line) -> str:
    said = _("Gia hạn lúc {at} ({ground}{law}): thêm {budget}, tính tiếp từ hạn cũ; hạn mới {due}.")
    return said.format(
        at=_moment(line.since),
        ground=_ground(line),
        law=_law(line),
        budget=budget_words(line.budget),
        due=_moment(line.due),
    )


def _stopped(line: Line) -> str:
    return _("Kết thúc lúc {at}, {left}; hạn là {due}.").format(
        at=_moment(line.since), left=_left(line), due=_moment(line.due)
    )


def _days_off(line: Line) -> str:
    return _("Nghỉ {days}: {name}{decision}.").format(days=_days(line), name=line.name, decision=_decision(line))


def _day_worked(line: Line) -> str:
    return _("Làm việc {days}: {name}{decision}.").format(days=_days(line), name=line.name, decision=_decision(line))


def _rolled(line: Line) -> str:
    why = f"{line.name}{_decision(line)}" if line.name else _("ngày nghỉ hằng tuần")
    return _("Ngày cuối {day} là {why}: chuyển sang ngày làm việc tiếp theo, {due}.").format(
        day=_day(line.since), why=why, due=_day(line.until)
    )


def _due(line: Line) -> str:
    return _("Hạn trả kết quả: {due}.").format(due=_moment(line.due))


def _moved(line: Line) -> str:
    since, counts_from = in_vietnam(line.since), line.counts_from
    if line.after_cutoff and line.budget.cutoff and counts_from:
        said = _(": sau {cutoff}, tính là ngày làm việc tiếp theo ({day})")
        return said.format(cutoff=f"{line.budget.cutoff:%H:%M}", day=_day(counts_from))
    if counts_from and counts_from > since:
        return _(": ngoài giờ làm việc, tính từ {at}").format(at=_moment(counts_from))
    return ""


def _left(line: Line) -> str:
    if in_vietnam(line.until) > line.due:
        return (
            _("đã quá hạn {amount}").format(amount=_amount(line.budget, -line.left)) if line.left else _("đã quá hạn")
        )
    return _("còn {amount}").format(amount=_amount(line.budget, line.left))


def _amount(budget: Budget, amount: Decimal) -> str:
    places = 0 if amount == amount.to_integral() else max(1, min(2, -int(amount.normalize().as_tuple().exponent)))
    return _counted(Unit(budget.unit), 1 if amount == 1 else 2).format(amount=number_format(amount, places))


def _counted(unit: Unit, number: int) -> str:
    """An amount of the unit, still without the amount; `number` chooses the singular where the language has one."""
    match unit:
        case Unit.WORKING_HOUR:
            return ngettext("{amount} giờ làm việc", "{amount} giờ làm việc", number)
        case Unit.HALF_DAY:
            return ngettext("{amount} buổi làm việc", "{amount} buổi làm việc", number)
        case Unit.WORKING_DAY | Unit.SAME_DAY:
            return ngettext("{amount} ngày làm việc", "{amount} ngày làm việc", number)
        case Unit.DAY:
            return ngettext("{amount} ngày", "{amount} ngày", number)


def _ground(line: Line) -> str:
    code, _colon, detail = line.ground.partition(":")
    return str(GROUNDS.get(code, detail or code))


def _law(line: Line) -> str:
    return f", {line.law}" if line.law else ""


def _decision(line: Line) -> str:
    return _(" (theo {decision})").format(decision=line.decision) if line.decision else ""


def _days(line: Line) -> str:
    if line.since == line.until:
        return _day(line.since)
    return _("từ {first} đến {last}").format(first=_day(line.since), last=_day(line.until))


def _day(moment: datetime) -> str:
    local = in_vietnam(moment)
    return f"{WEEKDAYS[local.weekday()]} {local:%d/%m/%Y}"


def _moment(moment: datetime) -> str:
    return f"{in_vietnam(moment):%H:%M} {_day(moment)}"
