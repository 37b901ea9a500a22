"""Backups that can be trusted: made while the work goes on, and proved by being restored.

A backup is a folder: the database as it was at one moment, every file by its digest, the secret key, and a manifest.
The database is taken first: a file is never in use before its bytes are on the shelf, so the files taken afterwards
hold at least what the database speaks of. Files never change, so on one disk a backup shares them with the shelf.
"""

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

import congvu
from congvu.files.selectors import Shelf, digest_of, shelf, unsound
from congvu.journal.models import Entry
from congvu.journal.selectors import last_seal
from congvu.journal.selectors.check import verify

MANIFEST, KEY = "manifest.json", "secret-key"
DUMPS = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
BEGINNING = "congvu-"


class NoBackup(Exception):
    """It cannot be made or restored; the argument says why, and what to do."""


def make(folder: Path, *, at: datetime) -> Path:
    """Make a backup as a new folder inside `folder`; it has its name only when it is whole. Raises `NoBackup`."""
    target = folder / f"{BEGINNING}{at:%Y%m%dT%H%M%S}"
    draft = target.with_suffix(".part")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True, mode=0o700)
    database = draft / DUMPS[connection.vendor]
    _take_database(database)
    files = sum(_take_file(path, draft / "files" / path.relative_to(shelf().root)) for path in shelf().kept())
    key = settings.DATA / KEY
    if key.exists():
        shutil.copy2(key, draft / KEY)
    seal = last_seal()
    told = {
        "made_at": at.isoformat(),
        "version": congvu.__version__,
        "database": database.name,
        "sha256": digest_of(database),
        "files": files,
        "sealed": seal.tree_size if seal else 0,
        "root": bytes(seal.root).hex() if seal else "",
    }
    (draft / MANIFEST).write_text(json.dumps(told, indent=2) + "\n")
    draft.rename(target)
    return target


def thin(folder: Path, *, keep: int) -> list[Path]:
    """Remove all but the newest `keep` backups of a folder; which were removed."""
    old = sorted(path for path in folder.glob(f"{BEGINNING}*") if (path / MANIFEST).exists())[:-keep]
    for path in old:
        shutil.rmtree(path)
    return old


def manifest_of(backup: Path) -> dict[str, Any]:
    """What a backup says of itself. Raises `NoBackup`."""
    try:
        told: dict[str, Any] = json.loads((backup / MANIFEST).read_text())
    except (OSError, ValueError) as error:
        raise NoBackup(
            f"{backup} is no whole backup: {error}. Choose a folder made by `congvu backup make`."
        ) from error
    return told


def wrong_with(backup: Path) -> Iterator[str]:
    """What is wrong with a backup, without restoring it: the database's digest, and each file's."""
    told = manifest_of(backup)
    database = backup / told["database"]
    if not database.exists() or digest_of(database) != told["sha256"]:
        yield f"{database.name} is missing, or not as it was when the backup was made"
    kept = Shelf(backup / "files", 0)
    found = 0
    for path in kept.kept():
        found += 1
        if digest_of(path) != path.name:
            yield f"the file {path.name} was changed"
    if found < told["files"]:
        yield f"{told['files'] - found} of {told['files']} files are missing"


def restore(backup: Path) -> None:
    """Put a backup into this installation, whose database must be empty; `congvu migrate` may bring it up to date
    afterwards. Raises `NoBackup`."""
    told = manifest_of(backup)
    if told["database"] != DUMPS[connection.vendor]:
        raise NoBackup(f"The backup holds {told['database']}, and this installation's database is {connection.vendor}.")
    if connection.introspection.table_names():
        raise NoBackup("The database of this installation is not empty. Restore into a new one, and look at it first.")
    if problems := list(wrong_with(backup)):
        raise NoBackup("The backup is damaged: " + "; ".join(problems))
    _put_database(backup / told["database"])
    for path in Shelf(backup / "files", 0).kept():
        _take_file(path, shelf().root / path.relative_to(backup / "files"))
    if (backup / KEY).exists() and "CONGVU_SECRET_KEY" not in os.environ:
        shutil.copy2(backup / KEY, settings.DATA / KEY)


def wrong_after(backup: Path, *, at: datetime) -> Iterator[str]:
    """What a restored installation lacks of the backup: lines of the journal, seals, files."""
    told = manifest_of(backup)
    yield from (f"journal, {finding.kind}: {finding.message}" for finding in verify(at=at))
    seal = last_seal()
    if told["root"] and (seal is None or (seal.tree_size, bytes(seal.root).hex()) != (told["sealed"], told["root"])):
        yield "the journal's last seal is not the one that was backed up"
    if not Entry.objects.exists():
        yield "the journal is empty"
    yield from (f"the file {digest} is {what}" for digest, what in unsound(shelf()))


def _take_database(target: Path) -> None:
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(target)) as copy:
            connection.connection.backup(copy)
        return
    _postgres("pg_dump", "--format=custom", "--no-owner", f"--file={target}")


def _put_database(source: Path) -> None:
    connection.close()
    if connection.vendor == "sqlite":
        shutil.copyfile(source, str(connection.settings_dict["NAME"]))
        return
    _postgres("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", "--dbname=", str(source))


def _postgres(program: str, *words: str) -> None:
    """Run one of PostgreSQL's own programs on the database of the settings; the password goes by the environment."""
    given = connection.get_connection_params()
    known = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password", "PGDATABASE": "dbname"}
    environment = {**os.environ, **{name: str(given[key]) for name, key in known.items() if given.get(key)}}
    words = tuple(f"{word}{given['dbname']}" if word == "--dbname=" else word for word in words)
    try:
        done = subprocess.run([program, *words], env=environment, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise NoBackup(f"There is no {program} here. Debian, Ubuntu: apt-get install postgresql-client.") from None
    if done.returncode:
        raise NoBackup(f"{program} failed: {done.stderr.strip()}")


def _take_file(source: Path, target: Path) -> int:
    """Share the bytes where one disk holds both, else copy them."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        return 1
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return 1
