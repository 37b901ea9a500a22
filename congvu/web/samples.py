"""Made-up things for the page of components; they are shown, never stored."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.utils.safestring import SafeString

from congvu.web.faces import FACES
from congvu.web.fields import FormField

NOW = datetime(2026, 3, 25, 1, 30, tzinfo=UTC)  # 08:30 in Việt Nam
DUE = datetime(2026, 3, 27, 9, 30, tzinfo=UTC)
PAST = datetime(2026, 3, 23, 10, 0, tzinfo=UTC)
SPRITE = Path(__file__).parent / "static" / "web" / "icons.svg"
DIAGRAM = SafeString(
    '<svg viewBox="0 0 600 90" role="img" aria-label="Thẩm tra xong, đang chờ ký duyệt">'
    '<rect class="bpmn-lane" x="1" y="1" width="598" height="88"/>'
    '<path class="bpmn-flow" d="M58 45H120M260 45H330M470 45H530"/>'
    '<g class="bpmn-event bpmn-event--done"><circle cx="40" cy="45" r="18"/></g>'
    '<g class="bpmn-task bpmn-task--done"><rect x="120" y="15" width="140" height="60" rx="8"/>'
    '<text class="bpmn-task__name" x="190" y="50" text-anchor="middle">Thẩm tra</text></g>'
    '<g class="bpmn-task bpmn-task--lit"><rect x="330" y="15" width="140" height="60" rx="8" stroke-width="3"/>'
    '<text class="bpmn-task__name" x="400" y="50" text-anchor="middle">Ký duyệt</text></g>'
    '<g class="bpmn-event"><circle cx="548" cy="45" r="18" stroke-width="3.5"/></g></svg>'
)
WAYS = [("sms", "Tin nhắn"), ("mail", "Thư điện tử")]
GENDERS = [("nam", "Nam"), ("nu", "Nữ"), ("khac", "Khác")]


def everything() -> dict[str, Any]:
    """The context of the page of components."""
    return {
        "kinds": kinds(),
        "wrong": wrong(),
        "mistakes": [("wrong_phone", "Số điện thoại thiếu chữ số."), ("wrong_day", "Ngày sinh ở tương lai.")],
        "asked": [FormField("textarea", "reason", "Lý do", required=True, attrs={"rows": 2})],
        "states": [state for state in FACES if state not in ("in_time", "due_soon", "overdue", "paused")],
        "times": ["in_time", "due_soon", "overdue", "paused"],
        "columns": columns(),
        "rows": rows(),
        "tabs": tabs(),
        "now": NOW,
        "due": DUE,
        "past": PAST,
        "lines": [
            "Nhận lúc 08:30 ngày 25/03/2026, trong giờ làm việc.",
            "Thời hạn 2,5 ngày làm việc, tính theo lịch của Bộ phận Một cửa phường Mẫu.",
            "25/03 tính 1 ngày, 26/03 tính 1 ngày, sáng 27/03 tính 0,5 ngày.",
            "Hẹn trả 16:30 ngày 27/03/2026.",
        ],
        "entries": entries(),
        "steps": steps(),
        "files": files(),
        "facts": facts(),
        "diagram": DIAGRAM,
        "buttons": [
            {"label": "Hoàn thành bước", "look": "primary", "icon": "tick"},
            {"label": "Yêu cầu bổ sung", "icon": "paper"},
            {"label": "In giấy tiếp nhận", "icon": "print", "look": "quiet"},
        ],
        "icons": re.findall(r'symbol id="(\w+)"', SPRITE.read_text(encoding="utf-8")),
        "crumbs": [("Trang chủ", "/"), ("Thủ tục hành chính", "/"), ("Đăng ký khai tử", "")],
    }


def kinds() -> list[FormField]:
    """One field of each kind, as it comes filled."""
    return [
        FormField("text", "name", "Họ và tên", "Nguyễn Văn Mẫu", "Viết như trong giấy tờ tùy thân.", required=True),
        FormField("textarea", "address", "Nơi cư trú", "Số 1, đường Mẫu,\nphường Mẫu", required=True),
        FormField("number", "copies", "Số bản sao", "2", required=True),
        FormField("money", "tax", "Số tiền đã nộp", 1250000, "Ghi trên biên lai."),
        FormField("date", "day", "Ngày mất", "2026-03-02", "Ví dụ 02/03/2026.", required=True),
        FormField("select", "kin", "Quan hệ", "con", required=True, options=[("con", "Con"), ("vo", "Vợ, chồng")]),
        FormField("radio", "gender", "Giới tính", "nu", required=True, options=GENDERS),
        FormField("checkboxes", "ways", "Nhận tin qua", ["sms"], options=WAYS),
        FormField("checkbox", "sure", "Tôi cam đoan những điều khai trên là đúng", True, required=True),
        FormField(
            "commune", "home", "Xã, phường, đặc khu", "xa thu", required=True, seek="home-seek",
            options=[("31537", "Xã Mẫu, tỉnh Mẫu (trước là xã Thử, tỉnh Thử)"), ("31540", "Xã Thử, tỉnh Mẫu")],
        ),
        FormField("file", "scan", "Bản chụp giấy báo tử", help="PDF, JPEG hoặc PNG, không quá 20 MB."),
        FormField("group", "witness", "Người làm chứng", help="Người không có quan hệ họ hàng.", fields=witness("0")),
        FormField(
            "group", "heirs", "Những người cùng đứng tên", add="heirs.add",
            fields=[FormField("group", "heirs.0", "Người thứ nhất", drop="heirs.0.drop", fields=witness("h0"))],
        ),
    ]  # fmt: skip


def witness(row: str) -> list[FormField]:
    return [
        FormField("text", f"witness.{row}.name", "Họ và tên", "Trần Thị Mẫu", required=True),
        FormField("date", f"witness.{row}.born", "Ngày sinh", "1970-05-19"),
    ]


def wrong() -> list[FormField]:
    """Fields that came back with errors."""
    return [
        FormField(
            "text", "wrong_phone", "Số điện thoại", "09000", "Mười chữ số.", ["Số điện thoại thiếu chữ số."], True
        ),
        FormField("date", "wrong_day", "Ngày sinh", "31/02/2030", "", ["Ngày sinh ở tương lai."], True),
        FormField("radio", "wrong_sex", "Giới tính", "", "", ["Hãy chọn một câu trả lời."], True, options=GENDERS),
        FormField("checkbox", "wrong_sure", "Tôi đã đọc", False, "", ["Hãy đánh dấu để nộp."], True),
    ]


def columns() -> list[dict[str, Any]]:
    return [
        {"label": "Mã hồ sơ", "sort_url": "?xep=ma"},
        {"label": "Người nộp"},
        {"label": "Trạng thái"},
        {"label": "Hẹn trả", "sort_url": "?xep=han", "sorted": "ascending"},
        {"label": "Lệ phí (đồng)", "numeric": True},
    ]


def rows() -> list[list[dict[str, Any]]]:
    told = [
        (
            "000.00.01.H00-260325-0001",
            "Nguyễn Văn Mẫu",
            "in_progress",
            "16:30 27/03/2026",
            "còn 2 ngày 8 giờ",
            "25.000",
        ),
        ("000.00.01.H00-260325-0002", "Trần Thị Mẫu", "awaiting_supplement", "17:00 30/03/2026", "tạm dừng", "0"),
        ("000.00.01.H00-260320-0017", "Công ty Mẫu", "decided", "17:00 23/03/2026", "quá hạn 1 ngày", "1.250.000"),
    ]
    return [
        [
            {"text": code, "url": "#table"},
            {"text": who, "note": "Đăng ký khai tử"},
            {"text": "", "state": state},
            {"text": due, "note": left},
            {"text": fee},
        ]
        for code, who, state, due, left, fee in told
    ]


def tabs() -> list[dict[str, Any]]:
    return [
        {"label": "Cần làm", "url": "#tabs", "count": 12, "here": True},
        {"label": "Sắp đến hạn", "url": "#tabs", "count": 3, "tone": "wait"},
        {"label": "Quá hạn", "url": "#tabs", "count": 1, "tone": "bad"},
        {"label": "Chờ bên ngoài", "url": "#tabs", "count": 0},
    ]


def entries() -> list[dict[str, Any]]:
    return [
        {"at": NOW, "what": "Tiếp nhận hồ sơ", "who": "Lê Thị Mẫu, Bộ phận Một cửa", "icon": "stamp", "tone": "busy"},
        {"at": NOW, "what": "Yêu cầu bổ sung", "who": "Phạm Văn Mẫu", "icon": "paper", "tone": "wait",
         "detail": "Thiếu giấy báo tử bản chính."},
        {"at": DUE, "what": "Ký duyệt kết quả", "who": "Vũ Văn Mẫu, Chủ tịch", "icon": "check", "tone": "good"},
    ]  # fmt: skip


def steps() -> list[dict[str, str]]:
    return [
        {"label": "Tiếp nhận", "stage": "done", "note": "08:30 ngày 25/03/2026"},
        {"label": "Thẩm tra", "stage": "current", "note": "Công chức tư pháp – hộ tịch"},
        {"label": "Ký duyệt", "stage": "next"},
        {"label": "Trả kết quả", "stage": "next"},
    ]


def files() -> list[dict[str, Any]]:
    return [
        {"name": "to-khai.pdf", "url": "#files", "size": 245_760, "note": "2 trang"},
        {"name": "giay-bao-tu.png", "url": "#files", "size": 1_310_720, "thumb": "/static/web/mark.svg"},
    ]


def facts() -> list[tuple[str, ...]]:
    return [
        ("Thủ tục", "Đăng ký khai tử"),
        ("Người nộp", "Nguyễn Văn Mẫu", "#summary", "Sửa"),
        ("Điện thoại", "0900 000 001"),
        ("Ghi chú", ""),
    ]
