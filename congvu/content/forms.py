"""What editors fill in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.agencies.models import Agency
from congvu.content.models import Picture, Version
from congvu.content.rules import SECTIONS, Language, Section, Validity
from congvu.content.services import Text
from congvu.web.forms import DateField

PICK = _("Hãy chọn trong danh sách.")


class BeginForm(forms.Form):
    """A new page. `agencies` are those that the editor writes for."""

    title = forms.CharField(label=_("Tiêu đề"), max_length=200, error_messages={"required": _("Hãy nhập tiêu đề.")})
    section = forms.ChoiceField(
        label=_("Mục"),
        choices=[("", _("Chọn…")), *((section.slug, section.name) for section in SECTIONS)],
        error_messages={"required": PICK, "invalid_choice": PICK},
    )
    language = forms.ChoiceField(
        label=_("Ngôn ngữ"), choices=Language, widget=forms.RadioSelect, initial=Language.VIETNAMESE
    )
    agency = forms.ChoiceField(label=_("Cơ quan"), error_messages={"required": PICK, "invalid_choice": PICK})
    slug = forms.CharField(
        label=_("Tên trong địa chỉ"),
        max_length=120,
        required=False,
        help_text=_("Để trống thì lấy theo tiêu đề. Đặt rồi thì không đổi, để đường dẫn đã chia sẻ vẫn mở được."),
    )

    def __init__(self, *args: Any, agencies: Sequence[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(agency.pk), agency.name) for agency in agencies]


class TextForm(forms.Form):
    """What a version says; the fields of a legal text only where the section holds such."""

    title = forms.CharField(label=_("Tiêu đề"), max_length=200, error_messages={"required": _("Hãy nhập tiêu đề.")})
    summary = forms.CharField(
        label=_("Tóm tắt"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Một, hai câu; hiện trong danh sách và khi chia sẻ."),
    )
    text_number = forms.CharField(label=_("Số, ký hiệu"), max_length=60, required=False)
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=200, required=False)
    issued_on = DateField(label=_("Ngày ban hành"), required=False)
    effective_on = DateField(label=_("Ngày có hiệu lực"), required=False)
    validity = forms.ChoiceField(
        label=_("Tình trạng hiệu lực"), choices=[("", _("Chọn…")), *Validity.choices], required=False
    )
    body = forms.CharField(
        label=_("Nội dung"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("Viết như thư thường; cách làm tiêu đề, chữ đậm, danh sách, bảng và ảnh ở cuối trang."),
    )
    cover = forms.ChoiceField(label=_("Ảnh đại diện"), required=False)
    valid_from = DateField(label=_("Hiện từ ngày"), required=False, help_text=_("Để trống: ngay khi đăng."))
    valid_until = DateField(label=_("Hiện đến hết ngày"), required=False, help_text=_("Để trống: không hết hạn."))
    attachment = forms.FileField(
        label=_("Tệp đính kèm"),
        required=False,
        help_text=_("PDF, DOCX hoặc ODT. Người đọc tải được tệp này."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.odt,.xlsx,.ods"}),
    )
    detach = forms.BooleanField(label=_("Bỏ tệp đính kèm đang có"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, files: Any = None, *, version: Version, section: Section, pictures: Sequence[Picture]
    ) -> None:
        initial = {name: getattr(version, name) for name in Text.__dataclass_fields__ if name != "attachment"}
        initial |= {"cover": version.cover_id or "", "seen": version.revision}
        super().__init__(data, files, initial=initial)
        cover = self.fields["cover"]
        assert isinstance(cover, forms.ChoiceField)
        cover.choices = [("", _("Không có")), *((str(one.pk), one.alt) for one in pictures)]
        if not pictures:
            del self.fields["cover"]
        if version.attachment_id is None:
            del self.fields["detach"]
        if not section.texts:
            for name in ("text_number", "issuer", "issued_on", "effective_on", "validity"):
                del self.fields[name]


class PictureForm(forms.Form):
    """A picture and the sentence for those who do not see it."""

    picture = forms.FileField(
        label=_("Ảnh"),
        help_text=_("JPEG hoặc PNG. Thông tin máy ảnh, vị trí chụp không được đăng theo."),
        widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png"}),
        error_messages={"required": _("Hãy chọn một ảnh.")},
    )
    alt = forms.CharField(
        label=_("Mô tả ảnh"),
        max_length=300,
        help_text=_("Một câu nói ảnh có gì, cho người không nhìn thấy ảnh."),
        error_messages={"required": _("Hãy mô tả ảnh bằng một câu.")},
    )


class ReasonForm(forms.Form):
    """Why a version is sent back or withdrawn."""

    reason = forms.CharField(label=_("Lý do"), max_length=300)
