"""Keeping the background alive: workers say that they live, lost tasks go back, periodic duties are shared out."""

import os
import socket
from datetime import datetime, timedelta

from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from congvu.site.models import Round, Worker

SILENCE = timedelta(seconds=30)
ATTEMPTS = 5


def beat(key: str, *, at: datetime) -> None:
    """Say that the worker of this process lives. `key` is the worker's name in the rows of its tasks."""
    started = {"host": socket.gethostname(), "pid": os.getpid(), "started_at": at, "seen_at": at}
    Worker.objects.update_or_create(key=key, defaults={"seen_at": at}, create_defaults=started)


def leave(key: str) -> None:
    """The worker ends in good order: nobody need wait for its silence."""
    Worker.objects.filter(key=key).delete()


def put_back_lost_tasks(*, at: datetime) -> int:
    """Make tasks ready again whose worker was killed; how many. A task may therefore begin more than once.

    A worker is dead when its process is gone from this machine, or when it was silent for 30 seconds. A task that lost
    its worker five times probably kills it, and is marked as failed instead.
    """
    alive = {worker.key for worker in Worker.objects.filter(seen_at__gt=at - SILENCE) if not is_gone(worker)}
    Worker.objects.exclude(key__in=alive).filter(seen_at__lte=at - 10 * SILENCE).delete()
    found = 0
    for task in DBTaskResult.objects.running():
        if task.worker_ids and task.worker_ids[-1] in alive:
            continue
        found += put_back(task, at=at)
    return found


def put_back(task: "DBTaskResult[..., object]", *, at: datetime) -> int:
    """Change the row only if nobody finished or took it meanwhile."""
    same = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
    if len(task.worker_ids) < ATTEMPTS:
        return same.update(status=TaskResultStatus.READY, started_at=None)
    return same.update(
        status=TaskResultStatus.FAILED,
        finished_at=at,
        exception_class_path="builtins.RuntimeError",
        traceback=f"The worker was killed {len(task.worker_ids)} times while it did this task.",
    )


def is_gone(worker: Worker) -> bool:
    """Whether the worker's process is known to be dead: only for workers of this machine."""
    if worker.host != socket.gethostname():
        return False
    try:
        os.kill(worker.pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


@transaction.atomic
def take_turn(duty: str, *, every: timedelta, at: datetime) -> bool:
    """Whether the caller is the one who does the duty now: true for one worker in each period."""
    _, first = Round.objects.get_or_create(duty=duty, defaults={"begun_at": at})
    return first or Round.objects.filter(duty=duty, begun_at__lte=at - every).update(begun_at=at) == 1
