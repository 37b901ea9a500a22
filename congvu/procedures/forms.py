"""Where the administrator says which pack to look at: a folder of the server, or a .zip."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_ZIP = 4 * 1024 * 1024
TOO_BIG = _("Tệp nén lớn quá 4 MB. Gói thủ tục chỉ gồm vài tệp văn bản; hãy xem lại tệp đã chọn.")
ONE_OF_TWO = _("Hãy chọn một thư mục trên máy chủ, hoặc một tệp .zip.")


class PackForm(forms.Form):
    """One of the two must be given; the archive wins."""

    pack = forms.ChoiceField(label=_("Thư mục trên máy chủ"), required=False)
    archive = forms.FileField(
        label=_("Hoặc tệp .zip của gói"),
        required=False,
        help_text=_("Nén cả thư mục gói, tối đa 4 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".zip"}),
    )

    def __init__(self, *args: Any, packs: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["pack"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", _("Chọn thư mục")), *((pack, pack) for pack in packs)]

    def clean_archive(self) -> Any:
        archive = self.cleaned_data["archive"]
        if archive and archive.size > MOST_ZIP:
            raise forms.ValidationError(TOO_BIG)
        return archive

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.errors and not found.get("pack") and not found.get("archive"):
            self.add_error("pack", str(ONE_OF_TWO))
        return found
