"""Deeds on plans, measures, reports and points, each as the matrix of rights tries it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from congvu.base.actors import Actor
from congvu.measures import services as measures
from congvu.plans import services as planning
from congvu.plans.rules.reading import Layout
from congvu.plans.rules.sections import seen_of
from congvu.plans.testing import make_indicator
from congvu.progress import services as scoring
from congvu.reporting import services as reporting
from tests.house.plans import METRIC, SCOPE, Plans

Deed = Callable[[Plans, Actor], object]


def of(service: Callable[..., object], what: Callable[[Plans], object], *given: object, **more: Any) -> Deed:
    """A deed on one thing, named by its key."""
    return lambda plans, by: service(what(plans), *given, **more, by=by, at=plans.at)


def writing(name: str, *given: object, **more: Any) -> Deed:
    """A deed on the plan on which agencies comment."""
    return of(getattr(planning, name), lambda plans: plans.draft.pk, *given, **more)


def of_section(name: str, *given: object, added: bool = False, **more: Any) -> Deed:
    """A deed on one section of it."""
    service = getattr(planning, name)
    return lambda plans, by: service(
        plans.draft.pk, plans.added if added else plans.section, *given, **more, by=by, at=plans.at
    )


def reported(name: str, report: str = "open", **more: Any) -> Deed:
    """A deed on a report."""
    return of(getattr(reporting, name), lambda plans: getattr(plans, report).pk, seen=1, **more)


def begin(plans: Plans, by: Actor) -> object:
    given = {"drafter": plans.province, "issuer": plans.province, "year_from": plans.year, "year_to": plans.year}
    return planning.begin("APP5", **given, by=by, at=plans.at)  # type: ignore[arg-type]


def approve(plans: Plans, by: Actor) -> object:
    seen = plans.draft.versions.latest("number").revision
    return planning.approve(plans.draft.pk, number="9/QĐ-UBND", day=plans.today, seen=seen, by=by, at=plans.at)


def confirm_doubt(plans: Plans, by: Actor) -> object:
    remark = "Số trong quyết định là đúng."
    return planning.confirm_doubt(plans.draft.pk, **plans.doubt, remark=remark, by=by, at=plans.at)


def make_duty(plans: Plans, by: Actor) -> object:
    wanted = reporting.wanted_of(plans.duty)
    return reporting.make_duty(plans.plan, replace(wanted, code="R-2"), by=by, at=plans.at)


def change_duty(plans: Plans, by: Actor) -> object:
    wanted = replace(reporting.wanted_of(plans.duty), title="Báo cáo quý")
    return reporting.change_duty(plans.duty.pk, wanted, by=by, at=plans.at)


def score_self(plans: Plans, by: Actor) -> object:
    said = {plans.criterion.pk: scoring.Own(Decimal(20), "Danh sách lớp")}
    return scoring.score_self(plans.scheme, plans.commune, answers=said, by=by, at=plans.at)


def verify(plans: Plans, by: Actor) -> object:
    said = {plans.criterion.pk: scoring.Verdict(Decimal(20), "Đã xem")}
    return scoring.verify(plans.verifying(), plans.commune, answers=said, by=by, at=plans.at)


def counted(name: str) -> Deed:
    """A deed of the measures, on yesterday."""
    service = getattr(measures, name)
    return lambda plans, by: service([METRIC], plans.yesterday, plans.yesterday, by=by, at=plans.at)


MEANT = planning.Meant(code="CT-02", name="Máy trạm", numerator="có cài", denominator="tất cả")
STOOD = planning.Stood(code="HT-02", name="Máy chủ", year=2025, n=Decimal(3))
SUM, TOTAL = planning.Sum(fund="other", measure="paid", amount=1, year=2026), planning.Total(code="K2", name="Vốn")
DEEDS: dict[str, Deed] = {
    "measures.ask": counted("ask"),
    "measures.count": counted("count"),
    "plans.begin": begin,
    "plans.rename": lambda plans, by: planning.rename(
        plans.draft.pk, title="Tên", year_from=plans.year, year_to=plans.year + 2, by=by, at=plans.at
    ),
    "plans.write_section": of_section("write_section", "Nội dung", seen=seen_of("")),
    "plans.add_section": writing("add_section", title="Phụ lục 2"),
    "plans.rename_section": of_section("rename_section", number="9", title="Tên khác"),
    "plans.move_section": of_section("move_section", up=False),
    "plans.remove_section": of_section("remove_section", added=True),
    "plans.skip_section": of_section("skip_section", reason="Không có"),
    "plans.restore_section": of_section("restore_section"),
    "plans.pull_figures": lambda plans, by: planning.pull_figures(
        plans.draft.pk, plans.section, [METRIC], on=plans.yesterday, by=by, at=plans.at
    ),
    "plans.add_legal": lambda plans, by: planning.add_legal(number="1/NĐ", kind="decree", by=by, at=plans.at),
    "plans.pick_legal": of_section("pick_legal", []),
    "plans.make_version": writing("make_version", reason="Trước khi họp"),
    "plans.send_for_comment": lambda plans, by: planning.send_for_comment(
        plans.draft.pk, until=plans.today + timedelta(days=9), by=by, at=plans.at
    ),
    "plans.comment": lambda plans, by: planning.comment(
        plans.draft.pk, "Thêm tiến độ.", agency=plans.commune, by=by, at=plans.at
    ),
    "plans.agree": lambda plans, by: planning.agree(plans.draft.pk, agency=plans.commune, by=by, at=plans.at),
    "plans.answer": of(planning.answer, lambda plans: plans.comment.pk, answer="taken"),
    "plans.submit": writing("submit"),
    "plans.approve": approve,
    "plans.send_back": writing("send_back", reason="Thiếu"),
    "plans.publish": writing("publish"),
    "plans.begin_amendment": of(planning.begin_amendment, lambda plans: plans.plan.pk, reason="Thêm dự án"),
    "plans.end": of(planning.end, lambda plans: plans.plan.pk, reason="Hết kỳ"),
    "plans.make_indicator": lambda plans, by: planning.make_indicator(MEANT, by=by, at=plans.at),
    "plans.change_indicator": lambda plans, by: planning.change_indicator(
        make_indicator("CT-03").pk, MEANT, by=by, at=plans.at
    ),
    "plans.set_target": lambda plans, by: planning.set_target(
        plans.draft.pk, planning.Wanted(indicator_id=plans.indicator.pk, value=Decimal(9)), by=by, at=plans.at
    ),
    "plans.remove_target": of(planning.remove_target, lambda plans: plans.aim.pk),
    "plans.assign": lambda plans, by: planning.assign(
        plans.aim.pk, [plans.commune.pk], value=Decimal(9), by=by, at=plans.at
    ),
    "plans.exempt": lambda plans, by: planning.exempt(
        plans.aim.pk, [plans.commune.pk], reason="Không có mạng", by=by, at=plans.at
    ),
    "plans.undo_assignment": lambda plans, by: planning.undo_assignment(
        plans.aim.pk, [plans.commune.pk], by=by, at=plans.at
    ),
    "plans.set_baseline": writing("set_baseline", STOOD),
    "plans.remove_baseline": of(planning.remove_baseline, lambda plans: plans.baseline.pk),
    "plans.set_project": writing("set_project", planning.Undertaking(code="P-2", name="Thư điện tử")),
    "plans.remove_project": of(planning.remove_project, lambda plans: plans.project.pk),
    "plans.follow_project": of(planning.follow_project, lambda plans: plans.project.pk, progress="running"),
    "plans.set_money": of(planning.set_money, lambda plans: plans.project.pk, SUM),
    "plans.remove_money": of(planning.remove_money, lambda plans: plans.money.pk),
    "plans.set_budget": writing("set_budget", TOTAL),
    "plans.remove_budget": of(planning.remove_budget, lambda plans: plans.budget.pk),
    "plans.confirm_doubt": confirm_doubt,
    "plans.begin_import": Plans.begin_import,
    "plans.choose_table": of(planning.choose_table, lambda plans: plans.read.pk, 0),
    "plans.shape_import": of(planning.shape_import, lambda plans: plans.read.pk, Layout()),
    "plans.decide": of(planning.decide, lambda plans: plans.read.pk, {}),
    "plans.look_again": of(planning.look_again, lambda plans: plans.read.pk),
    "plans.take_import": of(planning.take_import, lambda plans: plans.read.pk),
    "plans.drop_import": of(planning.drop_import, lambda plans: plans.read.pk),
    "reporting.make_duty": make_duty,
    "reporting.change_duty": change_duty,
    "reporting.stop_duty": of(reporting.stop_duty, lambda plans: plans.duty.pk, reason="Thôi"),
    "reporting.ask": lambda plans, by: reporting.ask(plans.survey.pk, [plans.elsewhere.pk], by=by, at=plans.at),
    "reporting.write": reported("write", words="Đã cài 3 máy."),
    "reporting.submit": reported("submit"),
    "reporting.return_": reported("return_", remarks="Thiếu minh chứng"),
    "reporting.accept": reported("accept"),
    "reporting.reopen": reported("reopen", "accepted", reason="Ghi nhầm"),
    "reporting.lock": lambda plans, by: reporting.lock(plans.duty.pk, plans.fourth, by=by, at=plans.at),
    "reporting.unlock": lambda plans, by: reporting.unlock(
        plans.duty.pk, plans.second, reason="Ghi nhầm", by=by, at=plans.at
    ),
    "reporting.consolidate": lambda plans, by: reporting.consolidate(plans.duty.pk, plans.third, by=by, at=plans.at),
    "progress.make_scheme": lambda plans, by: scoring.make_scheme(
        plans.plan, year=plans.year, block="Khối mới", scope=SCOPE, by=by, at=plans.at
    ),
    "progress.add_criterion": lambda plans, by: scoring.add_criterion(
        plans.make_scheme(), code="2", name="Minh chứng", points=Decimal(9), method="manual", by=by, at=plans.at
    ),
    "progress.remove_criterion": lambda plans, by: scoring.remove_criterion(plans.begun_scheme(), by=by, at=plans.at),
    "progress.open_self_scoring": lambda plans, by: scoring.open_self_scoring(plans.make_scheme(), by=by, at=plans.at),
    "progress.score_self": score_self,
    "progress.close_self_scoring": lambda plans, by: scoring.close_self_scoring(plans.scheme, by=by, at=plans.at),
    "progress.verify": verify,
    "progress.close_verification": lambda plans, by: scoring.close_verification(plans.verified(), by=by, at=plans.at),
    "progress.answer": lambda plans, by: scoring.answer(
        plans.confirming(), plans.commune, agrees=True, by=by, at=plans.at
    ),
    "progress.publish": lambda plans, by: scoring.publish(plans.confirming(), by=by, at=plans.at),
}
BEFORE: dict[str, Callable[[Plans], object]] = {
    "plans.restore_section": Plans.skip,
    "plans.make_version": Plans.revise,
    "plans.send_for_comment": Plans.back,
    "plans.submit": Plans.complete,
    "plans.approve": Plans.submit,
    "plans.send_back": Plans.submit,
    "plans.publish": Plans.approve,
    "plans.undo_assignment": Plans.assign,
    "plans.take_import": Plans.decide,
    "reporting.submit": Plans.write,
    "reporting.return_": Plans.tell,
    "reporting.accept": Plans.tell,
}
