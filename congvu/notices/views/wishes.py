"""What somebody wants to be told, and how."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from congvu.notices import selectors, services
from congvu.notices.forms import PreferenceForm, WishesForm
from congvu.notices.rules import Language
from congvu.people.models import Account
from congvu.web.access import actor_of, citizen, official, open_to


@never_cache
@open_to(official)
def preference(request: HttpRequest) -> HttpResponse:
    """Which letters I want, and where they go."""
    account = get_object_or_404(Account, pk=actor_of(request).account_id)
    wanted = selectors.preference_of(account.pk)
    form = PreferenceForm(request.POST or None, initial={"daily": wanted.daily, "at_once": wanted.at_once})
    # A form with nothing ticked is sent empty but for its token, and means: none.
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        services.set_preference(
            account, daily=given["daily"], at_once=given["at_once"], by=actor_of(request), at=timezone.now()
        )
        messages.success(request, _("Đã lưu cách nhận thư báo."))
        return redirect("notices-preference")
    letters = f"{reverse('notices-letters')}?{urlencode({'den': account.email})}" if settings.DEMO else ""
    return render(request, "notices/preference.html", {"form": form, "account": account, "letters_url": letters})


@never_cache
@open_to(citizen)
def wishes(request: HttpRequest) -> HttpResponse:
    """By which ways and in which language I am told of my requests."""
    account = get_object_or_404(Account, pk=actor_of(request).account_id)
    wanted = selectors.preference_of(account.pk)
    now: dict[str, Any] = {"by_email": wanted.by_email, "by_sms": wanted.by_sms, "language": wanted.language}
    form = WishesForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        services.set_wishes(
            account,
            by_email=given["by_email"],
            by_sms=given["by_sms"],
            language=Language(given["language"]),
            by=actor_of(request),
            at=timezone.now(),
        )
        messages.success(request, _("Đã lưu cách nhận tin."))
        return redirect("notices-wishes")
    return render(request, "notices/wishes.html", {"form": form, "account": account})
