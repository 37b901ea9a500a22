"""Whether the drawn process and the steps of procedure.yaml speak of the same work."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from congvu.agencies.rules import Role
from congvu.base.strict_yaml import Document
from congvu.flow import Net
from congvu.flow.condition import Compare, Either, Every, Literal, Many, Name, Not, Term
from congvu.flow.net import Element
from congvu.flow.subset import Kind
from congvu.procedures.rules.check_fee import unknown_names
from congvu.procedures.rules.folder import PROCESS, YAML
from congvu.procedures.rules.pack import Pack
from congvu.procedures.rules.problems import Problem
from congvu.sheet import Sheet

FACTS = frozenset({"choice", "outcome"})
ROLES = frozenset(Role.values) - {Role.PLANNER, Role.EDITOR, Role.ADMIN}


def check_process(
    pack: Pack, document: Document, net: Net, form: Sheet | None, text: str, problems: list[Problem]
) -> None:
    """Steps and user tasks, waits and message events, choices and conditions agree; lanes are roles."""
    _check_names(pack, document, net, text, problems)
    gateways = [element for element in net.elements.values() if any(exit.condition for exit in element.exits)]
    for gateway in gateways:
        _check_gateway(pack, net, gateway, form, text, problems)


def _check_names(pack: Pack, document: Document, net: Net, text: str, problems: list[Problem]) -> None:
    tasks = {element.id: element for element in net.of_kind(Kind.USER)}
    messages = {element.id for element in net.of_kind(Kind.CATCH, Kind.BOUNDARY) if element.event == "message"}
    messages -= net.awaited  # another agency's answer: it comes by itself
    for section, said, drawn, what in (
        ("steps", set(pack.steps), set(tasks), _("việc của người (userTask)")),
        ("waits", set(pack.waits), messages, _("sự kiện chờ thông điệp")),
    ):
        for key in sorted(said - drawn):
            mend = _("Vẽ thêm trong process.bpmn với id này, hoặc sửa khóa.")
            line = document.line(section, key)
            problems.append(Problem(YAML, line, _("Quy trình không có %(what)s «%(key)s».") % _facts(what, key), mend))
        for key in sorted(drawn - said):
            mend = _("Thêm «%(key)s» vào %(section)s của procedure.yaml.") % {"key": key, "section": section}
            line = line_of(text, key)
            problems.append(Problem(PROCESS, line, _("Chưa khai %(what)s «%(key)s».") % _facts(what, key), mend))
    for task in tasks.values():
        if task.lane not in ROLES:
            what = _("Làn của «%(key)s» không phải một vai trò: «%(lane)s».") % {"key": task.id, "lane": task.lane}
            mend = _("Đặt id của làn là một trong: %s.") % ", ".join(sorted(ROLES))
            problems.append(Problem(PROCESS, line_of(text, task.lane or task.id), what, mend))


def _facts(what: str, key: str) -> dict[str, str]:
    return {"what": what, "key": key}


def _check_gateway(
    pack: Pack, net: Net, gateway: Element, form: Sheet | None, text: str, problems: list[Problem]
) -> None:
    steps = _steps_before(pack, net, gateway)
    choices = {choice for step in steps for choice in pack.steps[step].choices}
    tested: set[str] = set()
    for exit in gateway.exits:
        if exit.condition is None:
            continue
        line = line_of(text, exit.id)
        asked = set(_choices_tested(exit.condition.term))
        tested |= asked
        for choice in sorted(asked - choices):
            what = _("Điều kiện hỏi lựa chọn «%(choice)s», nhưng bước %(steps)s không có.")
            mend = _("Sửa điều kiện, hoặc thêm lựa chọn vào procedure.yaml.")
            where = ", ".join(sorted(steps)) or "?"
            problems.append(Problem(PROCESS, line, what % {"choice": choice, "steps": where}, mend))
        for name in unknown_names(exit.condition.names, form, allowed=FACTS) if form else ():
            mend = _("Chỉ dùng choice, outcome và answers.<mục của biểu mẫu>.")
            problems.append(Problem(PROCESS, line, _("Điều kiện hỏi «%s» mà không ai nói.") % name, mend))
    if not gateway.default and tested:
        for choice in sorted(choices - tested):
            mend = _("Thêm luồng có điều kiện cho lựa chọn này, hoặc một luồng mặc định.")
            line = line_of(text, gateway.id)
            problems.append(Problem(PROCESS, line, _("Cổng không nói lựa chọn «%s» đi đâu.") % choice, mend))


def _steps_before(pack: Pack, net: Net, gateway: Element) -> set[str]:
    """The steps whose choice the gateway sees: those that lead to it with no other step between."""
    found: set[str] = set()
    seen: set[str] = set()
    ahead = [gateway.id]
    while ahead:
        here = ahead.pop()
        for element in net.elements.values():
            if element.id in seen or not _leads_to(net, element, here):
                continue
            seen.add(element.id)
            if element.kind is Kind.USER:
                found |= {element.id} & pack.steps.keys()
            else:
                ahead.append(element.id)
    return found


def _leads_to(net: Net, element: Element, here: str) -> bool:
    """Whether going on from `element` moves what stands at `here`: where an answer is awaited, its sender does."""
    if here in net.awaited:
        return here in net.messages.get(element.id, ())
    return any(exit.target == here for exit in element.exits)


def _choices_tested(term: Term) -> Iterator[str]:
    """The values that a condition compares `choice` with."""
    if isinstance(term, Every | Either | Many):
        for one in term.terms:
            yield from _choices_tested(one)
    elif isinstance(term, Not):
        yield from _choices_tested(term.term)
    elif isinstance(term, Compare) and Name(("choice",)) in (term.left, term.right):
        for side in (term.left, term.right):
            for literal in side.terms if isinstance(side, Many) else (side,):
                if isinstance(literal, Literal):
                    yield str(literal.content)


def line_of(text: str, id: str) -> int:
    """The line of an XML text where the element with this id begins; 1 where it does not stand there."""
    found = re.search(rf"""\bid\s*=\s*["']{re.escape(id)}["']""", text)
    return text.count("\n", 0, found.start()) + 1 if found else 1
