"""What planners fill in: indicators, targets, baselines."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind
from congvu.measures.rules import METRICS, Direction, OverAgencies, OverTime, Unit
from congvu.plans.forms.reading import CodesField, FigureField, PartsField, ReasonsField, YearField, name_among
from congvu.plans.models import Baseline, Indicator, Plan, Target
from congvu.plans.rules.words import Op
from congvu.plans.services.baselines import Stood
from congvu.plans.services.indicators import Meant
from congvu.plans.services.targets import Wanted
from congvu.web.forms import DateField

PICK = {"required": _("Hãy chọn trong danh sách."), "invalid_choice": _("Hãy chọn trong danh sách.")}
BLANK = [("", _("Không có"))]


class IndicatorForm(forms.Form):
    """An indicator of the catalogue."""

    code = forms.CharField(label=_("Mã"), max_length=20, error_messages={"required": _("Hãy nhập mã.")})
    name = forms.CharField(label=_("Tên chỉ tiêu"), max_length=300, error_messages={"required": _("Hãy nhập tên.")})
    unit = forms.ChoiceField(label=_("Đơn vị"), choices=Unit, error_messages=PICK)
    numerator = forms.CharField(
        label=_("Tử số"), max_length=300, required=False, help_text=_("Tỷ lệ thì bắt buộc: đếm cái gì?")
    )
    denominator = forms.CharField(
        label=_("Mẫu số"), max_length=300, required=False, help_text=_("Tỷ lệ thì bắt buộc: trên tổng số gì?")
    )
    direction = forms.ChoiceField(label=_("Chiều tốt"), choices=Direction, error_messages=PICK)
    over_time = forms.ChoiceField(label=_("Gộp theo thời gian"), choices=OverTime, error_messages=PICK)
    over_agencies = forms.ChoiceField(label=_("Gộp theo cơ quan"), choices=OverAgencies, error_messages=PICK)
    metric_n = forms.ChoiceField(label=_("Hệ thống tự đếm tử số"), required=False, error_messages=PICK)
    metric_d = forms.ChoiceField(label=_("Hệ thống tự đếm mẫu số"), required=False, error_messages=PICK)
    source = forms.CharField(label=_("Nguồn"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Tên tiếng Anh"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, indicator: Indicator | None = None) -> None:
        super().__init__(data, initial=_initial(Meant, indicator))
        metrics = [("", _("Không tự đếm")), *((key, one.name) for key, one in METRICS.items())]
        choose(self, "metric_n", metrics)
        choose(self, "metric_d", metrics)

    def said(self) -> Meant:
        """What was filled in."""
        return Meant(**self.cleaned_data)


class TargetForm(forms.Form):
    """A target of a plan. The scope: kinds of agencies, single ones besides, and who is left out and why."""

    indicator = forms.ChoiceField(label=_("Chỉ tiêu"), error_messages=PICK)
    year = forms.ChoiceField(label=_("Năm"), required=False, error_messages=PICK)
    op = forms.ChoiceField(label=_("So sánh"), choices=Op, error_messages=PICK)
    value = FigureField(label=_("Giá trị"), required=False, help_text=_("Tỷ lệ thì nhập theo phần trăm, ví dụ 85,5."))
    day = DateField(label=_("Xong trước ngày"), required=False)
    text = forms.CharField(label=_("Bằng lời"), max_length=300, required=False)
    kinds = forms.MultipleChoiceField(
        label=_("Giao cho các loại cơ quan"), choices=Kind, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn gì: chỉ cơ quan ban hành."), error_messages=PICK,
    )  # fmt: skip
    include = CodesField(
        label=_("Thêm từng cơ quan"), required=False, help_text=_("Tên hoặc mã, mỗi dòng một cơ quan.")
    )
    exclude = ReasonsField(
        label=_("Trừ các cơ quan"), required=False,
        help_text=_("Mỗi dòng: tên hoặc mã cơ quan, dấu hai chấm, lý do. Có thể miễn sau, ở trang của mục tiêu."),
    )  # fmt: skip
    scope_text = forms.CharField(label=_("Phạm vi, như kế hoạch viết"), max_length=300, required=False)
    baseline_n = FigureField(label=_("Hiện trạng: tử số hoặc số lượng"), required=False)
    baseline_d = FigureField(label=_("Hiện trạng: mẫu số"), required=False)
    baseline_year = YearField(label=_("Hiện trạng năm"), required=False)
    section = forms.CharField(label=_("Mục của kế hoạch"), max_length=40, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        plan: Plan,
        indicators: Iterable[Indicator],
        target: Target | None = None,
        among: Iterable[Agency] = (),
    ) -> None:
        initial = _initial(Wanted, target) or {"op": Op.GE.value}
        if target:
            scope = target.scope
            initial |= {"indicator": str(target.indicator_id), "year": str(target.year or "")}
            initial |= {name: scope.get(name) for name in ("kinds", "include", "exclude")}
        super().__init__(data, initial=initial)
        choose(self, "indicator", [(str(one.pk), f"{one.code} {one.name}") for one in indicators])
        years = range(plan.year_from, plan.year_to + 1)
        name_among(self, ("include", "exclude"), among)
        choose(self, "year", [("", _("Cả giai đoạn")), *((str(year), str(year)) for year in years)])

    def said(self) -> Wanted:
        """What was filled in."""
        told = dict(self.cleaned_data)
        scope = {name: told.pop(name) for name in ("kinds", "include", "exclude")}
        year, indicator = told.pop("year"), int(told.pop("indicator"))
        return Wanted(indicator_id=indicator, year=int(year) if year else None, scope=scope, **told)


class BaselineForm(forms.Form):
    """Where something stands."""

    code = forms.CharField(label=_("Mã"), max_length=20, error_messages={"required": _("Hãy nhập mã.")})
    name = forms.CharField(label=_("Nội dung"), max_length=300, error_messages={"required": _("Hãy nhập nội dung.")})
    indicator = forms.ChoiceField(label=_("Chỉ tiêu"), required=False, error_messages=PICK)
    year = YearField(label=_("Năm"))
    n = FigureField(label=_("Tử số hoặc số lượng"), required=False)
    d = FigureField(label=_("Mẫu số"), required=False)
    value = FigureField(label=_("Giá trị, như kế hoạch viết"), required=False)
    unit = forms.CharField(label=_("Đơn vị"), max_length=40, required=False)
    told = forms.CharField(label=_("Nguyên văn"), max_length=200, required=False)
    approximate = forms.BooleanField(label=_("Khoảng"), required=False)
    parts = PartsField(label=_("Gồm các phần"), required=False, help_text=_("Mỗi dòng: tên phần, dấu hai chấm, số."))
    section = forms.CharField(label=_("Mục của kế hoạch"), max_length=40, required=False)
    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)

    def __init__(
        self, data: Any = None, *, plan: Plan, indicators: Iterable[Indicator], baseline: Baseline | None = None
    ) -> None:
        initial = _initial(Stood, baseline) or {"year": plan.year_from - 1}
        initial["indicator"] = str(initial.get("indicator_id") or "")
        super().__init__(data, initial=initial)
        self.baseline = baseline
        choose(self, "indicator", BLANK + [(str(one.pk), f"{one.code} {one.name}") for one in indicators])

    def said(self) -> Stood:
        """What was filled in. A measured figure that was changed is the planner's own from now on."""
        told = dict(self.cleaned_data)
        indicator = told.pop("indicator")
        told["parts"] = {name: f"{part:f}" for name, part in told["parts"].items()}
        old = self.baseline
        if old and old.measured and (old.n, old.d, old.value) == (told["n"], told["d"], told["value"]):
            told |= {"measured": True, "as_of": old.as_of}
        return Stood(indicator_id=int(indicator) if indicator else None, **told)


def choose(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    """Give a field its choices, which come from the database."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _initial(said: Any, row: Any) -> dict[str, Any]:
    """What a row says, by the fields of what a service takes."""
    return {one.name: getattr(row, one.name) for one in fields(said)} if row is not None else {}
