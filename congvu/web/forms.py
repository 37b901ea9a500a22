"""Form fields that read what Vietnamese people write: dates as dd/mm/yyyy, money with dots."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.base.refusals import Refusal


class DateField(forms.DateField):
    """A date typed as 27/03/2026, 27-3-2026 or 27.3.2026, in either language of the interface."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d%m%Y", "%Y-%m-%d"])
        kwargs.setdefault("error_messages", {"invalid": _("Hãy nhập ngày dạng ngày/tháng/năm, ví dụ 27/03/2026.")})
        super().__init__(**kwargs)


class MoneyInput(forms.NumberInput):
    """Drawn with dots between thousands and the word đồng behind."""

    kind = "money"


class MoneyField(forms.IntegerField):
    """A whole number of đồng, zero or more; 25000, 25.000 and 25 000 are the same."""

    widget = MoneyInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("min_value", 0)
        kwargs.setdefault("error_messages", {"invalid": _("Hãy nhập số tiền bằng chữ số, ví dụ 25.000.")})
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            value = value.replace(".", "").replace(" ", "").replace("\u00a0", "")
        return super().to_python(value)


class CodeField(forms.CharField):
    """Digits from a letter, a text message or an app. Telephones offer what has just come."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        kwargs.setdefault("widget", forms.TextInput(attrs={**attrs, **kwargs.pop("attrs", {})}))
        kwargs.setdefault("max_length", 20)
        super().__init__(**kwargs)


def show(refusal: Refusal, form: forms.Form) -> None:
    """Put a refusal at the field that it names, else above the form. One of rights no input could mend: it goes on."""
    if refusal.status == HTTPStatus.FORBIDDEN:
        raise refusal
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
