"""procedure.yaml into a Pack: the shape of every key is checked here, what keys mean to one another in `check`."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from congvu.agencies.rules import Kind, Role
from congvu.base.strict_yaml import Document
from congvu.base.working_time import Budget
from congvu.procedures.rules.cursor import Cursor
from congvu.procedures.rules.everyday import LIFE_EVENTS
from congvu.procedures.rules.pack import (
    Choice,
    Competent,
    Extension,
    Field,
    Leg,
    Outcome,
    Pack,
    PaperSpec,
    Result,
    ServiceLevel,
    Source,
    Step,
    Supplement,
    Time,
    Wait,
)
from congvu.procedures.rules.problems import Problem
from congvu.procedures.rules.read_fee import fee_of

FILE = "procedure.yaml"
SUBJECTS = ("citizen", "business", "agency", "other")
CHANNELS = ("counter", "online", "post")
SCOPES = ("full", "partial", "information")
LONGEST_WORD = 80
PROPOSED = (Outcome.GRANTED, Outcome.REFUSED)
_CODE = re.compile(r"[0-9A-Z][0-9A-Za-z.\-]{0,39}")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def pack_of(document: Document, problems: list[Problem]) -> Pack:
    """Read a pack; what is wrong is added to `problems`, and a value that could not be read is left empty."""
    top = Cursor(document, FILE, problems)
    edition = top.child("edition")
    pack = Pack(
        code=_code(top, "code", _CODE),
        name=top.text("name"),
        name_en=top.text("name_en"),
        field=_field(top.child("field")),
        number=edition.text("number"),
        valid_from=edition.day("valid_from"),
        competent=_competent(top.child("competent")),
        subjects=top.texts("subjects", SUBJECTS),
        channels=top.texts("channels", CHANNELS),
        service_level=_service_level(top.child("service_level")),
        law=top.texts("law"),
        sources=tuple(_source(one) for one in top.children("sources")),
        sets=top.number("sets", 1, least=1),
        papers=tuple(_paper(one) for one in top.children("papers")),
        fee=fee_of(top.child("fee")),
        time=_time(top.child("time")),
        supplement=_supplement(top),
        steps={key: _step(key, one) for key, one in top.named("steps", optional=False)},
        waits={key: _wait(key, one) for key, one in top.named("waits")},
        legs={key: _leg(key, one) for key, one in top.named("legs")},
        result=_result(top.child("result")),
        words=_words(top),
        life_events=top.texts("life_events", LIFE_EVENTS, optional=True),
    )
    edition.close()
    top.close()
    return pack


def _code(at: Cursor, key: str, shape: re.Pattern[str]) -> str:
    found = at.text(key)
    if found and not shape.fullmatch(found):
        at.complain(
            _("«%s» có ký tự không dùng trong mã.") % key, _("Chỉ dùng chữ không dấu, số, dấu chấm, gạch nối."), key
        )
    return found


def _field(at: Cursor) -> Field:
    found = Field(_code(at, "code", _SLUG), at.text("name"), at.text("name_en"))
    at.close()
    return found


def _competent(at: Cursor) -> Competent:
    found = Competent(at.one_of("kind", Kind.values), at.text("sector", ""))
    if found.kind == Kind.DEPARTMENT and not found.sector:
        at.complain(_("Sở nào thì chưa nói."), _("Thêm sector, ví dụ sector: justice."), "kind")
    at.close()
    return found


def _words(top: Cursor) -> tuple[str, ...]:
    found = top.texts("words", optional=True)
    for place, word in enumerate(found):
        if len(word) > LONGEST_WORD:
            mend = _("Mỗi cách gọi chỉ vài từ, như người dân gõ khi tìm.")
            top.complain(_("Cách gọi này dài quá %d chữ cái.") % LONGEST_WORD, mend, "words", place)
    return found


def _service_level(at: Cursor) -> ServiceLevel:
    found = ServiceLevel(at.number("level", least=1), at.one_of("scope", SCOPES))
    if found.level > 4:
        at.complain(_("Mức dịch vụ công chỉ từ 1 đến 4."), _("Sửa level."), "level")
    at.close()
    return found


def _source(at: Cursor) -> Source:
    found = Source(at.text("what"), at.text("where"), at.day("checked"), at.flag("verified", None))
    at.close()
    return found


def _paper(at: Cursor) -> PaperSpec:
    found = PaperSpec(
        key=at.text("key"),
        name=at.text("name"),
        original=at.number("original", 0),
        copy=at.number("copy", 0),
        required=at.flag("required", None),
        note=at.text("note", ""),
        form=at.flag("form"),
    )
    at.close()
    return found


def _time(at: Cursor) -> Time:
    extensions = {key: _extension(key, one) for key, one in at.named("extensions")}
    budget = at.budget("budget")
    if budget is None:
        at.complain(_("Thiếu «budget»."), _('Thêm thời hạn, ví dụ budget: {amount: "3", unit: working_day}.'))
    found = Time(budget or Budget(Decimal(1), "working_day", None), at.budget("acceptance"), extensions)
    at.close()
    return found


def _extension(key: str, at: Cursor) -> Extension:
    found = Extension(key, at.text("name"), at.budget_here(), at.text("law"))
    at.close()
    return found


def _supplement(top: Cursor) -> Supplement:
    top.asked.add("supplement")
    if not top.has("supplement"):
        return Supplement(0, None)
    at = top.child("supplement")
    found = Supplement(at.number("times"), at.budget("ask_within"))
    at.close()
    return found


def _step(key: str, at: Cursor) -> Step:
    choices = {name: _choice(name, one) for name, one in at.named("choices")}
    found = Step(key, at.budget("budget"), choices, at.flag("hand_over"))
    at.close()
    return found


def _choice(key: str, at: Cursor) -> Choice:
    found = Choice(
        key=key,
        label=at.text("label"),
        proposes=at.one_of("proposes", PROPOSED, ""),
        extends=at.text("extends", ""),
        reason=at.flag("reason"),
        decides=at.flag("decides"),
        sends_back=at.flag("sends_back"),
        starts_clock=at.flag("starts_clock"),
        returns=at.flag("returns"),
    )
    at.close()
    return found


def _wait(key: str, at: Cursor) -> Wait:
    found = Wait(key, at.text("label"), at.text("ground"), at.text("arrives"), at.one_of("role", Role.values))
    at.close()
    return found


def _leg(key: str, at: Cursor) -> Leg:
    budget = at.budget("budget")
    if budget is None:
        at.complain(_("Thiếu «budget»."), _('Thêm thời hạn, ví dụ budget: {amount: "3", unit: working_day}.'))
    found = Leg(
        key=key,
        name=at.text("name"),
        agency=_competent(at.child("agency")),
        budget=budget or Budget(Decimal(1), "working_day", None),
        law=at.text("law", ""),
        returns=_result(at.child("returns")) if at.has("returns") else None,
    )
    at.asked.add("returns")
    at.close()
    return found


def _result(at: Cursor) -> Result:
    found = Result(at.text("name"), at.text("symbol"), at.mapping("asks"))
    at.close()
    return found
