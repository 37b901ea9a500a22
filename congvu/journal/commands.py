"""`congvu journal`: check the journal, prove one of its lines, check such a proof away from it."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from django.utils import timezone

from congvu.journal import selectors, services
from congvu.journal.rules import Proof, canonical, verify_proof
from congvu.journal.selectors.check import verify


def add_commands(nouns: Any) -> None:
    """Add the noun `journal` and its verbs."""
    verbs = nouns.add_parser("journal", help="the record of every deed, and its seals").add_subparsers(
        required=True, metavar="VERB"
    )
    check = verbs.add_parser("verify", help="find lines that were changed, removed, reordered or never sealed")
    check.add_argument("--json", action="store_true", help="one JSON object a finding, then one with the totals")
    check.set_defaults(run=run_verify)
    seal = verbs.add_parser("seal", help="seal all lines that wait, now")
    seal.set_defaults(run=run_seal)
    prove = verbs.add_parser("proof", help="print, as JSON, the proof that a line is sealed")
    prove.add_argument("entry", type=int, metavar="ENTRY_ID")
    prove.set_defaults(run=run_proof)
    offline = verbs.add_parser("check-proof", help="check such a proof, without the database")
    offline.add_argument("file", type=Path, metavar="FILE")
    offline.add_argument("--root", help="the root you trust, in hexadecimal; without it, the proof's own")
    offline.set_defaults(run=run_check_proof)


def run_verify(arguments: argparse.Namespace) -> int:
    findings = 0
    for finding in verify(at=timezone.now()):
        findings += 1
        told = {"kind": finding.kind, "entry": finding.entry, "message": finding.message}
        print(json.dumps(told) if arguments.json else f"{finding.kind}: {finding.message}")
    size = selectors.tree_size()
    if arguments.json:
        print(json.dumps({"sealed": size, "findings": findings}))
    elif not findings:
        print(f"The journal is whole: {size} sealed lines, each as it was sealed.")
    return 1 if findings else 0


def run_seal(arguments: argparse.Namespace) -> int:
    del arguments
    while services.seal(at=timezone.now()):
        pass
    print(f"{selectors.tree_size()} lines are sealed.")
    return 0


def run_proof(arguments: argparse.Namespace) -> int:
    entry = selectors.entry_of(arguments.entry)
    proof = selectors.proof(entry)
    print(json.dumps({"line": json.loads(entry.leaf), **proof.as_json()}, ensure_ascii=False, indent=2))
    return 0


def run_check_proof(arguments: argparse.Namespace) -> int:
    try:
        given = json.loads(arguments.file.read_text(encoding="utf-8"))
        line = given["line"]
        proof = Proof(given["position"], given["tree_size"], tuple(given["path"]), given["root"])
        holds = verify_proof(canonical(line), proof, bytes.fromhex(arguments.root or proof.root))
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"{arguments.file} is not a proof: {error!r}", file=sys.stderr)
        return 2
    if not holds:
        print(f"The proof does not hold: line {line['id']} is not in the tree of this root as it is written here.")
        return 1
    print(f"The proof holds: line {line['id']} is number {proof.position + 1} of {proof.tree_size} sealed lines.")
    return 0
