"""The answers of a survey's form, as they may be told."""

from collections.abc import Mapping
from typing import Any

from congvu.base.refusals import Refusal
from congvu.reporting import refusals
from congvu.reporting.models import ReportDuty
from congvu.reporting.selectors.surveys import sheet_of
from congvu.sheet import Unsupported, compile


def checked_answers(duty: ReportDuty, answers: Mapping[str, Any]) -> None:
    """Refusal: reporting.answers_wrong, at the first question that is not right."""
    wrong = sheet_of(duty).check(dict(answers))
    if wrong:
        pointer, sentence = wrong[0]
        raise Refusal(refusals.ANSWERS_WRONG, field=pointer, problem=sentence)


def checked_form(form: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """A form that can be asked. Refusal: reporting.form_wrong."""
    if form is None:
        return None
    try:
        compile(form)
    except Unsupported as unsupported:
        said = "; ".join(f"{pointer or '/'}: {sentence}" for pointer, sentence in unsupported.problems[:5])
        raise Refusal(refusals.FORM_WRONG, field="form", problem=said) from unsupported
    return dict(form)
