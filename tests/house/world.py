"""Two communes of one province, everybody in them, and one of everything that an address can name."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone

from congvu.agencies import services as agencies
from congvu.agencies.models import Agency, Delegation, Post, Remit
from congvu.agencies.rules import Kind, Role
from congvu.agencies.selectors import actor_for
from congvu.agencies.services.calendars import seed_holidays
from congvu.agencies.testing import make_agency, make_citizen, make_official, make_post
from congvu.api import services as api
from congvu.api.models import Client as Programme
from congvu.api.models import Hook, Told
from congvu.api.rules import Topic
from congvu.base.actors import STRANGER, Actor, system
from congvu.clocks.models import Clock
from congvu.content import services as content
from congvu.content.models import Version
from congvu.dossiers import services
from congvu.dossiers.models import Dossier, EditionMove, FeeReceipt, IntakeRefusal
from congvu.dossiers.services import Applicant, Filing, Upload
from congvu.dossiers.services.stories import Stage, filing_of
from congvu.files.selectors import shelf
from congvu.files.testing import png, stored
from congvu.notices import services as notices
from congvu.notices.models import Message
from congvu.online import services as online
from congvu.online.models import Batch as FiledTogether
from congvu.online.models import Draft, Submission
from congvu.online.services import OnlineFiling
from congvu.online.testing import a_filing
from congvu.payments import services as payments
from congvu.payments.models import Mismatch, Order
from congvu.payments.rules import Booked, DayTold, OrderTold, Way
from congvu.people import services as people
from congvu.people.models import Account, Linked, Mandate, Party, Passkey
from congvu.people.rules import Assurance, Identity, MandateRole, PartyKind
from congvu.people.testing import make_account
from congvu.procedures.models import Edition
from congvu.procedures.rules import Files, from_folder
from congvu.procedures.selectors import compiled, stories
from congvu.procedures.services import publish
from congvu.procedures.testing import PACKS, edition
from congvu.queues import services as queues
from congvu.reorganisation import services as reorganisation
from congvu.reorganisation.models import Batch
from congvu.web.proof import PROVED
from tests.house.plans import Plans

OFFICIALS = tuple(role for role in Role.values if role not in {Role.EDITOR, Role.PLANNER})
ORDER = (
    *("stranger", "citizen", *OFFICIALS, *(f"other {role}" for role in OFFICIALS)),
    *("root", "editor", "filer", "planner", "other planner", "top planner", "top leader"),
)
OWED = {"registration_fee": 4_250_000, "income_tax": 0, "pay_by": "2027-04-04"}
GRANTED = {"register_number": "17", "register_book": "01/2026"}


@contextmanager
def rolled_back() -> Iterator[None]:
    """Whatever is done inside has not happened afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class World:
    """The stage of the permission matrix."""

    def __init__(self) -> None:
        self.at = timezone.now()
        today = timezone.localdate(self.at)
        seed_holidays((today.year, today.year + 1), by=system("world", "Thế giới"), at=self.at)
        self.province = make_agency("H98", Kind.PROVINCE_COMMITTEE)
        self.commune, self.counter = self._commune("H98.31")
        self.elsewhere, counter = self._commune("H98.32")
        self.actors = {"stranger": STRANGER, "citizen": make_citizen("citizen"), "filer": make_citizen("filer")}
        for prefix, agency, desk in (("", self.commune, self.counter), ("other ", self.elsewhere, counter)):
            for role in OFFICIALS:
                self.actors[prefix + role] = make_official(desk if role == Role.CLERK else agency, role, on=today)
        self.actors["root"] = make_official(self.province, Role.ADMIN, on=today)
        self.actors["editor"] = make_official(self.commune, Role.EDITOR, on=today)
        self.actors["planner"] = make_official(self.commune, Role.PLANNER, on=today)
        self.actors["other planner"] = make_official(self.elsewhere, Role.PLANNER, on=today)
        self.actors["top planner"] = make_official(self.province, Role.PLANNER, on=today)
        self.actors["top leader"] = make_official(self.province, Role.LEADER, on=today)
        self.edition = edition("ho-tich/khai-tu")
        self.dossier = self.receive(self.filing(self.edition, "granted", self.counter), "k1")
        self.refused = self.refuse("r1")
        self.draft = self.begin()
        self.submission = self.send("s1")
        self.merger = self.plan_merger()
        self.message = notices.put(
            "letter",
            to="an@xa.example",
            subject="Thư mẫu",
            text="Kính gửi",
            account_id=self.actors["specialist"].account_id,
            at=self.at,
        )
        self.line = queues.open_line(self.counter, letter="A", name="Hộ tịch", by=self.actors["root"], at=self.at)
        self.ticket = queues.take(self.line.pk, by=STRANGER, at=self.at)
        self.article = self.write_article()
        self.plans = Plans(self)
        self.opinion = 0  # the last one that was asked
        self.sessions: dict[str, str] = {}
        for actor in ORDER:
            self.client(actor)

    def give_up(self) -> None:
        """The letter could not be sent."""
        Message.objects.filter(pk=self.message.pk).update(state="given_up", error="550")

    @contextmanager
    def as_it_was(self) -> Iterator[None]:
        """What is put in another's place inside stands in its own afterwards."""
        kept = {**vars(self), "actors": dict(self.actors)}
        try:
            yield
        finally:
            vars(self).update(kept)

    def client(self, actor: str) -> Client:
        """A browser in which the actor has signed in; signing in itself is done once."""
        client = Client()
        if self.actors[actor].account_id:
            if actor not in self.sessions:
                client.force_login(self.account(actor), "congvu.people.backends.AccountBackend")
                session = client.session
                session[PROVED] = self.at.timestamp()
                session.save()
                self.sessions[actor] = client.cookies[settings.SESSION_COOKIE_NAME].value
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[actor]
        return client

    @staticmethod
    def _commune(code: str) -> tuple[Agency, Agency]:
        commune = make_agency(code, Kind.COMMUNE_COMMITTEE, parent=Agency.objects.get(code="H98"))
        return commune, make_agency(f"{code}.01", Kind.ONE_STOP, parent=commune)

    @staticmethod
    def filing(published: Edition, story: str, receiver: Agency) -> Filing:
        told = next(one for one in stories(published) if one.key == story)
        uploads = [Upload(stored(shelf()), "to-khai.pdf", compiled(published).pack.papers[0].key)]
        party = Party.objects.get(account__username="filer")
        return replace(filing_of(told, published, Stage(receiver, {})), uploads=uploads, party=party)

    def programme(self) -> Programme:
        """A programme that acts for the citizen for whom the dossier was filed."""
        party = Party.objects.get(account__username="filer")
        return api.make_client(party, name="Kế toán", scopes=["status"], by=self.actors["filer"], at=self.at)[0]

    def hook(self) -> Hook:
        client, topics = self.programme(), [Topic.DECIDED]
        url = "https://doanh-nghiep.example/"
        return api.make_hook(client, url=url, topics=topics, private=False, by=self.actors["filer"], at=self.at)

    def told(self) -> Told:
        """Something that the programme was told of."""
        return Told.objects.create(hook=self.hook(), entry=1, topic=Topic.DECIDED, code="X", at=self.at)

    def receive(self, filing: Filing, key: str) -> Dossier:
        return services.receive(filing, intake_key=key, lookup_key=f"look-{key}", by=self.clerk, at=self.at)

    def refuse(self, key: str, by: Actor | None = None) -> IntakeRefusal:
        return services.refuse_intake(
            self.edition,
            receiver=self.counter,
            applicant=Applicant(name="Trần Thị Mẫu", id_number=""),
            reason="Không thuộc thẩm quyền.",
            intake_key=key,
            by=by or self.clerk,
            at=self.at,
        )

    def online_filing(self) -> OnlineFiling:
        """What the filer sends from home to the counter."""
        return replace(a_filing(Stage(self.counter, {}), self.actors["filer"]), uploads=self.uploads())

    def uploads(self) -> list[Upload]:
        papers = compiled(self.edition).pack.papers
        return [Upload(stored(shelf()), f"{one.key}.pdf", one.key) for one in papers if one.required]

    def send(self, key: str) -> Submission:
        by = self.actors["filer"]
        return online.file(self.online_filing(), intake_key=key, lookup_key=f"sent-{key}", by=by, at=self.at)

    def send_batch(self) -> FiledTogether:
        by, filings = self.actors["filer"], [self.online_filing()]
        return online.file_batch(filings, name="a.ods", intake_key="b", lookup_keys=["b"], by=by, at=self.at)

    def begin(self) -> Draft:
        """The filer's draft: filled in, with its files, not sent."""
        by, filing = self.actors["filer"], self.online_filing()
        draft = online.begin(self.edition, filing.party, by=by, at=self.at)
        for one in filing.uploads:
            online.attach(draft.key, one.blob, one.paper_key, one.name, by=by, at=self.at)
        given = {"applicant": filing.applicant.values(), "answers": filing.answers, "receiver": self.counter}
        return online.keep(draft.key, by=by, at=self.at, **given)  # type: ignore[arg-type]

    @property
    def clerk(self) -> Actor:
        return self.actors["clerk"]

    def account(self, actor: str) -> Account:
        account_id = self.actors[actor].account_id
        assert account_id
        return Account.objects.get(pk=account_id)

    def post(self, actor: str) -> Post:
        return Post.objects.get(account=self.actors[actor].account_id, agency=self.commune)

    def reached(self) -> Account:
        """The citizen, who can be written to, so that every other way in may be dropped."""
        Account.objects.filter(pk=self.account("citizen").pk).update(email="mau@hop-thu.example")
        return self.account("citizen")

    def mandate(self, *, confirmed: bool) -> Mandate:
        """The citizen's for a company; not confirmed, it is the claim to represent it."""
        company = Party.objects.create(kind=PartyKind.COMPANY, name="Công ty Mẫu", number="1", made_at=self.at)
        return Mandate.objects.create(
            party=company,
            account=self.account("citizen"),
            role=MandateRole.OWNER,
            given_at=self.at,
            confirmed_at=self.at if confirmed else None,
        )

    def passkey(self) -> Passkey:
        return Passkey.objects.create(
            account=self.reached(), credential="a", public_key=b"", name="Khóa", made_at=self.at
        )

    def linked(self) -> Linked:
        she = Identity("https://id.example", "17", "Trần Thị Mẫu", "", "", Assurance.EID_2)
        return people.link_identity(self.reached(), she, by=self.actors["citizen"], at=self.at)

    def plan_merger(self) -> Batch:
        """A draft that merges the commune into the other one, prepared by the system."""
        by, day = system("world", "Thế giới"), timezone.localdate(self.at) + timedelta(days=1)
        merger = reorganisation.prepare("Sáp nhập", decision="1/NQ", effective_on=day, by=by, at=self.at)
        reorganisation.add_change(merger.pk, kind="merge", agency=self.commune, other=self.elsewhere, by=by, at=self.at)
        return merger

    def submit_merger(self) -> None:
        reorganisation.submit(self.merger.pk, by=system("world", "Thế giới"), at=self.at)

    def review_merger(self) -> None:
        self.submit_merger()
        reorganisation.review(self.merger.pk, by=system("reviewer", "Người soát"), at=self.at)

    def newer(self, in_days: int = 1) -> Edition:
        """The next edition of the procedure, valid from tomorrow or the day that is said."""
        texts = dict(from_folder(PACKS / "ho-tich/khai-tu").texts)
        day = timezone.localdate(self.at) + timedelta(days=in_days)
        was, now = 'number: "1", valid_from: "2025-07-01"', f'number: "2", valid_from: "{day}"'
        texts["procedure.yaml"] = texts["procedure.yaml"].replace(was, now)
        return publish(Files(texts), by=system("world", "Thế giới"), at=self.at)

    def publish_newer(self) -> None:
        self.newer()

    def move_edition(self) -> EditionMove:
        """The running dossiers of the procedure, moved to its next edition."""
        by = system("world", "Thế giới")
        return services.move_edition(self.edition, self.newer(), reason="Nghị định mới", by=by, at=self.at).move

    def remit(self) -> Remit:
        """A field of the commune, as departments have them."""
        return agencies.grant_remit(
            self.commune, "land", on=timezone.localdate(self.at), by=system("world", "Thế giới"), at=self.at
        )

    def delegation(self) -> Delegation:
        """The specialist's post, given over to the head of the unit."""
        return agencies.delegate(
            self.post("specialist"), to=self.account("unit_head"), from_=self.at, until=self.at + timedelta(days=3),
            reason="Nghỉ phép", by=system("world", "Thế giới"), at=self.at,
        )  # fmt: skip

    def write_article(self) -> Version:
        """A published page of the commune's, with a picture and a file, by an editor who is not among the actors."""
        account = make_account("writer", name="Trần Mẫu Thơ")
        self.writer = actor_for(make_post(self.commune, Role.EDITOR, account=account).account, at=self.at)
        text = content.Text(title="Lịch nghỉ", body="Bảy ngày", attachment=stored(shelf()), attachment_name="lich.pdf")
        draft = content.begin("tin-tuc", text, agency=self.commune, by=self.writer, at=self.at)
        self.photo = content.add_picture(
            draft.page_id, stored(shelf(), png(), name="a.png"), alt="Lịch", shelf=shelf(), by=self.writer, at=self.at
        )
        text = replace(text, cover=self.photo)
        return self.publish_article(content.write(draft.pk, text, seen=1, by=self.writer, at=self.at))

    def publish_article(self, draft: Version) -> Version:
        self.submit_article(draft)
        return content.publish(draft.pk, seen=draft.revision, by=self.actors["leader"], at=self.at)

    def draft_article(self) -> Version:
        """The next version of the page, being written."""
        page = self.article.page_id
        return content.begin_version(page, language="vi", by=self.writer, at=self.at)

    def submit_article(self, draft: Version | None = None) -> Version:
        """A version that waits for its review: of none, the next one."""
        draft = draft or self.draft_article()
        return content.submit(draft.pk, seen=draft.revision, by=self.writer, at=self.at)

    def owe(self) -> None:
        """The dossier is one that costs something."""
        filing = self.filing(edition("ho-tich/dang-ky-lai-khai-tu"), "granted", self.counter)
        self.dossier = self.receive(filing, "owed")

    def pay(self) -> FeeReceipt:
        self.owe()
        return services.collect(self.dossier.pk, method="cash", by=self.clerk, at=self.at)

    def have_paid(self) -> None:
        self.pay()

    def begin_to_pay(self) -> Order:
        """The filer has an order for what the dossier costs."""
        self.owe()
        return payments.order(self.dossier.pk, by=self.actors["filer"], at=self.at)

    def pay_online(self) -> Order:
        """The gateway has told that the order was paid; then the dossier was withdrawn."""
        order = self.begin_to_pay()
        payments.absorb(OrderTold(order.code, "GD-1", "paid", order.amount, self.at, "http://x/", ()), at=self.at)
        services.withdraw(self.dossier.pk, reason="Nộp nơi khác", by=self.clerk, at=self.at)
        order.refresh_from_db()
        return order

    def refund_fails(self) -> Order:
        """Nor can the gateway give it back."""
        order = self.pay_online()
        refund = payments.refund(order.pk, reason="Đã rút", by=self.clerk, at=self.at)
        refund.state, refund.next_ask_at = "failed", None
        refund.save()
        Order.objects.filter(pk=order.pk).update(state="paid")
        return order

    def day_told(self) -> DayTold:
        """The gateway's report of yesterday, which has the order on the wrong day."""
        return DayTold(timezone.localdate(self.at) - timedelta(days=1), (Booked(Way.IN, self.pay_online().code, 1),))

    def mismatch(self) -> Mismatch:
        """A difference on a day compared."""
        return payments.reconcile(self.day_told(), by=system("world", "Thế giới"), at=self.at).mismatches.get()

    def pay_and_withdraw(self) -> None:
        self.pay()
        services.withdraw(self.dossier.pk, reason="Nộp nơi khác", by=self.clerk, at=self.at)

    def ask(self) -> None:
        services.ask_supplement(self.dossier.pk, items=["Giấy báo tử"], reason="Mờ", by=self.clerk, at=self.at)

    def propose(self) -> None:
        self.complete("examine", "propose_grant", "specialist")

    def decide(self) -> None:
        self.propose()
        self.complete("sign", "approve", "leader")

    def complete(self, element: str, choice: str, who: str, result: Mapping[str, object] = GRANTED) -> None:
        by = self.actors[who]
        services.complete(self.dossier.pk, element=element, choice=choice, result=result, by=by, at=self.at)

    def ask_opinion(self) -> None:
        """The specialist asks the head of the unit."""
        services.ask_opinion(
            self.dossier.pk,
            element="examine",
            kind="opinion",
            agency=self.commune,
            role=Role.UNIT_HEAD,
            question="Đủ chưa?",
            days=1,
            by=self.actors["specialist"],
            at=self.at,
        )
        self.opinion = self.dossier.opinions.latest("pk").pk

    def be_late(self) -> None:
        """The dossier's time was over an hour ago."""
        Clock.objects.filter(pk=self.dossier.clock_id).update(due_at=self.at - timedelta(hours=1))

    def land(self) -> None:
        """The dossier is one on land, at the department; clerk and specialist have further posts for it, the specialist
        also at the tax office."""
        department = make_agency("H98.40", Kind.DEPARTMENT, parent=self.province, sector="environment")
        tax = make_agency("H98.41", Kind.DEPARTMENT, parent=self.province, sector="tax")
        counter = make_agency("H98.01", Kind.ONE_STOP, parent=self.province)
        for role, agency in ((Role.CLERK, counter), (Role.SPECIALIST, department), (Role.SPECIALIST, tax)):
            make_post(agency, role, account=self.account(role))
            self.actors[role] = actor_for(self.account(role), at=self.at)
        filing = self.filing(edition("dat-dai/bien-dong"), "granted-after-tax", counter)
        self.dossier = self.receive(filing, "k2")

    def await_tax(self) -> None:
        """The dossier on land waits until the tax is paid, of which the tax office has given notice."""
        self.land()
        self.complete("examine", "to_tax", "specialist")
        self.complete("determine", "notice", "specialist", OWED)

    def call(self) -> None:
        """The first number is at the window."""
        queues.call_next(self.line.pk, window="1", by=self.clerk, at=self.at)
