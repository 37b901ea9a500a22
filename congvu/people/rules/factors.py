"""The second factor: codes that change with time, codes for the day the telephone is lost, and how they are kept."""

import base64
import hmac
import secrets
from datetime import datetime, timedelta

import pyotp
from cryptography.fernet import Fernet, InvalidToken

ISSUER = "Công Vụ"
STEP = 30  # seconds
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no letter that could be a digit
RECOVERY_CODES, RECOVERY_LENGTH = 10, 10
TRIES = 5
LOCKED_FOR = timedelta(minutes=15)
FRESH_FOR = timedelta(minutes=15)


def step_of(shared: str, typed: str, *, at: datetime) -> int | None:
    """The time step whose code was typed: the one now, the one before or the one after; None for a wrong code, and
    where what is shared can no longer be read."""
    if not shared:
        return None
    now, codes = int(at.timestamp()) // STEP, pyotp.TOTP(shared)
    near = (now, now - 1, now + 1)
    return next((step for step in near if hmac.compare_digest(codes.at(step * STEP), typed)), None)


def address_of(shared: str, *, name: str) -> str:
    """What the authenticator's camera reads."""
    return pyotp.TOTP(shared).provisioning_uri(name=name, issuer_name=ISSUER)


def recovery_codes() -> list[str]:
    """New ones, each of 50 random bits: too many to guess."""
    return ["".join(secrets.choice(ALPHABET) for _ in range(RECOVERY_LENGTH)) for _ in range(RECOVERY_CODES)]


def closed(shared: str, secret: str) -> str:
    """A shared secret as it lies in the database: of no use to whoever has stolen the database alone."""
    return _box(secret).encrypt(shared.encode()).decode()


def opened(kept: str, secret: str) -> str:
    """The shared secret again; empty where the installation's secret is another one now."""
    try:
        return _box(secret).decrypt(kept.encode()).decode()
    except InvalidToken:
        return ""


def _box(secret: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hmac.digest(secret.encode(), b"congvu.people.totp", "sha256")))
