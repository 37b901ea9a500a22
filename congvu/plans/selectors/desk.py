"""What the desk of a plan shows: who must do what by when, which agencies have spoken, what was done."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from congvu.agencies.models import Agency
from congvu.clocks.rules import State as ClockState
from congvu.inbox.models import Duty
from congvu.journal.models import Entry
from congvu.journal.services import subject_of
from congvu.plans import events
from congvu.plans.models import Plan
from congvu.plans.rules.words import State

MOST_LINES = 60
ICONS = {
    events.BEGUN.name: "plus", events.SENT_FOR_COMMENT.name: "send", events.COMMENTED.name: "people",
    events.SUBMITTED.name: "send", events.SENT_BACK.name: "back", events.APPROVED.name: "check",
    events.PUBLISHED.name: "globe", events.AMENDMENT_BEGUN.name: "edit", events.ENDED.name: "stop",
    events.VERSION_MADE.name: "stamp",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Next:
    """What the plan waits for: who, what, and until when (None where no clock runs)."""

    who: str
    what: str
    due: datetime | None = None


def next_of(plan: Plan, *, silent: int = 0) -> Next:
    """Who has the next word; `silent` is how many agencies have said nothing yet."""
    due = plan.clock.due_at if plan.clock and plan.clock.state == ClockState.RUNNING else None
    drafter, issuer = plan.drafter.short_name, plan.issuer.short_name
    if plan.state == State.COMMENT:
        return Next(_("%(count)d cơ quan chưa góp ý") % {"count": silent}, _("Góp ý dự thảo"), due)
    said = {
        State.DRAFT: Next(drafter, _("Viết các mục, rồi gửi lấy ý kiến hoặc trình phê duyệt"), due),
        State.SUBMITTED: Next(_("Lãnh đạo %(agency)s") % {"agency": issuer}, _("Phê duyệt hoặc trả lại"), due),
        State.APPROVED: Next(drafter, _("Công bố kế hoạch")),
        State.PUBLISHED: Next(_("Các cơ quan được giao"), _("Thực hiện và báo cáo theo kỳ")),
        State.ENDED: Next("", _("Không còn việc gì")),
    }
    return said[State(plan.state)]


def silent(plan: Plan) -> list[Agency]:
    """The agencies that were asked and have said nothing yet; none while nobody is asked."""
    if plan.state != State.COMMENT:
        return []
    duties = Duty.objects.filter(subject__startswith=f"plans.plan:{plan.pk}/").values("agency")
    return list(Agency.objects.filter(pk__in=duties).order_by("code"))


def sent_back(plan: Plan) -> str:
    """Why the leader gave a draft back, as long as it was not submitted again; else nothing."""
    if plan.state != State.DRAFT:
        return ""
    moved = (events.SENT_BACK.name, events.SUBMITTED.name, events.SENT_FOR_COMMENT.name)
    last = Entry.objects.filter(subject=subject_of(plan), event__in=moved).order_by("-pk").first()
    return str(last.facts.get("reason", "")) if last and last.event == events.SENT_BACK.name else ""


def history(plan: Plan) -> list[dict[str, Any]]:
    """Who did what to the plan, newest first, as the timeline shows it."""
    lines = Entry.objects.filter(subject=subject_of(plan)).order_by("-pk")[:MOST_LINES]
    return [
        {
            "at": line.at,
            "what": events.ALL[line.event].tell(line.facts),
            "who": line.actor_name,
            "icon": ICONS.get(line.event, "tick"),
        }
        for line in lines
        if line.event in events.ALL
    ]
