"""Being told: webhooks."""

from typing import Annotated, Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router, Status
from ninja.params.functions import Path

from congvu.api import services
from congvu.api.models import Hook
from congvu.api.rules import Scope
from congvu.api.selectors.hooks import hooks_of, state_of_deliveries
from congvu.api.views.v1 import schemas
from congvu.api.views.v1.frame import caller, needs, now

router = Router(tags=["Webhooks"])
HookId = Annotated[int, Path(ge=1, le=2**63 - 1)]


@router.get(
    "/webhooks",
    response=schemas.Hooks,
    url_name="api-webhooks",
    operation_id="listWebhooks",
    summary="Webhooks",
    **needs(Scope.STATUS),
)
def hooks(request: HttpRequest) -> dict[str, object]:
    """The addresses that are told of this client's requests."""
    return {"items": [_facts(hook) for hook in hooks_of(caller(request).client)]}


@router.post(
    "/webhooks",
    response={201: schemas.HookWithSecret},
    url_name="api-webhooks",
    operation_id="makeWebhook",
    summary="Be told",
    **needs(Scope.STATUS),
)
def make(request: HttpRequest, response: HttpResponse, hook: schemas.NewHook) -> Status[Any]:
    """Tell an address from now on, by signed messages (Standard Webhooks). What fails is tried again for a day."""
    by = caller(request)
    made = services.make_hook(
        by.client, url=hook.url, topics=hook.topics, private=settings.WEBHOOKS_PRIVATE, by=by.actor, at=now()
    )
    response["Location"] = reverse("api-webhook", args=[made.pk])
    return Status(201, {**_facts(made), "secret": made.secret})


@router.get(
    "/webhooks/{id}",
    response=schemas.HookFacts,
    url_name="api-webhook",
    operation_id="getWebhook",
    summary="One webhook",
    **needs(Scope.STATUS),
)
def hook(request: HttpRequest, id: HookId) -> dict[str, object]:
    """What it is told of, and whether it arrives."""
    return _facts(_mine(request, id))


@router.put(
    "/webhooks/{id}",
    response=schemas.HookFacts,
    url_name="api-webhook",
    operation_id="changeWebhook",
    summary="Be told of other things",
    **needs(Scope.STATUS),
)
def change(request: HttpRequest, id: HookId, topics: schemas.Topics) -> dict[str, object]:
    """Set of what it is told."""
    hook = _mine(request, id)
    return _facts(services.change_hook(hook.pk, topics=topics.topics, by=caller(request).actor, at=now()))


@router.delete(
    "/webhooks/{id}",
    response={204: None},
    url_name="api-webhook",
    operation_id="endWebhook",
    summary="Be told no more",
    **needs(Scope.STATUS),
)
def end(request: HttpRequest, id: HookId) -> Status[None]:
    """What still waits is not sent."""
    services.end_hook(_mine(request, id).pk, by=caller(request).actor, at=now())
    return Status(204, None)


def _mine(request: HttpRequest, pk: int) -> Hook:
    """A hook of this very client; another's does not exist."""
    found = hooks_of(caller(request).client).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _facts(hook: Hook) -> dict[str, object]:
    state = state_of_deliveries(hook, at=now())
    return {
        "id": hook.pk,
        "url": hook.url,
        "topics": hook.topics,
        "made_at": hook.made_at,
        "arrived_at": state.arrived_at,
        "failing_since": state.failing_since,
    }
