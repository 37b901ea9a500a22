"""What is asked beside the process, as the process itself must know it: it falls with its step, or holds a decision."""

from datetime import datetime

from congvu.base.refusals import Refusal
from congvu.dossiers import refusals
from congvu.dossiers.models import Dossier, Opinion
from congvu.dossiers.rules import OpinionKind
from congvu.inbox import services as inbox
from congvu.journal.services import subject_of


def standing(dossier: Dossier) -> list[Opinion]:
    """What was asked and neither fell nor was withdrawn, oldest first; without a query where nothing was."""
    if not dossier.asks:
        return []
    found = Opinion.objects.filter(dossier=dossier, dropped_at=None).select_related("agency", "account")
    return list(found.order_by("pk"))


def fall(dossier: Dossier, *, at: datetime) -> None:
    """Opinions whose step is over without their answer are asked no more; countersignatures stand until the end."""
    steps = [step.pk for step in dossier.now_open]
    over = [
        one
        for one in standing(dossier)
        if one.answered_at is None and (not steps or (one.kind == OpinionKind.OPINION and one.step_id not in steps))
    ]
    drop(over, at=at)


def drop(opinions: list[Opinion], *, at: datetime) -> None:
    """Ask them no more."""
    if opinions:
        Opinion.objects.filter(pk__in=[one.pk for one in opinions]).update(dropped_at=at)
        inbox.drop([subject_of(one) for one in opinions])


def must_be_countersigned(dossier: Dossier) -> None:
    """Refuses with `dossiers.countersign_awaited`, which names everybody who has not signed or has declined."""
    missing = [one for one in standing(dossier) if one.kind == OpinionKind.COUNTERSIGN and not one.agrees]
    if missing:
        raise Refusal(refusals.COUNTERSIGN_AWAITED, who="; ".join(one.whom for one in missing))
