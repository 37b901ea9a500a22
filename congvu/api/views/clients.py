"""One's clients: made, given a new secret, ended; and what they were told of."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from congvu.agencies.selectors import governs
from congvu.api import refusals, selectors, services
from congvu.api.forms import AnyClientForm, ClientForm, OwnClientForm
from congvu.api.models import Client
from congvu.api.rules import Scope, Topic
from congvu.api.selectors.hooks import deliveries, hooks_of
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.people.models import Party
from congvu.web.access import actor_of, citizen, either, holds, open_to
from congvu.web.forms import show

PAGE = 50
keepers = either(citizen, holds("admin"))


@never_cache
@open_to(keepers)
def index(request: HttpRequest) -> HttpResponse:
    """The clients that one manages, and a new one."""
    actor, now = actor_of(request), timezone.now()
    form = _form(request, actor)
    if request.method == "POST" and form.is_valid():
        try:
            client, secret = services.make_client(
                _party(form, actor),
                name=form.cleaned_data["name"],
                scopes=form.cleaned_data["scopes"],
                by=actor,
                at=now,
            )
        except Refusal as refusal:
            show(refusal, form)
        else:
            return _page(request, client, secret=secret)
    before = request.GET.get("truoc", "")
    found = selectors.clients_of(actor, at=now)
    found = found.filter(pk__lt=int(before)) if before.isdecimal() and len(before) < 19 else found
    rows = list(found[: PAGE + 1])
    context = {
        "form": form,
        "clients": rows[:PAGE],
        "older_url": f"?truoc={rows[PAGE - 1].pk}" if len(rows) > PAGE else "",
        "newer_url": reverse("api-clients") if before else "",
        "face": _face(actor),
    }
    return render(request, "api/clients.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
@open_to(keepers)
def client(request: HttpRequest, pk: int) -> HttpResponse:
    """One client: what it may do, its webhooks, and what they were told of."""
    return _page(request, _mine(request, pk))


@never_cache
@require_POST
@open_to(keepers)
def rotate(request: HttpRequest, pk: int) -> HttpResponse:
    """A new secret, told once."""
    _mine(request, pk)
    found, secret = services.rotate_secret(pk, by=actor_of(request), at=timezone.now())
    return _page(request, found, secret=secret)


@require_POST
@open_to(keepers)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End it."""
    _mine(request, pk)
    services.end_client(pk, by=actor_of(request), at=timezone.now())
    messages.success(request, _("Đã thu hồi ứng dụng. Từ giờ ứng dụng không làm được gì nữa."))
    return redirect("api-clients")


@require_POST
@open_to(keepers)
def tell_again(request: HttpRequest, pk: int, told: int) -> HttpResponse:
    """Send a message to its webhook once more."""
    found = _mine(request, pk)
    if not any(one.told.pk == told for one in deliveries(found)):
        raise Http404
    services.tell_again(told, by=actor_of(request), at=timezone.now())
    messages.success(request, _("Thông báo sẽ được gửi lại trong ít giây."))
    return redirect("api-client", pk)


def _mine(request: HttpRequest, pk: int) -> Client:
    found = selectors.client_for(actor_of(request), pk, at=timezone.now())
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, found: Client, *, secret: str = "") -> HttpResponse:
    """With a secret only in the answer to the deed that made it: no page can be opened that shows it again."""
    labels, topics = dict(Scope.choices), dict(Topic.choices)
    context = {
        "client": found,
        "secret": secret,
        "scopes": [labels[scope] for scope in found.scopes],
        "hooks": [(hook, [topics[topic] for topic in hook.topics]) for hook in hooks_of(found)],
        "deliveries": deliveries(found),
        "crumbs": [(_("Ứng dụng kết nối"), reverse("api-clients")), (found.name, "")],
        "face": _face(actor_of(request)),
    }
    return render(request, "api/client.html", context)


def _form(request: HttpRequest, actor: Actor) -> ClientForm:
    """A citizen chooses among those it represents; an administrator names an organisation."""
    typed: Any = request.POST if request.method == "POST" else None
    if actor.seats:
        if not governs(actor):
            raise Refusal(refusals.NOT_YOURS)
        return AnyClientForm(typed)
    own = [(party.pk, party.name) for party in selectors.owned_by(actor, at=timezone.now())]
    initial = {"party": own[0][0]} if len(own) == 1 else {}
    return OwnClientForm(typed, parties=own, initial=initial)


def _party(form: ClientForm, actor: Actor) -> Party:
    given = form.cleaned_data
    if "party" in given:
        return selectors.owned_by(actor, at=timezone.now()).get(pk=given["party"])
    found = selectors.company_numbered(given["number"])
    if found is None:
        raise Refusal(refusals.PARTY_UNKNOWN, field="number", number=given["number"])
    return found


def _face(actor: Actor) -> str:
    return "web/work.html" if actor.seats else "web/page.html"
