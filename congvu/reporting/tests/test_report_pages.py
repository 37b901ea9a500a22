"""The pages of reports, without script: written, told, returned, accepted; and what is wrong stands at its field."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from congvu.agencies.rules import Role
from congvu.agencies.testing import make_agency, make_official
from congvu.base.actors import Actor
from congvu.people.models import Account
from congvu.plans.testing import make_indicator, make_target
from congvu.reporting.forms.numbers import NumberField, plain
from congvu.reporting.models import Report, Value
from congvu.reporting.rules import State
from congvu.reporting.tests.playing import APRIL, LATER, Play, ratio


def browser(actor: Actor) -> Client:
    client = Client()
    account = Account.objects.get(pk=actor.account_id or 0)
    client.force_login(account, "congvu.people.backends.AccountBackend")
    return client


@pytest.fixture
def play(db: None) -> Play:
    """A play of this day: pages ask the clock."""
    found = Play()
    found.measure(8, 10)
    found.open()
    return found


@pytest.fixture
def planner(play: Play) -> Client:
    return browser(play.planner)


@pytest.fixture
def receiver(play: Play) -> Client:
    return browser(play.drafter)


def text(client: Client, name: str, *given: Any, **asked: str) -> str:
    answer = client.get(reverse(f"reporting-{name}", args=given), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def sent(client: Client, name: str, *given: Any, **typed: Any) -> Any:
    return client.post(reverse(f"reporting-{name}", args=given), typed)


def typed(play: Play, **more: Any) -> dict[str, Any]:
    """The form of the first commune's report as the page first shows it."""
    hand, counted = play.hand.pk, play.counted.pk
    return {
        f"n_{hand}": "", f"d_{hand}": "", f"n_{counted}": "8", f"d_{counted}": "10", "words": "",
        "seen": str(play.report.version), **more,
    }  # fmt: skip


def test_from_the_inbox_to_the_accepted_report(play: Play, planner: Client, receiver: Client) -> None:
    pk = play.report.pk
    assert reverse("reporting-report", args=[pk]) in text(planner, "mine")
    page = text(planner, "report", pk)
    assert "8/10 (80%)" in page
    assert f'id="id_n_{play.counted.pk}" name="n_{play.counted.pk}" value="8"' in page
    more = {f"n_{play.hand.pk}": "1.234.567", f"d_{play.hand.pk}": "2 000 000"}
    saved = sent(planner, "report", pk, save="1", **typed(play, **more))
    assert saved.status_code == 302
    assert play.report.state == State.OPEN
    told = sent(planner, "report", pk, submit="1", **typed(play, **more))
    assert told.headers["Location"] == reverse("reporting-report", args=[pk])
    assert play.counted_values() == {"M-01": (1_234_567, 2_000_000), "M-02": (8, 10)}
    assert "Lưu và nộp" not in text(planner, "report", pk)
    period = text(receiver, "period", play.duty.pk, "2026-Q1")
    assert "1 trên 3 cơ quan đã nộp" in period
    assert "1 trên 3" in text(receiver, "received")
    review = text(receiver, "report", pk)
    assert "1.234.567/2.000.000" in review
    assert "tự báo cáo" in review
    version = play.report.version
    back = sent(receiver, "return", pk, remarks="Thiếu minh chứng", days="3", seen=version)
    assert back.status_code == 302
    mended = text(planner, "report", pk)
    assert "Thiếu minh chứng" in mended
    assert 'value="1234567"' in mended, "what was told stands in the form again"
    assert "Lưu và nộp" not in text(receiver, "report", pk)
    sent(planner, "report", pk, submit="1", **typed(play, **more, **{f"evidence_{play.hand.pk}": "Biên bản 12"}))
    assert "Biên bản 12" in text(receiver, "report", pk)
    assert "Thiếu minh chứng" in text(receiver, "report", pk, lan="1")
    assert sent(receiver, "accept", pk, seen=play.report.version).status_code == 302
    assert play.report.state == State.ACCEPTED
    play.measure(3, 30)
    assert "Số đo nay là 3/30 (10%)" in text(receiver, "report", pk)
    assert sent(receiver, "reopen", pk, reason="Sai", days="5", seen=play.report.version).status_code == 302
    assert "Mở lại để sửa" in text(planner, "report", pk)


def test_what_is_not_told_yet_is_the_agencys_own(play: Play, planner: Client, receiver: Client) -> None:
    pk, hand = play.report.pk, play.hand.pk
    told = typed(play, words="Chưa xong", **{f"n_{hand}": "7", f"d_{hand}": "9"})
    sent(planner, "report", pk, save="1", **told)
    for asked in ("", "1"):
        page = text(receiver, "report", pk, lan=asked)
        assert "Cơ quan chưa nộp." in page
        assert [word for word in ("Chưa xong", "7/9") if word in page] == []
    sent(planner, "report", pk, submit="1", **{**told, "seen": play.report.version})
    assert "Chưa xong" in text(receiver, "report", pk)
    sent(receiver, "return", pk, remarks="Thiếu minh chứng", days="3", seen=play.report.version)
    sent(planner, "report", pk, save="1", **{**told, "words": "Đang sửa", "seen": play.report.version})
    assert "Chưa xong" in text(receiver, "report", pk)
    assert "Đang sửa" not in text(receiver, "report", pk, lan="2")
    assert "Đang sửa" in text(planner, "report", pk)


def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(play: Play, planner: Client) -> None:
    pk, hand, counted = play.report.pk, play.hand.pk, play.counted.pk
    wrong = typed(
        play, **{f"n_{hand}": "226.330", f"d_{hand}": "x", f"n_{counted}": "9", "words": "Đã gõ dài"}
    )  # fmt: skip
    answer = sent(planner, "report", pk, save="1", **wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“226.330” có thể đọc là 226330 hoặc 226,33" in page, "it is asked, and never guessed"
    assert f'href="#id_d_{hand}"' in page
    assert f'href="#id_reason_{counted}"' in page
    assert 'value="226.330"' in page
    assert "Đã gõ dài" in page
    assert not Value.objects.exists()
    answer = sent(planner, "report", pk, save="1", **typed(play, **{f"n_{hand}": "5"}))
    assert f'href="#id_d_{hand}"' in answer.content.decode(), "a percentage without its denominator"
    answer = sent(planner, "report", pk, save="1", **typed(play, **{f"n_{hand}": "5", f"d_{hand}": "4"}))
    assert f'href="#id_reason_{hand}"' in answer.content.decode()


def test_what_another_saved_meanwhile_is_told_and_what_was_typed_stays(play: Play, planner: Client) -> None:
    pk = play.report.pk
    old = typed(play, words="Bản của tôi")
    play.write(words="Bản của người khác")
    answer = sent(planner, "report", pk, save="1", **old)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Bản của tôi" in page
    assert f'name="seen" value="{play.report.version}"' in page
    assert sent(planner, "report", pk, save="1", **{**old, "seen": play.report.version}).status_code == 302


def test_a_leader_sends_what_the_planner_wrote(play: Play) -> None:
    leader = browser(play.leader)
    pk = play.report.pk
    play.write(words="Đã làm")
    assert "Nộp báo cáo" in text(leader, "report", pk)
    assert sent(leader, "report", pk, save="1", **typed(play)).status_code == 403
    assert sent(leader, "submit", pk, seen=play.report.version).status_code == 302
    assert play.report.state == State.SUBMITTED


def test_who_has_nothing_to_do_with_it_sees_nothing(play: Play) -> None:
    stranger = browser(play.other)
    assert stranger.get(reverse("reporting-report", args=[play.report.pk])).status_code == 404
    assert stranger.get(reverse("reporting-period", args=[play.duty.pk, "2026-Q1"])).status_code == 404
    assert stranger.get(reverse("reporting-duty", args=[play.duty.pk])).status_code == 404
    assert sent(browser(play.planner), "accept", play.report.pk, seen=1).status_code == 403


def test_what_stands_behind_a_measured_figure(play: Play, planner: Client) -> None:
    assert "M-02" in text(planner, "evidence", play.report.pk, play.counted.pk)
    other = reverse("reporting-evidence", args=[play.report.pk, make_indicator("M-99").pk])
    assert planner.get(other).status_code == 404


def test_a_period_is_locked_and_opened_again(play: Play, planner: Client, receiver: Client) -> None:
    period = (play.duty.pk, "2026-Q1")
    assert sent(receiver, "lock", *period).status_code == 302
    assert "Nơi nhận mở khóa thì mới sửa được" in text(planner, "report", play.report.pk)
    assert sent(receiver, "lock", *period).status_code == 409
    own = reverse("reporting-report", args=[play.report.pk])
    assert own not in text(planner, "mine"), "what cannot be told any more is not owed"
    assert sent(receiver, "unlock", *period, reason="").status_code == 422
    assert sent(receiver, "unlock", *period, reason="Bổ sung").status_code == 302
    assert own in text(planner, "mine")
    assert "Bổ sung" in text(receiver, "period", *period)
    assert sent(planner, "lock", *period).status_code == 404


def test_pages_take_as_many_queries_for_many_as_for_few(play: Play, planner: Client, receiver: Client) -> None:
    def queries() -> list[int]:
        counts = []
        for client, name, given in (
            (planner, "mine", ()), (planner, "report", (play.report.pk,)), (receiver, "received", ()),
            (receiver, "period", (play.duty.pk, "2026-Q1")), (receiver, "duties", ()),
        ):  # fmt: skip
            with CaptureQueriesContext(connection) as caught:
                text(client, name, *given)
            counts.append(len(caught))
        return counts

    few = queries()
    for number in range(50, 58):
        agency = make_agency(f"H99.{number}", parent=play.province)
        Report.objects.create(duty=play.duty, agency=agency, period="2026-Q1", due_at=APRIL, opened_at=APRIL)
        make_target(play.plan, make_indicator(f"M-{number}", metric_n="dvc.settled", unit="count"))
    assert queries() == few


def test_duties_are_made_changed_asked_and_stopped(play: Play, receiver: Client) -> None:
    given = {
        "plan": play.plan.slug, "code": "BC-2", "title": "Báo cáo năm", "receiver": play.office.code,
        "kinds": "commune_committee", "include": "", "exclude": "H99.32: Mới thành lập", "frequency": "event",
        "first": "01/01/2026", "last": "31/12/2099", "due_days": "5", "lock_days": "", "asks_words": "true",
    }  # fmt: skip
    wrong = sent(receiver, "duty-create", **{**given, "exclude": "H99.32", "code": play.duty.code})
    assert wrong.status_code == 422
    assert "H99.32" in wrong.content.decode()
    assert sent(receiver, "duty-create", **{**given, "code": play.duty.code}).status_code == 422
    made = sent(receiver, "duty-create", **given)
    pk = int(made.headers["Location"].split("/")[-2])
    assert "Báo cáo năm" in text(receiver, "duties", **{"ke-hoach": play.plan.slug})
    ask = text(receiver, "ask", pk)
    assert play.communes[0].name in ask
    assert play.communes[1].name not in ask, "it is left out, with a reason"
    changed = sent(receiver, "duty", pk, **{**given, "title": "Báo cáo đột xuất"})
    assert changed.status_code == 302
    assert sent(receiver, "ask", pk, agencies=[], due_days="3").status_code == 422
    assert sent(receiver, "ask", pk, agencies=[play.communes[0].pk], due_days="3").status_code == 302
    fixed = sent(receiver, "duty", pk, **{**given, "frequency": "year"})
    assert fixed.status_code == 422
    assert "không đổi kỳ" in fixed.content.decode()
    assert sent(receiver, "duty-stop", pk, reason="").status_code == 422
    assert sent(receiver, "duty-stop", pk, reason="Xong").status_code == 302
    assert "đã dừng" in text(receiver, "duty", pk)


def test_a_leader_of_the_receiver_reads_duties_and_changes_none(play: Play) -> None:
    leader = browser(make_official(play.office, Role.LEADER))
    assert "Sửa chế độ báo cáo" not in text(leader, "duty", play.duty.pk)
    assert sent(leader, "duty", play.duty.pk, title="Khác").status_code == 200
    assert leader.get(reverse("reporting-duty-create")).status_code == 403


@pytest.mark.parametrize(
    ("said", "number"), [("1250", 1250), ("12,5", 12.5), ("1.234.567,5", 1234567.5), ("1,234,567", 1234567), ("", None)]
)
def test_a_number_is_read_in_one_way_and_written_so(said: str, number: float | None) -> None:
    read = NumberField().clean(said)
    assert read == number
    assert NumberField().clean(plain(read)) == read


def test_a_figure_with_three_decimals_is_written_so_that_it_is_read_again() -> None:
    assert NumberField().clean(plain(ratio("12.345", 1).n)) == ratio("12.345", 1).n
    assert LATER > APRIL
