"""Deeds asked by machines: once under each key, and with no files but the client's own."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction

from congvu.api import refusals
from congvu.api.models import Answer, Client, HandedIn
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.files.models import Blob
from congvu.files.selectors import Shelf
from congvu.files.services import store


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as it was given the first time. `again` says that nothing was done now."""

    status: int
    body: Any
    again: bool


def once(client: Client, *, key: str, request: str, at: datetime, deed: Callable[[], tuple[int, Any]]) -> Said:
    """Do a deed under its key, in one transaction with its answer; asked the same again, give the same answer.

    What was refused is not kept: under the same key it may be tried again. `request` is the digest of what is asked.
    Refuses with `api.key_reused`, and with what the deed refuses with.
    """
    if known := _known(client, key, request):
        return known
    try:
        with transaction.atomic():
            kept = Answer.objects.create(client=client, key=key, request=request, status=0, body={}, at=at)
            status, body = deed()
            kept.status, kept.body = status, json.loads(json.dumps(body, cls=DjangoJSONEncoder))
            kept.save(update_fields=["status", "body"])
    except IntegrityError:
        # The same request a second time while the first was under way: the first one's answer is the answer to both.
        if known := _known(client, key, request):
            return known
        raise
    return Said(status, kept.body, again=False)


def _known(client: Client, key: str, request: str) -> Said | None:
    found = Answer.objects.filter(client=client, key=key).first()
    if found is None:
        return None
    if found.request != request:
        raise Refusal(refusals.KEY_REUSED)
    return Said(found.status, found.body, again=True)


def hand_in(data: BinaryIO, *, name: str, client: Client, into: Shelf, by: Actor, at: datetime) -> Blob:
    """Keep a file that the client will put beside a dossier; the same bytes twice are one. Refuses as `files.store`."""
    blob = store(data, name=name, into=into, by=by, at=at)
    HandedIn.objects.get_or_create(client=client, blob=blob, defaults={"name": name[:200], "at": at})
    return blob


def handed_in(client: Client, digests: Sequence[str]) -> dict[str, Blob]:
    """The client's files by their digests. Refuses with `api.file_unknown`."""
    rows = HandedIn.objects.filter(client=client, blob__in=set(digests)).select_related("blob")
    found = {row.blob_id: row.blob for row in rows}
    for digest in digests:
        if digest not in found:
            raise Refusal(refusals.FILE_UNKNOWN, digest=digest)
    return found
