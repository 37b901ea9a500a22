"""The page between an edit of a calendar and its deed: who is affected, and whether that is wanted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from congvu.base.refusals import Refusal
from congvu.clocks import refusals, services
from congvu.clocks.services import LISTED, AtAgency, Confirmed, Edit, Moved, Preview
from congvu.web.access import actor_of
from congvu.web.forms import show

ASK_AGAIN = (refusals.PREVIEW_OUTDATED, refusals.WOULD_BE_OVERDUE, refusals.OVERDUE_NEEDS_REASON)
OWN = {"csrfmiddlewaretoken", "fingerprint", "accepts_overdue", "overdue_reason", "back"}
READERS = ("clerk", "specialist", "unit_head", "leader")
SHIFTS = 12


class ConfirmForm(forms.Form):
    """Whether it is known that dossiers become overdue, and why the calendar is edited all the same."""

    accepts_overdue = forms.BooleanField(required=False)
    overdue_reason = forms.CharField(
        label=gettext_lazy("Lý do vẫn ghi"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Nhật ký ghi lại lý do này ở từng hồ sơ."),
    )

    def __init__(self, overdue: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = ngettext(
            "Tôi xác nhận %(count)s hồ sơ thành quá hạn", "Tôi xác nhận %(count)s hồ sơ thành quá hạn", overdue
        )
        self.fields["accepts_overdue"].label = said % {"count": overdue}
        if not overdue:
            self.fields.clear()


@dataclass(frozen=True, slots=True)
class Question:
    """What the page asks about: `title` names the edit, `yes` is the deed's button, `done` what is said afterwards.
    `leads_to` is the page after the deed."""

    title: str
    yes: str
    done: str
    leads_to: str
    crumbs: Sequence[tuple[str, str]]


def wants_back(request: HttpRequest) -> bool:
    """Whether who looked at the preview wants to change what was typed."""
    return "back" in request.POST


def carry_out(request: HttpRequest, edit: Edit, question: Question) -> HttpResponse:
    """Do the edit, or show first whose due times it moves. Refusals: those of the edit itself."""
    by, now = actor_of(request), timezone.now()
    confirmed, refused = _confirmed(request), None
    if confirmed is None:
        shown = services.preview(edit, by=by, at=now)
        if shown.moved:
            return _ask(request, shown, question)
        confirmed = Confirmed(shown.fingerprint)
    try:
        moved = services.perform(edit, by=by, at=now, confirmed=confirmed)
    except Refusal as refusal:
        if refusal.no not in ASK_AGAIN:
            raise
        refused = refusal
    if refused:
        return _ask(request, services.preview(edit, by=by, at=now), question, refused)
    _tell(request, question.done, len(moved))
    return redirect(question.leads_to)


def _confirmed(request: HttpRequest) -> Confirmed | None:
    typed = request.POST
    if "fingerprint" not in typed:
        return None
    return Confirmed(typed["fingerprint"], "accepts_overdue" in typed, typed.get("overdue_reason", "")[:200])


def _tell(request: HttpRequest, done: str, moved: int) -> None:
    """Say what was done, and how many running clocks now end at another time."""
    told = _(" Hạn trả của %(count)s hồ sơ đang chạy được tính lại.") % {"count": moved} if moved else ""
    messages.success(request, done + told)


def _ask(request: HttpRequest, shown: Preview, question: Question, refused: Refusal | None = None) -> HttpResponse:
    form = ConfirmForm(shown.overdue, request.POST if refused else None)
    if refused:
        show(refused, form)
    opens = actor_of(request).holds(*READERS)
    context = {
        "question": question,
        "shown": shown,
        "form": form,
        "typed": [(name, value) for name, values in request.POST.lists() if name not in OWN for value in values],
        "shifts": [(_shift(days), count) for days, count in shown.shifts[:SHIFTS]],
        "agencies": [_agency(row) for row in shown.agencies[:LISTED]],
        "overdue": [_clock(one, opens) for one in shown.overdue_clocks],
        "clocks": [_clock(one, opens) for one in shown.clocks],
        "listed": LISTED,
        "crumbs": question.crumbs,
    }
    return render(request, "clocks/ask.html", context, status=refused.status if refused else 200)


def _agency(row: AtAgency) -> tuple[str, int, str, int]:
    return row.agency.name, row.moved, _shift(row.latest), row.overdue


def _clock(moved: Moved, opens: bool) -> dict[str, Any]:
    """A row of the list; `code` is the dossier's, of which a leg's clock has the label "CODE/1"."""
    return {
        "label": moved.label,
        "code": moved.label.partition("/")[0] if opens else "",
        "was": moved.was,
        "due": moved.due,
    }


def _shift(days: int) -> str:
    if days == 0:
        return _("đổi giờ trong ngày")
    if days > 0:
        return ngettext("muộn hơn %(days)s ngày", "muộn hơn %(days)s ngày", days) % {"days": days}
    return ngettext("sớm hơn %(days)s ngày", "sớm hơn %(days)s ngày", -days) % {"days": -days}
