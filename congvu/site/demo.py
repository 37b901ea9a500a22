"""The demonstration province: every room's part of it, from the ground up, and who can sign in to it."""

import importlib
import importlib.util
from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from congvu.agencies.demo import PASSWORD, Province, build_province
from congvu.agencies.models import Post
from congvu.agencies.rules import Role
from congvu.agencies.services.calendars import seed_holidays
from congvu.base.actors import system
from congvu.procedures.rules import from_folder, packs_in
from congvu.procedures.services import publish

DOSSIERS = 1000
BEGINNING = datetime(2025, 7, 1, 7, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
YEARS = (2025, 2026, 2027)
BUILDER = system("demo", "Dữ liệu trình diễn")


def build(*, dossiers: int, tell: Callable[[str], None]) -> None:
    """Fill empty tables. The same number gives the same province."""
    tell("Founding the agencies, their posts and calendars")
    province = build_province(by=BUILDER, at=BEGINNING)
    seed_holidays(YEARS, by=BUILDER, at=BEGINNING)
    packs = packs_in(settings.PACKS_ROOT)
    tell(f"Publishing {len(packs)} procedures")
    for pack in packs:
        publish(from_folder(pack), by=BUILDER, at=BEGINNING)
    build_dossiers(province, dossiers, tell)


def build_dossiers(province: Province, number: int, tell: Callable[[str], None]) -> None:
    """The part of the room `dossiers`, where it has one."""
    if importlib.util.find_spec("congvu.dossiers.demo"):
        tell(f"Settling {number} dossiers")
        importlib.import_module("congvu.dossiers.demo").build_dossiers(province, number=number, by=BUILDER)


def sign_ins() -> Iterator[str]:
    """One demonstration account for each role, all of the same office where it has them."""
    shown = Post.objects.filter(account__is_demo=True).select_related("account", "agency").order_by("pk")
    for role in Role:
        posts = [post for post in shown if post.role == role]
        # The commune's: a newcomer follows one dossier through one office. Only the administrator sits elsewhere.
        post = next((post for post in posts if post.agency.unit_code), posts[0] if posts else None)
        if post:
            yield f"{post.account.username:<26}{role.label}, {post.agency.name}"
    yield f"{'':<26}mật khẩu của mọi tài khoản trình diễn: {PASSWORD}"
