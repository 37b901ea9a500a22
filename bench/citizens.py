"""Citizens at home who file and look up at a real server, each signed in on a connection that stays open."""

import os
import re
from http import client

from django.conf import settings
from django.test import Client
from django.urls import reverse

from bench.browser import PEOPLE, TOKEN, Browser, Served, typed_in
from congvu.agencies.models import Agency
from congvu.agencies.testing import make_citizen
from congvu.dossiers.models import Dossier
from congvu.dossiers.rules import applicant_sheet
from congvu.online.forms.papers import FILE
from congvu.online.views.drafting import FIELDS
from congvu.people.models import Account, Party
from congvu.procedures.models import Edition
from congvu.procedures.selectors import compiled, stories

COUNTER = "Trung tâm Phục vụ hành chính công phường Hồng Bàng"
VERSION = re.compile(r'name="version" value="(\d+)"')
KEY = re.compile(r'name="intake_key" value="([^"]+)"')
EDGE = "----cong-vu"


class Citizen(Browser):
    """A browser in which a citizen has signed in."""

    def __init__(self, port: int, account: Account) -> None:
        super().__init__(port)
        visit = Client()
        visit.force_login(account, "congvu.people.backends.AccountBackend")
        self.cookies.load(f"{settings.SESSION_COOKIE_NAME}={visit.cookies[settings.SESSION_COOKIE_NAME].value}")
        self.get(reverse("online-mine"))

    def fill(self, address: str, fields: dict[str, str], files: dict[str, bytes] | None = None) -> str:
        """Open a page of a draft and send its form; where it leads to."""
        page = self.get(address)
        fields = {**fields, "csrfmiddlewaretoken": TOKEN.findall(page)[0]}
        for name, found in (("version", VERSION), ("intake_key", KEY)):
            if there := found.search(page):
                fields[name] = there[1]
        status, text, leads_to = self._ask("POST", address, *_multipart(fields, files or {}))
        if status != client.FOUND:
            wrong = re.findall(r'class="wrong".*?</p>', text, re.DOTALL)
            raise RuntimeError(f"POST {address} {sorted(fields)}: {status} {wrong}")
        return leads_to


def _multipart(fields: dict[str, str], files: dict[str, bytes]) -> tuple[bytes, str]:
    head = f"--{EDGE}\r\nContent-Disposition: form-data; name="
    parts = [f'{head}"{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields.items()]
    for name, data in files.items():
        parts.append(
            f'{head}"{name}"; filename="anh.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'.encode() + data + b"\r\n"
        )
    return b"".join([*parts, f"--{EDGE}--\r\n".encode()]), f"multipart/form-data; boundary={EDGE}"


class Citizens(Served):
    """Several who file the first worked example of a procedure, again and again, with a photograph for each paper."""

    def __init__(self, procedure: str, photo: bytes) -> None:
        super().__init__()
        self.edition = Edition.objects.get(procedure__code=procedure)
        self.known, self.story, self.photo = compiled(self.edition), stories(self.edition)[0], photo
        self.counter = Agency.objects.get(name=COUNTER).pk
        actors = [make_citizen(f"cong-dan-{number}") for number in range(PEOPLE)]
        self.accounts = [Account.objects.get(pk=actor.account_id or 0) for actor in actors]
        self.parties = [Party.objects.get(account=account).pk for account in self.accounts]
        self.keys = list(Dossier.objects.values_list("lookup_key", flat=True)[:500])

    def come(self) -> None:
        self.browsers = [Citizen(self.port, account) for account in self.accounts]

    def file(self, person: int, _turn: int) -> None:
        """From the first page to the code."""
        browser = self.browsers[person]
        begin = reverse("online-begin", args=[self.edition.procedure.slug])
        draft = browser.fill(begin, {"party": str(self.parties[person])}).split("/")[2]
        browser.fill(reverse("online-receiver", args=[draft]), {"receiver": str(self.counter)})
        who = {key: said for key, said in self.story.applicant.items() if said} | {"kind": "citizen"}
        browser.fill(reverse("online-applicant", args=[draft]), typed_in(applicant_sheet().fields(who, prefix=FIELDS)))
        for page in self.known.form.pages(self.story.answers):
            fields = self.known.form.fields(self.story.answers, prefix=FIELDS, page=page.key)
            browser.fill(reverse("online-answers", args=[draft, page.key]), typed_in(fields))
        papers = [paper.key for paper in self.known.pack.papers if paper.required]
        files = {f"{FILE}{key}": self._a_photo() for key in papers}
        browser.fill(reverse("online-papers", args=[draft]), {}, files)
        browser.fill(reverse("online-return", args=[draft]), {"return_by": "online"})
        browser.get(browser.fill(reverse("online-review", args=[draft]), {}))

    def look_up(self, person: int, _turn: int) -> None:
        """The address behind a receipt's QR code."""
        self.keys.append(key := self.keys.pop(0))
        self.browsers[person].get(reverse("portal-look-up-by-key", args=[key]))

    def answer(self) -> bytes:
        """The page that a look-up is answered with."""
        return self.browsers[0].get(reverse("portal-look-up-by-key", args=[self.keys[0]])).encode()

    def _a_photo(self) -> bytes:
        """No two are the same: a remark of its own stands in each, so that every one is kept."""
        remark = os.urandom(16)
        return self.photo[:2] + b"\xff\xfe" + (len(remark) + 2).to_bytes(2, "big") + remark + self.photo[2:]
