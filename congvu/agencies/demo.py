"""The demonstration province: Hải Phòng as after July 2025, with invented officials.

`docs/demo-province.md` says what in it is fact and what is invented. Everything is made in bulk, in one transaction,
without chance: the same arguments make the same province.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import count
from typing import NamedTuple

from django.contrib.auth.hashers import make_password
from django.db import transaction

from congvu import places
from congvu.agencies import events, refusals
from congvu.agencies.models import Agency, Post, Remit
from congvu.agencies.rules import Kind, Role
from congvu.agencies.selectors.posts import EVERYWHERE
from congvu.agencies.services import calendars
from congvu.base.actors import Actor, Seat
from congvu.base.refusals import Refusal
from congvu.base.working_time import STANDARD, Hours
from congvu.journal.services import record
from congvu.people.models import Account

PROVINCE_UNIT, CODE = "31", "H24"
BEGINNING = date(2025, 7, 1)
YEARS = (2025, 2026, 2027)
SATURDAY = 5
PASSWORD = "trinh-dien-cong-vu"  # noqa: S105  # of accounts that sign in nowhere but in the demonstration

DEPARTMENTS = (  # name, short name, sector
    ("Văn phòng Ủy ban nhân dân thành phố", "Văn phòng UBND", "office"),
    ("Sở Nội vụ", "Sở Nội vụ", "home_affairs"),
    ("Sở Tài chính", "Sở Tài chính", "finance"),
    ("Sở Xây dựng", "Sở Xây dựng", "construction"),
    ("Sở Nông nghiệp và Môi trường", "Sở NN&MT", "environment"),
    ("Sở Tư pháp", "Sở Tư pháp", "justice"),
    ("Sở Công Thương", "Sở Công Thương", "trade"),
    ("Sở Khoa học và Công nghệ", "Sở KH&CN", "science"),
    ("Sở Văn hóa, Thể thao và Du lịch", "Sở VHTT&DL", "culture"),
    ("Sở Y tế", "Sở Y tế", "health"),
    ("Sở Giáo dục và Đào tạo", "Sở GD&ĐT", "education"),
    ("Thanh tra thành phố", "Thanh tra", "inspection"),
    ("Ban Quản lý Khu kinh tế Hải Phòng", "BQL Khu kinh tế", "economic_zone"),
)
# They are under their ministries, not under the committee, but settle their legs of the city's dossiers, and the
# one-stop receives for them: here they stand among the departments.
VERTICAL = (
    ("Thuế thành phố Hải Phòng", "Thuế thành phố", "tax"),
    ("Công an thành phố Hải Phòng", "Công an thành phố", "police"),
    ("Bảo hiểm xã hội thành phố Hải Phòng", "BHXH thành phố", "social_insurance"),
)
SHOWN_UNITS = {"11311": "hong-bang", "11680": "kien-thuy", "11914": "cat-hai"}
SHOWN_SECTORS = {
    "construction": "xay-dung",
    "justice": "tu-phap",
    "trade": "cong-thuong",
    "environment": "moi-truong",
    "inspection": "thanh-tra",
    "tax": "thue",
    "police": "cong-an",
    "social_insurance": "bao-hiem",
}
USERNAMES = {
    Role.CLERK: "mot-cua",
    Role.SPECIALIST: "chuyen-vien",
    Role.UNIT_HEAD: "truong-phong",
    Role.LEADER: "lanh-dao",
    Role.PLANNER: "ke-hoach",
    Role.ADMIN: "quan-tri",
}
TITLES = {
    Role.CLERK: "Công chức tiếp nhận và trả kết quả",
    Role.SPECIALIST: "Chuyên viên",
    Role.UNIT_HEAD: "Trưởng phòng",
    Role.PLANNER: "Cán bộ kế hoạch, báo cáo",
    Role.EDITOR: "Biên tập viên cổng thông tin",
    Role.ADMIN: "Quản trị hệ thống",
}
LEADERS = {
    "Sở": "Giám đốc",
    "Bảo": "Giám đốc",
    "Công": "Giám đốc",
    "Thuế": "Trưởng Thuế thành phố",
}  # by the first word
SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương")
GIVEN = (
    "An", "Bình", "Châu", "Dũng", "Đức", "Giang", "Hà", "Hải", "Hạnh", "Hiền", "Hoa",
    "Hòa", "Hùng", "Hương", "Khánh", "Lan", "Linh", "Long", "Mai", "Minh", "Nam", "Nga",
    "Ngọc", "Nhung", "Oanh", "Phong", "Phúc", "Phương", "Quang", "Quỳnh", "Sơn", "Tâm", "Thảo",
    "Thắng", "Thanh", "Thu", "Thủy", "Trang", "Tuấn", "Vân", "Việt", "Yến",
)  # fmt: skip


class Opening(NamedTuple):
    """A post to be filled. `shown` accounts are offered for signing in."""

    agency: Agency
    role: Role
    title: str
    username: str
    shown: bool


@dataclass(frozen=True)
class Province:
    """What was built. `one_stops` are by the id of their committee, `departments` by sector."""

    committee: Agency
    one_stop: Agency
    departments: dict[str, Agency]
    communes: tuple[Agency, ...]
    one_stops: dict[int, Agency]
    actors: dict[tuple[int, str], Actor] = field(default_factory=dict)

    def actor(self, agency: Agency, role: str) -> Actor:
        """The first holder of a role at an agency. A clerk sits at a one-stop, the others at the agency itself."""
        return self.actors[agency.pk, role]


@transaction.atomic
def build_province(*, at: datetime, by: Actor) -> Province:
    """Build the province; its roots are founded by the system only. Refusals: agencies.not_admin, code_taken."""
    if EVERYWHERE not in by.seats:
        raise Refusal(refusals.NOT_ADMIN, agency=CODE)
    if Agency.objects.filter(code=CODE).exists():
        raise Refusal(refusals.CODE_TAKEN, code=CODE)
    province = _agencies()
    _calendar(province, at=at, by=by)
    # The vertical agencies come last: whoever was there before them keeps the same invented name.
    vertical = [sector for _name, _short, sector in VERTICAL]
    openings = [
        *_province_openings(province),
        *_department_openings(province, [sector for sector in province.departments if sector not in vertical]),
        *_commune_openings(province),
        *_department_openings(province, vertical),
        *_planner_openings(province),
    ]
    posts = _fill(openings)
    for post in posts:
        seat = frozenset({Seat(post.agency_id, post.role)})
        province.actors[post.agency_id, post.role] = Actor(f"official:{post.account_id}", post.account.name, seat)
    record(
        events.PROVINCE_BUILT, province.committee, by=by, at=at, name=province.committee.name,
        agencies=Agency.objects.count(), accounts=len(openings), posts=len(posts),
    )  # fmt: skip
    return province


def _agencies() -> Province:
    """The committee, its departments with their remits, its one-stop, the communes and theirs: five inserts."""
    [root] = Agency.objects.bulk_create(
        [
            _agency(
                CODE,
                "Ủy ban nhân dân thành phố Hải Phòng",
                "UBND thành phố",
                Kind.PROVINCE_COMMITTEE,
                unit=PROVINCE_UNIT,
            )
        ]
    )
    departments = Agency.objects.bulk_create(
        _agency(f"{CODE}.{number:02}", name, short, Kind.DEPARTMENT if sector != "office" else Kind.OFFICE, root)
        for number, (name, short, sector) in enumerate((*DEPARTMENTS, *VERTICAL), start=1)
    )
    by_sector = {
        sector: agency for (*_names, sector), agency in zip((*DEPARTMENTS, *VERTICAL), departments, strict=True)
    }
    Remit.objects.bulk_create(
        Remit(agency=agency, sector=sector, valid_from=BEGINNING) for sector, agency in by_sector.items()
    )
    centre = _agency(
        f"{CODE}.50", "Trung tâm Phục vụ hành chính công thành phố Hải Phòng", "Trung tâm PVHCC", Kind.ONE_STOP, root
    )
    communes = [
        _agency(f"{CODE}.{number}", *_committee_names(unit), Kind.COMMUNE_COMMITTEE, root, unit=unit.code)
        for number, unit in enumerate(places.communes(PROVINCE_UNIT), start=101)
    ]
    centre, *communes = Agency.objects.bulk_create([centre, *communes])
    stops = Agency.objects.bulk_create(
        _agency(
            f"{commune.code}.01", f"Trung tâm Phục vụ hành chính công {_place(commune)}",
            f"Một cửa {_place(commune)}"[:80], Kind.ONE_STOP, commune, unit=commune.unit_code,
        )
        for commune in communes
    )  # fmt: skip
    return Province(
        committee=root,
        one_stop=centre,
        departments=by_sector,
        communes=tuple(communes),
        one_stops={stop.parent_id or 0: stop for stop in stops},
    )


def _calendar(province: Province, *, at: datetime, by: Actor) -> None:
    """The city's hours, from which all below it inherit; the centre receives on Saturday mornings besides."""
    calendars.set_hours(province.committee, STANDARD, valid_from=BEGINNING, by=by, at=at)
    saturday = Hours(SATURDAY, time(7, 30), time(11, 30), counts=False)
    calendars.set_hours(province.one_stop, (*STANDARD, saturday), valid_from=BEGINNING, by=by, at=at)
    calendars.seed_holidays(YEARS, by=by, at=at)


def _agency(
    code: str, name: str, short_name: str, kind: str, parent: Agency | None = None, *, unit: str = ""
) -> Agency:
    return Agency(
        code=code, name=name, short_name=short_name, kind=kind, parent=parent, unit_code=unit, valid_from=BEGINNING
    )


def _committee_names(unit: places.Commune) -> tuple[str, str]:
    """ "Phường Hồng Bàng" has "Ủy ban nhân dân phường Hồng Bàng", in short "UBND phường Hồng Bàng"."""
    place = unit.name[0].lower() + unit.name[1:]
    return f"Ủy ban nhân dân {place}", f"UBND {place}"


def _place(commune: Agency) -> str:
    return commune.name.removeprefix("Ủy ban nhân dân ")


def _province_openings(province: Province) -> Iterator[Opening]:
    yield Opening(province.committee, Role.ADMIN, TITLES[Role.ADMIN], "quan-tri", shown=True)
    yield Opening(province.one_stop, Role.CLERK, TITLES[Role.CLERK], "mot-cua.hai-phong", shown=True)
    yield Opening(
        province.committee, Role.LEADER, "Chủ tịch Ủy ban nhân dân thành phố", "lanh-dao.hai-phong", shown=True
    )


def _department_openings(province: Province, sectors: list[str]) -> Iterator[Opening]:
    for sector in sectors:
        agency = province.departments[sector]
        place = SHOWN_SECTORS.get(sector) or agency.code.lower()
        titles = {**TITLES, Role.LEADER: LEADERS.get(agency.name.split()[0], "Thủ trưởng cơ quan")}
        for role in (Role.SPECIALIST, Role.UNIT_HEAD, Role.LEADER):
            yield Opening(agency, role, titles[role], f"{USERNAMES[role]}.{place}", sector in SHOWN_SECTORS)


def _commune_openings(province: Province) -> Iterator[Opening]:
    for commune in province.communes:
        shown = SHOWN_UNITS.get(commune.unit_code)
        place = shown or commune.code.lower()
        titles = {**TITLES, Role.LEADER: "Chủ tịch Ủy ban nhân dân"}
        yield Opening(province.one_stops[commune.pk], Role.CLERK, TITLES[Role.CLERK], f"mot-cua.{place}", bool(shown))
        for role in (Role.SPECIALIST, Role.UNIT_HEAD, Role.LEADER) if shown else (Role.SPECIALIST, Role.LEADER):
            yield Opening(commune, role, titles[role], f"{USERNAMES[role]}.{place}", bool(shown))


def _planner_openings(province: Province) -> Iterator[Opening]:
    """Who plans and reports: one at the committee, at each department and at each commune."""
    role, title = Role.PLANNER, TITLES[Role.PLANNER]
    yield Opening(province.committee, role, title, f"{USERNAMES[role]}.hai-phong", shown=True)
    for sector, agency in province.departments.items():
        place = {**SHOWN_SECTORS, "science": "khoa-hoc"}.get(sector)
        yield Opening(agency, role, title, f"{USERNAMES[role]}.{place or agency.code.lower()}", bool(place))
    for commune in province.communes:
        shown = SHOWN_UNITS.get(commune.unit_code)
        yield Opening(commune, role, title, f"{USERNAMES[role]}.{shown or commune.code.lower()}", bool(shown))


def _names() -> Iterator[str]:
    """Surname, "Mẫu" (specimen) as every middle name, given name: nobody who lives is called so by all of them."""
    for number in count():
        yield f"{SURNAMES[number % len(SURNAMES)]} Mẫu {GIVEN[number // len(SURNAMES) % len(GIVEN)]}"


def _fill(openings: list[Opening]) -> list[Post]:
    """One new account for each opening. One hash serves all shown accounts: making it is slow on purpose."""
    password, nobody = make_password(PASSWORD), make_password(None)
    accounts = Account.objects.bulk_create(
        Account(
            username=each.username, name=name, email=f"{each.username}@demo.example",
            is_demo=each.shown, password=password if each.shown else nobody,
        )
        for each, name in zip(openings, _names(), strict=False)
    )  # fmt: skip
    return Post.objects.bulk_create(
        Post(agency=each.agency, account=account, role=each.role, title=each.title, valid_from=BEGINNING)
        for each, account in zip(openings, accounts, strict=True)
    )
