"""What the receiver fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.reporting.services.reviewing import DAYS, MOST_DAYS


class ReturnForm(forms.Form):
    """What is to be mended, and within how many days."""

    remarks = forms.CharField(
        label=_("Cần sửa gì"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Hãy ghi cần sửa gì, để cơ quan biết mà sửa.")},
    )  # fmt: skip
    days = forms.IntegerField(
        label=_("Sửa trong mấy ngày làm việc"), min_value=1, max_value=MOST_DAYS, initial=DAYS,
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReopenForm(forms.Form):
    """Why an accepted report is opened again, and for how many days."""

    reason = forms.CharField(
        label=_("Lý do mở lại"), max_length=300, error_messages={"required": _("Hãy ghi lý do.")}
    )  # fmt: skip
    days = forms.IntegerField(
        label=_("Sửa trong mấy ngày làm việc"), min_value=1, max_value=MOST_DAYS, initial=DAYS,
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """Why something is stopped or unlocked."""

    reason = forms.CharField(label=_("Lý do"), max_length=300, error_messages={"required": _("Hãy ghi lý do.")})
