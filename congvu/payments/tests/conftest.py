"""A dossier that costs 150.000 đồng, its applicant, and the sandbox gateway, which is started once."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from congvu.agencies.rules import Role
from congvu.agencies.testing import make_citizen
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.dossiers import services as dossiers
from congvu.dossiers.models import Dossier
from congvu.dossiers.services.stories import Stage, filing_of
from congvu.dossiers.testing import a_stage_for
from congvu.payments import services
from congvu.payments.models import Event, Order
from congvu.payments.rules import OrderTold
from congvu.payments.tests.sandboxes import PATH, Door, Knock, Sandbox
from congvu.people.models import Party
from congvu.procedures.selectors import stories
from congvu.procedures.testing import edition

FEE = 150_000
RETURN = "http://127.0.0.1:9/thanh-toan/ve/"


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    sandbox = Sandbox(tmp_path_factory.mktemp("sandbox"), Door())
    yield sandbox
    sandbox.stop()


@pytest.fixture
def sandbox(running: Sandbox) -> Sandbox:
    """As new, without faults."""
    running.begin()
    return running


class Paying:
    """A dossier that owes its fee, and the people around it. The time is the sandbox's: now."""

    def __init__(self, sandbox: Sandbox, code: str = "H98") -> None:
        self.sandbox, self.gateway = sandbox, sandbox.gateway
        published = edition("kinh-doanh/thanh-lap-tnhh")
        self.stage: Stage = a_stage_for(published, code=code)
        self.applicant: Actor = make_citizen()
        told = next(one for one in stories(published) if one.key == "two-members")
        party = Party.objects.get(account=self.applicant.account_id)
        self.filing = replace(filing_of(told, published, self.stage), party=party)
        self.dossier: Dossier = self.receive("k1")

    def receive(self, key: str) -> Dossier:
        kept = {"intake_key": key, "lookup_key": f"look-{key}"}
        return dossiers.receive(self.filing, by=self.clerk, at=self.at - timedelta(minutes=1), **kept)

    @property
    def at(self) -> datetime:
        return timezone.now()

    @property
    def clerk(self) -> Actor:
        return self.stage.cast[Role.CLERK]

    def order(self, **given: Any) -> Order:
        return services.order(self.dossier.pk, **{"by": self.applicant, "at": self.at, **given})

    def place(self, order: Order) -> OrderTold:
        return services.place(order.pk, self.gateway, return_url=RETURN, callback_url=self.sandbox.door.url, at=self.at)

    def pay(self, choice: str = "pay") -> Order:
        """To the gateway, and through its page; its callback is not taken yet."""
        order = self.order()
        self.sandbox.choose(self.place(order).pay_url, choice)
        return order

    def take(self, knock: Knock, *, body: bytes | None = None, **given: Any) -> tuple[Event, bool]:
        given = {"path": PATH, "gateway": self.gateway, "at": self.at, **given}
        return services.take_callback(knock.body if body is None else body, dict(knock.headers.items()), **given)

    def paid(self) -> Order:
        """An order that was paid, and its callback taken."""
        order = self.pay()
        self.take(self.sandbox.knock())
        order.refresh_from_db()
        return order

    def withdraw(self) -> None:
        dossiers.withdraw(self.dossier.pk, reason="Nộp nơi khác", by=self.clerk, at=self.at)


@pytest.fixture
def paying(sandbox: Sandbox, db: None) -> Paying:
    return Paying(sandbox)


def no(code: str, deed: Callable[..., object], *args: Any, **given: Any) -> None:
    with pytest.raises(Refusal) as refused:
        deed(*args, **given)
    assert refused.value.code == code
