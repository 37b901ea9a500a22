"""What the addresses of plans, reports and points name, what must have happened before, and what their forms say."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from congvu.reporting.selectors.surveys import sheet_of
from tests.house.plans import METRIC, Plans

Made = Callable[[Plans], list[Any]]
NOTHING = {
    *("measures-catalogue", "measures-count", "plans-list", "plans-begin", "plans-legal", "progress-plans"),
    *("progress-rankings", "progress-make", "progress-public", "reporting-mine", "reporting-received"),
    *("reporting-duties", "reporting-duty-create", "reporting-survey-create"),
}
FIGURE: Made = lambda plans: [plans.duty.pk, plans.third]  # noqa: E731
# Besides the plan on which agencies comment, which every address of "plans-" begins with.
WITHIN: dict[str, Callable[[Plans], Any]] = {
    "plans-section-remove": lambda plans: plans.added,
    "plans-answer": lambda plans: plans.comment.pk,
    "plans-document": lambda plans: "odt",
    "plans-indicator": lambda plans: plans.indicator.pk,
    "plans-table": lambda plans: "T5",  # the widest
    **dict.fromkeys(("plans-baseline", "plans-drop-baseline"), lambda plans: plans.baseline.pk),
    **dict.fromkeys(("plans-budget", "plans-drop-budget"), lambda plans: plans.budget.pk),
    **dict.fromkeys(("plans-import", "plans-import-change"), lambda plans: plans.read.pk),
    **dict.fromkeys(
        ("plans-target", "plans-edit-target", "plans-drop-target", "plans-assign", "plans-undo-assignment"),
        lambda plans: plans.aim.pk,
    ),
    **dict.fromkeys(
        ("plans-project", "plans-edit-project", "plans-drop-project", "plans-follow", "plans-money"),
        lambda plans: plans.project.pk,
    ),
    **dict.fromkeys(
        (
            *("plans-section", "plans-section-name", "plans-section-move", "plans-section-skip"),
            *("plans-section-restore", "plans-section-figures", "plans-section-legal"),
        ),
        lambda plans: plans.section,
    ),
}
EXACT: dict[str, Made] = {
    "measures-metric": lambda plans: [METRIC],
    "measures-behind": lambda plans: [METRIC, plans.commune.code],
    "plans-amount": lambda plans: [plans.draft.slug, plans.project.pk, plans.money.pk],
    "plans-drop-amount": lambda plans: [plans.draft.slug, plans.project.pk, plans.money.pk],
    "plans-approve": lambda plans: [plans.submit().slug],
    **dict.fromkeys(("plans-amend", "plans-end"), lambda plans: [plans.plan.slug]),
    "reporting-reopen": lambda plans: [plans.accepted.pk],
    "reporting-answers": lambda plans: [plans.answers.pk, sheet_of(plans.survey).pages()[0].key],
    "reporting-evidence": lambda plans: [plans.open.pk, plans.indicator.pk],
    "reporting-period": FIGURE,
    "reporting-lock": lambda plans: [plans.duty.pk, plans.fourth],
    "reporting-unlock": lambda plans: [plans.duty.pk, plans.second],
    **dict.fromkeys(("reporting-duty", "reporting-duty-stop"), lambda plans: [plans.duty.pk]),
    "reporting-ask": lambda plans: [plans.survey.pk],
    "reporting-survey": lambda plans: [plans.survey.pk, str(plans.year)],
    **dict.fromkeys(("reporting-consolidated", "reporting-consolidate"), FIGURE),
    "reporting-figure": lambda plans: [*FIGURE(plans), plans.indicator.code],
    "reporting-consolidation": lambda plans: [plans.consolidation.pk],
    "reporting-explain": lambda plans: [plans.plan.slug, plans.indicator.code, plans.third],
    "progress-plan": lambda plans: [plans.plan.slug],
    **dict.fromkeys(("progress-criterion", "progress-open"), lambda plans: [plans.begun_scheme().scheme_id]),
    "progress-drop": lambda plans: [(made := plans.begun_scheme()).scheme_id, made.pk],
    "progress-close-verify": lambda plans: [plans.verified().pk],
    "progress-publish": lambda plans: [plans.confirming().pk],
    **dict.fromkeys(("progress-sheet", "progress-own"), lambda plans: [plans.scheme.pk, plans.commune.pk]),
    "progress-verify": lambda plans: [plans.verifying().pk, plans.commune.pk],
    "progress-answer": lambda plans: [plans.confirming().pk, plans.commune.pk],
    "progress-public-ranking": lambda plans: [plans.plan.slug, plans.ranked().pk],
    "progress-data-file": lambda plans: [plans.plan.slug, "so-lieu.csv"],
}


def arguments(plans: Plans, name: str) -> list[Any]:
    """What the address names."""
    if name in NOTHING:
        return []
    if name in EXACT:
        return EXACT[name](plans)
    kind = name.split("-")[0]
    if kind == "plans":
        return [plans.draft.slug, *([WITHIN[name](plans)] if name in WITHIN else [])]
    if kind == "reporting":
        return [plans.open.pk]
    return [plans.plan.slug] if name.startswith(("progress-public-", "progress-data")) else [plans.scheme.pk]


BEFORE: dict[str, Callable[[Plans], object]] = {
    "plans-section-restore": Plans.skip,
    "plans-undo-assignment": Plans.assign,
    "plans-versions": Plans.revise,
    "plans-send-for-comment": Plans.back,
    "plans-submit": Plans.complete,
    "plans-send-back": Plans.submit,
    "plans-publish": Plans.approve,
    "reporting-submit": Plans.write,
    "reporting-accept": Plans.tell,
    "reporting-return": Plans.tell,
}
WHY = {"reason": "Có thay đổi"}
TYPED: dict[str, Callable[[Plans], dict[str, Any]]] = {
    "plans-section": lambda plans: {"body": ""},
    "plans-section-name": lambda plans: {"number": "9", "title": "Tên khác"},
    "plans-section-move": lambda plans: {"way": "down"},
    "plans-section-skip": lambda plans: WHY,
    "plans-section-figures": lambda plans: {"codes": METRIC, "on": f"{plans.yesterday:%d/%m/%Y}"},
    "plans-comments": lambda plans: {"agency": str(plans.commune.pk), "text": "Thêm tiến độ."},
    "plans-agree": lambda plans: {"agency": str(plans.commune.pk)},
    "plans-answer": lambda plans: {"answer": "taken"},
    "plans-doubts": lambda plans: {"remark": "Số trong quyết định là đúng.", **plans.doubt},
    "plans-legal": lambda plans: {"number": "1/NĐ", "kind": "decree"},
    "plans-versions": lambda plans: WHY,
    "plans-send-for-comment": lambda plans: {"until": f"{plans.today + timedelta(days=9):%d/%m/%Y}"},
    "plans-approve": lambda plans: {
        "number": "9/QĐ-UBND", "day": f"{plans.today:%d/%m/%Y}", "seen": str(plans.draft.versions.latest("pk").revision)
    },
    **dict.fromkeys(("plans-send-back", "plans-amend"), lambda plans: WHY),
    "plans-end": lambda plans: {"end-reason": "Hết kỳ"},
    "plans-assign": lambda plans: {"who": str(plans.commune.pk), "what": "value", "value": "40"},
    "plans-undo-assignment": lambda plans: {"agency": str(plans.commune.pk)},
    "plans-follow": lambda plans: {"progress": "running"},
    "plans-import-change": lambda plans: {"drop": "1"},
    "reporting-report": lambda plans: {"words": "Đã cài 3 máy.", "seen": "1"},
    **dict.fromkeys(("reporting-submit", "reporting-accept"), lambda plans: {"seen": "1"}),
    "reporting-answers": lambda plans: {"seen": "1"},
    "reporting-return": lambda plans: {"remarks": "Thiếu minh chứng", "days": "5", "seen": "1"},
    "reporting-reopen": lambda plans: {"days": "5", "seen": "1", **WHY},
    **dict.fromkeys(("reporting-unlock", "reporting-duty-stop"), lambda plans: WHY),
    "reporting-ask": lambda plans: {"agencies": str(plans.elsewhere.pk), "due_days": "5"},
    "progress-own": lambda plans: {
        f"points_{plans.criterion.pk}": "20", f"evidence_{plans.criterion.pk}": "Danh sách lớp"
    },
    "progress-verify": lambda plans: {f"points_{plans.criterion.pk}": "18", f"remark_{plans.criterion.pk}": "Đã xem"},
    "progress-answer": lambda plans: {"agrees": "yes"},
}  # fmt: skip
