"""Whether the result's template makes a paper of what the form and the specialist say, and of nothing else."""

import re
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from congvu import papers
from congvu.procedures.rules.folder import RESULT
from congvu.procedures.rules.pack import Outcome, Pack
from congvu.procedures.rules.problems import Problem
from congvu.procedures.rules.story import Story
from congvu.sheet import Sheet

AGENCY = {"name": "Ủy ban nhân dân phường Ví Dụ", "superior": "Thành phố Thử Nghiệm", "place": "Ví Dụ"}
SIGNER = {"name": "Trần Văn Mẫu", "title": "CHỦ TỊCH", "prefix": "TM. ỦY BAN NHÂN DÂN"}


def sample_facts(pack: Pack, story: Story, answers: dict[str, Any]) -> dict[str, Any]:
    """The facts of a result paper as a dossier gives them, for an invented agency."""
    proposing = {(step.key, choice.key) for step, choice in pack.choices if choice.proposes}
    typed = [one.given["result"] for one in story.then if "result" in one.given and (one.step, one.choice) in proposing]
    return {
        "agency": AGENCY,
        "number": 17,
        "symbol": f"{pack.result.symbol}-UBND",
        "date": (story.then[-1].at if story.then else story.received).date() or date.min,
        "applicant": {key: value for key, value in story.applicant.items() if value},
        "answers": answers,
        "result": typed[-1] if typed else {},
        "signer": SIGNER,
        "code": "H24.99.99-260302-0001",
    }


def only_needed(form: Sheet, answers: dict[str, Any]) -> dict[str, Any]:
    """The answers that must be there: what is left where nobody answers a question that is optional."""
    needed = {node.key for node in form.root.children if node.must_be_answered(answers)}
    return {key: value for key, value in answers.items() if key in needed}


def check_result(
    template: str, pack: Pack, stories: tuple[Story, ...], form: Sheet, asks: Sheet, problems: list[Problem]
) -> None:
    """Print the result of every granted story, in full and with the optional answers left out."""
    seen: set[str] = set()
    for story in stories:
        if story.outcome != Outcome.GRANTED:
            continue
        for answers in (story.answers, only_needed(form, story.answers)):
            try:
                facts = sample_facts(pack, story, form.for_paper(answers))
                papers.render(template, {**facts, "result": asks.for_paper(facts["result"])})
            except papers.PaperError as error:
                if (what := _told(error, story)) not in seen:
                    seen.add(what)
                    problems.append(Problem(RESULT, _line(error.where), what, _mend(error)))


def _told(error: papers.PaperError, story: Story) -> str:
    if error.fact:
        return _("Mẫu kết quả dùng «%s» mà hồ sơ không chắc có.") % error.fact
    return _("Không in được mẫu kết quả với ví dụ «%(story)s»: %(error)s.") % {
        "story": story.key,
        "error": str(error).split("\n", 1)[0],
    }


def _mend(error: papers.PaperError) -> str:
    if error.fact:
        return _("Khai mục này trong form.schema.json hoặc result.asks; nếu không bắt buộc thì đọc bằng maybe().")
    return _("Sửa result.typ ở dòng này.")


def _line(where: str) -> int:
    found = re.search(r":(\d+):\d+", where)
    return int(found[1]) if found else 1
