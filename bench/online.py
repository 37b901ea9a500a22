"""Filing from home and looking up, as browsers do it, beside a web server that only hands out a file.

    python -m bench.online [--database sqlite|postgres|both] [--quick]

A filing is one citizen's whole way over HTTP, each page opened and each form sent: begun, where, who, the pages of the
form, a photograph of 300 KB for each paper that is required, how the result comes back, looked over, sent in. A look-up
is the address behind a receipt's QR code; beside it nginx hands out a file as large as the answer. nginx is no part of
Công Vụ (Debian, Ubuntu: apt-get install nginx-light); without it the ratio is left out.
"""

import argparse
import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
HEAD = (
    "| database | what | per second | of nginx | CPU ms each: application | database |\n|---|---|---:|---:|---:|---:|"
)
ROWS = (
    ("filing", "filing from home, all pages, with a photograph of 300 KB for each required paper"),
    ("lookup", "look-up over HTTP"),
    ("static", "limit: nginx hands out a file of that size"),
)
PACK, PHOTO_BYTES = "1.000656", 300_000


def main(words: list[str]) -> int:
    """Print a table in Markdown."""
    parser = argparse.ArgumentParser(prog="bench.online", description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--quick", action="store_true", help="a tenth of everything: to see that it runs")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args(words)
    if arguments.inside:
        return _inside(10 if arguments.quick else 1)
    print(HEAD, flush=True)
    for database in ("sqlite", "postgres") if arguments.database == "both" else (arguments.database,):
        for line in _lines(database, _outside(database, words)):
            print(line, flush=True)
    if not NGINX:
        print("\nnginx is not here to compare with. Debian, Ubuntu: apt-get install nginx-light.")
    return 0


def _outside(database: str, words: list[str]) -> dict[str, Any]:
    """What the measuring process finds on a new database."""
    from bench.lifecycle import address

    with tempfile.TemporaryDirectory(prefix="congvu-online-") as data, address(database) as url:
        known = {name: value for name, value in os.environ.items() if not name.startswith(("CONGVU_", "DJANGO_"))}
        known |= {"CONGVU_DATA": data, "CONGVU_DATABASE_URL": url, "CONGVU_LOG": "ERROR", "CONGVU_DEMO": "1"}
        command = [sys.executable, "-m", "bench.online", "--inside", *(["--quick"] if "--quick" in words else [])]
        done = subprocess.run(command, env=known, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _lines(database: str, found: dict[str, Any]) -> Iterator[str]:
    static = found.get("static", {}).get("per_second")
    for key, what in ROWS:
        if row := found.get(key):
            ratio = f"{row['per_second'] / static:.2%}" if static and key == "lookup" else ""
            cpu = f"{row['application_ms']:.2f} | {row['database_ms']:.2f}"
            yield f"| {database} | {what} | {row['per_second']:,.1f} | {ratio} | {cpu} |"


def _inside(part: int) -> int:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congvu.site.settings")
    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from bench.measuring import Meter, tell
    from congvu.agencies.demo import build_province
    from congvu.dossiers.demo import build_dossiers
    from congvu.files.selectors import shelf
    from congvu.site.demo import BEGINNING, BUILDER, publish_packs

    call_command("migrate", interactive=False, verbosity=0)
    province = build_province(by=BUILDER, at=BEGINNING)
    publish_packs(lambda _line: None)
    build_dossiers(province, count=200 // part, until=timezone.now(), by=BUILDER, shelf=shelf())
    found, meter = {}, Meter()
    from bench.citizens import Citizens

    with Citizens(PACK, photo(PHOTO_BYTES)) as citizens:
        for name, count, act in (
            ("filing", 100 // part, citizens.file),
            ("lookup", 2000 // part, citizens.look_up),
        ):
            tell(name)
            citizens.everybody(max(4, count // 20), act)
            with meter.measure(count, citizens.server.pid) as measured:
                citizens.everybody(count, act)
            found[name] = measured.row()
        answer = citizens.answer()
    if NGINX:
        tell("static")
        with static(answer) as (port, process):
            ask(port, 200)
            with meter.measure(20_000 // part, process) as measured:
                ask(port, 20_000 // part)
        found["static"] = measured.row()
    print(json.dumps(found))
    return 0


def photo(least: int) -> bytes:
    """What a phone's camera makes: a JPEG of about this size, of noise, since nothing else is as large."""
    from io import BytesIO

    from PIL import Image

    side = 400
    while True:
        noise = Image.frombytes("L", (side, side), Random(1).randbytes(side * side))
        taken = BytesIO()
        noise.save(taken, "JPEG", quality=85)
        if taken.tell() >= least:
            return taken.getvalue()
        side += 20


@contextmanager
def static(answer: bytes) -> Iterator[tuple[int, int]]:
    """nginx with two workers and nothing to do but to hand out one file: its port and its process."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = int(trial.getsockname()[1])
    with tempfile.TemporaryDirectory(prefix="congvu-nginx-") as place:
        folder = Path(place)
        folder.chmod(0o755)
        (folder / "page.html").write_bytes(answer)
        (folder / "nginx.conf").write_text(
            f"worker_processes 2; daemon off; pid {folder}/pid; error_log {folder}/log;"
            f" events {{}} http {{ access_log off; keepalive_requests 1000000;"
            f" client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;"
            f" uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;"
            f" server {{ listen 127.0.0.1:{port}; root {folder}; }} }}"
        )
        with subprocess.Popen([str(NGINX), "-c", folder / "nginx.conf"], stderr=subprocess.DEVNULL) as process:
            try:
                _await(port)
                yield port, process.pid
            finally:
                process.terminate()


def _await(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("nginx does not answer")


def ask(port: int, count: int) -> None:
    """So many times the file, over connections that stay open, by as many people as the other rows have."""
    import threading

    from bench.browser import PEOPLE

    def work() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for _ in range(count // PEOPLE):
            connection.request("GET", "/page.html")
            answer = connection.getresponse()
            answer.read()
            if answer.status != http.client.OK:
                raise RuntimeError(f"nginx: {answer.status}")

    threads = [threading.Thread(target=work) for _ in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
