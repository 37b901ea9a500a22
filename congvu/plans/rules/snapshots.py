"""What differs between two versions of a plan, told so that people can read it. Pure: snapshots are plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from congvu.content.rules import Change, difference

Plain = Mapping[str, Any]
LABELS: dict[str, Any] = {
    "title": _("Tên"), "years": _("Thời gian"), "number": _("Số mục"), "skipped": _("Lý do bỏ mục"),
    "legal": _("Căn cứ"), "name": _("Tên"), "op": _("So sánh"), "value": _("Giá trị"), "text": _("Bằng lời"),
    "day": _("Trước ngày"), "scope": _("Phạm vi"), "scope_text": _("Phạm vi, như kế hoạch viết"),
    "assignments": _("Giao riêng, miễn"), "baseline": _("Hiện trạng"), "group": _("Nhóm"),
    "goal": _("Mục tiêu, quy mô"),
    "work": _("Nội dung trong năm"), "leads": _("Chủ trì"), "kind": _("Loại"), "funding": _("Nguồn vốn"),
    "decision": _("Quyết định đầu tư"), "money": _("Kinh phí"), "told": _("Như kế hoạch viết"), "unit": _("Đơn vị"),
    "as_of": _("Số liệu ngày"), "amount": _("Số tiền"), "parts": _("Các phần"), "year": _("Năm"), "n": _("Tử số"),
    "d": _("Mẫu số"), "when": _("Thời gian"), "indicator": _("Chỉ tiêu"), "printed": _("TT"), "note": _("Ghi chú"),
}  # fmt: skip
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
        fields = _fields(old[ref], one, skip={"ref", "body", "depth"})
        lines = tuple(difference(str(old[ref].get("body", "")), str(one.get("body", ""))))
        if fields or lines:
            found.append(Moved("changed", _name(one), fields, lines))
    return found + [Moved("gone", _name(one)) for ref, one in old.items() if ref not in new]


def _fields(before: Plain, after: Plain, *, skip: set[str]) -> tuple[Field, ...]:
    keys = [key for key in after if key not in skip]
    return tuple(
        Field(LABELS.get(key, key), _said(before.get(key)), _said(after.get(key)))
        for key in keys
        if before.get(key) != after.get(key)
    )


def _name(one: Plain) -> str:
    code = one.get("printed") or one.get("code") or one.get("key") or one.get("number") or ""
    year = one.get("year")
    told = f"{code} {one.get('title') or one.get('name') or one.get('text') or ''}".strip()
    return f"{told} ({year})" if year else told


def _said(value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_said(inside)}" for key, inside in value.items())
    if isinstance(value, list):
        return "; ".join(_said(inside) for inside in value)
    return str(value)
