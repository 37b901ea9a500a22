"""What a newer edition asks otherwise, as a citizen reads it; and what of a draft still fits."""

from datetime import timedelta
from typing import Any

import pytest

from congvu.base.actors import Actor
from congvu.dossiers.services.stories import Stage
from congvu.online import selectors, services
from congvu.online.testing import MORNING, a_draft
from congvu.online.tests.conftest import Pack, another_result, newer_edition

NEXT_DAY = MORNING + timedelta(days=1)


def map_too(pack: Pack, _form: Pack) -> None:
    pack["papers"].insert(1, {"key": "map", "name": "Bản đồ", "copy": 1, "required": True})


def authorisation_required(pack: Pack, _form: Pack) -> None:
    pack["papers"][2]["required"] = True


def another_time(pack: Pack, _form: Pack) -> None:
    pack["time"]["budget"] = {"amount": "2", "unit": "working_day"}


def another_fee(pack: Pack, _form: Pack) -> None:
    pack["fee"] = {"kind": "fixed", "type": "charge", "name": "Lệ phí", "amount": 8000}


def another_question(_pack: Pack, form: Pack) -> None:
    form["properties"]["deceased_ethnicity"]["title"] = "Dân tộc của người chết"


def shorter_answer(_pack: Pack, form: Pack) -> None:
    form["properties"]["deceased_ethnicity"]["maxLength"] = 1


def another_paper(pack: Pack, _form: Pack) -> None:
    pack["papers"][0]["key"] = "statement"


CHANGES = {
    map_too: ("Giấy tờ", "", "Bản đồ"),
    authorisation_required: ("Giấy tờ", "Văn bản ủy quyền (không bắt buộc)", "Văn bản ủy quyền"),
    another_question: ("Nội dung khai", "Dân tộc", "Dân tộc của người chết"),
    another_time: ("Thời hạn", "Trong ngày; nhận sau 15:00 thì ngày làm việc tiếp theo", "2 ngày làm việc"),
    another_result: ("Nội dung", "bản 1", "bản 2"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_citizen_reads_what_is_different(change: Any, stage: Stage, citizen: Actor) -> None:
    draft = a_draft(stage, citizen)
    newer_edition(change, valid_from=NEXT_DAY.date())
    found = selectors.draft_changes(draft, on=NEXT_DAY.date())
    assert [(one.what, one.was, one.now) for one in found] == [CHANGES[change]]


def test_the_fee_is_told_in_words(stage: Stage, citizen: Actor) -> None:
    draft = a_draft(stage, citizen)
    newer_edition(another_fee, valid_from=NEXT_DAY.date())
    (found,) = selectors.draft_changes(draft, on=NEXT_DAY.date())
    assert found.what == "Phí, lệ phí"
    assert "8.000" in found.now


def test_an_answer_that_does_not_fit_any_more_is_asked_again(stage: Stage, citizen: Actor) -> None:
    draft = a_draft(stage, citizen)
    newer_edition(shorter_answer, valid_from=NEXT_DAY.date())
    moved = services.move_to_current_edition(draft.key, by=citizen, at=NEXT_DAY)
    assert set(draft.answers) - set(moved.answers) == {"deceased_ethnicity"}


def test_the_file_of_a_paper_that_is_asked_no_more_stays_beside(stage: Stage, citizen: Actor) -> None:
    draft = a_draft(stage, citizen)
    newer_edition(another_paper, valid_from=NEXT_DAY.date())
    services.move_to_current_edition(draft.key, by=citizen, at=NEXT_DAY)
    assert sorted(draft.files.values_list("paper_key", flat=True)) == ["", "death_notice"]
