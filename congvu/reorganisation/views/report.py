"""A report of what moved, or would move, as tables of the house."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from congvu.agencies.rules import Role
from congvu.reorganisation.rules import Kind
from congvu.web.spelling import grouped

LISTED = 12  # names of procedures that a cell shows


def shown(report: Mapping[str, Any]) -> dict[str, Any]:
    """The report for its template: figures over all, then each change with its tables."""
    totals = report["totals"]
    return {
        "figures": _figures(totals),
        "seconds": report["seconds"],
        "problems": totals["problems"],
        "changes": [_change(part) for part in report["changes"]],
    }


def _figures(of: Mapping[str, int]) -> list[tuple[str, str]]:
    told = (
        (_("Hồ sơ chuyển đi"), "dossiers"),
        (_("trong đó: nơi giải quyết thay đổi"), "settling"),
        (_("trong đó: nơi tiếp nhận thay đổi"), "receiving"),
        (_("Hồ sơ trực tuyến đang chờ tiếp nhận"), "submissions"),
        (_("Phần việc phối hợp (liên thông)"), "legs"),
        (_("Bước đang mở"), "steps"),
        (_("Việc trong hộp việc"), "duties"),
        (_("Việc phải nhận lại vì người đang giữ không có vị trí ở nơi mới"), "released"),
        (_("Thời hạn đang chạy"), "running"),
        (_("Thời hạn đang tạm dừng"), "paused"),
        (_("Hạn đổi vì giờ làm việc khác nhau"), "due_moved"),
        (_("Vị trí công tác"), "posts"),
        (_("Tài khoản tiếp tục đăng nhập ở nơi mới"), "accounts"),
        (_("Sổ đánh số được khóa"), "books"),
    )
    return [(label, grouped(of[key])) for label, key in told if of[key] or key == "dossiers"]


def _change(part: Mapping[str, Any]) -> dict[str, Any]:
    moving = part["kind"] in {Kind.MERGE, Kind.MOVE_REMIT}
    tables = [
        _table(
            _("Vị trí công tác chuyển sang"), _posts_head(), [_post(row) for row in part["post_rows"]], part["posts"]
        ),
        _table(_("Sổ đánh số khóa lại"), _books_head(), [_book(row) for row in part["book_rows"]], part["books"]),
        _table(_("Hạn thay đổi"), _due_head(), [_due(row) for row in part["due_rows"]], part["due_moved"]),
        _table(
            _("Thủ tục tại các nơi tiếp nhận"),
            _counters_head(),
            [_counter(row) for row in part["counters"]],
            len(part["counters"]),
        ),
    ]
    return {
        "what": part["what"],
        "figures": _figures(part) if moving else [],
        "agencies": part["agencies"],
        "below": part["below"],
        "tables": [table for table in tables if table["rows"]],
        "problems": [_problem(one) for one in part["problems"]],
    }


def _table(caption: str, columns: list[dict[str, Any]], rows: list[Any], of: int) -> dict[str, Any]:
    if len(rows) < of:
        caption = _("{caption}: {shown} dòng đầu trong {all}").format(caption=caption, shown=len(rows), all=of)
    return {"caption": caption, "columns": columns, "rows": rows}


def _posts_head() -> list[dict[str, Any]]:
    return [{"label": _("Họ và tên")}, {"label": _("Chức danh")}, {"label": _("Từ")}, {"label": _("Sang")}]


def _books_head() -> list[dict[str, Any]]:
    return [{"label": _("Cơ quan")}, {"label": _("Sổ")}, {"label": _("Số cuối cùng"), "numeric": True}]


def _due_head() -> list[dict[str, Any]]:
    return [{"label": _("Mã hồ sơ")}, {"label": _("Hạn cũ")}, {"label": _("Hạn mới")}]


def _counters_head() -> list[dict[str, Any]]:
    return [
        {"label": _("Nơi tiếp nhận")},
        {"label": _("Trước"), "numeric": True},
        {"label": _("Sau"), "numeric": True},
        {"label": _("Không còn nhận")},
        {"label": _("Nhận thêm")},
        {"label": _("Đổi nơi giải quyết")},
    ]


def _post(row: Sequence[str]) -> list[dict[str, Any]]:
    name, username, title, role, old, new = row
    return [{"text": name, "note": username}, {"text": title, "note": Role(role).label}, {"text": old}, {"text": new}]


def _book(row: Sequence[Any]) -> list[dict[str, Any]]:
    return [{"text": row[0]}, {"text": row[1]}, {"text": grouped(row[2])}]


def _due(row: Sequence[str]) -> list[dict[str, Any]]:
    return [{"text": row[0]}, *({"text": _moment(said)} for said in row[1:])]


def _counter(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    lists = ({"text": _some(row[key])} for key in ("gone", "come", "other"))
    return [{"text": row["counter"]}, {"text": row["before"]}, {"text": row["after"]}, *lists]


def _some(codes: Sequence[str]) -> str:
    if not codes:
        return "—"
    more = len(codes) - LISTED
    listed = ", ".join(codes[:LISTED])
    return _("{codes} và {more} thủ tục khác").format(codes=listed, more=more) if more > 0 else listed


def _problem(one: Mapping[str, Any]) -> str:
    if one["kind"] == "nobody":
        return _("{agency}: chưa có ai giữ vai trò “{role}”, trong khi có {steps} bước đang chờ.").format(
            agency=one["agency"], role=Role(one["role"]).label, steps=one["steps"]
        )
    if one["kind"] == "cash_open":
        told = _("{agency} còn {days} ngày chưa khóa sổ quỹ. Hãy khóa sổ trước khi thực hiện.")
        return told.format(**one)
    return _("{agency} còn {legs} phần việc phối hợp phải trả lời; chúng ở lại nơi này.").format(**one)


def _moment(said: str) -> str:
    return f"{timezone.localtime(datetime.fromisoformat(said)):%H:%M %d/%m/%Y}"


_ROWS = ((_post, "post_rows"), (_book, "book_rows"), (_due, "due_rows"))
