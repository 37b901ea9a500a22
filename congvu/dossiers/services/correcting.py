"""Correcting what was received, while the dossier is open: the receipt is issued anew and shows what changed."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import override

from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers import events, refusals
from congvu.dossiers.models import MOST_REASON, Correction, Dossier, Paper, Step
from congvu.dossiers.rules import PAUSED, WORKING, Done, applicant_sheet, led_elsewhere
from congvu.dossiers.services import course
from congvu.dossiers.services.course import Seen
from congvu.dossiers.services.intake import Applicant, Counted, must_be_sound
from congvu.inbox import services as inbox
from congvu.procedures.selectors import Compiled, compiled

# What a correction writes beside what every deed changes.
CORRECTED = (
    *("applicant_kind", "applicant", "id_number", "phone", "email", "address", "represents", "folded"),
    *("answers", "fee", "fee_lines"),
)
# Printed on the receipt: in Vietnamese, whatever language the clerk reads.
FEE, NOTHING = "Phí, lệ phí", "không có"
Words = Iterable[tuple[str, str]]


@transaction.atomic
def correct(
    dossier_id: int,
    *,
    applicant: Applicant,
    answers: Mapping[str, object],
    papers: Mapping[str, Counted],
    reason: str,
    by: Actor,
    at: datetime,
    seen: Seen | None = None,
) -> Dossier:
    """Put right who applies, what was answered and which papers were handed in; each is given whole. The fee is
    reckoned anew; the time by law stays, and so does the way that the process has gone: where the new answers would
    have led elsewhere, the correction says so.

    By the counter that received, or a specialist who has an open step. Refuses with `dossiers.not_found`,
    `changed_meanwhile`, `wrong_state`, `not_yours`, `reason_needed`, `too_long`, `applicant_wrong`, `answers_wrong`,
    `paper_unknown`, `papers_missing`, `nothing_corrected`.
    """
    dossier = course.locked(dossier_id, seen)
    if course.repeats(dossier, seen):
        return dossier
    course.must_be(dossier, *WORKING, *PAUSED)
    by = _must_be_allowed(by, dossier, at=at)
    said = course.sentence(reason, field="reason", most=MOST_REASON)
    known = compiled(dossier.edition)
    must_be_sound(known, applicant, answers, papers)
    with override("vi"):
        changes = [*_of_applicant(dossier, applicant), *_of_answers(dossier, known, answers)]
        changes += _count(dossier, known, papers)
    if not changes:
        raise Refusal(refusals.NOTHING_CORRECTED)
    elsewhere = _elsewhere(dossier, known, answers)
    changes += _write(dossier, known, applicant, answers)
    correction = Correction.objects.create(
        dossier=dossier,
        number=Correction.objects.filter(dossier=dossier).count() + 1,
        changes=changes,
        elsewhere=elsewhere,
        reason=said,
        made_at=at,
        made_by=by.name,
    )
    _tell(dossier, correction, by=by, at=at)
    return course.kept(dossier, seen)


def _must_be_allowed(by: Actor, dossier: Dossier, *, at: datetime) -> Actor:
    """The actor under the name to act by, and the refusals, are those of `course.must_hold`."""
    settling = any(step.role == Role.SPECIALIST and step.leg_id is None for step in dossier.now_open)
    if settling and by.holds(Role.SPECIALIST, at=dossier.agency_id, on=at):
        return by.acting(dossier.agency_id, Role.SPECIALIST)
    return course.must_hold(by, Role.CLERK, dossier, at=at)


def _changed(was: Words, now: Words) -> list[dict[str, str]]:
    """What is otherwise, by its label; questions of the same label are told apart by their order."""
    before, after = _numbered(was), _numbered(now)
    labels = [*after, *(label for label in before if label not in after)]
    pairs = [(label, before.get(label, ""), after.get(label, "")) for label in labels]
    return [
        {"what": label, "was": one or NOTHING, "is": other or NOTHING} for label, one, other in pairs if one != other
    ]


def _numbered(lines: Words) -> dict[str, str]:
    found: dict[str, str] = {}
    for label, text in lines:
        if not text:
            continue  # a heading
        name, number = label, 1
        while name in found:
            number += 1
            name = f"{label} ({number})"
        found[name] = text
    return found


def _of_applicant(dossier: Dossier, applicant: Applicant) -> list[dict[str, str]]:
    was = Applicant(
        name=dossier.applicant,
        id_number=dossier.id_number,
        kind=dossier.applicant_kind,
        phone=dossier.phone,
        email=dossier.email,
        address=dossier.address,
        represents=dossier.represents,
    )
    return _changed(*(applicant_sheet().show(one.values()) for one in (was, applicant)))


def _of_answers(dossier: Dossier, known: Compiled, answers: Mapping[str, object]) -> list[dict[str, str]]:
    return _changed(known.form.show(dossier.answers), known.form.show(answers))


def _count(dossier: Dossier, known: Compiled, papers: Mapping[str, Counted]) -> list[dict[str, str]]:
    """Keep what was counted now; each change as words."""
    had = {paper.key: paper for paper in Paper.objects.filter(dossier=dossier)}
    changes = []
    for spec in known.pack.papers:
        count, paper = papers.get(spec.key, Counted()), had.get(spec.key)
        was = Counted(paper.original, paper.copy) if paper else Counted()
        if count == was:
            continue
        changes.append({"what": spec.name, "was": _copies(was), "is": _copies(count)})
        if not count.original and not count.copy and paper:
            paper.delete()
            continue
        paper = paper or Paper(dossier=dossier, key=spec.key, name=spec.name)
        paper.original, paper.copy = count.original, count.copy
        paper.save()
    return changes


def _copies(count: Counted) -> str:
    said = [f"{count.original} bản chính" * bool(count.original), f"{count.copy} bản sao" * bool(count.copy)]
    return ", ".join(filter(None, said)) or NOTHING


def _elsewhere(dossier: Dossier, known: Compiled, answers: Mapping[str, object]) -> list[str]:
    steps = Step.objects.filter(dossier=dossier, done_at__isnull=False).order_by("done_at", "pk")
    done = [Done(step.element, step.choice, waited=step.waits) for step in steps]
    return led_elsewhere(known.net, done, was=dossier.answers, now=answers, outcome=dossier.proposed)


def _write(
    dossier: Dossier, known: Compiled, applicant: Applicant, answers: Mapping[str, object]
) -> list[dict[str, str]]:
    """The dossier as it is now; the fee's change, where it has one."""
    cost, fee = known.fee(dict(answers), dossier.channel), dossier.fee
    dossier.applicant_kind, dossier.applicant = applicant.kind, applicant.name.strip()
    dossier.id_number, dossier.phone, dossier.email = applicant.id_number.strip(), applicant.phone, applicant.email
    dossier.address, dossier.represents = applicant.address, applicant.represents
    dossier.answers, dossier.fee, dossier.fee_lines = dict(answers), cost.amount, list(cost.lines)
    dossier.save(update_fields=CORRECTED)
    inbox.rename(dossier.code, who=dossier.applicant)
    if cost.amount == fee:
        return []
    return [{"what": FEE, "was": _money(fee), "is": _money(cost.amount)}]


def _money(amount: int) -> str:
    return f"{amount:,} đồng".replace(",", ".")


def _tell(dossier: Dossier, correction: Correction, *, by: Actor, at: datetime) -> None:
    course.tell(
        events.CORRECTED,
        dossier,
        by=by,
        at=at,
        number=correction.number,
        changed="; ".join(f"{one['what']}: {one['was']} → {one['is']}" for one in correction.changes),
        changes=correction.changes,
        elsewhere=correction.elsewhere,
        fee=dossier.fee,
        reason=correction.reason,
    )
