"""The stage of the permission matrix, built once: every question asked of it is rolled back."""

from collections.abc import Iterator

import pytest

from tests.house.world import World, rolled_back


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: "pytest.FixtureRequest") -> Iterator[World]:
    with django_db_blocker.unblock(), rolled_back():  # type: ignore[attr-defined]
        yield World()
