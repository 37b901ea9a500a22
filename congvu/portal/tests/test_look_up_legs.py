"""Whoever holds the receipt sees every agency that takes part, and which one is late; not what they wrote."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from congvu.agencies.rules import Role
from congvu.clocks.models import Clock
from congvu.dossiers import services
from congvu.dossiers.models import Dossier, Leg
from congvu.dossiers.services.stories import Stage
from congvu.dossiers.testing import a_dossier

pytestmark = pytest.mark.django_db
OWED = {"registration_fee": 4_250_000, "income_tax": 17_000_000, "pay_by": "2026-04-04"}


@pytest.fixture
def land() -> tuple[Dossier, Stage]:
    """A land transfer that is at the tax office."""
    dossier, stage = a_dossier("dat-dai/bien-dong", story="granted-after-tax")
    at, by = dossier.received_at + timedelta(hours=1), stage.cast[Role.SPECIALIST]
    services.complete(dossier.pk, element="examine", choice="to_tax", note="Ghi chú nội bộ", by=by, at=at)
    return dossier, stage


def shown(dossier: Dossier) -> str:
    answer = Client().get(reverse("portal-look-up-by-key", args=[dossier.lookup_key]))
    assert answer.status_code == 200
    return answer.content.decode()


def due(days: int) -> Leg:
    leg = Leg.objects.select_related("agency").get()
    Clock.objects.filter(pk=leg.clock_id).update(due_at=timezone.now() + timedelta(days=days))
    return leg


def test_each_share_is_shown_with_its_agency_and_state(land: tuple[Dossier, Stage]) -> None:
    leg = due(2)
    page = shown(land[0])
    assert "Các cơ quan cùng giải quyết" in page
    assert leg.agency.name in page
    assert "Đang xử lý" in page
    assert "đang đôn đốc" not in page
    assert "Ghi chú nội bộ" not in page


def test_the_late_share_is_named(land: tuple[Dossier, Stage]) -> None:
    leg = due(-2)
    page = shown(land[0])
    assert f"{leg.agency.name} chưa xong phần việc “Xác định nghĩa vụ tài chính”" in page


def test_what_came_back_is_named_and_not_told(land: tuple[Dossier, Stage]) -> None:
    dossier, stage = land
    by = stage.others[Leg.objects.get().agency_id, Role.SPECIALIST]
    at = dossier.received_at + timedelta(hours=2)
    services.complete(dossier.pk, element="determine", choice="notice", result=OWED, by=by, at=at)
    page = shown(dossier)
    assert "Thông báo nộp tiền số 01/TB-NVTC" in page
    assert "Chờ công dân" in page
    assert "17.000.000" not in page


def test_what_was_sent_and_taken_back_is_not_shown(land: tuple[Dossier, Stage]) -> None:
    dossier, stage = land
    at, by = dossier.received_at + timedelta(hours=2), stage.cast[Role.SPECIALIST]
    services.recall(dossier.pk, reason="Gửi nhầm", by=by, at=at)
    assert "Các cơ quan cùng giải quyết" not in shown(dossier)


def test_shares_cost_one_query_however_many(land: tuple[Dossier, Stage]) -> None:
    dossier = land[0]
    shown(dossier)
    counts = []
    for number in (1, 2):
        with CaptureQueriesContext(connection) as queries:
            shown(dossier)
        counts.append(len(queries))
        first = Leg.objects.order_by("pk")[0]
        clock = Clock.objects.create(
            agency=first.agency,
            label=f"leg {number}",
            state="running",
            due_at=timezone.now(),
            created_at=timezone.now(),
        )
        Leg.objects.create(
            dossier=dossier,
            number=number + 1,
            key=f"other{number}",
            name="Phần khác",
            agency=first.agency,
            clock=clock,
            followed_due_at=clock.due_at,
            opened_at=first.opened_at,
        )
    assert counts == [4, 4]
