"""Forms of second factors."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.web.forms import CodeField


class SecondForm(forms.Form):
    """The app's code or a recovery code; or the answer of a passkey, which the page's script puts in."""

    digits = CodeField(
        label=_("Mã 6 số trong ứng dụng, hoặc một mã dự phòng"),
        attrs={"inputmode": "text"},
        error_messages={"required": _("Hãy nhập mã.")},
    )
    answer = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["digits"].required = not self.data.get("answer")


class AppForm(forms.Form):
    """The first code that the app shows."""

    digits = CodeField(label=_("Mã 6 số đang hiện trong ứng dụng"))


class PasskeyForm(forms.Form):
    """A new passkey: its name, and what the browser has made."""

    name = forms.CharField(
        label=_("Tên để nhận ra khóa này"),
        max_length=60,
        required=False,
        help_text=_("Ví dụ: điện thoại của tôi, máy ở cơ quan."),
    )
    answer = forms.CharField(widget=forms.HiddenInput)
