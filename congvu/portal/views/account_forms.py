"""What a citizen types on the own account's pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.web.forms import CodeField

CONTACT = forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"})
NEW_PASSWORD = {"autocomplete": "new-password"}


class RegisterForm(forms.Form):
    """Name, address, password, consent."""

    name = forms.CharField(
        label=_("Họ và tên"),
        max_length=120,
        help_text=_("Viết như trên giấy tờ tùy thân."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Hãy nhập họ và tên.")},
    )
    contact = forms.CharField(
        label=_("Thư điện tử hoặc số điện thoại"),
        max_length=254,
        help_text=_("Mã xác nhận và tin về hồ sơ sẽ được gửi đến đây."),
        widget=CONTACT,
        error_messages={"required": _("Hãy nhập thư điện tử hoặc số điện thoại.")},
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        strip=False,
        required=False,
        help_text=_("Ít nhất 10 ký tự. Để trống nếu sẽ đăng nhập bằng vân tay, khuôn mặt hoặc mã PIN của máy."),
        widget=forms.PasswordInput(attrs=NEW_PASSWORD),
    )
    consent = forms.BooleanField(
        label=_("Tôi đã đọc và đồng ý với thông báo xử lý dữ liệu cá nhân"),
        error_messages={"required": _("Cần đồng ý với thông báo thì mới tạo được tài khoản.")},
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class CodeForm(forms.Form):
    """Six digits."""

    digits = CodeField(label=_("Mã 6 số"), error_messages={"required": _("Hãy nhập mã trong thư hoặc tin nhắn.")})


class ForgotForm(forms.Form):
    """Where the code goes."""

    contact = forms.CharField(label=_("Thư điện tử hoặc số điện thoại đã đăng ký"), max_length=254, widget=CONTACT)


class ResetForm(CodeForm):
    """Six digits, and the new password twice."""

    password = forms.CharField(
        label=_("Mật khẩu mới"),
        strip=False,
        help_text=_("Ít nhất 10 ký tự, không phải chuỗi phổ biến."),
        widget=forms.PasswordInput(attrs=NEW_PASSWORD),
    )
    again = forms.CharField(
        label=_("Nhập lại mật khẩu mới"), strip=False, widget=forms.PasswordInput(attrs=NEW_PASSWORD)
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if "password" in data and "again" in data and data["password"] != data["again"]:
            self.add_error("again", _("Hai lần nhập mật khẩu mới không giống nhau."))
        return data


class ContactForm(forms.Form):
    """A new address of one's own."""

    contact = forms.CharField(
        label=_("Thư điện tử hoặc số điện thoại mới"),
        max_length=254,
        help_text=_("Mã xác nhận được gửi đến đây. Địa chỉ cũ vẫn dùng cho đến khi nhập đúng mã."),
        widget=CONTACT,
    )


class CloseForm(forms.Form):
    """That one means it."""

    sure = forms.BooleanField(
        label=_("Tôi hiểu tài khoản không mở lại được"),
        error_messages={"required": _("Hãy đánh dấu nếu ông/bà thật sự muốn đóng tài khoản.")},
    )
