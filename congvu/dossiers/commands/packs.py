"""congvu packs: begin, check, publish, list, draw and describe the packs of procedures.

The noun lives here and not in `procedures`, because checking a pack means playing its examples, and only this room can.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from congvu import flow
from congvu.agencies.rules import Kind
from congvu.agencies.selectors import timetable
from congvu.base.actors import system
from congvu.base.refusals import Refusal
from congvu.base.working_time import Timetable, Unit
from congvu.dossiers.commands import moving
from congvu.dossiers.services.stories import play
from congvu.dossiers.testing import a_stage, a_stage_for
from congvu.procedures import selectors
from congvu.procedures.refusals import Broken
from congvu.procedures.rules import (
    Checked,
    Competent,
    FolderError,
    Pack,
    Problem,
    Wish,
    budget_of,
    catalogue,
    check,
    from_folder,
    packs_in,
    scaffold,
)
from congvu.procedures.services import publish

PROCESS = "process.bpmn"
FIRST_DAY = date(2025, 7, 1)  # of the two levels of local government: earlier editions are of another time


def add_commands(nouns: Any) -> None:
    """The noun `packs` and its verbs."""
    verbs = nouns.add_parser("packs", help="the packs of procedures").add_subparsers(required=True, metavar="VERB")
    _verb(verbs, "check", run_check, "tell every problem of a pack, or of all packs under a folder", folders="+")
    _verb(verbs, "publish", run_publish, "publish a pack, or all packs under a folder, as new editions", folders="+")
    _verb(verbs, "draw", run_draw, "compute the diagram of process.bpmn anew", folders="+", machine=False)
    _verb(verbs, "page", run_page, "write the page of each pack, in Markdown", folders="+", machine=False)
    _add_new(verbs)
    moving.add_verbs(verbs)
    _verb(verbs, "list", run_list, "list the published procedures that are valid today")


def _verb(verbs: Any, name: str, run: Any, help: str, *, folders: str = "", machine: bool = True) -> None:
    verb = verbs.add_parser(name, help=help)
    if folders:
        verb.add_argument("folders", nargs=folders, metavar="DIR", type=Path)
    if machine:
        verb.add_argument("--json", action="store_true", help="print JSON")
    verb.set_defaults(run=run)


def _add_new(verbs: Any) -> None:
    verb = verbs.add_parser("new", help="begin a pack: a folder that passes the check, to be made true")
    verb.description = run_new.__doc__
    verb.add_argument(
        "folder", metavar="FIELD/CODE", type=Path, help="the folder to make, for example packs/ho-tich/mai"
    )
    verb.add_argument("--name", help="name in Vietnamese; asked for at a terminal")
    verb.add_argument("--name-en", metavar="NAME", help="name in English; asked for at a terminal")
    verb.add_argument("--code", help="national code; a made-up one without it")
    verb.add_argument("--field", metavar="NAME", help="name of the field in Vietnamese; that of a pack beside it")
    verb.add_argument("--field-en", metavar="NAME", help="name of the field in English; that of a pack beside it")
    verb.add_argument(
        "--competent", default="commune_committee", help="kind of agency, or department:SECTOR; %(default)s"
    )
    verb.add_argument("--days", default="3", help="legal time; 0 is the same day; %(default)s")
    verb.add_argument("--unit", default="working_day", choices=list(Unit), help="in what it is counted; %(default)s")
    verb.add_argument("--fee", type=int, default=0, metavar="DONG", help="đồng for a dossier; none")
    verb.add_argument(
        "--paper", action="append", default=[], metavar="NAME", help="a paper of the dossier; may be repeated"
    )
    verb.add_argument("--question", action="append", default=[], metavar="TITLE", help="a question; may be repeated")
    verb.add_argument("--law", action="append", default=[], metavar="TEXT", help="a legal basis; may be repeated")
    verb.set_defaults(run=run_new)


def run_new(arguments: argparse.Namespace) -> int:
    """Make the folder of a new pack, complete and sound, with a README of what is to be confirmed.

    0: made and checked; 1: the check finds fault; 2: there is a pack already, or something is missing.
    """
    folder: Path = arguments.folder
    if folder.exists() and any(folder.iterdir()):
        print(f"{folder} is not empty", file=sys.stderr)
        return 2
    try:
        wish = _wish(arguments)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    for name, text in scaffold(wish, _played_by(wish)).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(flow.lay_out(text) if name == PROCESS else text, encoding="utf-8")
    errors = [one for one in _problems(folder) if not one.warning]
    for one in errors:
        print(f"error: {folder}/{one}", file=sys.stderr)
    print(
        f"{folder}: sound. {folder / 'README.md'} lists what is to be confirmed." if not errors else f"{folder}: made"
    )
    return 1 if errors else 0


def _wish(arguments: argparse.Namespace) -> Wish:
    """What the options and, at a terminal, the answers say. Raises ValueError."""
    folder: Path = arguments.folder
    name = arguments.name or _asked("Tên thủ tục: ")
    name_en = arguments.name_en or _asked("Name in English: ")
    if not name or not name_en:
        raise ValueError("--name and --name-en are needed")
    field, slug = folder.resolve().parent.name, re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
    for part in (field, folder.name):
        if not slug.fullmatch(part):
            raise ValueError(f"{part}: use small letters, digits and hyphens, as in ho-tich/khai-sinh")
    kind, _colon, sector = arguments.competent.partition(":")
    if kind not in Kind.values or (kind == Kind.DEPARTMENT) != bool(sector):
        raise ValueError(f"--competent is one of {', '.join(Kind.values)}; of a department: department:SECTOR")
    beside = next((pack.field for pack in _beside(folder) if pack.field.code == field), None)
    return Wish(
        code=arguments.code or f"X.{field}.{folder.name}"[:40].rstrip(".-"),
        name=name,
        name_en=name_en,
        field=field,
        field_name=arguments.field or (beside.name if beside else field),
        field_name_en=arguments.field_en or (beside.name_en if beside else field),
        competent=Competent(kind, sector),
        budget=budget_of(arguments.days, arguments.unit),
        valid_from=FIRST_DAY,
        today=timezone.localdate(),
        fee=arguments.fee,
        papers=arguments.paper,
        questions=arguments.question,
        law=arguments.law,
    )


def _asked(question: str) -> str:
    return input(question).strip() if sys.stdin.isatty() else ""


def _beside(folder: Path) -> Iterable[Pack]:
    """The packs of the same field that stand beside a new one."""
    parent = folder.resolve().parent
    for pack in packs_in(parent) if parent.is_dir() else []:
        if found := check(from_folder(pack)).pack:
            yield found


def _played_by(wish: Wish) -> Timetable:
    """The timetable that examples are played by: the stage's, with its real holidays. Leaves no trace."""
    with transaction.atomic():
        stage = a_stage(wish.competent, code="STAGE")
        found = timetable(stage.receiver.pk)
        transaction.set_rollback(True)
    return found


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
        edition = publish(checked, by=system("packs", "Dòng lệnh"), at=timezone.now())
        for number, story in enumerate(checked.stories):
            stage = a_stage_for(edition, code=f"STAGE{number}")
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


def run_page(arguments: argparse.Namespace) -> int:
    """0: written to the screen; 1: a pack is broken; 2: no pack there."""
    packs = _packs(arguments.folders)
    worst = 0 if packs else 2
    for pack in packs:
        try:
            checked = check(from_folder(pack))
        except FolderError as error:
            print(f"error: {pack}/{error.problem}", file=sys.stderr)
            worst = 1
            continue
        for one in checked.errors:
            print(f"error: {pack}/{one}", file=sys.stderr)
        if checked.errors:
            worst = 1
        else:
            print(catalogue.page(checked.files))
    return worst


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
