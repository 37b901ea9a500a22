"""Which department is competent for which field on which day, and how a field moves from one to another."""

from datetime import UTC, date, datetime

import pytest

from congvu.agencies import selectors, services
from congvu.agencies.models import Agency, Remit
from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import BEGINNING, make_agency, make_official
from congvu.base.actors import system
from congvu.base.refusals import Refusal
from congvu.journal.models import Entry

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ON = date(2026, 4, 1)
SYSTEM = system("test", "Hệ thống")

pytestmark = pytest.mark.django_db


@pytest.fixture
def root() -> Agency:
    return make_agency("H24", Kind.PROVINCE_COMMITTEE)


@pytest.fixture
def building(root: Agency) -> Agency:
    return make_agency("H24.04", Kind.DEPARTMENT, parent=root, sector="construction", name="Sở Xây dựng")


@pytest.fixture
def land(root: Agency) -> Agency:
    return make_agency("H24.05", Kind.DEPARTMENT, parent=root, sector="environment", name="Sở NN&MT")


def competent(root: Agency, sector: str, on: date) -> list[str]:
    return [agency.code for agency in selectors.competent(Kind.DEPARTMENT, sector, under=root.pk, on=on)]


def move(sector: str, old: Agency, new: Agency, *, on: date = ON, decision: str = "12/QĐ") -> Remit:
    return services.move_remit(sector, from_agency=old, to_agency=new, on=on, decision=decision, by=SYSTEM, at=AT)


def test_a_field_moves_on_its_day_and_its_history_stays(root: Agency, building: Agency, land: Agency) -> None:
    moved = move("construction", building, land)
    assert competent(root, "construction", date(2026, 3, 31)) == ["H24.04"]
    assert competent(root, "construction", ON) == ["H24.05"]
    assert competent(root, "environment", ON) == ["H24.05"]
    assert selectors.sectors_of(land.pk, on=ON) == {"construction", "environment"}
    assert not selectors.sectors_of(building.pk, on=ON)
    assert (moved.decision, moved.valid_from, building.remits.get().valid_to) == ("12/QĐ", ON, ON)
    entry = Entry.objects.get()
    assert (entry.event, entry.subject) == ("agencies.remit_moved", f"agencies.agency:{land.pk}")
    assert (entry.facts["was"], entry.facts["code"], entry.facts["on"]) == ("Sở Xây dựng", "H24.05", "01/04/2026")


def test_a_field_comes_back_later(root: Agency, building: Agency, land: Agency) -> None:
    move("construction", building, land)
    move("construction", land, building, on=date(2026, 6, 1))
    assert [competent(root, "construction", date(2026, month, 15)) for month in (3, 4, 6)] == [
        ["H24.04"], ["H24.05"], ["H24.04"],
    ]  # fmt: skip


def test_a_founded_department_has_its_first_field_and_committees_need_none(root: Agency) -> None:
    made = services.create_agency(
        "H24.06", name="Sở Tư pháp", kind=Kind.DEPARTMENT, parent=root, valid_from=BEGINNING, sector="justice",
        by=SYSTEM, at=AT,
    )  # fmt: skip
    commune = make_agency("H24.101", parent=root)
    assert competent(root, "justice", ON) == [made.code]
    services.grant_remit(commune, "land", on=BEGINNING, by=SYSTEM, at=AT)  # it stays a committee
    assert list(selectors.competent(Kind.COMMUNE_COMMITTEE, under=root.pk, on=ON)) == [commune]


def test_what_cannot_move_is_refused(root: Agency, building: Agency, land: Agency) -> None:
    for sector, old, new, change, refused in (
        ("justice", building, land, {}, "lacks_sector"),
        ("construction", building, building, {}, "own_successor"),
        ("construction", building, land, {"decision": " "}, "decision_empty"),
        ("construction", building, land, {"on": date(2025, 6, 30)}, "ends_too_early"),
    ):
        with pytest.raises(Refusal, match=rf"agencies\.{refused}:"):
            move(sector, old, new, **change)
    services.grant_remit(land, "construction", on=date(2026, 5, 1), by=SYSTEM, at=AT)
    with pytest.raises(Refusal, match=r"agencies\.has_sector"):
        move("construction", building, land)
    assert competent(root, "construction", ON) == ["H24.04"]


def test_a_closed_department_receives_nothing(building: Agency, land: Agency) -> None:
    services.end_remit(land.remits.get(), on=ON, by=SYSTEM, at=AT)
    services.close(land, on=ON, by=SYSTEM, at=AT)
    with pytest.raises(Refusal, match=r"agencies\.closed"):
        move("construction", building, land)


def test_a_field_is_given_once_ended_once_and_spelled_as_packs_spell_it(land: Agency) -> None:
    remit = services.grant_remit(land, "home_affairs", on=ON, decision=" 3/QĐ ", by=SYSTEM, at=AT)
    assert remit.decision == "3/QĐ"
    with pytest.raises(Refusal, match=r"agencies\.has_sector"):
        services.grant_remit(land, "home_affairs", on=ON, by=SYSTEM, at=AT)
    for wrong in ("", "Xây dựng", "home affairs", "_land"):
        with pytest.raises(Refusal, match=r"agencies\.sector_bad"):
            services.grant_remit(land, wrong, on=ON, by=SYSTEM, at=AT)
    with pytest.raises(Refusal, match=r"agencies\.begins_too_early"):
        services.grant_remit(land, "trade", on=date(2025, 6, 30), by=SYSTEM, at=AT)
    services.end_remit(remit, on=ON, by=SYSTEM, at=AT)
    assert "home_affairs" not in selectors.sectors_of(land.pk, on=ON)
    with pytest.raises(Refusal, match=r"agencies\.remit_ended"):
        services.end_remit(remit, on=ON, by=SYSTEM, at=AT)
    events = [entry.event for entry in Entry.objects.order_by("pk")]
    assert events == ["agencies.remit_granted", "agencies.remit_ended"]


def test_an_agency_is_not_closed_while_it_has_a_field(land: Agency) -> None:
    with pytest.raises(Refusal, match=r"agencies\.has_remits"):
        services.close(land, on=ON, by=SYSTEM, at=AT)


def test_only_who_administers_both_moves_a_field(root: Agency, building: Agency, land: Agency) -> None:
    for place, role in ((root, Role.LEADER), (building, Role.ADMIN), (land, Role.ADMIN)):
        with pytest.raises(Refusal, match=r"agencies\.not_admin"):
            services.move_remit(
                "construction", from_agency=building, to_agency=land, on=ON, decision="1", at=AT,
                by=make_official(place, role),
            )  # fmt: skip
    assert not Entry.objects.exists()
