"""Where a report stands, and who may move it where. A dict and no library: there are five states."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Of a report. VOID: nobody owes it any more (the agency ended, or the duty was called off)."""

    OPEN = "open", _("Đang lập")
    SUBMITTED = "submitted", _("Đã nộp, chờ duyệt")
    RETURNED = "returned", _("Trả lại để sửa")
    ACCEPTED = "accepted", _("Đã duyệt")
    VOID = "void", _("Không phải nộp nữa")


# What may follow what. ACCEPTED -> RETURNED is reopening, and the way back is that nobody is left to write it anew.
# Both ways of giving a report back begin its next revision.
NEXT = {
    State.OPEN: (State.SUBMITTED, State.VOID),
    State.SUBMITTED: (State.ACCEPTED, State.RETURNED, State.VOID),
    State.RETURNED: (State.SUBMITTED, State.ACCEPTED, State.VOID),
    State.ACCEPTED: (State.RETURNED,),
    State.VOID: (),
}
WITH_AGENCY = (State.OPEN, State.RETURNED)
TOLD = (State.SUBMITTED, State.ACCEPTED)


class Source(models.TextChoices):
    """Where a reported value comes from. CHANGED: measured, and then put otherwise by hand, with a reason."""

    MANUAL = "manual", _("tự báo cáo")
    MEASURED = "auto", _("hệ thống đo")
    CHANGED = "auto_edited", _("sửa số đo")
