"""What happens beside the process: opinions, corrections, work that is given out, returned and taken back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from congvu.agencies.rules import Role
from congvu.agencies.selectors import holders
from congvu.base.working_time import in_vietnam
from congvu.dossiers.demo.scripts import Repertoire
from congvu.dossiers.models import Dossier, Opinion, Paper, Step
from congvu.dossiers.rules import OpinionKind
from congvu.dossiers.selectors import late_legs, returnable, to_recall
from congvu.dossiers.services import (
    Applicant,
    Counted,
    answer_opinion,
    apologise,
    ask_opinion,
    correct,
    reassign,
    recall,
    return_to,
    take,
)
from congvu.dossiers.services.course import open_steps
from congvu.dossiers.services.stories import DEEDS, Stage
from congvu.procedures.rules import Deed

EVERY = 4  # every so many-th dossier has something of this in its life
QUESTION, ANSWER = "Hồ sơ đã đủ căn cứ để trình chưa?", "Đủ căn cứ; đề nghị kiểm tra lại số liệu rồi trình"
WHY_CORRECTED = "Người nộp báo ghi nhầm địa chỉ"
WHY_ASSIGNED, WHY_PASSED_ON = "Phân công theo lĩnh vực", "Người thụ lý đi tập huấn, chuyển người khác làm tiếp"
WHY_RETURNED, WHY_RECALLED = "Dự thảo còn sai số liệu, đề nghị rà soát", "Gửi nhầm, cần sửa trước khi trình"
REDONE = ("return_to", "recall")  # the deed that comes after them is done a second time


def embellished(deeds: Sequence[Deed], number: str, known: Repertoire) -> tuple[Deed, ...]:
    """The deeds of a script with one thing more, which depends on the dossier's own number alone."""
    chance = int(number[8:12], 16)
    if not deeds or chance % EVERY:
        return tuple(deeds)
    kinds = (_opinion, _corrected, _assigned, _returned, _recalled)
    return tuple(kinds[chance // EVERY % len(kinds)](list(deeds), known))


def _own(deed: Deed, known: Repertoire) -> bool:
    """Whether it is a step of the agency that settles."""
    return deed.do == "complete" and deed.step not in known.known.leg_of


def _opinion(deeds: list[Deed], known: Repertoire) -> list[Deed]:
    first = next((place for place, deed in enumerate(deeds) if _own(deed, known)), None)
    if first is None:
        return deeds
    return [*deeds[:first], _deed(deeds[first], "ask_opinion"), _deed(deeds[first], "answer_opinion"), *deeds[first:]]


def _corrected(deeds: list[Deed], _known: Repertoire) -> list[Deed]:
    return [_deed(deeds[0], "correct"), *deeds] if deeds[0].do == "complete" else deeds


def _assigned(deeds: list[Deed], known: Repertoire) -> list[Deed]:
    return [_deed(deeds[0], "assign"), *deeds] if _own(deeds[0], known) else deeds


def _returned(deeds: list[Deed], known: Repertoire) -> list[Deed]:
    return _again(deeds, known, "return_to", before_decision=True)


def _recalled(deeds: list[Deed], known: Repertoire) -> list[Deed]:
    return _again(deeds, known, "recall", before_decision=False)


def _again(deeds: list[Deed], known: Repertoire, do: str, *, before_decision: bool) -> list[Deed]:
    """After a step that proposes or passes on, it is undone and worked once more."""
    choices = known.known.pack.steps
    for place, (one, other) in enumerate(pairwise(deeds)):
        if not (_own(one, known) and _own(other, known)) or one.step == other.step:
            continue
        chosen = choices[one.step].choices[one.choice]
        if chosen.decides or chosen.extends or chosen.starts_clock or chosen.returns or chosen.sends_back:
            continue
        if not before_decision or choices[other.step].choices[other.choice].decides:
            return [*deeds[: place + 1], _deed(one, do), *deeds[place:]]
    return deeds


def _deed(like: Deed, do: str) -> Deed:
    return replace(like, do=do, given={})


def _free_step(dossier: Dossier) -> Step | None:
    """The settling agency's open step."""
    return next((step for step in open_steps(dossier) if not step.waits and step.leg_id is None), None)


def _ask(dossier: Dossier, deed: Deed, stage: Stage) -> Dossier:
    step = _free_step(dossier)
    roles = [role for role in (Role.UNIT_HEAD, Role.LEADER) if role in stage.cast and step and role != step.role]
    if step is None or step.role == Role.CLERK or not roles:
        return dossier
    return ask_opinion(
        dossier.pk, element=step.element, kind=OpinionKind.OPINION, agency=dossier.agency, role=roles[0],
        question=QUESTION, days=2, by=stage.who(step), at=deed.at,
    )  # fmt: skip


def _answer(dossier: Dossier, deed: Deed, stage: Stage) -> Dossier:
    asked = Opinion.objects.filter(dossier=dossier, answered_at=None, dropped_at=None).first()
    if asked is None:
        return dossier
    by = stage.cast[asked.role]
    return answer_opinion(dossier.pk, opinion=asked.pk, agrees=True, answer=ANSWER, by=by, at=deed.at)


def _correct(dossier: Dossier, deed: Deed, stage: Stage) -> Dossier:
    who = Applicant(
        name=dossier.applicant, id_number=dossier.id_number, kind=dossier.applicant_kind, phone=dossier.phone,
        email=dossier.email, address=f"{dossier.address or 'Địa chỉ mới'} (đã sửa)", represents=dossier.represents,
    )  # fmt: skip
    papers = {paper.key: Counted(paper.original, paper.copy) for paper in Paper.objects.filter(dossier=dossier)}
    by = stage.cast[Role.CLERK]
    return correct(
        dossier.pk, applicant=who, answers=dossier.answers, papers=papers, reason=WHY_CORRECTED, by=by, at=deed.at
    )


def _assign(dossier: Dossier, deed: Deed, stage: Stage) -> Dossier:
    step = _free_step(dossier)
    head = stage.cast.get(Role.UNIT_HEAD) or stage.cast.get(Role.LEADER)
    if step is None or head is None or step.account_id or step.role != Role.SPECIALIST:
        return dossier
    to = stage.who(step).account_id or 0
    return reassign(dossier.pk, element=step.element, to=to, reason=WHY_ASSIGNED, by=head, at=deed.at)


def _pass_on(dossier: Dossier, deed: Deed, stage: Stage) -> Dossier:
    """The specialist takes it, and the head gives it to another one, where there is another."""
    step = _free_step(dossier)
    head = stage.cast.get(Role.UNIT_HEAD)
    if step is None or head is None or step.role != Role.SPECIALIST or step.account_id:
        return dossier
    first = stage.who(step)
    others = holders(step.agency_id, step.role, on=in_vietnam(deed.at).date()).exclude(pk=first.account_id or 0)
    other = others.order_by("pk").first()
    if other is None:
        return dossier
    take(dossier.pk, element=step.element, by=first, at=deed.at)
    return reassign(dossier.pk, element=step.element, to=other.pk, reason=WHY_PASSED_ON, by=head, at=deed.at)


def _return_to(dossier: Dossier, deed: Deed, stage: Stage) -> Dossier:
    step = _free_step(dossier)
    if step is None or deed.step not in [one.element for one in returnable(dossier, step)[:1]]:
        return dossier
    by = stage.who(step)
    return return_to(dossier.pk, element=step.element, to=deed.step, reason=WHY_RETURNED, by=by, at=deed.at)


def _recall(dossier: Dossier, deed: Deed, stage: Stage) -> Dossier:
    worked = Step.objects.filter(dossier=dossier, element=deed.step).order_by("-pk").first()
    if worked is None or worked.undo is None:
        return dossier
    by = stage.who(worked)
    if to_recall(dossier, by) != worked:
        return dossier
    return recall(dossier.pk, reason=WHY_RECALLED, by=by, at=deed.at)


def _apologise(dossier: Dossier, deed: Deed, stage: Stage) -> Dossier:
    """The letter names the share that came late, where it was another agency's."""
    late = late_legs(dossier, at=deed.at)
    at_fault = late[0].agency if late else dossier.agency
    step = next((step for step in open_steps(dossier) if not step.waits), None)
    by = stage.who(step) if step else stage.cast[Role.CLERK]
    return apologise(dossier.pk, reason=deed.given.get("reason", ""), at_fault=at_fault, by=by, at=deed.at)


Do = Callable[[Dossier, Deed, Stage], Dossier]
ALL: dict[str, Do] = {
    **DEEDS,
    "apologise": _apologise,
    "ask_opinion": _ask,
    "answer_opinion": _answer,
    "correct": _correct,
    "assign": _assign,
    "pass_on": _pass_on,
    "return_to": _return_to,
    "recall": _recall,
}
MINUTES = {  # of work until somebody comes to it
    "ask_opinion": (5, 60),
    "answer_opinion": (20, 200),
    "correct": (5, 40),
    "assign": (2, 30),
    "pass_on": (2, 30),
    "return_to": (5, 60),
    "recall": (2, 15),
    "apologise": (5, 60),
}
