"""What has happened before a journey begins: dossiers received by the services, without the way over the pages."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count

from django.utils import timezone

from congvu.agencies.demo import PASSWORD, Province
from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.agencies.selectors import timetable
from congvu.agencies.testing import make_post
from congvu.dossiers import services
from congvu.dossiers.models import Dossier
from congvu.dossiers.services.stories import Stage, filing_of
from congvu.people.testing import make_account
from congvu.procedures.models import Edition
from congvu.procedures.selectors import stories
from congvu.procedures.testing import edition

HONG_BANG, KIEN_THUY = "Ủy ban nhân dân phường Hồng Bàng", "Ủy ban nhân dân xã Kiến Thụy"
LAND, BIRTH, DEATH, COPIES = (
    "dat-dai/bien-dong",
    "ho-tich/khai-sinh-lien-thong",
    "ho-tich/khai-tu",
    "chung-thuc/ban-sao",
)
_keys = count(1)


def stage_of(province: Province, agency: Agency) -> Stage:
    """The counter and the people of a commune or a department of the demonstration."""
    receiver = province.one_stops.get(agency.pk, province.one_stop)
    cast = {role: actor for (place, role), actor in province.actors.items() if place == agency.pk}
    return Stage(receiver, {**cast, Role.CLERK: province.actor(receiver, Role.CLERK)}, province.actors)


def received(
    province: Province,
    pack: str,
    agency: Agency,
    *,
    days_ago: int = 0,
    of: Edition | None = None,
    story: str = "",
) -> Dossier:
    """A dossier by one of the pack's worked examples, received at the agency's counter so many days ago."""
    published, stage = of or edition(pack), stage_of(province, agency)
    chosen = next(one for one in stories(published) if story in ("", one.key))
    at, key = timezone.now() - timedelta(days=days_ago), f"journey-{next(_keys)}"
    filing = filing_of(replace(chosen, received=at), published, stage)
    return services.receive(filing, intake_key=key, lookup_key=key, by=stage.cast[Role.CLERK], at=at)


def settled(province: Province, dossier: Dossier, *, result: dict[str, str], at: datetime | None = None) -> Dossier:
    """A death registration proposed and signed; it waits at the counter for whoever fetches it."""
    cast, at = stage_of(province, dossier.agency).cast, at or timezone.now()
    services.complete(
        dossier.pk, element="examine", choice="propose_grant", result=result, by=cast[Role.SPECIALIST], at=at
    )
    return services.complete(dossier.pk, element="sign", choice="approve", by=cast[Role.LEADER], at=at)


def second_administrator(province: Province) -> str:
    """Somebody else who governs; the username."""
    username = "quan-tri-hai"
    make_post(province.committee, Role.ADMIN, account=make_account(username, name="Ngô Mẫu Soát", password=PASSWORD))
    return username


def commune(name: str = HONG_BANG) -> Agency:
    return Agency.objects.get(name=name)


def working_day_before(dossier: Dossier) -> date:
    """The last day on which its agency works before the day when it is due."""
    days, day = timetable(dossier.agency_id), timezone.localdate(dossier.clock.due_at) - timedelta(days=1)
    while not days.works(day):
        day -= timedelta(days=1)
    return day
