"""What may be undone on a dossier: steps to which work may be returned, and what its worker may still take back."""

from congvu.base.actors import Actor
from congvu.dossiers.models import Dossier, Step
from congvu.flow import Case, earlier
from congvu.procedures.selectors import compiled


def returnable(dossier: Dossier, step: Step) -> list[Step]:
    """The steps worked before this one to which it may be returned, nearest first: each as it was worked last."""
    known = compiled(dossier.edition)
    case = Case.load(known.net, dossier.case)
    task = next((one for one in case.open if one.id == step.task), None)
    if task is None or step.waits:
        return []
    worked = Step.objects.filter(dossier=dossier, pk__lt=step.pk, waits=False).exclude(done_by="").order_by("pk")
    last = {one.element: one for one in worked}
    return [last[element] for element in earlier(known.net, task) if element in last]


def to_recall(dossier: Dossier, viewer: Actor) -> Step | None:
    """The step that the viewer passed on last, if the process has not moved since; who took it up is another matter."""
    done = Step.objects.filter(dossier=dossier, undo__isnull=False, account=viewer.account_id or 0)
    last = done.order_by("done_at", "pk").last()
    passed_on = last is not None and last.undo is not None and last.undo["move"] == dossier.moves
    return last if passed_on and last and viewer.holds(last.role, at=last.agency_id) else None
