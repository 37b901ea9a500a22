"""The counter accepts what came from home, or refuses it and says why."""

from datetime import date, timedelta

import pytest

from congvu.agencies.models import Post
from congvu.agencies.rules import Kind, Role
from congvu.agencies.selectors import actor_for
from congvu.agencies.services import delegate
from congvu.agencies.testing import make_agency, make_official, make_post
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.clocks import services as clocks
from congvu.dossiers.models import Dossier, IntakeRefusal
from congvu.dossiers.rules import Channel
from congvu.dossiers.rules import State as DossierState
from congvu.dossiers.services.stories import Stage
from congvu.dossiers.testing import TELLER, moment
from congvu.inbox.models import Duty
from congvu.journal.models import Entry
from congvu.journal.services import subject_of
from congvu.online import selectors, services
from congvu.online.models import Submission
from congvu.online.rules import State
from congvu.online.testing import MORNING, a_submission
from congvu.online.tests.conftest import account_of, newer_edition
from congvu.people.testing import make_account

NOON = MORNING + timedelta(hours=3)


@pytest.fixture
def sent(stage: Stage, citizen: Actor) -> Submission:
    return a_submission(stage, citizen)


def test_what_is_accepted_is_a_dossier_with_the_code_of_the_first_moment(
    sent: Submission, clerk: Actor, citizen: Actor
) -> None:
    dossier = services.accept(sent.pk, by=clerk, at=NOON)
    sent.refresh_from_db()
    assert (dossier.code, dossier.lookup_key, dossier.channel) == (sent.code, sent.lookup_key, Channel.ONLINE)
    assert (dossier.party, dossier.filer_id, dossier.received_at) == (sent.party, citizen.account_id, NOON)
    assert dossier.state == DossierState.RECEIVED
    assert list(dossier.papers.values_list("key", "original", "copy")) == [
        ("declaration", 0, 1),
        ("death_notice", 0, 1),
    ]
    assert dossier.scans.count() == 2
    assert (sent.state, sent.dossier, sent.answered_by) == (State.ACCEPTED, dossier, clerk.name)
    assert sent.clock.state == "stopped"
    assert not Duty.objects.filter(subject=subject_of(sent)).exists()
    told = Entry.objects.order_by("pk").values_list("event", flat=True)
    assert [name for name in told if name.startswith(("online.", "dossiers."))] == [
        "online.submitted",
        "dossiers.received",
        "online.accepted",
    ]


def test_what_is_refused_has_a_numbered_slip(sent: Submission, clerk: Actor) -> None:
    with pytest.raises(Refusal, match=r"online\.reason_needed"):
        services.refuse(sent.pk, reason=" ", by=clerk, at=NOON)
    with pytest.raises(Refusal, match=r"online\.too_long"):
        services.refuse(sent.pk, reason="x" * 1001, by=clerk, at=NOON)
    services.refuse(sent.pk, reason="Giấy báo tử mờ, hãy chụp lại.", by=clerk, at=NOON)
    sent.refresh_from_db()
    slip = IntakeRefusal.objects.get()
    assert (sent.state, sent.slip, sent.reason) == (State.REFUSED, slip, slip.reason)
    assert (slip.number, slip.applicant) == (1, sent.applicant_name)
    assert not Duty.objects.exists()
    assert selectors.refusal_paper(sent).startswith(b"%PDF")


def test_there_is_no_slip_before(sent: Submission) -> None:
    with pytest.raises(Refusal, match=r"dossiers\.no_such_paper"):
        selectors.refusal_paper(sent)


def test_the_same_clerk_answers_once_however_often(sent: Submission, clerk: Actor) -> None:
    first = services.accept(sent.pk, by=clerk, at=NOON)
    assert services.accept(sent.pk, by=clerk, at=NOON) == first
    assert Dossier.objects.count() == 1
    with pytest.raises(Refusal, match=r"online\.changed_meanwhile"):
        services.refuse(sent.pk, reason="Muộn rồi", by=clerk, at=NOON)


def test_a_refusal_sent_twice_is_one_slip(sent: Submission, clerk: Actor) -> None:
    services.refuse(sent.pk, reason="Mờ", by=clerk, at=NOON)
    services.refuse(sent.pk, reason="Mờ", by=clerk, at=NOON)
    assert IntakeRefusal.objects.count() == 1


def test_the_second_clerk_is_told_who_was_quicker(sent: Submission, clerk: Actor, stage: Stage) -> None:
    account = make_account("can-bo-hai", name="Lê Mẫu Hai")
    make_post(stage.receiver, Role.CLERK, account=account)
    second = actor_for(account, at=NOON)
    services.accept(sent.pk, by=clerk, at=NOON)
    with pytest.raises(Refusal, match=r"online\.changed_meanwhile") as refused:
        services.accept(sent.pk, by=second, at=NOON)
    assert clerk.name in refused.value.sentence
    assert "11:10 02/03/2026" in refused.value.sentence


def test_only_the_counters_clerks_answer(sent: Submission, stage: Stage, citizen: Actor) -> None:
    elsewhere = make_agency("H98.77.01", Kind.ONE_STOP, parent=stage.receiver.parent)
    for other in (make_official(elsewhere, Role.CLERK), stage.cast[Role.LEADER], citizen):
        for answer in (services.accept, lambda pk, **told: services.refuse(pk, reason="x", **told)):
            with pytest.raises(Refusal, match=r"online\.not_your_counter"):
                answer(sent.pk, by=other, at=NOON)
        with pytest.raises(Refusal, match=r"online\.not_found"):
            selectors.waiting_for(other, sent.code)
    with pytest.raises(Refusal, match=r"online\.not_found"):
        services.accept(0, by=stage.cast[Role.CLERK], at=NOON)


def test_who_stands_in_for_the_clerk_answers_in_its_name(sent: Submission, clerk: Actor, stage: Stage) -> None:
    post = Post.objects.get(account=clerk.account_id)
    colleague = account_of(stage.cast[Role.SPECIALIST])
    delegate(post, to=colleague, from_=MORNING, until=NOON, reason="Nghỉ phép", by=clerk, at=MORNING)
    acting = actor_for(colleague, at=NOON - timedelta(minutes=1))
    with pytest.raises(Refusal, match=r"agencies\.delegation_ended"):
        services.accept(sent.pk, by=acting, at=NOON)
    services.accept(sent.pk, by=acting, at=NOON - timedelta(minutes=1))
    sent.refresh_from_db()
    assert sent.answered_by == f"{colleague.name} (thay {clerk.name})"


def test_the_edition_is_the_one_of_the_day_on_which_it_was_sent(sent: Submission, clerk: Actor) -> None:
    newer_edition(valid_from=date(2026, 3, 3))
    dossier = services.accept(sent.pk, by=clerk, at=moment("2026-03-03 08:00"))
    assert dossier.edition == sent.edition


def test_a_day_off_moves_the_answer_and_the_clerks_duty(sent: Submission) -> None:
    day = moment("2026-03-03 00:00").date()
    clocks.record_day(day, works=False, name="Nghỉ bù", decision="1/QĐ", agency=None, by=TELLER, at=NOON)
    assert services.catch_up() == 1
    assert services.catch_up() == 0
    sent.refresh_from_db()
    assert Duty.objects.get().due_at == sent.clock.due_at == sent.followed_due_at == moment("2026-03-04 08:40")
