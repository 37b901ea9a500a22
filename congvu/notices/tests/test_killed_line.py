"""`kill -9` while a question comes in: the gateway gives it again, and it is answered once."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from congvu.notices.models import Asked, Message
from congvu.notices.rules import State
from congvu.notices.tests.centre import Centre
from congvu.notices.tests.test_killed_worker import environment

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = "84901234567"


@contextmanager
def listener(centre: Centre, data: Path, when: str) -> Iterator["subprocess.Popen[bytes]"]:
    known = {**environment(data), "CONGVU_DEMO": "0", "CONGVU_SMPP": centre.url, "CONGVU_SMS_QUIET": ""}
    command = [sys.executable, "-m", "congvu.notices.tests.listener", when]
    with subprocess.Popen(command, cwd=settings.ROOT, env=known) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.once
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_question_is_answered_once_whenever_the_worker_dies(tmp_path: Path, when: str) -> None:
    centre = Centre()
    with listener(centre, tmp_path, when) as dying:
        assert centre.deliver(PHONE, "Xin chao") is None  # it died before it said that it has it
        assert dying.wait(timeout=60) == -signal.SIGKILL
    with listener(centre, tmp_path, "never"):
        assert centre.deliver(PHONE, "Xin chao") == 0
        centre.wait_for(lambda: len(centre.taken) == 1)
        assert centre.deliver(PHONE, "Xin chao") == 0  # the gateway lost our word that we have it
    assert len(centre.taken) == 1
    assert Asked.objects.count() == Message.objects.count() == 1
    assert Message.objects.get().state in {State.SENT, State.SENDING}
    centre.stop()
