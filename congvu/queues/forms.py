"""What is typed at the counter's queue."""

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.queues.services import MOST_NAME, MOST_WINDOW


class WindowForm(forms.Form):
    """The window at which a clerk sits; kept in the session."""

    window = forms.CharField(
        label=_("Quầy của bạn"),
        max_length=MOST_WINDOW,
        error_messages={"required": _("Hãy ghi số quầy để người dân biết đến đâu, ví dụ 3.")},
        widget=forms.TextInput(attrs={"size": 6, "autocomplete": "off"}),
    )


class LineForm(forms.Form):
    """A new line."""

    letter = forms.CharField(
        label=_("Chữ cái"), max_length=1, widget=forms.TextInput(attrs={"size": 2, "autocapitalize": "characters"})
    )
    name = forms.CharField(label=_("Tên hàng chờ"), max_length=MOST_NAME, help_text=_("Ví dụ: Hộ tịch, chứng thực"))
