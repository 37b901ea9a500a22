"""What planners fill in: projects, money, totals, who has a target, what is right of a doubt."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind
from congvu.plans.forms.reading import CodesField, FigureField, PartsField, YearField, name_among
from congvu.plans.forms.substance import BLANK, PICK, _initial, choose
from congvu.plans.models import Budget, Indicator, Money, Plan, Project
from congvu.plans.rules.words import DONE_MEASURES, SOURCES, Fund, MoneyMeasure, Progress, ProjectKind
from congvu.plans.services.money import Sum, Total
from congvu.plans.services.projects import Undertaking
from congvu.web.forms import DateField, MoneyField


class ProjectForm(forms.Form):
    """A project or task."""

    code = forms.CharField(label=_("Mã"), max_length=20, error_messages={"required": _("Hãy nhập mã.")})
    name = forms.CharField(
        label=_("Tên dự án, nhiệm vụ"), max_length=500, error_messages={"required": _("Hãy nhập tên.")}
    )
    kind = forms.ChoiceField(label=_("Loại"), choices=ProjectKind, error_messages=PICK)
    goal = forms.CharField(
        label=_("Mục tiêu, quy mô"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    work = forms.CharField(
        label=_("Nội dung, hạng mục công việc trong năm"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    start = YearField(label=_("Bắt đầu năm"), required=False)
    end = YearField(label=_("Kết thúc năm"), required=False)
    lead = forms.ChoiceField(label=_("Đơn vị chủ trì"), required=False, error_messages=PICK)
    leads = forms.CharField(
        label=_("Đơn vị chủ trì, như kế hoạch viết"), max_length=300, required=False,
        help_text=_("Khi có nhiều đơn vị, hoặc đơn vị không có trong danh sách."),
    )  # fmt: skip
    group = forms.CharField(label=_("Nhóm"), max_length=200, required=False)
    printed = forms.CharField(label=_("TT in trong kế hoạch"), max_length=12, required=False)
    funding = forms.CharField(label=_("Hình thức đầu tư, nguồn vốn"), max_length=300, required=False)
    decision = forms.CharField(label=_("Số quyết định đầu tư"), max_length=60, required=False)
    decided_on = DateField(
        label=_("Ngày quyết định đầu tư"), required=False,
        help_text=_("Dự án mới phải có chậm nhất ngày 31/10 của năm trước, hoặc thuộc kế hoạch 5 năm đã duyệt."),
    )  # fmt: skip
    in_long_plan = forms.BooleanField(label=_("Thuộc kế hoạch 5 năm đã duyệt"), required=False)
    integrated = forms.BooleanField(label=_("Lồng ghép trong dự án khác"), required=False)
    open_source = forms.BooleanField(label=_("Phần mềm nguồn mở"), required=False)
    licences = forms.BooleanField(label=_("Mua bản quyền phần mềm"), required=False)
    indicators = forms.MultipleChoiceField(
        label=_("Phục vụ chỉ tiêu"), required=False, widget=forms.CheckboxSelectMultiple, error_messages=PICK
    )
    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        plan: Plan,
        agencies: Iterable[Agency],
        indicators: Iterable[Indicator],
        project: Project | None = None,
    ) -> None:
        initial = _initial(Undertaking, project) or {"start": plan.year_from, "end": plan.year_to}
        initial["lead"] = str(initial.get("lead_id") or "")
        if project:
            initial["indicators"] = [str(one.pk) for one in project.indicators.all()]
        super().__init__(data, initial=initial)
        choose(self, "lead", BLANK + [(str(one.pk), one.name) for one in agencies])
        several = [(str(one.pk), f"{one.code} {one.name}") for one in indicators]
        choose(self, "indicators", several)
        if not several:
            del self.fields["indicators"]

    def said(self) -> tuple[Undertaking, list[int] | None]:
        """What was filled in, and the indicators that it serves."""
        told = dict(self.cleaned_data)
        lead, chosen = told.pop("lead"), told.pop("indicators", None)
        said = Undertaking(lead_id=int(lead) if lead else None, **told)
        return said, None if chosen is None else [int(one) for one in chosen]


class FollowForm(forms.Form):
    """How far a project is."""

    progress = forms.ChoiceField(label=_("Tiến độ"), choices=Progress, error_messages=PICK)
    finished_on = DateField(label=_("Hoàn thành ngày"), required=False)
    note = forms.CharField(label=_("Ghi chú, vướng mắc"), max_length=300, required=False)


class MoneyForm(forms.Form):
    """One amount. `done` keeps to what may be told while the plan is in force."""

    measure = forms.ChoiceField(label=_("Số liệu"), error_messages=PICK)
    fund = forms.ChoiceField(label=_("Nguồn"), error_messages=PICK)
    year = YearField(label=_("Năm"), required=False, help_text=_("Để trống: tổng của mọi năm (chỉ dự kiến tổng)."))
    upto = forms.BooleanField(label=_("Lũy kế đến hết năm"), required=False)
    forecast = forms.BooleanField(label=_("Dự kiến, chưa thực hiện"), required=False)
    as_of = DateField(label=_("Số liệu đến ngày"), required=False)
    amount = MoneyField(
        label=_("Số tiền"), max_value=10**18,
        error_messages={
            "required": _("Hãy nhập số tiền."), "invalid": _("Hãy nhập số tiền bằng chữ số, ví dụ 25.000."),
        },
    )  # fmt: skip

    def __init__(self, data: Any = None, *, money: Money | None = None, done: bool = False) -> None:
        super().__init__(data, initial=_initial(Sum, money))
        funds = [*SOURCES, Fund.WHOLE] if money and money.fund == Fund.WHOLE else SOURCES
        choose(self, "fund", [(one.value, one.label) for one in funds])
        choose(self, "measure", [(one.value, one.label) for one in (DONE_MEASURES if done else MoneyMeasure)])

    def said(self) -> Sum:
        """What was filled in."""
        return Sum(**self.cleaned_data)


class BudgetForm(forms.Form):
    """A total as the plan prints it."""

    code = forms.CharField(label=_("Mã"), max_length=20, error_messages={"required": _("Hãy nhập mã.")})
    name = forms.CharField(label=_("Nội dung"), max_length=300, error_messages={"required": _("Hãy nhập nội dung.")})
    year = forms.CharField(label=_("Năm hoặc thời gian"), max_length=20, required=False)
    amount = MoneyField(label=_("Số tiền"), required=False, max_value=10**18)
    share = FigureField(label=_("Tỷ lệ, %"), required=False)
    told = forms.CharField(label=_("Như kế hoạch viết"), max_length=200, required=False)
    parts = PartsField(
        money=True, label=_("Gồm các phần"), required=False,
        help_text=_("Mỗi dòng: tên phần, dấu hai chấm, số đồng."),
    )  # fmt: skip
    section = forms.CharField(label=_("Mục của kế hoạch"), max_length=40, required=False)

    def __init__(self, data: Any = None, *, budget: Budget | None = None) -> None:
        super().__init__(data, initial=_initial(Total, budget))

    def clean_parts(self) -> dict[str, int]:
        """Amounts of đồng are whole."""
        parts: dict[str, Decimal] = self.cleaned_data["parts"]
        if any(part != part.to_integral_value() for part in parts.values()):
            raise forms.ValidationError(_("Số tiền tính bằng đồng, không có phần lẻ."))
        return {name: int(part) for name, part in parts.items()}

    def said(self) -> Total:
        """What was filled in."""
        return Total(**self.cleaned_data)


class AssignForm(forms.Form):
    """Agencies of a kind, or one of them, and what is said of them. `among` are those that the target is for."""

    who = forms.ChoiceField(label=_("Cơ quan"), error_messages=PICK)
    besides = CodesField(
        label=_("Trừ"), required=False, help_text=_("Khi chọn cả một loại: tên hoặc mã những cơ quan không tính.")
    )
    what = forms.ChoiceField(
        label=_("Giao thế nào"), widget=forms.RadioSelect, error_messages=PICK,
        choices=[("value", _("Giá trị riêng")), ("exempt", _("Không phải thực hiện"))],
    )  # fmt: skip
    value = FigureField(label=_("Giá trị giao"), required=False)
    reason = forms.CharField(label=_("Lý do"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, among: Iterable[Agency]) -> None:
        super().__init__(data, initial={"what": "value"})
        self.among = list(among)
        name_among(self, ["besides"], self.among)
        kinds = dict.fromkeys(one.kind for one in self.among)
        several = [(f"kind:{kind}", _("Tất cả: {kind}").format(kind=Kind(kind).label)) for kind in kinds]
        choose(self, "who", [*several, *((str(one.pk), f"{one.code} {one.short_name}") for one in self.among)])

    def clean(self) -> dict[str, Any]:
        """A value of one's own is a number; who is left out belongs to those chosen."""
        told = super().clean() or self.cleaned_data
        if told.get("what") == "value" and "value" in told and told["value"] is None:
            self.add_error("value", _("Hãy nhập giá trị riêng, hoặc chọn không phải thực hiện."))
        if told.get("what") == "exempt" and not told.get("reason"):
            self.add_error("reason", _("Hãy ghi lý do."))
        unknown = set(told.get("besides", ())) - {one.code for one in self.among}
        if unknown:
            self.add_error("besides", _("Không có cơ quan “{code}” trong phạm vi.").format(code=min(unknown)))
        return told

    def agencies(self) -> list[int]:
        """The keys of the agencies that were chosen."""
        who, besides = self.cleaned_data["who"], set(self.cleaned_data["besides"])
        if not who.startswith("kind:"):
            return [int(who)]
        return [one.pk for one in self.among if f"kind:{one.kind}" == who and one.code not in besides]


class ConfirmForm(forms.Form):
    """What is right of a doubt. `key` and `facts` say which one was looked at."""

    key = forms.CharField(widget=forms.HiddenInput)
    facts = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    remark = forms.CharField(
        label=_("Kết luận"), max_length=300, error_messages={"required": _("Hãy ghi kết luận, ví dụ số nào đúng.")}
    )
