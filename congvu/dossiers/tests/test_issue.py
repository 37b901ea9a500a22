"""A result becomes a file that anybody can check."""

from datetime import timedelta

import pytest

from congvu.base.actors import system
from congvu.base.refusals import Refusal
from congvu.dossiers import selectors, services
from congvu.dossiers.models import Dossier, IssuedResult
from congvu.dossiers.rules import check_code, readable_check_code
from congvu.dossiers.selectors.issued import unissued
from congvu.dossiers.services.stories import play
from congvu.dossiers.testing import a_dossier, a_stage_for
from congvu.files.selectors import shelf
from congvu.files.testing import stored
from congvu.journal.models import Entry
from congvu.journal.services import seal
from congvu.procedures.selectors import stories
from congvu.procedures.testing import edition

pytestmark = pytest.mark.django_db
BY, ADDRESS = system("results", "Cấp kết quả"), "https://mot-cua.example"


@pytest.fixture
def decided() -> Dossier:
    published = edition("ho-tich/khai-tu")
    granted = next(one for one in stories(published) if one.key == "granted")
    assert not play(granted, published, a_stage_for(published))
    return Dossier.objects.get()


def issue(dossier: Dossier) -> IssuedResult:
    assert dossier.finished_at
    at = dossier.finished_at + timedelta(minutes=1)
    return services.issue(dossier.pk, address=ADDRESS, into=shelf(), by=BY, at=at)


def test_the_paper_is_issued_once_and_its_digest_is_in_the_journal(decided: Dossier) -> None:
    assert decided.pk in unissued(10)
    first, second = issue(decided), issue(decided)
    assert first == second
    line = Entry.objects.get(event="dossiers.result_issued")
    assert (line.facts["sha256"], line.facts["size"]) == (first.blob_id, first.blob.size)
    assert decided.pk not in unissued(10)


def test_code_and_bytes_both_find_it_and_nothing_else_does(decided: Dossier) -> None:
    issued = issue(decided)
    found = selectors.genuine_by_code(f" {issued.check_code.lower().replace('-', ' ')} ")
    assert found is not None
    assert found == selectors.genuine_by_digest(issued.blob_id)
    assert (found.code, found.check_code, found.sealed) == (decided.code, issued.check_code, False)
    assert found.applicant.split()[-1] == decided.applicant.split()[-1]
    assert decided.applicant not in found.applicant
    while seal(at=issued.issued_at):
        pass
    again = selectors.genuine_by_digest(issued.blob_id)
    assert again is not None
    assert again.sealed
    assert selectors.genuine_by_digest("0" * 64) is None
    assert selectors.genuine_by_code("0000-0000-0000") is None


def test_a_row_that_the_journal_does_not_know_is_not_genuine(decided: Dossier) -> None:
    issued = issue(decided)
    forged = stored(shelf())
    IssuedResult.objects.filter(pk=issued.pk).update(blob=forged)
    assert selectors.genuine_by_digest(forged.pk) is None
    assert selectors.genuine_by_code(issued.check_code) is None


def test_what_is_issued_is_what_is_shown(decided: Dossier) -> None:
    issued = issue(decided)
    paper = selectors.issued_paper(decided, at=shelf())
    assert paper is not None
    assert len(paper) == issued.blob.size


def test_before_the_decision_there_is_nothing_to_issue() -> None:
    dossier, _stage = a_dossier()
    with pytest.raises(Refusal, match=r"dossiers\.no_such_paper"):
        services.issue(dossier.pk, address=ADDRESS, into=shelf(), by=BY, at=dossier.received_at)
    with pytest.raises(Refusal, match=r"dossiers\.not_found"):
        services.issue(0, address=ADDRESS, into=shelf(), by=BY, at=dossier.received_at)


def test_a_code_is_read_however_it_was_typed() -> None:
    code = check_code("secret")
    assert readable_check_code(code.lower().replace("0", "o").replace("1", "l").replace("-", " ")) == code
    assert check_code("secret") == code != check_code("secret2")
