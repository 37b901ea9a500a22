"""What of a plan does not fit together, and what people said of it."""

from zlib import crc32

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from congvu.base.refusals import Refusal
from congvu.plans.forms.substance_money import ConfirmForm
from congvu.plans.models import Plan
from congvu.plans.rules.words import IN_FORCE, WRITABLE
from congvu.plans.selectors.doubts import Doubt, doubts
from congvu.plans.services.doubts import confirm_doubt
from congvu.plans.views.frames import member
from congvu.plans.views.substance import frame, read
from congvu.web.access import actor_of, open_to
from congvu.web.forms import show


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(member)
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """All doubts, the open ones first; a planner of the drafter says of each what is right."""
    plan = read(request, slug)
    form = ConfirmForm(request.POST, prefix=request.POST.get("which", "")) if request.method == "POST" else None
    if form is not None and form.is_valid():
        said = form.cleaned_data
        try:
            confirm_doubt(
                plan.pk, said["key"], facts=said["facts"], remark=said["remark"], by=actor_of(request),
                at=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            show(refusal, form)
        else:
            messages.success(request, _("Đã xác nhận."))
            return redirect(reverse("plans-doubts", args=[slug]))
    return _shown(request, plan, form)


def _shown(request: HttpRequest, plan: Plan, form: ConfirmForm | None) -> HttpResponse:
    found = doubts(plan)
    context = frame(request, plan, "plans-doubts", _("Nghi vấn"))
    may_confirm = context["drafts"] and plan.state in (*WRITABLE, *IN_FORCE)
    context |= {
        "form": form or "",
        "open": sum(1 for one in found if one.open),
        "rows": [
            {"doubt": one, "form": _form(one, form) if may_confirm and one.open and not one.refuses else None}
            for one in found
        ],
        "texts": _("Điều đã xác nhận vẫn hiện ở đây; khi số liệu đổi thì phải xác nhận lại."),
    }
    return render(request, "plans/doubts.html", context, status=422 if form is not None else 200)


def _form(one: Doubt, sent: ConfirmForm | None) -> ConfirmForm:
    """The form of a doubt; the one that was sent, with what was typed and what is wrong."""
    prefix = f"d{crc32(one.key.encode()):08x}"
    if sent is not None and sent.prefix == prefix:
        return sent
    return ConfirmForm(initial={"key": one.key, "facts": one.facts}, prefix=prefix)
