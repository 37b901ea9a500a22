"""`congvu backup`: make one, check one, restore one."""

import argparse
import sys
from pathlib import Path

from django.utils import timezone

from congvu.site.commands.nouns import Nouns


def add_commands(nouns: Nouns) -> None:
    """Add the noun `backup` and its verbs."""
    verbs = nouns.add_parser("backup", help="backups, and proving them by restoring").add_subparsers(
        required=True, metavar="VERB"
    )
    made = verbs.add_parser("make", help="back up database, files and key while the work goes on")
    made.add_argument("folder", type=Path, metavar="FOLDER", help="where backups lie; best on another disk")
    made.add_argument("--keep", type=int, metavar="N", help="remove all but the newest N backups there")
    made.set_defaults(run=make)
    checked = verbs.add_parser("check", help="compare a backup with its own digests")
    checked.add_argument("backup", type=Path, metavar="BACKUP")
    checked.set_defaults(run=check)
    restored = verbs.add_parser(
        "restore",
        help="put a backup into this installation's empty database, and prove it whole",
        description="Put a backup into this installation, whose database must be empty: name a new data folder with"
        " --data, or a new database with CONGVU_DATABASE_URL. The journal and every file are checked afterwards.",
    )
    restored.add_argument("backup", type=Path, metavar="BACKUP")
    restored.set_defaults(run=restore)


def make(arguments: argparse.Namespace) -> int:
    from congvu.site import backup

    try:
        made = backup.make(arguments.folder, at=timezone.localtime())
    except backup.NoBackup as problem:
        return _failed(problem)
    told = backup.manifest_of(made)
    print(f"{made}: {told['files']} files, journal sealed to line {told['sealed']}")
    for path in backup.thin(arguments.folder, keep=arguments.keep) if arguments.keep else []:
        print(f"removed {path}")
    return 0


def check(arguments: argparse.Namespace) -> int:
    from congvu.site import backup

    try:
        problems = list(backup.wrong_with(arguments.backup))
    except backup.NoBackup as problem:
        return _failed(problem)
    print("\n".join(problems) or "The backup is whole.")
    return 1 if problems else 0


def restore(arguments: argparse.Namespace) -> int:
    from congvu.site import backup

    try:
        backup.restore(arguments.backup)
    except backup.NoBackup as problem:
        return _failed(problem)
    problems = list(backup.wrong_after(arguments.backup, at=timezone.now()))
    print("\n".join(problems) or "Restored: the journal is whole, and every file is there.")
    return 1 if problems else 0


def _failed(problem: Exception) -> int:
    print(problem, file=sys.stderr)
    return 1
