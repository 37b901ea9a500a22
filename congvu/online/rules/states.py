"""Words and measures of what is filed from home."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from congvu.base.working_time import Budget, Unit

# The counter accepts or refuses within it, at its own hours.
ANSWER_WITHIN = Budget(Decimal(8), Unit.WORKING_HOUR)
ANSWER_LAW = "Nghị định 45/2020/NĐ-CP"

# More than anybody needs, and little enough that a robot does not fill the disk.
MOST_DRAFTS = 50  # of an account
MOST_FILES = 60  # of a draft
MOST_WAITING = 200  # of a party, which no counter has answered yet


class State(models.TextChoices):
    """Where a submission stands. The first and the last two are the national statuses 1, 3 and 7."""

    WAITING = "waiting", _("Chờ tiếp nhận")
    ACCEPTED = "accepted", _("Đã tiếp nhận")
    REFUSED = "refused", _("Không được tiếp nhận")
    WITHDRAWN = "withdrawn", _("Người nộp đã rút")


class Level(models.TextChoices):
    """How content somebody is, in the three levels that the national portal counts."""

    VERY_SATISFIED = "very_satisfied", _("Rất hài lòng")
    SATISFIED = "satisfied", _("Hài lòng")
    UNSATISFIED = "unsatisfied", _("Không hài lòng")
