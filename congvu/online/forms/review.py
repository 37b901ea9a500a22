"""Everything that a draft says, on one page, with what is missing or wrong and where to mend it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from congvu.dossiers.rules import applicant_sheet
from congvu.online.forms.papers import missing
from congvu.online.forms.steps import APPLICANT, PAPERS, RECEIVER, RETURN, REVIEW, Step
from congvu.online.models import Draft
from congvu.online.rules import ReturnBy
from congvu.procedures.selectors import Compiled
from congvu.sheet import Sheet


@dataclass(slots=True)
class Section:
    """What one page says: (label, text) each, and the sentences of what is wrong with it."""

    step: Step
    address: str
    rows: list[tuple[str, str]]
    problems: list[str] = field(default_factory=list)


def sections(draft: Draft, known: Compiled, steps: list[Step], *, settled_by: str) -> list[Section]:
    """A section for each page but the last."""
    wrong = _problems_by_page(draft, known)
    return [
        Section(
            step,
            f"{step.address(draft)}?ve=xem-lai",
            list(_rows(draft, known, step, settled_by)),
            wrong.get(step.place, []),
        )
        for step in steps
        if step.place != REVIEW
    ]


def _rows(draft: Draft, known: Compiled, step: Step, settled_by: str) -> Iterator[tuple[str, str]]:
    if step.place == RECEIVER:
        yield _("Nơi tiếp nhận"), draft.receiver.name if draft.receiver else ""
        if settled_by:
            yield _("Cơ quan giải quyết"), settled_by
    elif step.place == APPLICANT:
        yield from applicant_sheet().show(draft.applicant)
    elif step.place == PAPERS:
        for spec in known.pack.to_upload:
            there = [file.name for file in draft.files.all() if file.paper_key == spec.key]
            if there or spec.required:
                yield spec.name, "\n".join(there)
    elif step.place == RETURN:
        yield _("Nhận kết quả"), str(ReturnBy(draft.return_by).label)
        if draft.return_by == ReturnBy.POST:
            yield _("Địa chỉ"), draft.return_address
    else:
        keys = next(page.keys for page in known.form.pages() if page.key == step.page)
        yield from known.form.show({key: value for key, value in draft.answers.items() if key in keys})


def _problems_by_page(draft: Draft, known: Compiled) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    if draft.receiver is None:
        found[RECEIVER] = [_("Hãy chọn nơi tiếp nhận hồ sơ.")]
    for _pointer, sentence in _wrong(applicant_sheet(), draft.applicant):
        found.setdefault(APPLICANT, []).append(sentence)
    for pointer, sentence in _wrong(known.form, draft.answers):
        found.setdefault(f"answers:{known.form.page_of(pointer)}", []).append(sentence)
    have = {file.paper_key for file in draft.files.all()}
    for spec in known.pack.to_upload:
        if spec.required and spec.key not in have:
            found.setdefault(PAPERS, []).append(missing(spec))
    if draft.return_by == ReturnBy.POST and not draft.return_address.strip():
        found[RETURN] = [_("Hãy ghi địa chỉ để bưu chính chuyển kết quả đến.")]
    return found


def _wrong(sheet: Sheet, values: object) -> list[tuple[str, str]]:
    """What is wrong, each sentence with its question, so that it is understood away from its field."""
    labels = _labels(sheet)
    return [
        (pointer, said if (label := labels.get(pointer, "")) in said else f"{label}: {said}")
        for pointer, said in sheet.check(values)
    ]


def _labels(sheet: Sheet) -> dict[str, str]:
    found: dict[str, str] = {}
    todo = list(sheet.fields())
    while todo:
        one = todo.pop()
        found["/" + one.name.replace("-", "/")] = one.label
        todo.extend(one.fields)
    return found
