"""Citizens are told what became of their requests: once each, by the ways they gave and want."""

from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from congvu.agencies.testing import make_citizen
from congvu.base.actors import Actor
from congvu.dossiers.models import Dossier
from congvu.dossiers.services.stories import Stage
from congvu.dossiers.testing import a_dossier
from congvu.journal.models import Entry
from congvu.notices import services
from congvu.notices.models import Followed, Message, Passed, Preference
from congvu.notices.rules import Language, Occasion
from congvu.notices.services import following
from congvu.online.testing import a_submission
from congvu.people.models import Account

pytestmark = pytest.mark.django_db
ADDRESS = "https://tinh.example/"
EMAIL, PHONE = "an@nha.example", "+84901234567"


@pytest.fixture
def opened() -> tuple[Dossier, Stage]:
    dossier, stage = a_dossier()
    Dossier.objects.filter(pk=dossier.pk).update(email=EMAIL, phone=PHONE)
    dossier.refresh_from_db()
    return dossier, stage


def follow(dossier: Any, later: timedelta = timedelta()) -> list[str]:
    """What was told now: occasion and channel."""
    known = set(Message.objects.values_list("key", flat=True))
    at = getattr(dossier, "received_at", None) or dossier.filed_at
    while services.follow(address=ADDRESS, at=at + timedelta(minutes=1) + later):
        pass
    keys = Message.objects.exclude(key__in=known).order_by("pk").values_list("key", flat=True)
    return [" ".join((key.split(":")[1], key.rsplit(":", 1)[1])) for key in keys]


def tell(event: str, dossier: Dossier, *, number: int | None = None, **facts: object) -> Entry:
    """A line of the journal, as a deed would write it; under a number of its own where one is given."""
    left = {"state": dossier.state, "due_at": dossier.received_at.isoformat(), "finished": ""}
    return Entry.objects.create(
        pk=number,
        at=dossier.received_at,
        event=f"dossiers.{event}",
        subject=f"dossiers.dossier:{dossier.pk}",
        actor="test",
        actor_name="Thử",
        facts={**left, **facts},
    )


def test_who_gave_addresses_is_told_of_the_receipt_by_both(opened: tuple[Dossier, Stage]) -> None:
    dossier, _stage = opened
    assert follow(dossier) == ["accepted email", "accepted sms"]
    mail, text = Message.objects.order_by("pk")
    assert (mail.to, text.to) == (EMAIL, PHONE)
    assert dossier.code in mail.subject
    assert f"https://tinh.example/tra-cuu/{dossier.lookup_key}/" in mail.text
    assert dossier.code in text.text
    assert dossier.applicant not in mail.text + mail.subject + text.text
    assert "{" not in mail.text + text.text


def test_nobody_is_told_twice(opened: tuple[Dossier, Stage]) -> None:
    dossier, _stage = opened
    assert follow(dossier)
    assert follow(dossier) == []
    Followed.objects.update(entry=0)
    assert follow(dossier) == []


def test_without_an_address_nobody_is_told_and_a_wrong_one_stops_nothing(opened: tuple[Dossier, Stage]) -> None:
    dossier, _stage = opened
    Dossier.objects.filter(pk=dossier.pk).update(email="không phải", phone="0901")
    assert follow(dossier) == []
    assert Followed.objects.get().entry


@pytest.mark.parametrize(
    ("event", "facts", "occasion"),
    [
        ("supplement_asked", {"items": "Giấy báo tử; Ảnh", "reason": "bí mật"}, Occasion.SUPPLEMENT),
        ("reappointed", {"promised_at": "2026-11-25T09:00:00+00:00"}, Occasion.REAPPOINTED),
        ("apologised", {"promised_at": ""}, Occasion.APOLOGISED),
        ("handed_over", {}, Occasion.RETURNED),
        ("withdrawn", {"reason": "bí mật"}, Occasion.WITHDRAWN),
        ("stopped", {"reason": "bí mật"}, Occasion.STOPPED),
        ("decided", {"state": "decided", "finished": "2026-11-25T09:00:00+00:00"}, Occasion.READY),
        ("forwarded", {"state": "awaiting_obligation"}, Occasion.FEE_DUE),
        ("fee_collected", {"method": "online", "amount": 50000, "receipt": "0000001"}, Occasion.PAID),
    ],
)
def test_each_turn_of_a_dossier_is_told(
    opened: tuple[Dossier, Stage], event: str, facts: dict[str, Any], occasion: Occasion
) -> None:
    dossier, _stage = opened
    follow(dossier)
    tell(event, dossier, **facts)
    assert follow(dossier) == [f"{occasion} email", f"{occasion} sms"]
    mail = Message.objects.get(key__startswith=f"progress:{occasion}", channel="email")
    assert "bí mật" not in mail.text
    assert "{" not in mail.text + mail.subject
    if occasion == Occasion.SUPPLEMENT:
        assert "- Giấy báo tử\n- Ảnh" in mail.text
    if occasion == Occasion.REAPPOINTED:
        assert "16:00 25/11/2026" in mail.text


@pytest.mark.parametrize(
    ("event", "facts"),
    [("taken", {}), ("forwarded", {}), ("fee_collected", {"method": "cash"}), ("scanned", {"state": "decided"})],
)
def test_what_is_no_news_is_not_told(opened: tuple[Dossier, Stage], event: str, facts: dict[str, Any]) -> None:
    dossier, _stage = opened
    follow(dossier)
    tell(event, dossier, **facts)
    assert follow(dossier) == []


def test_a_result_is_told_once_however_many_moves_see_it(opened: tuple[Dossier, Stage]) -> None:
    dossier, _stage = opened
    follow(dossier)
    for _move in range(2):
        tell("forwarded", dossier, state="decided", finished="2026-11-25T09:00:00+00:00")
    assert follow(dossier) == ["ready email", "ready sms"]


def test_what_is_old_is_no_news(opened: tuple[Dossier, Stage]) -> None:
    assert follow(opened[0], later=timedelta(days=8)) == []
    assert follow(opened[0]) == []


def test_a_line_that_was_committed_late_is_told_too(opened: tuple[Dossier, Stage]) -> None:
    dossier, _stage = opened
    follow(dossier)
    last = Entry.objects.order_by("-pk").values_list("pk", flat=True)[0]
    tell("stopped", dossier, number=last + 2)
    assert follow(dossier) == ["stopped email", "stopped sms"]
    assert list(Passed.objects.values_list("entry", flat=True)) == [last + 1]
    tell("handed_over", dossier, number=last + 1)
    assert follow(dossier) == ["returned email", "returned sms"]
    assert not Passed.objects.exists()


def test_a_number_that_never_comes_is_given_up(opened: tuple[Dossier, Stage]) -> None:
    dossier, _stage = opened
    tell("stopped", dossier, number=Entry.objects.order_by("-pk").values_list("pk", flat=True)[0] + 2)
    follow(dossier)
    follow(dossier, later=timedelta(days=2))
    assert not Passed.objects.exists()


def test_stopped_before_the_end_it_tells_all_the_next_time(
    opened: tuple[Dossier, Stage], monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier, _stage = opened
    laid: list[str] = []

    def dies_at_the_second(key: str, **given: Any) -> None:
        if laid:
            raise RuntimeError("stopped")
        laid.append(key)
        services.put(key, **given)

    with monkeypatch.context() as broken:
        broken.setattr(following, "put", dies_at_the_second)
        with pytest.raises(RuntimeError):
            services.follow(address=ADDRESS, at=dossier.received_at)
    assert laid
    assert not Message.objects.exists()
    assert follow(dossier) == ["accepted email", "accepted sms"]


def account_of(citizen: Actor, **more: object) -> Account:
    account = Account.objects.get(pk=citizen.account_id or 0)
    Account.objects.filter(pk=account.pk).update(email="tk@nha.example", phone="+84907654321", **more)
    account.refresh_from_db()
    return account


def test_what_was_sent_from_home_is_told_from_its_arrival_on() -> None:
    citizen = make_citizen()
    submission = a_submission(citizen=citizen)
    account_of(citizen)
    assert follow(submission)[0].startswith("submitted")
    mail = Message.objects.filter(channel="email").first()
    assert mail
    assert mail.account_id == citizen.account_id
    assert submission.code in mail.subject
    assert f"https://tinh.example/ho-so-cua-toi/{submission.code}/" in mail.text


def test_a_refusal_from_home_gives_the_link_and_not_the_reason() -> None:
    citizen = make_citizen()
    submission = a_submission(citizen=citizen)
    account_of(citizen)
    follow(submission)
    tell_of_submission = Entry.objects.filter(event="online.submitted").get()
    Entry.objects.create(
        at=tell_of_submission.at,
        event="online.refused",
        subject=tell_of_submission.subject,
        actor="test",
        actor_name="Thử",
        facts={"code": submission.code, "reason": "bí mật", "receiver": "H98"},
    )
    assert follow(submission)[0].startswith("refused")
    assert not Message.objects.filter(text__contains="bí mật").exists()


def test_who_does_not_want_it_by_one_way_is_told_by_the_other_in_the_wanted_language() -> None:
    citizen = make_citizen()
    submission = a_submission(citizen=citizen)
    account = account_of(citizen)
    services.set_wishes(account, by_email=False, by_sms=True, language=Language.EN, by=citizen, at=submission.filed_at)
    assert follow(submission) == ["submitted sms"]
    assert Preference.objects.get().language == "en"


def test_many_requests_cost_no_more_queries_of_their_own(
    opened: tuple[Dossier, Stage], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    dossier, _stage = opened
    follow(dossier)
    Dossier.objects.filter(pk=dossier.pk).update(email="", phone="")
    for _line in range(30):
        tell("stopped", dossier)
    with django_assert_max_num_queries(10):
        services.follow(address=ADDRESS, at=dossier.received_at)


def test_all_that_can_happen_is_worded() -> None:
    assert set(Occasion) == set(following.OF_DOSSIERS.values()) | set(following.OF_SUBMISSIONS.values()) | {
        Occasion.FEE_DUE,
        Occasion.PAID,
        Occasion.READY,
    }
