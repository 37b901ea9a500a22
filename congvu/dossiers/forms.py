"""Reading what the counter typed: the applicant, the procedure's own form, the papers counted, the scans."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, Signer
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers import refusals
from congvu.dossiers.models import MOST_REASON, Dossier, Paper
from congvu.dossiers.rules import applicant_sheet
from congvu.dossiers.services import Applicant, Counted, Upload
from congvu.files import services as files
from congvu.files.models import Blob
from congvu.files.selectors import Shelf
from congvu.procedures.rules import PaperSpec
from congvu.procedures.selectors import Compiled
from congvu.sheet import Field

APPLICANT, ANSWERS = "applicant-", "answers-"
MOST_COUNTED = 99
KEPT = Signer(salt="dossiers.kept-scan")


@dataclass(slots=True)
class PaperLine:
    """One paper of the checklist: what was typed, and what is wrong with it."""

    spec: PaperSpec
    original: str = ""
    copy: str = ""
    error: str = ""
    scans: list[Upload] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """Whether exactly what the procedure expects was counted; that stands behind the one tick for a paper."""
        counted = (self.original or "0", self.copy or "0")
        return counted == (str(self.spec.original), str(self.spec.copy)) != ("0", "0")

    @property
    def kept(self) -> list[tuple[str, str]]:
        """(token, name) of scans that are stored already: a form that comes back has not lost them."""
        return [(KEPT.sign(f"{self.spec.key}/{scan.blob.pk}/{scan.name}"), scan.name) for scan in self.scans]


@dataclass(slots=True)
class Checklist:
    """The papers counted and scanned."""

    papers: list[PaperLine]

    @property
    def counted(self) -> dict[str, Counted]:
        return {line.spec.key: Counted(int(line.original or 0), int(line.copy or 0)) for line in self.papers}

    @property
    def uploads(self) -> list[Upload]:
        return [scan for line in self.papers for scan in line.scans]

    def must_be_sound(self) -> None:
        """Refuses with `dossiers.papers_wrong` where a count or a file is wrong."""
        if wrong := [f"{line.spec.name}: {line.error}" for line in self.papers if line.error]:
            raise Refusal(refusals.PAPERS_WRONG, problems="; ".join(wrong))


@dataclass(slots=True)
class IntakeForm:
    """The whole form of the counter, blank or as it was typed."""

    known: Compiled
    applicant: list[Field]
    answers: list[Field]
    checklist: Checklist
    mistakes: list[tuple[str, str]] = field(default_factory=list)
    who: Applicant | None = None
    values: dict[str, Any] = field(default_factory=dict)
    more: bool = False


def blank(known: Compiled) -> IntakeForm:
    """The form before anything is typed; required papers are expected in the counts that the pack names."""
    applicant = applicant_sheet().fields(prefix=APPLICANT)
    next(one for one in applicant if one.kind == "text").attrs["autofocus"] = True
    return IntakeForm(
        known,
        applicant,
        known.form.fields(prefix=ANSWERS),
        Checklist([PaperLine(spec) for spec in known.pack.papers]),
    )


def filled(known: Compiled, dossier: Dossier, papers: Iterable[Paper]) -> IntakeForm:
    """The form with what was received in it, to be corrected."""
    who = Applicant(
        name=dossier.applicant,
        id_number=dossier.id_number,
        kind=dossier.applicant_kind,
        phone=dossier.phone,
        email=dossier.email,
        address=dossier.address,
        represents=dossier.represents,
    )
    had = {paper.key: paper for paper in papers}
    lines = [
        PaperLine(spec, str(had[spec.key].original or ""), str(had[spec.key].copy or ""))
        if spec.key in had
        else PaperLine(spec)
        for spec in known.pack.papers
    ]
    applicant = applicant_sheet().fields(who.values(), prefix=APPLICANT)
    return IntakeForm(known, applicant, known.form.fields(dossier.answers, prefix=ANSWERS), Checklist(lines))


def read(
    known: Compiled,
    typed: QueryDict,
    sent: "MultiValueDict[str, UploadedFile[Any]]",
    *,
    draft: bool = False,
    shelf: Shelf,
    by: Actor,
    at: datetime,
) -> IntakeForm:
    """The form as it was sent. Everything typed stays in it, scans that could be stored are stored. Of a `draft`,
    or where a button asked for a row or a commune, nothing is found wrong yet but what cannot be counted or stored."""
    who, answers = applicant_sheet().read(typed, APPLICANT), known.form.read(typed, ANSWERS)
    draft = draft or bool(who.more or answers.more)
    form = IntakeForm(
        known,
        applicant_sheet().fields(who.typed, {} if draft else who.errors, APPLICANT, who.more),
        known.form.fields(answers.typed, {} if draft else answers.errors, ANSWERS, answers.more),
        read_papers(known, typed, sent, required=not draft, shelf=shelf, by=by, at=at),
        more=bool(who.more or answers.more),
    )
    form.mistakes = [*mistakes_of(form.applicant), *mistakes_of(form.answers)]
    form.mistakes += paper_mistakes(form.checklist)
    if not who.errors:
        form.who = Applicant.of(who.values)
    form.values = answers.values
    return form


def read_papers(
    known: Compiled,
    typed: QueryDict,
    sent: "MultiValueDict[str, UploadedFile[Any]]",
    *,
    required: bool = False,
    shelf: Shelf,
    by: Actor,
    at: datetime,
) -> Checklist:
    """The checklist as it was sent; at the intake the required papers must be there."""
    lines = [_paper(spec, typed, required=required) for spec in known.pack.papers]
    for line in lines:
        _keep(line, typed, sent, shelf=shelf, by=by, at=at)
    return Checklist(lines)


def _paper(spec: PaperSpec, typed: QueryDict, *, required: bool) -> PaperLine:
    line = PaperLine(spec, typed.get(f"original-{spec.key}", "").strip(), typed.get(f"copy-{spec.key}", "").strip())
    if f"full-{spec.key}" in typed and not (line.original or line.copy):  # ticked where no script wrote the counts
        line.original, line.copy = str(spec.original or ""), str(spec.copy or "")
    for count in (line.original, line.copy):
        if count and not (len(count) < 4 and count.isdecimal() and int(count) <= MOST_COUNTED):
            line.error = _("Số bản là số nguyên từ 0 đến %(most)s; bạn đã nhập “%(typed)s”.") % {
                "most": MOST_COUNTED,
                "typed": count[:20],
            }
    if required and not line.error and spec.required and not int(line.original or 0) and not int(line.copy or 0):
        line.error = _("Giấy tờ bắt buộc: hãy ghi số bản chính hoặc bản sao đã nhận.")
    return line


def _keep(
    line: PaperLine,
    typed: QueryDict,
    sent: "MultiValueDict[str, UploadedFile[Any]]",
    *,
    shelf: Shelf,
    by: Actor,
    at: datetime,
) -> None:
    """Scans of an earlier try stay; new ones are stored, or refused at their paper."""
    for token in typed.getlist(f"kept-{line.spec.key}"):
        if kept := _kept(token, line.spec.key):
            line.scans.append(kept)
    for upload in sent.getlist(f"scan-{line.spec.key}"):
        try:
            line.scans.append(stored(upload, line.spec.key, shelf=shelf, by=by, at=at))
        except Refusal as refusal:
            line.error = f"{upload.name}: {refusal.sentence}"


def stored(upload: "UploadedFile[Any]", paper_key: str, *, shelf: Shelf, by: Actor, at: datetime) -> Upload:
    """One file as sent, kept by its digest. Refuses as `files.services.store`."""
    name = (upload.name or "")[-200:]
    assert upload.file  # a file that was sent is open
    upload.file.seek(0)  # a form that comes back is read again
    blob = files.store(cast(BinaryIO, upload.file), name=name, into=shelf, by=by, at=at)
    return Upload(blob, name, paper_key)


def _kept(token: str, paper_key: str) -> Upload | None:
    try:
        key, digest, name = KEPT.unsign(token).split("/", 2)
    except (BadSignature, ValueError):
        return None
    blob = Blob.objects.filter(pk=digest).first()
    return Upload(blob, name, paper_key) if blob and key == paper_key else None


def paper_mistakes(checklist: Checklist) -> list[tuple[str, str]]:
    """What is wrong with the papers, each at the field where it is counted."""
    return [(f"original-{line.spec.key}", f"{line.spec.name}: {line.error}") for line in checklist.papers if line.error]


def mistakes_of(fields: list[Field]) -> list[tuple[str, str]]:
    """What is wrong in fields, as (name of the field, sentence that names it), in the order of the page."""
    found: list[tuple[str, str]] = []
    for one in fields:
        found.extend((one.name, error if one.label in error else f"{one.label}: {error}") for error in one.errors)
        found.extend(mistakes_of(one.fields))
    return found


class ReasonForm(forms.Form):
    """On what grounds running dossiers go over to another edition."""

    reason = forms.CharField(label=gettext_lazy("Căn cứ, lý do"), max_length=MOST_REASON)
