"""The scene of this room's tests."""

import pytest

from congvu.api.testing import Machine, Scene, a_scene


@pytest.fixture
def scene(db: None) -> Scene:
    return a_scene()


@pytest.fixture
def machine(scene: Scene) -> Machine:
    return scene.machine
