"""Being told: what of, where, and how often. How it goes over the wire is tried in `congvu/site/tests`."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from congvu.agencies.testing import make_citizen
from congvu.api import services
from congvu.api.models import Followed, Told
from congvu.api.rules import Topic, is_webhook_url
from congvu.api.testing import Scene, a_client, hook_at, refused
from congvu.base.refusals import Refusal
from congvu.journal.models import Entry
from congvu.notices.models import Message
from congvu.notices.rules.outbox import may_call

pytestmark = pytest.mark.urls("congvu.api.tests.urls")
URL = "http://127.0.0.1:1/"
ADDRESS = "https://cong.example"


def test_each_thing_is_told_once_however_often_the_journal_is_read(scene: Scene) -> None:
    hook_at(scene, URL)
    refused(scene)
    now = timezone.now()
    services.follow(address=ADDRESS, at=now)
    assert Followed.objects.get().entry < Entry.objects.latest("pk").pk  # so young that it is read again
    assert services.follow(address=ADDRESS, at=now + timedelta(minutes=16)) > 0
    assert services.follow(address=ADDRESS, at=now + timedelta(minutes=17)) == 0
    assert Told.objects.count() == Message.objects.count() == 1
    assert Followed.objects.get().entry == Entry.objects.latest("pk").pk


def test_only_what_was_asked_for_of_the_own_party_and_from_then_on_is_told(scene: Scene) -> None:
    hook_at(scene, URL, [Topic.DECIDED])
    other = make_citizen("nguoi-khac", on=timezone.localdate())
    strange = a_client(other).client
    services.make_hook(strange, url=URL, topics=Topic.values, private=True, by=other, at=timezone.now())
    refused(scene)
    hook_at(scene, URL + "sau")
    services.follow(address=ADDRESS, at=timezone.now())
    assert Message.objects.count() == 0


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.1.1", "100.64.0.1", "224.0.0.1", "::1", "fe80::1",
     "fd00::1", "::ffff:10.0.0.1", "2002:a00:1::"],
)  # fmt: skip
def test_no_address_of_a_closed_network_may_be_called(address: str) -> None:
    assert not may_call(address)
    host = f"[{address}]" if ":" in address else address
    assert not is_webhook_url(f"https://{host}/", private=False)


@pytest.mark.parametrize(
    "url",
    ["http://doanh-nghiep.example/", "https://", "ftp://a.example/", "https://u:p@a.example/", "https://a.example/#x",
     "https://localhost/", "https://a.example/ b", "https://doanh-nghiệp.example/", "https://a.example:99999/"],
)  # fmt: skip
def test_a_wrong_address_is_refused(scene: Scene, url: str) -> None:
    answer = scene.machine.post("/webhooks", {"url": url, "topics": ["dossier.decided"]})
    assert (answer.status_code, answer.json()["code"]) == (422, "api.hook_url_bad")


def test_webhooks_are_made_read_changed_and_ended(scene: Scene) -> None:
    machine, body = scene.machine, {"url": "https://doanh-nghiep.example/bao", "topics": ["dossier.decided"]}
    made = machine.post("/webhooks", body)
    told = made.json()
    assert (made.status_code, told["secret"][:6], made["Location"]) == (201, "whsec_", f"/api/v1/webhooks/{told['id']}")
    assert machine.post("/webhooks", body).json()["code"] == "api.hook_taken"
    path = f"/webhooks/{told['id']}"
    assert machine.send("PUT", path, {"topics": ["result.issued"]}).json()["topics"] == ["result.issued"]
    assert "secret" not in machine.get(path).json()
    assert [one["id"] for one in machine.get("/webhooks").json()["items"]] == [told["id"]]
    other = a_client(make_citizen("nguoi-khac", on=timezone.localdate())).sign_in()
    assert other.get(path).status_code == other.send("DELETE", path).status_code == 404
    ended = machine.send("DELETE", path)
    assert (ended.status_code, ended.content, machine.get(path).status_code) == (204, b"", 404)


def test_one_has_so_many_webhooks_and_no_more(scene: Scene) -> None:
    for number in range(services.hooks.MOST_HOOKS):
        hook_at(scene, f"https://a.example/{number}")
    with pytest.raises(Refusal, match="too_many_hooks"):
        hook_at(scene, "https://a.example/mot-nua")


def test_what_was_told_long_ago_is_forgotten(scene: Scene) -> None:
    hook_at(scene, URL)
    refused(scene)
    services.follow(address=ADDRESS, at=timezone.now())
    assert services.forget_told(at=timezone.now()) == 0
    assert services.forget_told(at=timezone.now() + timedelta(days=181)) == 1


def test_a_message_is_told_again_under_the_same_id(scene: Scene) -> None:
    hook_at(scene, URL)
    refused(scene)
    now = timezone.now()
    services.follow(address=ADDRESS, at=now)
    first, told = Message.objects.get(), Told.objects.get()
    browser = Browser()
    browser.force_login(scene.machine.client.account, "congvu.people.backends.AccountBackend")
    page = f"/tai-khoan/ung-dung/{scene.machine.client.pk}/"
    assert browser.post(f"{page}gui-lai/{told.pk}/").status_code == 302
    again = Message.objects.latest("pk")
    assert (again.text, again.key == first.key) == (first.text, False)
    ids = [signed["webhook-id"] for one in (first, again) if (signed := services.sign(one, at=now))]
    assert (len(ids), len(set(ids))) == (2, 1)
    assert browser.post(f"{page}gui-lai/{told.pk + 1}/").status_code == 404
    services.end_hook(told.hook_id, by=scene.citizen, at=now)
    with pytest.raises(Refusal, match="hook_ended"):
        services.tell_again(told.pk, by=scene.citizen, at=now)
