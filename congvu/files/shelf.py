"""The folder where bytes lie: `ab/cd/<sha256>`, written whole or not at all."""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

CHUNK = 1024 * 1024


class TooMuch(Exception):
    """More bytes came than may."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Bytes that arrived and are not yet on the shelf."""

    path: Path
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where files lie, and how many bytes one of them may have."""

    root: Path
    limit: int

    def path(self, sha256: str) -> Path:
        """Where the bytes with this digest lie, if they do."""
        return self.root / sha256[:2] / sha256[2:4] / sha256

    @contextmanager
    def draft(self, stream: BinaryIO) -> Iterator[Draft]:
        """Receive a stream, on disk and in no directory that is read; it is gone afterwards unless it was put.

        Raises `TooMuch` as soon as the limit is passed, without reading on.
        """
        self.drafts.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        with tempfile.NamedTemporaryFile(dir=self.drafts, delete=False) as file:
            try:
                while chunk := stream.read(CHUNK):
                    size += len(chunk)
                    if size > self.limit:
                        raise TooMuch
                    digest.update(chunk)
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
                yield Draft(Path(file.name), digest.hexdigest(), size)
            finally:
                Path(file.name).unlink(missing_ok=True)

    def put(self, draft: Draft) -> None:
        """Give the bytes their name. Bytes that are there already are replaced by the same bytes, which makes them
        young again: a sweep that runs now leaves them."""
        target = self.path(draft.sha256)
        with self.hold(exclusive=False):
            target.parent.mkdir(parents=True, exist_ok=True)
            draft.path.replace(target)
        for folder in (target.parent, target.parent.parent, self.root):
            _sync(folder)

    @contextmanager
    def hold(self, *, exclusive: bool) -> Iterator[None]:
        """Putting goes side by side; sweeping goes alone."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / "lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH)
            yield

    def kept(self) -> Iterator[Path]:
        """Every file under its digest."""
        yield from self.root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/" + "[0-9a-f]" * 64)

    @property
    def drafts(self) -> Path:
        return self.root / "drafts"

    @property
    def previews(self) -> Path:
        return self.root / "previews"


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
