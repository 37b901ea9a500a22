"""The demonstration province: every room's part of it, from the ground up, and who can sign in to it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from congvu.agencies.demo import PASSWORD, SHOWN_UNITS, Province, build_province
from congvu.agencies.models import Post
from congvu.agencies.rules import Role
from congvu.base.actors import system
from congvu.base.refusals import Refusal
from congvu.dossiers.demo import build_dossiers
from congvu.files.selectors import shelf
from congvu.people.models import Account
from congvu.people.rules import AccountKind
from congvu.procedures.rules import FolderError, from_folder, packs_in
from congvu.procedures.services import publish
from congvu.queues.services import open_line
from congvu.site.demo.people import complete
from congvu.site.demo.plans import build_plans
from congvu.site.demo.year import eves, happenings
from congvu.statistics.services import keep

DOSSIERS = 1000
LINES = {"A": "Hộ tịch, chứng thực", "B": "Đất đai, xây dựng", "C": "Kinh doanh và việc khác"}
BEGINNING = datetime(2025, 7, 1, 7, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
BUILDER = system("demo", "Dữ liệu trình diễn")
Tell = Callable[[str], None]
Progress = Callable[[int, int], None]


def build(*, dossiers: int, until: datetime, tell: Tell, progress: Progress | None = None) -> None:
    """Fill empty tables with a year of work that ends now, at `until`. The same arguments give the same province."""
    tell("Founding the agencies, their posts and calendars")
    province = complete(build_province(by=BUILDER, at=BEGINNING), by=BUILDER, at=BEGINNING)
    open_lines(province)
    publish_packs(tell)
    tell(f"Receiving and settling {dossiers} dossiers of the last twelve months")
    built = build_dossiers(
        province, count=dossiers, until=until, by=BUILDER, shelf=shelf(), progress=progress,
        happenings=happenings(province, until=until, by=BUILDER), eves=eves(province, until=until),
    )  # fmt: skip
    for line in sorted(set(built.broken)):
        tell(f"A dossier could not follow its example and stays where it was: {line}")
    tell("Reading the journal into the books")
    _keep_books(until)
    build_plans(until=until, by=BUILDER, tell=tell)
    _keep_books(until)  # what the plans wrote in the journal is read too, although no book needs it


def _keep_books(until: datetime) -> None:
    while keep(at=until):
        pass


def open_lines(province: Province) -> None:
    """Lines to take numbers from, at the counters where somebody sits who is shown on the tour."""
    staffed = {agency for agency, role in province.actors if role == Role.CLERK}
    for counter in (province.one_stop, *province.one_stops.values()):
        if counter.pk in staffed and (counter.pk == province.one_stop.pk or counter.unit_code in SHOWN_UNITS):
            for letter, name in LINES.items():
                open_line(counter, letter=letter, name=name, by=BUILDER, at=BEGINNING)


def publish_packs(tell: Tell) -> None:
    """All packs of the house; one that does not pass its check is named and left out."""
    packs = packs_in(settings.PACKS_ROOT)
    tell(f"Publishing {len(packs)} procedures")
    for pack in packs:
        try:
            publish(from_folder(pack), by=BUILDER, at=BEGINNING)
        except (Refusal, FolderError) as problem:
            tell(f"{pack.parent.name}/{pack.name} is left out: {problem}")


def sign_ins() -> Iterator[str]:
    """One demonstration account for each role, all of the same office where it has them."""
    shown = Post.objects.filter(account__is_demo=True).select_related("account", "agency").order_by("pk")
    for role in Role:
        posts = [post for post in shown if post.role == role]
        # The commune's: a newcomer follows one dossier through one office. Only the administrator sits elsewhere.
        post = next((post for post in posts if post.agency.unit_code), posts[0] if posts else None)
        if post:
            yield f"{post.account.username:<26}{role.label}, {post.agency.name}"
    for account in Account.objects.filter(is_demo=True, kind=AccountKind.CITIZEN).order_by("pk"):
        yield f"{account.username + '@demo.example':<26}{AccountKind.CITIZEN.label}, {account.name}"
    yield f"{'':<26}mật khẩu của mọi tài khoản trình diễn: {PASSWORD}"
