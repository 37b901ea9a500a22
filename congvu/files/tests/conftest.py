from pathlib import Path

import pytest

from congvu.files.selectors import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "files", 20 * 1024 * 1024)
