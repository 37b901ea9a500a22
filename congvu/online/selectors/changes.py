"""What a newer edition of a procedure asks otherwise than the one under which a draft was begun."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from congvu.online.models import Draft
from congvu.procedures.models import Edition
from congvu.procedures.rules import fee_words, time_words
from congvu.procedures.selectors import Compiled, compiled
from congvu.sheet import Field


@dataclass(frozen=True, slots=True)
class Change:
    """One difference, as two readings; `was` is empty for what is new, `now` for what is asked no more."""

    what: str
    was: str
    now: str


def current_edition(edition: Edition, *, on: date) -> Edition:
    """The edition of the same procedure that is in force on a day; the given one where no other has begun."""
    begun = Edition.objects.select_related("procedure").defer(*Edition.HEAVY)
    begun = begun.filter(procedure=edition.procedure_id, valid_from__lte=on).order_by("-valid_from")
    return begun.first() or edition


def draft_changes(draft: Draft, *, on: date) -> list[Change]:
    """What is different since the draft was begun; nothing while its edition is in force."""
    now = current_edition(draft.edition, on=on)
    return [] if now.pk == draft.edition_id else changes(compiled(draft.edition), compiled(now))


def changes(was: Compiled, now: Compiled) -> list[Change]:
    """The papers, the questions, the time and the fee that differ, in the order in which a citizen meets them."""
    found = [*_papers(was, now), *_questions(was, now), *_figures(was, now)]
    return found or [Change(_("Nội dung"), _("bản %s") % was.pack.number, _("bản %s") % now.pack.number)]


def _papers(was: Compiled, now: Compiled) -> Iterator[Change]:
    before = {paper.key: _paper_words(paper.name, required=paper.required) for paper in was.pack.papers}
    after = {paper.key: _paper_words(paper.name, required=paper.required) for paper in now.pack.papers}
    yield from _differences(_("Giấy tờ"), before, after)


def _paper_words(name: str, *, required: bool) -> str:
    return name if required else _("%s (không bắt buộc)") % name


def _questions(was: Compiled, now: Compiled) -> Iterator[Change]:
    before, after = dict(_asked(was.form.fields())), dict(_asked(now.form.fields()))
    yield from _differences(_("Nội dung khai"), before, after)


def _asked(fields: Iterable[Field]) -> Iterator[tuple[str, str]]:
    """Every single question by its name, also those in groups."""
    for field in fields:
        if field.kind == "group":
            yield from _asked(field.fields)
        else:
            yield field.name, field.label


def _differences(what: str, before: dict[str, str], after: dict[str, str]) -> Iterator[Change]:
    for key in dict.fromkeys([*before, *after]):
        if before.get(key) != after.get(key):
            yield Change(what, before.get(key, ""), after.get(key, ""))


def _figures(was: Compiled, now: Compiled) -> Iterator[Change]:
    if was.pack.time.budget != now.pack.time.budget:
        yield Change(_("Thời hạn"), time_words(was.pack.time.budget), time_words(now.pack.time.budget))
    if was.pack.fee != now.pack.fee:
        yield Change(_("Phí, lệ phí"), fee_words(was.pack.fee), fee_words(now.pack.fee))
