"""`kill -9` in the middle of sending: every letter comes, and none comes twice."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from email import message_from_bytes
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from congvu.base.actors import system
from congvu.notices import services
from congvu.notices.models import Message
from congvu.notices.rules import State
from congvu.notices.tests.server import Server

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = 12


def database() -> str:
    """The tests' own database, for another process."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    user, password, host = (quote(str(known[key]), safe="") for key in ("USER", "PASSWORD", "HOST"))
    return f"postgres://{user}:{password}@{host}:{known['PORT']}/{known['NAME']}"


def environment(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CONGVU_", "DJANGO_"))}
    more = {"CONGVU_DATA": str(data), "CONGVU_DATABASE_URL": database(), "CONGVU_DEMO": "1"}
    return {**kept, **more, "DJANGO_SETTINGS_MODULE": "congvu.site.settings", "PYTHONPATH": str(settings.ROOT)}


def work(data: Path, *words: str) -> int:
    """Let a worker run to its end, whatever that is."""
    command = [sys.executable, "-m", "congvu.notices.tests.worker", *words]
    return subprocess.run(command, cwd=settings.ROOT, env=environment(data), timeout=300, check=False).returncode


def letters(number: int) -> set[str]:
    now = timezone.now()
    subjects = {f"Thư {each}" for each in range(number)}
    for subject in subjects:
        services.put(subject, to="an@xa.example", subject=subject, text="…\n", at=now)
    return subjects


def subjects_in(folder: Path) -> list[str]:
    from email.policy import default

    return [str(message_from_bytes(path.read_bytes(), policy=default)["Subject"]) for path in folder.glob("*.eml")]


@pytest.mark.parametrize("when", ["before", "after"])
def test_into_the_folder_every_letter_comes_exactly_once(tmp_path: Path, when: str) -> None:
    expected = letters(NUMBER)
    folder = tmp_path / "mail"
    killed = 0
    while code := work(tmp_path, str(folder), when, "4"):
        assert code == -signal.SIGKILL
        killed += 1
        assert killed <= NUMBER
    assert killed >= 3
    assert Counter(subjects_in(folder)) == Counter(expected)
    assert set(Message.objects.values_list("state", flat=True)) == {State.SENT}


def test_a_worker_killed_from_outside_at_any_moment_loses_and_doubles_nothing(tmp_path: Path) -> None:
    expected = letters(60)
    folder = tmp_path / "mail"
    folder.mkdir()
    command = [sys.executable, "-m", "congvu.cli", "notices", "send"]
    for there in (5, 20, 40):
        with subprocess.Popen(command, cwd=settings.ROOT, env=environment(tmp_path), stdout=subprocess.DEVNULL) as one:
            end = time.monotonic() + 240
            while len(list(folder.glob("*.eml"))) < there and one.poll() is None:
                assert time.monotonic() < end, "the worker does not send"
            one.kill()
        assert Message.objects.exclude(state=State.SENT).exists(), "it was too quick to be killed"
    subprocess.run(command, cwd=settings.ROOT, env=environment(tmp_path), check=True, capture_output=True)
    assert Counter(subjects_in(folder)) == Counter(expected)
    assert set(Message.objects.values_list("state", flat=True)) == {State.SENT}


def test_by_smtp_no_letter_comes_twice_and_the_operator_hears_of_those_that_may_be_lost(
    tmp_path: Path, server: Server
) -> None:
    expected = letters(NUMBER)
    assert work(tmp_path, server.url, "before", "4") == -signal.SIGKILL  # 3 arrive, the 4th is lost
    assert work(tmp_path, server.url, "after", "4") == -signal.SIGKILL  # 4 arrive, the 4th of them unnoticed
    assert work(tmp_path, server.url, "never", "0") == 0
    assert max(Counter(server.subjects).values()) == 1
    assert len(server.subjects) == NUMBER - 1
    unsure = {message.subject: message for message in Message.objects.filter(state=State.UNSURE)}
    assert len(unsure) == 2
    [lost] = expected - set(server.subjects)
    operator = system("test", "Thử")
    services.retry(unsure.pop(lost).pk, by=operator, at=timezone.now())
    for message in unsure.values():
        services.drop(message.pk, by=operator, at=timezone.now())
    assert work(tmp_path, server.url, "never", "0") == 0
    assert Counter(server.subjects) == Counter(expected)
