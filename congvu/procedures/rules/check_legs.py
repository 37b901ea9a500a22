"""Whether what procedure.yaml says of other agencies' shares fits the pools and calls that are drawn."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from congvu.agencies.rules import Kind as AgencyKind
from congvu.base.strict_yaml import Document
from congvu.flow import Net
from congvu.procedures.rules.folder import YAML
from congvu.procedures.rules.pack import Pack, Step
from congvu.procedures.rules.problems import Problem


def legs_by_element(pack: Pack, net: Net) -> Mapping[str, str]:
    """The key of the leg in which an element stands, for those that stand in one: its call's, before its pool's."""
    found = {}
    for element in net.elements.values():
        call = element.id.partition("/")[0]
        key = call if call in pack.legs else element.pool
        if key in pack.legs:
            found[element.id] = key
    return found


def check_legs(pack: Pack, document: Document, net: Net, problems: list[Problem]) -> None:
    """Every pool but the first, and nothing that is not drawn, is a leg; a leg gives its result and no other."""

    def say(what: str, mend: str, *path: str | int) -> None:
        problems.append(Problem(YAML, document.line(*path), what, mend))

    drawn = {element.pool for element in net.elements.values()} - {net.main}
    for key in sorted(pack.legs.keys() - drawn - net.calls.keys()):
        mend = _("Vẽ một bể (participant có processRef) hoặc một callActivity với id này.")
        say(_("Quy trình không có phần việc «%s».") % key, mend, "legs", key)
    for key in sorted(drawn - pack.legs.keys()):
        say(_("Chưa khai phần việc của bể «%s».") % key, _("Thêm khóa này vào legs: name, agency, budget."), "legs")
    where = legs_by_element(pack, net)
    for key, leg in pack.legs.items():
        if leg.agency.kind == AgencyKind.ONE_STOP:
            say(_("Một cửa không tự giải quyết phần việc."), _("Ghi cơ quan phối hợp."), "legs", key, "agency")
        gives = any(choice.returns for step in _steps(pack, where, key) for choice in step.choices.values())
        if (leg.returns is not None) != gives:
            mend = _("Ghi cả returns của phần việc lẫn một lựa chọn returns: true, hoặc bỏ cả hai.")
            say(_("Kết quả của phần việc và lựa chọn trả kết quả phải đi cùng nhau."), mend, "legs", key)
    for name, step in pack.steps.items():
        for choice in step.choices.values():
            settles = choice.proposes or choice.decides or choice.extends or choice.starts_clock
            if name in where and settles:
                mend = _("Chỉ cơ quan giải quyết đề xuất, ký, gia hạn, thụ lý hồ sơ.")
                say(_("Bước của cơ quan phối hợp không quyết định hồ sơ."), mend, "steps", name, "choices", choice.key)
            if name not in where and choice.returns:
                mend = _("Dùng proposes; returns chỉ dành cho bước của phần việc.")
                say(_("Bước này không thuộc phần việc nào."), mend, "steps", name, "choices", choice.key)


def _steps(pack: Pack, where: Mapping[str, str], key: str) -> list[Step]:
    return [step for name, step in pack.steps.items() if where.get(name) == key]
