"""Search finds what is there, for those it belongs to, and bears whatever is typed."""

from dataclasses import replace

import pytest

from congvu.agencies.testing import make_agency, make_official
from congvu.base.actors import STRANGER
from congvu.dossiers import selectors
from congvu.dossiers.tests.conftest import Play

pytestmark = pytest.mark.django_db
NAME = "Đặng Thị Hồng Nhung"


@pytest.fixture
def named(play: Play) -> Play:
    play.filing = replace(play.filing, applicant=replace(play.filing.applicant, name=NAME))
    play.receive("k2")
    return play


def found(play: Play, typed: str) -> list[str]:
    return [dossier.code[-4:] for dossier in selectors.found_by_words(play.clerk, typed)]


@pytest.mark.parametrize(
    "typed",
    [
        "H98.31.01-260302-0002",
        " h98.31.01-260302-0002 ",
        "260302 0002",
        "0002",
        "Đặng Thị Hồng Nhung",
        "dang thi hong nhung",
        "NHUNG đặng",
        "dặng",
        "nhu",
        "hon dan",
        "260302-0002 nhung",
    ],
)
def test_a_dossier_is_found_by(typed: str, named: Play) -> None:
    assert found(named, typed) == ["0002"]


@pytest.mark.parametrize("typed", ["", " ", "---", "nhung tran", "hung", "0003"])
def test_a_dossier_is_not_found_by(typed: str, named: Play) -> None:
    assert found(named, typed) == []


def test_the_newest_comes_first(named: Play) -> None:
    assert found(named, "h98 31") == ["0002", "0001"]


def test_nobody_finds_what_is_another_agency_s(named: Play) -> None:
    other = make_agency("H98.32")
    for viewer in (make_official(other, "specialist"), make_official(other, "admin"), STRANGER):
        for typed in ("H98.31.01-260302-0002", "nhung", "0002"):
            assert selectors.found_by_words(viewer, typed) == []


HOSTILE = [
    "'",
    '"',
    "%",
    "_",
    "*",
    "nhung*",
    '"nhung',
    "nhung AND",
    "nhung OR NOT dang",
    "NEAR(nhung dang)",
    "folded:nhung",
    "-nhung",
    "^nhung",
    "(nhung",
    "nhung & | ! <-> :*",
    "'; DROP TABLE dossiers_dossier; --",
    "\\",
    "\x00",
    "nh\x00ung",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "ß",
    "名前",
    "x" * 10_000,
    "nhung " * 2_000,
    "1e400",
    "2026-03-02T08:10",
    "http://vi-du.vn/a?b=c",
    "a@b.vn",
]


@pytest.mark.parametrize("typed", HOSTILE, ids=lambda typed: repr(typed[:20]))
def test_no_text_breaks_the_search(typed: str, named: Play) -> None:
    assert set(found(named, typed)) <= {"0001", "0002"}
