"""Who files from home in the demonstration: a citizen and a company's accountant, and what they have sent in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from congvu.agencies.demo import PASSWORD, Province
from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.agencies.selectors import actor_for, timetable
from congvu.base.actors import Actor
from congvu.base.working_time import in_vietnam
from congvu.dossiers.demo import Happening, World
from congvu.dossiers.demo.hours import after, before
from congvu.dossiers.demo.offices import Office
from congvu.dossiers.demo.scans import scans
from congvu.dossiers.demo.scripts import Course, Repertoire, Script
from congvu.dossiers.models import Dossier
from congvu.dossiers.services import Upload
from congvu.dossiers.services.stories import DEEDS, filing_of
from congvu.files.selectors import shelf
from congvu.files.services import store
from congvu.online import services as online
from congvu.online.models import Submission
from congvu.online.services import OnlineFiling
from congvu.people.models import Account, Party
from congvu.people.rules import NOTICE_VERSION, Assurance
from congvu.people.services.citizens import new_citizen
from congvu.people.services.companies import claim_company, confirm_claim
from congvu.site.demo.people import WARD

CITIZEN, ACCOUNTANT = "cong-dan", "ke-toan"
PEOPLE = (
    (CITIZEN, "Nguyễn Mẫu Lan", "031190007701", "+84900000701"),
    (ACCOUNTANT, "Trần Mẫu Hồng", "031190007702", "+84900000702"),
)
COMPANY = ("0200000021", "Công ty TNHH Mẫu Sao Biển")
CLAIMED = ("9999999997", "Công ty cổ phần Mẫu Gió Biển")  # nobody has looked at it yet
CONFIRMED = "Đã xem giấy chứng nhận đăng ký doanh nghiệp (mẫu)"
WHY_REFUSED = "Ảnh chụp giấy tờ bị mờ, không đọc được. Mời chụp lại rõ bốn góc rồi nộp lại."
MOST_DEEDS = 8  # of the example that is worked to its end
PICTURES = 2  # of papers: enough to look at


@dataclass(frozen=True)
class Sent:
    """One filing: how many minutes of work ago, and what the counter has answered after how many; with `settled` the
    dossier was worked to its end."""

    ago: int
    answered: int = 0
    refused: bool = False
    settled: bool = False


# The counter has 480 minutes: the last but one waits too long already.
FILED = (
    Sent(9_000, 60, settled=True),
    Sent(2_000, 120, refused=True),
    Sent(700, 650),
    Sent(600),
    Sent(430),
    Sent(150),
    Sent(25),
)


def happenings(province: Province, *, until: datetime, by: Actor) -> Iterator[Happening]:
    """All that they do, and what the ward's counter answers; in the year that ends now, at `until`."""
    ward = next(one for one in province.communes if getattr(one, "unit_code", "") == WARD)
    hours = timetable(province.one_stops[ward.pk].pk)
    told = _Told(ward, by)
    yield Happening(before(until, FILED[0].ago + 450, hours), told.register)
    for place, sent in enumerate(FILED):
        at = before(until, sent.ago, hours)
        yield Happening(at, told.sending(place))
        if sent.answered:
            answered = after(at, sent.answered, hours)
            yield Happening(answered, told.refusing(place) if sent.refused else told.accepting(place))
        if sent.settled:
            yield from told.settling(place, answered, lambda at: after(at, 40, hours))
    yield Happening(before(until, 90, hours), told.draft)


class _Told:
    """What was done so far; one after another, as the year goes on."""

    def __init__(self, ward: Agency, by: Actor) -> None:
        self.ward, self.by = ward, by
        self.sent: dict[int, Submission] = {}
        self.dossiers: dict[int, Dossier] = {}
        self.pictures: list[Upload] = []

    def register(self, world: World, at: datetime) -> None:
        """Both get an account, confirmed by e-identity. The counter confirms that one acts for a company; of another
        claim it has yet to look at the papers."""
        for username, name, number, phone in PEOPLE:
            account = new_citizen(name, consent=NOTICE_VERSION, way="code", at=at, number=number)
            account.username, account.phone, account.email = username, phone, f"{username}@demo.example"
            account.assurance, account.is_demo = Assurance.EID_2, True
            account.set_password(PASSWORD)
            account.save()
        claim_company(*CLAIMED, by=_actor(CITIZEN, at), at=at)
        claim = claim_company(*COMPANY, by=_actor(ACCOUNTANT, at), at=at)
        clerk = self._office(world).stage.cast[Role.CLERK]
        confirm_claim(claim.pk, evidence=CONFIRMED, by=clerk, at=at)
        drawn = list(scans(Random(7)))[:PICTURES]  # noqa: S311  # lines on a picture, not a secret
        self.pictures = [Upload(store(data, name=name, into=shelf(), by=self.by, at=at), name) for name, data in drawn]

    def sending(self, place: int) -> Callable[[World, datetime], None]:
        def do(world: World, at: datetime) -> None:
            keys = {"intake_key": f"demo:online:{place}", "lookup_key": f"demo-online-{place}"}
            by = _actor(CITIZEN, at)
            self.sent[place] = online.file(self._filing(world, place, at), by=by, at=at, **keys)

        return do

    def accepting(self, place: int) -> Callable[[World, datetime], None]:
        def do(world: World, at: datetime) -> None:
            clerk = self._office(world).stage.cast[Role.CLERK]
            self.dossiers[place] = online.accept(self.sent[place].pk, by=clerk, at=at)

        return do

    def refusing(self, place: int) -> Callable[[World, datetime], None]:
        def do(world: World, at: datetime) -> None:
            clerk = self._office(world).stage.cast[Role.CLERK]
            online.refuse(self.sent[place].pk, reason=WHY_REFUSED, by=clerk, at=at)

        return do

    def settling(self, place: int, accepted: datetime, later: Callable[[datetime], datetime]) -> Iterator[Happening]:
        """The deeds of the worked example, one after another."""

        def doing(number: int) -> Callable[[World, datetime], None]:
            def do(world: World, at: datetime) -> None:
                office = self._office(world)
                deeds = _script(_offered(office)[place]).deeds
                if number < len(deeds):
                    deed = replace(deeds[number], at=at)
                    self.dossiers[place] = DEEDS[deed.do](self.dossiers[place], deed, office.stage)

            return do

        at = accepted
        for number in range(MOST_DEEDS):
            at = later(at)
            yield Happening(at, doing(number))

    def draft(self, world: World, at: datetime) -> None:
        """Something half filled in, to go on with on another device."""
        filing, by = self._filing(world, len(FILED), at), _actor(CITIZEN, at)
        draft = online.begin(filing.edition, filing.party, by=by, at=at)
        some = dict(list(filing.answers.items())[:3])
        online.keep(draft.key, answers=some, receiver=filing.receiver, place="answers", by=by, at=at)

    def _filing(self, world: World, place: int, at: datetime) -> OnlineFiling:
        office = self._office(world)
        offered = _offered(office)
        one = world.repertoire(offered[place % len(offered)], on=in_vietnam(at).date())
        told = filing_of(_script(one).story, one.edition, office.stage)
        party = Party.objects.get(account__username=CITIZEN)
        papers = [paper for paper in one.known.pack.papers if paper.required]
        uploads = [
            replace(self.pictures[number % PICTURES], paper_key=paper.key) for number, paper in enumerate(papers)
        ]
        who = replace(told.applicant, name=party.name, id_number=party.number)
        return OnlineFiling(one.edition, party, who, told.answers, uploads, receiver=office.stage.receiver)

    def _office(self, world: World) -> Office:
        return world.office(self.ward.pk)


def _offered(office: Office) -> list[Repertoire]:
    """What the ward settles of what may be filed from home, in a fixed order; what ends plainly first."""
    able = [one for one in office.repertoires if "online" in one.known.pack.channels and Course.PLAIN in one.scripts]
    citizens = [one for one in able if "citizen" in one.known.pack.subjects and not one.known.pack.legs]
    return sorted(citizens, key=lambda one: (len(_script(one).deeds), one.known.pack.code))


def _script(one: Repertoire) -> Script:
    return one.scripts[Course.PLAIN][0]


def _actor(username: str, at: datetime) -> Actor:
    return actor_for(Account.objects.get(username=username), at=at)
