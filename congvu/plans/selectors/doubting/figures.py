"""Checks of totals, baselines, targets and legal texts."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from congvu.measures.rules import QUOTIENTS, Direction, Unit
from congvu.plans.models import Baseline, Budget, LegalText, Plan, Target
from congvu.plans.rules.doubting import Doubt, facts, parts_sum, rounds_to
from congvu.plans.rules.telling import told_number, told_year
from congvu.tabular.numbers import read_number


def of_budgets(budgets: Iterable[Budget]) -> Iterable[Doubt]:
    """Parts that do not add up to their total, and numbers that can be read in two ways."""
    for one in budgets:
        where = _place(_("Tổng kinh phí {code}").format(code=one.code), one.section)
        whole, total = parts_sum(one.parts), one.amount
        if whole is not None and total is not None and whole != total:
            yield Doubt(
                f"budget-parts:{one.code}",
                _("“{name}”: tổng là {total} đồng, các phần cộng lại là {whole} đồng, lệch {gap} đồng.").format(
                    name=one.name, total=told_number(total), whole=told_number(whole),
                    gap=told_number(abs(whole - total)),
                ),
                facts(total, whole), where,
            )  # fmt: skip
        # Parts that add up say how the total is to be read.
        yield from _told(
            f"budget:{one.code}", one.name, one.told, one.doubt, where, settled=whole is not None and whole == total
        )


def of_baselines(plan: Plan, baselines: Iterable[Baseline]) -> Iterable[Doubt]:
    """Numerators above denominators, percentages that are not their quotient, parts that do not add up."""
    for one in baselines:
        where = _place(_("Hiện trạng {code}").format(code=one.code), one.section)
        yield from _quotient(f"baseline:{one.code}", one.name, one.n, one.d, where)
        yield from _misquoted(one, where)
        whole, total = parts_sum(one.parts), one.n if one.value is None else one.value
        if whole is not None and total is not None and whole != total:
            yield Doubt(
                f"baseline-parts:{one.code}",
                _("“{name}”: tổng là {total}, các phần cộng lại là {whole}.").format(
                    name=one.name, total=told_number(total), whole=told_number(whole)
                ),
                facts(total, whole), where,
            )  # fmt: skip
        if one.year > plan.year_to:
            yield Doubt(
                f"baseline-year:{one.code}",
                _("“{name}” là số liệu năm {year}, sau năm cuối của kế hoạch ({last}).").format(
                    name=one.name, year=one.year, last=plan.year_to
                ),
                facts(one.year, plan.year_to), where,
            )  # fmt: skip
        # What is counted is whole, so "5.181" machines are no five.
        counted = one.unit not in ("%", *QUOTIENTS) and total is not None and total == total.to_integral_value()
        yield from _told(f"baseline:{one.code}", one.name, one.told, one.doubt, where, settled=counted)


def of_targets(plan: Plan, targets: list[Target], baselines: list[Baseline]) -> Iterable[Doubt]:
    """Percentages without a denominator or beyond 100, years outside the plan, falling ones without a beginning."""
    begun = {one.indicator_id for one in baselines if one.n is not None or one.value is not None}
    for one in targets:
        code, when = one.indicator.code, told_year(one.year)
        where = _place(_("Mục tiêu {code}, {when}").format(code=code, when=when), one.section)
        key = f"{code}:{one.year or ''}"
        unit, missing = one.indicator.unit, not (one.indicator.numerator and one.indicator.denominator)
        if unit in QUOTIENTS and missing:
            sentence = _("Mục tiêu {code} là tỷ lệ nhưng chỉ tiêu “{name}” không nói rõ tử số và mẫu số.")
            said = facts(one.indicator.numerator, one.indicator.denominator)
            yield Doubt(f"target-of-what:{key}", sentence.format(code=code, name=one.indicator.name), said, where)
        if unit == Unit.PERCENT and one.value is not None and one.value > 100:
            sentence = _("Mục tiêu {code}, {when} là {value} %, quá 100 %.")
            said = told_number(one.value)
            yield Doubt(f"target-beyond:{key}", sentence.format(code=code, when=when, value=said), said, where)
        if one.year is not None and not plan.year_from <= one.year <= plan.year_to:
            sentence = _("Mục tiêu {code} của năm {year} nằm ngoài thời gian của kế hoạch ({first} - {last}).")
            said = facts(one.year, plan.year_from, plan.year_to)
            yield Doubt(
                f"target-year:{key}",
                sentence.format(code=code, year=one.year, first=plan.year_from, last=plan.year_to), said, where,
            )  # fmt: skip
        no_beginning = one.baseline_n is None and one.indicator_id not in begun
        if one.indicator.direction == Direction.DOWN and one.value is not None and no_beginning:
            sentence = _(
                "Mục tiêu {code} là giảm xuống {value} nhưng không có số hiện trạng, nên không tính được đã giảm bao "
                "nhiêu."
            )
            said = told_number(one.value)
            yield Doubt(f"target-from:{key}", sentence.format(code=code, value=said), said, where)
        yield from _quotient(f"target:{key}", one.indicator.name, one.baseline_n, one.baseline_d, where)


def of_legal_texts(texts: Iterable[LegalText]) -> Iterable[Doubt]:
    """Numbers of texts of which the register itself says that they are doubtful."""
    for one in texts:
        sentence = _("Văn bản {number}: {doubt}").format(number=one.number, doubt=_ended(one.doubt))
        yield Doubt(f"legal:{one.pk}", sentence, facts(one.number, one.doubt), _("Căn cứ pháp lý"))


def _quotient(key: str, name: str, n: Decimal | None, d: Decimal | None, where: str) -> Iterable[Doubt]:
    if n is None or d is None or 0 < d >= n:
        return
    sentence = _("“{name}”: tử số {n} lớn hơn mẫu số {d}.") if d else _("“{name}”: tử số là {n} nhưng mẫu số là {d}.")
    yield Doubt(
        f"{key}:n-d", sentence.format(name=name, n=told_number(n), d=told_number(d)), facts(n, d), where
    )  # fmt: skip


def _misquoted(one: Baseline, where: str) -> Iterable[Doubt]:
    """A percentage that stands beside its numerator and denominator, and is not their quotient."""
    if one.n is None or not one.d or one.value is None:
        return
    percent = one.unit in ("%", Unit.PERCENT)
    exact = one.n / one.d * (100 if percent else 1)
    if rounds_to(exact, one.value):
        return
    yield Doubt(
        f"baseline-quotient:{one.code}",
        _("“{name}”: ghi là {value}, nhưng {n}/{d} là {exact}.").format(
            name=one.name, value=told_number(one.value), n=told_number(one.n), d=told_number(one.d),
            exact=told_number(round(exact, 2)),
        ),
        facts(one.value, one.n, one.d), where,
    )  # fmt: skip


def _told(key: str, name: str, told: str, doubt: str, where: str, *, settled: bool) -> Iterable[Doubt]:
    """What whoever took a figure over wants confirmed; else whether its words can be read in two ways."""
    if doubt:
        sentence = _("“{name}”: {doubt}").format(name=name, doubt=_ended(doubt))
        yield Doubt(f"{key}:doubt", sentence, facts(told, doubt), where)
        return
    read = read_number(told) if told[:1].isdigit() and not settled else None
    if read and len(read.choices) > 1:
        first, second = (told_number(choice) for choice in read.choices[:2])
        sentence = _("“{name}” ghi “{told}”: có thể là {first}, cũng có thể là {second}.")
        said = sentence.format(name=name, told=told, first=first, second=second)
        yield Doubt(f"{key}:told", said, facts(told), where)


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."


def _place(what: str, section: str) -> str:
    return _("{what}, mục {section}").format(what=what, section=section) if section else what
