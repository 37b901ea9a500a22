"""The pages of the counter's money: what is owed, the book of the day, its closing and its papers."""

import pytest
from django.test import Client

from congvu.dossiers.models import CashDay, FeeReceipt
from congvu.dossiers.selectors import cash_papers
from congvu.dossiers.tests.conftest import Open, Play, account_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def owing(opened: Open) -> Play:
    play = opened("kinh-doanh/thanh-lap-tnhh", "two-members")
    play.receive()
    return play


@pytest.fixture
def clerk(owing: Play, client: Client) -> Client:
    client.force_login(account_of(owing.clerk), "congvu.people.backends.AccountBackend")
    return client


def test_the_fee_is_taken_on_the_page_of_what_was_received(owing: Play, clerk: Client) -> None:
    page = f"/ho-so/{owing.dossier.code}/"
    assert "Thu tiền mặt" in clerk.get(f"{page}da-tiep-nhan/").content.decode()
    typed = {"method": "cash", "fee": "150000", "payer": "Trần Thị Mẫu", "then": "received"}
    assert clerk.post(f"{page}thu-phi/", typed).headers["Location"] == f"{page}da-tiep-nhan/"
    assert clerk.post(f"{page}thu-phi/", typed).headers["Location"] == f"{page}da-tiep-nhan/"  # a double click
    receipt = FeeReceipt.objects.get()
    assert str(receipt) in clerk.get(page).content.decode()
    assert clerk.get(f"/so-quy/bien-lai/{receipt.pk}.pdf").content.startswith(b"%PDF")


def test_a_day_is_closed_on_its_page(owing: Play, clerk: Client) -> None:
    clerk.post(f"/ho-so/{owing.dossier.code}/thu-phi/", {"method": "cash"})
    day = CashDay.objects.get().day
    page = f"/so-quy/{day}/"
    assert "150.000" in clerk.get(page).content.decode()
    for wrong in ({"counted": "many"}, {"counted": "140.000"}, {"counted": "150.000", "paid_in": "200.000"}):
        assert clerk.post(f"{page}khoa/", wrong).status_code == 422
    assert clerk.post(f"{page}khoa/", {"counted": "150.000 đồng", "paid_in": "150000"}).status_code == 302
    assert CashDay.objects.get().closed_by == owing.clerk.name
    assert "Khóa sổ ngày" not in clerk.get(page).content.decode()
    assert clerk.get(f"{page}so-quy.pdf").content.startswith(b"%PDF")
    assert f"{day:%d/%m/%Y}" in clerk.get("/so-quy/").content.decode()
    assert clerk.get("/so-quy/nothing/").status_code == 404


def test_no_name_runs_as_a_formula_in_the_sheet(owing: Play, clerk: Client) -> None:
    clerk.post(f"/ho-so/{owing.dossier.code}/thu-phi/", {"method": "cash", "payer": "=1+1"})
    sheet = cash_papers.book_csv(owing.stage.receiver, CashDay.objects.get().day).decode("utf-8-sig")
    assert ",'=1+1,Tiền mặt,150000,0," in sheet
