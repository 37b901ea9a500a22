"""The restore drill: what was backed up comes up elsewhere, whole, and is proved so."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from congvu.dossiers.models import Dossier
from congvu.dossiers.testing import a_dossier
from congvu.files.selectors import Shelf, shelf
from congvu.files.testing import stored
from congvu.journal.services import seal
from congvu.site import backup

pytestmark = pytest.mark.django_db(transaction=True)
ASK = "from congvu.dossiers.models import Dossier; print(*Dossier.objects.values_list('code', flat=True))"


@pytest.fixture
def dossier() -> Dossier:
    made, _stage = a_dossier()
    stored(shelf())
    while seal(at=timezone.now()):
        pass
    return made


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an installation with an empty database of the kind that is tested."""
    known = {**os.environ, "CONGVU_DATA": str(tmp_path / "new"), "DJANGO_SETTINGS_MODULE": "congvu.site.settings"}
    if connection.vendor == "sqlite":
        yield {**known, "CONGVU_DATABASE_URL": ""}
        return
    name = f"{connection.settings_dict['NAME']}_restored"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    yield {**known, "CONGVU_DATABASE_URL": f"{os.environ['CONGVU_DATABASE_URL'].rpartition('/')[0]}/{name}"}
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def run(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    root = Path(settings.ROOT)
    command = [sys.executable, *words]
    return subprocess.run(command, env=environment, cwd=root, capture_output=True, text=True, check=False)


def test_a_backup_comes_up_elsewhere_with_every_line_and_file(
    dossier: Dossier, elsewhere: dict[str, str], tmp_path: Path
) -> None:
    made = backup.make(tmp_path / "backups", at=timezone.localtime())
    assert list(backup.wrong_with(made)) == []
    restored = run(elsewhere, "-m", "congvu.cli", "backup", "restore", str(made))
    assert restored.returncode == 0, restored.stderr
    assert "Restored: the journal is whole" in restored.stdout
    asked = run(elsewhere, "-c", f"import django; django.setup(); {ASK}")
    assert asked.stdout.split() == [dossier.code]
    again = run(elsewhere, "-m", "congvu.cli", "backup", "restore", str(made))
    assert again.returncode == 1
    assert "not empty" in again.stderr


def test_a_damaged_backup_is_found_out_and_not_restored(
    dossier: Dossier, elsewhere: dict[str, str], tmp_path: Path
) -> None:
    made = backup.make(tmp_path / "backups", at=timezone.localtime())
    first = next(Shelf(made / "files", 0).kept())
    first.unlink()
    first.write_bytes(b"changed")
    assert [problem.split()[-1] for problem in backup.wrong_with(made)] == ["changed"]
    refused = run(elsewhere, "-m", "congvu.cli", "backup", "restore", str(made))
    assert refused.returncode == 1
    assert "damaged" in refused.stderr
    (made / backup.MANIFEST).unlink()
    checked = run(elsewhere, "-m", "congvu.cli", "backup", "check", str(made))
    assert "no whole backup" in checked.stderr


def test_old_backups_go_and_the_newest_stay(dossier: Dossier, tmp_path: Path) -> None:
    now = timezone.localtime()
    made = [backup.make(tmp_path, at=now + timedelta(days=day)) for day in range(3)]
    assert backup.thin(tmp_path, keep=2) == made[:1]
    assert [path.exists() for path in made] == [False, True, True]
