"""Is this paper genuine: by the code printed on it, or by its bytes.

Whoever asks holds the paper, so the answer may say which decision it is; the applicant's name, which a finder of the
code alone need not learn, is told by its first letters only.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from congvu.dossiers import events
from congvu.dossiers.models import Decision, Dossier, IssuedResult
from congvu.dossiers.rules import readable_check_code
from congvu.files.selectors import Shelf
from congvu.journal.models import Entry, Leaf
from congvu.journal.services import subject_of
from congvu.procedures.models import Edition


@dataclass(frozen=True, slots=True)
class Genuine:
    """A result that was issued here. `sealed` says whether its journal line lies under a seal already."""

    dossier: int
    code: str
    procedure: str
    name: str
    agency: str
    number: str
    decided_at: datetime
    signer: str
    applicant: str
    sha256: str
    check_code: str
    issued_at: datetime
    line: int
    sealed: bool


def genuine_by_code(typed: str) -> Genuine | None:
    """By the code that is printed on the paper, however it was typed."""
    return _told(_issued().filter(check_code=readable_check_code(typed)))


def genuine_by_digest(sha256: str) -> Genuine | None:
    """By the digest of the file: the same bytes, or nothing."""
    return _told(_issued().filter(blob=sha256))


def issued_paper(dossier: Dossier, *, at: Shelf) -> bytes | None:
    """The bytes that were issued as the dossier's result; None before that, or where they are lost."""
    issued = IssuedResult.objects.filter(dossier=dossier).first()
    path = at.path(issued.blob_id) if issued else None
    return path.read_bytes() if path and path.exists() else None


def unissued(most: int) -> list[int]:
    """Ids of decided dossiers whose result is not a file yet, newest first."""
    left = Decision.objects.filter(dossier__issued_result=None).order_by("-pk")
    return list(left.values_list("dossier_id", flat=True)[:most])


def _issued() -> QuerySet[IssuedResult]:
    joined = IssuedResult.objects.select_related("dossier__decision", "dossier__agency", "dossier__edition__procedure")
    return joined.defer(*(f"dossier__edition__{column}" for column in Edition.HEAVY))


def _told(found: QuerySet[IssuedResult]) -> Genuine | None:
    """What the journal says of it, not the table: a row that no line of the journal knows is not genuine."""
    issued = next(iter(found[:1]), None)
    if issued is None:
        return None
    dossier, decision = issued.dossier, issued.dossier.decision
    lines = Entry.objects.filter(subject=subject_of(dossier), event=events.RESULT_ISSUED.name)
    line = next((one for one in lines if one.facts["sha256"] == issued.blob_id), None)
    if line is None:
        return None
    return Genuine(
        dossier=dossier.pk,
        code=dossier.code,
        procedure=dossier.edition.procedure.name,
        name=line.facts["name"],
        agency=dossier.agency.name,
        number=f"{decision.number:02d}/{decision.symbol}",
        decided_at=decision.decided_at,
        signer=decision.signer,
        applicant=_initials(dossier.applicant),
        sha256=issued.blob_id,
        check_code=issued.check_code,
        issued_at=issued.issued_at,
        line=line.pk,
        sealed=Leaf.objects.filter(entry=line).exists(),
    )


def _initials(name: str) -> str:
    """ "Nguyễn Mẫu An" is "N. M. An": enough to compare with the paper in hand."""
    *before, last = name.split() or [""]
    return " ".join([*(f"{word[0]}." for word in before), last])
