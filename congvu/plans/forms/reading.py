"""Fields that read figures, scopes and parts as people write them; what can be read in two ways is asked back."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency
from congvu.base.text import fold
from congvu.plans.rules.telling import told_number
from congvu.tabular.numbers import read_number

MOST = Decimal(10) ** 15
Named = Mapping[str, str]  # what an agency is called, folded -> its code


class FigureField(forms.CharField):
    """A number with the decimal comma and dots between thousands, or the English way; "226.330" is asked back."""

    widget = forms.NumberInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return typed(value) if isinstance(value, Decimal | int) else value

    def clean(self, value: Any) -> Decimal | None:
        said = str(super().clean(value) or "").removesuffix("%").strip()
        if not said:
            return None
        read = read_number(said)
        if len(read.choices) > 1:
            first, second = (told_number(choice) for choice in read.choices[:2])
            raise ValidationError(
                _("“%(said)s” có thể là %(first)s, cũng có thể là %(second)s. Hãy viết lại, ví dụ %(plain)s."),
                params={"said": said, "first": first, "second": second, "plain": typed(read.choices[0])},
            )
        if read.value is None or abs(read.value) >= MOST:
            raise ValidationError(_("Hãy nhập một số, ví dụ 85 hoặc 85,5."))
        if read.value < 0:
            raise ValidationError(_("Số này không thể âm."))
        return read.value


class YearField(forms.IntegerField):
    """A year in four digits."""

    def __init__(self, **kwargs: Any) -> None:
        wrong = _("Hãy nhập năm bằng bốn chữ số, ví dụ 2026.")
        errors = dict.fromkeys(("invalid", "min_value", "max_value"), wrong)
        super().__init__(min_value=1990, max_value=2200, error_messages=errors, **kwargs)


class PartsField(forms.CharField):
    """Lines "name: number"; a name once. The numbers as decimals, by name. Of `money` a dot parts thousands."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, *, money: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.money = money

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return "\n".join(f"{name}: {self._shown(part)}" for name, part in value.items())

    def _shown(self, part: Any) -> str:
        try:
            return told_number(Decimal(str(part))) if self.money else typed(Decimal(str(part)))
        except ArithmeticError:
            return str(part)

    def clean(self, value: Any) -> dict[str, Decimal]:
        parts: dict[str, Decimal] = {}
        for line in lines(super().clean(value)):
            name, colon, number = line.rpartition(":")
            read = read_number(number.replace(".", "") if self.money else number.strip()) if colon else None
            if not name.strip() or read is None or read.value is None or name.strip() in parts:
                raise ValidationError(
                    _("Không đọc được dòng “%(line)s”. Mỗi dòng là tên, dấu hai chấm và số, ví dụ “Năm 2026: 500”."),
                    params={"line": line},
                )
            parts[name.strip()] = read.value
        return parts


class CodesField(forms.CharField):
    """Agencies, one a line or parted by commas: by code, or by name where `among` says who may be meant. Codes."""

    widget = forms.Textarea(attrs={"rows": 2})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.among: Named = {}

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "\n".join(value)

    def clean(self, value: Any) -> list[str]:
        return [code for line in lines(super().clean(value)) for code in _codes(line, self.among)]


class ReasonsField(forms.CharField):
    """Lines "agency: reason", the agency as in `CodesField`; the reasons by code."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.among: Named = {}

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(f"{code}: {why}" for code, why in value.items()) if isinstance(value, dict) else value

    def clean(self, value: Any) -> dict[str, str]:
        found: dict[str, str] = {}
        for line in lines(super().clean(value)):
            name, _colon, reason = line.partition(":")
            found[self.among.get(fold(name), name.strip())] = reason.strip()
        return found


def named(agencies: Iterable[Agency]) -> Named:
    """The codes of agencies by what people call them; a name that two have is nobody's."""
    found: dict[str, set[str]] = {}
    for one in agencies:
        for name in (one.code, one.name, one.short_name, one.name.removeprefix("Ủy ban nhân dân ")):
            found.setdefault(fold(name), set()).add(one.code)
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}


def name_among(form: forms.Form, fields: Iterable[str], agencies: Iterable[Agency]) -> None:
    """Let fields of a form take agencies by name."""
    among = named(agencies)
    for name in fields:
        field = form.fields[name]
        assert isinstance(field, CodesField | ReasonsField)
        field.among = among


def _codes(line: str, among: Named) -> list[str]:
    """A line is one name, or several parted by commas, or codes; of what is none of all this the service speaks."""
    commas, blanks = [part.strip() for part in line.split(",") if part.strip()], line.replace(",", " ").split()
    for parts in ([line], commas, blanks):
        known = [among.get(fold(part), "") for part in parts]
        if all(known):
            return known
    return commas if among else blanks


def lines(text: Any) -> list[str]:
    """The lines of a text that hold something."""
    return [line.strip() for line in str(text or "").splitlines() if line.strip()]


def typed(value: Decimal | int) -> str:
    """A number as somebody would type it so that it is read in one way: no dots, a comma, never three decimals."""
    whole, _point, part = f"{Decimal(value):f}".partition(".")
    part = part.rstrip("0")
    return whole + (f",{part}" if part else "") + ("0" if len(part) == 3 else "")
