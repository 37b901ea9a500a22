"""The verbs of the command line print, found and appoint, or change nothing and say why."""

import argparse
import io
import json
from pathlib import Path

import pytest

from congvu.agencies.commands import add_commands
from congvu.agencies.models import Agency, Post
from congvu.agencies.rules import Kind
from congvu.agencies.testing import make_agency
from congvu.base.refusals import Refusal

pytestmark = pytest.mark.django_db

HEAD = "code,name,kind,parent\n"


@pytest.fixture(autouse=True)
def root() -> Agency:
    return make_agency("H24", Kind.PROVINCE_COMMITTEE, name="Ủy ban nhân dân thành phố Mẫu")


def run(*words: str) -> int:
    top = argparse.ArgumentParser()
    add_commands(top.add_subparsers(required=True))
    arguments = top.parse_args(words)
    return int(arguments.run(arguments))


def test_agencies_are_listed_for_people_and_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("agencies", "list", "--search", "uy ban") == 0
    assert capsys.readouterr().out == "H24\tỦy ban nhân dân thành phố Mẫu\tprovince_committee\t\n"
    assert run("agencies", "list", "--json") == 0
    assert json.loads(capsys.readouterr().out)[0]["code"] == "H24"


def test_a_file_of_agencies_is_taken_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "agencies.csv"
    file.write_text(f"{HEAD}H24.101,UBND phường Mẫu,commune_committee,H24\nH24.101.01,Một cửa,one_stop,H24.101\n")
    assert run("agencies", "import", str(file)) == 0
    assert "2 agencies" in capsys.readouterr().out
    assert Agency.objects.get(code="H24.101.01").parent == Agency.objects.get(code="H24.101")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("code,name\nH24.1,Mẫu\n", "Dòng 1"),
        (f"{HEAD}H24.1,Mẫu,office,H24\nH24.1,Mẫu,office,H24\n", "Dòng 3"),
        (f"{HEAD}H24.1,Mẫu,office,H99\n", "Dòng 2"),
        ("code,name,kind,parent,valid_from\nH24.1,Mẫu,office,H24,1/7/2025\n", "Dòng 2"),
    ],
)
def test_a_broken_file_changes_nothing_and_the_line_is_named(tmp_path: Path, text: str, line: str) -> None:
    file = tmp_path / "agencies.csv"
    file.write_text(text)
    with pytest.raises(Refusal) as caught:
        run("agencies", "import", str(file))
    assert caught.value.sentence.startswith(line)
    assert Agency.objects.count() == 1


def test_a_file_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    assert run("agencies", "import", str(tmp_path / "none.csv")) == 2


def test_a_person_is_created_with_a_post(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("people", "create", "le.mau", "--name", "Lê Thị Mẫu", "--role", "clerk", "--password-stdin", "--agency")
    assert run(*words, "H99") == 2
    monkeypatch.setattr("sys.stdin", io.StringIO("mot-mat-khau-kha-dai\n"))
    assert run(*words, "H24") == 0
    account = Post.objects.get().account
    assert account.check_password("mot-mat-khau-kha-dai")
    capsys.readouterr()
    assert run("people", "list", "--search", "le thi", "--json") == 0
    assert json.loads(capsys.readouterr().out) == [
        {"username": "le.mau", "name": "Lê Thị Mẫu", "active": True, "posts": ["clerk H24"]}
    ]
