"""Forms in which an administrator sets hours and records days."""

import re
from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.agencies.selectors import WEEKDAYS
from congvu.base.working_time import Hours
from congvu.web.forms import DateField

_SESSION = re.compile(r"\s*(\d{1,2})[:h.](\d{2})\s*[-–]\s*(\d{1,2})[:h.](\d{2})\s*")
WEEKEND = 5
LEAP_YEAR = 2024


class SessionsField(forms.CharField):
    """Sessions of one day: "07:30-11:30, 13:30-17:00". Empty: the office is closed."""

    def clean(self, value: Any) -> list[tuple[time, time]]:
        text = super().clean(value)
        return [self._session(part) for part in re.split(r"[,;]", text) if part.strip()]

    def _session(self, text: str) -> tuple[time, time]:
        wrong = forms.ValidationError(_("Hãy ghi dạng giờ-giờ, ví dụ 07:30-11:30, 13:30-17:00."))
        found = _SESSION.fullmatch(text)
        if found is None:
            raise wrong
        opens, after, closes, past = (int(part) for part in found.groups())
        try:
            return time(opens, after), time(closes, past)
        except ValueError as error:
            raise wrong from error


class SeasonDayField(forms.CharField):
    """A day of every year, typed day/month; cleaned to "month-day", empty where nothing was typed."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            day, month = (int(part) for part in re.split(r"[/-]", text))
            return f"{date(LEAP_YEAR, month, day):%m-%d}"
        except ValueError as error:
            raise forms.ValidationError(_("Hãy ghi ngày/tháng, ví dụ 16/04.")) from error


class HoursForm(forms.Form):
    """A week of hours, and from when they hold; where a season is given, a second week for it."""

    valid_from = DateField(label=_("Áp dụng từ ngày"))
    receives_only = forms.BooleanField(
        label=_("Thứ Bảy và Chủ nhật chỉ tiếp nhận, không tính vào thời hạn"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, name in enumerate(WEEKDAYS):
            self.fields[f"day{number}"] = SessionsField(label=name, required=False, max_length=80)
        self.fields["season_from"] = SeasonDayField(label=_("Mùa có giờ riêng: từ ngày"), required=False, max_length=5)
        self.fields["season_to"] = SeasonDayField(label=_("đến hết ngày"), required=False, max_length=5)
        for number, name in enumerate(WEEKDAYS):
            label = _("{day}, trong mùa").format(day=name)
            self.fields[f"season{number}"] = SessionsField(label=label, required=False, max_length=80)
        self.order_fields(["valid_from", *(f"day{number}" for number in range(7)), "receives_only"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("season_from"), data.get("season_to")
        typed = any(data.get(f"season{number}") for number in range(7))
        if (first or last or typed) and not (first and last and typed):
            self.add_error("season_from", _("Mùa có giờ riêng cần cả ngày đầu, ngày cuối và giờ của ít nhất một ngày."))
        return data

    def rows(self) -> list[Hours]:
        """What was typed, as hours; none at all means following the agency above."""
        first, last = self.cleaned_data["season_from"], self.cleaned_data["season_to"]
        if not first:
            return self._week("day", "01-01", "12-31")
        return [*self._week("day", _beside(last, 1), _beside(first, -1)), *self._week("season", first, last)]

    def _week(self, prefix: str, season_from: str, season_to: str) -> list[Hours]:
        only = self.cleaned_data["receives_only"]
        return [
            Hours(number, opens, closes, not (only and number >= WEEKEND), season_from, season_to)
            for number in range(7)
            for opens, closes in self.cleaned_data[f"{prefix}{number}"]
        ]


def _beside(month_day: str, days: int) -> str:
    """The day of the year that comes so many days after another; the year has a 29 February."""
    month, day = map(int, month_day.split("-"))
    return f"{date(LEAP_YEAR, month, day) + timedelta(days):%m-%d}"


class DayForm(forms.Form):
    """A day that differs from its weekday, with the decision that orders it."""

    day = DateField(label=_("Ngày"))
    works = forms.ChoiceField(
        label=_("Ngày này"), choices=[("no", _("Nghỉ")), ("yes", _("Làm việc"))], widget=forms.RadioSelect
    )
    name = forms.CharField(label=_("Lý do"), max_length=120, help_text=_("Ví dụ: Nghỉ bù, Làm bù ngày 02/01/2026."))
    decision = forms.CharField(
        label=_("Số quyết định"), max_length=60, required=False, help_text=_("Ví dụ 12729/VPCP-KGVX.")
    )
    for_all = forms.BooleanField(label=_("Áp dụng cho mọi cơ quan"), required=False)
