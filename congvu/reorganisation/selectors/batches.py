"""Batches, and their changes in words."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from congvu.agencies.models import Agency, Remit
from congvu.agencies.selectors import found_by, governs
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.models import Entry
from congvu.journal.services import subject_of
from congvu.reorganisation import events, refusals
from congvu.reorganisation.models import Batch, Change
from congvu.reorganisation.rules import Kind, State

PAGE = 50
MOST_CHOICES = 40
MOST_LINES = 200


def batches(viewer: Actor, *, before: int = 0) -> list[Batch]:
    """Up to a page of batches and one more, newest first, from below the key `before`. Refusal: not_root."""
    _check(viewer)
    found = Batch.objects.order_by("-pk")
    if before:
        found = found.filter(pk__lt=before)
    return list(found[: PAGE + 1])


def batch_of(viewer: Actor, pk: int) -> Batch:
    """One batch, for whoever governs. Refusals: reorganisation.not_root, not_found."""
    _check(viewer)
    found = Batch.objects.filter(pk=pk).first()
    if found is None:
        raise Refusal(refusals.NOT_FOUND)
    return found


def due(*, on: date) -> QuerySet[Batch]:
    """Reviewed batches whose day has come, the oldest day first."""
    return Batch.objects.filter(state=State.REVIEWED, effective_on__lte=on).order_by("effective_on", "pk")


def told(change: Change) -> str:
    """A change in words, in the reader's language."""
    agency, other = change.agency, change.other
    if change.kind == Kind.RENAME:
        return _("Đổi tên {agency} thành {name}").format(agency=agency.name, name=change.facts["name"])
    assert other
    facts = {"agency": agency.name, "other": other.name, "sector": change.facts.get("sector", "")}
    if change.kind == Kind.MERGE:
        return _("Sáp nhập {agency} vào {other}").format(**facts)
    if change.kind == Kind.MOVE_REMIT:
        return _("Chuyển nhiệm vụ “{sector}” từ {agency} sang {other}").format(**facts)
    return _("Chuyển {agency} về trực thuộc {other}").format(**facts)


def choices(search: str, *, on: date) -> list[Agency]:
    """Agencies that work on a day and whose name or code holds the words: what a form offers to choose from, and one
    more where there are more."""
    working = found_by(search).filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)
    return list(working.order_by("code")[: MOST_CHOICES + 1])


def duties(search: str, *, on: date) -> list[tuple[Agency, str]]:
    """The duties that such agencies hold on that day, each with its agency, and one more where there are more."""
    rows = Remit.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on, agency__in=found_by(search).values("pk")
    )
    found = rows.select_related("agency").order_by("agency__code", "sector")[: MOST_CHOICES + 1]
    return [(remit.agency, remit.sector) for remit in found]


def history(batch: Batch) -> list[dict[str, Any]]:
    """Who did what to a batch and why, newest first, as the timeline shows it."""
    lines = Entry.objects.filter(subject=subject_of(batch)).order_by("-pk")[:MOST_LINES]
    return [
        {"at": line.at, "what": events.ALL[line.event].tell(line.facts), "who": line.actor_name, "icon": _icon(line)}
        for line in lines
    ]


def _icon(line: Entry) -> str:
    icons = {events.PERFORMED.name: "check", events.CANCELLED.name: "cross", events.SENT_BACK.name: "back"}
    return icons.get(line.event, "tick")


def _check(viewer: Actor) -> None:
    if not governs(viewer):
        raise Refusal(refusals.NOT_ROOT)
