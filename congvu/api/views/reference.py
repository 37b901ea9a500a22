"""The description as a document for programmes, and as a page for people: our own, for those of the library load
scripts from elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from congvu.api.rules import Scope, Topic
from congvu.api.views.v1.description import SCOPES, description
from congvu.web.access import anyone, open_to

DEEPEST = 4


@conditional_page
@require_safe
@open_to(anyone)
def document(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """OpenAPI 3.1."""
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})


@dataclass(frozen=True, slots=True)
class Row:
    """One name of what is sent or answered."""

    name: str
    kind: str
    required: bool
    about: str


@dataclass(frozen=True, slots=True)
class Part:
    """An operation as the page shows it."""

    key: str
    method: str
    path: str
    summary: str
    about: str
    scope: str
    parameters: list[Row]
    body: list[Row]
    answers: list[tuple[str, str]]
    answer: list[Row]


@require_safe
@open_to(anyone)
def reference(request: HttpRequest) -> HttpResponse:
    """Every operation, on one page that needs no script."""
    whole = description()
    tags: dict[str, list[Part]] = {}
    for path, operations in whole["paths"].items():
        for method, one in operations.items():
            tags.setdefault(one["tags"][0], []).append(_part(whole, path, method, one))
    context = {"tags": tags, "scopes": list(zip(Scope.values, SCOPES, strict=True)), "topics": Topic.values}
    return render(request, "api/reference.html", context)


def _part(whole: dict[str, Any], path: str, method: str, one: dict[str, Any]) -> Part:
    sent = one.get("requestBody", {}).get("content", {})
    done: dict[str, Any] = next((told for status, told in one["responses"].items() if status.startswith("2")), {})
    parameters = [
        Row(given["name"], f"{given['in']}, {_kind(whole, given['schema'])}", given["required"], _about(given))
        for given in one["parameters"]
    ]
    return Part(
        key=one["operationId"],
        method=method.upper(),
        path=path,
        summary=one["summary"],
        about=one.get("description", ""),
        scope=one["security"][0]["oauth2"][0],
        parameters=parameters,
        body=[row for content in sent.values() for row in _rows(whole, content["schema"])],
        answers=[(status, told["description"]) for status, told in sorted(one["responses"].items())],
        answer=[row for content in done.get("content", {}).values() for row in _rows(whole, content["schema"])],
    )


def _rows(whole: dict[str, Any], schema: dict[str, Any], before: str = "", depth: int = 0) -> Iterator[Row]:
    """The names of an object, those of the objects in it indented by their path."""
    schema = _resolved(whole, schema)
    needed = schema.get("required", ())
    for name, one in schema.get("properties", {}).items():
        yield Row(before + name, _kind(whole, one), name in needed, _about(one))
        inner = _resolved(whole, one)
        many = inner.get("type") == "array"
        inner = _resolved(whole, inner.get("items", {})) if many else inner
        if depth < DEEPEST and "properties" in inner:
            yield from _rows(whole, inner, f"{before}{name}{'[]' if many else ''}.", depth + 1)


def _resolved(whole: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """What a reference stands for; of a choice between something and nothing, the something."""
    for other in (*schema.get("anyOf", ()), *schema.get("allOf", ())):
        if other.get("type") != "null":
            return _resolved(whole, other)
    if "$ref" in schema:
        found: dict[str, Any] = whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return found
    return schema


def _kind(whole: dict[str, Any], schema: dict[str, Any]) -> str:
    found = _resolved(whole, schema)
    if "enum" in found:
        words = " | ".join(map(str, found["enum"]))
    elif found.get("type") == "array":
        words = f"[{_kind(whole, found.get('items', {}))}]"
    else:
        words = str(found.get("format") or found.get("type") or "any")
    empty = any(other.get("type") == "null" for other in schema.get("anyOf", ()))
    return f"{words} | null" if empty else words


def _about(schema: dict[str, Any]) -> str:
    return str(schema.get("description", ""))
