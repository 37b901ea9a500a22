"""congvu packs: check, publish, list and draw the packs of procedures.

The noun lives here and not in `procedures`, because checking a pack means playing its examples, and only this room can.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from congvu import flow
from congvu.base.actors import system
from congvu.base.refusals import Refusal
from congvu.dossiers.services.stories import play
from congvu.dossiers.testing import a_stage
from congvu.procedures import selectors
from congvu.procedures.refusals import Broken
from congvu.procedures.rules import Checked, FolderError, Problem, check, from_folder, packs_in
from congvu.procedures.services import publish

PROCESS = "process.bpmn"


def add_commands(nouns: Any) -> None:
    """The noun `packs` and its verbs."""
    verbs = nouns.add_parser("packs", help="the packs of procedures").add_subparsers(required=True, metavar="VERB")
    _verb(verbs, "check", run_check, "tell every problem of a pack, or of all packs under a folder", folders="+")
    _verb(verbs, "publish", run_publish, "publish a pack, or all packs under a folder, as new editions", folders="+")
    _verb(verbs, "draw", run_draw, "compute the diagram of process.bpmn anew", folders="+", machine=False)
    _verb(verbs, "list", run_list, "list the published procedures that are valid today")


def _verb(verbs: Any, name: str, run: Any, help: str, *, folders: str = "", machine: bool = True) -> None:
    verb = verbs.add_parser(name, help=help)
    if folders:
        verb.add_argument("folders", nargs=folders, metavar="DIR", type=Path)
    if machine:
        verb.add_argument("--json", action="store_true", help="print JSON")
    verb.set_defaults(run=run)


def _packs(folders: Iterable[Path]) -> list[Path]:
    return [pack for folder in folders for pack in packs_in(folder)]


def _problems(pack: Path) -> list[Problem]:
    """What is wrong with a pack; of one that is sound, where its examples do not go as they are told."""
    try:
        checked = check(from_folder(pack))
    except FolderError as error:
        return [error.problem]
    return [*checked.problems, *(_played(checked) if checked.sound else [])]


def _played(checked: Checked) -> list[Problem]:
    """Play every example on a stage of its own, and leave no trace of any."""
    assert checked.pack  # a sound pack was read
    found = []
    with transaction.atomic():
        edition = publish(checked.files, by=system("packs", "Dòng lệnh"), at=timezone.now())
        for number, story in enumerate(checked.stories):
            stage = a_stage(checked.pack.competent, code=f"STAGE{number}")
            mend = _("Sửa ví dụ, hoặc sửa gói cho đúng ví dụ.")
            found += [Problem(story.file, fault.line, fault.said, mend) for fault in play(story, edition, stage)]
        transaction.set_rollback(True)
    return found


def run_check(arguments: argparse.Namespace) -> int:
    """0: all packs may be published; 1: some may not; 2: no pack there."""
    packs = _packs(arguments.folders)
    if not packs:
        print(f"no procedure.yaml under {', '.join(map(str, arguments.folders))}", file=sys.stderr)
        return 2
    found = []
    for pack in packs:
        found += [(pack, problem) for problem in _problems(pack)]
    errors = sum(not problem.warning for _pack, problem in found)
    if arguments.json:
        print(json.dumps([{"pack": str(pack), **one.as_dict()} for pack, one in found], ensure_ascii=False, indent=2))
    else:
        for pack, one in found:
            print(f"{'warning' if one.warning else 'error'}: {pack}/{one}")
        print(f"{len(packs)} packs, {errors} errors, {len(found) - errors} warnings")
    return 1 if errors else 0


def run_publish(arguments: argparse.Namespace) -> int:
    """0: published or already so; 1: a pack is broken; 3: a rule refused. The others are published all the same."""
    packs = _packs(arguments.folders)
    by = system("packs", "Dòng lệnh")
    rows = []
    worst = 0 if packs else 2
    for pack in packs:
        try:
            edition = publish(from_folder(pack), by=by, at=timezone.now())
        except (Broken, FolderError) as error:
            problems = error.problems if isinstance(error, Broken) else (error.problem,)
            for one in problems:
                print(f"error: {pack}/{one}", file=sys.stderr)
            worst = max(worst, 1)
        except Refusal as refusal:
            print(f"{pack}: {refusal.sentence}", file=sys.stderr)
            worst = 3
        else:
            rows.append(
                {"pack": str(pack), "code": edition.procedure.code, "number": edition.number, "digest": edition.digest}
            )
    if arguments.json:
        print(json.dumps(rows, indent=2))
    else:
        for row in rows:
            print(f"{row['pack']}: {row['code']} edition {row['number']} {row['digest'][:12]}")
    return worst


def run_list(arguments: argparse.Namespace) -> int:
    """Always 0."""
    rows = [
        {
            "code": edition.procedure.code,
            "name": edition.procedure.name,
            "field": edition.procedure.field_name,
            "number": edition.number,
            "valid_from": f"{edition.valid_from:%Y-%m-%d}",
        }
        for edition in selectors.catalogue(on=timezone.localdate())
    ]
    if arguments.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            print(f"{row['code']:<12} {row['number']:>4}  {row['valid_from']}  {row['name']}")
    return 0


def run_draw(arguments: argparse.Namespace) -> int:
    """0: drawn; 1: a process is broken; 2: no pack there."""
    packs = _packs(arguments.folders)
    worst = 0 if packs else 2
    for pack in packs:
        path = pack / PROCESS
        try:
            path.write_text(flow.lay_out(path.read_text(encoding="utf-8")), encoding="utf-8")
        except flow.NotInSubset as refusal:
            for one in refusal.problems:
                print(f"error: {path}:{one}", file=sys.stderr)
            worst = 1
        else:
            print(path)
    return worst
