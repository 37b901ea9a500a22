"""What one types to make a client."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.api.rules import MOST_CLIENT_NAME, Scope


class ClientForm(forms.Form):
    """A name, for whom, and what it may do."""

    name = forms.CharField(
        label=_("Tên ứng dụng"),
        max_length=MOST_CLIENT_NAME,
        help_text=_("Để sau này nhận ra, ví dụ: Phần mềm kế toán."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("Ứng dụng được làm gì"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )


class OwnClientForm(ClientForm):
    """Among the parties that somebody represents."""

    party = forms.ChoiceField(label=_("Ứng dụng nộp hồ sơ thay cho"), widget=forms.RadioSelect)
    field_order = ("party", "name", "scopes")

    def __init__(self, *args: Any, parties: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["party"].choices = parties  # type: ignore[attr-defined]


class AnyClientForm(ClientForm):
    """For any organisation, by its number: what an administrator types."""

    number = forms.CharField(
        label=_("Mã số của doanh nghiệp, tổ chức"),
        max_length=20,
        help_text=_("Tổ chức phải có tài khoản và người đại diện trên cổng."),
    )
    field_order = ("number", "name", "scopes")
