"""Whoever has a duty hears once that it is overdue, its leaders once that it stays so, and each morning what stands."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from congvu.agencies.models import Agency, Post
from congvu.agencies.rules import Kind as AgencyKind
from congvu.agencies.rules import Role
from congvu.agencies.services import delegate
from congvu.agencies.testing import make_agency, make_post
from congvu.base.actors import Actor, system
from congvu.base.refusals import Refusal
from congvu.inbox.models import Duty
from congvu.inbox.rules import State as DutyState
from congvu.journal.models import Entry
from congvu.notices import services
from congvu.notices.models import Message, Warned
from congvu.notices.rules import LISTED, Kind
from congvu.people.models import Account
from congvu.people.testing import make_account

pytestmark = pytest.mark.django_db
BY = system("notices", "Cảnh báo tự động")
ADDRESS = "https://tinh.example/"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def moment(text: str) -> datetime:
    return datetime.strptime(f"{text} +0700", "%Y-%m-%d %H:%M %z")


NOW = moment("2026-11-26 09:00")  # a Thursday


class Office:
    """A commune with its one-stop, and everybody in it with an address."""

    def __init__(self) -> None:
        self.province = make_agency("H98", AgencyKind.PROVINCE_COMMITTEE)
        self.commune = make_agency("H98.31", parent=self.province, short_name="UBND phường Ví Dụ")
        self.counter = make_agency("H98.31.01", AgencyKind.ONE_STOP, parent=self.commune, short_name="Một cửa Ví Dụ")
        self.an = self.official("an", Role.SPECIALIST)
        self.binh = self.official("binh", Role.SPECIALIST)
        self.chi = self.official("chi", Role.LEADER)
        self.dung = self.official("dung", Role.CLERK, self.counter)

    def official(self, name: str, role: str, agency: Agency | None = None, email: str | None = None) -> Account:
        account = make_account(name, name=name.title())
        account.email = f"{name}@xa.example" if email is None else email
        account.save()
        make_post(agency or self.commune, role, account=account)
        return account

    def duty(
        self, name: str, *, due: timedelta, since: timedelta = -HOUR, who: Account | None = None, role: str = "",
        agency: Agency | None = None, state: DutyState | None = None,
    ) -> Duty:  # fmt: skip
        return Duty.objects.create(
            subject=f"dossiers.step:{name}",
            agency=agency or self.commune,
            role=role or Role.SPECIALIST,
            account=who,
            state=state or (DutyState.IN_HAND if who else DutyState.NEW),
            code=f"H98-{name}",
            title="Đăng ký khai tử",
            step="Thẩm tra",
            who="Trần Thị Mẫu",
            address=f"/ho-so/{name}/",
            due_at=NOW + due,
            since=NOW + since,
        )


@pytest.fixture
def office() -> Office:
    return Office()


def warn(at: datetime = NOW) -> int:
    return services.warn(address=ADDRESS, by=BY, at=at)


def greet(at: datetime) -> int:
    return services.greet(address=ADDRESS, at=at)


def told(kind: Kind) -> dict[str, str]:
    """Whom letters of a kind go to, and what they say."""
    return {message.to.partition("@")[0]: message.text for message in Message.objects.filter(kind=kind)}


def test_whoever_has_the_duty_is_told_once_that_it_is_overdue(office: Office) -> None:
    office.duty("1", due=-HOUR, who=office.an)
    office.duty("2", due=-HOUR)
    office.duty("3", due=HOUR, who=office.an)
    office.duty("4", due=-HOUR, who=office.an, state=DutyState.WAITING)
    assert warn() == 2
    letters = told(Kind.OVERDUE)
    assert letters.keys() == {"an", "binh"}
    assert "H98-1" in letters["an"]
    assert "H98-2" in letters["an"]
    assert "https://tinh.example/ho-so/1/" in letters["an"]
    assert "H98-1" not in letters["binh"]
    assert "Trần Thị Mẫu" not in letters["an"]
    assert warn() == warn(NOW + HOUR / 2) == 0
    assert Message.objects.count() == 2


def test_who_stands_in_is_told_with_the_absent_colleague(office: Office) -> None:
    """The duties of a post that was given over are open to its delegate; only while it is given over."""
    post = Post.objects.get(account=office.an)
    delegate(post, to=office.chi, from_=NOW - HOUR, until=NOW + DAY, reason="Đi học", by=BY, at=NOW - HOUR)
    office.duty("1", due=-HOUR, who=office.an)
    office.duty("2", due=-HOUR)
    warn()
    letters = told(Kind.OVERDUE)
    assert letters.keys() == {"an", "binh", "chi"}
    assert "H98-1" in letters["chi"]
    assert "H98-2" in letters["chi"]
    Message.objects.all().delete()
    office.duty("3", due=DAY, who=office.an)
    warn(NOW + DAY + HOUR)
    assert told(Kind.OVERDUE).keys() == {"an"}


def test_one_due_time_is_one_warning_and_a_new_one_another(office: Office) -> None:
    duty = office.duty("1", due=-HOUR, who=office.an)
    warn()
    duty.due_at = NOW + HOUR
    duty.save()
    assert warn() == 0
    assert warn(NOW + 2 * HOUR) == 1
    assert Message.objects.count() == 2


def test_leaders_are_told_once_after_two_working_days(office: Office) -> None:
    office.duty("1", due=-HOUR, who=office.an)
    office.duty("2", due=-HOUR, role=Role.CLERK, agency=office.counter)
    for late in (DAY, 2 * DAY + 2 * HOUR):  # until Saturday: one working day and a half
        warn(NOW + late)
    assert told(Kind.ESCALATION) == {}
    monday = NOW + 4 * DAY
    assert warn(monday) == 2
    assert warn(monday + DAY) == 0
    chi = list(Message.objects.filter(kind=Kind.ESCALATION).order_by("pk"))
    assert [message.to for message in chi] == ["chi@xa.example"] * 2  # of the one-stop too, which has no leader
    assert "2 ngày làm việc" in chi[0].text
    entries = Entry.objects.filter(event="notices.escalated").order_by("pk")
    assert [entry.facts["codes"] for entry in entries] == [["H98-1"], ["H98-2"]]


def test_an_official_without_an_address_is_passed_over_and_not_asked_again(office: Office) -> None:
    Account.objects.filter(pk=office.an.pk).update(email="")
    Account.objects.filter(pk=office.binh.pk).update(email="binh@xa.example\nBcc: ai@xa.example")
    office.duty("1", due=-HOUR)
    assert warn() == 1
    assert Message.objects.count() == 0
    assert Warned.objects.get().told == 0


def test_who_does_not_want_letters_gets_none_but_a_leader_always(office: Office) -> None:
    for account in (office.an, office.chi):
        by = Actor(f"official:{account.pk}", account.name)
        services.set_preference(account, daily=False, at_once=False, by=by, at=NOW)
    office.duty("1", due=-HOUR)
    warn()
    assert told(Kind.OVERDUE).keys() == {"binh"}
    greet(NOW)
    assert told(Kind.DIGEST).keys() == {"binh"}
    warn(NOW + 7 * DAY)
    assert told(Kind.ESCALATION).keys() == {"chi"}
    with pytest.raises(Refusal) as refused:
        services.set_preference(office.binh, daily=False, at_once=False, by=by, at=NOW)
    assert refused.value.code == "notices.not_yours"


def test_a_crash_on_the_way_leaves_neither_the_letter_nor_the_memory_of_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.duty("1", due=-HOUR)
    kept = services.put

    def dies(key: str, **more: object) -> object:
        if "binh" in str(more["to"]):
            raise KeyboardInterrupt
        return kept(key, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as context:
        context.setattr("congvu.notices.services.warnings.put", dies)
        with pytest.raises(KeyboardInterrupt):
            warn()
    assert not Warned.objects.exists()
    assert not Message.objects.exists()
    warn()
    assert told(Kind.OVERDUE).keys() == {"an", "binh"}


def test_the_morning_letter_comes_once_when_the_office_opens(office: Office) -> None:
    office.duty("1", due=-DAY)
    office.duty("2", due=HOUR, who=office.an)
    office.duty("3", due=30 * DAY, since=-DAY)
    office.duty("4", due=30 * DAY, since=-7 * DAY, who=office.an)
    office.duty("5", due=30 * DAY)
    assert greet(moment("2026-11-26 07:29")) == 0
    assert greet(moment("2026-11-26 07:30")) == 2
    assert greet(moment("2026-11-26 07:35")) == 0
    letter = Message.objects.get(kind=Kind.DIGEST, account=office.an)
    assert letter.subject == "Việc ngày 26/11/2026: 1 quá hạn, 1 sắp đến hạn, 1 chưa mở, 1 đứng yên"
    for name, times in (("1", 2), ("2", 1), ("3", 1), ("4", 1), ("5", 0)):
        assert (name, letter.text.count(f"* H98-{name}:")) == (name, min(times, 1))
    assert "chi" not in told(Kind.DIGEST)
    assert greet(moment("2026-11-27 07:40")) == 2


@pytest.mark.parametrize("closed", ["2026-11-28 09:00", "2026-11-26 18:00", "2026-11-26 06:00"])
def test_no_letter_on_a_day_off_or_after_hours(office: Office, closed: str) -> None:
    office.duty("1", due=-DAY)
    assert greet(moment(closed)) == 0


def test_two_posts_make_one_morning_letter_about_both(office: Office) -> None:
    make_post(office.counter, Role.CLERK, account=office.an)
    office.duty("1", due=-HOUR, who=office.an)
    office.duty("2", due=-HOUR, role=Role.CLERK, agency=office.counter)
    greet(NOW)
    letter = told(Kind.DIGEST)["an"]
    assert "H98-1" in letter
    assert "H98-2" in letter
    assert Message.objects.filter(kind=Kind.DIGEST, account=office.an).count() == 1


def test_a_huge_list_is_cut_and_says_so(office: Office) -> None:
    for number in range(LISTED + 17):
        office.duty(f"{number}", due=-HOUR, who=office.an)
    greet(NOW)
    warn()
    for kind in (Kind.DIGEST, Kind.OVERDUE):
        letter = told(kind)["an"]
        assert letter.count("* H98-") == LISTED
        assert "… và 17 việc khác." in letter
    assert Message.objects.get(kind=Kind.OVERDUE).subject == f"{LISTED + 17} việc vừa quá hạn"


def test_old_warnings_are_forgotten_when_their_duty_is_done(office: Office) -> None:
    duty = office.duty("1", due=-HOUR, who=office.an)
    warn()
    assert services.forget(at=NOW + 60 * DAY) == 0
    duty.delete()
    assert services.forget(at=NOW + 60 * DAY) == 1


def test_a_round_in_which_nothing_is_new_costs_two_queries(office: Office) -> None:
    for number in range(50):
        office.duty(f"{number}", due=-HOUR, who=office.an)
    warn()
    Warned.objects.bulk_create(
        Warned(key=f"x{duty.pk}", kind=Kind.ESCALATION, subject=duty.subject, due_at=duty.due_at, at=NOW, told=1)
        for duty in Duty.objects.all()
    )
    with CaptureQueriesContext(connection) as queries:
        warn()
    assert len(queries) == 2
