"""What an official wants by e-mail."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PreferenceForm(forms.Form):
    """Which letters one wants."""

    daily = forms.BooleanField(
        label=_("Nhận thư hằng ngày"),
        help_text=_("Đầu ngày làm việc, một thư liệt kê việc quá hạn, sắp đến hạn, chưa mở, đứng yên, nếu có."),
        required=False,
    )
    at_once = forms.BooleanField(
        label=_("Nhận thư ngay khi có việc quá hạn"),
        help_text=_("Mỗi việc một lần. Thư báo lãnh đạo về việc quá hạn kéo dài thì luôn được gửi."),
        required=False,
    )
