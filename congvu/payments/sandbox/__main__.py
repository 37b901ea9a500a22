"""`python -m congvu.payments.sandbox`: the sandbox gateway alone, without the rest of the house."""

import argparse
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

from congvu.payments.rules.signing import Keys, keys_from
from congvu.payments.sandbox.server import Sandbox

DATABASE = "sandbox-gateway.sqlite3"
MERCHANT, SECRET = "CONGVU_PAYMENT_MERCHANT", "CONGVU_PAYMENT_SECRET"


def main(host: str, port: int, folder: Path, keys: Keys, *, quiet: bool = False) -> int:
    """Serve until SIGTERM or Ctrl-C; the first line printed, unless `quiet`, is the address."""
    folder.mkdir(parents=True, exist_ok=True)
    sandbox = Sandbox(host, port, keys, folder / DATABASE)
    if not quiet:
        print(sandbox.store.base, flush=True)
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
    with suppress(KeyboardInterrupt):
        sandbox.serve_forever()
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--data", type=Path, required=True)
    words = parser.parse_args()
    known = keys_from(os.environ.get(MERCHANT, ""), os.environ.get(SECRET, ""))
    sys.exit(main(words.host, words.port, words.data, known))
