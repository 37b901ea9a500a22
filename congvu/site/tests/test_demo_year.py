"""The whole demonstration, as `./run demo` builds it: what one should see is in it, and its books balance."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from congvu.agencies.demo import PASSWORD
from congvu.agencies.models import Agency, Delegation
from congvu.agencies.selectors import actor_for, valid
from congvu.content.models import Version
from congvu.dossiers.models import Apology, Correction, Dossier, Leg, Opinion
from congvu.dossiers.testing import moment
from congvu.inbox.models import Duty
from congvu.journal.models import Entry
from congvu.online.models import Draft, Submission
from congvu.people.models import Account
from congvu.plans.models import Plan
from congvu.progress.models import Scheme
from congvu.reorganisation import services as reorganisation
from congvu.reorganisation.models import Batch
from congvu.reporting.models import ReportDuty, Value
from congvu.site import demo
from congvu.site.demo.year import EDITIONS, second_edition
from congvu.statistics.rules.periods import Period
from congvu.statistics.services import prove

NOW = moment("2026-11-18 14:30")
DOSSIERS = 160
pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def year(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    settings.FILES_ROOT = tmp_path_factory.mktemp("files")
    told: list[str] = []
    demo.build(dossiers=DOSSIERS, until=NOW, tell=told.append)
    return told


def test_the_year_has_in_it_what_one_should_see(year: list[str]) -> None:
    """One test, for the build is the long part."""
    assert Dossier.objects.filter(intake_key__startswith="demo:").count() == DOSSIERS
    told = [line for line in year if "is left out" in line]
    assert told == []
    _legs()
    _beside_the_process()
    _absences()
    _reorganisation()
    _editions()
    _from_home()
    _portal()
    _plans()
    _in_order_and_proven()


def _legs() -> None:
    """Every agency that takes part has shares that are open, new and in hand, and some that are done; one is late."""
    for sector in ("tax", "police", "social_insurance"):
        agency = Agency.objects.get(remits__sector=sector, remits__valid_to=None)
        legs = Leg.objects.filter(agency=agency)
        assert legs.filter(ending="").exists(), sector
        assert legs.filter(ending="done").exists(), sector
        assert Duty.objects.filter(agency=agency, role="specialist").exists(), sector
    assert Leg.objects.filter(ending="", clock__state="running", clock__due_at__lt=NOW).exists()
    assert Leg.objects.filter(key__startswith="ask_").exists()  # consultations
    away = Dossier.objects.filter(away=True).exclude(receiver__code="H24.50")
    assert away.exists()


def _beside_the_process() -> None:
    happened = set(Entry.objects.values_list("event", flat=True))
    beside = "opinion_asked opinion_answered corrected assigned reassigned returned recalled apologised slip_signed"
    assert {f"dossiers.{name}" for name in beside.split()} <= happened
    assert Opinion.objects.filter(answered_at=None, dropped_at=None).exists()
    assert Correction.objects.exists()
    assert Apology.objects.exists()


def _absences() -> None:
    running = Delegation.objects.filter(valid_from__lte=NOW, valid_until__gt=NOW, ended_at=None)
    assert set(running.values_list("post__account__username", flat=True)) == {
        "lanh-dao.kien-thuy",
        "truong-phong.xay-dung",
        "chuyen-vien.cong-an",
    }
    assert Delegation.objects.exclude(ended_at=None).exists()


def _reorganisation() -> None:
    waiting, done = Batch.objects.order_by("-effective_on")
    assert (waiting.state, waiting.effective_on) == ("submitted", timezone.localdate(NOW + timedelta(days=1)))
    assert done.state == "performed"
    assert done.report["totals"]["dossiers"] > 0
    assert Agency.objects.get(code="H24.901").valid_to == done.effective_on
    assert Agency.objects.get(code="H24.902").name == "Ủy ban nhân dân xã Ví Dụ"
    assert Agency.objects.exclude(unit_code="").filter(kind="commune_committee", valid_to=None).count() == 114
    second = Account.objects.get(username="quan-tri-2")
    assert (second.is_demo, second.check_password(PASSWORD)) == (True, True)
    assert reorganisation.perform_due(at=NOW + timedelta(days=1)) == []  # nobody has reviewed it


def _editions() -> None:
    """Dossiers were received under both editions of one procedure."""
    under = set(Dossier.objects.filter(edition__procedure__code="2.000815").values_list("edition__number", flat=True))
    assert under == {"1", "2"}


def _from_home() -> None:
    """The ward's counter has something to answer, one of it overdue; the citizen has something in each state."""
    states = Counter(Submission.objects.values_list("state", flat=True))
    assert states == {"waiting": 4, "accepted": 2, "refused": 1}
    assert Submission.objects.filter(state="waiting", clock__due_at__lt=NOW).count() == 1
    assert Duty.objects.filter(address__startswith="/truc-tuyen/").count() == states["waiting"]
    assert set(Dossier.objects.exclude(party=None).values_list("state", flat=True)) == {"returned", "received"}
    assert Draft.objects.get().account.username == "cong-dan"
    accountant = Account.objects.get(username="ke-toan")
    assert len(actor_for(accountant, at=NOW).parties) == 2


def _portal() -> None:
    """The portal has pages in many sections, some in English, and something for editor and reviewer to do."""
    shown = Version.objects.filter(state="published")
    assert shown.values("page__section").distinct().count() > 8
    assert shown.filter(language="en", cover__isnull=False).exists()
    assert {"draft", "in_review", "sent_back"} <= set(Version.objects.values_list("state", flat=True))


def _plans() -> None:
    """The seed plans ended; the province's own is measured and reported on; another is being commented on."""
    assert Counter(Plan.objects.values_list("state", flat=True)) == {"ended": 5, "published": 1, "comment": 1}
    living = ReportDuty.objects.get(code="CDS-Q")
    over = living.reports.exclude(period="2026-Q3")
    assert set(over.values_list("state", flat=True)) == {"accepted", "open"}  # who was silent, is missing
    assert 0 < over.filter(state="open", submitted_at=None).count() < 20
    last = living.reports.filter(period="2026-Q3")
    assert set(last.values_list("state", flat=True)) == {"open", "submitted", "returned", "accepted"}
    told = Value.objects.filter(report__in=last, counted=True)
    assert set(told.values_list("source", flat=True)) == {"manual", "auto", "auto_edited"}
    assert set(living.locks.values_list("period", flat=True)) == {"2026-Q1", "2026-Q2"}
    for username, steps in {
        "hong-bang": {"Sửa báo cáo bị trả lại", "Lập và nộp báo cáo"},
        "cat-hai": {"Góp ý dự thảo"},
    }.items():
        agency = Agency.objects.get(posts__account__username=f"ke-hoach.{username}")
        assert set(Duty.objects.filter(agency=agency, role="planner").values_list("step", flat=True)) == steps
    assert set(Scheme.objects.values_list("year", "state")) == {(2013, "published"), (2026, "self")}
    assert not valid(on=timezone.localdate(NOW)).filter(code__startswith="MAU-").exists()


def _in_order_and_proven() -> None:
    lines = Entry.objects.filter(subject__startswith="dossiers.dossier:").order_by("pk").values_list("at", flat=True)
    assert list(lines) == sorted(lines)
    outcome = prove(Period(date(2025, 7, 1), date(2026, 12, 1)), at=NOW)
    assert outcome.findings == []


@pytest.mark.parametrize("pack", [pack for pack, _, _ in EDITIONS])
def test_a_second_edition_says_something_else(pack: str) -> None:
    said = next(said for one, _, said in EDITIONS if one == pack)
    text = second_edition(pack, said, valid_from=NOW).texts["procedure.yaml"]
    assert 'number: "2", valid_from: "2026-11-18"' in text
    assert all(words in text for words in said.values())
