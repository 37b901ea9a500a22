"""The authenticator app and the recovery codes."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.models import Entry
from congvu.people import services
from congvu.people.models import Account, RecoveryCode, Totp
from congvu.people.testing import make_account

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
SECRET, STEP = "bí mật", timedelta(seconds=30)

pytestmark = pytest.mark.django_db


@pytest.fixture
def account() -> Account:
    return make_account("can-bo")


def who(account: Account) -> Actor:
    return Actor(f"official:{account.pk}", account.name)


def turn_on(account: Account) -> tuple[pyotp.TOTP, list[str]]:
    app = pyotp.TOTP(services.begin_totp(account, secret=SECRET, by=who(account), at=AT))
    return app, services.confirm_totp(account, app.at(AT), secret=SECRET, by=who(account), at=AT)


def check(account: Account, typed: str, *, at: datetime = AT + STEP) -> None:
    services.check_second(account, typed, secret=SECRET, at=at)


def refusal(account: Account, typed: str, *, at: datetime = AT + STEP) -> str:
    with pytest.raises(Refusal) as refused:
        check(account, typed, at=at)
    return refused.value.code


def test_the_app_is_asked_for_from_its_first_right_code_on(account: Account) -> None:
    app, codes = turn_on(account)
    assert len(set(codes)) == 10
    check(account, app.at(AT + STEP))
    assert Entry.objects.get().event == "people.totp_added"


def test_what_is_shared_with_the_app_lies_encrypted(account: Account) -> None:
    app, codes = turn_on(account)
    kept = Totp.objects.get().shared
    assert app.secret not in kept
    assert codes[0] not in str(list(RecoveryCode.objects.values()))
    with pytest.raises(Refusal) as refused:
        services.check_second(account, app.at(AT + STEP), secret="một bí mật khác", at=AT + STEP)
    assert refused.value.code == "people.second_wrong"


@pytest.mark.parametrize(("steps", "good"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_wrong(account: Account, steps: int, good: bool) -> None:
    app, _codes = turn_on(account)
    typed, now = app.at(AT + 10 * STEP + steps * STEP), AT + 10 * STEP
    if good:
        check(account, f" {typed[:3]} {typed[3:]}", at=now)
    else:
        assert refusal(account, typed, at=now) == "people.second_wrong"


def test_a_code_of_the_app_is_good_once(account: Account) -> None:
    app, _codes = turn_on(account)
    assert refusal(account, app.at(AT), at=AT) == "people.second_wrong"
    check(account, app.at(AT + STEP))
    assert refusal(account, app.at(AT + STEP)) == "people.second_wrong"


def test_a_recovery_code_is_good_once_however_it_is_typed(account: Account) -> None:
    _app, codes = turn_on(account)
    check(account, f"{codes[0][:5].lower()}-{codes[0][5:]}")
    assert Entry.objects.latest("pk").event == "people.recovery_used"
    assert refusal(account, codes[0]) == "people.second_wrong"
    check(account, codes[1])


def test_after_five_wrong_codes_even_the_right_one_waits_a_quarter_of_an_hour(account: Account) -> None:
    app, codes = turn_on(account)
    assert [refusal(account, "không phải") for _try in range(5)] == ["people.second_wrong"] * 5
    assert refusal(account, codes[0]) == "people.second_locked"
    later = AT + STEP + timedelta(minutes=15)
    check(account, app.at(later), at=later)
    assert refusal(account, "000000", at=later) == "people.second_wrong"


def test_a_wrong_first_code_does_not_turn_the_app_on(account: Account) -> None:
    services.begin_totp(account, secret=SECRET, by=who(account), at=AT)
    with pytest.raises(Refusal) as refused:
        services.confirm_totp(account, "mã sai", secret=SECRET, by=who(account), at=AT)
    assert refused.value.code == "people.totp_wrong"
    assert Totp.objects.get().confirmed_at is None


def test_an_app_that_is_on_is_dropped_before_another_takes_its_place(account: Account) -> None:
    app, _codes = turn_on(account)
    for deed, code in (
        (lambda: services.begin_totp(account, secret=SECRET, by=who(account), at=AT), "people.totp_there"),
        (lambda: services.confirm_totp(account, app.at(AT), secret=SECRET, by=who(account), at=AT),
         "people.totp_missing"),
    ):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            deed()
        assert refused.value.code == code
    services.drop_totp(account, by=who(account), at=AT)
    assert not Totp.objects.exists()
    assert not RecoveryCode.objects.exists()
    with pytest.raises(Refusal) as refused:
        services.drop_totp(account, by=who(account), at=AT)
    assert refused.value.code == "people.totp_missing"


def test_new_recovery_codes_take_the_place_of_all_old_ones(account: Account) -> None:
    with pytest.raises(Refusal) as refused:
        services.renew_recovery_codes(account, secret=SECRET, by=who(account), at=AT)
    assert refused.value.code == "people.no_second"
    _app, old = turn_on(account)
    new = services.renew_recovery_codes(account, secret=SECRET, by=who(account), at=AT)
    assert refusal(account, old[0]) == "people.second_wrong"
    check(account, new[0])
