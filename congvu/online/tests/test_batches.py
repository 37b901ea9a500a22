"""An accountant sends in many requests at once: all of them, or none with the row that is wrong."""

from dataclasses import replace

import pytest

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers.services.stories import Stage
from congvu.journal.models import Entry
from congvu.online import services
from congvu.online.models import Batch, Submission
from congvu.online.services import OnlineFiling
from congvu.online.services.batches import problems_of
from congvu.online.testing import MORNING, a_filing, applicant


@pytest.fixture
def rows(stage: Stage, citizen: Actor) -> list[OnlineFiling]:
    one = a_filing(stage, citizen)
    return [replace(one, applicant=applicant(name=f"Người Mẫu {number}")) for number in range(3)]


def send(rows: list[OnlineFiling], citizen: Actor) -> Batch:
    keys = [f"look-{number}" for number in range(len(rows))]
    return services.file_batch(rows, name="to-khai.ods", intake_key="b1", lookup_keys=keys, by=citizen, at=MORNING)


def test_every_row_is_a_submission_with_its_code(rows: list[OnlineFiling], citizen: Actor) -> None:
    batch = send(rows, citizen)
    sent = batch.submissions.order_by("pk")
    assert [one.applicant_name for one in sent] == ["Người Mẫu 0", "Người Mẫu 1", "Người Mẫu 2"]
    assert [one.code[-4:] for one in sent] == ["0001", "0002", "0003"]
    assert Entry.objects.get(event="online.batch_filed").facts["count"] == 3
    assert send(rows, citizen) == batch
    assert Submission.objects.count() == 3


def test_a_wrong_row_is_named_and_nothing_is_sent(rows: list[OnlineFiling], citizen: Actor) -> None:
    rows[1] = replace(rows[1], applicant=applicant(id_number="12"))
    (wrong,) = problems_of(rows, by=citizen, at=MORNING)
    assert wrong.row == 2
    assert "12 chữ số" in wrong.sentence
    with pytest.raises(Refusal, match=r"dossiers\.applicant_wrong"):
        send(rows, citizen)
    assert not Submission.objects.exists()
    assert not Batch.objects.exists()


def test_an_empty_sheet_is_no_batch(citizen: Actor) -> None:
    with pytest.raises(Refusal, match=r"online\.batch_empty"):
        send([], citizen)
