"""After a calendar edit: the clerk's inbox shows the due times that the clocks have now."""

from django.db import transaction
from django.db.models import F

from congvu.inbox import services as inbox
from congvu.journal.services import subject_of
from congvu.online.models import Submission
from congvu.online.rules import State


def catch_up(*, most: int = 200) -> int:
    """Set the duties of waiting submissions by clocks that were projected anew; how many. The edit itself is told in
    the journal by `clocks`."""
    behind = Submission.objects.filter(state=State.WAITING).exclude(followed_due_at=F("clock__due_at"))
    with transaction.atomic():
        found = list(behind.select_for_update(of=("self",)).select_related("clock").order_by("pk")[:most])
        for submission in found:
            inbox.move([subject_of(submission)], due_at=submission.clock.due_at)
            submission.followed_due_at = submission.clock.due_at
        Submission.objects.bulk_update(found, ["followed_due_at"])
    return len(found)
