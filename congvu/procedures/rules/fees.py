"""What a dossier costs, and the arithmetic as the applicant reads it. Money is whole đồng."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from congvu.flow import condition

KINDS = ("none", "fixed", "per_page", "per_item")


@dataclass(frozen=True, slots=True)
class Exemption:
    """Where `when` holds over the answers the fee is `amount` (in đồng), mostly nothing."""

    when: str
    reason: str
    amount: int


@dataclass(frozen=True, slots=True)
class FeeRule:
    """How the fee is computed. `amount`, `first`, `next` and `ceiling` are đồng; `pages`, `copies` and `items` are keys
    of the answers. The ceiling is per copy; 0 is none."""

    kind: str = "none"
    amount: int = 0
    first: int = 0
    first_pages: int = 0
    next: int = 0
    ceiling: int = 0
    pages: str = ""
    copies: str = ""
    items: str = ""
    exempt: tuple[Exemption, ...] = ()
    note: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The answers that the fee depends on."""
        return tuple(key for key in (self.pages, self.copies, self.items) if key)


@dataclass(frozen=True, slots=True)
class Fee:
    """An amount in đồng, and how it came about, a sentence a line."""

    amount: int
    lines: tuple[str, ...]


def dong(amount: int) -> str:
    """25000 as "25.000 đồng"."""
    return _("%(amount)s đồng") % {"amount": f"{amount:,}".replace(",", ".")}


def fee(rule: FeeRule, answers: dict[str, Any]) -> Fee:
    """The fee of a dossier with these answers. A count that is not answered yet counts as one."""
    for exemption in rule.exempt:
        if condition.evaluate(exemption.when, {"answers": answers}):
            return Fee(exemption.amount, (f"{exemption.reason}: {dong(exemption.amount)}",))
    return {"none": _free, "fixed": _fixed, "per_page": _per_page, "per_item": _per_item}[rule.kind](rule, answers)


def _free(rule: FeeRule, answers: dict[str, Any]) -> Fee:  # noqa: ARG001
    return Fee(0, (_("Không thu phí, lệ phí"),))


def _fixed(rule: FeeRule, answers: dict[str, Any]) -> Fee:  # noqa: ARG001
    return Fee(rule.amount, (_("Mức thu một hồ sơ: %s") % dong(rule.amount),))


def _per_item(rule: FeeRule, answers: dict[str, Any]) -> Fee:
    items = _count(answers, rule.items)
    total = items * rule.amount
    line = _("%(items)d × %(each)s = %(total)s")
    return Fee(total, (line % {"items": items, "each": dong(rule.amount), "total": dong(total)},))


def _per_page(rule: FeeRule, answers: dict[str, Any]) -> Fee:
    pages, copies = _count(answers, rule.pages), _count(answers, rule.copies)
    begin = min(pages, rule.first_pages)
    rest = pages - begin
    each = begin * rule.first + rest * rule.next
    lines = [_("%(pages)d trang đầu × %(each)s") % {"pages": begin, "each": dong(rule.first)}]
    if rest:
        lines.append(_("%(pages)d trang tiếp theo × %(each)s") % {"pages": rest, "each": dong(rule.next)})
    if rule.ceiling and each > rule.ceiling:
        each = rule.ceiling
        lines.append(_("Tối đa một bản: %s") % dong(each))
    total = each * copies
    line = _("%(copies)d bản × %(each)s = %(total)s")
    lines.append(line % {"copies": copies, "each": dong(each), "total": dong(total)})
    return Fee(total, tuple(lines))


def _count(answers: dict[str, Any], key: str) -> int:
    return int(answers.get(key) or 1)
