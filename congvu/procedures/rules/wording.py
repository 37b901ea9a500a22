"""What a pack says, in words for a page or a paper."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from congvu.agencies.rules import Kind
from congvu.base.working_time import Budget
from congvu.procedures.rules.fees import FeeRule, dong
from congvu.procedures.rules.pack import Pack

CHANNELS = {
    "counter": gettext_lazy("Trực tiếp"),
    "online": gettext_lazy("Trực tuyến"),
    "post": gettext_lazy("Bưu chính công ích"),
}
SUBJECTS = {
    "citizen": gettext_lazy("Cá nhân"),
    "business": gettext_lazy("Tổ chức, doanh nghiệp"),
    "agency": gettext_lazy("Cơ quan nhà nước"),
    "other": gettext_lazy("Đối tượng khác"),
}
SCOPES = {
    "full": gettext_lazy("Toàn trình"),
    "partial": gettext_lazy("Một phần"),
    "information": gettext_lazy("Cung cấp thông tin"),
}


def time_words(found: Budget | None) -> str:
    """A stretch of legal time in words: "3 ngày làm việc"."""
    if found is None:
        return ""
    if found.unit == "same_day":
        if not found.cutoff:
            return _("Trong ngày")
        return _("Trong ngày; nhận sau %s thì ngày làm việc tiếp theo") % f"{found.cutoff:%H:%M}"
    return _counted(found.unit, 1 if found.amount == 1 else 2) % f"{found.amount.normalize():f}".replace(".", ",")


def _counted(unit: str, number: int) -> str:
    """An amount of the unit, still without the amount; `number` chooses the singular where the language has one."""
    match unit:
        case "working_hour":
            return ngettext("%s giờ làm việc", "%s giờ làm việc", number)
        case "half_day":
            return ngettext("%s buổi làm việc", "%s buổi làm việc", number)
        case "working_day":
            return ngettext("%s ngày làm việc", "%s ngày làm việc", number)
        case _:
            return ngettext("%s ngày", "%s ngày", number)


def fee_words(rule: FeeRule) -> str:
    """How the fee is computed, in words, a line each."""
    return "\n".join([*_fee_lines(rule), *([rule.note] if rule.note else [])])


def _fee_lines(rule: FeeRule) -> list[str]:
    lines = [f"{part.name}: {line}" for part in rule.parts for line in _fee_lines(part)] or [_rate(rule)]
    lines += [f"{one.reason}: {one.dues}" for one in rule.exempt]
    if rule.reissue:
        lines.append(f"{rule.reissue.reason}: {rule.reissue.dues}")
    if rule.online:
        reason = rule.online.reason or _("Nộp hồ sơ trực tuyến")
        lines.append(f"{reason}: {rule.online.dues}")
    return lines


def _rate(rule: FeeRule) -> str:
    match rule.kind:
        case "fixed":
            return _("%s một hồ sơ") % dong(rule.amount)
        case "per_item":
            said = _("%s một đơn vị") % dong(rule.amount)
            return said + (_(", tối đa %s") % dong(rule.ceiling) if rule.ceiling else "")
        case "per_page":
            return _per_page(rule)
        case "tiers":
            said = _("đến %(up_to)d: %(amount)s")
            return "; ".join(said % {"up_to": tier.up_to, "amount": dong(tier.amount)} for tier in rule.tiers)
        case _:
            return _("Không thu")


def _per_page(rule: FeeRule) -> str:
    said = _("%(pages)d trang đầu %(first)s một trang, từ trang sau %(next)s một trang") % {
        "pages": rule.first_pages,
        "first": dong(rule.first),
        "next": dong(rule.next),
    }
    return said + (_(", tối đa %s một bản") % dong(rule.ceiling) if rule.ceiling else "")


def deadline_words(pack: Pack) -> str:
    """The legal time with its acceptance and extensions, a line each."""
    lines = [time_words(pack.time.budget)]
    if pack.time.acceptance:
        lines = [
            _("Thụ lý trong %s") % time_words(pack.time.acceptance).lower(),
            _("Giải quyết trong %s kể từ ngày thụ lý") % time_words(pack.time.budget).lower(),
        ]
    for one in pack.time.extensions.values():
        lines.append(_("%(name)s: thêm %(time)s") % {"name": one.name, "time": time_words(one.budget).lower()})
    return "\n".join(lines)


def what_it_takes(pack: Pack) -> list[tuple[str, str]]:
    """What an applicant asks first, as label and value: how long, how much, what comes of it."""
    return [
        (_("Thời hạn"), deadline_words(pack)),
        (_("Phí, lệ phí"), fee_words(pack.fee)),
        (_("Kết quả"), pack.result.name),
    ]


def who_and_how(pack: Pack) -> list[tuple[str, str]]:
    """Who settles it for whom, and how it is handed in, as label and value."""
    times = pack.supplement.times
    supplement = ngettext("Không quá %d lần", "Không quá %d lần", times) % times if times else _("Không")
    if pack.supplement.ask_within:
        supplement += _(", yêu cầu trong %s") % time_words(pack.supplement.ask_within).lower()
    return [
        (_("Cơ quan giải quyết"), str(Kind(pack.competent.kind).label)),
        (_("Người nộp"), ", ".join(str(SUBJECTS[one]) for one in pack.subjects)),
        (_("Cách nộp"), ", ".join(str(CHANNELS[one]) for one in pack.channels)),
        (
            _("Dịch vụ công trực tuyến"),
            _("%(scope)s (Nghị định 42/2022/NĐ-CP)\nMức độ %(level)d (Nghị định 43/2011/NĐ-CP)")
            % {"level": pack.service_level.level, "scope": SCOPES[pack.service_level.scope]},
        ),
        (_("Số bộ hồ sơ"), str(pack.sets)),
        (_("Bổ sung hồ sơ"), supplement),
    ]


def at_a_glance(pack: Pack) -> list[tuple[str, str]]:
    """Everything that an edition says in a word: label and value."""
    return what_it_takes(pack) + who_and_how(pack)
