"""The proof on real dossiers: it holds, and it finds whatever was changed by hand, by name."""

import argparse
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from congvu.agencies.rules import Role
from congvu.agencies.services import correct
from congvu.agencies.testing import make_official
from congvu.base.refusals import Refusal
from congvu.dossiers.models import Dossier, Leg
from congvu.dossiers.services.stories import play
from congvu.dossiers.testing import a_stage_for
from congvu.journal.models import Entry
from congvu.journal.testing import guards_lifted
from congvu.procedures.selectors import stories
from congvu.procedures.testing import edition
from congvu.statistics import commands, services
from congvu.statistics.models import LegMark, LegTally, Life, Mark, Proof, Tally
from congvu.statistics.rules import Measure, Period
from congvu.statistics.selectors import last_proof
from congvu.statistics.services.proving import Outcome

pytestmark = pytest.mark.django_db
PACKS = ("ho-tich/khai-tu", "xay-dung/gpxd-nha-o", "ho-tich/khai-sinh", "dat-dai/bien-dong")
AT = datetime.fromisoformat("2026-12-31T20:00+07:00")
YEAR = Period.days(date(2025, 7, 1), date(2026, 12, 31))


@pytest.fixture
def year(db: None) -> list[Dossier]:
    """Every example of some packs, played; the faults of packs under repair are not this room's matter."""
    for place, name in enumerate(PACKS):
        published = edition(name)
        stage = a_stage_for(published, code=f"H{place}")
        for story in stories(published):
            play(story, published, stage)
    while services.keep(at=AT):
        pass
    return list(Dossier.objects.order_by("pk"))


def main(words: list[str]) -> int:
    top = argparse.ArgumentParser()
    commands.add_commands(top.add_subparsers())
    arguments = top.parse_args(words)
    return int(arguments.run(arguments))


def prove() -> Outcome:
    return services.prove(YEAR, at=AT)


def told(outcome: Outcome, kind: str) -> Iterator[str]:
    return (str(one) for one in outcome.findings if one.kind == kind)


def test_the_books_of_played_stories_balance(year: list[Dossier]) -> None:
    outcome = prove()
    assert [str(one) for one in outcome.findings] == []
    assert outcome.dossiers == len(year) > 5
    assert outcome.cells > 100
    services.rebuild(at=AT)
    assert prove().found == 0


def test_a_forged_fact_is_found_with_the_dossier(year: list[Dossier]) -> None:
    ends = Entry.objects.filter(event="dossiers.handed_over").order_by("-pk")
    line = next(one for one in ends if not Entry.objects.filter(subject=one.subject, pk__gt=one.pk).exists())
    code = Dossier.objects.get(pk=line.subject.partition(":")[2]).code
    with guards_lifted():
        Entry.objects.filter(pk=line.pk).update(facts={**line.facts, "state": "withdrawn"})
    outcome = prove()
    assert any(code in one and "state" in one for one in told(outcome, "row"))
    assert any(code in one and "state" in one for one in told(outcome, "life"))
    assert any(code in one and "withdrawn" in one for one in told(outcome, "cell"))


def test_a_fact_taken_away_is_found(year: list[Dossier]) -> None:
    line = Entry.objects.filter(event="dossiers.received").latest("pk")
    code = line.facts["code"]
    with guards_lifted():
        Entry.objects.filter(pk=line.pk).update(subject="dossiers.dossier:0")
    assert any(code in one for one in told(prove(), "row"))


def test_a_changed_table_is_found_with_its_cell(year: list[Dossier]) -> None:
    row = Tally.objects.filter(grain="D", measure=Measure.RECEIVED).latest("day")
    Tally.objects.filter(pk=row.pk).update(number=row.number + 1)
    outcome = prove()
    said = f"received {row.day:%Y-%m-%d} {row.agency} {row.procedure} {row.channel}"
    assert any(said in one for one in told(outcome, "cell"))
    assert any(row.agency in one and "tables" in one for one in told(outcome, "balance"))
    assert any("month says" in one for one in told(outcome, "cell"))


def test_a_changed_table_of_legs_is_found(year: list[Dossier]) -> None:
    LegTally.objects.create(
        grain="D", measure="opened", day=date(2026, 3, 2), agency="X", procedure="1.1", channel="counter", number=1
    )
    assert any("legs opened 2026-03-02 X" in one for one in told(prove(), "cell"))


def test_a_changed_row_of_a_dossier_is_found(year: list[Dossier]) -> None:
    dossier = Dossier.objects.filter(state="returned").latest("pk")
    Dossier.objects.filter(pk=dossier.pk).update(finished_at=dossier.received_at)
    found = list(told(prove(), "row"))
    assert any(dossier.code in one and "finished_at" in one for one in found)
    assert len(found) == 1


def test_a_dossier_that_the_tables_lost_is_found(year: list[Dossier]) -> None:
    life = Life.objects.filter(state="returned").latest("pk")
    Mark.objects.filter(life=life).delete()
    life.legs.all().delete()
    life.delete()
    assert [one for one in told(prove(), "life") if life.code in one and "not in the tables" in one]


def test_a_nights_proof_is_kept(year: list[Dossier]) -> None:
    services.prove(YEAR, at=AT, keep_outcome=True)
    kept = last_proof()
    assert isinstance(kept, Proof)
    assert (kept.findings, kept.said) == (0, [])
    Tally.objects.filter(grain="Y").update(number=999)
    services.prove(YEAR, at=AT + timedelta(days=1), keep_outcome=True)
    kept = last_proof()
    assert kept
    assert kept.findings > 0
    assert kept.said


def test_the_command_says_so_and_exits_with_1(year: list[Dossier], capsys: pytest.CaptureFixture[str]) -> None:
    words = ["statistics", "prove", "--from", "2025-07-01", "--to", "2026-12-31"]
    assert main(words) == 0
    assert "the books balance" in capsys.readouterr().out
    assert main(["statistics", "rebuild"]) == 0
    assert "a second" in capsys.readouterr().out
    Dossier.objects.filter(state="returned").update(fee=77)
    assert main([*words, "--json"]) == 1
    assert '"kind": "row"' in capsys.readouterr().out
    assert main(["statistics", "prove", "--from", "2026-02-01", "--to", "2026-01-01"]) == 2


def test_lines_not_read_yet_are_told_and_disturb_nothing(year: list[Dossier]) -> None:
    last = Entry.objects.filter(subject=f"dossiers.dossier:{year[-1].pk}").latest("pk")
    Entry.objects.create(
        at=AT, event="dossiers.taken", subject=last.subject, actor="x", actor_name="x", facts=last.facts
    )
    assert [one.kind for one in prove().findings] == ["unread"]


def test_tables_that_were_emptied_do_not_pass(year: list[Dossier]) -> None:
    Life.objects.all().delete()
    Tally.objects.all().delete()
    assert prove().found > len(year)


def test_real_legs_are_counted_by_how_they_ended(year: list[Dossier]) -> None:
    found = dict(Counter(Leg.objects.values_list("ending", flat=True)))
    kept = Counter(LegMark.objects.filter(until=None).values_list("measure", flat=True))
    assert kept["opened"] == Leg.objects.count() > 2
    done = kept["done_early"] + kept["done_on_time"] + kept["done_late"]
    assert (done, kept["recalled"], kept["ended"]) == tuple(found.get(one, 0) for one in ("done", "recalled", "ended"))
    assert Mark.objects.filter(measure=Measure.RECEIVED).count() == len(year)


def test_the_code_of_an_agency_that_has_worked_stays(year: list[Dossier]) -> None:
    agency = year[0].agency
    admin = make_official(agency.parent or agency, Role.ADMIN)
    told = {"unit_code": agency.unit_code, "address": "Số 1", "phone": agency.phone}
    with pytest.raises(Refusal, match="code_in_use"):
        correct(agency, code="H98.99", by=admin, at=AT, **told)
    correct(agency, code=agency.code, by=admin, at=AT, **told)
    services.keep(at=AT)
    assert prove().found == 0


def test_the_last_day_before_a_period_is_proved_with_what_ended_on_it(year: list[Dossier]) -> None:
    ended = Dossier.objects.exclude(closed_at=None).latest("closed_at")
    assert ended.closed_at
    after = timezone.localdate(ended.closed_at) + timedelta(days=1)
    assert services.prove(Period.days(after, after + timedelta(days=9)), at=AT).found == 0
