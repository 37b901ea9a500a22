"""A passkey made of software: it keeps real keys and signs what a browser would hand it (WebAuthn Level 2)."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import bytes_to_base64url

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """One key. `count` is how often it was used; `verifies` whether it asks for a finger, a face or a PIN."""

    host: str = "tinh.example"
    origin: str = "https://tinh.example"
    credential: bytes = b"khoa-mau-000001"
    count: int = 0
    verifies: bool = True
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, challenge: bytes, **other: Any) -> str:
        """What `navigator.credentials.create` gives, as JSON, with attestation "none"."""
        said = self._client("webauthn.create", challenge, other)
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": self._data(ATTESTED) + self._attested()})
        return self._answer({"clientDataJSON": said, "attestationObject": attested})

    def show(self, challenge: bytes, **other: Any) -> str:
        """What `navigator.credentials.get` gives, as JSON, signed."""
        self.count += 1
        said, data = self._client("webauthn.get", challenge, other), self._data(0)
        signature = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(SHA256()))
        return self._answer({"clientDataJSON": said, "authenticatorData": data, "signature": signature})

    def _client(self, kind: str, challenge: bytes, other: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": bytes_to_base64url(challenge), "origin": self.origin, **other}
        return json.dumps(said).encode()

    def _data(self, flags: int) -> bytes:
        flags |= PRESENT | (VERIFIED if self.verifies else 0)
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _attested(self) -> bytes:
        numbers = self.key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (numbers.x, numbers.y))
        cose = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        return bytes(16) + len(self.credential).to_bytes(2, "big") + self.credential + cose

    def _answer(self, response: dict[str, bytes]) -> str:
        name = bytes_to_base64url(self.credential)
        parts = {key: bytes_to_base64url(part) for key, part in response.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": parts})
