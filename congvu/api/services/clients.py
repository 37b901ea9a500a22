"""Making clients, giving them a new secret, and ending them."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from congvu.api import events, refusals
from congvu.api.models import Client, Hook, Token
from congvu.api.rules import MOST_CLIENT_NAME, Scope, digest, new_secret
from congvu.api.selectors import may_keep, owner_of
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.people.models import Party
from congvu.people.rules import Assurance

MOST_CLIENTS = 20  # of a party, in use


@transaction.atomic
def make_client(party: Party, *, name: str, scopes: Sequence[str], by: Actor, at: datetime) -> tuple[Client, str]:
    """A client for a party, and its secret, which is told this once and kept only as a digest.

    Its account is the maker's own where that is the party's owner, else (an administrator made it) the party's
    representative. Refusals: api.not_yours, party_without_owner, contact_unconfirmed, name_empty, name_too_long,
    name_taken, scopes_empty, scope_unknown, too_many_clients.
    """
    if not may_keep(by, party.pk, at=at):
        raise Refusal(refusals.NOT_YOURS)
    account = owner_of(party, at=at)
    if account is None:
        raise Refusal(refusals.PARTY_WITHOUT_OWNER, party=party.name)
    if account.assurance == Assurance.NONE:
        raise Refusal(refusals.CONTACT_UNCONFIRMED)
    account_id = by.account_id if by.account_id and by.parties else account.pk
    if Client.objects.filter(party=party, ended_at=None).count() >= MOST_CLIENTS:
        raise Refusal(refusals.TOO_MANY_CLIENTS, most=MOST_CLIENTS)
    called, wanted, secret = _name(name), _scopes(scopes), new_secret()
    try:
        with transaction.atomic():
            client = Client.objects.create(
                party=party,
                account_id=account_id,
                name=called,
                client_id=secrets.token_hex(16),
                secret=digest(secret),
                scopes=wanted,
                made_at=at,
                made_by=by.name,
            )
    except IntegrityError as error:
        raise Refusal(refusals.NAME_TAKEN, field="name", name=called) from error
    record(
        events.CLIENT_MADE, client, by=by, at=at, name=called, party=party.name, client=client.client_id,
        scopes=wanted, account=account_id,
    )  # fmt: skip
    return client, secret


@transaction.atomic
def rotate_secret(client_pk: int, *, by: Actor, at: datetime) -> tuple[Client, str]:
    """A new secret in the place of the old one, and the end of all tokens. Refusals: api.not_yours, client_ended."""
    client, secret = _kept(client_pk, by=by, at=at), new_secret()
    client.secret = digest(secret)
    client.save(update_fields=["secret"])
    Token.objects.filter(client=client).delete()
    record(events.CLIENT_ROTATED, client, by=by, at=at, name=client.name, client=client.client_id)
    return client, secret


@transaction.atomic
def end_client(client_pk: int, *, by: Actor, at: datetime) -> Client:
    """The client may do nothing any more, at once, and is told of nothing. Refusals: api.not_yours, client_ended."""
    client = _kept(client_pk, by=by, at=at)
    client.ended_at = at
    client.save(update_fields=["ended_at"])
    Token.objects.filter(client=client).delete()
    Hook.objects.filter(client=client, ended_at=None).update(ended_at=at, ended_why="client")
    record(events.CLIENT_ENDED, client, by=by, at=at, name=client.name, client=client.client_id)
    return client


def _kept(client_pk: int, *, by: Actor, at: datetime) -> Client:
    """The client, ours alone until the transaction ends."""
    client = Client.objects.select_for_update().filter(pk=client_pk).first()
    if client is None or not may_keep(by, client.party_id, at=at):
        raise Refusal(refusals.NOT_YOURS)
    if client.ended_at:
        raise Refusal(refusals.CLIENT_ENDED)
    return client


def _name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refusal(refusals.NAME_EMPTY, field="name")
    if len(name) > MOST_CLIENT_NAME:
        raise Refusal(refusals.NAME_TOO_LONG, field="name", most=MOST_CLIENT_NAME)
    return name


def _scopes(scopes: Sequence[str]) -> list[str]:
    if not scopes:
        raise Refusal(refusals.SCOPES_EMPTY, field="scopes")
    for scope in scopes:
        if scope not in Scope.values:
            raise Refusal(refusals.SCOPE_UNKNOWN, field="scopes", scope=scope)
    return [scope for scope in Scope.values if scope in scopes]
