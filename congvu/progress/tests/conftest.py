"""A province with a plan and three departments."""

import pytest

from congvu.progress.testing import Province


@pytest.fixture
def province(db: None) -> Province:
    return Province()
