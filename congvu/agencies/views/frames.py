"""What the administrator's pages share: one row found, one form, one deed, and the way back."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from congvu.agencies import selectors
from congvu.agencies.models import Agency, Delegation, Post, Remit
from congvu.base.refusals import Refusal
from congvu.people.models import Account
from congvu.web.access import View, actor_of, holds, open_to
from congvu.web.forms import show

Work = tuple[forms.Form, Callable[..., Any]]  # a form, and the deed that takes what it reads, `by` and `at`
Trail = list[tuple[str, str]]

admin = holds("admin")


def worked(
    request: HttpRequest,
    form: forms.Form,
    deed: Callable[[dict[str, Any]], Any],
    *,
    title: str,
    done: str,
    trail: Trail,
    lede: str = "",
) -> HttpResponse:
    """A page with one form and one deed: it comes back with what is wrong, or leads to the page of the row."""
    if request.method == "POST" and form.is_valid():
        try:
            row = deed(dict(form.cleaned_data))
        except Refusal as refusal:
            show(refusal, form)
        else:
            messages.success(request, done)
            return redirect(address_of(row))
    context = {"form": form, "title": title, "crumbs": trail, "lede": lede}
    return render(request, "agencies/form.html", context, status=422 if form.errors else 200)


def framed(
    find: Callable[[HttpRequest, int], Any], way: Callable[[HttpRequest, Any, str], Trail]
) -> Callable[..., Callable[[Callable[[HttpRequest, Any], Work]], View]]:
    """The frame of the pages that change one kind of row: `find` gets it, `way` leads to it."""

    def frame(*, title: Any, done: Any, here: Any) -> Callable[[Callable[[HttpRequest, Any], Work]], View]:
        def around(act: Callable[[HttpRequest, Any], Work]) -> View:
            @open_to(admin)
            @wraps(act)
            def view(request: HttpRequest, pk: int) -> HttpResponse:
                found = find(request, pk)
                form, deed = act(request, found)
                return worked(
                    request,
                    form,
                    lambda data: deed(by=actor_of(request), at=timezone.now(), **data),
                    title=str(title),
                    done=str(done),
                    trail=way(request, found, str(here)),
                )

            return view

        return around

    return frame


def address_of(row: Any) -> str:
    """Where a deed on a row leads back to: an agency's page, for a post that of its agency, else the account's."""
    if isinstance(row, Delegation):
        return reverse("delegations-list")
    if isinstance(row, Agency):
        return reverse("agencies-agency", args=[row.pk])
    if isinstance(row, Model) and hasattr(row, "agency_id"):
        return reverse("agencies-agency", args=[row.agency_id])
    return reverse("people-account", args=[row.pk])


def one(request: HttpRequest, pk: int) -> Agency:
    """The agency of the address, if the actor administers it."""
    return get_object_or_404(selectors.administered(actor_of(request)).select_related("parent", "successor"), pk=pk)


def one_remit(request: HttpRequest, pk: int) -> Remit:
    """The remit of the address, if the actor administers its agency."""
    mine = Remit.objects.filter(agency__in=selectors.administered(actor_of(request)).values("pk"))
    return get_object_or_404(mine.select_related("agency"), pk=pk)


def one_post(request: HttpRequest, pk: int) -> Post:
    """The post of the address, if the actor administers its agency."""
    mine = Post.objects.filter(agency__in=selectors.administered(actor_of(request)).values("pk"))
    return get_object_or_404(mine.select_related("agency", "account"), pk=pk)


def managed(request: HttpRequest, pk: int) -> Account:
    """The account of the address, if the actor manages it."""
    return get_object_or_404(selectors.accounts(actor_of(request), on=timezone.localdate()), pk=pk)


def crumbs(request: HttpRequest, found: Agency, here: str = "") -> Trail:
    """The way from the list through the agencies above; those that the actor does not administer are not links."""
    above = selectors.ancestors(found.pk)
    rows = Agency.objects.in_bulk(above)
    mine = set(selectors.administered(actor_of(request)).filter(pk__in=above).values_list("pk", flat=True))
    trail = [
        (rows[pk].short_name, reverse("agencies-agency", args=[pk]) if pk in mine else "") for pk in reversed(above)
    ]
    if here:
        return [(pgettext("several", "Cơ quan"), reverse("agencies-list")), *trail, (here, "")]
    return [(pgettext("several", "Cơ quan"), reverse("agencies-list")), *trail[:-1], (found.short_name, "")]


def trail(_request: HttpRequest, found: Account, here: str = "") -> Trail:
    """The way to an account's page, and on to what is done there."""
    page = (found.name, reverse("people-account", args=[found.pk]) if here else "")
    return [(_("Người dùng"), reverse("people-list")), page, *([(here, "")] if here else [])]


of_agency = framed(one, crumbs)
of_account = framed(managed, trail)
of_remit = framed(one_remit, lambda request, remit, here: crumbs(request, remit.agency, here))
