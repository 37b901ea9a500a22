"""Whether a pack's fee can be computed from the answers of its form."""

from collections.abc import Callable, Iterable
from itertools import pairwise

from django.utils.translation import gettext as _

from congvu.base.refusals import Refusal
from congvu.base.strict_yaml import Document, Path
from congvu.flow import condition
from congvu.procedures.rules.fees import ONLINE, FeeRule
from congvu.procedures.rules.folder import YAML
from congvu.procedures.rules.pack import Pack
from congvu.procedures.rules.problems import Problem
from congvu.sheet import Sheet

Say = Callable[..., None]


def unknown_names(names: Iterable[str], form: Sheet, *, allowed: frozenset[str] = frozenset()) -> list[str]:
    """The names in a condition that are neither allowed facts nor answers of the form."""
    answers = {f"answers.{node.key}" for node in form.root.children}
    return sorted(name for name in names if name not in allowed and ".".join(name.split(".")[:2]) not in answers)


def check_fee(pack: Pack, document: Document, form: Sheet | None, problems: list[Problem]) -> None:
    """The counts are questions of the form, and the conditions ask for its answers only."""
    if form is None:
        return

    def say(what: str, mend: str, *path: str | int) -> None:
        problems.append(Problem(YAML, document.line("fee", *path), what, mend))

    parts: list[tuple[Path, FeeRule]] = [(("parts", place), part) for place, part in enumerate(pack.fee.parts)]
    for path, rule in [((), pack.fee), *parts]:
        _check_rule(rule, form, say, path)
        if rule.online and ONLINE not in pack.channels:
            say(
                _("Thủ tục này không nhận hồ sơ trực tuyến."),
                _("Bỏ online, hoặc thêm online vào channels."),
                *path,
                "online",
            )


def _check_rule(rule: FeeRule, form: Sheet, say: Say, path: Path) -> None:
    for name in ("pages", "copies", "items", "of"):
        _check_count(name, getattr(rule, name), form, say, path)
    for place, exemption in enumerate(rule.exempt):
        _check_condition(exemption.when, form, say, (*path, "exempt", place, "when"))
    if rule.reissue:
        _check_condition(rule.reissue.when, form, say, (*path, "reissue", "when"))
    if rule.when:
        _check_condition(rule.when, form, say, (*path, "when"))
    for name in ("reissue", "online"):
        if rule.kind == "none" and getattr(rule, name):
            say(_("Không thu thì không có gì để giảm."), _("Bỏ mục này, hoặc ghi mức thu."), *path, name)
    for place, (before, after) in enumerate(pairwise(rule.tiers), start=1):
        if after.up_to <= before.up_to:
            say(_("Các mức phải tăng dần theo up_to."), _("Xếp lại các mức."), *path, "tiers", place, "up_to")


def _check_count(name: str, key: str, form: Sheet, say: Say, path: Path) -> None:
    node = form.root.by_key.get(key)
    if key and node is None:
        say(_("Biểu mẫu không hỏi «%s».") % key, _("Thêm mục này vào form.schema.json."), *path, name)
    elif node is not None and node.kind != "integer":
        say(_("«%s» phải là số nguyên trong biểu mẫu.") % key, _("Ghi type: integer ở mục này."), *path, name)


def _check_condition(text: str, form: Sheet, say: Say, path: Path) -> None:
    try:
        names = condition.compile(text).names
    except Refusal as refusal:
        say(refusal.sentence, _("Xem mục điều kiện trong docs/bpmn.md."), *path)
        return
    for name in unknown_names(names, form):
        say(_("Điều kiện hỏi «%s» nhưng biểu mẫu không có.") % name, _("Dùng answers.<mục của biểu mẫu>."), *path)
