"""A counter, a citizen with a client, and the client's way of calling: for tests here and in the rooms above."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.agencies.testing import make_citizen
from congvu.api import services
from congvu.api.models import Client, Hook
from congvu.api.rules import Scope, Topic
from congvu.base.actors import Actor
from congvu.dossiers.services.stories import Stage, filing_of
from congvu.dossiers.testing import a_stage_for
from congvu.files.testing import pdf
from congvu.online import services as online
from congvu.online.models import Submission
from congvu.online.testing import party_of
from congvu.procedures.models import Edition
from congvu.procedures.selectors import compiled, stories
from congvu.procedures.testing import edition

PACK = "ho-tich/khai-tu"


@dataclass
class Machine:
    """A client that calls. Its paths begin behind `/api/v1`."""

    client: Client
    secret: str
    browser: Browser = field(default_factory=Browser)
    token: str = ""

    def sign_in(self, *scopes: str) -> "Machine":
        self.token = services.grant(self.client, scopes=scopes or Scope.values, most=10_000, at=timezone.now())
        return self

    def get(self, path: str, **headers: str) -> Any:
        return self.browser.get(f"/api/v1{path}", headers=self._with(headers))

    def send(self, method: str, path: str, body: object = None, *, key: str = "", **headers: str) -> Any:
        given = {"Idempotency-Key": key} if key else {}
        data = body if isinstance(body, str | bytes) else json.dumps(body)
        return self.browser.generic(
            method, f"/api/v1{path}", data, content_type="application/json", headers=self._with({**headers, **given})
        )

    def post(self, path: str, body: object, *, key: str = "", **headers: str) -> Any:
        return self.send("POST", path, body, key=key, **headers)

    def hand_in(self, content: bytes, name: str = "to-khai.pdf") -> Any:
        return self.browser.post("/api/v1/files", {"file": SimpleUploadedFile(name, content)}, headers=self._with({}))

    def _with(self, headers: dict[str, str]) -> dict[str, str]:
        return {**({"Authorization": f"Bearer {self.token}"} if self.token else {}), **headers}


@dataclass
class Scene:
    """Everybody, and a filing that is right."""

    stage: Stage
    citizen: Actor
    edition: Edition
    machine: Machine

    @property
    def counter(self) -> Agency:
        return self.stage.receiver

    @property
    def clerk(self) -> Actor:
        return self.stage.cast[Role.CLERK]

    def filing(self, **more: object) -> dict[str, Any]:
        """The first worked example of the pack, with its files handed in."""
        told = filing_of(stories(self.edition)[0], self.edition, self.stage)
        papers = [paper for paper in compiled(self.edition).pack.papers if paper.required]
        digests = [self.machine.hand_in(pdf(number)).json()["digest"] for number, _ in enumerate(papers, 1)]
        files = [
            {"digest": digest, "paper": paper.key, "name": f"{paper.key}.pdf"}
            for digest, paper in zip(digests, papers, strict=True)
        ]
        applicant = {key: value for key, value in told.applicant.values().items() if key != "email"}
        sent = {
            "procedure": self.edition.procedure.slug,
            "receiver": self.counter.code,
            "applicant": applicant,
            "answers": dict(told.answers),
            "files": files,
        }
        return {**sent, **more}


def a_client(citizen: Actor, name: str = "Phần mềm mẫu", scopes: list[str] | None = None) -> Machine:
    client, secret = services.make_client(
        party_of(citizen), name=name, scopes=scopes or Scope.values, by=citizen, at=timezone.now()
    )
    return Machine(client, secret)


def a_scene() -> Scene:
    """A published procedure, its counter, a citizen, and the citizen's client with a token for everything."""
    published = edition(PACK)
    citizen = make_citizen(on=timezone.localdate())
    return Scene(a_stage_for(published), citizen, published, a_client(citizen).sign_in())


def hook_at(scene: Scene, url: str, topics: Sequence[str] | None = None) -> Hook:
    """A webhook of the scene's client; of everything, unless said."""
    return services.make_hook(
        scene.machine.client, url=url, topics=topics or Topic.values, private=True, by=scene.citizen, at=timezone.now()
    )


def refused(scene: Scene) -> str:
    """The code of a request that the counter has just refused."""
    code = str(scene.machine.post("/submissions", scene.filing(), key="k1").json()["code"])
    submission = Submission.objects.get(code=code)
    online.refuse(submission.pk, reason="Thiếu", by=scene.clerk, at=timezone.now())
    return code
