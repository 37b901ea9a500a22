"""Numbers are consecutive within their series, and every series begins with one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from congvu.agencies.rules import Kind
from congvu.agencies.testing import make_agency
from congvu.dossiers.rules import dossier_code
from congvu.dossiers.services.numbering import next_number
from congvu.dossiers.services.stories import Stage
from congvu.dossiers.testing import cast_of, moment
from congvu.dossiers.tests.conftest import Play

pytestmark = pytest.mark.django_db


def decided(play: Play, key: str, *, at: str, refused: bool = False) -> tuple[str, int]:
    """Another dossier, received and decided at a time: the symbol and number of its decision."""
    another = Play(play.filing, play.stage, moment(at))
    another.receive(key)
    another.propose("propose_refuse", note="Không đúng") if refused else another.propose()
    another.sign()
    decision = another.dossier.decision
    return decision.symbol, decision.number


def test_decisions_are_counted_by_agency_symbol_and_year(play: Play) -> None:
    days = ["2026-03-02 09:00", "2026-03-03 09:00", "2026-12-31 09:00", "2027-01-04 09:00"]
    granted = [decided(play, f"g{n}", at=day) for n, day in enumerate(days)]
    refused = [decided(play, f"r{n}", at=day, refused=True) for n, day in enumerate(days)]
    assert granted == [("TLKT", 1), ("TLKT", 2), ("TLKT", 3), ("TLKT", 1)]
    assert refused == [("TB", 1), ("TB", 2), ("TB", 3), ("TB", 1)]
    other = make_agency("H98.32", Kind.COMMUNE_COMMITTEE)
    counter = make_agency("H98.32.01", Kind.ONE_STOP, parent=other)
    elsewhere = Play(replace(play.filing, receiver=counter), Stage(counter, cast_of(other, counter)), play.at)
    assert decided(elsewhere, "o1", at=days[0]) == ("TLKT", 1)


def test_codes_begin_anew_each_day_in_vietnam(play: Play) -> None:
    codes = []
    for number, at in enumerate(("2026-03-02 23:59", "2026-03-03 00:00", "2026-03-03 06:59")):
        play.at = moment(at)
        codes.append(play.receive(f"n{number}").code)
    assert codes == ["H98.31.01-260302-0002", "H98.31.01-260303-0001", "H98.31.01-260303-0002"]


def test_the_ten_thousandth_citizen_of_a_day_is_received(play: Play) -> None:
    assert dossier_code("H98.31.01", "260302", 10_000) == "H98.31.01-260302-10000"


def test_the_year_of_a_number_is_vietnam_s(play: Play) -> None:
    new_year = moment("2027-01-01 06:30")  # still 2026 in UTC
    assert new_year - timedelta(hours=7) < moment("2027-01-01 00:00")
    assert decided(play, "n", at="2026-12-31 16:00") == ("TLKT", 1)
    assert decided(play, "m", at="2027-01-01 06:30") == ("TLKT", 1)


def test_series_of_one_agency_do_not_mix(play: Play) -> None:
    agency = play.dossier.agency_id
    assert [next_number(agency, name) for name in ("a", "a", "b", "a")] == [1, 2, 1, 3]
