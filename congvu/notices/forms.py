"""What somebody wants to be told, and in which words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.notices.rules import MOST_SUBJECT, MOST_TEXT, Language


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


class WishesForm(forms.Form):
    """By which ways one is told of one's own requests."""

    by_email = forms.BooleanField(label=_("Báo tin bằng thư điện tử"), required=False)
    by_sms = forms.BooleanField(
        label=_("Báo tin bằng tin nhắn SMS"),
        help_text=_("Không gửi trong giờ nghỉ đêm; mã xác nhận thì luôn được gửi."),
        required=False,
    )
    language = forms.ChoiceField(label=_("Ngôn ngữ của tin"), choices=Language.choices)


class TemplateForm(forms.Form):
    """The words for one occasion."""

    subject = forms.CharField(label=_("Tiêu đề"), max_length=MOST_SUBJECT)
    text = forms.CharField(label=_("Nội dung"), max_length=MOST_TEXT, widget=forms.Textarea)
