"""What waits passes to another counter with its agency: a merger, or a duty that was moved. Codes stay as they are."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from congvu.agencies.models import Agency
from congvu.base.actors import Actor
from congvu.clocks import services as clocks
from congvu.clocks.services import Moved
from congvu.dossiers.services.rehoming import Home
from congvu.inbox import services as inbox
from congvu.journal.services import record_many, subject_of
from congvu.online import events
from congvu.online.models import Draft, Submission
from congvu.online.rules import State


@transaction.atomic
def hold(homes: Sequence[Home]) -> list[int]:
    """Take the waiting submissions that these moves concern, in the order of their keys, until the caller's transaction
    ends. Called when the dossiers are held, before anything is changed. Returns their keys."""
    found = Submission.objects.select_for_update(of=("self",)).filter(_concerned(homes), state=State.WAITING)
    return [one.pk for one in found.only("pk").order_by("pk")]


@transaction.atomic
def rehome(
    homes: Sequence[Home], *, decision: str, on: date, by: Actor, at: datetime
) -> tuple[list[Submission], list[Moved]]:
    """Move what waits to its new counter, with its clock and its duty; one journal line each. Drafts go along.

    Returns what moved, and the clocks whose due time moved by other hours. Refusal: clocks.no_working_time.
    """
    rows = Submission.objects.filter(_concerned(homes), state=State.WAITING).order_by("pk")
    found = list(rows.select_related("receiver", "settler", "edition__procedure"))
    was = {one.pk: (one.receiver, one.settler) for one in found}
    due_moved: list[Moved] = []
    for home in homes:
        due_moved += _follow(home, found, decision=decision, by=by, at=at)
    Submission.objects.bulk_update(found, ["receiver", "settler"])
    told = {"decision": decision, "on": f"{on:%d/%m/%Y}"}
    lines = [(subject_of(one), {**_facts(one, *was[one.pk]), **told}) for one in found]
    record_many(events.REHOMED, lines, by=by, at=at)
    return found, due_moved


def _facts(one: Submission, receiver: Agency, settler: Agency | None) -> dict[str, object]:
    """From where to where, as the journal keeps it; the sentence names the counter, else who is to settle."""
    from_, to = (receiver, one.receiver) if receiver != one.receiver else (settler or receiver, one.settler or receiver)
    return {
        "code": one.code,
        "was": from_.name,
        "now": to.name,
        "old_receiver": receiver.code,
        "new_receiver": one.receiver.code,
        "old_settler": settler.code if settler else "",
        "new_settler": one.settler.code if one.settler else "",
    }


def _concerned(homes: Sequence[Home]) -> Q:
    whole = [home.old.pk for home in homes if not home.sector]
    mine = Q(receiver__in=whole) | Q(settler__in=whole)
    for home in homes:
        if home.sector:
            mine |= Q(settler=home.old, edition__procedure__sector=home.sector)
    return mine


def _follow(home: Home, found: Sequence[Submission], *, decision: str, by: Actor, at: datetime) -> list[Moved]:
    """Whatever of these is at the old agency is at the new one from now on."""
    for one in found:
        if one.settler_id == home.old.pk and home.sector in ("", one.edition.procedure.sector):
            one.settler = home.new
    if home.sector:
        return []
    drafts = Draft.objects.all()
    drafts.filter(receiver=home.old).update(receiver=home.new)
    drafts.filter(settler=home.old).update(settler=home.new)
    going = [one for one in found if one.receiver_id == home.old.pk]
    for one in going:
        one.receiver = home.new
    inbox.rehome(home.old.pk, home.new.pk, codes=[one.code for one in going])
    return clocks.rehome([one.clock_id for one in going], agency_id=home.new.pk, reason=decision, by=by, at=at)
