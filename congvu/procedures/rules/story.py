"""A worked example of a pack: a test of it, a page of its documentation and a dossier of the demonstration."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from congvu.base.strict_yaml import Document
from congvu.procedures.rules.cursor import Cursor
from congvu.procedures.rules.pack import Outcome
from congvu.procedures.rules.problems import Problem
from congvu.procedures.rules.read import CHANNELS

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
DEEDS = (
    *("complete", "ask_supplement", "supplement", "arrive", "reappoint", "apologise"),
    *("withdraw", "stop", "hand_over"),
)
STATES = (
    "received",
    "in_progress",
    "awaiting_supplement",
    "awaiting_obligation",
    "withdrawn",
    "stopped",
    "decided",
    "returned",
    "not_received",
)


@dataclass(frozen=True, slots=True)
class Count:
    """How many originals and copies of a paper were handed in."""

    original: int
    copy: int


@dataclass(frozen=True, slots=True)
class Expect:
    """What must be so after a deed; None is not looked at. `refused` is the code of the refusal that must come."""

    open: tuple[str, ...] | None
    state: str | None
    due: datetime | None
    refused: str | None


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing done in a story. `given` is what is written under `with`."""

    at: datetime
    do: str
    step: str
    choice: str
    given: dict[str, Any]
    expect: Expect
    line: int


@dataclass(frozen=True, slots=True)
class Story:
    """One dossier from its receipt, on the standard timetable and the real holidays. `key` is the file's name."""

    key: str
    name: str
    received: datetime
    channel: str
    applicant: dict[str, str]
    answers: dict[str, Any]
    papers: dict[str, Count]
    due: datetime | None
    fee: int
    then: tuple[Deed, ...]
    outcome: str
    document: Document = field(repr=False)

    @property
    def file(self) -> str:
        return f"examples/{self.key}.yaml"


def story_of(document: Document, key: str, problems: list[Problem]) -> Story:
    """Read a story; what is wrong is added to `problems`."""
    top = Cursor(document, f"examples/{key}.yaml", problems)
    found = Story(
        key=key,
        name=top.text("name"),
        received=_moment(top, "received") or datetime.min.replace(tzinfo=VIETNAM),
        channel=top.one_of("channel", CHANNELS, "counter"),
        applicant=_applicant(top.child("applicant")),
        answers=top.mapping("answers"),
        papers={name: _count(one) for name, one in top.named("papers")},
        due=_moment(top, "due"),
        fee=top.number("fee"),
        then=tuple(_deed(one) for one in top.children("then", optional=True)),
        outcome=top.one_of("outcome", list(Outcome)),
        document=document,
    )
    if found.due is None:
        top.complain(_("Thiếu «due»."), _('Thêm hạn trả tính được khi tiếp nhận, ví dụ "2026-03-03 17:00".'))
    _check_order(top, found)
    top.close()
    return found


def _moment(at: Cursor, key: str) -> datetime | None:
    at.asked.add(key)
    if not at.has(key):
        return None
    try:
        return datetime.strptime(at.text(key), "%Y-%m-%d %H:%M").replace(tzinfo=VIETNAM)
    except ValueError:
        at.complain(_("«%s» phải là ngày và giờ.") % key, _('Viết như "2026-03-02 15:20".'), key)
        return None


def _applicant(at: Cursor) -> dict[str, str]:
    found = {
        "name": at.text("name"),
        "id_number": at.text("id_number", ""),
        "phone": at.text("phone", ""),
        "email": at.text("email", ""),
        "address": at.text("address", ""),
    }
    at.close()
    return found


def _count(at: Cursor) -> Count:
    found = Count(at.number("original", 0), at.number("copy", 0))
    at.close()
    return found


def _deed(at: Cursor) -> Deed:
    do = at.one_of("do", DEEDS)
    expect = Cursor(at.document, at.file, at.problems, (*at.path, "expect")) if at.has("expect") else None
    at.asked.add("expect")
    found = Deed(
        at=_moment(at, "at") or datetime.min.replace(tzinfo=VIETNAM),
        do=do,
        step=at.text("step") if do in {"complete", "arrive"} else at.text("step", ""),
        choice=at.text("choice", ""),
        given=at.mapping("with"),
        expect=_expect(expect) if expect else Expect(None, None, None, None),
        line=at.document.line(*at.path),
    )
    if not at.has("at"):
        at.complain(_("Thiếu «at»."), _("Thêm ngày giờ của việc này."))
    at.close()
    return found


def _expect(at: Cursor) -> Expect:
    found = Expect(
        open=at.texts("open") if at.has("open") else None,
        state=at.one_of("state", STATES, "") or None,
        due=_moment(at, "due"),
        refused=at.text("refused", "") or None,
    )
    at.asked.add("open")
    at.close()
    return found


def _check_order(top: Cursor, story: Story) -> None:
    before = story.received
    for place, deed in enumerate(story.then):
        if deed.at < before:
            top.complain(
                _("Việc này xảy ra trước việc ngay trên nó."), _("Sửa giờ cho đúng thứ tự."), "then", place, "at"
            )
        before = deed.at
