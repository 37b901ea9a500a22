"""A dossier on its stage, played by hand: what most tests of this room begin with."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest

from congvu.agencies.rules import Role
from congvu.base.actors import Actor, system
from congvu.dossiers import services
from congvu.dossiers.events import LEFT
from congvu.dossiers.models import Dossier
from congvu.dossiers.services import Filing, Seen
from congvu.dossiers.services.stories import Stage, filing_of
from congvu.dossiers.testing import a_stage_for
from congvu.inbox.models import Duty
from congvu.journal.models import Entry
from congvu.people.models import Account
from congvu.procedures.models import Edition
from congvu.procedures.rules import Files, from_folder
from congvu.procedures.selectors import stories
from congvu.procedures.services import publish
from congvu.procedures.testing import AT, PACKS, edition

GRANTED = {"register_number": "17", "register_book": "01/2026"}
Open = Callable[..., "Play"]


class Play:
    """One dossier and its people; every deed is done a minute after the one before, by whoever it belongs to."""

    def __init__(self, filing: Filing, stage: Stage, at: datetime) -> None:
        self.filing, self.stage, self.at = filing, stage, at
        self.dossier = Dossier()

    def receive(self, key: str = "k1") -> Dossier:
        self.dossier = services.receive(
            self.filing, intake_key=key, lookup_key=f"look-{key}", by=self.clerk, at=self.at
        )
        return self.dossier

    @property
    def clerk(self) -> Actor:
        return self.stage.cast[Role.CLERK]

    @property
    def specialist(self) -> Actor:
        return self.stage.cast[Role.SPECIALIST]

    @property
    def leader(self) -> Actor:
        return self.stage.cast[Role.LEADER]

    @property
    def seen(self) -> Seen:
        self.dossier.refresh_from_db()
        return Seen(self.dossier.version, "")

    def do(self, deed: Callable[..., Dossier], *, by: Actor, **given: Any) -> Dossier:
        self.at += timedelta(minutes=1)
        self.dossier = deed(self.dossier.pk, by=by, at=self.at, **given)
        return self.dossier

    def take(self, element: str = "examine", *, by: Actor | None = None) -> Dossier:
        return self.do(services.take, element=element, by=by or self.specialist)

    def propose(self, choice: str = "propose_grant", **given: Any) -> Dossier:
        given = {"result": GRANTED, **given} if choice == "propose_grant" else given
        return self.complete("examine", choice, **given)

    def complete(self, element: str, choice: str, *, by: Actor | None = None, **given: Any) -> Dossier:
        by = by or (self.leader if element == "sign" else self.specialist)
        return self.do(services.complete, element=element, choice=choice, by=by, **given)

    def sign(self, choice: str = "approve", **given: Any) -> Dossier:
        return self.complete("sign", choice, **given)

    def ask(self, **given: Any) -> Dossier:
        given = {"items": ["Giấy báo tử"], "reason": "Mờ con dấu", "by": self.specialist, **given}
        return self.do(services.ask_supplement, **given)

    def supply(self, **given: Any) -> Dossier:
        return self.do(services.supply, **{"by": self.clerk, **given})

    def hand_over(self, receiver: str = "Trần Thị Mẫu", *, by: Actor | None = None) -> Dossier:
        return self.do(services.hand_over, receiver=receiver, by=by or self.clerk)

    def withdraw(self, reason: str = "Nộp nơi khác", *, by: Actor | None = None) -> Dossier:
        return self.do(services.withdraw, reason=reason, by=by or self.clerk)

    def stop(self, reason: str = "Đương sự không hợp tác", *, by: Actor | None = None) -> Dossier:
        return self.do(services.stop, reason=reason, by=by or self.leader)


def newer_edition(*, valid_from: str, asks: str = "") -> Edition:
    """A second edition of the death registration, from a day on; `asks` is put in place of "Quyển số"."""
    texts = dict(from_folder(PACKS / "ho-tich/khai-tu").texts)
    said = texts["procedure.yaml"].replace(
        'number: "1", valid_from: "2025-07-01"', f'number: "2", valid_from: "{valid_from}"'
    )
    texts["procedure.yaml"] = said.replace("Quyển số", asks or "Quyển số")
    return publish(Files(texts), by=system("testing", "Bộ kiểm thử"), at=AT)


def account_of(actor: Actor) -> Account:
    """The account behind an official."""
    assert actor.account_id
    return Account.objects.get(pk=actor.account_id)


def told(dossier: Dossier) -> list[str]:
    """Names of the dossier's journal lines, oldest first."""
    lines = Entry.objects.filter(subject=f"dossiers.dossier:{dossier.pk}").order_by("pk")
    return [line.event.removeprefix("dossiers.") for line in lines]


def facts(dossier: Dossier) -> Mapping[str, Any]:
    """What the newest line of the dossier tells of its deed."""
    return {name: told for name, told in newest(dossier).facts.items() if name not in LEFT}


def left(dossier: Dossier) -> Mapping[str, Any]:
    """How the newest line of the dossier says that the deed left it."""
    return {name: newest(dossier).facts[name] for name in LEFT}


def newest(dossier: Dossier) -> Entry:
    return Entry.objects.filter(subject=f"dossiers.dossier:{dossier.pk}").latest("pk")


def duties(dossier: Dossier) -> list[tuple[str, str]]:
    """(role, state) of the dossier's open duties."""
    return list(Duty.objects.filter(code=dossier.code).order_by("pk").values_list("role", "state"))


@pytest.fixture
def opened() -> Open:
    """Opens a story of a pack of the house: filled in, not yet received."""

    def open_story(pack: str = "ho-tich/khai-tu", story: str = "granted") -> Play:
        published = edition(pack)
        stage = a_stage_for(published)
        chosen = next(one for one in stories(published) if one.key == story)
        return Play(filing_of(chosen, published, stage), stage, chosen.received)

    return open_story


@pytest.fixture
def play(opened: Open, db: None) -> Play:
    """A death to register, received at 08:10 of Monday 02/03/2026, due the same day at 17:00."""
    play = opened()
    play.receive()
    return play
