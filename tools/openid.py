"""A real OpenID provider for the tests: Canaille, in an environment of its own under `var`, alone on this machine.

Its packages are pinned with hashes in `openid.txt`; they are installed once, and never beside the software, which must
not come to need them. Each provider has its own folder, keys and database, which are gone when it ends.
"""

import base64
import contextlib
import hashlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[1]
PINS = ROOT / "tools" / "openid.txt"
PATIENCE = 60  # seconds
NUMBER = "001190000001"  # of the person's card; the provider tells it as `preferred_username`
SETTINGS = """
SECRET_KEY = "{key}"
SERVER_NAME = "127.0.0.1:{port}"
PREFERRED_URL_SCHEME = "http"
CACHE_TYPE = "SimpleCache"
[CANAILLE]
DATABASE = "sql"
NAME = "Định danh mẫu"
AUTHENTICATION_FACTORS = {factors}
[CANAILLE_SQL]
DATABASE_URI = "sqlite:///{folder}/canaille.sqlite"
[CANAILLE_OIDC]
ACTIVE_JWKS = [{jwk}]
TRUSTED_DOMAINS = "testserver"
[CANAILLE_HYPERCORN]
BIND = "127.0.0.1:{port}"
"""


@dataclass(frozen=True)
class Provider:
    """A provider that runs, with one client and one person. `app` is what the person's authenticator app was given."""

    issuer: str
    client_id: str
    client_secret: str
    person: str
    password: str
    app: str


def canaille() -> Path:
    """The provider's command, installed if it is not yet."""
    digest = hashlib.sha256(PINS.read_bytes() + sys.version.encode()).hexdigest()[:16]
    home = ROOT / "var" / "openid" / digest
    stamp = home / "ready"
    if not stamp.exists():
        shutil.rmtree(home.parent, ignore_errors=True)
        venv.create(home, with_pip=True)
        pip: list[str | Path] = [
            home / "bin" / "python",
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-input",
        ]
        subprocess.run([*pip, "--no-deps", "--require-hashes", "-r", PINS], check=True)
        stamp.touch()
    return home / "bin" / "canaille"


@contextlib.contextmanager
def provider(*, back: str, factors: Sequence[str] = ("password",)) -> Iterator[Provider]:
    """A provider inside the `with`, which sends people `back` to an address of ours. `factors` are what it asks the
    person for: `password`, and `otp` for the code of an app."""
    command, folder, port = canaille(), Path(tempfile.mkdtemp(prefix="congvu-openid-")), free_port()
    shared = secrets.token_hex(8)
    made = Provider(
        issuer=f"http://127.0.0.1:{port}",
        client_id="congvu",
        client_secret=secrets.token_hex(16),
        person="mau",
        password=secrets.token_hex(8),
        app=base64.b32encode(shared.encode()).decode(),
    )
    environment = {**os.environ, "CANAILLE_CONFIG": str(folder / "canaille.toml")}
    running: subprocess.Popen[bytes] | None = None
    try:
        configure(command, folder, port, factors)
        populate(command, made, shared, back, environment)
        log = (folder / "log").open("wb")
        running = subprocess.Popen([command, "run"], stdout=log, stderr=log, env=environment, start_new_session=True)
        wait_for(made.issuer, running, folder / "log")
        yield made
    finally:
        if running:
            running.terminate()
            running.wait(timeout=PATIENCE)
        shutil.rmtree(folder, ignore_errors=True)


def configure(command: Path, folder: Path, port: int, factors: Sequence[str]) -> None:
    """Write its settings, with a new key of its own to sign by."""
    make: list[str | Path] = [command, "jwk", "create", "rsa", "--size", "2048", "--format", "toml"]
    bare = {**os.environ, "CANAILLE_SECRET_KEY": "x"}
    jwk = subprocess.run(make, capture_output=True, text=True, check=True, cwd=folder, env=bare).stdout.strip()
    text = SETTINGS.format(key=secrets.token_hex(16), port=port, folder=folder, factors=list(factors), jwk=jwk)
    (folder / "canaille.toml").write_text(text, encoding="utf-8")


def populate(command: Path, made: Provider, shared: str, back: str, environment: dict[str, str]) -> None:
    """Make its tables, the person and the client, by its own command line."""
    run(command, environment, "install")
    run(
        command, environment, "create", "user", "--quiet", "--user-name", made.person, "--password", made.password,
        "--given-name", "Thị Mẫu", "--family-name", "Trần", "--formatted-name", "Trần Thị Mẫu",
        "--display-name", NUMBER, "--emails", "mau@hop-thu.example",
        "--secret-token", shared, "--last-otp-login", "2026-01-01T00:00:00+00:00",
    )  # fmt: skip
    run(
        command, environment, "create", "client", "--quiet", "--client-id", made.client_id,
        "--client-secret", made.client_secret, "--client-name", "Công Vụ", "--client-uri", "http://testserver",
        "--redirect-uris", back, "--scope", "openid", "--scope", "profile", "--grant-types", "authorization_code",
        "--response-types", "code", "--token-endpoint-auth-method", "client_secret_basic",
    )  # fmt: skip
    run(command, environment, "set", "client", made.client_id, "--audience", made.client_id, "--quiet")


def run(command: Path, environment: dict[str, str], *words: str) -> None:
    done = subprocess.run([command, *words], capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        raise SystemExit(f"{command} {' '.join(words[:2])} failed:\n{done.stdout}{done.stderr}")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(issuer: str, running: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and running.poll() is None:
        with contextlib.suppress(httpx.TransportError):
            httpx.get(f"{issuer}/.well-known/openid-configuration").raise_for_status()
            return
        time.sleep(0.1)
    raise SystemExit(f"The provider did not start:\n{log.read_text(errors='replace')}")
