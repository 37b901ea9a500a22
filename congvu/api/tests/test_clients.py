"""Clients are made by who represents the party, or by the province's administrator; the secret is told once."""

from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.agencies.testing import make_citizen, make_official
from congvu.api import selectors, services
from congvu.api.models import Client, Hook
from congvu.api.rules import Scope, Topic, narrowed, scopes_of
from congvu.api.testing import Scene, a_client
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.models import Entry
from congvu.online.testing import party_of
from congvu.people.models import Account, Mandate, Party
from congvu.people.rules import Assurance, MandateRole, PartyKind

pytestmark = pytest.mark.urls("congvu.api.tests.urls")


def signed_in(actor: Actor) -> Browser:
    browser = Browser()
    browser.force_login(Account.objects.get(pk=actor.account_id or 0), "congvu.people.backends.AccountBackend")
    return browser


def company(owner: Actor | None = None, role: str = MandateRole.OWNER) -> Party:
    found = Party.objects.create(
        kind=PartyKind.COMPANY, name="Công ty Mẫu", number="0200000001", made_at=timezone.now()
    )
    if owner:
        Mandate.objects.create(
            party=found, account_id=owner.account_id or 0, role=role, given_at=timezone.now(), given_by="Mẫu",
            confirmed_at=timezone.now(),
        )  # fmt: skip
    return found


def make(party: Party, by: Actor, **more: Any) -> Client:
    given = {"name": "Kế toán", "scopes": ["status"], **more}
    return services.make_client(party, by=by, at=timezone.now(), **given)[0]


def test_the_page_makes_a_client_and_tells_its_secret_once(scene: Scene) -> None:
    browser, party = signed_in(scene.citizen), party_of(scene.citizen)
    typed = {"party": party.pk, "name": "Kế toán", "scopes": ["submit", "status"]}
    answer = browser.post("/tai-khoan/ung-dung/", typed)
    client = Client.objects.latest("pk")
    page = answer.content.decode()
    assert ("cvs_" in page, client.client_id in page, answer["Cache-Control"]) == (
        True, True, "max-age=0, no-cache, no-store, must-revalidate, private",
    )  # fmt: skip
    assert "cvs_" not in browser.get(f"/tai-khoan/ung-dung/{client.pk}/").content.decode()
    assert (client.scopes, client.account_id) == (["submit", "status"], scene.citizen.account_id)
    again = browser.post("/tai-khoan/ung-dung/", typed)
    assert (again.status_code, "Đã có ứng dụng tên" in again.content.decode()) == (422, True)


def test_a_client_is_listed_rotated_and_ended_by_its_keeper(scene: Scene) -> None:
    browser, client = signed_in(scene.citizen), scene.machine.client
    assert client.name in browser.get("/tai-khoan/ung-dung/").content.decode()
    assert "cvs_" in browser.post(f"/tai-khoan/ung-dung/{client.pk}/doi-ma/").content.decode()
    assert browser.post(f"/tai-khoan/ung-dung/{client.pk}/thu-hoi/").status_code == 302
    client.refresh_from_db()
    assert client.ended_at is not None
    assert "Thu hồi lúc" in browser.get(f"/tai-khoan/ung-dung/{client.pk}/").content.decode()
    assert list(Entry.objects.filter(event__startswith="api.").order_by("pk").values_list("event", flat=True)) == [
        "api.client_made", "api.client_rotated", "api.client_ended",
    ]  # fmt: skip


def test_anothers_client_does_not_exist(scene: Scene) -> None:
    browser, path = (
        signed_in(make_citizen("nguoi-khac", on=timezone.localdate())),
        f"/tai-khoan/ung-dung/{scene.machine.client.pk}/",
    )
    assert browser.get(path).status_code == 404
    assert browser.post(f"{path}doi-ma/").status_code == browser.post(f"{path}thu-hoi/").status_code == 404
    assert scene.machine.client.name not in browser.get("/tai-khoan/ung-dung/").content.decode()


def test_a_company_s_representative_makes_its_clients_and_who_only_files_does_not(scene: Scene) -> None:
    filer = make_citizen("nguoi-nop", on=timezone.localdate())
    party = company(scene.citizen)
    Mandate.objects.create(
        party=party, account_id=filer.account_id or 0, role=MandateRole.FILER, given_at=timezone.now(), given_by="Mẫu",
        confirmed_at=timezone.now(),
    )  # fmt: skip
    assert make(party, scene.citizen).party == party
    with pytest.raises(Refusal, match="not_yours"):
        make(party, filer, name="Khác")


def test_the_administrator_makes_one_that_the_representative_answers_for(scene: Scene) -> None:
    root = make_official(Agency.objects.get(code="H98"), Role.ADMIN, on=timezone.localdate())
    party = company(scene.citizen)
    browser = signed_in(root)
    typed = {"number": "0200000001", "name": "Bệnh viện", "scopes": ["submit"]}
    assert "cvs_" in browser.post("/tai-khoan/ung-dung/", typed).content.decode()
    assert Client.objects.get(party=party).account_id == scene.citizen.account_id
    unknown = browser.post("/tai-khoan/ung-dung/", {**typed, "number": "0299999999"})
    assert (unknown.status_code, "Chưa có doanh nghiệp" in unknown.content.decode()) == (422, True)


def test_nobody_else_s_administrator_does(scene: Scene) -> None:
    admin = make_official(scene.counter, Role.ADMIN, on=timezone.localdate())
    assert signed_in(admin).get("/tai-khoan/ung-dung/").status_code == 403
    assert signed_in(scene.clerk).get("/tai-khoan/ung-dung/").status_code == 403


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"name": " "}, "api.name_empty"),
        ({"name": "x" * 61}, "api.name_too_long"),
        ({"name": "Phần mềm mẫu"}, "api.name_taken"),
        ({"scopes": []}, "api.scopes_empty"),
        ({"scopes": ["everything"]}, "api.scope_unknown"),
    ],
)
def test_a_client_that_is_not_right_is_refused(scene: Scene, given: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        make(party_of(scene.citizen), scene.citizen, **given)
    assert refused.value.code == code


def test_a_party_needs_somebody_who_answers_and_can_be_reached(scene: Scene) -> None:
    root = make_official(Agency.objects.get(code="H98"), Role.ADMIN, on=timezone.localdate())
    with pytest.raises(Refusal, match="party_without_owner"):
        make(company(), root)
    Account.objects.filter(pk=scene.citizen.account_id or 0).update(assurance=Assurance.NONE)
    with pytest.raises(Refusal, match="contact_unconfirmed"):
        make(party_of(scene.citizen), scene.citizen)


def test_a_party_has_so_many_clients_and_no_more(scene: Scene) -> None:
    for number in range(services.clients.MOST_CLIENTS - 1):
        make(party_of(scene.citizen), scene.citizen, name=f"Số {number}")
    with pytest.raises(Refusal, match="too_many_clients"):
        make(party_of(scene.citizen), scene.citizen, name="Một nữa")


def test_what_is_ended_stays_ended(scene: Scene) -> None:
    client = scene.machine.client
    hook = services.make_hook(
        client, url="https://a.example/", topics=[Topic.DECIDED], private=False, by=scene.citizen, at=timezone.now()
    )
    services.end_client(client.pk, by=scene.citizen, at=timezone.now())
    hook.refresh_from_db()
    assert hook.ended_why == "client"
    for deed in (services.end_client, services.rotate_secret):
        with pytest.raises(Refusal, match="client_ended"):
            deed(client.pk, by=scene.citizen, at=timezone.now())
    assert make(party_of(scene.citizen), scene.citizen, name=client.name).pk != client.pk
    assert not Hook.objects.filter(ended_at=None).exists()


def test_an_ended_mandate_ends_what_was_done_by_it(scene: Scene) -> None:
    party = company(scene.citizen)
    client = make(party, scene.citizen)
    assert selectors.client_for(scene.citizen, client.pk, at=timezone.now()) == client
    Mandate.objects.filter(party=party).update(ended_at=timezone.now())
    assert selectors.client_for(scene.citizen, client.pk, at=timezone.now()) is None
    with pytest.raises(Refusal, match="token_wrong"):
        services.tokens.actor_of(client, at=timezone.now())


def test_the_list_of_clients_costs_the_same_however_long_it_is(
    scene: Scene, django_assert_max_num_queries: Any
) -> None:
    browser = signed_in(scene.citizen)
    for number in range(8):
        a_client(scene.citizen, f"Số {number}", [Scope.STATUS.value])
    with django_assert_max_num_queries(9):
        assert browser.get("/tai-khoan/ung-dung/").content.decode().count("Số ") == 8


def test_scopes_are_narrowed_and_never_widened() -> None:
    assert scopes_of("status  catalogue status") == ["catalogue", "status"]
    assert narrowed("", ["status"]) == ["status"]
    assert narrowed("status", ["catalogue", "status"]) == ["status"]
    assert narrowed("submit", ["status"]) is None
