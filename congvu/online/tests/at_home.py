"""A browser in which a citizen fills in a draft, page by page."""

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from congvu.base.actors import Actor
from congvu.files.testing import pdf
from congvu.online.forms.steps import steps_of
from congvu.online.models import Draft
from congvu.online.services import OnlineFiling
from congvu.online.views.drafting import FIELDS
from congvu.people.models import Account
from congvu.procedures.selectors import compiled
from congvu.sheet import Field

BACKEND = "congvu.people.backends.AccountBackend"


def browser_of(citizen: Actor) -> Client:
    """A browser in which the citizen has signed in."""
    client = Client()
    client.force_login(Account.objects.get(pk=citizen.account_id or 0), BACKEND)
    return client


def typed(fields: Iterable[Field]) -> dict[str, Any]:
    """What a browser sends of these fields as they stand."""
    found: dict[str, Any] = {}
    for field in fields:
        if field.fields:
            found |= typed(field.fields)
        elif field.kind == "checkbox":
            found |= {field.name: "true"} if field.value else {}
        else:
            found[field.name] = field.value or ""
    return found


def upload(name: str = "to-khai.pdf", data: bytes | None = None) -> SimpleUploadedFile:
    """A file as it is chosen on the page."""
    return SimpleUploadedFile(name, data or pdf())


def begin(browser: Client, filing: OnlineFiling) -> Draft:
    """Begin a draft on its first page."""
    answer = browser.post(f"/nop-ho-so/{filing.edition.procedure.slug}/", {"party": filing.party.pk})
    assert answer.status_code == 302, answer.content.decode()
    return Draft.objects.get(key=answer.headers["Location"].split("/")[2])


def sends(draft: Draft, filing: OnlineFiling, place: str) -> dict[str, Any]:
    """What is sent on one page to fill in the filing."""
    known = compiled(filing.edition)
    if place == "receiver":
        return {"receiver": filing.receiver.pk if filing.receiver else ""}
    if place == "applicant":
        return {FIELDS + key: value for key, value in filing.applicant.values().items()}
    if place == "papers":
        return {f"file-{one.paper_key}": upload() for one in filing.uploads}
    if place == "return":
        return {"return_by": "post", "return_address": "Số 1 phố Mẫu"}
    page = place.partition(":")[2]
    return typed(known.form.fields({**draft.answers, **filing.answers}, prefix=FIELDS, page=page))


def fill(browser: Client, filing: OnlineFiling) -> Draft:
    """From the first page to the review page; every page leads to the next."""
    draft = begin(browser, filing)
    place = "receiver"
    while place != "review":
        step = next(one for one in steps_of(draft, compiled(draft.edition)) if one.place == place)
        answer = browser.post(step.address(draft), sends(draft, filing, place))
        assert answer.status_code == 302, answer.content.decode()
        draft.refresh_from_db()
        place = draft.place
        assert answer.headers["Location"].startswith(f"/ban-soan/{draft.key}/")
    return draft
