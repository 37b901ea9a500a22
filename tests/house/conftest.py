"""The stage of the permission matrix, built once: every question asked of it is rolled back."""

from collections.abc import Iterator

import pytest

from tests.house.world import World, rolled_back


@pytest.fixture(autouse=True, scope="module")
def _nothing_is_kept_of_templates() -> Iterator[None]:
    """The client keeps copies of what every template was given; here only statuses are looked at, many times."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.test.client.store_rendered_templates", lambda *_told, **_more: None)
        yield


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: "pytest.FixtureRequest") -> Iterator[World]:
    with django_db_blocker.unblock(), rolled_back():  # type: ignore[attr-defined]
        yield World()
