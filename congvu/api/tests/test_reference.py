"""The description as a document and as a page: every operation, and no script from anywhere."""

import pytest
from django.test import Client as Browser

from congvu.api.views.v1 import api
from congvu.api.views.v1.description import description

pytestmark = pytest.mark.urls("congvu.api.tests.urls")


def test_the_document_is_openapi_3_1_and_asks_for_scopes() -> None:
    answer = Browser().get("/api/v1/openapi.json")
    told = answer.json()
    assert (told["openapi"], told["paths"]) == ("3.1.0", description()["paths"])
    scopes = told["components"]["securitySchemes"]["oauth2"]["flows"]["clientCredentials"]["scopes"]
    asked = {
        scope
        for operations in told["paths"].values()
        for one in operations.values()
        for scope in one["security"][0]["oauth2"]
    }
    assert set(scopes) == asked
    assert Browser().get("/api/v1/openapi.json", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_each_address_has_one_meaning() -> None:
    routes = list(api.urls[0])
    paths = description()["paths"]
    verbs = sum(len(operations) for operations in paths.values())
    assert len(routes) - 1 == verbs  # one pattern for each operation, and the library's root, which is not used


def test_the_page_shows_every_operation_without_a_script() -> None:
    page = Browser().get("/tai-lieu-api/").content.decode()
    for path, operations in description()["paths"].items():
        for method, one in operations.items():
            assert f'id="{one["operationId"]}"' in page
            assert f"{method.upper()} {path}" in page
    assert "cdn" not in page
    assert "online | post | counter" in page
