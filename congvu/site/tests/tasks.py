"""Tasks that the tests of the background put into the queue."""

import time
from pathlib import Path

from django_tasks import task


@task()
def write_down(text: str, path: str) -> None:
    Path(path).write_text(text)


@task()
def wait_for_file(begun: str, release: str, done: str) -> None:
    """Say that it began, wait to be released, say that it is done."""
    Path(begun).write_text("begun")
    end = time.monotonic() + 30
    while not Path(release).exists() and time.monotonic() < end:
        time.sleep(0.02)
    Path(done).write_text("done")
