"""The `congvu` command: collects each room's verbs and decides nothing itself.

Exit codes: 0 done; 1 a check found something wrong; 2 the call's words are off; 3 a rule refused.
"""

import argparse
import importlib
import importlib.util
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import django

import congvu


def parser() -> argparse.ArgumentParser:
    """The whole command line. Every room with a `commands.py` adds its nouns and verbs."""
    from congvu.site.rooms import FLOORS

    top = argparse.ArgumentParser(
        prog="congvu",
        description="Công Vụ: one-stop administration of a province.",
        epilog="Exit codes: 0 done; 1 a check found something wrong; 2 the call's words are off; 3 a rule refused.",
    )
    top.add_argument("--version", action="version", version=f"congvu {congvu.__version__}", help="print the version")
    top.add_argument("--data", metavar="DIR", help="folder of the data, instead of CONGVU_DATA; may stand anywhere")
    nouns = top.add_subparsers(metavar="NOUN", required=True)
    for room in sorted(room for floor in FLOORS for room in floor):
        if importlib.util.find_spec(f"congvu.{room}.commands"):
            importlib.import_module(f"congvu.{room}.commands").add_commands(nouns)
    describe(top)
    return top


def describe(parser: argparse.ArgumentParser) -> None:
    """A verb that says nothing more of itself says in its own help what the list of verbs says of it."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            said = {choice.dest: choice.help for choice in action._choices_actions}
            for name, below in action.choices.items():
                below.description = below.description or said.get(name)
                describe(below)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; the process's exit code is returned."""
    rest = choose_data(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congvu.site.settings")
    django.setup()
    from congvu.base.refusals import Refusal

    arguments = parser().parse_args(rest)
    try:
        return int(arguments.run(arguments) or 0)
    except Refusal as refusal:
        print(refusal.sentence, file=sys.stderr)
        return 3
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains when it flushes at the end
        return 0
    except KeyboardInterrupt:
        return 130


def choose_data(argv: Sequence[str]) -> list[str]:
    """Take `--data` out of the words: the settings need the folder before any room is imported."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    early.add_argument("--data")
    known, rest = early.parse_known_args(argv)
    if known.data:
        os.environ["CONGVU_DATA"] = str(Path(known.data).absolute())
    return rest


if __name__ == "__main__":
    sys.exit(main())
