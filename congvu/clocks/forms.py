"""Forms in which an administrator sets hours and records days."""

import re
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.agencies.selectors import WEEKDAYS
from congvu.base.working_time import Hours
from congvu.web.forms import DateField

_SESSION = re.compile(r"\s*(\d{1,2})[:h.](\d{2})\s*[-–]\s*(\d{1,2})[:h.](\d{2})\s*")
WEEKEND = 5


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


class HoursForm(forms.Form):
    """A week of hours, and from when they hold."""

    valid_from = DateField(label=_("Áp dụng từ ngày"))
    receives_only = forms.BooleanField(
        label=_("Thứ Bảy và Chủ nhật chỉ tiếp nhận, không tính vào thời hạn"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, name in enumerate(WEEKDAYS):
            self.fields[f"day{number}"] = SessionsField(label=name, required=False, max_length=80)
        self.order_fields(["valid_from", *(f"day{number}" for number in range(7)), "receives_only"])

    def rows(self) -> list[Hours]:
        """What was typed, as hours; none at all means following the agency above."""
        only = self.cleaned_data["receives_only"]
        return [
            Hours(number, opens, closes, counts=not (only and number >= WEEKEND))
            for number in range(7)
            for opens, closes in self.cleaned_data[f"day{number}"]
        ]


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
