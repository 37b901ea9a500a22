"""Who changed what of an agency, its calendar and its posts, as the journal tells it."""

from collections.abc import Iterable
from typing import Any

from congvu.agencies import events
from congvu.agencies.models import Agency, Post
from congvu.agencies.rules import EVERYBODY
from congvu.journal.models import Entry
from congvu.journal.services import Event, subject_of

MOST = 30
CALENDAR = (events.HOURS_SET, events.DAY_RECORDED, events.DAY_REMOVED, events.HOLIDAYS_SEEDED)


def history(agency: Agency, *, only: Iterable[Event] = ()) -> list[dict[str, Any]]:
    """The newest lines, newest first, as the timeline shows them; the root's with those of everybody's calendar.

    `only` keeps to some kinds of events.
    """
    posts = Post.objects.filter(agency=agency).order_by()
    subjects = [subject_of(agency), *(subject_of(post) for post in posts)]
    if agency.parent_id is None:
        subjects.append(EVERYBODY)
    lines = Entry.objects.filter(subject__in=subjects, event__in=[event.name for event in only or events.ALL.values()])
    return [
        {"at": line.at, "what": events.ALL[line.event].tell(line.facts), "who": line.actor_name}
        for line in lines.order_by("-pk")[:MOST]
    ]
