"""Receiving: the code, the clock, the first duty, the papers and one line in the journal."""

from dataclasses import replace
from datetime import timedelta

import pytest

from congvu.dossiers import services
from congvu.dossiers.models import Dossier, IntakeRefusal, Series
from congvu.dossiers.services import Applicant, Upload, course
from congvu.dossiers.services import intake as receiving
from congvu.dossiers.testing import moment
from congvu.dossiers.tests.conftest import Open, Play, duties, facts, newer_edition, told
from congvu.files.selectors import shelf
from congvu.files.testing import stored
from congvu.journal.models import Entry

pytestmark = pytest.mark.django_db


def test_a_received_dossier_has_all_that_it_needs(play: Play) -> None:
    dossier = play.dossier
    assert dossier.code == "H98.31.01-260302-0001"
    assert (dossier.state, dossier.version, dossier.received_at) == ("received", 1, moment("2026-03-02 08:10"))
    assert dossier.clock.due_at == moment("2026-03-02 17:00")
    assert [step.element for step in course.open_steps(dossier)] == ["examine"]
    assert [(paper.key, paper.original, paper.copy) for paper in dossier.papers.all()] == [
        ("declaration", 1, 0),
        ("death_notice", 1, 0),
    ]
    assert duties(dossier) == [("specialist", "new")]


def test_receiving_is_told_once_with_its_facts(play: Play) -> None:
    assert told(play.dossier) == ["received"]
    assert facts(play.dossier) == {
        "code": "H98.31.01-260302-0001",
        "due": "17:00 02/03/2026",
        "procedure": "1.000656",
        "edition": "1",
        "agency": "H98.31",
        "receiver": "H98.31.01",
        "channel": "counter",
        "fee": 0,
    }


def test_the_same_form_gives_the_same_dossier(play: Play) -> None:
    first = play.dossier
    play.at += timedelta(hours=3)
    assert play.receive().pk == first.pk
    assert Dossier.objects.count() == len(told(first)) == 1


def test_a_known_key_opens_nothing_to_strangers(play: Play) -> None:
    with pytest.raises(Exception, match="not_yours"):
        services.receive(play.filing, intake_key="k1", lookup_key="l", by=play.leader, at=play.at)


def test_a_file_handed_in_twice_under_one_paper_is_kept_once(opened: Open) -> None:
    play = opened()
    blob = stored(shelf())
    upload = Upload(blob, "quet.pdf", "declaration")
    play.filing = replace(play.filing, uploads=[upload, upload, replace(upload, paper_key="death_notice")])
    assert [scan.paper_key for scan in play.receive().scans.all()] == ["declaration", "death_notice"]


def test_a_deed_that_fails_half_way_leaves_no_gap_and_no_trace(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    play = opened()
    lines = Entry.objects.count()
    with monkeypatch.context() as broken:
        broken.setattr(receiving, "attach", lambda *_args, **_more: 1 / 0)  # after the number was taken
        with pytest.raises(ZeroDivisionError):
            play.receive()
    assert not Dossier.objects.exists()
    assert not Series.objects.exists()
    assert Entry.objects.count() == lines
    assert play.receive().code.endswith("-0001")


def test_a_dossier_is_judged_by_its_own_edition(play: Play) -> None:
    second = newer_edition(valid_from="2026-03-02", asks="Quyển số mới")
    play.propose()
    play.sign()
    assert play.dossier.edition.number == "1"
    later = Play(replace(play.filing, edition=second), play.stage, play.at)
    assert later.receive("k2").edition.number == "2"
    assert later.dossier.code.endswith("-0002")


def test_a_dossier_that_is_not_received_gets_a_numbered_slip(opened: Open) -> None:
    play = opened()

    def refuse(key: str) -> IntakeRefusal:
        return services.refuse_intake(
            play.filing.edition,
            receiver=play.stage.receiver,
            applicant=Applicant(name=" Trần Thị Mẫu ", id_number=""),
            reason="Không thuộc thẩm quyền.",
            intake_key=key,
            by=play.clerk,
            at=play.at,
        )

    first, again, second = refuse("a"), refuse("a"), refuse("b")
    assert (first.pk, first.number, second.number) == (again.pk, 1, 2)
    assert first.applicant == "Trần Thị Mẫu"
    lines = Entry.objects.filter(event="dossiers.intake_refused").values_list("facts", flat=True)
    assert list(lines) == [
        {"number": number, "reason": "Không thuộc thẩm quyền.", "procedure": "1.000656"} for number in (1, 2)
    ]


def test_a_long_agency_code_fits_everywhere(opened: Open) -> None:
    play = opened()
    receiver = play.stage.receiver
    receiver.code = "H98." + "31." * 10 + "7"
    receiver.save()
    assert len(receiver.code) == 35
    assert duties(play.receive()) == [("specialist", "new")]
    play.ask()
    assert len(play.dossier.code) == 47
