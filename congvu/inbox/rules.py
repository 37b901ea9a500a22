"""The buckets in which an official finds what is to be done."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a duty stands; every open duty is in exactly one of these."""

    NEW = "new", _("Mới đến")
    IN_HAND = "in_hand", _("Đang xử lý")
    WAITING = "waiting", _("Chờ công dân")
    HAND_OVER = "hand_over", _("Chờ trả kết quả")


class Bucket(models.TextChoices):
    """What the inbox shows side by side: the four states, and across them what is due soon or overdue."""

    NEW = "new", _("Mới đến")
    IN_HAND = "in_hand", _("Đang xử lý")
    DUE_SOON = "due_soon", _("Sắp đến hạn")
    OVERDUE = "overdue", _("Quá hạn")
    WAITING = "waiting", _("Chờ công dân")
    HAND_OVER = "hand_over", _("Chờ trả kết quả")


# While the citizen has the next word, and when only the citizen is still to come, nothing is due from the office.
ON_THE_CLOCK = (State.NEW, State.IN_HAND)
