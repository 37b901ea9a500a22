"""A task whose worker is killed is not lost: another worker does it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django_tasks_db.models import DBTaskResult

from congvu.site import services
from congvu.site.models import Worker
from congvu.site.tests.tasks import wait_for_file, write_down

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def a_running_task(*workers: str) -> "DBTaskResult[..., object]":
    task = DBTaskResult.objects.get(pk=write_down.enqueue("x", "/nowhere").id)
    task.status, task.worker_ids, task.started_at = "RUNNING", list(workers), AT
    task.save()
    return task


def a_worker(key: str, *, pid: int, seen_at: datetime, host: str | None = None) -> None:
    Worker.objects.create(key=key, host=host or socket.gethostname(), pid=pid, started_at=AT, seen_at=seen_at)


def dead_pid() -> int:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    return gone.pid


@pytest.mark.django_db
def test_a_task_stays_with_a_worker_that_lives() -> None:
    services.beat("alive", at=AT)
    task = a_running_task("alive")
    assert services.put_back_lost_tasks(at=AT + timedelta(seconds=29)) == 0
    task.refresh_from_db()
    assert task.status == "RUNNING"


@pytest.mark.django_db
@pytest.mark.parametrize("host", [None, "elsewhere"])
def test_a_silent_worker_loses_its_task_after_thirty_seconds(host: str | None) -> None:
    a_worker("silent", pid=os.getpid(), seen_at=AT, host=host)
    task = a_running_task("silent")
    assert services.put_back_lost_tasks(at=AT + timedelta(seconds=29)) == 0
    assert services.put_back_lost_tasks(at=AT + timedelta(seconds=30)) == 1
    task.refresh_from_db()
    assert (task.status, task.started_at) == ("READY", None)


@pytest.mark.django_db
def test_a_worker_whose_process_is_gone_from_this_machine_loses_its_task_at_once() -> None:
    a_worker("gone", pid=dead_pid(), seen_at=AT)
    a_running_task("gone")
    assert services.put_back_lost_tasks(at=AT) == 1


@pytest.mark.django_db
def test_a_task_that_lost_five_workers_is_given_up_and_says_so() -> None:
    task = a_running_task("one", "two", "three", "four", "five")
    assert services.put_back_lost_tasks(at=AT) == 1
    task.refresh_from_db()
    assert task.status == "FAILED"
    assert "killed 5 times" in task.traceback


@pytest.mark.django_db
def test_a_task_that_was_finished_meanwhile_is_left_alone() -> None:
    task = a_running_task("gone")
    seen = DBTaskResult.objects.get(pk=task.pk)
    task.set_successful(None)
    assert services.put_back(seen, at=AT) == 0
    task.refresh_from_db()
    assert task.status == "SUCCESSFUL"


@pytest.mark.django_db
def test_a_worker_that_ends_in_good_order_leaves_nothing_behind() -> None:
    services.beat("done", at=AT)
    services.leave("done")
    assert not Worker.objects.exists()


class Workers:
    """Real `congvu work` processes on the test's database."""

    def __init__(self) -> None:
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self) -> "subprocess.Popen[bytes]":
        database = connection.settings_dict
        if connection.vendor == "sqlite":
            address = f"sqlite:///{database['NAME']}"
        else:
            address = f"postgres://{database['USER']}@{str(database['HOST']).replace('/', '%2F')}/{database['NAME']}"
        environment = {**os.environ, "CONGVU_DATABASE_URL": address, "CONGVU_DATA": str(settings.DATA)}
        environment["DJANGO_SETTINGS_MODULE"] = "congvu.site.settings"
        worker = subprocess.Popen([sys.executable, "-m", "congvu.cli", "work"], env=environment, cwd=settings.ROOT)
        self.running.append(worker)
        return worker

    def stop(self) -> None:
        for worker in self.running:
            worker.kill()
            worker.wait()


@pytest.fixture
def workers() -> Iterator[Workers]:
    workers = Workers()
    yield workers
    workers.stop()


def eventually(path: Path, *, seconds: float = 40) -> str:
    end = time.monotonic() + seconds
    while not path.exists():
        assert time.monotonic() < end, f"{path.name} never came"
        time.sleep(0.05)
    return path.read_text()


@pytest.mark.django_db(transaction=True)
def test_a_task_survives_the_kill_of_the_worker_that_does_it(workers: Workers, tmp_path: Path) -> None:
    begun, release, done = (tmp_path / name for name in ("begun", "release", "done"))
    wait_for_file.enqueue(str(begun), str(release), str(done))
    first = workers.start()
    assert eventually(begun) == "begun"
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert not done.exists()

    release.touch()
    workers.start()
    assert eventually(done) == "done"
    task = DBTaskResult.objects.get()
    assert len(task.worker_ids) == 2


@pytest.mark.django_db(transaction=True)
def test_a_worker_told_to_stop_finishes_the_task_in_hand(workers: Workers, tmp_path: Path) -> None:
    begun, release, done = (tmp_path / name for name in ("begun", "release", "done"))
    wait_for_file.enqueue(str(begun), str(release), str(done))
    worker = workers.start()
    eventually(begun)
    worker.send_signal(signal.SIGTERM)
    time.sleep(0.2)
    release.touch()
    assert worker.wait(timeout=20) == 0
    assert done.read_text() == "done"
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"
    assert not Worker.objects.exists()
