"""What planners, those who comment and leaders fill in while a plan is drawn up."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency
from congvu.plans.models import Comment, Plan, Section
from congvu.plans.rules.frameworks import Framework
from congvu.plans.rules.sections import seen_of
from congvu.plans.rules.words import LegalKind, SectionKind
from congvu.web.forms import DateField

PICK = _("Hãy chọn trong danh sách.")
YEAR = {"invalid": _("Hãy nhập năm bằng bốn chữ số."), "required": _("Hãy nhập năm.")}


class YearField(forms.IntegerField):
    """A year of four digits."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1990, max_value=2100, error_messages=YEAR, **kwargs)


class BeginForm(forms.Form):
    """A new plan. `drafters` are the agencies that the planner writes for, `issuers` those and all above them."""

    framework = forms.ChoiceField(
        label=_("Khung kế hoạch"),
        widget=forms.RadioSelect,
        help_text=_("Theo Công văn 1750/BTTTT-CNTT. Bắt đầu rồi vẫn thêm, đổi tên, chuyển chỗ hoặc bỏ mục được."),
        error_messages={"required": PICK, "invalid_choice": PICK},
    )
    year_from = YearField(label=_("Từ năm"))
    year_to = YearField(label=_("Đến năm"))
    drafter = forms.ChoiceField(
        label=_("Cơ quan soạn"), error_messages={"required": PICK, "invalid_choice": PICK}
    )  # fmt: skip
    issuer = forms.ChoiceField(
        label=_("Cơ quan ban hành"),
        help_text=_("Kế hoạch áp dụng cho cơ quan này và các cơ quan trực thuộc."),
        error_messages={"required": PICK, "invalid_choice": PICK},
    )
    title = forms.CharField(
        label=_("Tên kế hoạch"), max_length=300, required=False, help_text=_("Để trống thì lấy theo khung và năm.")
    )
    slug = forms.CharField(
        label=_("Tên trong địa chỉ"),
        max_length=80,
        required=False,
        help_text=_("Để trống thì lấy theo tên. Đặt rồi thì không đổi, để đường dẫn đã chia sẻ vẫn mở được."),
    )

    def __init__(
        self, *args: Any, frameworks: Sequence[Framework], drafters: Sequence[Agency], issuers: Sequence[Agency],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        for name, choices in (
            ("framework", [(one.key, f"{one.name} ({one.source})") for one in frameworks]),
            ("drafter", [(str(one.pk), one.name) for one in drafters]),
            ("issuer", [(str(one.pk), one.name) for one in issuers]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


class PlanForm(forms.Form):
    """The title and the years of a plan."""

    title = forms.CharField(label=_("Tên kế hoạch"), max_length=300)
    year_from = YearField(label=_("Từ năm"))
    year_to = YearField(label=_("Đến năm"))

    def __init__(self, data: Any = None, *, plan: Plan) -> None:
        super().__init__(data, initial={"title": plan.title, "year_from": plan.year_from, "year_to": plan.year_to})


class SectionForm(forms.Form):
    """What a section says, and what its writer has seen of it."""

    body = forms.CharField(
        label=_("Nội dung"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Viết như thư thường; cách làm tiêu đề, chữ đậm, danh sách và bảng ở cuối trang."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, section: Section) -> None:
        super().__init__(data, initial={"body": section.body, "seen": seen_of(section.body)})


class NamesForm(forms.Form):
    """Number and title of a section."""

    number = forms.CharField(label=_("Số mục"), max_length=12, required=False)
    title = forms.CharField(label=_("Tên mục"), max_length=300)


class AddForm(NamesForm):
    """A section that the framework does not have."""

    kind = forms.ChoiceField(label=_("Loại mục"), choices=SectionKind, initial=SectionKind.TEXT)
    parent = forms.ChoiceField(label=_("Thuộc mục"), required=False)

    def __init__(self, *args: Any, sections: Sequence[Section], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].help_text = _("Để trống thì lấy số tiếp theo.")
        field = self.fields["parent"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Không, là mục cấp một")), *((str(one.pk), str(one)) for one in sections)]


class ReasonForm(forms.Form):
    """Why something is left out, sent back, changed or ended."""

    reason = forms.CharField(label=_("Lý do"), max_length=300, error_messages={"required": _("Hãy ghi lý do.")})


class LegalForm(forms.Form):
    """A text for the register."""

    number = forms.CharField(label=_("Số, ký hiệu"), max_length=120, help_text=_("Như khi trích dẫn."))
    kind = forms.ChoiceField(label=_("Loại"), choices=LegalKind)
    title = forms.CharField(label=_("Trích yếu"), max_length=400, required=False)
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=200, required=False)
    issued_on = DateField(label=_("Ngày ban hành"), required=False)


class FiguresForm(forms.Form):
    """The day of the figures; which ones are check boxes of the page."""

    on = DateField(label=_("Số liệu ngày"))

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"on": today})


class SendForm(forms.Form):
    """Until when agencies may comment."""

    until = DateField(label=_("Lấy ý kiến đến hết ngày"))


class CommentForm(forms.Form):
    """What an agency says."""

    agency = forms.ChoiceField(label=_("Thay mặt"), error_messages={"required": PICK, "invalid_choice": PICK})
    section = forms.ChoiceField(label=_("Về mục"), required=False)
    text = forms.CharField(label=_("Ý kiến"), max_length=5000, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args: Any, agencies: Sequence[Agency], sections: Sequence[Section], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = agencies
        for name, choices in (
            ("agency", [(str(one.pk), one.name) for one in agencies]),
            ("section", [("", _("Toàn bộ kế hoạch")), *((str(one.pk), str(one)) for one in sections)]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


class AnswerForm(forms.Form):
    """What became of a comment."""

    answer = forms.ChoiceField(
        label=_("Kết quả"), choices=[one for one in Comment.Answer.choices if one[0] != Comment.Answer.OPEN]
    )
    reply = forms.CharField(
        label=_("Giải trình"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ApproveForm(forms.Form):
    """The decision that approves a plan."""

    number = forms.CharField(
        label=_("Số quyết định"), max_length=60, error_messages={"required": _("Hãy nhập số quyết định.")}
    )
    day = DateField(label=_("Ngày quyết định"))
    seen = forms.IntegerField(widget=forms.HiddenInput)
