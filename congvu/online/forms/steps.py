"""The pages of a draft, in the order in which they are filled in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from congvu.online.models import Draft
from congvu.procedures.selectors import Compiled

RECEIVER, APPLICANT, ANSWERS, PAPERS, RETURN, REVIEW = (
    *("receiver", "applicant", "answers", "papers", "return", "review"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One page. `place` is what a draft remembers; `page` is the key of a page of the procedure's own form."""

    place: str
    title: str
    page: str = ""

    def address(self, draft: Draft) -> str:
        """Where it is filled in."""
        if self.page:
            return reverse("online-answers", args=[draft.key, self.page])
        return reverse(f"online-{self.place}", args=[draft.key])


def steps_of(draft: Draft, known: Compiled) -> list[Step]:
    """The pages that this draft has, by what was answered so far."""
    return list(_steps(draft.answers, known))


def _steps(answers: Mapping[str, Any], known: Compiled) -> Iterator[Step]:
    yield Step(RECEIVER, _("Nơi nộp"))
    yield Step(APPLICANT, _("Người nộp hồ sơ"))
    for page in known.form.pages(answers):
        yield Step(f"{ANSWERS}:{page.key}", page.title, page.key)
    if known.pack.to_upload:
        yield Step(PAPERS, _("Giấy tờ kèm theo"))
    yield Step(RETURN, _("Cách nhận kết quả"))
    yield Step(REVIEW, _("Xem lại và nộp"))


def reached(draft: Draft, steps: list[Step]) -> Step:
    """The page at which the draft was left; one that it has no more is the first."""
    return next((step for step in steps if step.place == draft.place), steps[0])


def after(place: str, steps: list[Step]) -> Step:
    """The page that follows another."""
    places = [step.place for step in steps]
    return steps[min(places.index(place) + 1, len(steps) - 1)] if place in places else steps[0]
