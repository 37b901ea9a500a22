"""What the frame of every page shows: who is signed in, and where that person may go."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from congvu.agencies.models import Agency
from congvu.agencies.selectors import governs
from congvu.base.actors import Actor
from congvu.web.access import actor_of


class Item(NamedTuple):
    """A place in the navigation. `key` is the keyboard's way there; `roles` who sees it, none meaning everybody; `root`
    that only those do who hold the role for the whole tree; `under` where other addresses begin that belong to it."""

    label: Any  # gettext's lazy string
    page: str
    icon: str = ""
    key: str = ""
    roles: tuple[str, ...] = ()
    root: bool = False
    under: tuple[str, ...] = ()


DESK = ("clerk", "specialist", "unit_head", "leader")
PLANS = ("planner", "unit_head", "leader")
RECEIVED = tuple(
    f"/bao-cao-ke-hoach/{part}/" for part in ("tong-hop", "ban-tong-hop", "dien-giai", "che-do", "khao-sat")
)
WORK = (
    (
        "",
        (
            Item(_("Việc của tôi"), "desk-home", "inbox", "g i", (*DESK, "planner")),
            Item(_("Tiếp nhận hồ sơ"), "dossier-receive", "plus", "n", ("clerk",)),
            Item(_("Hồ sơ trực tuyến"), "online-waiting", "globe", "g o", ("clerk",)),
            Item(_("Gọi số"), "queues-calling", "people", "g s", ("clerk",)),
            Item(_("Sổ quỹ"), "cash-days", "money", "g q", ("clerk",)),
            Item(_("Thu trực tuyến"), "payments-orders", "globe", "", ("clerk", "admin")),
            Item(_("Tổ chức chờ xác nhận"), "claims-list", "building", "", ("clerk", "admin")),
            Item(_("Sổ hồ sơ"), "dossier-register", "folder", "g t", DESK),
            Item(pgettext_lazy("several", "Thủ tục"), "procedures-list", "book", "g p", (*DESK, "admin")),
            Item(_("Tin bài"), "content-list", "edit", "g n", ("editor", "leader")),
            Item(_("Thư báo"), "notices-preference", "alarm", "", (*DESK, "planner")),
            Item(_("Ủy quyền"), "delegations-list", "hand", "g y", (*DESK, "planner", "admin")),
        ),
    ),
    (
        _("Thống kê"),
        (
            Item(_("Bảng điều hành"), "statistics-board", "progress", "g b", (*DESK, "planner", "admin")),
            Item(_("Báo cáo"), "statistics-reports", "paper", "g r", (*DESK, "admin")),
            Item(_("Chấm điểm cơ quan"), "statistics-scoring", "check", "g d", (*DESK, "admin")),
        ),
    ),
    (
        _("Kế hoạch"),
        (
            Item(pgettext_lazy("several", "Kế hoạch"), "plans-list", "book", "g k", PLANS),
            Item(_("Báo cáo phải nộp"), "reporting-mine", "paper", "g h", PLANS),
            Item(_("Báo cáo nhận được"), "reporting-received", "inbox", "", ("planner", "leader"), under=RECEIVED),
            Item(_("Tiến độ"), "progress-plans", "progress", "g j", (*PLANS, "admin")),
            Item(_("Xếp hạng"), "progress-rankings", "sort", "", (*PLANS, "admin")),
            Item(_("Số đo tự động"), "measures-catalogue", "check", "", (*PLANS, "admin")),
        ),
    ),
    (
        _("Quản trị"),
        (
            Item(pgettext_lazy("several", "Cơ quan"), "agencies-list", "building", "g c", ("admin",)),
            Item(_("Sắp xếp tổ chức"), "reorganisation-list", "sort", "g x", ("admin",), True),
            Item(_("Chuyển bản thủ tục"), "edition-moves", "right", "", ("admin",), True),
            Item(_("Người dùng"), "people-list", "people", "g u", ("admin",)),
            Item(_("Ứng dụng kết nối"), "api-clients", "globe", "", ("admin",), True),
            Item(_("Mẫu giấy tờ"), "papers-preview", "print", "g m", ("admin",)),
            Item(_("Thư gửi đi"), "notices-outbox", "send", "", ("admin",)),
            Item(_("Mẫu tin báo"), "notices-templates", "paper", "", ("admin",), True),
        ),
    ),
)
PUBLIC = (
    Item(_("Trang chủ"), "portal-home"),
    Item(_("Thủ tục hành chính"), "portal-procedures"),
    Item(_("Tra cứu hồ sơ"), "portal-look-up"),
    Item(_("Hồ sơ của tôi"), "online-mine"),
    Item(_("Nơi nộp hồ sơ"), "portal-counters"),
    Item(_("Xác minh giấy tờ"), "portal-verify"),
    Item(_("Tin tức"), "content-news"),
    Item(_("Văn bản"), "content-texts"),
    Item(pgettext_lazy("several", "Kế hoạch"), "progress-public"),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Template context of the page frame. The names of the actor's agencies are looked up only if a page shows them."""
    actor = actor_of(request)
    return {
        "actor": actor,
        "demo": settings.DEMO,
        "province": settings.PROVINCE,
        "face": "web/work.html" if actor.seats else "web/page.html",
        "home": address("desk-home" if actor.seats else "portal-home"),
        "menu": [
            {"label": label, "entries": entries} for label, items in WORK if (entries := seen(items, actor, request))
        ],
        "public_menu": seen(PUBLIC, actor, request),
        "seats": SimpleLazyObject(lambda: agencies_of(actor)),
        "find_url": address("dossier-search") if actor.holds(*DESK) else "",
        "sign_in_url": address("account-sign-in"),
        "account_url": address("account-home") if actor.id.startswith("citizen:") else "",
        "security_url": address("account-security"),
        "sign_out_url": address("people-sign-out"),
        "desk_url": address("desk-home"),
        "language_url": address("web-language"),
        "components_url": address("web-components"),
        "map_url": address("content-sections"),
    }


def seen(items: Iterable[Item], actor: Actor, request: HttpRequest) -> list[dict[str, Any]]:
    """The items open to the actor, the one that the reader is in marked `here`."""
    rules = SimpleLazyObject(lambda: governs(actor))  # one query, and only where an item asks
    shown: list[dict[str, Any]] = [
        {
            "label": item.label, "url": url, "icon": item.icon, "key": item.key, "here": False,
            "under": (url, *item.under),
        }
        for item in items
        if (not item.roles or actor.holds(*item.roles)) and (not item.root or rules) and (url := address(item.page))
    ]  # fmt: skip
    around = [(len(way), entry) for entry in shown for way in entry["under"] if request.path.startswith(way)]
    if around:
        _length, nearest = max(around, key=lambda found: found[0])
        nearest["here"] = nearest["url"] != "/" or request.path == "/"
    return shown


def address(page: str) -> str:
    """The URL of a page by its name; empty where this installation has no such page."""
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""


def agencies_of(actor: Actor) -> list[str]:
    """Short names of the agencies for which the actor may act."""
    if not actor.seats:
        return []
    return list(Agency.objects.filter(pk__in=actor.agencies()).order_by("name").values_list("short_name", flat=True))
