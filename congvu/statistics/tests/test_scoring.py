"""Scoring an agency: by itself, by the one above, until the quarter is closed."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_official
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.models import Entry
from congvu.statistics import services
from congvu.statistics.models import Score
from congvu.statistics.selectors.scoring import quarter_of, sheet_of, sheets
from congvu.statistics.services.scoring import Answer

pytestmark = pytest.mark.django_db
AT = datetime(2026, 10, 5, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
Q3 = {"year": 2026, "quarter": 3}
FULL = {index: Answer(2, evidence="Sổ theo dõi") for index in range(1, 10)}


@pytest.fixture
def province() -> Agency:
    return make_agency("H98", Kind.PROVINCE_COMMITTEE)


@pytest.fixture
def commune(province: Agency) -> Agency:
    return make_agency("H98.31", Kind.COMMUNE_COMMITTEE, parent=province)


@pytest.fixture
def leader(commune: Agency) -> Actor:
    return make_official(commune, Role.LEADER, on=AT.date())


@pytest.fixture
def top(province: Agency) -> Actor:
    return make_official(province, Role.LEADER, on=AT.date())


def code_of(*args: object, **kwargs: object) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as refused:
        services.score_self(*args, **kwargs)  # type: ignore[arg-type]
    return refused.value.code, refused.value.field


def test_all_nine_make_a_sum_and_a_rank(commune: Agency, leader: Actor) -> None:
    services.score_self(commune, **Q3, answers=FULL, by=leader, at=AT)
    sheet = sheet_of(leader, commune, quarter_of(2026, 3), today=AT.date())
    assert (sheet.own, str(sheet.rank), sheet.appraised) == (18, "Xuất sắc", None)
    line = Entry.objects.get(event="statistics.self_scored")
    assert (line.facts["points"], line.facts["scores"]["9"]) == (18, 2)


def test_some_of_nine_have_no_sum_rather_than_a_small_one(commune: Agency, leader: Actor) -> None:
    services.score_self(commune, **Q3, answers={3: FULL[3]}, by=leader, at=AT)
    sheet = sheet_of(leader, commune, quarter_of(2026, 3), today=AT.date())
    assert (sheet.own, sheet.rank) == (None, None)


def test_what_is_not_computed_needs_evidence(commune: Agency, leader: Actor) -> None:
    found = code_of(commune, **Q3, answers={3: Answer(2)}, by=leader, at=AT)
    assert found == ("statistics.evidence_missing", "evidence_3")


def test_points_are_three_and_indices_nine(commune: Agency, leader: Actor) -> None:
    for answers in ({3: Answer(3, "x")}, {10: Answer(1, "x")}):
        assert code_of(commune, **Q3, answers=answers, by=leader, at=AT)[0] == "statistics.points_wrong"
    assert code_of(commune, **Q3, answers={}, by=leader, at=AT)[0] == "statistics.nothing_said"


def test_a_quarter_that_runs_is_not_scored(commune: Agency, leader: Actor) -> None:
    assert code_of(commune, year=2026, quarter=4, answers=FULL, by=leader, at=AT)[0] == "statistics.not_over"


def test_only_the_agency_itself_scores_itself(commune: Agency, top: Actor) -> None:
    assert code_of(commune, **Q3, answers=FULL, by=top, at=AT)[0] == "statistics.not_yours"


def test_the_agency_above_appraises_and_says_why_it_differs(commune: Agency, leader: Actor, top: Actor) -> None:
    services.score_self(commune, **Q3, answers=FULL, by=leader, at=AT)
    with pytest.raises(Refusal) as refused:
        services.appraise(commune, **Q3, answers={7: Answer(0)}, by=top, at=AT)
    assert (refused.value.code, refused.value.field) == ("statistics.remark_missing", "reason_7")
    services.appraise(commune, **Q3, answers=FULL | {7: Answer(0, reason="Có phản ánh đúng")}, by=top, at=AT)
    sheet = sheet_of(top, commune, quarter_of(2026, 3), today=AT.date())
    assert (sheet.own, sheet.appraised, sheet.counts, str(sheet.rank)) == (18, 16, 16, "Xuất sắc")
    with pytest.raises(Refusal, match="not_above"):
        services.appraise(commune, **Q3, answers=FULL, by=leader, at=AT)


def test_a_closed_quarter_stays(commune: Agency, leader: Actor, top: Actor) -> None:
    services.score_self(commune, **Q3, answers=FULL, by=leader, at=AT)
    with pytest.raises(Refusal, match="not_at_the_top"):
        services.close_quarter(**Q3, by=leader, at=AT)
    services.close_quarter(**Q3, by=top, at=AT)
    assert code_of(commune, **Q3, answers=FULL, by=leader, at=AT)[0] == "statistics.closed"
    with pytest.raises(Refusal, match=r"statistics\.closed"):
        services.close_quarter(**Q3, by=top, at=AT)
    assert Score.objects.count() == 9


def test_equal_points_share_a_place_among_their_kind(
    province: Agency, commune: Agency, leader: Actor, top: Actor
) -> None:
    others = [make_agency(f"H98.3{number}", Kind.COMMUNE_COMMITTEE, parent=province) for number in (2, 3)]
    for agency, points in zip((commune, *others), (2, 2, 1), strict=True):
        by = make_official(agency, Role.UNIT_HEAD, on=AT.date())
        said = {index: Answer(points, "Sổ") for index in FULL}
        services.score_self(agency, **Q3, answers=said, by=by, at=AT)
    found = {one.agency.code: one.place for one in sheets(top, quarter_of(2026, 3), today=AT.date())}
    assert found == {"H98.31": 1, "H98.32": 1, "H98.33": 3}
    seen = sheets(leader, quarter_of(2026, 3), today=AT.date())
    assert [one.agency.code for one in seen] == ["H98.31"]


def test_the_ranking_asks_the_same_number_of_questions_for_any_number_of_agencies(
    province: Agency, top: Actor, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        make_agency(f"H98.{number + 40}", Kind.COMMUNE_COMMITTEE, parent=province)
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        assert len(sheets(top, quarter_of(2026, 3), today=AT.date())) == 30
