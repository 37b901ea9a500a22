"""What a reader of statistics asks for, and what an agency says of itself."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.dossiers.rules import Channel
from congvu.statistics.models import MOST_TEXT, Score
from congvu.statistics.rules.periods import Period
from congvu.statistics.rules.scoring import INDICES, POINTS
from congvu.web.forms import DateField

RANGE = "khoang"
PERIODS = (  # what a board is asked about, in the order of its tabs
    ("hom-nay", gettext_lazy("Hôm nay")),
    ("tuan", gettext_lazy("Tuần này")),
    ("thang", gettext_lazy("Tháng này")),
    ("quy", gettext_lazy("Quý này")),
    ("nam", gettext_lazy("Năm nay")),
    ("thang-truoc", gettext_lazy("Tháng trước")),
    ("quy-truoc", gettext_lazy("Quý trước")),
    ("nam-truoc", gettext_lazy("Năm trước")),
    (RANGE, gettext_lazy("Khoảng ngày")),
)
CURRENT = {
    "hom-nay": lambda day: Period.days(day, day),
    "tuan": lambda day: Period.days(day - timedelta(days=day.weekday()), day + timedelta(days=6 - day.weekday())),
    "thang": lambda day: Period.month(day.year, day.month),
    "quy": lambda day: Period.quarter(day.year, (day.month + 2) // 3),
    "nam": lambda day: Period.year(day.year),
}
SHORT = {"agency": "co-quan", "field": "linh-vuc", "procedure": "thu-tuc", "channel": "hinh-thuc"}
Choices = Iterable[tuple[str, Any]]


def current(kind: str, today: date) -> Period:
    """The period of a tab: this one, or (`-truoc`) the one before."""
    found = CURRENT[kind.removesuffix("-truoc")](today)
    return found.before() if kind.endswith("-truoc") else found


class FilterForm(forms.Form):
    """Period and limits of a board or a report, read from the address; what cannot be read says so and is left out."""

    def __init__(
        self, asked: Mapping[str, Any], *, today: date, agencies: Choices, fields: Choices, procedures: Choices
    ) -> None:
        super().__init__(asked)
        self.today = today
        every = [("", _("Tất cả"))]
        self.fields["ky"] = forms.ChoiceField(label=_("Kỳ"), choices=PERIODS, required=False)
        self.fields["tu"] = DateField(label=_("Từ ngày"), required=False)
        self.fields["den"] = DateField(label=_("đến hết ngày"), required=False)
        for name, label, choices in (
            ("co-quan", _("Cơ quan và cấp dưới"), agencies),
            ("linh-vuc", _("Lĩnh vực"), fields),
            ("thu-tuc", _("Thủ tục"), procedures),
            ("hinh-thuc", _("Hình thức nộp"), Channel.choices),
        ):
            self.fields[name] = forms.ChoiceField(label=label, choices=[*every, *choices], required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("ky") == RANGE and not self.errors:
            for name in ("tu", "den"):
                if not data.get(name):
                    self.add_error(name, _("Hãy nhập ngày dạng ngày/tháng/năm, ví dụ 27/03/2026."))
        return data

    def period(self, *, usual: str) -> Period:
        """The days asked for; a single month, quarter or year where the address names one (`nam`, `so`)."""
        if "nam" in self.data:
            return Period.read(self.data, today=self.today)
        said = getattr(self, "cleaned_data", {})
        kind = said.get("ky") or (RANGE if said.get("tu") and said.get("den") else usual)
        if kind != RANGE:
            return current(kind, self.today)
        try:
            return Period.days(said["tu"], said["den"])
        except (KeyError, TypeError, OverflowError):
            return current(usual, self.today)

    def limits(self) -> dict[str, str]:
        """What is left out, in the words of a Question."""
        said = getattr(self, "cleaned_data", {})
        return {name: said.get(short, "") for name, short in SHORT.items()}


def _points(label: str) -> forms.TypedChoiceField:
    choices = [("", _("Chưa chấm")), *((str(one), str(one)) for one in reversed(POINTS))]
    return forms.TypedChoiceField(label=label, choices=choices, coerce=int, empty_value=None, required=False)


class ScoreForm(forms.Form):
    """Nine times: points, evidence, and the reason where they differ from what was computed."""

    def __init__(self, data: Mapping[str, Any] | None, *, rows: Mapping[int, Score]) -> None:
        super().__init__(data)
        for index in INDICES:
            row = rows.get(index.number)
            points = _points(_("Điểm tự chấm"))
            points.initial = row.points if row else None
            self.fields[f"points_{index.number}"] = points
            for name, label, first in (
                ("evidence", _("Minh chứng"), row.evidence if row else ""),
                ("reason", _("Lý do khác điểm hệ thống tính"), row.reason if row else ""),
            ):
                self.fields[f"{name}_{index.number}"] = forms.CharField(
                    label=label, required=False, max_length=MOST_TEXT, initial=first
                )


class AppraisalForm(forms.Form):
    """Nine times: points, and the reason where they differ from the agency's own."""

    def __init__(self, data: Mapping[str, Any] | None, *, rows: Mapping[int, Score]) -> None:
        super().__init__(data)
        for index in INDICES:
            row = rows.get(index.number)
            points = _points(_("Điểm thẩm định"))
            said = None if row is None else row.points if row.appraised is None else row.appraised
            points.initial = said
            self.fields[f"points_{index.number}"] = points
            self.fields[f"reason_{index.number}"] = forms.CharField(
                label=_("Lý do thẩm định khác"),
                required=False,
                max_length=MOST_TEXT,
                initial=row.remark if row else "",
            )
