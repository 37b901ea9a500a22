"""The OpenAPI description: what the framework draws from the types, and what holds for every operation."""

from functools import cache
from typing import Any

from django.conf import settings
from ninja.openapi.schema import REF_TEMPLATE, get_schema

from congvu.api.rules import Scope
from congvu.api.views.problems import MEDIA_TYPE, Problem
from congvu.api.views.v1 import api

PREFIX = "api/v1"
WHY = {
    400: "What was sent cannot be read.",
    401: "No token, or one that is over.",
    403: "The token has not the scope, or the account not the right.",
    404: "There is none, or it is another's.",
    409: "It cannot be done now.",
    413: "It is too large.",
    415: "No kind of file that is taken.",
    422: "What was sent is wrong; `errors` say where.",
    429: "Too many calls; `Retry-After` says how many seconds to wait.",
}
ALWAYS, OF_ONE, OF_DEEDS, OF_BODIES = (400, 401, 403, 422, 429), (404,), (409,), (413, 415)


@cache
def description() -> dict[str, Any]:
    """The document, without its server: that is where it was read from. In English; it does not depend on who asks."""
    document: dict[str, Any] = dict(get_schema(api, path_prefix=PREFIX))
    document.pop("servers", None)
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            _add_problems(path, method, operation)
    components = document["components"]
    problem = Problem.model_json_schema(ref_template=REF_TEMPLATE)
    components["schemas"] |= {**problem.pop("$defs", {}), "Problem": problem}
    components["securitySchemes"] = {"oauth2": _lock()}
    return document


def _add_problems(path: str, method: str, operation: dict[str, Any]) -> None:
    statuses = [*ALWAYS, *(OF_ONE if "{" in path else ())]
    if method != "get":
        statuses += OF_DEEDS
    if "requestBody" in operation:
        statuses += OF_BODIES
    if path.endswith(("/submissions", "/supplements", "/withdrawal")) and method == "post":
        statuses += OF_ONE
    for status in sorted(set(statuses)):
        schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
        operation["responses"][status] = {"description": WHY[status], "content": {MEDIA_TYPE: schema}}
    # JSON has no keys but strings; said here, so that whoever reads the document in this process sees the same.
    operation["responses"] = {str(status): told for status, told in operation["responses"].items()}


def _lock() -> dict[str, Any]:
    scopes = dict(zip(Scope.values, SCOPES, strict=True))
    flow = {"tokenUrl": f"{settings.PUBLIC_ADDRESS}/api/oauth/token", "scopes": scopes}
    return {"type": "oauth2", "description": "OAuth 2.1, client credentials.", "flows": {"clientCredentials": flow}}


SCOPES = (
    "Read the catalogue and the counters.",
    "Hand in files and file.",
    "Follow requests, get results, be told by webhooks.",
    "Complete and withdraw.",
)
