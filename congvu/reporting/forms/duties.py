"""What a duty is made of, as planners type it; a survey's form comes as text or as a file."""

import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind
from congvu.measures.rules import Frequency
from congvu.plans.models import Plan
from congvu.reporting.services import Wanted
from congvu.sheet import Unsupported, compile
from congvu.web.forms import DateField

MOST_BYTES = 256 * 1024
PICK = gettext_lazy("Hãy chọn trong danh sách.")
ASKS = ("asks_indicators", "asks_words", "asks_projects")


class DutyForm(forms.Form):
    """Who reports what to whom, how often, until when. `plans` and `receivers` are those that the planner may name."""

    plan = forms.ChoiceField(label=gettext_lazy("Thuộc kế hoạch"), required=False)
    code = forms.CharField(label=gettext_lazy("Mã"), max_length=30, help_text=gettext_lazy("Ví dụ: BC-PMNM-QUY"))
    title = forms.CharField(label=gettext_lazy("Tên báo cáo"), max_length=300)
    receiver = forms.ChoiceField(
        label=gettext_lazy("Cơ quan nhận"), error_messages={"required": PICK, "invalid_choice": PICK}
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Loại cơ quan phải báo cáo"), choices=Kind, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    include = forms.CharField(
        label=gettext_lazy("Thêm các cơ quan"), required=False, max_length=2000,
        help_text=gettext_lazy("Mã cơ quan, cách nhau bằng dấu phẩy."),
    )  # fmt: skip
    exclude = forms.CharField(
        label=gettext_lazy("Trừ các cơ quan"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Mỗi dòng một cơ quan: mã, dấu hai chấm, lý do."),
    )  # fmt: skip
    frequency = forms.ChoiceField(
        label=gettext_lazy("Kỳ báo cáo"), choices=[("", gettext_lazy("Chọn…")), *Frequency.choices],
        error_messages={"required": PICK, "invalid_choice": PICK},
    )  # fmt: skip
    first = DateField(label=gettext_lazy("Từ ngày"))
    last = DateField(label=gettext_lazy("Đến hết ngày"))
    due_days = forms.IntegerField(
        label=gettext_lazy("Hạn nộp, số ngày làm việc sau kỳ"), min_value=0, max_value=250, initial=10
    )
    lock_days = forms.IntegerField(
        label=gettext_lazy("Tự khóa sau hạn, số ngày"), min_value=0, max_value=3650, required=False,
        help_text=gettext_lazy("Để trống: chỉ khóa khi có người khóa."),
    )  # fmt: skip
    asks_indicators = forms.BooleanField(label=gettext_lazy("Hỏi các chỉ tiêu đã giao"), required=False, initial=True)
    asks_words = forms.BooleanField(label=gettext_lazy("Hỏi thuyết minh"), required=False, initial=True)
    asks_projects = forms.BooleanField(label=gettext_lazy("Hỏi tiến độ dự án do cơ quan chủ trì"), required=False)
    told: dict[str, Any] = {}

    def __init__(
        self, data: Any = None, files: Any = None, *, plans: Sequence[Plan], receivers: Sequence[Agency],
        initial: Any = None,
    ) -> None:  # fmt: skip
        super().__init__(data, files, initial=initial)
        self.receivers = receivers
        self._choose("plan", [("", _("Không thuộc kế hoạch nào")), *((one.slug, one.title) for one in plans)])
        self._choose("receiver", [("", _("Chọn…")), *((one.code, one.name) for one in receivers)])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_exclude(self) -> dict[str, str]:
        """By code, why."""
        found = {}
        for line in self.cleaned_data["exclude"].splitlines():
            code, _colon, reason = line.partition(":")
            if not line.strip():
                continue
            if not reason.strip():
                raise ValidationError(_("Hãy ghi lý do sau dấu hai chấm ở dòng “%s”.") % line.strip())
            found[code.strip()] = reason.strip()
        return found

    def clean_include(self) -> list[str]:
        """Codes."""
        return [code.strip() for code in self.cleaned_data["include"].split(",") if code.strip()]

    def wanted(self, *, form: Any = None, told: Any = None) -> Wanted:
        """As `services.make_duty` takes it."""
        data = self.cleaned_data
        scope = {"kinds": data["kinds"], "include": data["include"], "exclude": data["exclude"]}
        plain = ("code", "title", "frequency", "first", "last", "due_days", "lock_days", *ASKS)
        receiver = next(one for one in self.receivers if one.code == data["receiver"])
        return Wanted(
            receiver=receiver, scope=scope, form=form, told=told or {}, **{name: data[name] for name in plain}
        )  # fmt: skip


def initial_of(wanted: Wanted) -> dict[str, Any]:
    """What stands in the form of a duty."""
    scope = wanted.scope
    plain = ("code", "title", "frequency", "first", "last", "due_days", "lock_days", *ASKS)
    return {
        **{name: getattr(wanted, name) for name in plain},
        "receiver": wanted.receiver.code,
        "kinds": list(scope.get("kinds", [])),
        "include": ", ".join(scope.get("include", [])),
        "exclude": "\n".join(f"{code}: {reason}" for code, reason in scope.get("exclude", {}).items()),
    }


class SurveyForm(DutyForm):
    """A duty that sends a form: typed as JSON Schema, or uploaded, which goes before what is typed."""

    schema = forms.CharField(
        label=gettext_lazy("Phiếu khảo sát (JSON Schema)"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
        help_text=gettext_lazy("Bắt đầu từ một mẫu ở trên, sửa tại đây, hoặc tải tệp lên."),
    )  # fmt: skip
    upload = forms.FileField(
        label=gettext_lazy("Tệp phiếu khảo sát (.json)"), required=False,
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The form, compiled; each problem with its place."""
        data = self.cleaned_data
        name = "upload" if data.get("upload") else "schema"
        try:
            data["form"] = self._read(data)
        except ValidationError as error:
            self.add_error(name, error)
        return data

    @staticmethod
    def _read(data: dict[str, Any]) -> dict[str, Any]:
        text = data.get("schema", "")
        if data.get("upload"):
            text = _text_of(data["upload"])
        if not text.strip():
            raise ValidationError(_("Hãy nhập phiếu khảo sát, hoặc tải tệp lên."))
        try:
            found = json.loads(text)
        except (ValueError, RecursionError) as error:
            where = f" ({error.lineno}:{error.colno})" if isinstance(error, json.JSONDecodeError) else ""
            raise ValidationError(_("Không đọc được JSON. Hãy xem lại dấu ngoặc, dấu phẩy.") + where) from error
        try:
            compile(found)
        except Unsupported as unsupported:
            raise ValidationError([f"{at or '/'}: {said}" for at, said in unsupported.problems[:20]]) from unsupported
        return dict(found)


def _text_of(upload: Any) -> str:
    if upload.size > MOST_BYTES:
        raise ValidationError(_("Tệp lớn hơn 256 KB. Phiếu khảo sát không thể dài như vậy."))
    try:
        return str(upload.read().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValidationError(_("Tệp không phải văn bản UTF-8. Hãy lưu lại tệp theo UTF-8.")) from error


class AskForm(forms.Form):
    """Whom to ask, and until when."""

    agencies = forms.MultipleChoiceField(
        label=gettext_lazy("Hỏi các cơ quan"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Hãy chọn ít nhất một cơ quan.")},
    )  # fmt: skip
    due_days = forms.IntegerField(label=gettext_lazy("Nộp trong mấy ngày làm việc"), min_value=1, max_value=250)

    def __init__(self, data: Any = None, *, agencies: Sequence[Agency], due_days: int) -> None:
        chosen = [str(one.pk) for one in agencies]
        super().__init__(data, initial={"due_days": due_days or 1, "agencies": chosen})
        field = self.fields["agencies"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(one.pk), one.name) for one in agencies]
