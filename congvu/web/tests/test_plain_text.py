"""Typed text that no database keeps is no form of ours."""

import pytest
from django.test import Client
from django.urls import reverse


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["a\0b", "\0"])
def test_nul_is_a_bad_request_and_never_a_fault(client: Client, typed: str) -> None:
    assert client.get(reverse("portal-home"), {"q": typed}).status_code == 400
    assert client.post(reverse("people-sign-in"), {"username": typed, "password": "x"}).status_code == 400
