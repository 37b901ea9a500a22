"""The administrator's pages, from an empty list to what has moved."""

import argparse
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from congvu.agencies.rules import Role
from congvu.agencies.testing import make_post
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.people.models import Account
from congvu.reorganisation import commands, services
from congvu.reorganisation.models import Batch
from congvu.reorganisation.tests.conftest import AT, TELLER, World

LIST = "/quan-tri/sap-xep/"


def browser(actor: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account_id or 0), "congvu.people.backends.AccountBackend")
    return client


def main(words: list[str]) -> int:
    top = argparse.ArgumentParser()
    commands.add_commands(top.add_subparsers(required=True))
    arguments = top.parse_args(words)
    return int(arguments.run(arguments))


@pytest.fixture
def root(world: World) -> Client:
    return browser(world.root)


def sent(client: Client, deed: str, /, *given: Any, **typed: str) -> Any:
    return client.post(reverse(f"reorganisation-{deed}", args=given), typed)


def prepared(client: Client) -> Batch:
    day = f"{timezone.localdate():%d/%m/%Y}"
    answer = sent(client, "create", title="Sáp nhập phường Cũ", decision="12/NQ", effective_on=day)
    batch = Batch.objects.get()
    assert answer.headers["Location"] == f"{LIST}{batch.pk}/"
    return batch


def merged(client: Client) -> Batch:
    batch = prepared(client)
    assert sent(client, "add", batch.pk, "sap-nhap", agency="H98.31", other="H98.32").status_code == 302
    return batch


def test_the_list_begins_empty_and_a_wrong_form_comes_back(root: Client) -> None:
    assert "Chưa có đợt sắp xếp nào" in root.get(LIST).content.decode()
    answer = sent(root, "create", title="", decision="1", effective_on="01/01/2020")
    assert answer.status_code == 422
    answer = sent(root, "create", title="Đợt", decision="1", effective_on="01/01/2020")
    assert "Ngày 01/01/2020 đã qua" in answer.content.decode()


def test_a_search_makes_the_lists_of_a_change_short(root: Client) -> None:
    address = reverse("reorganisation-add", args=[prepared(root).pk, "sap-nhap"])
    whole, short = (
        root.get(address, given).content.decode() for given in ({}, {"first": "phuong cu", "second": "moi"})
    )
    assert "phường Cũ · H98.31" in whole
    assert whole.count("<option") > short.count("<option")
    assert "phường Mới · H98.32" in short
    assert root.get(reverse("reorganisation-add", args=[1, "tach"])).status_code == 404


def test_a_batch_is_rehearsed_reviewed_and_performed_on_its_page(world: World, root: Client) -> None:
    dossier = world.receive(world.old, at=timezone.now())
    batch = merged(root)
    page = root.get(f"{LIST}{batch.pk}/").content.decode()
    assert "Sáp nhập Ủy ban nhân dân phường Cũ vào Ủy ban nhân dân phường Mới" in page
    rehearsed = sent(root, "rehearse", batch.pk).content.decode()
    assert "Đây chỉ là diễn tập" in rehearsed
    assert "specialist-h98.31" in rehearsed
    sent(root, "submit", batch.pk)
    own = sent(root, "review", batch.pk)
    assert own.status_code == 409
    assert "Người soạn không tự soát được" in own.content.decode()
    second = browser(world.second)
    assert "Soát và đồng ý" in second.get(f"{LIST}{batch.pk}/").content.decode()
    assert sent(second, "review", batch.pk).status_code == 302
    assert sent(second, "perform", batch.pk).status_code == 302
    dossier.refresh_from_db()
    assert dossier.agency == world.new.agency
    page = second.get(f"{LIST}{batch.pk}/").content.decode()
    assert "Những gì đã chuyển" in page
    assert page.count("timeline-what") >= 6
    again = sent(second, "perform", batch.pk)
    assert again.status_code == 409
    assert "đã thực hiện lúc" in again.content.decode()


def test_a_change_is_taken_out_and_a_batch_given_up(root: Client) -> None:
    batch = merged(root)
    change = batch.changes.get()
    assert sent(root, "remove", batch.pk, change.pk).status_code == 302
    assert sent(root, "remove", batch.pk, change.pk).status_code == 404
    assert sent(root, "cancel", batch.pk, reason="").status_code == 422
    assert sent(root, "cancel", batch.pk, reason="Thôi").status_code == 302
    assert "Thôi" in root.get(f"{LIST}{batch.pk}/").content.decode()


def test_other_kinds_of_changes_have_their_forms(world: World, root: Client) -> None:
    batch = prepared(root)
    names = {"name": "UBND phường Đẹp", "short_name": "Đẹp"}
    assert sent(root, "add", batch.pk, "doi-ten", agency="H98.31", **names).status_code == 302
    assert sent(root, "add", batch.pk, "doi-ten", agency="H98.31", **names).status_code == 422  # contradicts
    assert sent(root, "add", batch.pk, "chuyen-cap-tren", agency="H98.32.01", other="H98.31").status_code == 302
    assert sent(root, "add", batch.pk, "chuyen-nhiem-vu", duty="H98.31|land", other="H98.32").status_code == 422
    page = root.get(f"{LIST}{batch.pk}/").content.decode()
    assert "thành UBND phường Đẹp" in page
    assert "về trực thuộc" in page


def test_a_commune_s_administrator_is_sent_away(world: World) -> None:
    post = make_post(world.old.agency, Role.ADMIN)
    client = browser(Actor(f"official:{post.account_id}", "A"))
    assert client.get(LIST).status_code == 403
    assert "Sắp xếp tổ chức" not in client.get("/quan-tri/co-quan/").content.decode()


def test_the_command_line_lists_rehearses_and_performs(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.receive(world.old)
    root, second = browser(world.root), browser(world.second)
    batch = merged(root)
    with pytest.raises(Refusal):
        main(["reorganisation", "perform", str(batch.pk)])
    sent(root, "submit", batch.pk)
    sent(second, "review", batch.pk)
    assert main(["reorganisation", "list"]) == 0
    assert main(["reorganisation", "rehearse", str(batch.pk)]) == 0
    assert main(["reorganisation", "perform", str(batch.pk), "--now", "--json"]) == 0
    told = capsys.readouterr().out
    assert f"{batch.pk}\t" in told
    assert "1 dossiers in" in told
    assert '"dossiers": 1' in told
    with pytest.raises(Refusal):
        main(["reorganisation", "perform", str(batch.pk)])


def test_the_old_name_is_still_found(world: World, root: Client) -> None:
    services.perform(world.merge().pk, now=True, by=TELLER, at=AT)
    told = "đã sáp nhập vào Ủy ban nhân dân phường Mới từ ngày 02/03/2026"
    assert told in root.get("/quan-tri/co-quan/", {"q": "phuong cu"}).content.decode()
    assert told in Client().get(reverse("portal-counters"), {"q": "phuong cu"}).content.decode()
