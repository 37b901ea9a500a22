"""Addresses of the machine API, and of the page of one's clients."""

from django.urls import URLPattern, include, path

from congvu.api.views import clients, reference, tokens
from congvu.api.views.v1 import api
from congvu.api.views.v1.frame import BY_TOKEN


def _locked() -> list[URLPattern]:
    """The operations. Each asks for its token itself; their key says so to whoever looks who may open what."""
    found = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern) and pattern.name != "api-root"]
    for pattern in found:
        pattern.callback.open_to = BY_TOKEN  # type: ignore[attr-defined]
    return found


urlpatterns = [
    path("api/oauth/token", tokens.token, name="api-token"),
    path("tai-lieu-api/", reference.reference, name="api-reference"),
    path("api/v1/openapi.json", reference.document, name="api-openapi"),
    path("api/v1/", include(_locked())),
    path("tai-khoan/ung-dung/", clients.index, name="api-clients"),
    path("tai-khoan/ung-dung/<int:pk>/", clients.client, name="api-client"),
    path("tai-khoan/ung-dung/<int:pk>/doi-ma/", clients.rotate, name="api-client-rotate"),
    path("tai-khoan/ung-dung/<int:pk>/thu-hoi/", clients.end, name="api-client-end"),
    path("tai-khoan/ung-dung/<int:pk>/gui-lai/<int:told>/", clients.tell_again, name="api-tell-again"),
]
