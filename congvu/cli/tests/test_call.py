"""The command line: its words, its exit codes, and where it takes its data from."""

import argparse
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

import congvu
from congvu.base.refusals import No, Refusal
from congvu.cli import main as cli

# Of tables, indexes and triggers; constraints stand in the texts of the tables, whose columns may stand otherwise.
NAMES = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name <> 'django_migrations'"


def call(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "congvu.cli", *words]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CONGVU_", "DJANGO_"))}
    return subprocess.run(
        command, cwd=settings.ROOT, env={**kept, **environment}, capture_output=True, text=True, check=False
    )


def test_the_version_is_the_package_s() -> None:
    assert call("--version").stdout == f"congvu {congvu.__version__}\n"


@pytest.mark.parametrize("words", [(), ("nonsense",), ("serve", "--port", "many")])
def test_words_that_are_off_say_how_to_call_it(words: tuple[str, ...]) -> None:
    done = call(*words)
    assert done.returncode == 2
    assert "usage: congvu" in done.stderr


def test_the_data_folder_may_be_named_anywhere(tmp_path: Path) -> None:
    first, last = tmp_path / "first", tmp_path / "last"
    assert call("--data", str(first), "doctor").returncode == 1
    assert call("doctor", "--data", str(last), CONGVU_DATA=str(first)).returncode == 1
    assert (first / "secret-key").exists()
    assert (last / "secret-key").exists()
    assert "tables" in call("doctor", "--data", str(last)).stdout


@pytest.mark.django_db
def test_tables_are_made_and_then_known_to_be_there(tmp_path: Path) -> None:
    where = ("--data", str(tmp_path))
    assert call("migrate", "--check", *where).returncode == 1
    assert call("migrate", *where).returncode == 0
    assert call("migrate", "--check", *where).returncode == 0
    with closing(sqlite3.connect(tmp_path / "congvu.sqlite3")) as made:
        migrated = set(made.execute(NAMES))
    with connection.cursor() as cursor:
        assert migrated == set(cursor.execute(NAMES).fetchall()), "the tests' tables are not those of an installation"


def test_a_refusal_is_its_sentence_and_exit_code_three(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_arguments: argparse.Namespace) -> int:
        raise Refusal(No("cli.never", "Không được {what}."), what="làm vậy")

    def only_one() -> argparse.ArgumentParser:
        parser = argparse.ArgumentParser()
        parser.set_defaults(run=refuse)
        return parser

    monkeypatch.setattr(cli, "parser", only_one)
    assert cli.main([]) == 3
    assert capsys.readouterr().err == "Không được làm vậy.\n"


def every_verb(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return [verb for action in below for one in action.choices.values() for verb in every_verb(one)] or [parser]


def test_every_verb_explains_itself_and_does_something() -> None:
    verbs = every_verb(cli.parser())
    assert len(verbs) > 5
    for verb in verbs:
        assert verb.description, f"{verb.prog} has no description"
        assert callable(verb.get_default("run")), f"{verb.prog} runs nothing"
        assert verb.format_help()
