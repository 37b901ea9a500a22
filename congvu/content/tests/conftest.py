"""An agency whose editors write for the portal."""

import pytest

from congvu.content.testing import Desk


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk()
