"""Whether a running dossier fits another edition of its procedure. Pure: what would be in its way, a sentence each."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from congvu.flow import Case, Net
from congvu.flow.net import Element
from congvu.procedures.selectors import Compiled


def obstacles(
    was: Compiled, now: Compiled, *, case: Mapping[str, Any], answers: Mapping[str, Any], papers: Sequence[str]
) -> list[str]:
    """Why the dossier cannot go over; nothing where it can.

    Every place where its process stands must be there in the new one, worked by the same role of the same agency; its
    answers must be right by the new form; and no paper may become missing by going over.
    """
    return [*_places(was, now, case), *_answers(now, answers), *_papers(was, now, papers)]


def changes(was: Compiled, now: Compiled) -> list[str]:
    """What is different in the new edition and yet does not touch dossiers that run already."""
    found = []
    if was.pack.time.budget != now.pack.time.budget:
        found.append(_("Thời hạn của bản mới khác; hồ sơ đang giải quyết giữ thời hạn khi tiếp nhận."))
    if was.pack.fee != now.pack.fee:
        found.append(_("Mức phí của bản mới khác; hồ sơ đã tiếp nhận không thu lại."))
    return found


def went_on() -> str:
    """Why a dossier does not come back to the edition that it was taken from."""
    return _("Quy trình của hồ sơ đã đi tiếp theo bản mới nên không đưa về được.")


def _places(was: Compiled, now: Compiled, case: Mapping[str, Any]) -> Iterator[str]:
    for token in Case.load(was.net, case).tokens:
        before, after = was.net.elements[token.at], now.net.elements.get(token.at)
        name = before.name or before.id
        if after is None:
            yield _("Bản mới không có bước “%s”.") % name
        elif _stand(was, before) != _stand(now, after):
            yield _("Bước “%s” ở bản mới do người khác làm hoặc ở chỗ khác.") % name
        elif token.via and token.via not in after.incoming:
            yield _("Đường đi đến “%s” ở bản mới đã đổi.") % name
    for id in Case.load(was.net, case).mail:
        if id not in now.net.elements:
            yield _("Bản mới không còn chờ một thông báo đã nhận.")


def _stand(known: Compiled, element: Element) -> tuple[object, ...]:
    """What must be the same of a place for somebody who stands there."""
    leg = known.pack.legs.get(known.leg_of.get(element.id, ""))
    wait = known.pack.waits.get(element.id)
    return (element.kind, element.lane, _scope(known.net, element), leg and leg.agency, wait and wait.role)


def _answers(now: Compiled, answers: Mapping[str, Any]) -> Iterator[str]:
    for _pointer, sentence in now.form.check(dict(answers)):
        yield _("Nội dung đã khai chưa đúng biểu mẫu mới: %s") % sentence


def _papers(was: Compiled, now: Compiled, papers: Sequence[str]) -> Iterator[str]:
    asked_before = {paper.key for paper in was.pack.papers if paper.required}
    for paper in now.pack.papers:
        if paper.required and paper.key not in papers and paper.key not in asked_before:
            yield _("Bản mới đòi thêm giấy tờ: %s.") % paper.name


def _scope(net: Net, element: Element) -> str:
    """The call or sub-process that an element stands in; of one that stands in none, its pool."""
    return element.scope if element.scope in net.elements else element.pool
