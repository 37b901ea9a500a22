"""How a figure came to be, line by line: what it means, who must tell it, who told what, and how that was added up.

The command line prints it and a page shows it: the same lines.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from congvu.agencies.models import Agency
from congvu.base.refusals import Refusal
from congvu.measures.models import Run
from congvu.measures.rules import METRICS, QUOTIENTS, Figure, OverAgencies, OverTime, Term, term
from congvu.plans.models import Indicator, Plan, Target
from congvu.reporting import refusals
from congvu.reporting.models import Value
from congvu.reporting.rules.judging import standing
from congvu.reporting.selectors import sums
from congvu.reporting.selectors.beside import measured_beside, measured_each
from congvu.reporting.selectors.expecting import Expected
from congvu.reporting.selectors.reading import Reading, parts_of, read, summed
from congvu.reporting.selectors.spelling import number, part, percent, quotient, wanted
from congvu.web.spelling import as_date, as_time

MOST_NAMED = 30  # of a list of agencies in one line; all are on the page by agency


@dataclass(frozen=True, slots=True)
class Said:
    """One line; `address` is the page behind it, if it has one."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Some lines under one heading."""

    title: str
    lines: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All of it. `figure` is what is told in the end; `alone` where it was only measured."""

    plan: Plan
    indicator: Indicator
    term: Term
    figure: Figure
    alone: bool
    chapters: tuple[Chapter, ...]


def explain(plan: Plan, target: str, period: str) -> Explanation:
    """`target` is an indicator's code, with "/2026" the target of that year, else that of the period; `period` is a
    period's code. Refusals: reporting.no_such_period, no_such_indicator."""
    asked = _term(period)
    code, _slash, year = target.strip().partition("/")
    indicator = Indicator.objects.filter(code=code).first()
    if indicator is None:
        raise Refusal(refusals.NO_SUCH_INDICATOR, indicator=target, period=asked.label)
    reading = read(plan, [asked], indicators=[indicator.pk])
    pair = (indicator.pk, asked.code)
    if pair not in reading.expected.of:
        raise Refusal(refusals.NO_SUCH_INDICATOR, indicator=target, period=asked.label)
    figure = summed(reading)[pair]
    measured = measured_beside(plan, asked).get(indicator.pk)
    alone = figure.n is None and not figure.known and measured is not None and measured.n is not None
    expected = _of_year(reading.expected.of[pair], year, asked)
    told = _told(reading, indicator)
    chapters = (
        Chapter(_("Chỉ tiêu"), tuple(_definition(indicator))),
        Chapter(_("Mức phải đạt"), tuple(_target(indicator, expected))),
        Chapter(_("Cơ quan phải thực hiện"), tuple(_scope(reading, expected, asked))),
        Chapter(_("Cơ quan đã báo cáo"), tuple(_reports(reading, indicator, told, asked))),
        Chapter(_("Cộng lại"), tuple(_sum(reading, indicator, expected, figure, told, asked))),
        Chapter(_("Hệ thống đo"), tuple(_measures(reading, indicator, expected, measured, asked, alone=alone))),
    )
    return Explanation(plan, indicator, asked, measured if alone and measured else figure, alone, chapters)


def _of_year(expected: Expected, year: str, asked: Term) -> Expected:
    """The same with the target of a year that was asked for."""
    if not year:
        return expected
    rows = Target.objects.filter(plan=expected.target.plan_id, indicator=expected.target.indicator_id)
    found = rows.filter(year=int(year)).first() if year.isdecimal() else None
    if found is None:
        raise Refusal(
            refusals.NO_SUCH_INDICATOR, indicator=f"{expected.target.indicator.code}/{year}", period=asked.label
        )
    return replace(expected, target=found)


def _term(code: str) -> Term:
    try:
        return term(code)
    except ValueError:
        raise Refusal(refusals.NO_SUCH_PERIOD, period=code) from None


def _definition(indicator: Indicator) -> Iterator[Said]:
    yield Said(f"{indicator.code}: {indicator.name} ({indicator.get_unit_display()})")
    if indicator.numerator:
        yield Said(_("Tử số: {what}").format(what=indicator.numerator))
    if indicator.denominator:
        yield Said(_("Mẫu số: {what}").format(what=indicator.denominator))
    yield Said(
        _("Theo cơ quan: {agencies}. Theo thời gian: {time}. Chiều tốt: {direction}.").format(
            agencies=indicator.get_over_agencies_display(), time=indicator.get_over_time_display(),
            direction=indicator.get_direction_display(),
        )
    )  # fmt: skip
    if indicator.source:
        yield Said(_("Nguồn: {source}").format(source=indicator.source))


def _target(indicator: Indicator, expected: Expected) -> Iterator[Said]:
    target = expected.target
    when = _("năm {year}").format(year=target.year) if target.year else _("cả kỳ kế hoạch")
    yield Said(_("Mục tiêu {when}: {what}").format(when=when, what=wanted(indicator, target)))
    if target.year:
        yield Said(_("Mục tiêu chung của cả kỳ là mục tiêu riêng, không phải tổng của các năm."))


def _scope(reading: Reading, expected: Expected, asked: Term) -> Iterator[Said]:
    agencies = reading.expected.named(expected.agencies)
    if expected.target.scope_text:
        yield Said(_("Phạm vi, như kế hoạch viết: {scope}").format(scope=expected.target.scope_text))
    yield Said(
        _("Ngày {day}: {number} cơ quan. {names}").format(
            day=as_date(asked.days.last), number=len(agencies), names=_names(agencies)
        )
    )
    for agency, reason in expected.exempt:
        yield Said(_("Không phải thực hiện: {name}. Lý do: {reason}").format(name=agency.name, reason=reason or "—"))
    for key, value in sorted(expected.own.items()):
        if key in expected.agencies:
            agency = reading.expected.agencies[key]
            yield Said(_("Mức riêng của {name}: {value}").format(name=agency.name, value=number(value)))


def _told(reading: Reading, indicator: Indicator) -> dict[int, Figure]:
    """What is counted of each agency."""
    return {
        agency: Figure(n, d if indicator.unit in QUOTIENTS else None, int(whole), 1)
        for relation in (reading.relations() if reading.duties else ())
        for _code, _key, agency, n, d, whole in sums.each(relation)
    }


def _reports(reading: Reading, indicator: Indicator, told: dict[int, Figure], asked: Term) -> Iterator[Said]:
    periods = {part.period.code for part in parts_of([asked], reading.duties)}
    rows = (
        Value.objects.filter(duty__in=reading.duties, period__in=periods, indicator=indicator, counted=True)
        .select_related("report__duty", "agency")
        .prefetch_related("report__revisions")
        .order_by("agency__code", "period", "duty")
    )
    who = reading.who(indicator.pk, asked)
    for value in rows:
        yield Said(
            _report(value, indicator, counts=value.agency_id in told), _address("reporting-report", value.report_id)
        )
    quiet = reading.expected.named(key for key in who if key not in told)
    for agency in quiet:
        yield Said(_("{name}: chưa báo cáo. Thiếu không phải là 0.").format(name=agency.name))
    if not who and not rows:
        yield Said(_("Không cơ quan nào phải báo cáo chỉ tiêu này trong kỳ."))


def _report(value: Value, indicator: Indicator, *, counts: bool) -> str:
    """One line for one report: who, which period and revision, what, when it was told, what was measured, and why."""
    revision = next((one for one in value.report.revisions.all() if one.number == value.revision), None)
    said = [
        _("{agency}, {period}, lần {revision}: {what}").format(
            agency=value.agency.name, period=term(value.period).label, revision=value.revision,
            what=value.text or quotient(indicator, Figure(value.n, value.d)),
        )
    ]  # fmt: skip
    if revision is not None and revision.submitted_at:
        at = f"{as_time(revision.submitted_at)} {as_date(revision.submitted_at)}"
        said.append(_("{who} nộp {at}").format(who=revision.submitted_by or "—", at=at))
    said.append(str(value.report.get_state_display()))
    said.append(str(value.get_source_display()))
    if value.measured_n is not None:
        figure = Figure(value.measured_n, value.measured_d)
        said.append(
            _("lúc nộp hệ thống đo {what} (ngày {day})").format(
                what=quotient(indicator, figure), day=as_date(value.measured_on)
            )
        )
    if value.reason:
        said.append(_("lý do: {reason}").format(reason=value.reason))
    if value.evidence:
        said.append(_("minh chứng: {evidence}").format(evidence=value.evidence))
    if not counts:
        said.append(_("không tính vào tổng"))
    return "; ".join(said)


def _sum(
    reading: Reading, indicator: Indicator, expected: Expected, figure: Figure, told: dict[int, Figure], asked: Term
) -> Iterator[Said]:
    if asked in reading.ranges:
        how = _("số báo cáo cuối cùng trong kỳ của từng cơ quan")
        if indicator.over_time == OverTime.SUM:
            how = _("tổng các kỳ nhỏ của từng cơ quan")
        yield Said(_("{period} gồm nhiều kỳ báo cáo: lấy {how}.").format(period=asked.label, how=how))
    if indicator.over_agencies == OverAgencies.UNITS:
        yield Said(_("Đếm cơ quan đạt mức của mình: {what}").format(what=part(figure)))
    elif figure.n is not None:
        parts = [one for one in told.values() if one.n is not None]
        yield Said(_line(_("Tử số"), [one.n for one in parts], figure.n))
        if figure.d is not None:
            yield Said(_line(_("Mẫu số"), [one.d for one in parts], figure.d))
    yield Said(_("Kết quả: {what}").format(what=quotient(indicator, figure)))
    yield Said(
        _("{known} trên {expected} cơ quan đã báo cáo ({share}).").format(
            known=figure.known, expected=figure.expected, share=percent(figure.known, figure.expected)
        )
    )
    own = told.get(reading.plan.issuer_id)
    if own is None and reading.plan.issuer_id in reading.reporters:
        yield Said(_("Số của chính cơ quan ban hành, nếu có, đứng riêng và không cộng vào tổng."))
    verdict = standing(indicator, expected.target, figure)
    words = {True: _("Đạt mục tiêu."), False: _("Chưa đạt mục tiêu."), None: _("Chưa thể nói đạt hay chưa.")}
    yield Said(words[verdict])


def _measures(
    reading: Reading, indicator: Indicator, expected: Expected, measured: Figure | None, asked: Term, *, alone: bool
) -> Iterator[Said]:
    metrics = [METRICS[key] for key in (indicator.metric_n, indicator.metric_d) if key in METRICS]
    if not metrics:
        yield Said(_("Hệ thống không tự đo chỉ tiêu này."))
        return
    for metric in metrics:
        yield Said(f"{metric.key}: {metric.name}. {metric.definition}", _address("measures-metric", metric.key))
        if not metric.lit:
            yield Said(_("Chưa đo được: {why}").format(why=metric.why_dark))
    if measured is None:
        yield Said(_("Chưa có số đo trong kỳ này."))
    else:
        if alone:
            yield Said(_("Không cơ quan nào báo cáo: số đo đứng một mình."))
        yield Said(
            _("Số đo hiện nay: {what}, của {known} trên {expected} cơ quan.").format(
                what=quotient(indicator, measured), known=measured.known, expected=measured.expected
            )
        )
        each = measured_each(indicator, expected.agencies, asked, issuer_id=reading.plan.issuer_id)
        for key, one in sorted(each.items()):
            agency = reading.expected.agencies.get(key)
            if agency is not None:
                yield Said(
                    _("{agency}: {what} (ngày {day})").format(
                        agency=agency.name, what=quotient(indicator, one.figure), day=as_date(one.on)
                    )
                )
    yield from _runs({metric.key for metric in metrics}, asked)


def _runs(metrics: set[str], asked: Term) -> Iterator[Said]:
    """Who had it counted, over which days."""
    rows = Run.objects.filter(first__lt=asked.days.end, last__gte=asked.days.start).order_by("-pk")
    for run in [one for one in rows[:50] if metrics & set(one.metrics)][:5]:
        yield Said(
            _("Lượt đo số {number}: từ {first} đến {last}, {who} yêu cầu {at}.").format(
                number=run.pk, first=as_date(run.first), last=as_date(run.last), who=run.asked_by,
                at=as_date(run.asked_at),
            )
        )  # fmt: skip


def _line(what: str, parts: list[Decimal | None], whole: Decimal) -> str:
    shown = " + ".join(number(one) for one in parts[:MOST_NAMED])
    more = " + …" if len(parts) > MOST_NAMED else ""
    return f"{what}: {shown}{more} = {number(whole)}"


def _names(agencies: tuple[Agency, ...]) -> str:
    shown = ", ".join(one.short_name for one in agencies[:MOST_NAMED])
    rest = len(agencies) - MOST_NAMED
    return shown + (_(" và {rest} cơ quan khác").format(rest=rest) if rest > 0 else "")


def _address(name: str, key: Any) -> str:
    return reverse(name, args=[key])
