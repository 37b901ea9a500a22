"""What waits for a counter's answer, as its clerks see it."""

from django.db.models import QuerySet

from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers import refusals as dossier_refusals
from congvu.dossiers.models import IntakeRefusal
from congvu.dossiers.selectors import refusal_of_intake
from congvu.online import refusals
from congvu.online.models import Submission
from congvu.online.rules import State
from congvu.online.selectors.drafts import HEAVY


def waiting(viewer: Actor) -> QuerySet[Submission]:
    """What the viewer's counters have not answered yet, soonest due first."""
    mine = Submission.objects.filter(receiver__in=viewer.agencies(Role.CLERK), state=State.WAITING)
    return mine.select_related("edition__procedure", "clock").defer(*HEAVY).order_by("clock__due_at", "pk")


def waiting_for(viewer: Actor, code: str) -> Submission:
    """A submission to one of the viewer's counters, answered or not, with all that its page shows. Refuses with
    `online.not_found`: that it exists is nobody else's business."""
    found = Submission.objects.filter(receiver__in=viewer.agencies(Role.CLERK), code=code)
    whole = found.select_related(
        "edition__procedure", "clock", "receiver", "settler", "party", "filer", "dossier", "slip"
    )
    submission = whole.defer(*HEAVY).prefetch_related("files__blob").first()
    if submission is None:
        raise Refusal(refusals.NOT_FOUND)
    return submission


def refusal_paper(submission: Submission) -> bytes:
    """The slip of a refused submission (form 03) as PDF/A, for whoever may see the submission. Refuses with
    `dossiers.no_such_paper`."""
    if submission.slip_id is None:
        raise Refusal(dossier_refusals.NO_SUCH_PAPER)
    slips = IntakeRefusal.objects.select_related("agency__parent__parent", "edition__procedure")
    return refusal_of_intake(slips.get(pk=submission.slip_id), code=submission.code)
