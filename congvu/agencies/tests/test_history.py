"""Who changed what of an agency and its calendar stands on its pages."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from congvu.agencies import selectors, services
from congvu.agencies.rules import Kind, Role
from congvu.agencies.services import calendars
from congvu.agencies.testing import make_agency, make_official
from congvu.people.models import Account

pytestmark = [pytest.mark.django_db, pytest.mark.urls("congvu.agencies.tests.urls")]


def test_who_changed_what_stands_on_the_agencys_page(client: Client) -> None:
    root = make_agency("H98", Kind.PROVINCE_COMMITTEE, name="Ủy ban Ví Dụ")
    commune = make_agency("H98.31", Kind.COMMUNE_COMMITTEE, parent=root, name="Ủy ban xã Cũ")
    admin = make_official(root, Role.ADMIN)
    at = timezone.now()
    services.rename(commune, name="Ủy ban xã Mới", short_name="Xã Mới", by=admin, at=at)
    calendars.record_day(
        date(2026, 3, 4), works=False, name="Nghỉ bão", decision="7/QĐ", agency=commune, by=admin, at=at
    )
    told = [line["what"] for line in selectors.history(commune)]
    assert told[:2] == ["Ghi ngày 04/03/2026 vào lịch: Nghỉ bão 7/QĐ", "Đổi tên Ủy ban xã Cũ thành Ủy ban xã Mới"]
    assert [line["what"] for line in selectors.history(commune, only=selectors.CALENDAR)] == told[:1]
    client.force_login(Account.objects.get(pk=admin.account_id or 0), "congvu.people.backends.AccountBackend")
    assert told[1] in client.get(reverse("agencies-agency", args=[commune.pk])).text
