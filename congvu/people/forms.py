"""Forms of signing in and of one's own password."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from congvu.people.rules import normal


class UsernameField(forms.CharField):
    """A username in its one spelling, so that the lock-out counts every spelling as one."""

    def to_python(self, value: Any) -> str:
        return normal(super().to_python(value) or "")


class SignInForm(AuthenticationForm):
    """Username and password."""

    username = UsernameField(
        label=_("Tên đăng nhập"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {
        "invalid_login": _(
            "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi nhập lại."
        ),
        "inactive": _("Tài khoản này đã ngừng. Hãy liên hệ quản trị của đơn vị."),
    }


class PasswordForm(forms.Form):
    """The old password once, the new one twice."""

    old = forms.CharField(
        label=_("Mật khẩu hiện tại"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label=_("Mật khẩu mới"),
        strip=False,
        help_text=_("Ít nhất 10 ký tự, không phải chuỗi phổ biến và không giống tên của bạn."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Nhập lại mật khẩu mới"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if "password" in data and "again" in data and data["password"] != data["again"]:
            self.add_error("again", _("Hai lần nhập mật khẩu mới không giống nhau."))
        return data
