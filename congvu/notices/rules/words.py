"""The letters themselves. They name no applicant: e-mail is read on the way by whoever carries it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from congvu.base.working_time import in_vietnam
from congvu.inbox.rules import Bucket

ESCALATE_AFTER = 2  # working days overdue, after which the leaders of the agency are told
LISTED = 20  # of each list in a letter; the rest is told as a number
RULE = "-" * 40


@dataclass(frozen=True, slots=True)
class Item:
    """A duty as a letter lists it. `address` is the whole URL of its page."""

    code: str
    title: str
    step: str
    due_at: datetime
    address: str


@dataclass(frozen=True, slots=True)
class Letter:
    """Subject and text, plain."""

    subject: str
    text: str


def overdue(name: str, items: Sequence[Item], *, inbox: str) -> Letter:
    """To whoever has the duties, as soon as they are overdue."""
    count = len(items)
    subject = (
        _("Quá hạn: %s") % items[0].code
        if count == 1
        else ngettext("%d việc vừa quá hạn", "%d việc vừa quá hạn", count) % count
    )
    return Letter(subject, _letter(name, [_("Những việc sau của bạn đã quá hạn:"), *_listed(items, count)], inbox))


def escalation(name: str, agency: str, items: Sequence[Item], *, inbox: str) -> Letter:
    """To a leader, about what has stayed overdue at the agency."""
    count = len(items)
    subject = ngettext("%d việc quá hạn kéo dài", "%d việc quá hạn kéo dài", count) % count + f", {agency}"
    lead = _("Những việc sau tại %(agency)s đã quá hạn hơn %(days)d ngày làm việc và cần lãnh đạo chỉ đạo:")
    parts = [lead % {"agency": agency, "days": ESCALATE_AFTER}, *_listed(items, count)]
    return Letter(subject, _letter(name, parts, inbox))


def digest(
    name: str, day: date, lists: Mapping[Bucket, Sequence[Item]], counts: Mapping[Bucket, int], *, inbox: str
) -> Letter:
    """What an official finds at the beginning of a working day. `lists` may be cut; `counts` are whole."""
    told = [bucket for bucket in lists if counts[bucket]]
    sums = ", ".join(f"{counts[bucket]} {str(bucket.label).lower()}" for bucket in told)
    parts: list[str] = [_("Việc của bạn sáng ngày %s:") % f"{day:%d/%m/%Y}"]
    for bucket in told:
        parts += ["", f"{str(bucket.label).upper()} ({counts[bucket]})", *_listed(lists[bucket], counts[bucket])]
    subject = _("Việc ngày %(day)s: %(sums)s") % {"day": f"{day:%d/%m/%Y}", "sums": sums}
    stop = _("Không muốn nhận thư này nữa: mở trang Thư báo trong Công Vụ.")
    return Letter(subject, _letter(name, [*parts, "", stop], inbox))


def _listed(items: Sequence[Item], count: int) -> list[str]:
    lines: list[str] = []
    for item in items[:LISTED]:
        due = _("hạn %s") % f"{in_vietnam(item.due_at):%H:%M %d/%m/%Y}"
        lines += ["", f"* {item.code}: {item.step}, {due}", f"  {item.title}", f"  {item.address}"]
    if (more := count - min(len(items), LISTED)) > 0:
        lines += ["", ngettext("… và %d việc khác.", "… và %d việc khác.", more) % more]
    return lines


def _letter(name: str, parts: Sequence[str], inbox: str) -> str:
    greeting = _("Kính gửi %s,") % name
    footer = _("Thư tự động của hệ thống Công Vụ, xin đừng trả lời. Hộp việc: %s") % inbox
    return "\n".join([greeting, "", *parts, "", RULE, footer]) + "\n"
