"""The tutorial of the machine API is true: its code runs, in its order, against a live server."""

import re
import threading
from collections.abc import Callable
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from queue import Queue
from typing import Any

import pytest
from django.utils import timezone

from congvu.agencies.rules import Role
from congvu.api.testing import Scene, a_scene
from congvu.dossiers import services as dossiers
from congvu.dossiers.models import Dossier
from congvu.files.testing import pdf
from congvu.online import services as online
from congvu.online.models import Submission
from congvu.site.duties import issue_results, tell_clients

PAGE = Path(__file__).resolve().parents[2] / "docs" / "api.md"
PART = re.compile(r"```python\n(?P<code>.*?)```|<!-- then: (?P<then>\w+) -->", re.DOTALL)
GRANTED = {"register_number": "17", "register_book": "01/2026"}


def accept(scene: Scene) -> None:
    online.accept(Submission.objects.get().pk, by=scene.clerk, at=timezone.now())
    tell_clients(timezone.now())


def ask(scene: Scene) -> None:
    by = scene.stage.cast[Role.SPECIALIST]
    dossiers.ask_supplement(Dossier.objects.get().pk, items=["Giấy báo tử"], reason="Mờ", by=by, at=timezone.now())


def decide(scene: Scene) -> None:
    pk = Dossier.objects.get().pk
    for element, choice, role, result in (
        ("examine", "propose_grant", Role.SPECIALIST, GRANTED),
        ("sign", "approve", Role.LEADER, {}),
    ):
        by = scene.stage.cast[role]
        dossiers.complete(pk, element=element, choice=choice, result=result, by=by, at=timezone.now())
    issue_results(timezone.now() + timedelta(seconds=1))


THEN: dict[str, Callable[[Scene], None]] = {"accept": accept, "ask": ask, "decide": decide}


@pytest.fixture
def messages() -> Any:
    """What another system was told, and its address."""
    heard: Queue[tuple[dict[str, str], bytes]] = Queue()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(204)
            self.end_headers()
            heard.put(({name.lower(): value for name, value in self.headers.items()}, body))

        def log_message(self, *_words: Any) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield heard, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.urls("congvu.api.tests.urls")
@pytest.mark.django_db(transaction=True)
def test_the_tutorial_runs(
    live_server: Any, messages: Any, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WEBHOOKS_PRIVATE = True
    scene, (heard, url) = a_scene(), messages
    monkeypatch.chdir(tmp_path)
    for number, name in enumerate(("to-khai.pdf", "giay-bao-tu.pdf", "giay-bao-tu-ro.pdf"), 1):
        Path(name).write_bytes(pdf(number))
    here: dict[str, Any] = {
        "ADDRESS": live_server.url,
        "CLIENT_ID": scene.machine.client.client_id,
        "SECRET": scene.machine.secret,
        "HOOK_URL": url,
        "received": lambda: heard.get(timeout=10),
    }
    parts = list(PART.finditer(PAGE.read_text(encoding="utf-8")))
    assert {part["then"] for part in parts} - {None} == set(THEN)
    for part in parts:
        if part["then"]:
            THEN[part["then"]](scene)
        else:
            exec(compile(part["code"], str(PAGE), "exec"), here)  # noqa: S102
