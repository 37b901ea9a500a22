"""The verbs tell doubts and write the tables, or say why not."""

import argparse
import json
from pathlib import Path

import pytest

from congvu.base.refusals import Refusal
from congvu.plans.commands import add_commands
from congvu.plans.models import Budget, Confirmation
from congvu.plans.testing import AT, make_plan, make_project

pytestmark = pytest.mark.django_db


def run(*words: str) -> int:
    top = argparse.ArgumentParser()
    add_commands(top.add_subparsers(required=True))
    arguments = top.parse_args(words)
    return int(arguments.run(arguments))


def test_check_fails_until_somebody_said_what_is_right(capsys: pytest.CaptureFixture[str]) -> None:
    plan = make_plan()
    Budget.objects.create(plan=plan, code="T", name="Tổng", amount=5, parts={"a": 1})
    assert run("plans", "check", plan.slug) == 1
    assert "?\tbudget-parts:T\t“Tổng”: tổng là 5 đồng, các phần cộng lại là 1 đồng" in capsys.readouterr().out
    Confirmation.objects.create(
        plan=plan, key="budget-parts:T", facts="5 | 1", remark="tổng đúng", said_by="Mẫu", said_at=AT
    )
    assert run("plans", "check", plan.slug) == 0
    assert "Mẫu, 05/01/2026: tổng đúng" in capsys.readouterr().out
    assert run("plans", "check", plan.slug, "--json") == 0
    assert json.loads(capsys.readouterr().out)[0]["remark"] == "tổng đúng"
    with pytest.raises(Refusal):
        run("plans", "check", "khong-co")


def test_export_writes_the_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan, file = make_plan(), tmp_path / "bieu.ods"
    make_project(plan)
    assert run("plans", "export", plan.slug, "--table", "T2", "--year", "2026", "--to", str(file)) == 0
    assert capsys.readouterr().out == f"T2 of 2026: {file}\n"
    assert file.read_bytes()[:2] == b"PK"
    assert run("plans", "export", plan.slug, "--all", "--to", str(file)) == 0
    assert capsys.readouterr().out.startswith("T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11 of 2026")
    assert run("plans", "export", plan.slug, "--year", "2031", "--to", str(file)) == 2
