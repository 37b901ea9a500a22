"""A stage with its cast, and dossiers on it, for anybody's tests and for playing stories."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.services.calendars import seed_holidays
from congvu.agencies.testing import make_agency, make_official
from congvu.base.actors import Actor, system
from congvu.dossiers.models import Dossier
from congvu.dossiers.services.stories import Stage, begin
from congvu.procedures.models import Edition
from congvu.procedures.rules import Competent
from congvu.procedures.selectors import compiled, stories
from congvu.procedures.testing import edition

TELLER = system("stories", "Người kể")


def moment(text: str) -> datetime:
    """ "2026-03-02 15:20", Vietnamese time."""
    return datetime.strptime(f"{text} +0700", "%Y-%m-%d %H:%M %z")


def a_stage(
    competent: Competent,
    *,
    legs: Iterable[Competent] = (),
    code: str = "H98",
    years: tuple[int, ...] = (2025, 2026, 2027),
) -> Stage:
    """A province on the standard timetable with real holidays, the counter for this competent agency, and a cast; and
    the agencies of the legs with theirs."""
    at = moment("2025-07-01 08:00")
    seed_holidays(years, by=TELLER, at=at)
    province = make_agency(code, Kind.PROVINCE_COMMITTEE, name="Ủy ban nhân dân thành phố Ví Dụ")
    agency = make_agency(f"{code}.31", competent.kind, parent=province, sector=competent.sector)
    commune = competent.kind == Kind.COMMUNE_COMMITTEE
    receiver = make_agency(f"{code}.31.01", Kind.ONE_STOP, parent=agency if commune else province)
    others: dict[tuple[int, str], Actor] = {}
    for number, wanted in enumerate(sorted({(one.kind, one.sector) for one in legs}), 41):
        commune = wanted[0] == Kind.COMMUNE_COMMITTEE
        there = agency if commune and competent.kind == Kind.COMMUNE_COMMITTEE else None
        there = there or make_agency(f"{code}.{number}", wanted[0], parent=province, sector=wanted[1])
        roles = (Role.SPECIALIST, Role.UNIT_HEAD, Role.LEADER)
        others |= {(there.pk, role.value): make_official(there, role) for role in roles}
    return Stage(receiver, cast_of(agency, receiver), others)


def a_stage_for(edition: Edition, *, code: str = "H98") -> Stage:
    """The stage on which a published procedure's examples are played."""
    pack = compiled(edition).pack
    return a_stage(pack.competent, legs=[leg.agency for leg in pack.legs.values()], code=code)


def cast_of(agency: Agency, receiver: Agency) -> Mapping[str, Actor]:
    """One official per role: the clerk at the counter, the others where the dossier is settled."""
    return {
        role: make_official(receiver if role == Role.CLERK else agency, role)
        for role in (Role.CLERK, Role.SPECIALIST, Role.UNIT_HEAD, Role.LEADER)
    }


def a_dossier(pack: str = "ho-tich/khai-tu", *, story: str = "") -> tuple[Dossier, Stage]:
    """A dossier just received at the counter, by the pack's own example (the first, unless one is named)."""
    published = edition(pack)
    stage = a_stage_for(published)
    chosen = next(one for one in stories(published) if story in ("", one.key))
    return begin(chosen, published, stage), stage
