"""What a dossier costs, and the arithmetic as the applicant reads it. Money is whole đồng."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.flow import condition

KINDS = ("none", "fixed", "per_page", "per_item", "tiers", "sum")
ONLINE = "online"
# Law 97/2015 on fees and charges: a fee pays for a service, a charge is a fixed sum for a paper. "": not said.
TYPES = {
    "fee": gettext_lazy("Phí"),
    "charge": gettext_lazy("Lệ phí"),
    "": gettext_lazy("Phí, lệ phí"),
}


def dong(amount: int) -> str:
    """25000 as "25.000 đồng"."""
    return _("%(amount)s đồng") % {"amount": f"{amount:,}".replace(",", ".")}


def percent(share: Decimal) -> str:
    """0.125 as "12,5%"."""
    return f"{(share * 100).normalize():f}%".replace(".", ",")


@dataclass(frozen=True, slots=True)
class Exemption:
    """Where `when` holds over the answers (empty: always), `amount` đồng are to be paid, mostly nothing; where a
    `share` is given, that share of the fee instead. A share of each item is rounded to whole đồng, half a đồng up."""

    when: str
    reason: str
    amount: int = 0
    share: Decimal | None = None

    @property
    def dues(self) -> str:
        """What is then to be paid, in words."""
        return dong(self.amount) if self.share is None else _("%s mức thu") % percent(self.share)

    def holds(self, answers: dict[str, Any]) -> bool:
        return not self.when or bool(condition.evaluate(self.when, {"answers": answers}))


@dataclass(frozen=True, slots=True)
class Tier:
    """`amount` đồng for up to and including `up_to`."""

    up_to: int
    amount: int


@dataclass(frozen=True, slots=True)
class FeeRule:
    """How the fee is computed. `amount`, `first`, `next` and `ceiling` are đồng; `pages`, `copies`, `items` and `of`
    are keys of the answers. The ceiling is per copy, or for all the items; 0 is none. Above the last tier its amount
    stays.

    Of `exempt` the first that holds counts. Then `reissue`, and for what is handed in `online` that, lower what is
    left; neither ever raises it. A `sum` adds up the `parts` whose `when` holds, each a rule of its own.
    """

    kind: str = "none"
    name: str = ""
    type: str = ""
    when: str = ""
    amount: int = 0
    first: int = 0
    first_pages: int = 0
    next: int = 0
    ceiling: int = 0
    pages: str = ""
    copies: str = ""
    items: str = ""
    of: str = ""
    tiers: tuple[Tier, ...] = ()
    parts: tuple["FeeRule", ...] = ()
    exempt: tuple[Exemption, ...] = ()
    reissue: Exemption | None = None
    online: Exemption | None = None
    note: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The answers by whose count the fee grows."""
        own = tuple(key for key in (self.pages, self.copies, self.items) if key)
        return tuple(dict.fromkeys(own + tuple(key for part in self.parts for key in part.keys)))


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is paid for; `type` as in `TYPES`, `amount` in đồng."""

    name: str
    type: str
    amount: int


@dataclass(frozen=True, slots=True)
class Fee:
    """An amount in đồng, and how it came about, a sentence a line; `items` are what it is paid for, and make it up."""

    amount: int
    lines: tuple[str, ...]
    items: tuple[Item, ...] = ()


def fee(rule: FeeRule, answers: dict[str, Any], channel: str = "counter") -> Fee:
    """The fee of a dossier with these answers, handed in by this channel. A count that is not answered yet is one."""
    found = _COMPUTE[rule.kind](rule, answers, channel)
    exemption = next((one for one in rule.exempt if one.holds(answers)), None)
    if exemption:
        found = _reduced(rule, found, exemption)
    if rule.reissue and rule.reissue.holds(answers):
        found = _lowered(rule, found, rule.reissue)
    if rule.online and channel == ONLINE:
        found = _lowered(rule, found, rule.online)
    return replace(found, items=tuple(item for item in found.items if item.amount))


def _lowered(rule: FeeRule, found: Fee, by: Exemption) -> Fee:
    reduced = _reduced(rule, found, by)
    return reduced if reduced.amount < found.amount else found


def _reduced(rule: FeeRule, found: Fee, by: Exemption) -> Fee:
    reason = by.reason or _("Nộp hồ sơ trực tuyến")
    if by.share is None:
        return _one(rule, by.amount, f"{reason}: {dong(by.amount)}")
    items = tuple(replace(item, amount=_rounded(item.amount * by.share)) for item in found.items)
    total = sum(item.amount for item in items)
    line = _("%(reason)s, thu %(share)s: %(total)s")
    said = line % {"reason": reason, "share": percent(by.share), "total": dong(total)}
    return Fee(total, (*found.lines, said), items)


def _rounded(amount: Decimal) -> int:
    return int(amount.to_integral_value(ROUND_HALF_UP))


def _one(rule: FeeRule, amount: int, *lines: str) -> Fee:
    types = {part.type for part in rule.parts} or {rule.type}
    type = types.pop() if len(types) == 1 else ""
    return Fee(amount, lines, (Item(rule.name or str(TYPES[type]), type, amount),))


def _free(rule: FeeRule, answers: dict[str, Any], channel: str) -> Fee:  # noqa: ARG001
    return Fee(0, (_("Không thu phí, lệ phí"),))


def _fixed(rule: FeeRule, answers: dict[str, Any], channel: str) -> Fee:  # noqa: ARG001
    return _one(rule, rule.amount, _("Mức thu một hồ sơ: %s") % dong(rule.amount))


def _per_item(rule: FeeRule, answers: dict[str, Any], channel: str) -> Fee:  # noqa: ARG001
    items = _count(answers, rule.items)
    total = items * rule.amount
    line = _("%(items)d × %(each)s = %(total)s")
    lines = [line % {"items": items, "each": dong(rule.amount), "total": dong(total)}]
    if rule.ceiling and total > rule.ceiling:
        total = rule.ceiling
        lines.append(_("Tối đa: %s") % dong(total))
    return _one(rule, total, *lines)


def _per_page(rule: FeeRule, answers: dict[str, Any], channel: str) -> Fee:  # noqa: ARG001
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
    return _one(rule, total, *lines)


def _tiers(rule: FeeRule, answers: dict[str, Any], channel: str) -> Fee:  # noqa: ARG001
    count = _count(answers, rule.of)
    tier = next((tier for tier in rule.tiers if count <= tier.up_to), rule.tiers[-1])
    line = _("Mức thu đến %(up_to)d: %(amount)s")
    if count > tier.up_to:
        line = _("Mức thu trên %(up_to)d: %(amount)s")
    return _one(rule, tier.amount, line % {"up_to": tier.up_to, "amount": dong(tier.amount)})


def _sum(rule: FeeRule, answers: dict[str, Any], channel: str) -> Fee:
    parts = [part for part in rule.parts if Exemption(part.when, "").holds(answers)]
    fees = [fee(part, answers, channel) for part in parts]
    lines = [f"{part.name}: {line}" for part, one in zip(parts, fees, strict=True) for line in one.lines]
    total = sum(one.amount for one in fees)
    if len(parts) > 1:
        lines.append(_("Cộng: %s") % dong(total))
    return Fee(
        total, tuple(lines) or _free(rule, answers, channel).lines, tuple(item for one in fees for item in one.items)
    )


def _count(answers: dict[str, Any], key: str) -> int:
    return int(answers.get(key) or 1)


_COMPUTE: dict[str, Callable[[FeeRule, dict[str, Any], str], Fee]] = {
    "none": _free,
    "fixed": _fixed,
    "per_page": _per_page,
    "per_item": _per_item,
    "tiers": _tiers,
    "sum": _sum,
}
