"""The register of legal texts that all plans share."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from congvu.agencies.rules import Role
from congvu.base.refusals import Refusal
from congvu.plans.forms.writing import LegalForm
from congvu.plans.rules.words import LegalKind
from congvu.plans.selectors.sections import MOST_TEXTS, legal_texts
from congvu.plans.services import add_legal
from congvu.plans.views.frames import crumbs, member
from congvu.web.access import actor_of, open_to
from congvu.web.forms import show


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to(member)
def register(request: HttpRequest) -> HttpResponse:
    """Search the register; a planner adds to it."""
    viewer = actor_of(request)
    form = LegalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_legal(**form.cleaned_data, by=viewer, at=timezone.now())
        except Refusal as refusal:
            show(refusal, form)
        else:
            messages.success(request, _("Đã thêm %(number)s vào sổ.") % {"number": made.number})
            return redirect("plans-legal")
    text, kind = request.GET.get("q", "").strip(), request.GET.get("loai", "")
    found = legal_texts(text, kind if kind in LegalKind.values else "")
    context = {
        "columns": [{"label": label} for label in (_("Số, ký hiệu"), _("Loại"), _("Trích yếu"), _("Ngày"))],
        "rows": [
            [
                {"text": one.number, "note": one.doubt},
                {"text": one.get_kind_display()},
                {"text": one.title, "note": one.issuer},
                {"text": f"{one.issued_on:%d/%m/%Y}" if one.issued_on else ""},
            ]
            for one in found
        ],
        "kinds": [(key, label, key == kind) for key, label in LegalKind.choices],
        "text": text,
        "most": MOST_TEXTS if len(found) == MOST_TEXTS else 0,
        "form": form if viewer.holds(Role.PLANNER) else None,
        "crumbs": crumbs(None, (_("Sổ văn bản"), "")),
    }
    return render(request, "plans/legal.html", context, status=422 if form.errors else 200)
