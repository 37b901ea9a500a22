"""`congvu work`: one process that does the tasks in the queue, and beside them the periodic duties and the SMS line."""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from secrets import token_hex

from django.db import connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from congvu.notices import line
from congvu.site import duties, services

log = logging.getLogger(__name__)
BEAT_SECONDS = 5


def work(*, batch: bool = False) -> None:
    """Work until told to stop (SIGTERM, SIGINT); a task in hand is finished first. `batch`: only what is due now."""
    key = token_hex(16)
    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=1,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=key,
    )
    worker.configure_signals()
    services.beat(key, at=timezone.now())
    duties.do_due(timezone.now())
    duties.put_back_lost_tasks(timezone.now())  # not in turn: this worker may be the successor of a killed one
    ended = threading.Event()
    threads = [
        threading.Thread(target=repeat, args=(lambda: services.beat(key, at=timezone.now()), ended), daemon=True),
        threading.Thread(target=repeat, args=(lambda: duties.do_due(timezone.now()), ended), daemon=True),
        threading.Thread(target=line.hold, args=(ended,), daemon=True),
    ]
    try:
        for thread in threads:
            thread.start()
        worker.run()
    finally:
        ended.set()
        for thread in threads:
            thread.join(timeout=BEAT_SECONDS)
        services.leave(key)


def repeat(what: Callable[[], object], ended: threading.Event) -> None:
    """Do it every few seconds. A database that is away for a moment must not end the thread for good."""
    while not ended.wait(BEAT_SECONDS):
        try:
            what()
        except Exception:
            log.exception("The background stumbled, and goes on")
            with suppress(Exception):
                connection.close()
    connection.close()
