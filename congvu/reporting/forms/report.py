"""The form of a report: a line for each indicator and project, and the words."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.measures.rules import QUOTIENTS, Unit
from congvu.plans.models import Project
from congvu.plans.rules.words import Progress
from congvu.reporting.forms.numbers import NumberField, plain
from congvu.reporting.refusals import FAULTS
from congvu.reporting.rules import Told, faults
from congvu.reporting.selectors.reports import Line, Whole
from congvu.reporting.services import ProjectTold
from congvu.web.fields import FormField, of_bound
from congvu.web.forms import DateField, MoneyField

YES_OR_NO = [("1", _("Có")), ("0", _("Không"))]


class ReportForm(forms.Form):
    """What an agency tells. Fields are named by the indicator's key: n_7, d_7, text_7, reason_7, evidence_7."""

    words = forms.CharField(
        label=_("Thuyết minh"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Kết quả chính, khó khăn, nguyên nhân, kiến nghị."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, whole: Whole) -> None:
        self.whole = whole
        super().__init__(data, initial=_initial(whole))
        if not whole.report.duty.asks_words:
            del self.fields["words"]
        for line in whole.lines:
            self.fields.update(_fields(line))
        for project in whole.projects:
            self.fields.update(_project_fields(project))

    def clean(self) -> dict[str, Any]:
        """Every line beside what is measured; each mistake at its field."""
        for line in self.whole.lines:
            key = line.target.indicator_id
            names = [f"{part}_{key}" for part in ("n", "d", "text", "reason", "evidence")]
            if any(name in self.errors for name in names):
                continue
            for part, fault in faults(line.target.indicator.unit, self.told(line), line.measured.seen):
                self.add_error(
                    f"{part}_{key}" if f"{part}_{key}" in self.fields else f"n_{key}", FAULTS[fault].sentence
                )
        return self.cleaned_data

    def told(self, line: Line) -> Told:
        """What was typed of an indicator."""
        data, key = self.cleaned_data, line.target.indicator_id
        n, text = data.get(f"n_{key}"), data.get(f"text_{key}") or ""
        if line.target.indicator.unit == Unit.YES:
            n = {"1": 1, "0": 0}.get(str(n))
        said = {"n": n, "d": data.get(f"d_{key}")}
        return Told(
            **{name: None if value is None else round(Decimal(value), 4) for name, value in said.items()},
            text=text.isoformat() if hasattr(text, "isoformat") else str(text),
            reason=data.get(f"reason_{key}", "").strip(),
            evidence=data.get(f"evidence_{key}", "").strip(),
        )

    def values(self) -> dict[int, Told]:
        """All lines, as `services.write` takes them."""
        return {line.target.indicator_id: self.told(line) for line in self.whole.lines}

    def projects(self) -> list[ProjectTold]:
        """All projects, as `services.write` takes them."""
        data = self.cleaned_data
        return [
            ProjectTold(
                one.code, data.get(f"progress_{one.pk}", ""), data.get(f"paid_{one.pk}"), data.get(f"note_{one.pk}", "")
            )
            for one in self.whole.projects
        ]

    def of_line(self, line: Line) -> list[FormField]:
        """The fields of an indicator's figure, as the page draws them."""
        return self._named(f"{part}_{line.target.indicator_id}" for part in ("n", "d", "text"))

    def beside_line(self, line: Line) -> list[FormField]:
        """The fields of what is said besides."""
        return self._named(f"{part}_{line.target.indicator_id}" for part in ("reason", "evidence"))

    def of_project(self, project: Project) -> list[FormField]:
        """The fields of a project."""
        return self._named(f"{part}_{project.pk}" for part in ("progress", "paid", "note"))

    def of_rest(self) -> list[FormField]:
        """What belongs to no line."""
        return self._named(("words", "seen"))

    def _named(self, names: Any) -> list[FormField]:
        return [of_bound(self[name]) for name in names if name in self.fields]


def _fields(line: Line) -> dict[str, forms.Field]:
    indicator, key = line.target.indicator, line.target.indicator_id
    made: dict[str, forms.Field] = {}
    if indicator.unit in QUOTIENTS:
        made[f"n_{key}"] = NumberField(label=_("Tử số"), help_text=indicator.numerator)
        made[f"d_{key}"] = NumberField(label=_("Mẫu số"), help_text=indicator.denominator)
    elif indicator.unit == Unit.YES:
        made[f"n_{key}"] = forms.ChoiceField(
            label=_("Đạt"), choices=[("", _("Chưa biết")), *YES_OR_NO], required=False
        )  # fmt: skip
    elif indicator.unit == Unit.DATE:
        made[f"text_{key}"] = DateField(label=_("Ngày"), required=False)
    elif indicator.unit == Unit.TEXT:
        made[f"text_{key}"] = forms.CharField(
            label=_("Kết quả"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
        )
    elif indicator.unit == Unit.MONEY:
        made[f"n_{key}"] = NumberField(label=_("Số tiền, đồng"))
    else:
        made[f"n_{key}"] = NumberField(label=_("Số"))
    made[f"evidence_{key}"] = forms.CharField(label=_("Minh chứng"), required=False, max_length=500)
    made[f"reason_{key}"] = forms.CharField(
        label=_("Lý do"), required=False, max_length=500,
        help_text=_("Khi số khác số đo, hoặc tỷ lệ vượt 100%."),
    )  # fmt: skip
    return made


def _project_fields(project: Project) -> dict[str, forms.Field]:
    return {
        f"progress_{project.pk}": forms.ChoiceField(
            label=_("Tiến độ"), choices=[("", _("Chưa biết")), *Progress.choices], required=False
        ),
        f"paid_{project.pk}": MoneyField(label=_("Đã thanh toán trong năm, lũy kế đến hết kỳ"), required=False),
        f"note_{project.pk}": forms.CharField(label=_("Ghi chú"), required=False, max_length=500),
    }


def _initial(whole: Whole) -> dict[str, Any]:
    said: dict[str, Any] = {"words": whole.revision.words, "seen": whole.report.version}
    for line in whole.lines:
        said |= _line_initial(line)
    told = {one["project"]: one for one in whole.revision.projects}
    for project in whole.projects:
        one = told.get(project.code, {})
        said |= {f"{part}_{project.pk}": one.get(part) for part in ("progress", "paid", "note")}
    return said


def _line_initial(line: Line) -> dict[str, Any]:
    """What is saved; where nothing is, what was measured."""
    key, value = line.target.indicator_id, line.value
    n, d = (value.n, value.d) if value else (line.measured.seen.n, line.measured.seen.d)
    quotient = line.target.indicator.unit in QUOTIENTS
    said = {f"n_{key}": plain(n), f"d_{key}": plain(d) if quotient else ""}
    if value:
        said |= {f"{part}_{key}": getattr(value, part) for part in ("text", "reason", "evidence")}
    return said
