"""Passkeys (WebAuthn Level 2): what the browser is asked, and whether its answer is signed by the key."""

import json
from typing import NamedTuple

import webauthn
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

NAME = "Công Vụ"
MOST = 10  # keys of one account


class Place(NamedTuple):
    """Where passkeys are good: the host that they belong to, and the address that the browser shows."""

    host: str
    origin: str


def asked_to_make(place: Place, *, challenge: bytes, handle: str, name: str, label: str, known: list[str]) -> str:
    """What `navigator.credentials.create` is asked, as JSON: a key that the device can find again by itself."""
    options = webauthn.generate_registration_options(
        rp_id=place.host,
        rp_name=NAME,
        user_id=handle.encode(),
        user_name=label,
        user_display_name=name,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.PREFERRED
        ),
        exclude_credentials=_described(known),
    )
    return webauthn.options_to_json(options)


def asked_to_show(place: Place, *, challenge: bytes, known: list[str], alone: bool) -> str:
    """What `navigator.credentials.get` is asked, as JSON. `alone`: the key replaces a password, so that the device
    itself must have asked for a finger, a face or a PIN."""
    options = webauthn.generate_authentication_options(
        rp_id=place.host,
        challenge=challenge,
        allow_credentials=_described(known),
        user_verification=UserVerificationRequirement.REQUIRED if alone else UserVerificationRequirement.PREFERRED,
    )
    return webauthn.options_to_json(options)


def made(answer: str, *, challenge: bytes, place: Place) -> VerifiedRegistration | None:
    """The new key of a browser's answer; None where the answer is not one to this question."""
    try:
        return webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=place.host,
            expected_origin=place.origin,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return None


def shown(
    answer: str, *, challenge: bytes, place: Place, public_key: bytes, sign_count: int, alone: bool
) -> VerifiedAuthentication | None:
    """The proof in a browser's answer; None where the key has not signed this question, or was copied."""
    try:
        return webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=place.host,
            expected_origin=place.origin,
            credential_public_key=public_key,
            credential_current_sign_count=sign_count,
            require_user_verification=alone,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return None


def credential_in(answer: str) -> str:
    """The id of the key that answered; empty where the answer is none."""
    try:
        said = json.loads(answer)
        return str(said["id"])
    except (ValueError, KeyError, TypeError):
        return ""


def written(credential: bytes) -> str:
    """The id of a key as it is kept."""
    return bytes_to_base64url(credential)


def _described(known: list[str]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in known]
