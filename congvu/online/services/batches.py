"""Several requests at once, from one sheet: all of them are sent in, or none is and each row says what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.clocks.services.holding import among_others
from congvu.journal.services import record
from congvu.online import events, refusals
from congvu.online.models import Batch
from congvu.online.services import filing
from congvu.online.services.filing import OnlineFiling
from congvu.procedures.selectors import compiled


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with one row of the sheet; rows are counted from 1."""

    row: int
    sentence: str


def problems_of(filings: Sequence[OnlineFiling], *, by: Actor, at: datetime) -> list[RowError]:
    """What would be refused, row by row, in their order; nothing where all can be sent in."""
    found = []
    for number, one in enumerate(filings, 1):
        try:
            filing.must_be_right(one, by=by, at=at)
        except Refusal as refusal:
            found.append(RowError(number, refusal.sentence))
    return found


def file_batch(
    filings: Sequence[OnlineFiling],
    *,
    name: str,
    intake_key: str,
    lookup_keys: Sequence[str],
    by: Actor,
    at: datetime,
) -> Batch:
    """Send in every row, each with its code; the same `intake_key` gives the same batch. All rows are of one party and
    one edition; there is a `lookup_key` for each. Ask `problems_of` before: here the first wrong row refuses all.

    Refuses with `online.batch_empty`, and as `file`.
    """
    if not filings:
        raise Refusal(refusals.BATCH_EMPTY)
    try:
        with transaction.atomic():
            if twin := Batch.objects.filter(intake_key=intake_key, party__in=by.parties).first():
                return twin
            among_others()
            return _file_all(filings, name=name, intake_key=intake_key, lookup_keys=lookup_keys, by=by, at=at)
    except IntegrityError:
        if twin := Batch.objects.filter(intake_key=intake_key, party__in=by.parties).first():
            return twin
        raise


def _file_all(
    filings: Sequence[OnlineFiling],
    *,
    name: str,
    intake_key: str,
    lookup_keys: Sequence[str],
    by: Actor,
    at: datetime,
) -> Batch:
    first = filings[0]
    batch = Batch.objects.create(
        intake_key=intake_key,
        party=first.party,
        filer_id=by.account_id,
        edition=first.edition,
        name=name[:200],
        filed_at=at,
    )
    for number, (one, lookup_key) in enumerate(zip(filings, lookup_keys, strict=True), 1):
        filing.file_one(one, f"{intake_key[:58]}:{number}", lookup_key, batch=batch, by=by, at=at)
    record(
        events.BATCH_FILED,
        batch,
        by=by,
        at=at,
        count=len(filings),
        name=batch.name,
        procedure=compiled(first.edition).pack.code,
        edition=first.edition.number,
    )
    return batch
