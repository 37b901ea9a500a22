"""What differs between two versions of a plan, told so that people can read it. Pure: snapshots are plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from congvu.content.rules import Change, difference
from congvu.plans.rules.telling import told_number, told_span
from congvu.plans.rules.words import Fund, MoneyMeasure, Op, Progress, ProjectKind, SectionKind

Plain = Mapping[str, Any]
LABELS: dict[str, Any] = {
    "title": _("Tên"), "years": _("Thời gian"), "number": _("Số mục"), "skipped": _("Lý do bỏ mục"),
    "legal": _("Căn cứ"), "name": _("Tên"), "op": _("So sánh"), "value": _("Giá trị"), "text": _("Bằng lời"),
    "day": _("Trước ngày"), "scope": _("Phạm vi"), "scope_words": _("Phạm vi"),
    "scope_text": _("Phạm vi, như kế hoạch viết"), "decided_on": _("Ngày quyết định đầu tư"),
    "start": _("Bắt đầu năm"), "end": _("Kết thúc năm"), "in_long_plan": _("Thuộc kế hoạch 5 năm đã duyệt"),
    "integrated": _("Lồng ghép trong dự án khác"), "open_source": _("Phần mềm nguồn mở"),
    "licences": _("Mua bản quyền phần mềm"), "progress": _("Tiến độ"), "finished_on": _("Hoàn thành ngày"),
    "indicators": _("Phục vụ chỉ tiêu"), "section": _("Mục của kế hoạch"), "share": _("Tỷ lệ, %"),
    "approximate": _("Khoảng"), "measured": _("Hệ thống đếm"), "code": _("Mã"),
    "assignments": _("Giao riêng, miễn"), "baseline": _("Hiện trạng"), "group": _("Nhóm"),
    "goal": _("Mục tiêu, quy mô"),
    "work": _("Nội dung trong năm"), "leads": _("Chủ trì"), "kind": _("Loại"), "funding": _("Nguồn vốn"),
    "decision": _("Quyết định đầu tư"), "money": _("Kinh phí"), "told": _("Như kế hoạch viết"), "unit": _("Đơn vị"),
    "as_of": _("Số liệu ngày"), "amount": _("Số tiền"), "parts": _("Các phần"), "year": _("Năm"), "n": _("Tử số"),
    "d": _("Mẫu số"), "when": _("Thời gian"), "indicator": _("Chỉ tiêu"), "printed": _("TT"), "note": _("Ghi chú"),
}  # fmt: skip
WORDS = {"op": (Op,), "kind": (ProjectKind, SectionKind), "progress": (Progress,)}
NUMBERS = {"amount", "value", "n", "d", "share"}
DAYS = {"day", "decided_on", "finished_on", "as_of"}
UNTOLD = {"ref", "body", "depth", "lead"}  # the text is told line by line, who leads by name
GROUPS = (
    ("sections", _("Mục của kế hoạch")),
    ("targets", _("Chỉ tiêu")),
    ("baselines", _("Hiện trạng")),
    ("projects", _("Dự án, nhiệm vụ và kinh phí")),
    ("budgets", _("Tổng kinh phí")),
    ("milestones", _("Lộ trình")),
)


@dataclass(frozen=True, slots=True)
class Field:
    """One field that says something else now."""

    label: Any
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Moved:
    """One thing of the plan: `kind` is new, gone or changed; `lines` are those of a section's text."""

    kind: str
    name: str
    fields: tuple[Field, ...] = ()
    lines: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of one kind of things."""

    key: str
    title: Any
    moved: tuple[Moved, ...]


def compare(before: Plain, after: Plain) -> list[Compared]:
    """What changed, by kinds of things; nothing where both say the same."""
    found = []
    head = _fields(before, after, skip=set(before) - {"title", "years"})
    if head:
        found.append(Compared("plan", _("Kế hoạch"), (Moved("changed", str(after["title"]), head),)))
    for key, title in GROUPS:
        if moved := _moved(before.get(key, ()), after.get(key, ())):
            found.append(Compared(key, title, tuple(moved)))
    return found


def _moved(before: Sequence[Plain], after: Sequence[Plain]) -> list[Moved]:
    old = {one["ref"]: one for one in before}
    new = {one["ref"]: one for one in after}
    found = []
    for ref, one in new.items():
        if ref not in old:
            lines = tuple(Change("new", line) for line in str(one.get("body", "")).splitlines())
            found.append(Moved("new", _name(one), lines=lines))
            continue
        fields = _fields(old[ref], one, skip=UNTOLD | ({"scope"} if "scope_words" in one else set()))
        lines = tuple(difference(str(old[ref].get("body", "")), str(one.get("body", ""))))
        if fields or lines:
            found.append(Moved("changed", _name(one), fields, lines))
    return found + [Moved("gone", _name(one)) for ref, one in old.items() if ref not in new]


def _fields(before: Plain, after: Plain, *, skip: set[str]) -> tuple[Field, ...]:
    keys = [key for key in after if key not in skip]
    return tuple(
        Field(LABELS.get(key, key), _told(key, before.get(key)), _told(key, after.get(key)))
        for key in keys
        if before.get(key) != after.get(key)
    )


def _name(one: Plain) -> str:
    code = one.get("printed") or one.get("code") or one.get("key") or one.get("number") or ""
    year = one.get("year")
    named = str(one.get("title") or one.get("name") or one.get("text") or "")
    told = f"{code}. {named}" if code and named else f"{code}{named}"
    return f"{told} ({year})" if year else told


def _told(key: str, value: Any) -> str:
    """What a field says, in the words of the pages."""
    if (not value and value != 0) or value is False:
        return ""
    if value is True:
        return str(_("có"))
    if key in LINES:
        return "; ".join(map(LINES[key], value))
    if key in WORDS:
        return next((str(words(value).label) for words in WORDS[key] if value in words.values), str(value))
    if key in DAYS:
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    return told_number(Decimal(value)) if key in NUMBERS else _said(value)


def _amount(one: Plain) -> str:
    as_of = date.fromisoformat(one["as_of"]) if one["as_of"] else None
    when = told_span(one["year"], upto=one["upto"], forecast=one["forecast"], as_of=as_of)
    dong = told_number(one["amount"])
    return f"{MoneyMeasure(one['measure']).label}, {when}, {Fund(one['fund']).label}: {dong} đồng"


def _assigned(one: Plain) -> str:
    said = _("không phải thực hiện") if one["exempt"] else told_number(Decimal(one["value"]))
    return f"{one['name']}: {said}" + (f" ({one['reason']})" if one["reason"] else "")


def _text(one: Plain) -> str:
    return " ".join(filter(None, (one["number"], one["title"])))


LINES = {"money": _amount, "assignments": _assigned, "legal": _text}


def _said(value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_said(inside)}" for key, inside in value.items())
    if isinstance(value, list):
        return "; ".join(_said(inside) for inside in value)
    return str(value)
