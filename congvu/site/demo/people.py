"""Who is there besides the province's own: a second administrator, a colleague, an editor, two invented communes."""

from dataclasses import replace
from datetime import datetime

from congvu.agencies.demo import BEGINNING, TITLES, Province
from congvu.agencies.models import Agency, Post
from congvu.agencies.rules import Kind, Role
from congvu.agencies.selectors import actor_for
from congvu.agencies.services import create_agency, enrol
from congvu.base.actors import Actor
from congvu.people.models import Account

SECOND_ADMIN, COLLEAGUE, EDITOR = "quan-tri-2", "chuyen-vien-2.hong-bang", "bien-tap"
WARD = "11311"  # Hồng Bàng
# Neither is in the official list of units, so that merging them changes nothing that is fact.
INVENTED = (
    ("901", "xã Ví Dụ Đông", ("Trịnh Mẫu An", "Trịnh Mẫu Bình", "Trịnh Mẫu Cúc", "Trịnh Mẫu Dương")),
    ("902", "xã Ví Dụ Tây", ("Lương Mẫu An", "Lương Mẫu Bình", "Lương Mẫu Cúc", "Lương Mẫu Dương")),
)
ROLES = (Role.CLERK, Role.SPECIALIST, Role.UNIT_HEAD, Role.LEADER)
LEADER = "Chủ tịch Ủy ban nhân dân"


def complete(province: Province, *, by: Actor, at: datetime) -> Province:
    """The province with these people and communes: four eyes for a reorganisation, and something to reorganise."""
    ward = next(one for one in province.communes if one.unit_code == WARD)
    colleagues = (
        (SECOND_ADMIN, "Đinh Mẫu Quân", province.committee, Role.ADMIN),
        (COLLEAGUE, "Đinh Mẫu Hồng", ward, Role.SPECIALIST),
        (EDITOR, "Đinh Mẫu Thơ", province.committee, Role.EDITOR),
    )
    for username, name, agency, role in colleagues:
        title = TITLES[role]
        _shown(enrol(username, name=name, agency=agency, role=role, title=title, valid_from=BEGINNING, by=by, at=at))
    communes, stops, actors = list(province.communes), dict(province.one_stops), dict(province.actors)
    for code, place, names in INVENTED:
        commune, stop, posts = _commune(province, code, place, names, by=by, at=at)
        communes.append(commune)
        stops[commune.pk] = stop
        actors |= {(post.agency_id, post.role): actor_for(post.account, at=at) for post in posts}
    return replace(province, communes=tuple(communes), one_stops=stops, actors=actors)


def _shown(post: Post) -> None:
    """Offered for signing in, with the password that all of them have."""
    like = Account.objects.filter(is_demo=True).order_by("pk").first()
    assert like
    email = f"{post.account.username}@demo.example"
    Account.objects.filter(pk=post.account_id).update(is_demo=True, password=like.password, email=email)


def _commune(
    province: Province, number: str, place: str, names: tuple[str, ...], *, by: Actor, at: datetime
) -> tuple[Agency, Agency, list[Post]]:
    code = f"{province.committee.code}.{number}"
    commune = create_agency(
        code, name=f"Ủy ban nhân dân {place}", short_name=f"UBND {place}", kind=Kind.COMMUNE_COMMITTEE,
        parent=province.committee, valid_from=BEGINNING, by=by, at=at,
    )  # fmt: skip
    stop = create_agency(
        f"{code}.01", name=f"Trung tâm Phục vụ hành chính công {place}", short_name=f"Một cửa {place}",
        kind=Kind.ONE_STOP, parent=commune, valid_from=BEGINNING, by=by, at=at,
    )  # fmt: skip
    posts = [
        enrol(
            f"{role.value.replace('_', '-')}.{code.lower()}", name=name, agency=stop if role == Role.CLERK else commune,
            role=role, title=TITLES.get(role, LEADER), valid_from=BEGINNING, by=by, at=at,
        )
        for role, name in zip(ROLES, names, strict=True)
    ]  # fmt: skip
    return commune, stop, posts
