"""What an administrator asks for: which metrics, over which days."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.measures.rules import METRICS, ROOMS
from congvu.web.forms import DateField

LIT = [metric for metric in METRICS.values() if metric.lit]


class CountForm(forms.Form):
    """Days, and metrics by the room that feeds them; none chosen means all."""

    first = DateField(label=gettext_lazy("Từ ngày"))
    last = DateField(label=gettext_lazy("Đến hết ngày"))
    metrics = forms.MultipleChoiceField(
        label=gettext_lazy("Số đo"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Mapping[str, Any] | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        names = [(metric.key, f"{metric.name} ({ROOMS[metric.room]})") for metric in LIT]
        self.fields["metrics"].choices = names  # type: ignore[attr-defined]
        for name in ("first", "last"):
            self.fields[name].error_messages["required"] = _("Hãy nhập ngày dạng ngày/tháng/năm, ví dụ 27/03/2026.")

    def keys(self) -> list[str]:
        """The metrics that were chosen."""
        return self.cleaned_data["metrics"] or [metric.key for metric in LIT]
