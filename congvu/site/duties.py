"""What has to be done again and again, and how often. A new periodic duty is a new line here."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.management import call_command

from congvu.dossiers.services import catch_up
from congvu.journal.services import seal
from congvu.portal.services import forget
from congvu.site import services

log = logging.getLogger(__name__)


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
    while catch_up():
        pass


def clear_sessions(_at: datetime) -> None:
    call_command("clearsessions")


def forget_failed_look_ups(at: datetime) -> None:
    forget(at=at)


def forget_finished_tasks(_at: datetime) -> None:
    call_command("prune_db_task_results", min_age_days=30, verbosity=0)


DUTIES: Sequence[Duty] = (
    Duty("put back lost tasks", timedelta(seconds=15), put_back_lost_tasks),
    Duty("follow moved clocks", timedelta(seconds=15), follow_moved_clocks),
    Duty("seal the journal", timedelta(minutes=5), seal_journal),
    Duty("clear sessions", timedelta(hours=6), clear_sessions),
    Duty("forget failed look-ups", timedelta(hours=6), forget_failed_look_ups),
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
