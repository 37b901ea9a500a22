"""The round of a scheme: measured points are frozen, agencies score themselves, are verified, answer, are ranked."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.models import Entry
from congvu.plans.models import Assignment, Target
from congvu.plans.testing import make_indicator, make_target
from congvu.progress import services
from congvu.progress.models import Criterion, Scheme, Score
from congvu.progress.selectors import ranking
from congvu.progress.selectors.measuring import measured
from congvu.progress.services import Own, Verdict
from congvu.progress.testing import AT, SCOPE, Province
from congvu.reporting.models import Value
from congvu.reporting.testing import make_report

pytestmark = pytest.mark.django_db


def refused(deed: Callable[..., Any], *given: Any, **more: Any) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as no:
        deed(*given, **{"at": AT, **more})
    return no.value.code, no.value.field


def opened(province: Province, by: Actor, **more: Any) -> tuple[Scheme, Criterion, Criterion]:
    scheme = province.scheme(by, **more)
    services.open_self_scoring(scheme, by=by, at=AT)
    first, second = scheme.criteria.all()
    return scheme, first, second


def points(scheme: Scheme, name: str, number: int) -> Decimal | None:
    found = Score.objects.get(criterion__scheme=scheme, criterion__code="1", agency__code=f"H99.{number}")
    return getattr(found, name)  # type: ignore[no-any-return]


def test_a_whole_round(province: Province) -> None:
    planner, second, leader = province.planner(), province.planner(2), province.leader()
    for number, n in ((1, 100), (2, 50), (3, 50)):
        province.report(number, n)
    scheme, ratio, manual = opened(province, planner)
    one, two, three = province.departments
    assert [points(scheme, "measured", number) for number in (1, 2, 3)] == [70, 35, 35]

    services.score_self(
        scheme, two, answers={ratio.pk: Own(Decimal(40), reason="Đã cài thêm"), manual.pk: Own(Decimal(20), "Ảnh lớp")},
        by=second, at=AT,
    )  # fmt: skip
    services.close_self_scoring(scheme, by=planner, at=AT)
    for agency, given in ((one, (70, 10)), (two, (35, 20)), (three, (35, 20))):
        answers = {key.pk: Verdict(Decimal(n), "Đã xem") for key, n in zip((ratio, manual), given, strict=True)}
        services.verify(scheme, agency, answers=answers, by=planner, at=AT)
    services.close_verification(scheme, by=planner, at=AT)
    services.answer(scheme, two, agrees=True, by=second, at=AT)
    content = services.publish(scheme, by=leader, at=AT).content

    assert [(one["code"], one["place"], one["points"]) for one in content["agencies"]] == [
        ("H99.1", 1, "80.00"), ("H99.2", 2, "55.00"), ("H99.3", 2, "55.00"),
    ]  # fmt: skip
    assert [(one["own"], one["answer"]) for one in content["agencies"]] == [
        (None, ""), ("60.00", "agrees"), (None, ""),
    ]  # fmt: skip
    assert content["criteria"][0]["how"] == "Điểm = giá trị chỉ tiêu / 100 × 70 điểm, không quá 70 điểm."
    told = list(Entry.objects.filter(event__startswith="progress.").order_by("pk").values_list("event", flat=True))
    assert told == [
        "progress.scheme_made", "progress.criterion_added", "progress.criterion_added",
        "progress.self_scoring_opened", "progress.self_scored", "progress.self_scoring_closed", "progress.verified",
        "progress.verified", "progress.verified", "progress.verification_closed", "progress.confirmed",
        "progress.published",
    ]  # fmt: skip
    assert refused(services.verify, scheme, two, answers={}, by=planner)[0] == "progress.not_now"


def test_measured_points_are_frozen_when_self_scoring_opens(province: Province) -> None:
    province.report(2, 50)
    scheme, _ratio, _manual = opened(province, province.planner())
    Value.objects.update(n=90)
    assert points(scheme, "measured", 2) == 35
    assert points(scheme, "measured", 3) is None, "what nobody reported has no points, which is not nought"


def test_a_stock_is_ranked_by_its_last_figure_of_the_year_and_a_flow_by_its_sum(province: Province) -> None:
    planner = province.planner()
    flow = make_indicator("M-09", unit="count", over_time="sum", over_agencies="sum")
    make_target(province.plan, flow, scope=SCOPE.write(), value=100)
    for quarter, n in (("2025-Q4", 99), ("2026-Q1", 20), ("2026-Q3", 40), ("2027-Q1", 99)):
        values = {province.indicator: (n, 100), flow: (n, None)}
        make_report(province.duty, province.departments[1], quarter, values)
    scheme = province.scheme(planner)
    services.add_criterion(
        scheme, code="3", name="Cộng dồn", points=Decimal(10), method="ratio", indicator=flow, by=planner, at=AT
    )
    found = measured(scheme, list(scheme.criteria.all()), province.departments, at=AT)
    got = {code: found[scheme.criteria.get(code=code).pk, province.departments[1].pk].points for code in "13"}
    assert got == {"1": Decimal(28), "3": Decimal(6)}


@pytest.mark.parametrize(("method", "moved"), [("ratio", False), ("against_best", True)])
def test_when_another_improves_an_unchanged_agency_keeps_its_points(
    province: Province, method: str, moved: bool
) -> None:
    planner = province.planner()
    province.report(1, 60)
    province.report(2, 30)
    before, _ratio, _manual = opened(province, planner, method=method)
    Value.objects.filter(agency=province.departments[1]).update(n=90)
    after = services.make_scheme(province.plan, year=2026, block="Lần hai", scope=SCOPE, by=planner, at=AT)
    services.add_criterion(
        after, code="1", name="Nguồn mở", points=Decimal(70), method=method, indicator=province.indicator, by=planner,
        at=AT,
    )  # fmt: skip
    services.open_self_scoring(after, by=planner, at=AT)
    assert (points(before, "measured", 1) != points(after, "measured", 1)) is moved


def test_who_is_exempt_is_ranked_by_the_rest_and_the_reason_is_shown(province: Province) -> None:
    planner, two = province.planner(), province.departments[1]
    Assignment.objects.create(target=Target.objects.get(), agency=two, exempt=True, reason="Không có máy trạm")
    scheme, _ratio, manual = opened(province, planner)
    services.close_self_scoring(scheme, by=planner, at=AT)
    services.verify(scheme, two, answers={manual.pk: Verdict(Decimal(15), "Đã xem")}, by=planner, at=AT)
    sheet = ranking.sheet_of(scheme, two.pk, ranking.criteria_of(scheme))
    assert (sheet.points, sheet.total and sheet.total.of) == (Decimal(50), Decimal(30))
    assert [score.reason for score in sheet.scores if not score.applies] == ["Không có máy trạm"]


def test_reports_in_time_are_counted_when_they_are_due(province: Province) -> None:
    planner = province.planner()
    for quarter, days in ((1, -1), (2, 1)):
        province.report(2, 50, period=f"2026-Q{quarter}", submitted_at=AT + timedelta(days=days), due_at=AT)
    scheme = services.make_scheme(province.plan, year=2026, block="Sở", scope=SCOPE, by=planner, at=AT)
    services.add_criterion(
        scheme,
        code="1",
        name="Đúng hạn",
        points=Decimal(10),
        method="timeliness",
        params={"late": 50},
        by=planner,
        at=AT,
    )
    services.open_self_scoring(scheme, by=planner, at=AT + timedelta(days=2))
    assert points(scheme, "measured", 2) == Decimal("7.5")
    left_out = Score.objects.get(agency=province.departments[2])
    assert (left_out.applies, left_out.reason) == (False, "Không có báo cáo nào phải nộp trong năm.")


def test_points_that_differ_say_why(province: Province) -> None:
    planner, second, two = province.planner(), province.planner(2), province.departments[1]
    province.report(2, 50)
    scheme, ratio, manual = opened(province, planner)

    def own(key: int, *said: Any) -> tuple[str, str | None]:
        return refused(services.score_self, scheme, two, answers={key: Own(*said)}, by=second)

    assert own(ratio.pk, Decimal(36)) == ("progress.reason_missing", f"reason_{ratio.pk}")
    assert own(manual.pk, Decimal(5)) == ("progress.evidence_missing", f"evidence_{manual.pk}")
    assert own(ratio.pk, Decimal("70.01")) == ("progress.points_wrong", f"points_{ratio.pk}")
    assert own(manual.pk, Decimal("1.005"), "Ảnh") == ("progress.points_wrong", f"points_{manual.pk}")
    assert refused(services.score_self, scheme, two, answers={}, by=second)[0] == "progress.nothing_said"
    services.score_self(scheme, two, answers={ratio.pk: Own(Decimal(35))}, by=second, at=AT)
    services.close_self_scoring(scheme, by=planner, at=AT)
    wrong = refused(services.verify, scheme, two, answers={ratio.pk: Verdict(Decimal(30))}, by=planner)
    assert wrong == ("progress.remark_missing", f"remark_{ratio.pk}")
    wrong = refused(services.verify, scheme, two, answers={ratio.pk: Verdict(None)}, by=planner)
    assert wrong == ("progress.remark_missing", f"remark_{ratio.pk}")


def test_verification_ends_when_all_is_verified_and_takes_what_nobody_disputes(province: Province) -> None:
    planner, second, two = province.planner(), province.planner(2), province.departments[1]
    for number in (1, 2, 3):
        province.report(number, 50)
    scheme, ratio, manual = opened(province, planner)
    services.score_self(scheme, two, answers={ratio.pk: Own(Decimal(35))}, by=second, at=AT)
    services.close_self_scoring(scheme, by=planner, at=AT)
    assert refused(services.close_verification, scheme, by=planner)[0] == "progress.not_verified"
    for agency in province.departments:
        said = {manual.pk: Verdict(Decimal(0), "Không có minh chứng")}
        if agency != two:
            said[ratio.pk] = Verdict(Decimal(35))
        services.verify(scheme, agency, answers=said, by=planner, at=AT)
    services.close_verification(scheme, by=planner, at=AT)
    assert points(scheme, "verified", 2) == 35


def test_an_objection_is_looked_at_before_the_ranking_is_published(province: Province) -> None:
    planner, second, leader, two = province.planner(), province.planner(2), province.leader(), province.departments[1]
    scheme, ratio, manual = opened(province, planner)
    services.close_self_scoring(scheme, by=planner, at=AT)
    for agency in province.departments:
        said = {key.pk: Verdict(Decimal(0), "Không có số liệu") for key in (ratio, manual)}
        services.verify(scheme, agency, answers=said, by=planner, at=AT)
    services.close_verification(scheme, by=planner, at=AT)
    assert refused(services.answer, scheme, two, agrees=False, by=second) == ("progress.text_missing", "text")
    again = {manual.pk: Verdict(Decimal(10), "Có lớp đào tạo")}
    assert refused(services.verify, scheme, two, answers=again, by=planner)[0] == "progress.not_objected"
    services.answer(scheme, two, agrees=False, text="Có mở lớp", by=second, at=AT)
    assert refused(services.publish, scheme, by=leader)[0] == "progress.objection_open"
    services.verify(scheme, two, answers=again, by=planner, at=AT + timedelta(hours=1))
    content = services.publish(scheme, by=leader, at=AT + timedelta(hours=2)).content
    first = content["agencies"][0]
    assert (first["code"], first["place"], first["answer"]) == ("H99.2", 1, "objects")


def test_who_may_do_what(province: Province) -> None:
    planner, second, leader = province.planner(), province.planner(2), province.leader()
    two, three = province.departments[1:]
    scheme = province.scheme(planner)
    drafter, own, issuer = "progress.not_the_drafter", "progress.not_yours", "progress.not_the_issuer"
    given = {"year": 2026, "block": "Khác", "scope": SCOPE}
    assert refused(services.make_scheme, province.plan, by=second, **given)[0] == drafter
    more = {"code": "9", "name": "Khác", "points": Decimal(1), "method": "manual"}
    assert refused(services.add_criterion, scheme, by=second, **more)[0] == drafter
    assert refused(services.remove_criterion, scheme.criteria.first(), by=second)[0] == drafter
    assert refused(services.open_self_scoring, scheme, by=leader)[0] == drafter
    services.open_self_scoring(scheme, by=planner, at=AT)
    assert refused(services.score_self, scheme, three, answers={1: Own(Decimal(1))}, by=second)[0] == own
    assert refused(services.close_self_scoring, scheme, by=second)[0] == drafter
    services.close_self_scoring(scheme, by=planner, at=AT)
    assert refused(services.verify, scheme, two, answers={1: Verdict(Decimal(1))}, by=second)[0] == drafter
    assert refused(services.close_verification, scheme, by=second)[0] == drafter
    Scheme.objects.update(state=Scheme.State.CONFIRM)
    assert refused(services.answer, scheme, three, agrees=True, by=second)[0] == own
    assert refused(services.publish, scheme, by=planner)[0] == issuer


def test_a_scheme_is_made_whole(province: Province) -> None:
    planner = province.planner()
    scheme = province.scheme(planner)
    given: dict[str, Any] = {"code": "3", "name": "Khác", "points": Decimal(5), "by": planner}
    add = services.add_criterion
    assert refused(add, scheme, **given, method="magic") == ("progress.no_such_method", "method")
    assert refused(add, scheme, **given, method="steps") == ("progress.parameter_wrong", "steps")
    assert refused(add, scheme, **given, method="ratio") == ("progress.indicator_missing", "indicator")
    assert refused(add, scheme, **{**given, "code": "1"}, method="manual") == ("progress.code_taken", "code")
    assert refused(add, scheme, **{**given, "points": Decimal(0)}, method="manual") == ("progress.no_points", "points")
    again = {"year": 2026, "block": "Sở, ban, ngành", "scope": SCOPE, "by": planner}
    assert refused(services.make_scheme, province.plan, **again) == ("progress.block_taken", "block")
    late = {**again, "year": 2030}
    assert refused(services.make_scheme, province.plan, **late) == ("progress.year_wrong", "year")
    services.open_self_scoring(scheme, by=planner, at=AT)
    assert refused(add, scheme, **given, method="manual")[0] == "progress.not_now"
