"""The signature of what we and a gateway say to one another, as `docs/payments.md` describes it. Pure; the sandbox has
no other code in common with us.

A text is signed over what it asks for, when, under which number, and the digest of its body, so that none of them can
be changed, taken to another address or brought again. An answer is signed with the number of its question.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

SCHEME = "congvu-pay-1"
WINDOW = timedelta(minutes=5)  # between the clocks of two machines; what is older is a replay
MERCHANT, KEY, TIME = "Congvu-Merchant", "Congvu-Key", "Congvu-Timestamp"
NONCE, SIGNATURE = "Congvu-Nonce", "Congvu-Signature"
LEAST_SECRET = 16  # characters


class Forged(Exception):
    """A text that did not come from whom it says, or not now. `fault` is for the log of whoever sent it."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Keys:
    """What both sides know. The first secret signs; all are believed, so that a secret can be changed without a gap."""

    merchant: str
    secrets: Mapping[str, str]  # name of the key -> secret


def keys_from(merchant: str, text: str) -> Keys:
    """From the settings: "name:secret", or several with commas, the newest first. Raises `ValueError` in words."""
    pairs = [pair.strip().partition(":") for pair in text.split(",")]
    if not merchant or any(not name or len(secret) < LEAST_SECRET for name, _, secret in pairs):
        raise ValueError(f"CONGVU_PAYMENT_SECRET is name:secret, the secret of {LEAST_SECRET} characters or more")
    return Keys(merchant, {name: secret for name, _, secret in pairs})


def signed(keys: Keys, what: str, body: bytes, *, nonce: str, at: datetime) -> dict[str, str]:
    """The headers that make a text ours. `what` is "POST /v1/orders", of an answer "201 POST /v1/orders"."""
    key, stamp = next(iter(keys.secrets)), str(int(at.timestamp()))
    signature = _sign(keys, key, what, stamp, nonce, body)
    return {MERCHANT: keys.merchant, KEY: key, TIME: stamp, NONCE: nonce, SIGNATURE: signature}


def check(keys: Keys, headers: Mapping[str, str], what: str, body: bytes, *, at: datetime) -> str:
    """The nonce of a text that is what it says it is; `headers` must not mind small and capital letters.

    Raises `Forged`. Whoever needs a text once only remembers its nonce.
    """
    said = {name: headers.get(name) or "" for name in (MERCHANT, KEY, TIME, NONCE, SIGNATURE)}
    if not all(said.values()):
        raise Forged("unsigned")
    if said[MERCHANT] != keys.merchant or said[KEY] not in keys.secrets:
        raise Forged("unknown key")
    right = _sign(keys, said[KEY], what, said[TIME], said[NONCE], body)
    if not hmac.compare_digest(right.encode(), said[SIGNATURE].encode()):
        raise Forged("wrong signature")
    if abs(int(said[TIME]) - at.timestamp()) > WINDOW.total_seconds():  # signed, so it is a number
        raise Forged("too old")
    return said[NONCE]


def _sign(keys: Keys, key: str, what: str, stamp: str, nonce: str, body: bytes) -> str:
    lines = (SCHEME, keys.merchant, key, what, stamp, nonce, hashlib.sha256(body).hexdigest())
    return hmac.new(keys.secrets[key].encode(), "\n".join(lines).encode(), hashlib.sha256).hexdigest()
