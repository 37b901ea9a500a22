"""What happens in the demonstration's year besides dossiers: editions, a merger, and people who are away."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from congvu.agencies.demo import Province
from congvu.agencies.models import Agency, Post
from congvu.agencies.selectors import actor_for
from congvu.agencies.services import delegate, end_delegation
from congvu.base.actors import Actor
from congvu.dossiers.demo import Eve, Happening, World
from congvu.dossiers.models import Step
from congvu.dossiers.rules import WORKING
from congvu.dossiers.services import reassign
from congvu.people.models import Account
from congvu.procedures.rules import Files, from_folder
from congvu.procedures.services import publish
from congvu.reorganisation import services as reorganisation
from congvu.reorganisation.models import Batch
from congvu.reorganisation.rules import Kind
from congvu.site.demo import citizens, newsroom
from congvu.site.demo.people import COLLEAGUE, INVENTED, SECOND_ADMIN

DAY = timedelta(days=1)
MERGED, NEW_EDITION, NEWEST_EDITION = 120 * DAY, 180 * DAY, 6 * DAY  # before now
MOVED_DUTY = ("culture", "education")
PLANNED_DUTY = ("science", "trade")
PASSED_ON = ("chuyen-vien.hong-bang", COLLEAGUE, "truong-phong.hong-bang")
# Of each second edition: the pack, how long ago, and what is written otherwise.
EDITIONS: tuple[tuple[str, timedelta, Mapping[str, str]], ...] = (
    (
        "chung-thuc/ban-sao",
        NEW_EDITION,
        {
            "Bản sao đúng với bản chính": "Đã đối chiếu, bản sao đúng với bản chính",
            "Quyển số": "Sổ chứng thực, quyển số",
        },
    ),
    ("xay-dung/gpxd-nha-o", NEWEST_EDITION, {"Hồ sơ hợp lệ, kiểm tra thực địa": "Hồ sơ hợp lệ, hẹn kiểm tra thực địa"}),
)


@dataclass(frozen=True)
class Absence:
    """Somebody gives the own post over to a colleague: who, to whom, and from when to when, in days before now."""

    username: str
    to: str
    since: float
    until: float
    ended: float | None = None
    reason: str = "Nghỉ phép năm"


ABSENCES = (
    Absence("lanh-dao.hong-bang", "truong-phong.hong-bang", 60, 53),
    Absence("lanh-dao.moi-truong", "truong-phong.moi-truong", 95, 85, ended=90, reason="Đi công tác"),
    Absence("truong-phong.thue", "lanh-dao.thue", 31, 24, reason="Đi học"),
    Absence("lanh-dao.kien-thuy", "truong-phong.kien-thuy", 2, -5, reason="Đi công tác"),
    Absence("truong-phong.xay-dung", "chuyen-vien.xay-dung", 1, -3, reason="Nghỉ ốm"),
    Absence("chuyen-vien.cong-an", "truong-phong.cong-an", 1, -2, reason="Đi tập huấn"),
)


def happenings(province: Province, *, until: datetime, by: Actor) -> list[Happening]:
    """All of them, for a year that ends now, at `until`."""
    return [
        *_editions(until=until, by=by),
        *_merger(province, until=until),
        *_plan(province, until=until),
        *(one for absence in ABSENCES for one in _absence(absence, until=until)),
        *citizens.happenings(province, until=until, by=by),
        *newsroom.happenings(province, until=until),
        Happening(until - timedelta(minutes=1), _pass_on),
    ]


def eves(province: Province, *, until: datetime) -> list[Eve]:
    """Something must be under way where an agency is merged or loses a duty."""
    at = _midnight(until - MERGED)
    old, new = _invented(province)
    return [Eve(old.pk, at), Eve(new.pk, at, 2), Eve(province.departments[MOVED_DUTY[0]].pk, at, 4)]


def second_edition(pack: str, said: Mapping[str, str], *, valid_from: datetime) -> Files:
    """The pack with other words, as its second edition."""
    texts = dict(from_folder(settings.PACKS_ROOT / pack).texts)
    text = texts["procedure.yaml"]
    text = text.replace('number: "1"', 'number: "2"', 1)
    text = text.replace('valid_from: "2025-07-01"', f'valid_from: "{timezone.localdate(valid_from)}"', 1)
    for was, now in said.items():
        text = text.replace(was, now)
    return Files({**texts, "procedure.yaml": text})


def _editions(*, until: datetime, by: Actor) -> Iterator[Happening]:
    for pack, ago, said in EDITIONS:
        begins = _midnight(until - ago)
        files = second_edition(pack, said, valid_from=begins)

        def do(world: World, at: datetime, files: Files = files) -> None:
            world.publish(publish(files, by=by, at=at))

        yield Happening(begins - 3 * DAY + timedelta(hours=9), do)


def _invented(province: Province) -> tuple[Agency, Agency]:
    codes = {commune.code: commune for commune in province.communes}
    first, second = (codes[f"{province.committee.code}.{number}"] for number, _, _ in INVENTED)
    return first, second


def _merger(province: Province, *, until: datetime) -> Iterator[Happening]:
    """Two invented communes become one, which gets a name of its own; a duty goes to another department."""
    old, new = _invented(province)
    midnight, kept = _midnight(until - MERGED), {}

    def prepare(_world: World, at: datetime) -> None:
        by = _signed_in("quan-tri", at)
        batch = reorganisation.prepare(
            "Sáp nhập xã Ví Dụ Đông vào xã Ví Dụ Tây", decision="12/NQ-HĐND", effective_on=midnight.date(), by=by, at=at
        )
        _change(batch, Kind.MERGE, old, new, by=by, at=at)
        named = {"name": "Ủy ban nhân dân xã Ví Dụ", "short_name": "UBND xã Ví Dụ"}
        _change(batch, Kind.RENAME, new, None, by=by, at=at, facts=named)
        of, to = (province.departments[sector] for sector in MOVED_DUTY)
        _change(batch, Kind.MOVE_REMIT, of, to, by=by, at=at, facts={"sector": MOVED_DUTY[0]})
        reorganisation.submit(batch.pk, by=by, at=at)
        kept["batch"] = batch.pk

    def review(_world: World, at: datetime) -> None:
        reorganisation.review(kept["batch"], by=_signed_in(SECOND_ADMIN, at), at=at)

    def perform(world: World, at: datetime) -> None:
        reorganisation.perform_due(at=at)
        world.succeed(old, new)
        world.succeed(*(province.departments[sector] for sector in MOVED_DUTY))

    yield Happening(midnight - 12 * DAY + timedelta(hours=9), prepare)
    yield Happening(midnight - 7 * DAY + timedelta(hours=15), review)
    yield Happening(midnight, perform)


def _plan(province: Province, *, until: datetime) -> Iterator[Happening]:
    """A batch for tomorrow that waits for the second administrator."""

    def prepare(_world: World, at: datetime) -> None:
        by = _signed_in("quan-tri", at)
        tomorrow = timezone.localdate(until + DAY)
        batch = reorganisation.prepare(
            "Chuyển lĩnh vực khoa học sang Sở Công Thương", decision="45/QĐ-UBND", effective_on=tomorrow, by=by, at=at
        )
        of, to = (province.departments[sector] for sector in PLANNED_DUTY)
        _change(batch, Kind.MOVE_REMIT, of, to, by=by, at=at, facts={"sector": PLANNED_DUTY[0]})
        reorganisation.submit(batch.pk, by=by, at=at)

    yield Happening(until - timedelta(minutes=30), prepare)


def _change(
    batch: Batch, kind: Kind, agency: Agency, other: Agency | None, *, by: Actor, at: datetime,
    facts: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    reorganisation.add_change(batch.pk, kind=kind, agency=agency, other=other, facts=facts, by=by, at=at)


def _absence(absence: Absence, *, until: datetime) -> Iterator[Happening]:
    """The post is given over; while it is, the colleague does the work of both."""
    morning = _midnight(until) + timedelta(hours=8)
    begins, ends = morning - absence.since * DAY, morning - absence.until * DAY
    kept: dict[str, Actor] = {}

    def away(world: World, at: datetime) -> None:
        post = Post.objects.select_related("agency", "account").get(account__username=absence.username)
        to = Account.objects.get(username=absence.to)
        by = actor_for(post.account, at=at)
        delegate(post, to=to, from_=at, until=ends, reason=absence.reason, by=by, at=at)
        kept["former"] = world.seat(post.agency, post.role, actor_for(to, at=at))

    def back(world: World, at: datetime) -> None:
        post = Post.objects.select_related("agency", "account").get(account__username=absence.username)
        if absence.ended is not None:
            end_delegation(post.delegations.latest("pk"), by=actor_for(post.account, at=at), at=at)
        world.seat(post.agency, post.role, kept["former"])

    yield Happening(begins, away)
    over = ends if absence.ended is None else morning - absence.ended * DAY
    if over < until:
        yield Happening(over, back)


def _pass_on(_world: World, at: datetime) -> None:
    """The head of a unit gives what one specialist has in hand to the other."""
    mine = Step.objects.filter(account__username=PASSED_ON[0], done_at=None, waits=False, leg=None)
    step = mine.filter(dossier__state__in=WORKING).order_by("pk").first()
    if step is not None:
        to = Account.objects.get(username=PASSED_ON[1])
        by = _signed_in(PASSED_ON[2], at)
        reassign(step.dossier_id, element=step.element, to=to.pk, reason="Chia bớt việc", by=by, at=at)


def _signed_in(username: str, at: datetime) -> Actor:
    return actor_for(Account.objects.get(username=username), at=at)


def _midnight(at: datetime) -> datetime:
    return timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
