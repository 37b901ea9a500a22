"""The pages as browsers use them: a real server, real sign-in, real forms, over connections that stay open."""

import http.client
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.cookies import SimpleCookie
from itertools import count as counting
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from bench.cycle import Cycle
from bench.processes import memory, tree
from congvu.agencies.demo import PASSWORD
from congvu.agencies.rules import Role
from congvu.dossiers.forms import ANSWERS, APPLICANT
from congvu.dossiers.models import Dossier
from congvu.dossiers.rules import applicant_sheet
from congvu.people.models import Account
from congvu.procedures.rules import Deed
from congvu.sheet import Field

WORKERS = 2
PEOPLE = 4  # who work at once, each with a browser of their own
URLENCODED = "application/x-www-form-urlencoded"
VERSION = re.compile(r'name="version" value="(\d+)"')
INTAKE_KEY = re.compile(r'name="intake_key" value="([^"]+)"')
WRONG = re.compile(r"<(?:li|p)[^>]*>([^<]+)")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Browser:
    """One person's browser, signed in, on one connection."""

    def __init__(self, port: int, username: str = "") -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: SimpleCookie = SimpleCookie()
        if username:
            address = reverse("people-sign-in")
            self.get(address)
            self.post(address, {"username": username, "password": PASSWORD})

    def get(self, address: str) -> str:
        status, text, _ = self._ask("GET", address)
        if status != http.client.OK:
            raise RuntimeError(f"GET {address}: {status}")
        return text

    def post(self, address: str, fields: dict[str, str], token: str = "") -> str:
        """Send a form; where it leads to."""
        fields = {**fields, "csrfmiddlewaretoken": token or self.cookies["csrftoken"].value}
        status, text, leads_to = self._ask("POST", address, urlencode(fields))
        if status != http.client.FOUND:
            raise RuntimeError(f"POST {address} {sorted(fields)}: {status} {WRONG.findall(text)}")
        return leads_to

    def _ask(
        self,
        method: str,
        address: str,
        body: str | bytes | None = None,
        kind: str = "application/x-www-form-urlencoded",
    ) -> tuple[int, str, str]:
        headers = {"Cookie": "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = kind
        self.connection.request(method, address, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies.load(line)
        return answer.status, text, answer.headers.get("Location", "")


class Served:
    """A server of its own, and people who work on it at once."""

    def __init__(self) -> None:
        with socket.socket() as trial:
            trial.bind(("127.0.0.1", 0))
            self.port = int(trial.getsockname()[1])

    def come(self) -> None:
        """The people open their browsers."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "congvu.cli", "serve", "--port", str(self.port), "--workers", str(WORKERS)]
        known = {**os.environ, "CONGVU_DEMO": "1"}  # whose accounts may sign in there
        self.server = subprocess.Popen(command, cwd=settings.ROOT, env=known, stdout=subprocess.DEVNULL)
        try:
            self._await()
            self.come()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.server.terminate()
        self.server.wait()

    def _await(self) -> None:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("The server does not answer")

    def everybody(self, count: int, act: Callable[[int, int], object]) -> None:
        """So many times `act`, shared out among the people; the first mistake ends it."""
        numbers: Iterator[int] = counting()
        mistakes: list[BaseException] = []

        def work(person: int) -> None:
            try:
                while next(numbers) < count and not mistakes:
                    act(person, 0)
            except BaseException as mistake:
                mistakes.append(mistake)

        threads = [threading.Thread(target=work, args=(person,)) for person in range(PEOPLE)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if mistakes:
            raise mistakes[0]


class Crowd(Served):
    """Officials at their desks, and citizens who look up."""

    def __init__(self, cycle: Cycle) -> None:
        super().__init__()
        self.story, self.edition = cycle.script.story, cycle.repertoire.edition
        self.deeds = cycle.script.deeds
        self.known = cycle.repertoire.known
        self.roles = [cycle.repertoire.role_of(deed) if deed.do == "complete" else Role.CLERK for deed in self.deeds]
        cast = cycle.office.stage.cast
        self.usernames = {role: Account.objects.get(pk=who.account_id or 0).username for role, who in cast.items()}
        self.counter = cycle.office.stage.receiver.pk
        self.keys = list(Dossier.objects.values_list("lookup_key", flat=True)[:500])

    def come(self) -> None:
        people = range(PEOPLE)
        self.desks = [{role: Browser(self.port, name) for role, name in self.usernames.items()} for _ in people]
        self.citizens = [Browser(self.port) for _ in people]

    def cycle_with_pages(self, person: int, _turn: int) -> None:
        """Every deed: open the page, then send its form."""
        self._cycle(person, pages=True)

    def cycle(self, person: int, _turn: int) -> None:
        """Only the forms, as if every page had been open already."""
        self._cycle(person, pages=False)

    def look_up(self, person: int, _turn: int) -> None:
        """The address behind a receipt's QR code."""
        citizen = self.citizens[person]
        self.keys.append(key := self.keys.pop(0))
        citizen.get(reverse("portal-look-up-by-key", args=[key]))

    def _cycle(self, person: int, *, pages: bool) -> None:
        desk = self.desks[person]
        clerk = desk[Role.CLERK]
        address = reverse("dossier-intake", args=[self.edition.pk])
        fields = {**self.form, "intake_key": os.urandom(12).hex(), "noi": str(self.counter)}
        token = ""
        if pages:
            page = clerk.get(address)
            token, fields["intake_key"] = TOKEN.findall(page)[0], INTAKE_KEY.findall(page)[0]
        code = clerk.post(address, fields, token).split("/ho-so/")[1].split("/")[0]
        for version, (deed, role) in enumerate(zip(self.deeds, self.roles, strict=True), start=1):
            browser, seen, token = desk[role], str(version), ""
            if pages:
                page = browser.get(reverse("dossier-page", args=[code]))
                seen, token = VERSION.findall(page)[0], TOKEN.findall(page)[0]
            name, typed = self.typed(deed)
            browser.post(reverse(name, args=[code]), {**typed, "version": seen}, token)

    @property
    def form(self) -> dict[str, str]:
        """What the clerk types for the example's dossier."""
        applicant = {**self.story.applicant, "kind": "citizen"}
        typed = typed_in(
            applicant_sheet().fields({key: said for key, said in applicant.items() if said}, prefix=APPLICANT)
        )
        typed |= typed_in(self.known.form.fields(self.story.answers, prefix=ANSWERS))
        for key, counted in self.story.papers.items():
            typed |= {f"original-{key}": str(counted.original), f"copy-{key}": str(counted.copy)}
        return {**typed, "channel": "counter"}

    def typed(self, deed: Deed) -> tuple[str, dict[str, str]]:
        """The form of a deed: its address and what is typed."""
        if deed.do == "complete":
            result = typed_in(self.known.asks.fields(deed.given.get("result", {}), prefix="result-"))
            return "dossier-complete", {"element": deed.step, "choice": deed.choice, **result}
        if deed.do == "ask_supplement":
            wanted = {"wanted": "\n".join(deed.given["items"]), "reason": deed.given["reason"]}
            return "dossier-ask-supplement", wanted
        if deed.do == "supplement":
            return "dossier-supply", {}
        return "dossier-hand-over", {"receiver": deed.given["receiver"]}

    def memory(self) -> dict[str, float]:
        """MiB of one worker, the largest."""
        workers = [process for process in tree(self.server.pid) if process != self.server.pid]
        rss, pss = max(memory(process) for process in workers)
        return {"rss": rss, "pss": pss, "workers": len(workers)}


def typed_in(fields: list[Field]) -> dict[str, str]:
    """What stands in the fields of a form that is filled in."""
    found: dict[str, str] = {}
    for field in fields:
        if field.fields:
            found |= typed_in(field.fields)
        elif field.kind == "checkbox":
            found |= {field.name: "on"} if field.value else {}
        elif field.value not in (None, ""):
            found[field.name] = str(field.value)
    return found
