"""Papers from home: files as they are, and photographs, which become one PDF for each time that some are sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, Signer
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers.services import Upload
from congvu.files import services as files
from congvu.files.models import Blob
from congvu.files.rules import PDF, heic, photo
from congvu.files.selectors import Shelf
from congvu.online.models import DraftFile, SubmissionFile
from congvu.procedures.rules import PaperSpec

Sent = UploadedFile[Any]
FILE, PHOTO, REUSE = "file-", "photo-", "reuse-"
LONGEST_NAME = 80
KEPT = Signer(salt="online.kept-file")


@dataclass(slots=True)
class Box:
    """One paper of the procedure: what is there of it, what of earlier requests fits, and what is wrong."""

    spec: PaperSpec
    files: list[DraftFile]
    reusable: list[SubmissionFile] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def joinable(self) -> bool:
        """Whether there are several PDFs that could be one."""
        return sum(1 for file in self.files if file.blob.media_type == PDF.type) > 1


def boxes(papers: Iterable[PaperSpec], there: Sequence[DraftFile], reusable: Sequence[SubmissionFile]) -> list[Box]:
    """A box for each paper, in the order of the procedure."""
    return [
        Box(
            spec,
            [file for file in there if file.paper_key == spec.key],
            sorted(_unused(reusable, there, spec.key), key=lambda file: file.paper_key != spec.key),
        )
        for spec in papers
    ]


def _unused(reusable: Iterable[SubmissionFile], there: Iterable[DraftFile], key: str) -> list[SubmissionFile]:
    used = {file.blob_id for file in there if file.paper_key == key}
    return [file for file in reusable if file.blob_id not in used]


def stored(
    sent: Sequence[Sent], *, paper_key: str, paper_name: str, into: Shelf, by: Actor, at: datetime
) -> tuple[list[Upload], list[str]]:
    """What was sent for one paper, kept: the photographs together as one PDF, everything else as it is; and for each
    that was refused the sentence that says why."""
    kept: list[Upload] = []
    wrong: list[str] = []
    pictures = [one for one in sent if _is_picture(one)]
    for one in (one for one in sent if one not in pictures):
        name = (one.name or "")[-200:]
        try:
            kept.append(Upload(files.store(_stream(one), name=name, into=into, by=by, at=at), name, paper_key))
        except Refusal as refusal:
            wrong.append(refusal.sentence)
    if pictures:
        name = f"{Truncator(paper_name).chars(LONGEST_NAME)}.pdf"
        named = [((one.name or "")[-200:], _stream(one)) for one in pictures]
        try:
            kept.append(Upload(files.bind(named, name=name, into=into, by=by, at=at), name, paper_key))
        except Refusal as refusal:
            wrong.append(refusal.sentence)
    return kept, wrong


def _is_picture(sent: Sent) -> bool:
    stream = _stream(sent)
    head = stream.read(1024)
    stream.seek(0)
    return photo(head) or heic(head)


def _stream(sent: Sent) -> BinaryIO:
    assert sent.file  # a file that was sent is open
    sent.file.seek(0)
    return cast(BinaryIO, sent.file)


def token(upload: Upload) -> str:
    """A stored file in the words of a hidden field: a form that comes back has not lost it."""
    return KEPT.sign(f"{upload.paper_key}/{upload.blob.pk}/{upload.name}")


def kept(tokens: Iterable[str]) -> list[Upload]:
    """The stored files of an earlier try; what we did not sign is left out."""
    found: list[Upload] = []
    for one in tokens:
        try:
            key, digest, name = KEPT.unsign(one).split("/", 2)
        except (BadSignature, ValueError):
            continue
        blob = Blob.objects.filter(pk=digest).first()
        found += [Upload(blob, name, key)] if blob else []
    return found


def missing(spec: PaperSpec) -> str:
    """What to say where a required paper is not there."""
    return _("Hãy gửi tệp hoặc ảnh chụp “%s”.") % spec.name
