"""Adding a change to a batch, and taking one out."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congvu.agencies.models import Agency
from congvu.base.refusals import Refusal
from congvu.reorganisation import selectors, services
from congvu.reorganisation.forms import LABELS, ChangeForm, SearchForm
from congvu.reorganisation.models import Batch
from congvu.reorganisation.rules import Kind
from congvu.reorganisation.selectors.batches import MOST_CHOICES
from congvu.reorganisation.views.batches import SLUGS, admin, page
from congvu.web.access import actor_of, open_to
from congvu.web.forms import show


@open_to(admin)
def add(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A change of one kind: search first where the list is long, then choose."""
    if kind not in SLUGS:
        raise Http404
    batch, wanted = selectors.batch_of(actor_of(request), pk), SLUGS[kind]
    search = SearchForm(request.GET, kind=wanted)
    form, more = _form(request, search, wanted, batch)
    if request.method == "POST" and form.is_valid():
        try:
            _add(request, form, wanted, batch)
        except Refusal as refusal:
            show(refusal, form)
        else:
            messages.success(request, _("Đã thêm thay đổi."))
            return redirect("reorganisation-batch", pk)
    context = {
        "form": form,
        "search": search,
        "more": more,
        "most": MOST_CHOICES,
        "title": wanted.label,
        "batch": batch,
        "crumbs": [
            (_("Sắp xếp tổ chức"), reverse("reorganisation-list")),
            (batch.title, reverse("reorganisation-batch", args=[pk])),
            (wanted.label, ""),
        ],
    }
    return render(request, "reorganisation/change.html", context, status=422 if form.errors else 200)


@open_to(admin)
@require_POST
def remove(request: HttpRequest, pk: int, change: int) -> HttpResponse:
    """Take a change out."""
    batch = selectors.batch_of(actor_of(request), pk)
    try:
        services.remove_change(pk, change, by=actor_of(request), at=timezone.now())
    except Refusal as refusal:
        return page(request, batch, refusal=refusal)
    messages.success(request, _("Đã bỏ thay đổi."))
    return redirect("reorganisation-batch", pk)


def _form(request: HttpRequest, search: SearchForm, kind: Kind, batch: Batch) -> tuple[ChangeForm, bool]:
    """The form with its lists made short by the search, and whether a list had to be cut."""
    said = search.cleaned_data if search.is_valid() else {}
    day = batch.effective_on
    first: list[Agency] = []
    second: list[Agency] = []
    duties: list[tuple[Agency, str]] = []
    if kind == Kind.MOVE_REMIT:
        duties = selectors.duties(said.get("first", ""), on=day)
    else:
        first = selectors.choices(said.get("first", ""), on=day)
    if LABELS[kind][1]:
        second = selectors.choices(said.get("second", ""), on=day)
    more = max(len(first), len(second), len(duties)) > MOST_CHOICES
    cut = slice(MOST_CHOICES)
    return ChangeForm(request.POST or None, kind=kind, first=first[cut], second=second[cut], duties=duties[cut]), more


def _add(request: HttpRequest, form: ChangeForm, kind: Kind, batch: Batch) -> None:
    code, other, facts = form.chosen()
    services.add_change(
        batch.pk,
        kind=kind,
        agency=Agency.objects.get(code=code),
        other=Agency.objects.get(code=other) if other else None,
        facts=facts,
        by=actor_of(request),
        at=timezone.now(),
    )
