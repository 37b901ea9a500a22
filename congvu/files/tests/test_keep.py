import argparse
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction

from congvu.base.refusals import Refusal
from congvu.files import commands, selectors, services
from congvu.files.models import Blob
from congvu.files.selectors import Shelf
from congvu.files.testing import pdf, png, stored

NOW = datetime(2026, 3, 5, 8, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def age(path: Path, *, hours: int) -> None:
    then = (NOW - timedelta(hours=hours)).timestamp()
    os.utime(path, (then, then))


def orphan(shelf: Shelf) -> Path:
    """A file whose transaction was rolled back."""
    with transaction.atomic():
        blob = stored(shelf, png(colour="red"), name="a.png")
        transaction.set_rollback(True)
    assert not Blob.objects.filter(pk=blob.pk).exists()
    return shelf.path(blob.pk)


def test_a_sweep_removes_orphans_older_than_a_day_and_nothing_else(shelf: Shelf) -> None:
    kept = shelf.path(stored(shelf).pk)
    age(kept, hours=1000)
    left = orphan(shelf)
    age(left, hours=23)
    assert services.sweep(shelf, at=NOW) == 0
    age(left, hours=25)
    assert services.sweep(shelf, at=NOW) == 1
    assert kept.exists()
    assert not left.exists()


def test_an_orphan_that_is_stored_again_is_young_again(shelf: Shelf) -> None:
    left = orphan(shelf)
    os.utime(left, (0, 0))
    stored(shelf, png(colour="red"), name="a.png")
    assert left.stat().st_mtime > 0


def test_a_sweep_removes_drafts_of_processes_that_died(shelf: Shelf) -> None:
    shelf.drafts.mkdir(parents=True)
    (shelf.drafts / "tmp1").write_bytes(b"half")
    age(shelf.drafts / "tmp1", hours=30)
    assert services.sweep(shelf, at=NOW) == 1


def test_missing_and_changed_bytes_are_reported(shelf: Shelf) -> None:
    whole = stored(shelf)
    changed, missing = stored(shelf, pdf(2)), stored(shelf, pdf(3))
    assert list(selectors.unsound(shelf)) == []
    with shelf.path(changed.pk).open("ab") as file:
        file.write(b" ")
    shelf.path(missing.pk).unlink()
    assert sorted(selectors.unsound(shelf)) == sorted([(changed.pk, "changed"), (missing.pk, "missing")])
    assert whole.pk not in dict(selectors.unsound(shelf))


def test_bytes_that_are_not_there_are_refused(shelf: Shelf) -> None:
    blob = stored(shelf)
    shelf.path(blob.pk).unlink()
    for sha256 in (blob.pk, "0" * 64, "../../etc/passwd"):
        with pytest.raises(Refusal) as caught:
            selectors.open_blob(sha256, at=shelf)
        assert caught.value.code == "files.missing"


def test_the_command_line_says_what_it_found(
    shelf: Shelf, settings: object, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.FILES_ROOT = shelf.root  # type: ignore[attr-defined]
    nouns = argparse.ArgumentParser().add_subparsers()
    commands.add_commands(nouns)
    blob = stored(shelf)
    call = nouns.choices["files"].parse_args
    assert call(["verify"]).run(call(["verify"])) == 0
    shelf.path(blob.pk).unlink()
    assert call(["verify"]).run(call(["verify"])) == 1
    assert f"missing {blob.pk}" in capsys.readouterr().out
    assert call(["sweep"]).run(call(["sweep"])) == 0
