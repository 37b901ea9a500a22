"""A number as it is typed: read without guessing, written so that it is read back as it was."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from congvu.tabular.numbers import read_number


def plain(number: Decimal | None) -> str:
    """1234.5 as "1234,5", without marks between thousands: what stands in a field has one meaning only."""
    if number is None:
        return ""
    whole, _mark, part = f"{number.normalize():f}".partition(".")
    if not part:
        return whole
    return f"{whole},{part}0" if len(part) == 3 else f"{whole},{part}"


class NumberField(forms.Field):
    """A number with Vietnamese or English marks. "226.330" may be two numbers: it is asked which."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.NumberInput())
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> Any:
        """The number, None where nothing was typed."""
        text = str(value or "").strip()
        if not text:
            return None
        read = read_number(text)
        if read.unit != 1 or read.percent or read.n is not None:
            raise ValidationError(
                _("Hãy nhập một số đầy đủ, không kèm đơn vị, dấu phần trăm hay dấu gạch chéo; bạn đã nhập “%s”.") % text
            )
        if read.choices:
            ways = _(" hoặc ").join(plain(one) for one in read.choices)
            raise ValidationError(
                _("“%(text)s” có thể đọc là %(ways)s. Hãy nhập lại đúng một số trong đó.")
                % {"text": text, "ways": ways}
            )
        if read.value is None:
            raise ValidationError(_("“%s” không phải là một số. Ví dụ: 1250 hoặc 12,5.") % text)
        return round(read.value, 4)
