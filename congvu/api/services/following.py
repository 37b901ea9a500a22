"""Reading the journal for the webhooks: what happened to a party's dossiers is laid into the outbox.

Lines are numbered when they are written and seen when they are committed, so a line may appear before others that were
seen already. The last lines are therefore read again for a quarter of an hour; a hook is told of each line once all the
same, for the database knows which it was told of.
"""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from congvu.api.models import Followed, Hook, Told
from congvu.api.rules import Topic
from congvu.api.services.hooks import lay_out
from congvu.base.working_time import in_vietnam
from congvu.dossiers import events as dossiers
from congvu.dossiers.models import Dossier
from congvu.journal.models import Entry
from congvu.online import events as online
from congvu.online.models import Submission

AT_ONCE = 5000  # lines of a transaction
PATIENCE = timedelta(minutes=15)  # no deed's transaction is open longer
TOPICS = {
    online.ACCEPTED.name: Topic.SUBMISSION_ACCEPTED,
    online.REFUSED.name: Topic.SUBMISSION_REFUSED,
    online.WITHDRAWN.name: Topic.WITHDRAWN,
    dossiers.SUPPLEMENT_ASKED.name: Topic.SUPPLEMENT_ASKED,
    dossiers.SUPPLIED.name: Topic.SUPPLEMENT_TAKEN,
    dossiers.REAPPOINTED.name: Topic.REAPPOINTED,
    dossiers.DECIDED.name: Topic.DECIDED,
    dossiers.HANDED_OVER.name: Topic.RETURNED,
    dossiers.STOPPED.name: Topic.STOPPED,
    dossiers.WITHDRAWN.name: Topic.WITHDRAWN,
    dossiers.RESULT_ISSUED.name: Topic.RESULT_ISSUED,
}
SUBJECTS: dict[str, Any] = {"dossiers.dossier": Dossier, "online.submission": Submission}


def follow(*, address: str, at: datetime, most: int = AT_ONCE) -> int:
    """Lay what happened since into the outbox; how many lines of the journal need not be read again. Call it until it
    gives 0. `address` is where this installation is.

    All or nothing: killed half-way, the same lines are read again. Of two at once the second waits for the first.
    """
    with transaction.atomic():
        Followed.objects.get_or_create(pk=Followed.ONLY)
        followed = Followed.objects.select_for_update().get(pk=Followed.ONLY)
        news = Entry.objects.filter(pk__gt=followed.entry).order_by("pk")
        lines: list[Any] = list(news.values("pk", "at", "event", "subject")[:most])
        _tell(lines, address=address, at=at)
        settled = [line["pk"] for line in lines if line["at"] <= at - PATIENCE]
        if not settled and len(lines) == most:
            settled = [lines[-1]["pk"]]  # or the batch after it would never be read
        if settled:
            followed.entry = max(settled)
            followed.save(update_fields=["entry"])
    return len(settled)


def _tell(lines: Iterable[dict[str, Any]], *, address: str, at: datetime) -> None:
    hooks: dict[int, list[Hook]] = {}
    for hook in Hook.objects.filter(ended_at=None).select_related("client"):
        hooks.setdefault(hook.client.party_id, []).append(hook)
    news = [line for line in lines if line["event"] in TOPICS] if hooks else []
    about = _about(line["subject"] for line in news)
    known = set(Told.objects.filter(entry__in=[line["pk"] for line in news]).values_list("hook", "entry"))
    for line in news:
        party, code = about.get(line["subject"], (None, ""))
        topic = TOPICS[line["event"]]
        for hook in hooks.get(party or 0, ()):
            if topic not in hook.topics or line["at"] < hook.made_at or (hook.pk, line["pk"]) in known:
                continue
            told = Told.objects.create(hook=hook, entry=line["pk"], topic=topic, code=code, at=line["at"])
            lay_out(told, hook, text=_text(topic, line["at"], code, address), at=at)


def _about(subjects: Iterable[str]) -> dict[str, tuple[int | None, str]]:
    """The party and the code of each subject: one query for each kind."""
    keys: dict[str, list[int]] = {}
    for subject in set(subjects):
        kind, _, key = subject.partition(":")
        keys.setdefault(kind, []).append(int(key))
    found: dict[str, tuple[int | None, str]] = {}
    for kind, model in SUBJECTS.items():
        rows = model.objects.filter(pk__in=keys.get(kind, ())).values_list("pk", "party", "code")
        found |= {f"{kind}:{pk}": (party, code) for pk, party, code in rows}
    return found


def _text(topic: str, happened: datetime, code: str, address: str) -> str:
    """What is sent: which dossier, and where to read more. It holds nothing about anybody, for it leaves the house."""
    told = {
        "type": str(topic),
        "timestamp": in_vietnam(happened).isoformat(timespec="seconds"),
        "data": {"code": code, "url": f"{address.rstrip('/')}/api/v1/submissions/{code}"},
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
