"""What a citizen types at the door."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class LookupForm(forms.Form):
    """Code and last four characters of the ID number, as printed on the receipt."""

    code = forms.CharField(
        label=_("Mã hồ sơ"),
        max_length=60,
        help_text=_("In ở góc trên của giấy tiếp nhận, ví dụ H24.31.07-260302-0042."),
        error_messages={"required": _("Hãy nhập mã hồ sơ in trên giấy tiếp nhận.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    digits = forms.CharField(
        label=_("Bốn số cuối của số định danh người nộp"),
        min_length=4,
        max_length=4,
        help_text=_("Bốn số cuối của thẻ căn cước đã xuất trình khi nộp hồ sơ."),
        error_messages={
            "required": _("Hãy nhập bốn số cuối của số định danh."),
            "min_length": _("Cần đúng bốn số cuối, ví dụ 0123."),
            "max_length": _("Cần đúng bốn số cuối, ví dụ 0123."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )


class VerifyForm(forms.Form):
    """A code, or the file itself. A file counts more: its bytes cannot be mistyped."""

    code = forms.CharField(
        label=_("Mã xác minh in ở chân giấy tờ"),
        max_length=40,
        required=False,
        help_text=_("Gồm 12 chữ và số, ví dụ 7QK2-M9XD-4RTA. Viết hoa hay thường, có gạch hay không đều được."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("Hoặc chọn tệp kết quả (PDF)"),
        required=False,
        help_text=_("Tệp chỉ được so với bản đã cấp, không được giữ lại."),
        error_messages={"empty": _("Tệp này trống. Hãy chọn lại tệp kết quả đã nhận.")},
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("code") and not given.get("file") and not self.errors:
            self.add_error("code", _("Hãy nhập mã xác minh, hoặc chọn tệp kết quả."))
        return given
