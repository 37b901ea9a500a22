"""Words of a reorganisation, and when two changes contradict one another. Pure."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a batch stands. Only a draft is changed, and only what another person has reviewed is performed."""

    DRAFT = "draft", _("Đang soạn")
    SUBMITTED = "submitted", _("Chờ người khác soát")
    REVIEWED = "reviewed", _("Đã soát, chờ đến ngày")
    PERFORMED = "performed", _("Đã thực hiện")
    CANCELLED = "cancelled", _("Đã hủy")


OPEN = (State.DRAFT, State.SUBMITTED, State.REVIEWED)


class Kind(models.TextChoices):
    """What a change does."""

    MERGE = "merge", _("Sáp nhập cơ quan")
    RENAME = "rename", _("Đổi tên cơ quan")
    MOVE_REMIT = "move_remit", _("Chuyển nhiệm vụ giữa hai cơ quan")
    MOVE_PARENT = "move_parent", _("Chuyển về cơ quan cấp trên khác")


@dataclass(frozen=True, slots=True)
class Plan:
    """One change as far as others can contradict it: what it changes, into or below what, and which duty."""

    kind: str
    agency: int
    other: int | None = None
    sector: str = ""


def contradict(one: Plan, two: Plan) -> bool:
    """Whether two changes cannot both be meant: the order in which they are performed would decide what becomes of it.

    An agency that ends in a merger ends once, is not changed besides and takes nothing over; everything else is changed
    once in each way.
    """
    for ending, also in ((one, two), (two, one)):
        if ending.kind == Kind.MERGE and ending.agency in (also.agency, also.other):
            return True
    same = one.kind == two.kind and one.agency == two.agency
    return same and (one.kind != Kind.MOVE_REMIT or one.sector == two.sector)
