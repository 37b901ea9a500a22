"""Agencies are founded, renamed, moved and closed by who administers them; what cannot be is refused."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from congvu.agencies import selectors, services
from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import BEGINNING, make_agency, make_official, make_post
from congvu.base.actors import STRANGER, Actor, system
from congvu.base.refusals import Refusal
from congvu.journal.models import Entry

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ON = date(2026, 3, 2)
SYSTEM = system("test", "Hệ thống")

pytestmark = pytest.mark.django_db


@pytest.fixture
def root() -> Agency:
    return make_agency("H24", Kind.PROVINCE_COMMITTEE)


def create(code: str, parent: Agency | None, *, by: Actor = SYSTEM, kind: str = Kind.DEPARTMENT) -> Agency:
    return services.create_agency(
        code, name="Sở Xây dựng", kind=kind, parent=parent, valid_from=BEGINNING, by=by, at=AT, sector="construction"
    )


def test_an_agency_is_founded_with_one_line(root: Agency) -> None:
    agency = create("H24.04", root)
    assert agency.folded == "so xay dung h24 04"
    entry = Entry.objects.get()
    assert (entry.event, entry.subject) == ("agencies.agency_created", f"agencies.agency:{agency.pk}")
    assert entry.facts["parent"] == root.name


@pytest.mark.parametrize(
    ("code", "kind", "refused"),
    [
        ("H24", Kind.DEPARTMENT, "code_taken"),
        ("h24.04", Kind.DEPARTMENT, "code_bad"),
        ("H24..04", Kind.DEPARTMENT, "code_bad"),
        ("", Kind.DEPARTMENT, "code_bad"),
        ("H24.04", "ministry", "kind_unknown"),
    ],
)
def test_a_founding_that_cannot_be_changes_nothing(root: Agency, code: str, kind: str, refused: str) -> None:
    with pytest.raises(Refusal, match=rf"agencies\.{refused}"):
        create(code, root, kind=kind)
    assert list(Agency.objects.all()) == [root]
    assert not Entry.objects.exists()


def test_a_root_is_founded_by_the_system_only(root: Agency) -> None:
    with pytest.raises(Refusal, match=r"agencies\.not_admin"):
        create("H29", None, by=make_official(root, Role.ADMIN))
    assert create("H29", None).parent is None


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMIN])
def test_other_roles_change_no_agency(root: Agency, role: str) -> None:
    refuse_all(root, make_official(root, role))


def test_strangers_and_administrators_of_elsewhere_change_no_agency(root: Agency) -> None:
    other, below = make_agency("H29", Kind.PROVINCE_COMMITTEE), make_agency("H24.101", parent=root)
    refuse_all(root, STRANGER)
    refuse_all(root, make_official(other, Role.ADMIN))
    refuse_all(root, make_official(below, Role.ADMIN))


def refuse_all(agency: Agency, by: Actor) -> None:
    target = make_agency("H99", Kind.OFFICE)
    deeds: tuple[Callable[[], Agency], ...] = (
        lambda: create("H24.04", agency, by=by),
        lambda: services.rename(agency, name="Khác", short_name="Khác", by=by, at=AT),
        lambda: services.correct(agency, code="H24", unit_code="", address="Mới", phone="", by=by, at=AT),
        lambda: services.move(agency, parent=target, by=by, at=AT),
        lambda: services.close(agency, on=ON, by=by, at=AT),
    )
    for deed in deeds:
        with pytest.raises(Refusal, match=r"agencies\.not_admin"):
            deed()
    assert not Entry.objects.exists()
    target.delete()


def test_an_administrator_reaches_everything_below_and_nothing_beside(root: Agency) -> None:
    commune = make_agency("H24.101", parent=root)
    stop = make_agency("H24.101.01", Kind.ONE_STOP, parent=commune)
    beside = make_agency("H24.102", parent=root)
    by = make_official(commune, Role.ADMIN)
    reached = [selectors.administers(by, agency.pk) for agency in (root, commune, stop, beside)]
    assert reached == [False, True, True, False]
    assert set(selectors.administered(by)) == {commune, stop}
    assert selectors.administers(SYSTEM, beside.pk)
    assert selectors.administered(SYSTEM).count() == 4
    assert not selectors.administered(STRANGER).exists()


def test_a_new_name_is_found_and_the_old_one_told(root: Agency) -> None:
    services.rename(root, name="Ủy ban nhân dân thành phố Đỏ", short_name="UBND", by=SYSTEM, at=AT)
    assert list(selectors.found_by("thanh pho do")) == [root]
    assert Entry.objects.get().facts["was"] == root.name


def test_a_correction_tells_what_changed_and_an_empty_one_nothing(root: Agency) -> None:
    same = {"code": "H24", "unit_code": "", "address": "", "phone": ""}
    services.correct(root, **same, by=SYSTEM, at=AT)
    assert not Entry.objects.exists()
    services.correct(root, **{**same, "address": "Số 1"}, by=SYSTEM, at=AT)
    assert Entry.objects.get().facts["changes"] == "address: Số 1"


def test_an_agency_moves_but_never_below_itself(root: Agency) -> None:
    one, two = make_agency("H24.1", parent=root), make_agency("H24.2", parent=root)
    below = make_agency("H24.1.1", parent=one)
    for parent in (one, below):
        with pytest.raises(Refusal, match=r"agencies\.in_a_circle"):
            services.move(one, parent=parent, by=SYSTEM, at=AT)
    services.move(one, parent=two, by=SYSTEM, at=AT)
    assert selectors.ancestors(below.pk) == [below.pk, one.pk, two.pk, root.pk]
    assert set(selectors.tree(two.pk, on=ON)) == {two, one, below}


def test_an_agency_closes_once_nothing_hangs_on_it(root: Agency) -> None:
    agency, heir = make_agency("H24.1", parent=root), make_agency("H24.2", parent=root)
    below = make_agency("H24.1.1", parent=agency)
    post = make_post(agency, Role.CLERK)

    def close(*, on: date = ON, successor: Agency = heir) -> Agency:
        return services.close(agency, on=on, successor=successor, by=SYSTEM, at=AT)

    with pytest.raises(Refusal, match=r"agencies\.ends_too_early"):
        close(on=BEGINNING)
    with pytest.raises(Refusal, match=r"agencies\.own_successor"):
        close(successor=agency)
    with pytest.raises(Refusal, match=r"agencies\.has_posts"):
        close()
    services.end_post(post, on=ON, by=SYSTEM, at=AT)
    with pytest.raises(Refusal, match=r"agencies\.has_children"):
        close()
    services.close(below, on=ON, by=SYSTEM, at=AT)
    assert close().successor == heir
    assert agency not in selectors.valid(on=ON)
    assert agency in selectors.valid(on=date(2026, 3, 1))
    closed = Agency.objects.get(pk=agency.pk)
    with pytest.raises(Refusal, match=r"agencies\.closed"):
        close()
    with pytest.raises(Refusal, match=r"agencies\.closed"):
        services.move(heir, parent=closed, by=SYSTEM, at=AT)


def test_dossiers_are_received_at_ones_own_one_stop_or_the_nearest_above(root: Agency) -> None:
    department = make_agency("H24.04", Kind.DEPARTMENT, parent=root, sector="construction")
    with pytest.raises(Refusal, match=r"agencies\.no_one_stop"):
        selectors.receiving_unit(department, on=ON)
    centre = make_agency("H24.50", Kind.ONE_STOP, parent=root)
    commune = make_agency("H24.101", parent=root)
    stop = make_agency("H24.101.01", Kind.ONE_STOP, parent=commune)
    assert selectors.one_stop_of(commune.pk, on=ON) == stop
    assert selectors.receiving_unit(commune, on=ON) == stop
    assert selectors.receiving_unit(department, on=ON) == centre
    assert selectors.receiving_unit(root, on=ON) == centre


def test_the_competent_are_found_by_kind_and_sector_below(root: Agency) -> None:
    department = make_agency("H24.04", Kind.DEPARTMENT, parent=root, sector="construction")
    make_agency("H24.06", Kind.DEPARTMENT, parent=root, sector="justice")
    commune = make_agency("H24.101", parent=root)
    assert list(selectors.competent(Kind.DEPARTMENT, "construction", under=root.pk, on=ON)) == [department]
    assert list(selectors.competent(Kind.COMMUNE_COMMITTEE, under=root.pk, on=ON)) == [commune]
    assert list(selectors.competent(Kind.COMMUNE_COMMITTEE, under=commune.pk, on=ON)) == [commune]
    assert not selectors.competent(Kind.DEPARTMENT, "construction", under=commune.pk, on=ON).exists()
    assert not selectors.competent(Kind.COMMUNE_COMMITTEE, under=root.pk, on=date(2025, 6, 30)).exists()
