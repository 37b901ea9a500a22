"""What has to be done again and again, and how often. A new periodic duty is a new line here."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.core.management import call_command

from congvu.api import services as api
from congvu.base.actors import system
from congvu.dossiers import services as dossiers
from congvu.dossiers.services import catch_up
from congvu.files.selectors import shelf
from congvu.journal.services import seal
from congvu.measures import services as measures
from congvu.notices import services as notices
from congvu.notices.rules import Channel
from congvu.notices.transports import Webhook, chosen
from congvu.online import services as online
from congvu.payments import services as payments
from congvu.payments.gateways import chosen as chosen_gateway
from congvu.people import services as people
from congvu.plans import services as plans
from congvu.reorganisation.services import perform_due
from congvu.reporting import services as reporting
from congvu.site import services
from congvu.statistics import services as statistics

log = logging.getLogger(__name__)
MOST_CALLS = 30  # of webhooks in a round: the other duties wait for it


@dataclass(frozen=True, slots=True)
class Duty:
    """`do` is told the time. It must bear to be killed half-way and begun again."""

    name: str
    every: timedelta
    do: Callable[[datetime], object]


def put_back_lost_tasks(at: datetime) -> None:
    if found := services.put_back_lost_tasks(at=at):
        log.warning("%d tasks had lost their worker and were put back", found)


def seal_journal(at: datetime) -> None:
    """Batch by batch, so that nobody waits long for the write lock."""
    while seal(at=at):
        pass


def follow_moved_clocks(_at: datetime) -> None:
    """After a calendar edit: steps and inboxes show the due times that the clocks have now."""
    while catch_up() or online.catch_up() or reporting.catch_up():
        pass


def send_what_waits(at: datetime) -> None:
    """Without a transport messages wait; `congvu doctor` says so. Texts leave by the line that `notices.line` holds,
    save in a demonstration, which writes them down."""
    if transport := chosen():
        notices.send_due(transport, at=at)
    if settings.DEMO and (texts := chosen(Channel.SMS)):
        notices.send_due(texts, at=at)


def tell_citizens(at: datetime) -> None:
    """What the journal has gained since: a batch in a transaction."""
    while notices.follow(address=settings.PUBLIC_ADDRESS, at=at):
        pass


def tell_clients(at: datetime) -> None:
    """What happened to the dossiers of programmes' parties, to the addresses that they gave."""
    while api.follow(address=settings.PUBLIC_ADDRESS, at=at):
        pass
    way = Webhook(partial(api.sign, at=at), private=settings.WEBHOOKS_PRIVATE)
    notices.send_due(way, at=at, most=MOST_CALLS)


def end_failing_webhooks(at: datetime) -> None:
    api.end_failing(by=system("webhooks", "Gửi thông báo tự động"), at=at)


def forget_of_clients(at: datetime) -> None:
    """Tokens that are over, and answers and messages that nobody asks for again."""
    api.forget(at=at)
    api.forget_told(at=at)


def issue_results(at: datetime) -> None:
    """What was decided becomes a file whose digest is in the journal."""
    by = system("results", "Cấp kết quả điện tử")
    dossiers.issue_waiting(address=settings.PUBLIC_ADDRESS, into=shelf(), by=by, at=at)


def warn_of_what_is_late(at: datetime) -> None:
    notices.warn(address=settings.PUBLIC_ADDRESS, by=system("notices", "Cảnh báo tự động"), at=at)


def write_the_morning_letters(at: datetime) -> None:
    notices.greet(address=settings.PUBLIC_ADDRESS, at=at)


def forget_old_notices(at: datetime) -> None:
    notices.forget(at=at)
    notices.forget_asked(at=at)


def ask_after_payments(at: datetime) -> None:
    """Orders whose callback never came, and money that is to go back; no transaction is open meanwhile."""
    if way := chosen_gateway(settings.PAYMENT_URL, settings.PAYMENT_MERCHANT, settings.PAYMENT_SECRET):
        payments.send_refunds_due(way, at=at)
        payments.ask_due(way, at=at)


def compare_payments(at: datetime) -> None:
    """After midnight: the day that is over beside the gateway's report of it."""
    if way := chosen_gateway(settings.PAYMENT_URL, settings.PAYMENT_MERCHANT, settings.PAYMENT_SECRET):
        payments.reconcile_due(way, by=system("payments", "Đối soát tự động"), at=at)


def keep_statistics(at: datetime) -> None:
    """What the journal has gained since: a batch in a transaction."""
    while statistics.keep(at=at):
        pass


def prove_statistics(at: datetime) -> None:
    """At night, the days of the last weeks; what does not agree is told by `congvu doctor`."""
    if statistics.night_proof_is_due(at=at):
        keep_statistics(at)
        if found := statistics.prove_the_night(at=at).found:
            log.error("%d things in the statistics do not agree with the journal: congvu statistics prove", found)


def count_measures(at: datetime) -> None:
    """Every night the day that is over, and by turns what administrators asked for: a few days in a turn."""
    measures.count_yesterday(at)


def reorganise(at: datetime) -> None:
    """From midnight of its day on: a reviewed reorganisation, in one transaction; a killed one is begun again."""
    for batch in perform_due(at=at):
        log.warning("The reorganisation %s was performed", batch.title)


def open_reports(at: datetime) -> None:
    """What agencies owe since a period ended; what nobody owes any more; periods that are over are locked."""
    reporting.open_reports(at)


def close_comments(at: datetime) -> None:
    """On plans: the day until which agencies were asked is over."""
    if found := plans.close_comments(at):
        log.info("The time for comments on %d plans is over", found)


def clear_sessions(_at: datetime) -> None:
    call_command("clearsessions")


def forget_failed_look_ups(at: datetime) -> None:
    online.forget(at=at)


def forget_old_drafts(at: datetime) -> None:
    online.forget_drafts(at=at)


def forget_traces_of_people(at: datetime) -> None:
    people.forget(at=at)


def forget_finished_tasks(_at: datetime) -> None:
    call_command("prune_db_task_results", min_age_days=30, verbosity=0)


DUTIES: Sequence[Duty] = (
    Duty("put back lost tasks", timedelta(seconds=15), put_back_lost_tasks),
    Duty("follow moved clocks", timedelta(seconds=15), follow_moved_clocks),
    Duty("issue results", timedelta(seconds=15), issue_results),
    Duty("send what waits", timedelta(seconds=15), send_what_waits),
    Duty("tell clients", timedelta(seconds=15), tell_clients),
    Duty("tell citizens", timedelta(seconds=15), tell_citizens),
    Duty("warn of what is late", timedelta(minutes=5), warn_of_what_is_late),
    Duty("write the morning letters", timedelta(minutes=5), write_the_morning_letters),
    Duty("ask after payments", timedelta(seconds=15), ask_after_payments),
    Duty("compare payments", timedelta(minutes=30), compare_payments),
    Duty("keep the statistics", timedelta(seconds=15), keep_statistics),
    Duty("prove the statistics", timedelta(minutes=30), prove_statistics),
    Duty("close comments", timedelta(minutes=5), close_comments),
    Duty("count the measures", timedelta(seconds=15), count_measures),
    Duty("reorganise", timedelta(seconds=15), reorganise),
    Duty("open reports", timedelta(minutes=10), open_reports),
    Duty("seal the journal", timedelta(minutes=5), seal_journal),
    Duty("end failing webhooks", timedelta(hours=1), end_failing_webhooks),
    Duty("forget of clients", timedelta(hours=6), forget_of_clients),
    Duty("clear sessions", timedelta(hours=6), clear_sessions),
    Duty("forget failed look-ups", timedelta(hours=6), forget_failed_look_ups),
    Duty("forget old drafts", timedelta(days=1), forget_old_drafts),
    Duty("forget old notices", timedelta(days=1), forget_old_notices),
    Duty("forget traces of people", timedelta(days=1), forget_traces_of_people),
    Duty("forget finished tasks", timedelta(days=1), forget_finished_tasks),
)


def do_due(at: datetime, duties: Sequence[Duty] = DUTIES) -> list[str]:
    """Do what is due and not taken by another worker; the names of what was done. One that fails stops no other."""
    done = []
    for duty in duties:
        if services.take_turn(duty.name, every=duty.every, at=at):
            try:
                duty.do(at)
            except Exception:
                log.exception("The duty %r failed; it is tried again in %s", duty.name, duty.every)
            else:
                done.append(duty.name)
    return done
