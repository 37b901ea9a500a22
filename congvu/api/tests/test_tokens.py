"""A client shows its secret, gets a token, and the token opens what its scopes say: as RFC 6749 has it."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from congvu.api import services
from congvu.api.models import Answer, Token
from congvu.api.rules import Scope, digest
from congvu.api.testing import Machine, Scene
from congvu.base.refusals import Refusal
from congvu.people.models import Account, Party

pytestmark = pytest.mark.urls("congvu.api.tests.urls")


def ask(machine: Machine, *, basic: bool = True, **typed: Any) -> Any:
    import base64

    form = {"grant_type": "client_credentials", **typed}
    shown = f"{machine.client.client_id}:{machine.secret}".encode()
    headers = {"Authorization": "Basic " + base64.b64encode(shown).decode()} if basic else {}
    return Browser().post("/api/oauth/token", form, headers=headers)


def test_a_token_is_given_for_an_hour_and_opens_its_scopes(machine: Machine) -> None:
    answer = ask(machine, scope="catalogue status")
    told = answer.json()
    assert (answer.status_code, told["token_type"], told["expires_in"], told["scope"], answer["Cache-Control"]) == (
        200, "Bearer", 3600, "catalogue status", "no-store",
    )  # fmt: skip
    machine.token = told["access_token"]
    assert machine.get("/procedures").status_code == 200
    refused = machine.post("/submissions", {}, key="k")
    assert (refused.status_code, refused.json()["code"]) == (403, "api.scope_missing")


def test_without_a_scope_all_are_given_that_the_client_has(machine: Machine) -> None:
    assert ask(machine).json()["scope"] == "catalogue submit status supplement"


def test_the_secret_may_stand_in_the_form(machine: Machine) -> None:
    shown: dict[str, Any] = {"client_id": machine.client.client_id, "client_secret": machine.secret}
    assert ask(machine, basic=False, **shown).status_code == 200
    assert ask(machine, **shown).json()["error"] == "invalid_request"


@pytest.mark.parametrize(
    ("typed", "status", "error"),
    [
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"grant_type": ""}, 400, "invalid_request"),
        ({"scope": "catalogue everything"}, 400, "invalid_scope"),
        ({"client_id": "another"}, 400, "invalid_request"),
    ],
)
def test_a_wrong_request_is_told_in_the_words_of_the_rfc(
    machine: Machine, typed: dict[str, Any], status: int, error: str
) -> None:
    answer = ask(machine, **typed)
    assert (answer.status_code, answer.json()["error"]) == (status, error)


def test_a_wrong_secret_opens_nothing(machine: Machine) -> None:
    machine.secret = "cvs_wrong"
    answer = ask(machine)
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    assert answer["WWW-Authenticate"].startswith("Basic")
    assert ask(machine, basic=False).status_code == 401
    for header in ("Basic !!!", "Basic YWJj", "Bearer abc"):
        broken = Browser().post("/api/oauth/token", {}, headers={"Authorization": header})
        assert (broken.status_code, broken.json()["error"]) == (400, "invalid_request")


def test_a_library_of_others_gets_and_uses_a_token(scene: Scene, live_server: Any) -> None:
    """Authlib's client, over HTTP, knowing nothing but the address and the secret."""
    from authlib.integrations.requests_client import OAuth2Session

    machine = scene.machine
    with OAuth2Session(machine.client.client_id, machine.secret, scope="catalogue") as session:
        token = session.fetch_token(f"{live_server.url}/api/oauth/token", grant_type="client_credentials")
        assert token["scope"] == "catalogue"
        assert session.get(f"{live_server.url}/api/v1/procedures").status_code == 200


def test_a_token_ends_after_its_hour_with_its_secret_and_with_its_client(scene: Scene) -> None:
    machine, now = scene.machine, timezone.now()

    def opens(at: Any) -> bool:
        with suppress(Refusal):
            return bool(services.caller_of(machine.token, scope="catalogue", most=100, at=at))
        return False

    assert opens(now)
    assert not opens(now + timedelta(hours=1, seconds=1))
    services.rotate_secret(machine.client.pk, by=scene.citizen, at=now)
    assert not opens(now)
    machine.sign_in()
    assert opens(now)
    services.end_client(machine.client.pk, by=scene.citizen, at=now)
    assert not opens(now)
    assert ask(machine).status_code == 401


def test_a_client_may_no_more_than_its_account(scene: Scene) -> None:
    Account.objects.filter(pk=scene.citizen.account_id or 0).update(is_active=False)
    answer = scene.machine.get("/submissions")
    assert (answer.status_code, answer.json()["code"]) == (401, "api.token_wrong")
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_too_many_calls_in_a_minute_are_sent_away_for_its_rest(machine: Machine) -> None:
    at = (timezone.now() + timedelta(minutes=1)).replace(second=50, microsecond=0)
    for _ in range(4):
        services.caller_of(machine.token, scope="catalogue", most=4, at=at)
    with pytest.raises(Refusal) as refused:
        services.caller_of(machine.token, scope="catalogue", most=4, at=at)
    assert (refused.value.code, refused.value.facts["seconds"]) == ("api.too_many_calls", 11)
    services.caller_of(machine.token, scope="catalogue", most=4, at=at + timedelta(seconds=11))


def test_how_long_to_wait_stands_in_the_header(machine: Machine, settings: Any) -> None:
    settings.API_CALLS_PER_MINUTE = 0
    answer = machine.get("/procedures")
    assert answer.status_code == 429
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert ask(machine).json()["error"] == "temporarily_unavailable"


def test_nothing_that_opens_lies_in_the_database(scene: Scene) -> None:
    machine = scene.machine
    assert machine.client.secret == digest(machine.secret)
    assert not Token.objects.filter(digest=machine.token).exists()


def test_what_is_over_is_forgotten(scene: Scene) -> None:
    machine, now = scene.machine, timezone.now()
    Answer.objects.create(client=machine.client, key="old", request="0" * 64, status=200, body={}, at=now)
    assert services.forget(at=now) == 0
    assert services.forget(at=now + timedelta(days=31)) == 2
    assert (Token.objects.count(), Answer.objects.count()) == (0, 0)


def test_a_long_name_of_a_person_fits_the_journal(scene: Scene) -> None:
    Account.objects.filter(pk=scene.citizen.account_id or 0).update(name="Trần " * 23 + "Mẫu")
    caller = services.caller_of(scene.machine.token, scope=Scope.STATUS, most=100, at=timezone.now())
    assert len(caller.actor.name) == 120
    assert caller.actor.parties == {Party.objects.get(account=scene.citizen.account_id).pk}
