"""The index of Decision 766 from what citizens really did: filed from home, paid through the gateway, rated."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.agencies.testing import make_citizen, make_post
from congvu.base.actors import system
from congvu.dossiers import services as dossiers
from congvu.dossiers.models import Dossier
from congvu.dossiers.services.stories import Stage, play
from congvu.dossiers.testing import a_stage_for
from congvu.files.selectors import shelf
from congvu.online import services as online
from congvu.online.testing import MORNING, a_filing
from congvu.people.testing import make_account
from congvu.procedures.selectors import stories
from congvu.procedures.testing import edition
from congvu.statistics import services
from congvu.statistics.models import Mark, Tally
from congvu.statistics.rules import Period
from congvu.statistics.rules.index766 import Ratio
from congvu.statistics.rules.measures import M
from congvu.statistics.rules.scoring import Content
from congvu.statistics.selectors import Question, listed
from congvu.statistics.selectors.quality import Quality, quality
from congvu.statistics.selectors.scoring import measured

pytestmark = pytest.mark.django_db
PACK = "ho-tich/trich-luc"  # all online, with a fee, and settled on the same day
GATEWAY = system("payments", "Cổng thanh toán")
AT = datetime.fromisoformat("2026-12-31T20:00+07:00")
MARCH, LATER = Period.month(2026, 3), Period.month(2026, 4)
TODAY = AT.date()


@pytest.fixture
def stage() -> Stage:
    return a_stage_for(edition(PACK))


@pytest.fixture
def at_counter(stage: Stage) -> list[Dossier]:
    """The pack's examples that came to the counter and have their result: one granted, one refused."""
    for story in stories(edition(PACK)):
        if story.key in ("granted", "refused"):
            assert not play(story, edition(PACK), stage)
    return list(Dossier.objects.order_by("pk"))


@pytest.fixture
def from_home(stage: Stage) -> Dossier:
    """Filed from home and accepted two hours later."""
    published, citizen = edition(PACK), make_citizen()
    granted = next(one for one in stories(published) if one.key == "granted")
    filing = replace(a_filing(stage, citizen, published=published), answers=granted.answers)
    sent = online.file(filing, intake_key="k", lookup_key="look-k", by=citizen, at=MORNING)
    return online.accept(sent.pk, by=stage.cast[Role.CLERK], at=MORNING + timedelta(hours=2))


def pay_online(dossier: Dossier) -> None:
    dossiers.collect_online(
        dossier.pk, amount=dossier.fee, form_key="order", by=GATEWAY, at=MORNING + timedelta(hours=3)
    )


def issue(dossier: Dossier) -> None:
    at = AT - timedelta(days=30)  # long after the hand-over
    dossiers.issue(dossier.pk, address="https://mot-cua.example", into=shelf(), by=GATEWAY, at=at)


def rate(dossier: Dossier, level: str) -> None:
    at = datetime.fromisoformat("2026-04-20T09:00+07:00")  # in the month after the result
    online.rate_by_key(dossier.lookup_key, level=level, by=GATEWAY, at=at)


def asked(period: Period = MARCH) -> Quality:
    while services.keep(at=AT):
        pass
    assert services.prove(period, at=AT).found == 0
    return quality(Question(GATEWAY, period, TODAY))


def ratio(found: Quality, code: str) -> Ratio | None:
    lines = [line for group in found.index.groups for line in group.lines]
    return next(line.ratio for line in lines if line.indicator.code == code)


def test_a_dossier_filed_from_home_is_one_of_the_online_ones(at_counter: list[Dossier], from_home: Dossier) -> None:
    assert ratio(asked(), "FULL_ONLINE") == Ratio(1, 3)


def test_paid_through_the_gateway_counts_of_those_that_owe_a_fee(at_counter: list[Dossier], from_home: Dossier) -> None:
    owing = Dossier.objects.filter(fee__gt=0).count()
    assert owing > 1
    assert ratio(asked(), "ONLINE_PAYMENT") == Ratio(0, owing)
    pay_online(from_home)
    assert ratio(asked(), "ONLINE_PAYMENT") == Ratio(1, owing)


@pytest.mark.parametrize("method", ["online", "transfer"])
def test_what_went_back_was_not_paid_online(from_home: Dossier, method: str) -> None:
    pay_online(from_home)
    dossiers.refund_online(
        from_home.pk, method=method, reason="Nộp trùng", by=GATEWAY, at=MORNING + timedelta(days=40)
    )  # fmt: skip
    assert ratio(asked(), "ONLINE_PAYMENT") == Ratio(0, 1)


def test_a_result_is_electronic_when_the_journal_knows_its_file(at_counter: list[Dossier]) -> None:
    assert ratio(asked(), "ORIGINAL_RESULT_AVAILABLE") == Ratio(0, 2)
    issue(at_counter[0])
    assert ratio(asked(), "ORIGINAL_RESULT_AVAILABLE") == Ratio(1, 2)  # in the month of its return


def test_who_is_not_content_is_taken_away_once(at_counter: list[Dossier]) -> None:
    assert ratio(asked(), "DOSSIER_RECEIVING_SATISFACTION") == Ratio(2, 2)  # silence is no complaint
    rate(at_counter[0], "unsatisfied")
    rate(at_counter[1], "very_satisfied")
    assert ratio(asked(), "DOSSIER_RECEIVING_SATISFACTION") == Ratio(1, 2)  # in the month of the result
    assert ratio(asked(LATER), "DOSSIER_RECEIVING_SATISFACTION") == Ratio(0, 0)


def test_late_and_not_content_is_taken_away_once_too(stage: Stage) -> None:
    story = next(one for one in stories(edition(PACK)) if one.key == "granted")
    late = replace(story, then=tuple(replace(deed, at=deed.at + timedelta(days=9)) for deed in story.then))
    play(late, edition(PACK), stage)  # whose hand-over comes on a day that the example does not foresee
    dossier = Dossier.objects.get()
    rate(dossier, "unsatisfied")
    assert ratio(asked(), "DOSSIER_RECEIVING_SATISFACTION") == Ratio(0, 1)
    assert Mark.objects.get(measure=M.UNSATISFIED_LATE).agency == dossier.agency.code


def test_every_number_of_every_ratio_opens_a_list_as_long(at_counter: list[Dossier], from_home: Dossier) -> None:
    pay_online(from_home)
    issue(at_counter[0])
    rate(at_counter[1], "unsatisfied")
    found = asked()
    parts = [part for some in (found.above, found.below) for one in some.values() for part in one if part.number]
    assert len(parts) > 8
    for part in parts:
        assert len(listed(GATEWAY, part.cell).rows) == abs(part.number)


def test_made_anew_the_numbers_are_the_same(at_counter: list[Dossier], from_home: Dossier) -> None:
    services.keep(at=AT)
    pay_online(from_home)
    services.keep(at=AT)
    issue(at_counter[0])
    rate(at_counter[1], "satisfied")
    services.keep(at=AT)
    cells = ("grain", "measure", "day", "agency", "procedure", "channel", "number")
    before = sorted(Tally.objects.exclude(number=0).values_list(*cells))
    services.rebuild(at=AT)
    assert sorted(Tally.objects.exclude(number=0).values_list(*cells)) == before
    measures = {row[1] for row in before}
    assert {M.FEE_DUE, M.PAID_ONLINE, M.ELECTRONIC, M.SATISFIED} <= measures


def test_index_nine_and_the_percentages_follow_what_was_filed_and_rated(
    at_counter: list[Dossier], from_home: Dossier
) -> None:
    rate(at_counter[0], "unsatisfied")
    rate(at_counter[1], "very_satisfied")
    asked()
    found = measured(GATEWAY, Period.quarter(2026, 1), today=TODAY)[from_home.agency.code]
    assert (found.online.dossiers_online, found.online.dossiers, found.points[9]) == (1, 3, 2)
    assert (found.content, found.content.shares) == (Content(1, 0, 1), (50.0, 0.0, 50.0))


def test_pages_show_what_was_taken_away_and_the_percentages(at_counter: list[Dossier]) -> None:
    rate(at_counter[0], "unsatisfied")
    asked()
    client = Client()
    account = make_account("lanh-dao")
    make_post(Agency.objects.get(parent=None), Role.LEADER, account=account)
    client.force_login(account, "congvu.people.backends.AccountBackend")
    html = client.get(reverse("statistics-quality"), {"ky": "thang", "so": "3", "nam": "2026"}).content.decode()
    assert "Không hài lòng, giải quyết không chậm" in html
    assert " − <a" in html
    assert "chưa ghi khiếu nại" in html
    address = reverse("statistics-score", args=[at_counter[0].agency_id])
    html = client.get(address, {"quy": "2026-1"}).content.decode()
    assert "Không hài lòng 100%" in html
    assert b"PK" in client.get(address, {"quy": "2026-1", "dang": "ods"}).content
