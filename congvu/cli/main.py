"""The `congvu` command: collects each room's verbs and decides nothing itself.

Exit codes: 0 done; 1 a check found something wrong; 2 the call's words are off; 3 a rule refused.
"""

import argparse
import importlib
import importlib.util
import os
import sys
from collections.abc import Sequence

import django


def parser() -> argparse.ArgumentParser:
    """The whole command line. Every room with a `commands.py` adds its nouns and verbs."""
    from congvu.site.rooms import FLOORS

    top = argparse.ArgumentParser(prog="congvu", description="Công Vụ: one-stop administration of a province.")
    nouns = top.add_subparsers(metavar="NOUN", required=True)
    for room in sorted(room for floor in FLOORS for room in floor):
        if importlib.util.find_spec(f"congvu.{room}.commands"):
            importlib.import_module(f"congvu.{room}.commands").add_commands(nouns)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; the process's exit code is returned."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congvu.site.settings")
    django.setup()
    from congvu.base.refusals import Refusal

    arguments = parser().parse_args(argv)
    try:
        return int(arguments.run(arguments) or 0)
    except Refusal as refusal:
        print(refusal.sentence, file=sys.stderr)
        return 3
    except BrokenPipeError:
        return 0


if __name__ == "__main__":
    sys.exit(main())
