"""`congvu doctor`."""

import argparse
import json
from dataclasses import asdict

from congvu.site.commands.nouns import Nouns
from congvu.site.doctor import Finding, examine


def add_commands(nouns: Nouns) -> None:
    """Add the verb."""
    verb = nouns.add_parser("doctor", help="say what is wrong and how to mend it", description=doctor.__doc__)
    verb.add_argument("--json", action="store_true", help="for a machine")
    verb.set_defaults(run=doctor)


def doctor(arguments: argparse.Namespace) -> int:
    """Look at the installation and say in words what is wrong and how to mend it; exit code 1 if something is."""
    findings = examine()
    if arguments.json:
        print(json.dumps([{**asdict(finding), "good": finding.good} for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            print(line(finding))
    return 0 if all(finding.good for finding in findings) else 1


def line(finding: Finding) -> str:
    mark = "note " if finding.warning and finding.mend else "good " if finding.good else "WRONG"
    mend = f"\n      → {finding.mend}" if finding.mend else ""
    return f"{mark} {finding.topic}: {finding.found}{mend}"
