"""A year of demonstration work: alive today, the same every time, and by the rules."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest
from django.db import transaction

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.selectors import timetable
from congvu.agencies.services.calendars import seed_holidays
from congvu.agencies.testing import make_agency, make_official
from congvu.base.actors import Actor
from congvu.base.working_time import Timetable, in_vietnam
from congvu.dossiers.demo import build_dossiers
from congvu.dossiers.demo.disguise import Disguise
from congvu.dossiers.demo.hours import after, before, between
from congvu.dossiers.models import Dossier, IntakeRefusal, Scan
from congvu.dossiers.rules import OPEN, State
from congvu.dossiers.testing import TELLER, cast_of, moment
from congvu.files.selectors import Shelf
from congvu.inbox.rules import Bucket
from congvu.inbox.selectors import counts, lines
from congvu.journal.models import Entry, Waiting
from congvu.procedures.selectors import compiled, stories
from congvu.procedures.testing import edition

NOW = moment("2026-11-18 14:30")
PACKS = ("chung-thuc/ban-sao", "xay-dung/gpxd-nha-o", "dat-dai/bien-dong", "ho-tich/khai-sinh-lien-thong")
SHARED = ("tax", "police", "social_insurance")


@dataclass(frozen=True)
class Small:
    """A province of one commune and one department."""

    one_stop: Agency
    departments: dict[str, Agency]
    communes: list[Agency]
    one_stops: dict[int, Agency]
    actors: dict[tuple[int, str], Actor] = field(default_factory=dict)
    legs: dict[tuple[int, str], Actor] = field(default_factory=dict)


pytestmark = pytest.mark.once


@pytest.fixture
def province(db: None) -> Small:
    at = moment("2025-07-01 08:00")
    seed_holidays((2025, 2026, 2027), by=TELLER, at=at)
    for pack in PACKS:
        edition(pack)
    root = make_agency("H98", Kind.PROVINCE_COMMITTEE)
    commune = make_agency("H98.31", parent=root, name="Ủy ban nhân dân phường Ví Dụ")
    department = make_agency("H98.05", Kind.DEPARTMENT, parent=root, sector="environment")
    counter, centre = (
        make_agency(code, Kind.ONE_STOP, parent=parent) for code, parent in (("H98.31.01", commune), ("H98.50", root))
    )
    small = Small(centre, {"environment": department}, [commune], {commune.pk: counter})
    for number, sector in enumerate(SHARED, start=14):
        small.departments[sector] = make_agency(f"H98.{number}", Kind.DEPARTMENT, parent=root, sector=sector)
        for post in (Role.SPECIALIST, Role.UNIT_HEAD, Role.LEADER):
            small.legs[small.departments[sector].pk, post] = make_official(small.departments[sector], post)
    small.actors.update(small.legs)
    for agency, stop in ((commune, counter), (department, centre)):
        for role, who in cast_of(agency, stop).items():
            small.actors[(stop if role == Role.CLERK else agency).pk, role] = who
    return small


def build(province: Small, count: int, **more: object) -> None:
    built = build_dossiers(province, count=count, until=NOW, by=TELLER, **more)  # type: ignore[arg-type]
    assert built.broken == []
    assert built.received == Dossier.objects.count() == count


def test_every_desk_has_work_today_and_every_way_to_end_was_gone(province: Small) -> None:
    build(province, 200)
    for (agency, role), who in province.actors.items():
        if (agency, role) in province.legs:
            continue
        found = {bucket for bucket, number in counts(who, lines(who, now=NOW)).items() if number}
        wanted = (
            {Bucket.WAITING, Bucket.HAND_OVER} if role == Role.CLERK else {Bucket.NEW, Bucket.IN_HAND, Bucket.OVERDUE}
        )
        assert wanted <= found, (who.name, found)
    states = Counter(Dossier.objects.values_list("state", flat=True))
    assert {*OPEN, State.RETURNED, State.WITHDRAWN, State.STOPPED} <= states.keys()
    assert Dossier.objects.filter(reappointment__isnull=False).exists()
    assert Dossier.objects.filter(decision__outcome="refused").exists()
    assert IntakeRefusal.objects.count() == 4


def test_the_same_seed_tells_the_same_year_and_another_seed_another_one(province: Small) -> None:
    def told(seed: int) -> object:
        with transaction.atomic():
            build(province, 40, seed=seed)
            found = list(Dossier.objects.order_by("pk").values_list("code", "applicant", "state", "closed_at"))
            transaction.set_rollback(True)
        return found

    first = told(1)
    assert told(1) == first
    assert told(2) != first


def test_people_come_while_the_counter_is_open_and_mostly_in_the_morning(province: Small) -> None:
    build(province, 120)
    hours: Counter[int] = Counter()
    for dossier in Dossier.objects.all():
        at = in_vietnam(dossier.received_at)
        sessions = timetable(dossier.receiver_id).opening(at.date())
        assert any(session.start <= at <= session.end for session in sessions), at
        assert at <= NOW
        hours[at.hour] += 1
    assert hours[8] + hours[9] > hours[10] + hours[11]


def test_the_journal_reads_in_the_order_of_time_and_is_sealed(province: Small) -> None:
    build(province, 60)
    lines = list(
        Entry.objects.filter(subject__startswith="dossiers.dossier:").order_by("pk").values_list("at", flat=True)
    )
    assert lines == sorted(lines)
    assert lines[-1] <= NOW
    assert not Waiting.objects.exists()


def test_scans_hang_at_papers_and_the_build_says_how_far_it_is(province: Small, tmp_path: Path) -> None:
    said: list[tuple[int, int]] = []
    build(province, 40, shelf=Shelf(tmp_path, 2**20), progress=lambda done, whole: said.append((done, whole)))
    assert said[-1] == (40, 40)
    assert said == sorted(said)
    for scan in Scan.objects.select_related("dossier", "blob"):
        assert scan.dossier.papers.filter(key=scan.paper_key).exists()
    assert {"application/pdf", "image/jpeg"} >= set(Scan.objects.values_list("blob__media_type", flat=True)) != set()


@pytest.mark.parametrize("pack", PACKS)
def test_an_example_told_of_somebody_else_is_valid_and_names_one_person_alike(pack: str, db: None) -> None:
    published = edition(pack)
    known = compiled(published)
    for story in stories(published):
        other = Disguise(story, received=NOW, place="phường Ví Dụ", random=Random(7))
        answers = other.of(story.answers)
        assert known.form.check(answers) == []
        named = [key for key, said in story.answers.items() if said == story.applicant["name"]]
        assert {answers[key] for key in named} <= {other.of(story.applicant)["name"]}
        assert other.of(story.applicant)["name"] != story.applicant["name"]


@pytest.mark.parametrize("minutes", [0, 1, 59, 240, 451, 4500])
def test_going_on_and_going_back_are_one_another_s_reverse(minutes: int) -> None:
    hours, begun = Timetable(), moment("2026-03-03 09:13")
    then = after(begun, minutes, hours)
    assert between(begun, then, hours) == minutes
    assert before(then, minutes, hours) == begun
