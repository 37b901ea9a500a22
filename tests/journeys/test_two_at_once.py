"""Two officials have the same dossier on their screens. The second is told, and nothing is lost."""

import re

import pytest
from playwright.sync_api import expect

from congvu.agencies.demo import PASSWORD, Province
from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.agencies.testing import make_post
from congvu.dossiers.models import Dossier
from congvu.people.testing import make_account
from tests.journeys.conftest import Look, Visit
from tests.journeys.deeds import FACTS, answer, finish, open_from_inbox, receive

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CLERK, FIRST, SECOND = "mot-cua.hong-bang", "chuyen-vien.hong-bang", "chuyen-vien-2.hong-bang"


def test_the_second_is_told_who_was_first_and_sees_the_present_state(
    visit: Visit, province: Province, look: Look
) -> None:
    commune = Agency.objects.get(name="Ủy ban nhân dân phường Hồng Bàng")
    make_post(commune, Role.SPECIALIST, account=make_account(SECOND, name="Hồ Thị Mẫu", password=PASSWORD))
    code = receive(visit(CLERK))
    first, second = visit(FIRST), visit(SECOND)
    open_from_inbox(first, code)
    open_from_inbox(second, code)
    finish(first, "Cần xác minh", note="Giấy báo tử mờ.")
    for label, value in FACTS.items():
        answer(second, label, value)
    second.get_by_label("Ý kiến").fill("Đủ điều kiện.")
    second.get_by_role("button", name="Hoàn thành bước này").click()
    alert = second.get_by_role("alert")
    expect(alert).to_contain_text(re.compile("vừa xử lý hồ sơ này"))
    expect(alert).to_contain_text("Mẫu")
    expect(second.get_by_role("heading", name=re.compile("[Xx]ác minh"), level=2)).to_be_visible()
    look(second, "dossier-changed-meanwhile")
    assert Dossier.objects.get(code=code).proposed == ""
