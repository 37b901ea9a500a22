"""The demonstration's door lets citizens in too, beside the officials of each agency."""

import pytest
from django.test import Client
from pytest_django import Settings

from congvu.agencies.testing import make_citizen
from congvu.people.models import Account
from congvu.web.proof import PROVED

pytestmark = pytest.mark.django_db


def test_a_citizen_of_the_demonstration_stands_at_the_door_and_comes_to_the_own_pages(
    client: Client, settings: Settings
) -> None:
    settings.DEMO = True
    make_citizen("cong-dan")
    Account.objects.update(is_demo=True)
    page = client.get("/trinh-dien/").content.decode()
    assert "Công dân, doanh nghiệp" in page
    assert 'value="cong-dan"' in page
    answer = client.post("/trinh-dien/vao-vai/", {"username": "cong-dan"})
    assert answer["Location"] == "/tai-khoan/"
    assert PROVED in client.session
