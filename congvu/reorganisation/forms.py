"""Forms of a reorganisation. Agencies are chosen from a list that a search has made short."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency
from congvu.reorganisation.rules import Kind
from congvu.web.forms import DateField

PICK = _("Hãy chọn trong danh sách, hoặc tìm lại.")


class BatchForm(forms.Form):
    """A new batch."""

    title = forms.CharField(
        label=_("Tên đợt sắp xếp"), max_length=200, help_text=_("Ví dụ: Sáp nhập phường A và phường B.")
    )
    decision = forms.CharField(
        label=_("Số quyết định, nghị quyết"), max_length=60, help_text=_("Ví dụ: 1234/NQ-UBTVQH15.")
    )
    effective_on = DateField(
        label=_("Có hiệu lực từ ngày"), help_text=_("Hệ thống tự thực hiện lúc 0 giờ ngày này, nếu đã có người soát.")
    )


class ReasonForm(forms.Form):
    """Why a batch is sent back or given up."""

    reason = forms.CharField(label=_("Lý do"), max_length=200)


class PerformForm(forms.Form):
    """Whether to perform before the day."""

    now = forms.BooleanField(label=_("Thực hiện ngay, không chờ đến ngày có hiệu lực"), required=False)


LABELS: dict[str, tuple[Any, Any]] = {
    Kind.MERGE: (_("Cơ quan được sáp nhập (sẽ ngừng hoạt động)"), _("Cơ quan kế thừa (tiếp nhận mọi việc)")),
    Kind.RENAME: (_("Cơ quan đổi tên"), ""),
    Kind.MOVE_REMIT: (_("Nhiệm vụ được chuyển, và cơ quan đang giữ"), _("Cơ quan nhận nhiệm vụ")),
    Kind.MOVE_PARENT: (_("Cơ quan được chuyển"), _("Cơ quan cấp trên mới")),
}


class SearchForm(forms.Form):
    """Words by which the lists of agencies are made short; the second only where a change names two."""

    first = forms.CharField(required=False, max_length=100)
    second = forms.CharField(required=False, max_length=100)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = LABELS[kind]
        self.fields["first"].label = labels[0]
        self.fields["first"].help_text = _("Gõ vài từ của tên hoặc mã, không dấu cũng được.")
        if labels[1]:
            self.fields["second"].label = labels[1]
        else:
            del self.fields["second"]


class ChangeForm(forms.Form):
    """One change; its fields depend on its kind. `duties` are pairs of an agency and a field of law that it holds."""

    def __init__(
        self,
        *args: Any,
        kind: str,
        first: Sequence[Agency],
        second: Sequence[Agency],
        duties: Sequence[tuple[Agency, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        labels = LABELS[kind]
        if kind == Kind.MOVE_REMIT:
            options = [(f"{agency.code}|{sector}", f"{sector}: {agency.name}") for agency, sector in duties]
            self.fields["duty"] = _choice(labels[0], options)
        else:
            self.fields["agency"] = _choice(labels[0], _named(first))
        if labels[1]:
            self.fields["other"] = _choice(labels[1], _named(second))
        if kind == Kind.RENAME:
            self.fields["name"] = forms.CharField(label=_("Tên mới"), max_length=200)
            self.fields["short_name"] = forms.CharField(
                label=_("Tên ngắn mới"), max_length=80, help_text=_("Dùng trong danh sách và trên thẻ.")
            )

    def chosen(self) -> tuple[str, str, dict[str, str]]:
        """The code of what changes, the code of the other agency ("" where there is none), and the facts."""
        data = self.cleaned_data
        facts: dict[str, str] = {key: data[key] for key in ("name", "short_name") if key in data}
        code = data.get("agency", "")
        if "duty" in data:
            code, _bar, facts["sector"] = data["duty"].partition("|")
        return code, data.get("other", ""), facts


def _choice(label: Any, options: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=[("", _("Chọn…")), *options], error_messages={"invalid_choice": PICK, "required": PICK}
    )


def _named(agencies: Sequence[Agency]) -> list[tuple[str, str]]:
    return [(agency.code, f"{agency.name} · {agency.code}") for agency in agencies]


def beginning(day: date) -> dict[str, str]:
    """First values of the form of a new batch."""
    return {"effective_on": f"{day:%d/%m/%Y}"}
