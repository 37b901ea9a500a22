"""`congvu doctor`: looks at the installation and says in words what is wrong and how to mend it."""

import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.utils import timezone

from congvu.papers import PaperError, render

LOCAL = {"localhost", "127.0.0.1", "[::1]", "testserver"}
FREE_BYTES = 2 * 1024**3
MOST_BEHIND = 10_000  # lines that the statistics may lack before that is worth a word
POSTGRESQL = 140000
SQLITE = (3, 38, 0)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look found. `mend` is empty where all is well; a warning alone makes no failure."""

    topic: str
    found: str
    mend: str = ""
    warning: bool = False

    @property
    def good(self) -> bool:
        return not self.mend or self.warning


Look = Callable[[], Iterator[Finding]]


def public_hosts() -> list[str]:
    return [host for host in settings.ALLOWED_HOSTS if host not in LOCAL]


def python() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    old = sys.version_info < (3, 11)
    yield Finding("Python", version, "Install Python 3.11 or newer." if old else "")


def database() -> Iterator[Finding]:
    try:
        connection.ensure_connection()
    except (DatabaseError, ImproperlyConfigured) as error:
        yield Finding("database", f"not reached: {error}".strip(), "Start it, or correct CONGVU_DATABASE_URL.")
        return
    except Exception as error:  # the pool's own time-out is no DatabaseError
        yield Finding("database", f"not reached: {error}".strip(), "Start it, or correct CONGVU_DATABASE_URL.")
        return
    yield from (sqlite() if connection.vendor == "sqlite" else postgresql())
    yield from tables()


def sqlite() -> Iterator[Finding]:
    old = sqlite3.sqlite_version_info < SQLITE
    yield Finding("database", f"SQLite {sqlite3.sqlite_version}", "Install SQLite 3.38 or newer." if old else "")
    with connection.cursor() as cursor:
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    mend = (
        "Put the data on a local disk: SQLite's write-ahead log does not work over a network." if mode != "wal" else ""
    )
    yield Finding("database journal", mode, mend)


def postgresql() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int, current_setting('server_version')")
        number, name = cursor.fetchone()
        cursor.execute("SELECT name FROM pg_available_extensions WHERE name IN ('unaccent', 'pg_trgm')")
        missing = {"unaccent", "pg_trgm"} - {row[0] for row in cursor.fetchall()}
    yield Finding("database", f"PostgreSQL {name}", "Install PostgreSQL 14 or newer." if number < POSTGRESQL else "")
    if missing:
        yield Finding("database extensions", f"without {', '.join(sorted(missing))}", "Install postgresql-contrib.")


def tables() -> Iterator[Finding]:
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    behind = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    yield Finding("tables", f"{behind} steps behind" if behind else "up to date", "congvu migrate" if behind else "")


def folder() -> Iterator[Finding]:
    where = Path(settings.DATA)
    if not os.access(where, os.W_OK):
        yield Finding("data folder", f"{where} cannot be written", "Give it to the user that runs the software.")
        return
    free = shutil.disk_usage(where).free
    mend = "Make room, or move the data to a larger disk." if free < FREE_BYTES else ""
    yield Finding("data folder", f"{where}, {free / 1024**3:.1f} GiB free", mend)


def secret_key() -> Iterator[Finding]:
    if os.environ.get("CONGVU_SECRET_KEY"):
        weak = len(settings.SECRET_KEY) < 50
        yield Finding("secret key", "from CONGVU_SECRET_KEY", "Take one of 50 characters or more." if weak else "")
        return
    path = Path(settings.DATA) / "secret-key"
    loose = path.stat().st_mode & 0o077
    yield Finding("secret key", f"in {path}", f"chmod 600 {path}: others can read it." if loose else "")


def hosts() -> Iterator[Finding]:
    named = ", ".join(settings.ALLOWED_HOSTS)
    if "*" in settings.ALLOWED_HOSTS:
        yield Finding("hosts", named, "Name the hosts in CONGVU_HOSTS: with * anybody can forge links in the pages.")
    else:
        yield Finding("hosts", named)
    if public_hosts() and not settings.HTTPS:
        yield Finding("HTTPS", "off", "Put a proxy with a certificate before it and set CONGVU_HTTPS=1.")
    else:
        yield Finding("HTTPS", "on, cookies are secure" if settings.HTTPS else "off, for this machine only")
    if settings.DEBUG:
        yield Finding("debug pages", "on", "Unset CONGVU_DEBUG: they show settings to strangers.", not public_hosts())
    if public_hosts() and any(f"//{host.strip('[]')}" in settings.PUBLIC_ADDRESS for host in LOCAL):
        yield Finding("address", settings.PUBLIC_ADDRESS, "Set CONGVU_ADDRESS: receipts print it as a QR code.")


def demonstration() -> Iterator[Finding]:
    if settings.DEMO:
        mend = "Use another data folder: anybody can sign in to a demonstration." if public_hosts() else ""
        yield Finding("demonstration", "these data are a demonstration", mend)


def clock() -> Iterator[Finding]:
    zone = timezone.get_current_timezone_name()
    now = timezone.localtime()
    right = now.utcoffset() == timedelta(hours=7)
    mend = "" if right else "Install the time zones' data (Debian: tzdata): deadlines count in Vietnam's time."
    yield Finding("clock", f"{now:%d/%m/%Y %H:%M}, {zone}", mend)


def worker() -> Iterator[Finding]:
    from congvu.site.models import Worker
    from congvu.site.services import SILENCE, is_gone

    with suppress(DatabaseError):
        alive = [one for one in Worker.objects.filter(seen_at__gt=timezone.now() - SILENCE) if not is_gone(one)]
        mend = "" if alive else "Start one beside the server: congvu work"
        yield Finding("background worker", f"{len(alive)} alive", mend, warning=settings.DEMO)


def mail() -> Iterator[Finding]:
    """Whether messages can leave, and which ask for somebody."""
    from congvu.notices.rules import State, is_address
    from congvu.notices.selectors import trouble
    from congvu.notices.transports import checked

    if settings.DEMO:
        yield Finding("e-mail", f"written to {settings.MAIL_FOLDER}, sent to nobody")
    elif not settings.SMTP_URL:
        yield Finding("e-mail", "no server", "Set CONGVU_SMTP: until then messages wait in the outbox.", warning=True)
    else:
        try:
            yield Finding("e-mail", f"by {checked(settings.SMTP_URL).hostname}, as {settings.MAIL_FROM}")
        except ValueError as error:
            yield Finding("e-mail", str(error), "Correct CONGVU_SMTP: docs/settings.md shows one.")
    if not is_address(settings.MAIL_FROM) and not settings.MAIL_FROM.endswith("@localhost"):
        yield Finding("e-mail sender", settings.MAIL_FROM, "Set CONGVU_MAIL_FROM to one address.")
    with suppress(DatabaseError):
        found = trouble()
        asking = found.get(State.UNSURE, 0) + found.get(State.GIVEN_UP, 0)
        mend = "congvu notices list says which; retry or drop them." if asking else ""
        told = f"{found.get(State.WAITING, 0)} wait, {asking} ask for a decision"
        yield Finding("outbox", told, mend, warning=True)


def payments() -> Iterator[Finding]:
    """Whether fees can be paid online, and whether money waits to be given back."""
    from congvu.payments.gateways import chosen
    from congvu.payments.selectors import to_give_back

    if not settings.PAYMENT_URL:
        yield Finding("online payment", "not offered")
        return
    try:
        chosen(settings.PAYMENT_URL, settings.PAYMENT_MERCHANT, settings.PAYMENT_SECRET)
        yield Finding("online payment", f"by {settings.PAYMENT_URL}")
    except ValueError as error:
        yield Finding("online payment", str(error), "Correct it: docs/settings.md shows one.")
    with suppress(DatabaseError):
        waiting = to_give_back()
        mend = "The counters' page of online takings lists them." if waiting else ""
        yield Finding("money to be given back", f"{waiting} payments", mend, warning=True)


def texts() -> Iterator[Finding]:
    """Whether texts can leave and citizens' texts come in."""
    from congvu.notices.rules import quiet_hours
    from congvu.notices.transports import line_settings

    if settings.DEMO:
        yield Finding("SMS", f"written to {settings.MAIL_FOLDER}, sent to nobody")
    elif not settings.SMPP_URL:
        yield Finding("SMS", "no gateway", "Set CONGVU_SMPP: until then texts wait in the outbox.", warning=True)
    else:
        try:
            quiet_hours(settings.SMS_QUIET)
            line = line_settings(settings.SMPP_URL)
            yield Finding("SMS", f"by {line.host}, as {line.source}")
        except ValueError as error:
            yield Finding("SMS", str(error), "Correct CONGVU_SMPP, CONGVU_SMS_QUIET: docs/settings.md shows them.")


def identity() -> Iterator[Finding]:
    """Whether the provider of e-identity answers, and under the name that it is known by here."""
    from congvu.people import openid

    provider = openid.provider()
    if provider is None:
        yield Finding("e-identity", "no provider: local accounts only")
        return
    try:
        openid.ask(provider, back=settings.PUBLIC_ADDRESS)
    except openid.NotProved as problem:
        yield Finding("e-identity", str(problem), "Correct CONGVU_OIDC_ISSUER, or ask the provider: docs/sign-in.md.")
        return
    levels = ", ".join(f"{acr}: {level.value}" for acr, level in provider.levels.items())
    mend = "" if levels else "Set CONGVU_OIDC_LEVELS: until then nobody is known by it."
    yield Finding("e-identity", f"{provider.issuer} answers; levels {levels or 'none'}", mend, warning=True)


def statistics() -> Iterator[Finding]:
    from congvu.statistics.selectors import kept, last_proof

    with suppress(DatabaseError):
        state, proof = kept(), last_proof()
        told = f"{state.behind} lines of the journal behind" if state.behind else "up to date with the journal"
        mend = "congvu work keeps them up; or now: congvu statistics keep" if state.behind > MOST_BEHIND else ""
        yield Finding("statistics", told, mend, warning=True)
        if proof is None:
            yield Finding("statistics' proof", "none yet: congvu work makes one every night")
            return
        told = f"{proof.at:%d/%m/%Y}, {proof.dossiers:,} dossiers, {proof.cells:,} cells, {proof.findings} do not agree"
        again = f"congvu statistics prove --from {proof.start:%Y-%m-%d} --to {proof.end - timedelta(days=1):%Y-%m-%d}"
        yield Finding("statistics' proof", told, again if proof.findings else "")


def catalogues() -> Iterator[Finding]:
    for directory in map(Path, settings.LOCALE_PATHS):
        for source in sorted(directory.glob("*/LC_MESSAGES/*.po")):
            ready = source.with_suffix(".mo")
            stale = not ready.exists() or ready.stat().st_mtime < source.stat().st_mtime
            language = source.parent.parent.name
            mend = "Call ./run once, or: pybabel compile -D django -d congvu/locale" if stale else ""
            yield Finding(f"translation {language}", "out of date" if stale else "compiled", mend)


def papers() -> Iterator[Finding]:
    """The press runs as a process of its own, with the fonts that it carries: what fails here fails at the counter."""
    begun = time.monotonic()
    try:
        size = len(render("Giấy tiếp nhận hồ sơ và hẹn trả kết quả", {}))
    except (PaperError, OSError) as error:
        yield Finding(
            "papers", f"not printed: {error}", "Install the requirements anew: the package typst does not run."
        )
        return
    yield Finding("papers", f"printed, {size:,} bytes in {(time.monotonic() - begun) * 1000:.0f} ms")


LOOKS: tuple[Look, ...] = (
    python,
    database,
    folder,
    secret_key,
    hosts,
    demonstration,
    clock,
    worker,
    papers,
    mail,
    texts,
    identity,
    payments,
    statistics,
    catalogues,
)


def examine() -> list[Finding]:
    """Every look's findings, in the order in which one would mend them."""
    return [finding for look in LOOKS for finding in look()]
