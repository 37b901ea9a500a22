"""Handing in files, filing, completing, withdrawing."""

import hashlib
import secrets
from typing import Any, BinaryIO, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Status
from ninja.files import UploadedFile
from ninja.params.functions import File

from congvu.api import refusals, services
from congvu.api.rules import Scope, digest_of_body
from congvu.api.selectors import catalogue
from congvu.api.services import Caller
from congvu.api.views.problems import Wrong
from congvu.api.views.v1 import schemas
from congvu.api.views.v1.frame import caller, key_of, needs, now, requests
from congvu.api.views.v1.telling import told
from congvu.base.refusals import Refusal
from congvu.base.working_time import in_vietnam
from congvu.dossiers.rules import applicant_sheet
from congvu.dossiers.services import Applicant, Counted, Upload
from congvu.dossiers.services.intake import missing_papers
from congvu.files.selectors import shelf
from congvu.online import services as online
from congvu.online.services import OnlineFiling
from congvu.procedures.models import Edition
from congvu.procedures.selectors import compiled


@requests.post(
    "/files",
    response={201: schemas.Stored},
    url_name="api-files",
    operation_id="handInFile",
    tags=["Filing"],
    summary="Hand in a file",
    **needs(Scope.SUBMIT),
)
def files(request: HttpRequest, file: UploadedFile = File(...)) -> Status[Any]:
    """One file (PDF, JPEG, PNG, TIFF, DOCX, XLSX, ODT, ODS). The same bytes twice are one file with one digest."""
    by = caller(request)
    blob = services.hand_in(
        cast(BinaryIO, file), name=file.name or "tep", client=by.client, into=shelf(), by=by.actor, at=now()
    )
    stored = {"digest": blob.pk, "size": blob.size, "media_type": blob.media_type, "pages": blob.pages}
    return Status(201, stored)


@requests.post(
    "/submissions",
    response={201: schemas.Submission},
    url_name="api-submissions",
    operation_id="file",
    tags=["Filing"],
    summary="File",
    **needs(Scope.SUBMIT, key=True),
)
def submit(request: HttpRequest, response: HttpResponse, filing: schemas.Filing) -> Status[Any]:
    """File for the client's party. The counter answers within eight working hours; the code stays the same for ever."""
    by, at, key = caller(request), now(), key_of(request)

    def deed() -> tuple[int, Any]:
        submission = online.file(
            _filing(filing, by),
            intake_key=hashlib.sha256(f"{by.client.pk}:{key}".encode()).hexdigest(),
            lookup_key=secrets.token_urlsafe(32),
            by=by.actor,
            at=at,
        )
        return 201, told(by, submission.code, now=at)

    said = _once(request, response, by, key, filing, deed)
    response["Location"] = reverse("api-submission", args=[said.body["code"]])
    return Status(said.status, said.body)


@requests.post(
    "/submissions/{code}/supplements",
    response=schemas.Submission,
    url_name="api-supplements",
    operation_id="supplement",
    tags=["Filing"],
    summary="Complete a dossier",
    **needs(Scope.SUPPLEMENT, key=True),
)
def supplement(request: HttpRequest, response: HttpResponse, code: str, supplement: schemas.Supplement) -> Status[Any]:
    """Hand in what was asked for (`asked`); the clock runs on."""
    by, at, key = caller(request), now(), key_of(request)

    def deed() -> tuple[int, Any]:
        online.supply(code, _uploads(supplement.files, by), by=by.actor, at=at)
        return 200, told(by, code, now=at)

    said = _once(request, response, by, key, supplement, deed)
    return Status(said.status, said.body)


@requests.post(
    "/submissions/{code}/withdrawal",
    response=schemas.Submission,
    url_name="api-withdrawal",
    operation_id="withdraw",
    tags=["Filing"],
    summary="Withdraw",
    **needs(Scope.SUPPLEMENT, key=True),
)
def withdraw(request: HttpRequest, response: HttpResponse, code: str, withdrawal: schemas.Withdrawal) -> Status[Any]:
    """Take a request back while there is no result."""
    by, at, key = caller(request), now(), key_of(request)

    def deed() -> tuple[int, Any]:
        online.withdraw(code, reason=withdrawal.reason, by=by.actor, at=at)
        return 200, told(by, code, now=at)

    said = _once(request, response, by, key, withdrawal, deed)
    return Status(said.status, said.body)


def _once(
    request: HttpRequest, response: HttpResponse, by: Caller, key: str, body: schemas.Sent, deed: Any
) -> services.Said:
    asked = digest_of_body(request.path, body.model_dump(mode="json"))
    said = services.once(by.client, key=key, request=asked, at=now(), deed=deed)
    if said.again:
        response["Idempotency-Replayed"] = "true"
    return said


def _filing(sent: schemas.Filing, by: Caller) -> OnlineFiling:
    today = in_vietnam(now()).date()
    edition = catalogue.edition_of(sent.procedure, on=today)
    if edition is None:
        raise Wrong([("/procedure", str(refusals.NOT_FOUND.sentence))])
    if sent.digest not in (None, edition.digest):
        raise Refusal(refusals.EDITION_CHANGED, field="digest")
    _must_fit(sent, edition)
    return OnlineFiling(
        edition=edition,
        party=by.client.party,
        applicant=Applicant.of(sent.applicant),
        answers=sent.answers,
        uploads=_uploads(sent.files, by),
        receiver=_agency(sent.receiver, "/receiver"),
        settler=_agency(sent.settler, "/settler"),
        return_by=sent.return_by,
        return_address=sent.return_address,
    )


def _must_fit(sent: schemas.Filing, edition: Edition) -> None:
    """The applicant, the answers and the papers, place by place; the service asks again, and tells of it in a word."""
    known = compiled(edition)
    found = [(f"/applicant{pointer}", said) for pointer, said in applicant_sheet().check(sent.applicant)]
    found += [(f"/answers{pointer}", said) for pointer, said in known.form.check(sent.answers)]
    listed = {paper.key for paper in known.pack.papers}
    for number, file in enumerate(sent.files):
        if file.paper and file.paper not in listed:
            found.append((f"/files/{number}/paper", str(refusals.PAPER_UNKNOWN.sentence).format(key=file.paper)))
    shown = {file.paper: Counted(copy=1) for file in sent.files}
    for name in missing_papers(known, shown):
        found.append(("/files", str(refusals.PAPER_MISSING.sentence).format(paper=name)))
    if found:
        raise Wrong(found)


def _uploads(sent: list[schemas.FileUse], by: Caller) -> list[Upload]:
    blobs = services.handed_in(by.client, [file.digest for file in sent])
    return [Upload(blobs[file.digest], file.name, file.paper) for file in sent]


def _agency(code: str | None, pointer: str) -> Any:
    if code is None:
        return None
    found = catalogue.agency_coded(code, on=in_vietnam(now()).date())
    if found is None:
        raise Wrong([(pointer, str(refusals.NOT_FOUND.sentence))])
    return found
