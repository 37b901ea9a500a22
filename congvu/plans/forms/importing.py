"""What a planner says of a file whose table comes into a plan: the file, how the table is read, what is right."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from congvu.plans.models import Import
from congvu.plans.rules.reading import MOST_COLUMNS, ROLES, UNITS, Doubt, Layout, Use
from congvu.plans.rules.words import SOURCES, MoneyMeasure

TYPED = "~"


class UploadForm(forms.Form):
    """A file."""

    kind = forms.ChoiceField(
        label=_("Bảng ghi gì"), choices=Import.Kind.choices, widget=forms.RadioSelect,
        initial=Import.Kind.PROJECTS,
        error_messages={"required": _("Hãy chọn loại bảng."), "invalid_choice": _("Hãy chọn loại bảng.")},
    )  # fmt: skip
    file = forms.FileField(
        label=_("Tệp ODS, XLSX, ODT hoặc DOCX"),
        help_text=_("Cả bảng nằm trong văn bản của kế hoạch cũ. Đọc xong bạn xem lại từng chỗ; chưa có gì được nhập."),
        widget=forms.FileInput(attrs={"accept": ".ods,.xlsx,.odt,.docx"}),
        error_messages={"required": _("Hãy chọn tệp."), "empty": _("Tệp rỗng. Hãy chọn tệp khác.")},
    )


def shaped(said: QueryDict) -> Layout:
    """How the table is read, as the page of columns sends it. What cannot be is left unsaid."""
    columns = {}
    for number in range(MOST_COLUMNS):
        role = said.get(f"c{number}", "")
        if not role:
            continue
        money, value = role == "money", role == "value"
        columns[number] = Use(
            role,
            _one_of(said.get(f"c{number}-measure", ""), MoneyMeasure.values) if money else "",
            _when(said.get(f"c{number}-when", "")) if money or value else "",
            _one_of(said.get(f"c{number}-fund", ""), SOURCES) if money else "",
        )
    head, unit = said.get("head", ""), said.get("unit", "")
    return Layout(
        int(head) if head.isdecimal() and len(head) < 5 else 0,
        int(unit) if unit.isdecimal() and len(unit) < 12 and int(unit) in UNITS else 0,
        columns,
    )


def known_roles(layout: Layout, kind: str) -> Layout:
    """Without the columns of roles that this kind of table does not have."""
    columns = {number: use for number, use in layout.columns.items() if use.role in ROLES[kind]}
    return Layout(layout.head, layout.unit, columns)


def decided(said: Mapping[str, Any], doubts: Iterable[Doubt]) -> tuple[dict[str, str], dict[str, str]]:
    """What was said of the doubts that the page showed, and of which what was said does not fit, by their keys."""
    found: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for doubt in doubts:
        way, typed = said.get(f"way:{doubt.key}", ""), said.get(f"typed:{doubt.key}", "").strip()
        decision = f"{TYPED}{typed}" if typed and way in ("", TYPED) else way
        if not decision:
            continue
        if typed and way not in ("", TYPED):
            wrong[doubt.key] = gettext("Bạn vừa chọn vừa ghi. Hãy để lại một trong hai.")
        elif doubt.settled(decision):
            found[doubt.key] = decision
        else:
            wrong[doubt.key] = gettext("Chưa rõ: “%s”. Số hàng nghìn viết liền, phần lẻ sau dấu phẩy.") % typed[:60]
    return found, wrong


def _one_of(word: str, words: Iterable[str]) -> str:
    return word if word in set(words) else ""


def _when(word: str) -> str:
    bare = word.removeprefix("-")
    return word if bare.isdecimal() and len(bare) == 4 else ""
