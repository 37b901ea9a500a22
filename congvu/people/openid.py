"""OpenID Connect 1.0: asking a provider of national e-identity who somebody is, and reading its signed answer.

Authorization code flow with PKCE, state and nonce; the provider's addresses and keys come by discovery each time, so
that a key that it changes today is known today. Nothing here writes: what is believed goes to `services`.
"""

import hmac
import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx
from authlib.common.security import generate_token
from authlib.common.urls import add_params_to_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from django.conf import settings
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from congvu.people.rules import Assurance, Identity

log = logging.getLogger(__name__)
PATIENCE = 10  # seconds, for each answer of the provider
LEEWAY = 60  # seconds by which two clocks may differ
# By a key that only the provider has: no shared secret, and never nothing.
SIGNED_BY = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
WELL_KNOWN = "/.well-known/openid-configuration"


@dataclass(frozen=True, slots=True)
class Provider:
    """Who is asked, as whom we ask, and how its words are read: `levels` by `acr` or, where it gives none, by
    `amr`; the card's number by its claim."""

    name: str
    issuer: str
    client_id: str
    client_secret: str
    scope: str
    number_claim: str
    levels: dict[str, Assurance]


@dataclass(frozen=True, slots=True)
class Asked:
    """What only we and the browser know of a question that is under way."""

    state: str
    nonce: str
    verifier: str


class NotProved(Exception):
    """The provider cannot be reached, or what it says cannot be believed; for the log, not for the reader."""


def provider() -> Provider | None:
    """The provider of this installation; None where it has none."""
    if not settings.OIDC_ISSUER:
        return None
    return Provider(
        name=settings.OIDC_NAME,
        issuer=settings.OIDC_ISSUER,
        client_id=settings.OIDC_CLIENT_ID,
        client_secret=settings.OIDC_CLIENT_SECRET,
        scope=settings.OIDC_SCOPE,
        number_claim=settings.OIDC_NUMBER_CLAIM,
        levels={acr: Assurance(level) for acr, level in settings.OIDC_LEVELS.items()},
    )


def ask(asked: Provider, *, back: str) -> tuple[str, Asked]:
    """Where the browser goes to be asked, and what must come `back` with it. Raises `NotProved`."""
    secret = Asked(state=generate_token(40), nonce=generate_token(40), verifier=generate_token(64))
    question = {
        "response_type": "code",
        "client_id": asked.client_id,
        "redirect_uri": back,
        "scope": asked.scope,
        "state": secret.state,
        "nonce": secret.nonce,
        "code_challenge": create_s256_code_challenge(secret.verifier),
        "code_challenge_method": "S256",
    }
    if asked.levels:
        question["acr_values"] = " ".join(sorted(asked.levels, key=lambda acr: -asked.levels[acr]))
    with _line() as line:
        address = _known_of(asked, line)["authorization_endpoint"]
    return add_params_to_uri(address, list(question.items())), secret


def hear(asked: Provider, secret: Asked, said: dict[str, str], *, back: str, at: datetime) -> Identity:
    """Who came back, by the parameters `said` in the address. Raises `NotProved`."""
    if not hmac.compare_digest(secret.state.encode(), said.get("state", "").encode()):
        raise NotProved("the state is another browser's")
    if said.get("iss", asked.issuer) != asked.issuer:  # RFC 9207: no other provider answers in this one's place
        raise NotProved("another issuer answered")
    if "code" not in said:
        raise NotProved(f"the provider said {said.get('error', 'nothing')}")
    with _line() as line:
        known = _known_of(asked, line)
        tokens = _exchanged(asked, line, known["token_endpoint"], said["code"], secret.verifier, back)
        claims = _believed(asked, tokens, secret.nonce, _json(line.get(known["jwks_uri"])), at=at)
        lacking = {"name", asked.number_claim} - claims.keys()
        if lacking and "userinfo_endpoint" in known:
            claims = {**_told_besides(line, known["userinfo_endpoint"], tokens, claims["sub"]), **claims}
    return _identity(asked, claims)


def _line() -> httpx.Client:
    return httpx.Client(timeout=PATIENCE, follow_redirects=False, headers={"Accept": "application/json"})


def _known_of(asked: Provider, line: httpx.Client) -> dict[str, Any]:
    """The provider's own description of itself (OpenID Connect Discovery 1.0)."""
    try:
        known = _json(line.get(asked.issuer.rstrip("/") + WELL_KNOWN))
    except httpx.HTTPError as error:
        raise NotProved(f"the provider cannot be reached: {error}") from error
    missing = {"issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"} - known.keys()
    if missing or known["issuer"] != asked.issuer:
        raise NotProved(f"the provider describes another issuer, or lacks {sorted(missing)}")
    return known


def _exchanged(
    asked: Provider, line: httpx.Client, address: str, code: str, verifier: str, back: str
) -> dict[str, Any]:
    """The tokens for a code. The client's name and secret are written as RFC 6749, section 2.3.1 wants them."""
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
    try:
        tokens = _json(line.post(address, data=form, auth=(asked.client_id, asked.client_secret)))
    except httpx.HTTPError as error:
        raise NotProved(f"the code was not taken: {error}") from error
    if not isinstance(tokens.get("id_token"), str):
        raise NotProved("no token of identity came")
    return tokens


def _believed(asked: Provider, tokens: dict[str, Any], nonce: str, keys: Any, *, at: datetime) -> dict[str, Any]:
    """What the token says, when the provider has signed it, for us, in answer to this question, just now."""
    wanted = {"iss": {"value": asked.issuer}, "aud": {"value": asked.client_id}, "nonce": {"value": nonce}}
    options = {name: {"essential": True, **option} for name, option in wanted.items()}
    told = {"nonce": nonce, "client_id": asked.client_id, "access_token": tokens.get("access_token", "")}
    try:
        # A provider may publish keys of kinds that are not ours to use; one that fits no key fails here.
        token = jwt.decode(tokens["id_token"], KeySet.import_key_set(keys), algorithms=list(SIGNED_BY))
        claims = CodeIDToken(token.claims, token.header, options, told)
        claims.validate(now=int(at.timestamp()), leeway=LEEWAY)
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise NotProved(f"the token is not believed: {error}") from error
    return dict(claims)


def _told_besides(line: httpx.Client, address: str, tokens: dict[str, Any], subject: str) -> dict[str, Any]:
    """What the token left out, from the provider's page for that; about the same subject only."""
    try:
        besides = _json(line.get(address, headers={"Authorization": f"Bearer {tokens.get('access_token', '')}"}))
    except httpx.HTTPError as error:
        raise NotProved(f"nothing is told of the subject: {error}") from error
    return besides if besides.get("sub") == subject else {}


def _identity(asked: Provider, claims: dict[str, Any]) -> Identity:
    # A provider that does not say how sure it is may still say how it asked (RFC 8176).
    said = [str(claims["acr"])] if claims.get("acr") else [str(method) for method in claims.get("amr") or []]
    return Identity(
        issuer=asked.issuer,
        subject=str(claims["sub"]),
        name=str(claims.get("name") or ""),
        number=str(claims.get(asked.number_claim) or ""),
        acr=" ".join(said),
        assurance=max((asked.levels[one] for one in said if one in asked.levels), default=Assurance.NONE),
    )


def _json(answer: httpx.Response) -> dict[str, Any]:
    answer.raise_for_status()
    try:
        said = answer.json()
    except ValueError as error:
        raise NotProved("the provider does not speak JSON") from error
    if not isinstance(said, dict):
        raise NotProved("the provider does not speak JSON objects")
    return said
