"""Forms of citizens on their own accounts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.people.rules import MandateRole


class ConsentForm(forms.Form):
    """That the notice on personal data was read and is agreed to."""

    consent = forms.BooleanField(
        label=_("Tôi đã đọc và đồng ý với thông báo xử lý dữ liệu cá nhân"),
        error_messages={"required": _("Cần đồng ý với thông báo thì mới tạo được tài khoản.")},
    )


class ClaimForm(forms.Form):
    """A company of which one is the representative."""

    number = forms.CharField(
        label=_("Mã số doanh nghiệp (mã số thuế)"),
        max_length=20,
        help_text=_("10 chữ số; chi nhánh thêm 3 chữ số."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "spellcheck": "false"}),
    )
    name = forms.CharField(
        label=_("Tên doanh nghiệp, tổ chức"), max_length=200, help_text=_("Viết như trên giấy chứng nhận đăng ký.")
    )


class MandateForm(forms.Form):
    """Somebody who shall act for the company."""

    contact = forms.CharField(
        label=_("Thư điện tử hoặc số điện thoại của người đó"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    role = forms.ChoiceField(label=_("Vai trò"), choices=MandateRole.choices, initial=MandateRole.FILER)
