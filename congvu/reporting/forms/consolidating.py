"""The form by which a consolidation is frozen and sent on."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ConsolidateForm(forms.Form):
    """To whom it is sent: a name, since who receives it need not be in the system."""

    sent_to = forms.CharField(
        label=_("Gửi cơ quan"), max_length=200, required=False,
        help_text=_("Ví dụ: Bộ Khoa học và Công nghệ. Để trống nếu chỉ lưu lại."),
    )  # fmt: skip
