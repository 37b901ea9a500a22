"""congvu packs move, undo-move: running dossiers go over to another edition of their procedure."""

import argparse
import json
import sys
from typing import Any

from django.utils import timezone

from congvu.base.actors import system
from congvu.base.refusals import Refusal
from congvu.dossiers import services
from congvu.dossiers.models import EditionMove
from congvu.dossiers.selectors import Verdict, judged
from congvu.procedures.models import Edition

BY = system("packs", "Dòng lệnh")


def add_verbs(verbs: Any) -> None:
    """The verbs `move` and `undo-move`."""
    verb = verbs.add_parser("move", help="move running dossiers to another edition, or see who could go")
    verb.add_argument("code", help="code of the procedure")
    verb.add_argument("--from", dest="was", required=True, metavar="NUMBER", help="the edition that they run under")
    verb.add_argument("--to", dest="now", required=True, metavar="NUMBER", help="the edition that they go to")
    verb.add_argument("--reason", default="", help="the decision that orders it; without it nothing is moved")
    verb.add_argument("--dry-run", action="store_true", help="only tell the verdict on each dossier")
    verb.add_argument("--json", action="store_true", help="print JSON")
    verb.set_defaults(run=run_move)
    undo = verbs.add_parser("undo-move", help="take a move back, where the dossiers have not gone on")
    undo.add_argument("move", type=int, metavar="NUMBER", help="number of the move, as `packs move` printed it")
    undo.set_defaults(run=run_undo)


def run_move(arguments: argparse.Namespace) -> int:
    """0: done, or every dossier fits; 1: some stay, each with why; 2: no such edition, or refused."""
    editions = {one.number: one for one in Edition.objects.filter(procedure__code=arguments.code)}
    if missing := {arguments.was, arguments.now} - editions.keys():
        print(f"{arguments.code} has no edition {', '.join(sorted(missing))}", file=sys.stderr)
        return 2
    was, now = editions[arguments.was], editions[arguments.now]
    if arguments.dry_run:
        verdicts = list(judged(was, now))
        stay = [one for one in verdicts if one.obstacles]
        return _told(arguments, len(verdicts) - len(stay), stay, "would go over")
    try:
        done = services.move_edition(was, now, reason=arguments.reason, by=BY, at=timezone.now())
    except Refusal as refusal:
        print(refusal.sentence, file=sys.stderr)
        return 2
    return _told(arguments, len(done.moved), done.stayed, f"went over (move {done.move.pk})")


def _told(arguments: argparse.Namespace, moved: int, stay: list[Verdict], what: str) -> int:
    if arguments.json:
        print(json.dumps({"moved": moved, "stay": {one.code: one.obstacles for one in stay}}, ensure_ascii=False))
    else:
        for one in stay:
            print(f"{one.code} stays: {' '.join(one.obstacles)}")
        print(f"{moved} {what}, {len(stay)} stay")
    return 1 if stay else 0


def run_undo(arguments: argparse.Namespace) -> int:
    """0: all are back; 1: some had gone on and stay; 2: no such move, or undone already."""
    try:
        done = services.undo_move(arguments.move, by=BY, at=timezone.now())
    except EditionMove.DoesNotExist:
        print(f"there is no move {arguments.move}", file=sys.stderr)
        return 2
    except Refusal as refusal:
        print(refusal.sentence, file=sys.stderr)
        return 2
    for one in done.stayed:
        print(f"{one.code} stays: {' '.join(one.obstacles)}")
    print(f"{len(done.moved)} back, {len(done.stayed)} stay")
    return 1 if done.stayed else 0
