"""Accounts are made, changed and closed by administrators, and every deed leaves its line."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from congvu.base.actors import STRANGER, Actor, Seat, system
from congvu.base.refusals import Refusal
from congvu.journal.models import Entry
from congvu.people import selectors, services
from congvu.people.models import Account
from congvu.people.testing import PASSWORD, make_account

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ADMIN = system("test", "Hệ thống")
CITIZEN = Actor("citizen:900", "Trần Văn Mẫu")
CLERK = Actor("official:901", "Lê Thị Mẫu", frozenset({Seat(1, "clerk")}))

pytestmark = pytest.mark.django_db


def create(
    username: str = "le.mau", name: str = "Lê Thị Mẫu", *, by: Actor = ADMIN, password: str | None = None
) -> Account:
    return services.create_account(username, name=name, password=password, by=by, at=AT)


def test_an_account_is_made_with_one_spelling_and_one_line() -> None:
    account = create(" Le.Mau ", "  Lê  Thị Mẫu ")
    assert (account.username, account.name, account.folded) == ("le.mau", "Lê Thị Mẫu", "le thi mau le mau")
    assert not account.has_usable_password()
    entry = Entry.objects.get()
    assert (entry.event, entry.subject) == ("people.account_created", f"people.account:{account.pk}")
    assert entry.facts == {"username": "le.mau", "name": "Lê Thị Mẫu"}


@pytest.mark.parametrize(
    ("username", "name", "password", "code", "field"),
    [
        ("lê.mẫu", "Lê Thị Mẫu", None, "people.username_bad", "username"),
        ("ab", "Lê Thị Mẫu", None, "people.username_bad", "username"),
        ("le mau", "Lê Thị Mẫu", None, "people.username_bad", "username"),
        ("le.mau", "   ", None, "people.name_empty", "name"),
        ("le.mau", "Lê Thị Mẫu", "1234567890", "people.password_weak", "password"),
        ("le.mau", "Lê Thị Mẫu", "ngan", "people.password_weak", "password"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    username: str, name: str, password: str | None, code: str, field: str
) -> None:
    with pytest.raises(Refusal) as caught:
        create(username, name, password=password)
    assert (caught.value.code, caught.value.field) == (code, field)
    assert not Account.objects.exists()
    assert not Entry.objects.exists()


def test_a_username_is_taken_once_however_it_is_cased() -> None:
    create("le.mau")
    with pytest.raises(Refusal, match="username_taken"):
        create("LE.MAU")
    assert Entry.objects.count() == 1


def test_the_database_itself_refuses_capitals() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create(username="Le.Mau", name="Lê Thị Mẫu")


@pytest.mark.parametrize("who", [STRANGER, CITIZEN, CLERK], ids=lambda who: who.name)
def test_only_an_administrator_keeps_accounts(who: Actor) -> None:
    account = make_account()
    deeds: tuple[Callable[[], Account], ...] = (
        lambda: create(by=who),
        lambda: services.rename(account, name="Khác", by=who, at=AT),
        lambda: services.set_password(account, password=PASSWORD, by=who, at=AT),
        lambda: services.deactivate(account, reason="Nghỉ", by=who, at=AT),
        lambda: services.reactivate(account, by=who, at=AT),
    )
    for deed in deeds:
        with pytest.raises(Refusal, match=r"people\.not_admin"):
            deed()
    assert not Entry.objects.exists()


def test_a_new_name_is_found_and_the_old_one_kept_in_the_journal() -> None:
    account = make_account(name="Đỗ Thị Mẫu")
    services.rename(account, name="Đặng Thị Mẫu", phone="+84900000001", by=ADMIN, at=AT)
    assert list(selectors.found_by("dang mau")) == [account]
    assert not selectors.found_by("do thi").exists()
    assert Entry.objects.get().facts["was"] == "Đỗ Thị Mẫu"
    assert Account.objects.get().phone == "+84900000001"


def test_a_closed_account_can_be_opened_again() -> None:
    account = make_account()
    services.deactivate(account, reason="Nghỉ hưu", by=ADMIN, at=AT)
    with pytest.raises(Refusal, match=r"people\.inactive"):
        services.deactivate(account, reason="Nghỉ hưu", by=ADMIN, at=AT)
    services.reactivate(account, by=ADMIN, at=AT)
    with pytest.raises(Refusal, match=r"people\.active"):
        services.reactivate(account, by=ADMIN, at=AT)
    assert [entry.event for entry in Entry.objects.all()] == [
        "people.account_deactivated",
        "people.account_reactivated",
    ]


def test_closing_needs_a_reason_and_is_never_done_to_oneself() -> None:
    account = make_account()
    with pytest.raises(Refusal, match=r"people\.reason_empty"):
        services.deactivate(account, reason=" ", by=ADMIN, at=AT)
    oneself = Actor(f"official:{account.pk}", account.name, frozenset({Seat(1, "admin")}))
    with pytest.raises(Refusal, match=r"people\.yourself"):
        services.deactivate(account, reason="Nghỉ", by=oneself, at=AT)


def test_one_changes_ones_own_password_knowing_the_old_one() -> None:
    account = make_account(password=PASSWORD)
    oneself = Actor(f"citizen:{account.pk}", account.name)
    for by, old, code in ((CLERK, PASSWORD, "people.not_yours"), (oneself, "sai", "people.password_wrong")):
        with pytest.raises(Refusal, match=code):
            services.change_own_password(account, old=old, password="mot-cau-dai-hon", by=by, at=AT)
    services.change_own_password(account, old=PASSWORD, password="mot-cau-dai-hon", by=oneself, at=AT)
    account.refresh_from_db()
    assert account.check_password("mot-cau-dai-hon")
    assert "mot-cau-dai-hon" not in str(Entry.objects.get().facts)
