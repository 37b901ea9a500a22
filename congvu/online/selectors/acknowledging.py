"""The paper that somebody has in hand between sending a request in and the counter's answer."""

from pathlib import Path

from congvu.dossiers.selectors.papers import in_vietnamese, issuer, local
from congvu.online.models import Submission
from congvu.online.rules import ReturnBy
from congvu.papers import code128, qr, render
from congvu.procedures.selectors import compiled

FORM = Path(__file__).resolve().parents[1] / "typst" / "filed.typ"


@in_vietnamese
def acknowledgement(submission: Submission, *, address: str) -> bytes:
    """That it was sent, and until when it is answered, as PDF/A; `address` is where the public looks requests up."""
    pack, look_up = compiled(submission.edition).pack, f"{address}/tra-cuu/{submission.lookup_key}/"
    back = str(ReturnBy(submission.return_by).label)
    facts = {
        "agency": issuer(submission.receiver, unit=submission.receiver),
        "code": submission.code,
        "look_up": look_up,
        "applicant": {"name": submission.applicant_name, "id_number": submission.id_number},
        "procedure": {"name": pack.name, "code": pack.code},
        "settles": submission.settler.name if submission.settler else "",
        "papers": [file.name for file in submission.files.all()],
        "filed_at": local(submission.filed_at),
        "answer_by": local(submission.clock.due_at),
        "return_by": f"{back}: {submission.return_address}" if submission.return_address else back,
    }
    return render(FORM, facts, pictures={"bars": code128(submission.code), "qr": qr(look_up)})
