"""What may be undone on a dossier: steps to which work may be returned, and what its worker may still take back."""

from collections.abc import Sequence

from congvu.base.actors import Actor
from congvu.dossiers.models import Dossier, Step
from congvu.flow import Case, earlier
from congvu.procedures.selectors import compiled


def returnable(dossier: Dossier, step: Step, *, among: Sequence[Step] | None = None) -> list[Step]:
    """The steps worked before this one to which it may be returned, nearest first: each as it was worked last.

    `among` are all steps of the dossier in their order, where they are known already.
    """
    known = compiled(dossier.edition)
    case = Case.load(known.net, dossier.case)
    task = next((one for one in case.open if one.id == step.task), None)
    if task is None or step.waits:
        return []
    steps = Step.objects.filter(dossier=dossier).order_by("pk") if among is None else among
    last = {one.element: one for one in steps if one.pk < step.pk and one.done_by and not one.waits}
    return [last[element] for element in earlier(known.net, task) if element in last]


def to_recall(dossier: Dossier, viewer: Actor, *, among: Sequence[Step] | None = None) -> Step | None:
    """The step that the viewer passed on last, if the process has not moved since; who took it up is another matter.
    `among` as for `returnable`."""
    steps = Step.objects.filter(dossier=dossier).order_by("pk") if among is None else among
    mine = [one for one in steps if one.undo is not None and one.account_id == (viewer.account_id or 0)]
    last = max(mine, key=lambda one: (one.done_at, one.pk), default=None)
    passed_on = last is not None and last.undo is not None and last.undo["move"] == dossier.moves
    return last if passed_on and last and viewer.holds(last.role, at=last.agency_id) else None
