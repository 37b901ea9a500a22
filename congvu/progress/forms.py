"""What is asked when a scheme of points is made, and when agencies are scored."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.agencies.rules import Kind
from congvu.plans.models import Indicator, Plan
from congvu.progress.models import Scheme, Score
from congvu.progress.rules.methods import METHODS
from congvu.progress.services import Own, Verdict

PARAMS = ("full", "inverse", "steps", "each", "cap", "late")


class PointsField(forms.DecimalField):
    """Points as people type them: 7,5 and 7.5 are the same."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"invalid": gettext_lazy("Hãy nhập điểm bằng số, ví dụ 7,5.")})
        super().__init__(max_digits=7, decimal_places=2, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if isinstance(value, str):
            value = value.strip().replace(",", ".")
        try:
            return super().to_python(value)
        except InvalidOperation as wrong:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from wrong


class SchemeForm(forms.Form):
    """The plan, the year, the block and who is in it."""

    plan = forms.ModelChoiceField(Plan.objects.none(), label=gettext_lazy("Kế hoạch"), to_field_name="slug")
    year = forms.IntegerField(label=gettext_lazy("Năm"), min_value=1990, max_value=2200)
    block = forms.CharField(label=gettext_lazy("Khối"), max_length=120, help_text=gettext_lazy("Ví dụ: Sở, ban, ngành"))
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Loại cơ quan trong khối"), choices=Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    legal = forms.CharField(label=gettext_lazy("Căn cứ"), max_length=300, required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, plans: Iterable[Plan]) -> None:
        super().__init__(data)
        keys = [plan.pk for plan in plans]
        self.fields["plan"].queryset = Plan.objects.filter(pk__in=keys)  # type: ignore[attr-defined]


class CriterionForm(forms.Form):
    """One criterion with its method; of the parameters, those of the method count."""

    code = forms.CharField(label=gettext_lazy("Mã"), max_length=20)
    name = forms.CharField(label=gettext_lazy("Tiêu chí"), max_length=300)
    points = PointsField(label=gettext_lazy("Điểm tối đa"), min_value=Decimal("0.01"))
    method = forms.ChoiceField(
        label=gettext_lazy("Cách chấm"), choices=[(key, method.name) for key, method in METHODS.items()]
    )
    indicator = forms.ModelChoiceField(Indicator.objects.none(), label=gettext_lazy("Chỉ tiêu"), required=False)
    full = forms.CharField(
        label=gettext_lazy("Giá trị được điểm tối đa"), required=False, max_length=20,
        help_text=gettext_lazy("Khi chấm theo tỷ lệ; để trống là 100."),
    )  # fmt: skip
    inverse = forms.BooleanField(label=gettext_lazy("Càng thấp càng nhiều điểm"), required=False)
    steps = forms.CharField(
        label=gettext_lazy("Các bậc"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Khi chấm theo bậc: mỗi dòng “từ giá trị: điểm”, từ thấp đến cao, ví dụ 80: 6."),
    )  # fmt: skip
    each = forms.CharField(
        label=gettext_lazy("Điểm mỗi việc"), required=False, max_length=20,
        help_text=gettext_lazy("Khi đếm việc đã làm; để trống là 1."),
    )  # fmt: skip
    cap = forms.CharField(
        label=gettext_lazy("Điểm tối đa khi đếm việc"), required=False, max_length=20,
        help_text=gettext_lazy("Để trống là điểm tối đa của tiêu chí."),
    )  # fmt: skip
    late = forms.CharField(
        label=gettext_lazy("Báo cáo nộp muộn được tính, %"), required=False, max_length=20,
        help_text=gettext_lazy("Khi chấm báo cáo đúng hạn; để trống là 0."),
    )  # fmt: skip

    def __init__(self, data: Mapping[str, Any] | None, *, scheme: Scheme) -> None:
        super().__init__(data)
        own = Indicator.objects.filter(targets__plan=scheme.plan_id).distinct()
        self.fields["indicator"].queryset = own  # type: ignore[attr-defined]

    def params(self) -> dict[str, Any]:
        """What was typed of the parameters."""
        return {name: self.cleaned_data[name] for name in PARAMS if self.cleaned_data.get(name)}


class OwnForm(forms.Form):
    """For each criterion that applies: points, evidence, and the reason where they differ from what was measured."""

    def __init__(self, data: Mapping[str, Any] | None, *, scores: Iterable[Score]) -> None:
        super().__init__(data)
        self.scores = [score for score in scores if score.applies]
        for score in self.scores:
            key = score.criterion_id
            first = score.own if score.own is not None else score.measured
            self.fields[f"points_{key}"] = _points(_("Điểm tự chấm"), first)
            self.fields[f"evidence_{key}"] = _text(_("Minh chứng"), score.evidence)
            if score.measured is not None:
                self.fields[f"reason_{key}"] = _text(_("Lý do khác số đo"), score.reason)

    def answers(self) -> dict[int, Own]:
        """What was said, by the key of the criterion."""
        data = self.cleaned_data
        return {
            score.criterion_id: Own(
                data[f"points_{score.criterion_id}"],
                data[f"evidence_{score.criterion_id}"],
                data.get(f"reason_{score.criterion_id}", ""),
            )
            for score in self.scores
            if data.get(f"points_{score.criterion_id}") is not None
        }


class VerdictForm(forms.Form):
    """For each criterion: points, or that it does not apply; and the remark."""

    def __init__(self, data: Mapping[str, Any] | None, *, scores: Iterable[Score]) -> None:
        super().__init__(data)
        self.scores = list(scores)
        for score in self.scores:
            key = score.criterion_id
            said = [one for one in (score.verified, score.own, score.measured) if one is not None]
            self.fields[f"points_{key}"] = _points(_("Điểm thẩm định"), said[0] if said else None)
            self.fields[f"without_{key}"] = forms.BooleanField(
                label=_("Không áp dụng cho cơ quan này"), required=False, initial=not score.applies
            )
            self.fields[f"remark_{key}"] = _text(_("Ý kiến thẩm định"), score.remark)

    def answers(self) -> dict[int, Verdict]:
        """What was said, by the key of the criterion; what was left as it does not apply is left."""
        found = {}
        for score in self.scores:
            points, without, remark = (
                self.cleaned_data.get(f"{name}_{score.criterion_id}") for name in ("points", "without", "remark")
            )
            if without and score.applies:
                found[score.criterion_id] = Verdict(None, remark or "")
            elif not without and points is not None:
                found[score.criterion_id] = Verdict(points, remark or "")
        return found


class AnswerForm(forms.Form):
    """Whether the agency agrees with its verified points."""

    agrees = forms.ChoiceField(
        label=gettext_lazy("Điểm thẩm định"), widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("Đồng ý")), ("no", gettext_lazy("Không đồng ý"))],
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("Ý kiến"), required=False, max_length=1000, widget=forms.Textarea,
        help_text=gettext_lazy("Không đồng ý thì ghi tiêu chí nào và vì sao."),
    )  # fmt: skip


def _points(label: str, first: Decimal | None) -> PointsField:
    shown = None if first is None else f"{first.normalize():f}".replace(".", ",")
    field = PointsField(label=label, required=False, initial=shown, widget=forms.TextInput)
    field.widget.attrs["inputmode"] = "decimal"
    return field


def _text(label: str, first: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=500, initial=first)
