"""The part of procedure.yaml that says what a dossier costs."""

from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from congvu.procedures.rules import fees
from congvu.procedures.rules.cursor import Cursor

TYPES = tuple(one for one in fees.TYPES if one)
SIMPLE = tuple(kind for kind in fees.KINDS if kind != "sum")


def fee_of(at: Cursor, *, part: bool = False) -> fees.FeeRule:
    """Read a fee rule, or a part of a sum; what is wrong is complained of at its line."""
    kind = at.one_of("kind", SIMPLE if part else fees.KINDS)
    per_page = kind == "per_page"
    found = fees.FeeRule(
        kind=kind,
        name=at.text("name") if part else at.text("name", ""),
        type=at.one_of("type", TYPES, "") if kind != "sum" else "",
        when=at.text("when", "") if part else "",
        amount=at.number("amount") if kind in {"fixed", "per_item"} else 0,
        first=at.number("first") if per_page else 0,
        first_pages=at.number("first_pages") if per_page else 0,
        next=at.number("next") if per_page else 0,
        ceiling=at.number("ceiling", 0) if kind in {"per_page", "per_item"} else 0,
        pages=at.text("pages") if per_page else "",
        copies=at.text("copies") if per_page else "",
        items=at.text("items") if kind == "per_item" else "",
        of=at.text("of") if kind == "tiers" else "",
        tiers=_tiers(at) if kind == "tiers" else (),
        parts=_parts(at) if kind == "sum" else (),
        exempt=tuple(_exemption(one) for one in at.children("exempt", optional=True)),
        reissue=_exemption(at.child("reissue"), share=True) if _asked(at, "reissue") else None,
        online=_online(at.child("online")) if _asked(at, "online") else None,
        note=at.text("note", ""),
    )
    at.close()
    return found


def _asked(at: Cursor, key: str) -> bool:
    at.asked.add(key)
    return at.has(key)


def _tiers(at: Cursor) -> tuple[fees.Tier, ...]:
    found = []
    for one in at.children("tiers"):
        found.append(fees.Tier(one.number("up_to", least=1), one.number("amount")))
        one.close()
    if not found:
        at.complain(_("Chưa có mức nào."), _("Thêm ít nhất một mức: {up_to: 50, amount: 300000}."), "tiers")
    return tuple(found) or (fees.Tier(1, 0),)


def _parts(at: Cursor) -> tuple[fees.FeeRule, ...]:
    found = tuple(fee_of(one, part=True) for one in at.children("parts"))
    if not found:
        at.complain(_("Chưa có khoản thu nào."), _("Thêm ít nhất một khoản vào parts."), "parts")
    return found


def _exemption(at: Cursor, *, share: bool = False) -> fees.Exemption:
    """`share`: one must be given."""
    when, reason = at.text("when"), at.text("reason")
    if share or _asked(at, "share"):
        found = fees.Exemption(when, reason, share=_share(at))
    else:
        found = fees.Exemption(when, reason, at.number("amount", 0))
    at.close()
    return found


def _online(at: Cursor) -> fees.Exemption:
    reason = at.text("reason", "")
    if _asked(at, "share"):
        found = fees.Exemption("", reason, share=_share(at))
    else:
        found = fees.Exemption("", reason, at.number("amount"))
    at.close()
    return found


def _share(at: Cursor) -> Decimal:
    typed = at.text("share")
    try:
        share = Decimal(typed)
    except InvalidOperation:
        share = Decimal(0)
    if typed and not 0 < share < 1:
        at.complain(
            _("«share» phải lớn hơn 0 và nhỏ hơn 1."),
            _('Ghi phần phải nộp trong dấu nháy, ví dụ share: "0.5".'),
            "share",
        )
    return share
