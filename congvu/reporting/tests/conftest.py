"""What most tests of this room begin with."""

import pytest

from congvu.reporting.tests.playing import Play


@pytest.fixture
def play(db: None) -> Play:
    return Play()
