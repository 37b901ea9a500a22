"""How points are found: a list of methods, each published with its formula, and each checking its parameters.

All but one give an agency points by its own figures alone: when another agency improves, they stay. `against_best`
measures against the best of the block, and says so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from itertools import pairwise
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CENT = Decimal("0.01")
Params = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one agency for one criterion: its figure (per cent of a quotient, else the number), the best of
    its block, its reports told in time and those told late, of those that it owed."""

    value: Decimal | None = None
    best: Decimal | None = None
    on_time: int = 0
    late: int = 0
    owed: int = 0


class Method(NamedTuple):
    """One way to points. `formula` is what people read; `params` names its parameters and says what they are for.

    `share` gives the part of the points, from 0 to 1, or None where nothing is known. `steady` is False where another
    agency can move the points.
    """

    key: str
    name: Any
    formula: Any
    params: Mapping[str, Any]
    share: Callable[[Known, Params, Decimal], Decimal | None]
    needs_indicator: bool = True
    steady: bool = True


class Wrong(ValueError):
    """A parameter that a method cannot use: `name` and the sentence to show at its field."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.name = name
        self.sentence = sentence


def points(method: str, known: Known, params: Params, most: Decimal) -> Decimal | None:
    """The points of an agency, between nought and `most`; None where nothing is known, which is no nought."""
    share = METHODS[method].share(known, params, most)
    if share is None:
        return None
    return (most * min(max(share, Decimal(0)), Decimal(1))).quantize(CENT, ROUND_HALF_UP)


def checked(method: str, typed: Params, most: Decimal) -> dict[str, Any]:
    """The parameters of a method as they are kept, from what was typed. Raises Wrong."""
    if method not in METHODS:
        raise Wrong("method", _("Hãy chọn một cách chấm trong danh sách."))
    return {
        "ratio": _check_ratio, "steps": _check_steps, "list": _check_list, "timeliness": _check_timeliness,
    }.get(method, lambda _typed, _most: {})(typed, most)  # fmt: skip


def told(method: str, params: Params, most: Decimal) -> str:
    """How a criterion is scored, in a sentence with its parameters."""
    facts = {"most": _plain(most)} | {name: _plain(value) for name, value in params.items() if name != "steps"}
    if "steps" in params:
        facts["steps"] = "; ".join(
            _("từ {least}: {points} điểm").format(least=_plain(least), points=_plain(given))
            for least, given in params["steps"]
        )
    return str(METHODS[method].formula).format(**facts)


def _ratio(known: Known, params: Params, _most: Decimal) -> Decimal | None:
    if known.value is None:
        return None
    full = Decimal(str(params.get("full", 100)))
    # Where less is better, what is left to the full mark counts.
    return (full - known.value if params.get("inverse") else known.value) / full


def _steps(known: Known, params: Params, most: Decimal) -> Decimal | None:
    if known.value is None:
        return None
    reached = [Decimal(str(given)) for least, given in params["steps"] if known.value >= Decimal(str(least))]
    return (reached[-1] if reached else Decimal(0)) / most


def _against_best(known: Known, _params: Params, _most: Decimal) -> Decimal | None:
    if known.value is None or known.best is None:
        return None
    return known.value / known.best if known.best > 0 else Decimal(0)


def _list(known: Known, params: Params, most: Decimal) -> Decimal | None:
    if known.value is None:
        return None
    each, cap = Decimal(str(params.get("each", 1))), Decimal(str(params.get("cap", most)))
    return min(known.value * each, cap) / most


def _yes(known: Known, _params: Params, _most: Decimal) -> Decimal | None:
    return None if known.value is None else Decimal(int(known.value >= 1))


def _timeliness(known: Known, params: Params, _most: Decimal) -> Decimal | None:
    if not known.owed:
        return None
    late = Decimal(str(params.get("late", 0))) / 100
    return (known.on_time + late * known.late) / known.owed


def _manual(_known: Known, _params: Params, _most: Decimal) -> Decimal | None:
    return None


METHODS = {
    one.key: one
    for one in (
        Method(
            "ratio", gettext_lazy("Theo tỷ lệ đạt"),
            gettext_lazy("Điểm = giá trị chỉ tiêu / {full} × {most} điểm, không quá {most} điểm."),
            {"full": gettext_lazy("Giá trị được điểm tối đa"), "inverse": gettext_lazy("Càng thấp càng nhiều điểm")},
            _ratio,
        ),
        Method(
            "steps", gettext_lazy("Theo bậc"), gettext_lazy("Theo giá trị chỉ tiêu: {steps}; thấp hơn: 0 điểm."),
            {"steps": gettext_lazy("Các bậc")}, _steps,
        ),
        Method(
            "against_best", gettext_lazy("So với cơ quan tốt nhất khối"),
            gettext_lazy("Điểm = giá trị của cơ quan / giá trị cao nhất trong khối × {most} điểm. Điểm này đổi khi cơ "
                         "quan tốt nhất khối thay đổi."),
            {}, _against_best, steady=False,
        ),
        Method(
            "list", gettext_lazy("Đếm việc đã làm"),
            gettext_lazy("Mỗi việc {each} điểm, tối đa {cap} điểm."),
            {"each": gettext_lazy("Điểm mỗi việc"), "cap": gettext_lazy("Tối đa")}, _list,
        ),
        Method(
            "yes", gettext_lazy("Có hoặc không"), gettext_lazy("Có: {most} điểm; không: 0 điểm."), {}, _yes,
        ),
        Method(
            "timeliness", gettext_lazy("Báo cáo đúng hạn"),
            gettext_lazy("Điểm = số báo cáo nộp đúng hạn / số báo cáo phải nộp trong năm × {most} điểm; báo cáo nộp "
                         "muộn được {late} phần trăm của báo cáo đúng hạn."),
            {"late": gettext_lazy("Báo cáo nộp muộn được tính, %")}, _timeliness, needs_indicator=False,
        ),
        Method(
            "manual", gettext_lazy("Chấm theo minh chứng"),
            gettext_lazy("Cơ quan tự chấm kèm minh chứng, cơ quan chủ trì thẩm định; tối đa {most} điểm."), {}, _manual,
            needs_indicator=False,
        ),
    )
}  # fmt: skip


def _check_ratio(typed: Params, _most: Decimal) -> dict[str, Any]:
    full = _number(typed.get("full") or 100, "full")
    if full <= 0:
        raise Wrong("full", _("Giá trị được điểm tối đa phải lớn hơn 0."))
    return {"full": _kept(full)} | ({"inverse": True} if typed.get("inverse") else {})


def _check_steps(typed: Params, most: Decimal) -> dict[str, Any]:
    said = typed.get("steps") or ""
    lines = said.splitlines() if isinstance(said, str) else [f"{least}: {given}" for least, given in said]
    steps = []
    for line in filter(None, map(str.strip, lines)):
        least, colon, given = line.partition(":")
        if not colon:
            raise Wrong("steps", _("Mỗi bậc một dòng, dạng “từ giá trị: điểm”, ví dụ 80: 6."))
        steps.append((_number(least, "steps"), _number(given, "steps")))
    if not steps:
        raise Wrong("steps", _("Hãy ghi ít nhất một bậc, ví dụ 80: 6."))
    rising = all(one[0] < other[0] and one[1] <= other[1] for one, other in pairwise(steps))
    if not rising and len(steps) > 1 and not _falls(steps):
        raise Wrong("steps", _("Hãy ghi các bậc từ giá trị thấp đến giá trị cao, mỗi giá trị một lần."))
    if any(not 0 <= given <= most for _least, given in steps):
        raise Wrong("steps", _("Điểm của mỗi bậc từ 0 đến điểm tối đa của tiêu chí."))
    return {"steps": [[_kept(least), _kept(given)] for least, given in steps]}


def _falls(steps: list[tuple[Decimal, Decimal]]) -> bool:
    """Whether the points fall as the values rise: of what should be low."""
    return all(one[0] < other[0] and one[1] >= other[1] for one, other in pairwise(steps))


def _check_list(typed: Params, most: Decimal) -> dict[str, Any]:
    each, cap = _number(typed.get("each") or 1, "each"), _number(typed.get("cap") or most, "cap")
    if each <= 0:
        raise Wrong("each", _("Điểm mỗi việc phải lớn hơn 0."))
    if not 0 < cap <= most:
        raise Wrong("cap", _("Điểm tối đa khi đếm việc không vượt điểm tối đa của tiêu chí."))
    return {"each": _kept(each), "cap": _kept(cap)}


def _check_timeliness(typed: Params, _most: Decimal) -> dict[str, Any]:
    late = _number(typed.get("late") or 0, "late")
    if not 0 <= late <= 100:
        raise Wrong("late", _("Hãy ghi phần trăm từ 0 đến 100."))
    return {"late": _kept(late)}


def _number(typed: object, name: str) -> Decimal:
    try:
        found = Decimal(str(typed).strip().replace(",", "."))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or abs(found) > 10**12:
        raise Wrong(name, _("Hãy nhập một số, ví dụ 80 hoặc 7,5."))
    return found


def _kept(value: Decimal) -> int | str:
    """A number in JSON: whole, or as its digits."""
    return int(value) if value == value.to_integral_value() else str(value.normalize())


def _plain(value: object) -> str:
    number = Decimal(str(value)) if not isinstance(value, bool) else Decimal(int(value))
    return f"{number.normalize():f}".replace(".", ",")
