"""Programmes are told over real HTTP: signed, tried again, and given up when nobody answers."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.utils import timezone

from congvu.agencies.rules import Role
from congvu.api import services
from congvu.api.rules import Topic
from congvu.api.selectors.hooks import state_of_deliveries
from congvu.api.testing import Scene, a_scene, hook_at, refused
from congvu.base.actors import system
from congvu.base.refusals import Refusal
from congvu.dossiers import services as dossiers
from congvu.notices.models import Message
from congvu.online import services as online
from congvu.online.models import Submission
from congvu.site.duties import tell_clients

pytestmark = pytest.mark.urls("congvu.api.tests.urls")
ADDRESS = "https://cong.example"


class Receiver(ThreadingHTTPServer):
    """Another system: it answers with `status` and keeps what it was told."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.status = 204
        self.heard: list[tuple[dict[str, str], str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/bao"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, Receiver)
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        server.heard.append(({name.lower(): value for name, value in self.headers.items()}, body))
        self.send_response(server.status)
        self.send_header("Location", "http://127.0.0.1:1/")
        self.end_headers()

    def log_message(self, *_words: Any) -> None:
        """Quiet."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    server = Receiver()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture
def scene(db: None, settings: Any) -> Scene:
    settings.WEBHOOKS_PRIVATE, settings.PUBLIC_ADDRESS = True, ADDRESS
    return a_scene()


def test_what_happens_is_told_with_a_signature_that_holds(scene: Scene, receiver: Receiver) -> None:
    hook = hook_at(scene, receiver.url)
    code = refused(scene)
    tell_clients(timezone.now())
    [(headers, body)] = receiver.heard
    told = json.loads(body)
    assert (told["type"], told["data"]) == (
        "submission.refused", {"code": code, "url": f"{ADDRESS}/api/v1/submissions/{code}"},
    )  # fmt: skip
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{body}".encode()
    key = base64.b64decode(hook.secret.removeprefix("whsec_"))
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert abs(int(headers["webhook-timestamp"]) - timezone.now().timestamp()) < 60
    assert (headers["content-type"], "Thiếu" in body) == ("application/json", False)


def test_a_dossier_is_told_of_to_its_end(scene: Scene, receiver: Receiver) -> None:
    hook_at(scene, receiver.url)
    code = scene.machine.post("/submissions", scene.filing(), key="k1").json()["code"]
    dossier = online.accept(Submission.objects.get(code=code).pk, by=scene.clerk, at=timezone.now())
    specialist = scene.stage.cast[Role.SPECIALIST]
    dossiers.ask_supplement(dossier.pk, items=["Giấy"], reason="Mờ", by=specialist, at=timezone.now())
    dossiers.withdraw(dossier.pk, reason="Thôi", by=scene.citizen, at=timezone.now())
    tell_clients(timezone.now())
    assert [json.loads(body)["type"] for _headers, body in receiver.heard] == [
        "submission.accepted", "supplement.asked", "dossier.withdrawn",
    ]  # fmt: skip


def test_what_failed_is_tried_again_later_under_the_same_id(scene: Scene, receiver: Receiver) -> None:
    hook = hook_at(scene, receiver.url)
    refused(scene)
    now = timezone.now()
    receiver.status = 500
    tell_clients(now)
    message = Message.objects.get()
    assert (message.state, message.error, message.tries) == ("waiting", "HTTP 500", 1)
    assert state_of_deliveries(hook, at=now).failing_since == message.made_at
    tell_clients(now)  # not yet
    receiver.status = 302  # nobody is followed elsewhere
    tell_clients(now + timedelta(minutes=2))
    receiver.status = 200
    tell_clients(now + timedelta(minutes=10))
    assert Message.objects.get().state == "sent"
    assert len({headers["webhook-id"] for headers, _body in receiver.heard}) == 1
    assert len(receiver.heard) == 3
    assert state_of_deliveries(hook, at=now).failing_since is None


def test_a_receiver_that_is_gone_is_not_asked_again(scene: Scene, receiver: Receiver) -> None:
    hook_at(scene, receiver.url)
    refused(scene)
    receiver.status = 410
    tell_clients(timezone.now())
    assert Message.objects.get().state == "given_up"


def test_one_that_does_not_answer_is_waited_for_once_in_a_round(scene: Scene, receiver: Receiver) -> None:
    receiver.shutdown()
    receiver.server_close()
    hook_at(scene, receiver.url)
    hook_at(scene, receiver.url + "/hai")
    refused(scene)
    tell_clients(timezone.now())
    errors = set(Message.objects.values_list("error", flat=True))
    assert errors == {"[Errno 111] Connection refused", "The receiver did not answer just now."}
    assert set(Message.objects.values_list("state", flat=True)) == {"waiting"}


def test_a_closed_network_is_not_called(scene: Scene, receiver: Receiver, settings: Any) -> None:
    hook_at(scene, receiver.url.replace("127.0.0.1", "localhost"))
    refused(scene)
    settings.WEBHOOKS_PRIVATE = False
    tell_clients(timezone.now())
    assert (receiver.heard, Message.objects.get().error) == ([], "localhost leads into a closed network.")


def test_what_waits_for_a_hook_that_was_ended_is_not_sent(scene: Scene, receiver: Receiver) -> None:
    hook = hook_at(scene, receiver.url)
    refused(scene)
    services.follow(address=ADDRESS, at=timezone.now())
    services.end_hook(hook.pk, by=scene.citizen, at=timezone.now())
    tell_clients(timezone.now())
    assert (receiver.heard, Message.objects.get().state) == ([], "given_up")
    for deed in (services.end_hook, partial(services.change_hook, topics=[Topic.DECIDED])):
        with pytest.raises(Refusal, match="hook_ended"):
            deed(hook.pk, by=scene.citizen, at=timezone.now())


def test_who_never_answers_is_told_no_more_and_its_keeper_is_written_to(scene: Scene, receiver: Receiver) -> None:
    hook = hook_at(scene, receiver.url)
    hook.client.account.email = "mau@doanh-nghiep.example"
    hook.client.account.save(update_fields=["email"])
    refused(scene)
    now, by = timezone.now(), system("webhooks", "Tự động")
    receiver.status = 503
    tell_clients(now)
    assert services.end_failing(by=by, at=now + timedelta(days=4)) == []
    assert services.end_failing(by=by, at=now + timedelta(days=6)) == [hook]
    hook.refresh_from_db()
    assert (hook.ended_why, Message.objects.latest("pk").to) == ("failing", "mau@doanh-nghiep.example")
    assert services.end_failing(by=by, at=now + timedelta(days=6)) == []
