"""What a citizen types at the door."""

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
