"""Who calls: a client shows its secret and gets a token, and shows the token with everything it asks."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q

from congvu.agencies.selectors import actor_for
from congvu.api import refusals
from congvu.api.models import Answer, Client, Token
from congvu.api.rules import MINUTE, TOKEN_LASTS, digest, same
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal

MOST_ACTOR_NAME = 120  # as the journal keeps it
ANSWERS_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Caller:
    """A client that calls, as whom it acts, and what its token lets it do."""

    client: Client
    actor: Actor
    scopes: frozenset[str]


def authenticate(client_id: str, secret: str) -> Client:
    """The client with this id and secret. Refuses with `api.client_wrong`, whatever is wrong."""
    client = Client.objects.select_related("account").filter(client_id=client_id[:40], ended_at=None).first()
    # Compared even when there is no such client, so that the answer's time tells nothing.
    right = same(client.secret if client else digest(""), secret)
    if client is None or not right:
        raise Refusal(refusals.CLIENT_WRONG)
    return client


def grant(client: Client, *, scopes: Sequence[str], most: int, at: datetime) -> str:
    """A new token, good for an hour. Refuses with `api.too_many_calls`."""
    count(client, most=most, at=at)
    token = secrets.token_urlsafe(32)
    Token.objects.create(digest=digest(token), client=client, scopes=list(scopes), made_at=at, until=at + TOKEN_LASTS)
    return token


def caller_of(token: str, *, scope: str, most: int, at: datetime) -> Caller:
    """Who shows this token, if it opens what the scope stands for; the call is counted.

    The actor is the account that answers for the client, with that one party only, and with it no longer than the
    account itself may file for the party. Refuses with `api.token_wrong`, `scope_missing`, `too_many_calls`.
    """
    found = Token.objects.select_related("client__account").filter(digest=digest(token), until__gt=at).first()
    if found is None or found.client.ended_at:
        raise Refusal(refusals.TOKEN_WRONG)
    if scope not in found.scopes:
        raise Refusal(refusals.SCOPE_MISSING, scope=scope)
    count(found.client, most=most, at=at)
    return Caller(found.client, actor_of(found.client, at=at), frozenset(found.scopes))


def actor_of(client: Client, *, at: datetime) -> Actor:
    """As whom a client acts. Refuses with `api.token_wrong` when its account may not act for the party any more."""
    answers = actor_for(client.account, at=at)
    if client.party_id not in answers.parties:
        raise Refusal(refusals.TOKEN_WRONG)
    name = f"{client.name} ({answers.name})"
    name = name if len(name) <= MOST_ACTOR_NAME else name[: MOST_ACTOR_NAME - 2] + "…)"
    return Actor(answers.id, name, parties=frozenset({client.party_id}))


def count(client: Client, *, most: int, at: datetime) -> None:
    """Count a call of the client's within its minute. Refuses with `api.too_many_calls`, whose `seconds` say when the
    next minute begins."""
    minute = at.replace(second=0, microsecond=0)
    mine = Client.objects.filter(pk=client.pk)
    if mine.filter(minute=minute, calls__lt=most).update(calls=F("calls") + 1):
        return
    if mine.filter(Q(minute=None) | Q(minute__lt=minute)).update(minute=minute, calls=1):
        return
    seconds = (minute + MINUTE - at).seconds + 1
    raise Refusal(refusals.TOO_MANY_CALLS, most=most, seconds=seconds)


def forget(*, at: datetime) -> int:
    """Delete the tokens that are over, and answers that nobody asks for again; how many."""
    over, _kinds = Token.objects.filter(until__lte=at).delete()
    old, _kinds = Answer.objects.filter(at__lt=at - ANSWERS_KEPT).delete()
    return over + old
