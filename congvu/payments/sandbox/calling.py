"""The sandbox's callbacks: brought again and again until they are taken, and badly where a fault says so."""

import threading
from dataclasses import replace
from urllib.parse import urlsplit

import httpx

from congvu.payments.rules.signing import Keys, signed
from congvu.payments.sandbox.store import Store, now

WAITS = (1, 2, 5, 15, 60, 300)  # seconds; then every hour for a day
MOST_TRIES = len(WAITS) + 24
BEAT = 0.2  # seconds


class Caller:
    """Brings what is due."""

    def __init__(self, store: Store, keys: Keys) -> None:
        self.store, self.keys = store, keys
        self.client = httpx.Client(timeout=10, trust_env=False)
        self.turn, self.awake = threading.Lock(), threading.Event()

    def run(self) -> None:
        """For ever, in a thread of its own."""
        while True:
            self.bring()
            self.awake.wait(BEAT)
            self.awake.clear()

    def bring(self) -> None:
        """What is due now."""
        with self.turn:
            for call in self.store.calls_due():
                times = 2 if self.store.fault("callback") == "twice" else 1
                answers = [self._post(call["event"], call["url"], call["body"].encode()) for _ in range(times)]
                tries = int(call["tries"])
                wait = WAITS[tries] if tries < len(WAITS) else 3600
                over = all(answers) or tries >= MOST_TRIES
                self.store.called(call["event"], again_in=None if over else wait)

    def _post(self, event: str, url: str, body: bytes) -> bool:
        parts, keys = urlsplit(url), self.keys
        if self.store.fault("callback") == "forged":
            keys = replace(keys, secrets=dict.fromkeys(keys.secrets, "not-the-secret-at-all"))
        headers = signed(keys, f"POST {parts.path}", body, nonce=event, at=now())
        headers["Content-Type"] = "application/json"
        try:
            return self.client.post(url, content=body, headers=headers).is_success
        except httpx.HTTPError:
            return False
