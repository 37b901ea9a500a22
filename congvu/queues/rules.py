"""How numbers at a counter are written, and how long one may have to wait. Pure."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_WAITING = 200  # in one line: more is a child playing with the screen, or a day on which people must be told
LAST = 10  # services by which the pace of a line is known


class State(models.TextChoices):
    """What became of a number."""

    WAITING = "waiting", _("Đang chờ")
    CALLED = "called", _("Đang phục vụ")
    SERVED = "served", _("Đã phục vụ")
    MISSED = "missed", _("Vắng khi gọi")


def written(letter: str, number: int) -> str:
    """ "A007": what stands on the slip and on the screen."""
    return f"{letter}{number:03d}"


def likely_wait(ahead: int, served: Sequence[timedelta]) -> timedelta | None:
    """How long whoever has `ahead` people before them may have to wait, by the last services; None while nobody was
    served today. Windows that work side by side are in it, for the pace is that of the line."""
    if not served:
        return None
    return ahead * sum(served, timedelta()) / len(served)
