"""The small forms: how the result comes back, why a request is taken back, how content somebody is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.dossiers.models import MOST_REASON
from congvu.online.models import MOST_COMMENT
from congvu.online.rules import Level, ReturnBy

MOST_ADDRESS = 300


class ReturnForm(forms.Form):
    """Where the result is to go."""

    return_by = forms.ChoiceField(
        label=_("Ông/bà muốn nhận kết quả"),
        choices=ReturnBy,
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn cách nhận kết quả.")},
    )
    return_address = forms.CharField(
        label=_("Địa chỉ nhận kết quả"),
        help_text=_("Chỉ cần khi nhận qua bưu chính: số nhà, đường hoặc thôn, xã hoặc phường, tỉnh hoặc thành phố."),
        max_length=MOST_ADDRESS,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        posted = cleaned.get("return_by") == ReturnBy.POST
        if posted and not cleaned.get("return_address", "").strip() and "return_address" not in self.errors:
            self.add_error("return_address", _("Hãy ghi địa chỉ để bưu chính chuyển kết quả đến."))
        return cleaned


class WithdrawForm(forms.Form):
    """Why it is taken back."""

    reason = forms.CharField(
        label=_("Lý do rút hồ sơ"),
        max_length=MOST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Hãy ghi lý do rút hồ sơ.")},
    )


class RateForm(forms.Form):
    """How content somebody is with how it went."""

    level = forms.ChoiceField(
        label=_("Ông/bà có hài lòng với việc giải quyết hồ sơ này không?"),
        choices=Level,
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn một trong ba mức độ hài lòng.")},
    )
    comment = forms.CharField(
        label=_("Góp ý thêm"),
        max_length=MOST_COMMENT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
