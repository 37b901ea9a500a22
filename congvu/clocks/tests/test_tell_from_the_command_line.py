"""`congvu clock` and `congvu calendar`."""

import argparse
import json
import re
import sys
from io import StringIO

import pytest

from congvu.agencies.models import CalendarDay
from congvu.agencies.testing import make_agency
from congvu.base.refusals import Refusal
from congvu.clocks import services
from congvu.clocks.commands import add_commands
from congvu.clocks.tests.calendar_2026 import budget, moment

pytestmark = pytest.mark.django_db


def congvu(*words: str) -> int:
    top = argparse.ArgumentParser()
    add_commands(top.add_subparsers(required=True))
    arguments = top.parse_args(words)
    return int(arguments.run(arguments))


def start() -> None:
    given = budget("same_day 15:00")
    services.start(given, agency_id=make_agency("H24").pk, label="H24-260302-0001", at=moment("2026-03-02 15:20"))


def test_explain_prints_the_arithmetic(capsys: pytest.CaptureFixture[str]) -> None:
    start()
    assert congvu("clock", "explain", "H24-260302-0001") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Nhận 15:20 thứ Hai 02/03/2026: sau 15:00, tính là ngày làm việc tiếp theo")
    assert lines[-1] == "Hạn trả kết quả: 17:00 thứ Ba 03/03/2026."


def test_explain_tells_machines_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    start()
    assert congvu("clock", "explain", "H24-260302-0001", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["code"], told["state"], told["due"]) == ("H24-260302-0001", "running", "2026-03-03T17:00:00+07:00")
    assert told["lines"][0]["after_cutoff"] is True
    assert told["lines"][0]["budget"] == {"amount": "0", "unit": "same_day", "cutoff": "15:00:00"}
    assert told["lines"][-1]["due"] == told["due"]


def test_explain_refuses_an_unknown_code() -> None:
    with pytest.raises(Refusal, match=r"clocks\.unknown"):
        congvu("clock", "explain", "H24-000000-0000")


def test_seed_stores_holidays_and_moves_the_clocks(capsys: pytest.CaptureFixture[str]) -> None:
    given = budget("1 working_day")
    services.start(given, agency_id=make_agency("H24").pk, label="H24-1", at=moment("2026-02-13 15:20"))
    assert congvu("calendar", "seed", "2026") == 0
    assert "1 due times moved" in capsys.readouterr().out
    assert CalendarDay.objects.filter(day__year=2026).exists()
    assert congvu("clock", "reproject", "--reason", "kiểm tra") == 0
    assert capsys.readouterr().out == "0 due times moved.\n"


def test_reproject_says_how_fast_it_was_and_keeps_to_an_agency(capsys: pytest.CaptureFixture[str]) -> None:
    start()
    assert congvu("clock", "reproject", "--reason", "kiểm tra", "--agency", "H24") == 0
    told = capsys.readouterr()
    assert told.out == "0 due times moved.\n"
    assert re.fullmatch(r"1 clocks in [\d.]+ s: [\d,]+ per second\.\n", told.err)
    with pytest.raises(Refusal, match=r"clocks\.no_such_agency"):
        congvu("clock", "reproject", "--reason", "kiểm tra", "--agency", "H00")


def test_on_a_terminal_one_line_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", screen)
    start()
    congvu("clock", "reproject", "--reason", "kiểm tra")
    assert f"\r[{'#' * 30}] 1 of 1 clocks" in screen.getvalue()
