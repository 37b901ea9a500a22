"""How a request stands, as it is answered."""

from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from congvu.api.selectors.filed import Standing, standing
from congvu.api.services import Caller
from congvu.dossiers.models import Decision
from congvu.procedures.models import Procedure


def told(by: Caller, code: str, *, now: datetime) -> dict[str, Any]:
    """A request of the client's party. Refuses with `online.not_found`."""
    found = standing(by.actor, code, now=now)
    glimpse, dossier = found.glimpse, found.dossier
    decision = Decision.objects.filter(dossier=dossier).first() if dossier else None
    return {
        "code": found.code,
        "state": glimpse.state,
        "label": glimpse.label,
        "procedure": name_of(found.procedure),
        "agency": glimpse.agency,
        "receiver": glimpse.receiver,
        "filed_at": found.filed_at,
        "due_at": glimpse.due_at,
        "promised_at": glimpse.promised_at,
        "finished_at": glimpse.finished_at,
        "closed_at": glimpse.closed_at,
        "reason": found.reason,
        "asked": _asked(found),
        "outcome": decision.outcome if decision else None,
        "fee": dossier.fee if dossier else None,
        "legs": [
            {
                "name": part.name, "agency": part.agency, "state": part.state, "label": part.word, "since": part.since,
                "due_at": part.due_at, "answered_at": part.answered_at, "late": part.late,
            }
            for part in glimpse.parts
        ],
        "result_ready": found.issued,
    }  # fmt: skip


def name_of(procedure: Procedure) -> dict[str, str]:
    """A procedure, in the reader's language."""
    name = procedure.name_en if get_language() == "en" else procedure.name
    return {"code": procedure.code, "slug": procedure.slug, "name": name}


def _asked(found: Standing) -> dict[str, Any] | None:
    if found.asked is None:
        return None
    return {"items": found.asked.items, "reason": found.asked.reason, "asked_at": found.asked.asked_at}
