"""Who holds which post from when to when, and whose account an administrator may change."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from congvu.agencies import selectors, services
from congvu.agencies.models import Agency, Post
from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import BEGINNING, make_agency, make_official, make_post, noon
from congvu.base.actors import Actor, Seat, system
from congvu.base.refusals import Refusal
from congvu.journal.models import Entry
from congvu.people.models import Account
from congvu.people.testing import make_account

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ON = date(2026, 3, 2)
SYSTEM = system("test", "Hệ thống")

pytestmark = pytest.mark.django_db


@pytest.fixture
def root() -> Agency:
    return make_agency("H24", Kind.PROVINCE_COMMITTEE)


@pytest.fixture
def commune(root: Agency) -> Agency:
    return make_agency("H24.101", parent=root)


def appoint(
    account: Account,
    agency: Agency,
    *,
    role: str = "clerk",
    title: str = "Công chức",
    on: date = ON,
    by: Actor = SYSTEM,
) -> Post:
    return services.appoint(account, agency=agency, role=role, title=title, valid_from=on, by=by, at=AT)


def test_a_post_gives_its_seat_from_its_first_day_until_the_day_before_its_end(commune: Agency) -> None:
    account = make_account()
    post = appoint(account, commune)
    services.end_post(post, on=date(2026, 3, 5), by=SYSTEM, at=AT)
    seat = frozenset({Seat(commune.pk, "clerk")})
    seats = [selectors.actor_for(account, at=noon(date(2026, 3, day))).seats for day in (1, 2, 4, 5)]
    assert seats == [frozenset(), seat, seat, frozenset()]
    assert selectors.actor_for(account, at=noon(date(2026, 3, 5))).id == f"official:{account.pk}"
    assert [entry.event for entry in Entry.objects.all()] == ["agencies.appointed", "agencies.post_ended"]


def test_holders_are_the_active_accounts_of_the_day(commune: Agency) -> None:
    one, two = make_account("mot"), make_account("hai", is_active=False)
    for account in (one, two):
        make_post(commune, Role.CLERK, account=account)
    make_post(commune, Role.LEADER, account=one)
    assert list(selectors.holders(commune.pk, "clerk", on=ON)) == [one]
    assert not selectors.holders(commune.pk, "clerk", on=date(2025, 6, 30)).exists()


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"role": "king"}, "role_unknown"),
        ({"title": "  "}, "title_empty"),
        ({"on": date(2025, 6, 30)}, "begins_too_early"),
    ],
)
def test_an_appointment_that_cannot_be_is_refused(commune: Agency, change: dict[str, str], refused: str) -> None:
    with pytest.raises(Refusal, match=rf"agencies\.{refused}"):
        appoint(make_account(), commune, **change)  # type: ignore[arg-type]
    assert not Post.objects.exists()


def test_nobody_is_appointed_twice_or_while_the_account_is_closed(commune: Agency) -> None:
    account = make_account()
    appoint(account, commune)
    with pytest.raises(Refusal, match=r"agencies\.held_already"):
        appoint(account, commune)
    appoint(account, commune, role="specialist")
    with pytest.raises(Refusal, match=r"agencies\.account_inactive"):
        appoint(make_account("da-nghi", is_active=False), commune)


def test_a_wrong_appointment_is_undone_on_its_own_day(commune: Agency) -> None:
    account = make_account()
    post = appoint(account, commune)
    with pytest.raises(Refusal, match=r"agencies\.ends_too_early"):
        services.end_post(post, on=date(2026, 3, 1), by=SYSTEM, at=AT)
    services.end_post(post, on=ON, by=SYSTEM, at=AT)
    assert not selectors.actor_for(account, at=noon(ON)).seats
    with pytest.raises(Refusal, match=r"agencies\.post_ended"):
        services.end_post(post, on=ON, by=SYSTEM, at=AT)


def test_the_last_administrator_stays(root: Agency, commune: Agency) -> None:
    first = make_post(root, Role.ADMIN, account=make_account("mot"))
    with pytest.raises(Refusal, match=r"agencies\.last_admin"):
        services.end_post(first, on=ON, by=SYSTEM, at=AT)
    below = make_post(commune, Role.ADMIN, account=make_account("hai"))
    services.end_post(below, on=ON, by=SYSTEM, at=AT)
    make_post(root, Role.ADMIN, account=make_account("ba", is_active=False))
    with pytest.raises(Refusal, match=r"agencies\.last_admin"):
        services.end_post(first, on=ON, by=SYSTEM, at=AT)
    make_post(root, Role.ADMIN, account=make_account("bon"))
    services.end_post(first, on=ON, by=SYSTEM, at=AT)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMIN])
def test_other_roles_appoint_nobody(commune: Agency, role: str) -> None:
    post, by = make_post(commune, Role.CLERK, account=make_account()), make_official(commune, role)
    for deed in deeds(post, commune, by):
        with pytest.raises(Refusal, match=r"agencies\.(not_admin|not_your_account)"):
            deed()
    assert not Entry.objects.exists()


def test_an_administrator_of_elsewhere_reaches_no_post_and_no_account(commune: Agency) -> None:
    post = make_post(commune, Role.CLERK, account=make_account())
    other = make_agency("H29", Kind.PROVINCE_COMMITTEE)
    for deed in deeds(post, commune, make_official(other, Role.ADMIN)):
        with pytest.raises(Refusal, match=r"agencies\.(not_admin|not_your_account)"):
            deed()
    assert not Entry.objects.exists()


def deeds(post: Post, agency: Agency, by: Actor) -> tuple[Callable[[], object], ...]:
    account, password = post.account, "mot-mat-khau-kha-dai"
    return (
        lambda: appoint(account, agency, role="leader", by=by),
        lambda: services.end_post(post, on=ON, by=by, at=AT),
        lambda: services.enrol(
            "moi", name="Mẫu", agency=agency, role="clerk", title="Cán bộ", valid_from=ON, by=by, at=AT
        ),
        lambda: services.rename_account(account, name="Khác", email="", phone="", by=by, at=AT),
        lambda: services.set_account_password(account, password=password, by=by, at=AT),
        lambda: services.deactivate_account(account, reason="Nghỉ", by=by, at=AT),
        lambda: services.reactivate_account(account, by=by, at=AT),
    )


def test_accounts_are_managed_where_all_their_posts_are(root: Agency, commune: Agency) -> None:
    here, both, nowhere = make_account("mot"), make_account("hai"), make_account("ba")
    for account in (here, both):
        make_post(commune, Role.CLERK, account=account)
    make_post(root, Role.LEADER, account=both, valid_from=date(2027, 1, 1))
    below, top = make_official(commune, Role.ADMIN), make_official(root, Role.ADMIN)
    people = (here, both, nowhere)
    assert [selectors.manages(below, account, on=ON) for account in people] == [True, False, False]
    assert [selectors.manages(top, account, on=ON) for account in people] == [True, True, True]
    assert [selectors.manages(SYSTEM, account, on=ON) for account in people] == [True, True, True]


def test_an_account_and_its_first_post_come_together_or_not_at_all(commune: Agency) -> None:
    def enrol(title: str) -> Post:
        return services.enrol(
            "le.mau", name="Lê Thị Mẫu", agency=commune, role="clerk", title=title, valid_from=BEGINNING,
            by=make_admin, at=AT,
        )  # fmt: skip

    make_admin = make_official(commune, Role.ADMIN)
    with pytest.raises(Refusal, match=r"agencies\.title_empty"):
        enrol("")
    assert not Account.objects.filter(username="le.mau").exists()
    post = enrol("Công chức Một cửa")
    assert selectors.manages(make_admin, post.account, on=ON)
    assert [entry.event for entry in Entry.objects.all()] == ["people.account_created", "agencies.appointed"]
