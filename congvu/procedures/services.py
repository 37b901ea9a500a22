"""Publishing a pack: the only way in which a procedure comes into being or gets a new edition."""

import uuid
from datetime import datetime

from django.db import transaction

from congvu.agencies.selectors import governs
from congvu.base import strict_yaml
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.base.text import fold
from congvu.journal.services import record
from congvu.procedures import events, refusals
from congvu.procedures.models import CatalogueStamp, Edition, Procedure
from congvu.procedures.rules import Checked, Files, Pack, check


def publish(pack: Files | Checked, *, by: Actor, at: datetime) -> Edition:
    """Publish a pack as a new edition; one that was looked through already is not looked through again. The same files
    a second time give the edition that stands already.

    Raises Refusal procedures.not_admin, procedures.broken (as `Broken`, with every problem), procedures.same_number,
    procedures.not_later.
    """
    if not governs(by):
        raise Refusal(refusals.NOT_ADMIN)
    files = pack.files if isinstance(pack, Checked) else pack
    if standing := Edition.objects.filter(digest=files.digest).select_related("procedure").first():
        return standing
    checked = pack if isinstance(pack, Checked) else check(files)
    if not checked.sound or checked.pack is None:
        raise refusals.Broken(checked.errors)
    with transaction.atomic():
        procedure = _procedure(checked.pack)
        edition = _edition(procedure, checked, checked.pack, by=by, at=at)
        CatalogueStamp.objects.update_or_create(pk=CatalogueStamp.ONLY, defaults={"value": uuid.uuid4()})
        record(
            events.PUBLISHED,
            edition,
            by=by,
            at=at,
            code=procedure.code,
            name=procedure.name,
            number=edition.number,
            valid_from=f"{edition.valid_from:%d/%m/%Y}",
            digest=edition.digest,
        )
    return edition


def _procedure(pack: Pack) -> Procedure:
    """The procedure as the newest pack describes it, locked until the deed is done."""
    known = Procedure.objects.select_for_update().filter(code=pack.code).first()
    if known is not None:
        _refuse_older(known, pack)
    said = {
        "slug": f"{fold(pack.name).replace(' ', '-')[:70].strip('-')}-{fold(pack.code).replace(' ', '-')}",
        "name": pack.name,
        "name_en": pack.name_en,
        "field_code": pack.field.code,
        "field_name": pack.field.name,
        "field_name_en": pack.field.name_en,
        "kind": pack.competent.kind,
        "sector": pack.competent.sector,
        "level": pack.service_level.level,
        "scope": pack.service_level.scope,
        "words": list(pack.words),
        "life_events": list(pack.life_events),
    }
    procedure, _created = Procedure.objects.update_or_create(code=pack.code, defaults=said)
    return procedure


def _refuse_older(procedure: Procedure, pack: Pack) -> None:
    if procedure.editions.filter(number=pack.number).exists():
        raise Refusal(refusals.SAME_NUMBER, code=procedure.code, number=pack.number)
    newest = procedure.editions.order_by("-valid_from").first()
    if newest is not None and pack.valid_from <= newest.valid_from:
        raise Refusal(refusals.NOT_LATER, code=procedure.code, newest=f"{newest.valid_from:%d/%m/%Y}")


def _edition(procedure: Procedure, checked: Checked, pack: Pack, *, by: Actor, at: datetime) -> Edition:
    texts = checked.files.texts
    return Edition.objects.create(
        procedure=procedure,
        number=pack.number,
        valid_from=pack.valid_from,
        digest=checked.files.digest,
        content=checked.content,
        form_schema=checked.schema,
        bpmn=texts["process.bpmn"],
        parts=checked.files.parts,
        result_template=texts["result.typ"],
        examples={key: strict_yaml.load(text).data for key, text in checked.files.examples.items()},
        published_at=at,
        published_by=by.name,
    )
