"""Whether a pack's fee can be computed from the answers of its form."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from congvu.base.refusals import Refusal
from congvu.base.strict_yaml import Document, Path
from congvu.flow import condition
from congvu.procedures.rules.folder import YAML
from congvu.procedures.rules.pack import Pack
from congvu.procedures.rules.problems import Problem
from congvu.sheet import Sheet


def unknown_names(names: Iterable[str], form: Sheet, *, allowed: frozenset[str] = frozenset()) -> list[str]:
    """The names in a condition that are neither allowed facts nor answers of the form."""
    answers = {f"answers.{node.key}" for node in form.root.children}
    return sorted(name for name in names if name not in allowed and ".".join(name.split(".")[:2]) not in answers)


def check_fee(pack: Pack, document: Document, form: Sheet | None, problems: list[Problem]) -> None:
    """The counts are questions of the form, and the exemptions' conditions ask for its answers only."""
    if form is None:
        return

    def say(what: str, mend: str, *path: str | int) -> None:
        problems.append(Problem(YAML, document.line("fee", *path), what, mend))

    for name in ("pages", "copies", "items"):
        key = getattr(pack.fee, name)
        node = form.root.by_key.get(key)
        if key and node is None:
            say(_("Biểu mẫu không hỏi «%s».") % key, _("Thêm mục này vào form.schema.json."), name)
        elif node is not None and node.kind != "integer":
            say(_("«%s» phải là số nguyên trong biểu mẫu.") % key, _("Ghi type: integer ở mục này."), name)
    for place, exemption in enumerate(pack.fee.exempt):
        _check_condition(exemption.when, form, say, ("exempt", place, "when"))


def _check_condition(text: str, form: Sheet, say: Callable[..., None], path: Path) -> None:
    try:
        names = condition.compile(text).names
    except Refusal as refusal:
        say(refusal.sentence, _("Xem mục điều kiện trong docs/bpmn.md."), *path)
        return
    for name in unknown_names(names, form):
        say(_("Điều kiện hỏi «%s» nhưng biểu mẫu không có.") % name, _("Dùng answers.<mục của biểu mẫu>."), *path)
