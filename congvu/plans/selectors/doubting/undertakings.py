"""Checks of projects and their money."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from congvu.plans.models import Money, Plan, Project
from congvu.plans.rules.doubting import Doubt, facts, repeated
from congvu.plans.rules.eligibility import asked_for, eligible, last_day
from congvu.plans.rules.printed import span
from congvu.plans.rules.telling import told_number
from congvu.plans.rules.words import Fund, MoneyMeasure, ProjectKind
from congvu.plans.selectors.purses import added


def of_projects(plan: Plan, projects: list[Project]) -> Iterable[Doubt]:
    """Repeated row numbers, years that do not meet the plan's, nobody in the lead, new ones decided too late."""
    for group, printed in repeated((one.group, one.printed) for one in projects if one.printed):
        codes = [one.code for one in projects if (one.group, one.printed) == (group, printed)]
        sentence = _("Số thứ tự {printed} của nhóm “{group}” dùng cho {many} dòng: {codes}.").format(
            printed=printed, group=group or _("không tên"), many=len(codes), codes=", ".join(codes)
        )
        yield Doubt(f"rows:{group[:60]}:{printed}", sentence, facts(*codes), _("Danh mục dự án, nhiệm vụ"))
    for one in projects:
        where = _("Dự án {code}").format(code=one.code)
        if one.lead_id is None and not one.leads.strip():
            sentence = _("Dự án {code} “{name}” chưa có đơn vị chủ trì.").format(code=one.code, name=one.name)
            yield Doubt(f"lead:{one.code}", sentence, "", where)
        yield from _years(plan, one, where)
        yield from _eligibility(plan, one, where)


def of_money(plan: Plan, projects: list[Project], money: dict[int, list[Money]]) -> Iterable[Doubt]:
    """Sums by year and source that are not the estimate, more planned than there is, years outside the plan."""
    for one in projects:
        rows, where = money.get(one.pk, []), _("Kinh phí của {code}").format(code=one.code)
        estimate = [row for row in rows if row.measure == MoneyMeasure.ESTIMATE and not row.upto and not row.forecast]
        yield from _spread(one, estimate, where)
        yield from _more_than_there_is(one, rows, estimate, where)
        outside = sorted({row.year for row in estimate + _needed(rows) if row.year and _out(plan, one, row.year)})
        if outside:
            sentence = _("Dự án {code} có kinh phí kế hoạch của năm {years}, ngoài thời gian thực hiện ({span}).")
            years = ", ".join(str(year) for year in outside)
            told = span(one.start or plan.year_from, one.end or plan.year_to)
            yield Doubt(
                f"money-years:{one.code}", sentence.format(code=one.code, years=years, span=told),
                facts(years, told), where,
            )  # fmt: skip


def _years(plan: Plan, one: Project, where: str) -> Iterable[Doubt]:
    begins, ends = one.start or plan.year_from, one.end or one.start or plan.year_to
    early = one.kind == ProjectKind.NEW and begins < plan.year_from
    if begins > plan.year_to or ends < plan.year_from or early:
        sentence = _("Dự án {code} làm trong {span}, kế hoạch là của {years}.").format(
            code=one.code, span=span(one.start, one.end), years=span(plan.year_from, plan.year_to)
        )
        yield Doubt(f"project-years:{one.code}", sentence, facts(one.start, one.end), where)


def _eligibility(plan: Plan, one: Project, where: str) -> Iterable[Doubt]:
    year = asked_for(year_from=plan.year_from, year_to=plan.year_to, start=one.start)
    if year is None or eligible(one.kind, year=year, decided_on=one.decided_on, in_long_plan=one.in_long_plan):
        return
    decided = f"{one.decided_on:%d/%m/%Y}" if one.decided_on else _("chưa có")
    sentence = _(
        "Dự án mới {code} không đủ điều kiện đưa vào kế hoạch năm {year}: quyết định đầu tư {decided}, phải có chậm "
        "nhất ngày {last}, hoặc thuộc kế hoạch 5 năm đã duyệt."
    ).format(code=one.code, year=year, decided=decided, last=f"{last_day(year):%d/%m/%Y}")
    yield Doubt(f"eligible:{one.code}", sentence, facts(year, decided), where, refuses=True)


def _spread(one: Project, estimate: list[Money], where: str) -> Iterable[Doubt]:
    """The estimate of all years against those of single ones, in all; where that is right, source by source."""
    whole, years = ([row for row in estimate if (row.year is None) == single] for single in (True, False))
    if not whole or not years:
        return
    total, spread = added(whole) or 0, added(years) or 0
    if total != spread:
        sentence = _("Dự án {code}: tổng kinh phí là {total} đồng, cộng các năm là {spread} đồng, lệch {gap} đồng.")
        yield Doubt(
            f"money-spread:{one.code}",
            sentence.format(
                code=one.code, total=told_number(total), spread=told_number(spread),
                gap=told_number(abs(total - spread)),
            ),
            facts(total, spread), where,
        )  # fmt: skip
        return
    for fund in dict.fromkeys(row.fund for row in whole):
        mine = [row for row in years if row.fund == fund]
        total, spread = added(row for row in whole if row.fund == fund) or 0, added(mine) or 0
        if mine and total != spread:
            sentence = _("Dự án {code}, {fund}: tổng là {total} đồng, cộng các năm là {spread} đồng.")
            yield Doubt(
                f"money-fund:{one.code}:{fund}",
                sentence.format(
                    code=one.code, fund=Fund(fund).label, total=told_number(total),
                    spread=told_number(spread),
                ),
                facts(total, spread), where,
            )  # fmt: skip


def _more_than_there_is(one: Project, rows: list[Money], estimate: list[Money], where: str) -> Iterable[Doubt]:
    whole = added(row for row in estimate if row.year is None)
    needed = added(_needed(rows))
    if whole is None or needed is None or needed <= whole:
        return
    sentence = _("Dự án {code}: nhu cầu các năm là {needed} đồng, nhiều hơn tổng kinh phí {whole} đồng.")
    yield Doubt(
        f"money-need:{one.code}",
        sentence.format(code=one.code, needed=told_number(needed), whole=told_number(whole)),
        facts(needed, whole), where,
    )  # fmt: skip


def _needed(rows: list[Money]) -> list[Money]:
    return [row for row in rows if row.measure == MoneyMeasure.NEED and not row.upto and not row.forecast]


def _out(plan: Plan, one: Project, year: int) -> bool:
    return not (one.start or plan.year_from) <= year <= (one.end or plan.year_to)
