"""Real processes: the demonstration is built once and served, and whatever ends it leaves nothing running."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.xdist_group("demo")  # one worker, so that the demonstration is built once


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


class Congvu:
    """The command line on a folder of its own, as a user calls it."""

    def __init__(self, data: Path) -> None:
        self.data = data
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("CONGVU_", "DJANGO_"))}
        self.environment = {**kept, "CONGVU_DATA": str(data)}
        self.running: list[subprocess.Popen[str]] = []

    def call(self, *words: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "congvu.cli", *words]
        return subprocess.run(
            command, cwd=settings.ROOT, env=self.environment, capture_output=True, text=True, check=False
        )

    def start(self, *words: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "congvu.cli", *words]
        started = subprocess.Popen(
            command, cwd=settings.ROOT, env=self.environment, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        self.running.append(started)
        return started

    def marker(self) -> dict[str, object]:
        return dict(json.loads((self.data / "demo.json").read_text()))


@pytest.fixture
def congvu(tmp_path: Path) -> Iterator[Congvu]:
    congvu = Congvu(tmp_path / "data")
    yield congvu
    for started in congvu.running:
        started.kill()
        started.wait()


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
            return True
    except urllib.error.HTTPError:
        return True  # an answer, whatever it says
    except OSError:
        return False


def eventually(truth: bool, port: int) -> None:
    end = time.monotonic() + 30
    while answers(port) is not truth:
        assert time.monotonic() < end, f"port {port}: {'no answer' if truth else 'still answers'}"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small demonstration, built once for this file, in the place of one whose building was cut off."""
    data = tmp_path_factory.mktemp("demo")
    Congvu(data).call("migrate")
    (data / "demo.json").write_text('{"complete": false, "dossiers": 3}')
    done = Congvu(data).call("demo", "build", "--dossiers", "3")
    assert done.returncode == 0, done.stderr
    return data


def test_a_half_built_demonstration_is_built_anew(built: Path) -> None:
    assert Congvu(built).marker()["complete"] is True


def test_a_demonstration_is_built_once(built: Path) -> None:
    again = Congvu(built).call("demo", "build")
    assert (again.returncode, again.stderr) == (0, "")
    assert Congvu(built).marker() == {"complete": True, "dossiers": 3}


def test_another_number_of_dossiers_needs_fresh_data(built: Path) -> None:
    assert "--fresh builds it anew" in Congvu(built).call("demo", "build", "--dossiers", "5").stderr


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_demonstration_names_its_accounts_and_ends_whole(built: Path, end: signal.Signals) -> None:
    congvu, port = Congvu(built), free_port()
    started = congvu.start("demo", "start", "--port", str(port))
    try:
        eventually(True, port)
        started.send_signal(end)
        told, _ = started.communicate(timeout=30)  # ends when the last process has let go of the output
        assert f"http://localhost:{port}/" in told
        assert "mot-cua." in told
        assert "quan-tri" in told
        eventually(False, port)
        assert started.returncode == (-signal.SIGKILL if end == signal.SIGKILL else 0)
    finally:
        started.kill()


def test_data_that_are_not_a_demonstration_s_are_left_alone(built: Path, tmp_path: Path, congvu: Congvu) -> None:
    congvu.data.mkdir()
    database = congvu.data / "congvu.sqlite3"
    database.write_bytes((built / "congvu.sqlite3").read_bytes())
    for words in (("demo", "build"), ("demo", "build", "--fresh")):
        done = congvu.call(*words)
        assert done.returncode == 3
        assert "left alone" in done.stderr
    assert database.read_bytes() == (built / "congvu.sqlite3").read_bytes()


def test_a_busy_port_is_said_plainly(congvu: Congvu) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for verb in (("serve",), ("demo", "start")):
            done = congvu.call(*verb, "--port", str(port))
            assert done.returncode == 2
            assert f"--port {port + 1}" in done.stderr
    assert not (congvu.data / "demo.json").exists()


def test_the_server_answers_until_it_is_told_to_stop(congvu: Congvu) -> None:
    port = free_port()
    congvu.call("migrate")
    started = congvu.start("serve", "--port", str(port), "--workers", "1")
    eventually(True, port)
    started.send_signal(signal.SIGTERM)
    assert started.wait(timeout=30) == 0
    eventually(False, port)
