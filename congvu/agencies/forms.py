"""Forms of the administrator: agencies, posts and accounts."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
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


def _sector(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label=_("Lĩnh vực phụ trách"),
        max_length=40,
        required=required,
        help_text=_("Khóa nối thủ tục với sở phụ trách, ví dụ construction, justice. Chỉ sở, ban, ngành mới cần."),
    )


def _decision(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label=_("Số quyết định"), max_length=60, required=required, help_text=_("Ví dụ 12/2026/QĐ-UBND.")
    )


class NameForm(forms.Form):
    """The names of an agency."""

    name = forms.CharField(label=_("Tên cơ quan"), max_length=200)
    short_name = forms.CharField(label=_("Tên ngắn"), max_length=80, help_text=_("Dùng trong danh sách và trên thẻ."))


class ParticularsForm(forms.Form):
    """The code of an agency and where it is."""

    code = forms.CharField(label=_("Mã định danh"), max_length=35, help_text=_("Ví dụ H24.01."))
    unit_code = forms.CharField(label=_("Mã đơn vị hành chính"), max_length=8, required=False)
    address = forms.CharField(label=_("Địa chỉ"), max_length=300, required=False)
    phone = forms.CharField(label=_("Điện thoại"), max_length=30, required=False)


class AgencyForm(NameForm, ParticularsForm):
    """A new agency below another one."""

    kind = forms.ChoiceField(label=_("Loại"), choices=Kind.choices)
    valid_from = DateField(label=_("Hoạt động từ ngày"))
    sector = _sector(required=False)

    field_order = ("code", "name", "short_name", "kind", "valid_from", "sector")


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


class GrantRemitForm(forms.Form):
    """A field for which an agency becomes competent."""

    sector = _sector(required=True)
    on = DateField(label=_("Từ ngày"))
    decision = _decision(required=False)


class MoveRemitForm(forms.Form):
    """Where a field goes, from which day, and who decided so."""

    on = DateField(
        label=_("Chuyển từ ngày"),
        help_text=_("Hồ sơ tiếp nhận từ ngày này do cơ quan mới giải quyết; hồ sơ nhận trước vẫn ở cơ quan cũ."),
    )
    decision = _decision(required=True)

    field_order = ("to_agency",)

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_agency"] = AgencyChoice(agencies, label=_("Cơ quan phụ trách mới"))
        self.order_fields(self.field_order)


class EndRemitForm(forms.Form):
    """The end of a field that goes to nobody."""

    on = DateField(
        label=_("Thôi phụ trách từ ngày"),
        help_text=_("Ngày đầu tiên không còn phụ trách. Giao nhầm thì nhập đúng ngày bắt đầu."),
    )
    decision = _decision(required=False)


class HourField(forms.TimeField):
    """An hour of the day as people write it; left empty where the whole day is meant."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["input_formats"] = ["%H:%M", "%Hh%M", "%Hg%M", "%H.%M", "%Hh", "%H"]
        kwargs["error_messages"] = {"invalid": _("Hãy nhập giờ dạng giờ:phút, ví dụ 13:30.")}
        super().__init__(required=False, **kwargs)


class DelegateForm(forms.Form):
    """To whom a post is given over, from when to when, and why. It reads into moments of Vietnam's time."""

    to = forms.ChoiceField(label=_("Người nhận thay"))
    from_ = DateField(label=_("Từ ngày"))
    from_hour = HourField(label=_("Từ giờ"), help_text=_("Để trống là từ đầu ngày, hoặc từ bây giờ nếu là hôm nay."))
    until = DateField(label=_("Đến hết ngày"))
    until_hour = HourField(label=_("Đến giờ"), help_text=_("Để trống là đến hết ngày."))
    reason = forms.CharField(label=_("Lý do vắng mặt"), max_length=200, help_text=_("Ví dụ nghỉ phép, đi họp, đi học."))
    decision = forms.CharField(label=_("Số văn bản ủy quyền"), max_length=60, required=False)

    def __init__(self, *args: Any, colleagues: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = colleagues  # type: ignore[attr-defined]

    def read(self) -> dict[str, Any]:
        """What was typed, as the deed takes it."""
        typed = dict(self.cleaned_data)
        first, last = typed.pop("from_hour"), typed.pop("until_hour")
        zone = timezone.get_default_timezone()
        typed["to"] = int(typed["to"])
        typed["from_"] = datetime.combine(typed["from_"], first or time(), zone)
        ends = typed["until"] if last else typed["until"] + timedelta(days=1)
        typed["until"] = datetime.combine(ends, last or time(), zone)
        return typed


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
