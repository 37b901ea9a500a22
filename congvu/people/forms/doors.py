"""Forms of signing in and of one's own password."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from congvu.people.models import Account
from congvu.people.rules import AccountKind, normal
from congvu.people.selectors import account_reached_by


class UsernameField(forms.CharField):
    """A username in its one spelling, so that the lock-out counts every spelling as one."""

    def to_python(self, value: Any) -> str:
        return normal(super().to_python(value) or "")


class SignInForm(AuthenticationForm):
    """Username and password."""

    username: forms.CharField = UsernameField(
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
        "other_door": _("Đây là tài khoản của công dân. Hãy đăng nhập ở trang dành cho công dân, doanh nghiệp."),
    }
    kind = AccountKind.OFFICIAL

    def confirm_login_allowed(self, user: Account) -> None:
        """Officials and citizens sign in at different doors; said only to who knows the password."""
        super().confirm_login_allowed(user)
        if user.kind != self.kind:
            raise forms.ValidationError(self.error_messages["other_door"], code="other_door")


class ContactField(forms.CharField):
    """What a citizen signs in with: an e-mail address or a telephone number. It becomes the username of the account
    that it reaches, so that the lock-out counts every way to write it as one."""

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value) or ""
        account = account_reached_by(typed)
        return account.username if account else normal(typed)


class CitizenSignInForm(SignInForm):
    """E-mail address or telephone number, and password."""

    username: forms.CharField = ContactField(
        label=_("Thư điện tử hoặc số điện thoại"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    error_messages = {
        "invalid_login": _(
            "Thư điện tử, số điện thoại hoặc mật khẩu không đúng. Hãy kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi"
            " nhập lại."
        ),
        "inactive": _("Tài khoản này đã đóng."),
        "other_door": _("Đây là tài khoản của cán bộ. Hãy đăng nhập ở trang dành cho cán bộ."),
    }
    kind = AccountKind.CITIZEN


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
