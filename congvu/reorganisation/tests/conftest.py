"""Two communes of one province with their people, and dossiers on their way."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from congvu.agencies.models import Agency, Post
from congvu.agencies.rules import Kind, Role
from congvu.agencies.selectors import actor_for
from congvu.agencies.services.calendars import seed_holidays
from congvu.agencies.testing import make_agency, make_post
from congvu.base.actors import Actor, system
from congvu.base.working_time import Budget, Unit
from congvu.clocks import services as clocks
from congvu.dossiers import services as dossiers
from congvu.dossiers.models import Dossier, Leg, Step
from congvu.dossiers.services.stories import Stage, filing_of
from congvu.dossiers.testing import moment
from congvu.inbox import services as inbox
from congvu.journal.services import subject_of
from congvu.people.models import Account
from congvu.procedures.models import Edition
from congvu.procedures.selectors import stories
from congvu.procedures.testing import edition
from congvu.reorganisation import services
from congvu.reorganisation.models import Batch
from congvu.reorganisation.rules import Kind as Change

TELLER = system("testing", "Bộ kiểm thử")
RECEIVED = moment("2026-03-02 08:10")
AT = moment("2026-03-02 10:00")
DAY = moment("2026-03-03 00:00")
GRANTED = {"register_number": "17", "register_book": "01/2026"}


class Place:
    """A committee with its one-stop and one official per role."""

    def __init__(self, code: str, parent: Agency, kind: str = Kind.COMMUNE_COMMITTEE, **more: Any) -> None:
        self.agency = make_agency(code, kind, parent=parent, **more)
        self.counter = make_agency(f"{code}.01", Kind.ONE_STOP, parent=self.agency)
        self.posts = {
            role: make_post(self.counter if role == Role.CLERK else self.agency, role)
            for role in (Role.CLERK, Role.SPECIALIST, Role.UNIT_HEAD, Role.LEADER)
        }

        self.signed_in: Actor | None = None  # somebody whose page was opened before

    def actor(self, role: str, at: datetime = AT) -> Actor:
        if self.signed_in:
            return self.signed_in
        return actor_for(Account.objects.get(pk=self.posts[Role(role)].account_id), at=at)


class World:
    """A province whose commune H98.31 is to join H98.32."""

    def __init__(self) -> None:
        seed_holidays((2025, 2026, 2027), by=TELLER, at=moment("2025-07-01 08:00"))
        self.province = make_agency("H98", Kind.PROVINCE_COMMITTEE, name="Ủy ban nhân dân thành phố Ví Dụ")
        self.old = Place("H98.31", self.province, name="Ủy ban nhân dân phường Cũ")
        self.new = Place("H98.32", self.province, name="Ủy ban nhân dân phường Mới")
        self.root, self.second = (self._admin(name) for name in ("goc-mot", "goc-hai"))
        self.edition: Edition = edition("ho-tich/khai-tu")
        self.count = 0

    def _admin(self, username: str) -> Actor:
        from congvu.people.testing import make_account

        post = make_post(self.province, Role.ADMIN, account=make_account(username, name=username))
        return actor_for(post.account, at=AT)

    def receive(self, place: Place, *, at: datetime = RECEIVED) -> Dossier:
        self.count += 1
        told = next(one for one in stories(self.edition) if one.key == "granted")
        filing = filing_of(told, self.edition, Stage(place.counter, {}))
        key = f"k{self.count}"
        return dossiers.receive(filing, intake_key=key, lookup_key=f"look-{key}", by=place.actor(Role.CLERK), at=at)

    def ask(self, dossier: Dossier, place: Place) -> None:
        later = RECEIVED + timedelta(minutes=5)
        by = place.actor(Role.SPECIALIST)
        dossiers.ask_supplement(dossier.pk, items=["Giấy báo tử"], reason="Mờ", by=by, at=later)

    def decide(self, dossier: Dossier, place: Place, *, minutes: int = 5) -> None:
        for element, choice, role in (("examine", "propose_grant", Role.SPECIALIST), ("sign", "approve", Role.LEADER)):
            dossiers.complete(
                dossier.pk,
                element=element,
                choice=choice,
                result=GRANTED,
                by=place.actor(role),
                at=RECEIVED + timedelta(minutes=minutes),
            )

    def leg(self, dossier: Dossier, at_agency: Agency) -> Leg:
        """An open share of another agency, with its step, its clock and its duty."""
        clock = clocks.start(
            Budget(Decimal(2), Unit.WORKING_DAY), agency_id=at_agency.pk, label=f"{dossier.code}/1", at=RECEIVED
        )
        leg = Leg.objects.create(
            dossier=dossier, number=1, key="police", name="Cho ý kiến", agency=at_agency, clock=clock,
            followed_due_at=clock.due_at,
            opened_at=RECEIVED,
        )  # fmt: skip
        step = Step.objects.create(
            dossier=dossier, leg=leg, task="9", element="police", name="Cho ý kiến", agency=at_agency,
            role=Role.SPECIALIST, started_at=RECEIVED, due_at=clock.due_at,
        )  # fmt: skip
        card = inbox.Card(dossier.code, "Khai tử", "Cho ý kiến", dossier.applicant, "/")
        inbox.put(
            subject_of(step), card, agency_id=at_agency.pk, role=Role.SPECIALIST, due_at=clock.due_at, at=RECEIVED
        )
        return leg

    def batch(self, *, day: datetime = DAY) -> Batch:
        return services.prepare("Sáp nhập phường Cũ", decision="12/NQ", effective_on=day.date(), by=self.root, at=AT)

    def merge(self, *, day: datetime = DAY, reviewed: bool = True) -> Batch:
        """A batch that merges the old commune into the new one."""
        batch = self.batch(day=day)
        services.add_change(
            batch.pk, kind=Change.MERGE, agency=self.old.agency, other=self.new.agency, by=self.root, at=AT
        )
        return self.reviewed(batch) if reviewed else batch

    def reviewed(self, batch: Batch) -> Batch:
        services.submit(batch.pk, by=self.root, at=AT)
        return services.review(batch.pk, by=self.second, at=AT)

    def post_of(self, actor: Actor, agency: Agency) -> Post | None:
        return Post.objects.filter(account=actor.account_id, agency=agency, valid_to=None).first()


@pytest.fixture
def world(db: None) -> World:
    return World()
