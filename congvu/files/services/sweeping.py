"""Putting away what nobody owns."""

from datetime import datetime, timedelta
from pathlib import Path

from congvu.files.models import Blob
from congvu.files.shelf import Shelf

GRACE = timedelta(days=1)  # longer than any transaction may still be open


def sweep(shelf: Shelf, *, at: datetime) -> int:
    """Remove files without a row, and unfinished ones, that are older than a day; returns how many.

    No row changes, hence no journal line and no actor: this is housekeeping of the disk. Goes alone, so that bytes
    that are being stored again are not taken away under the one who stores them.
    """
    before = (at - GRACE).timestamp()
    removed = 0
    with shelf.hold(exclusive=True):
        for path in shelf.kept():
            if _old(path, before) and not Blob.objects.filter(pk=path.name).exists():
                for picture in (shelf.previews / path.name[:2]).glob(f"{path.name}-*.png"):
                    picture.unlink(missing_ok=True)
                path.unlink(missing_ok=True)
                removed += 1
        for path in shelf.drafts.glob("*"):
            if _old(path, before):
                path.unlink(missing_ok=True)
                removed += 1
    return removed


def _old(path: Path, before: float) -> bool:
    try:
        return path.stat().st_mtime < before
    except FileNotFoundError:
        return False
