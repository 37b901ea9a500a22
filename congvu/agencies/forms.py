"""Forms of the administrator: agencies, posts and accounts."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.web.forms import DateField


def _new_password() -> forms.CharField:
    return forms.CharField(
        label=_("Mật khẩu"),
        strip=False,
        help_text=_("Ít nhất 10 ký tự. Hãy báo riêng cho người dùng và dặn đổi ngay sau lần đăng nhập đầu."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class NameForm(forms.Form):
    """The names of an agency."""

    name = forms.CharField(label=_("Tên cơ quan"), max_length=200)
    short_name = forms.CharField(label=_("Tên ngắn"), max_length=80, help_text=_("Dùng trong danh sách và trên thẻ."))


class ParticularsForm(forms.Form):
    """The code of an agency and where it is."""

    code = forms.CharField(label=_("Mã định danh"), max_length=35, help_text=_("Ví dụ H24.01."))
    sector = forms.CharField(
        label=_("Ngành"),
        max_length=40,
        required=False,
        help_text=_("Khóa nối thủ tục với sở phụ trách, ví dụ construction, justice. Chỉ sở, ban, ngành mới cần."),
    )
    unit_code = forms.CharField(label=_("Mã đơn vị hành chính"), max_length=8, required=False)
    address = forms.CharField(label=_("Địa chỉ"), max_length=300, required=False)
    phone = forms.CharField(label=_("Điện thoại"), max_length=30, required=False)


class AgencyForm(NameForm, ParticularsForm):
    """A new agency below another one."""

    kind = forms.ChoiceField(label=_("Loại"), choices=Kind.choices)
    valid_from = DateField(label=_("Hoạt động từ ngày"))

    field_order = ("code", "name", "short_name", "kind", "valid_from")


class AgencyChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic when it runs
    """An agency, typed by its code: a list of hundreds is no choice."""

    widget = forms.TextInput

    def __init__(self, queryset: QuerySet[Agency], **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Nhập mã định danh, ví dụ H24.01."))
        kwargs["error_messages"] = {"invalid_choice": _("Không có cơ quan nào bạn quản trị mang mã này.")}
        super().__init__(queryset, to_field_name="code", **kwargs)


class MoveForm(forms.Form):
    """The new parent of an agency."""

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"] = AgencyChoice(agencies, label=_("Cơ quan cấp trên mới"))


class CloseForm(forms.Form):
    """The end of an agency."""

    on = DateField(label=_("Ngừng hoạt động từ ngày"), help_text=_("Ngày đầu tiên cơ quan không còn hoạt động."))

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"] = AgencyChoice(agencies, label=_("Cơ quan kế thừa"), required=False)


class PostForm(forms.Form):
    """A post to be held from a day on."""

    role = forms.ChoiceField(
        label=_("Vai trò"),
        choices=Role.choices,
        help_text=_("Vai trò quyết định người này được làm gì trong hệ thống."),
    )
    title = forms.CharField(label=_("Chức danh"), max_length=120, help_text=_("Như trong quyết định bổ nhiệm."))
    valid_from = DateField(label=_("Từ ngày"))


class AppointForm(PostForm):
    """A post for somebody who has an account."""

    username = forms.CharField(label=_("Tên đăng nhập"), max_length=60)

    field_order = ("username",)


class EndPostForm(forms.Form):
    """The end of a post."""

    on = DateField(
        label=_("Thôi giữ từ ngày"),
        help_text=_("Ngày đầu tiên không còn giữ vị trí. Bổ nhiệm nhầm thì nhập đúng ngày bắt đầu."),
    )


class PersonForm(forms.Form):
    """A person's name and ways to reach the person."""

    name = forms.CharField(label=_("Họ và tên"), max_length=120)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    phone = forms.CharField(label=_("Số điện thoại"), max_length=16, required=False)


class EnrolForm(PersonForm, PostForm):
    """A new account with its first post."""

    username = forms.CharField(
        label=_("Tên đăng nhập"), max_length=60, help_text=_("Chữ thường không dấu, số, dấu chấm, ví dụ le.mau.")
    )
    password = _new_password()

    field_order = ("username", "name", "agency", "role", "title", "valid_from")

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"] = AgencyChoice(agencies, label=pgettext_lazy("one", "Cơ quan"))
        self.order_fields(self.field_order)


class SetPasswordForm(forms.Form):
    """A new password for somebody else."""

    password = _new_password()


class DeactivateForm(forms.Form):
    """Why an account is closed."""

    reason = forms.CharField(label=_("Lý do"), max_length=200)


def beginning(day: date) -> dict[str, str]:
    """First values of a form that begins on a day."""
    return {"valid_from": f"{day:%d/%m/%Y}"}
