"""The metrics that are declared and wait: each lights up when the room that feeds it is built below this one, by one
function of its key in `selectors.counters` and its move from here to `lit`."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from congvu.measures.rules.metrics import Metric, Room

PRODUCTS = (("openoffice", "OpenOffice, LibreOffice"), ("thunderbird", "Thunderbird"), ("firefox", "Firefox"),
            ("unikey", "UniKey"))  # fmt: skip
SYSTEMS = (("ubuntu", "Ubuntu"), ("linux", "Linux"), ("windows", "Windows"))
COURSES = (
    ("oss_basic", _("phần mềm nguồn mở cơ bản")),
    ("oss_advanced", _("phần mềm nguồn mở hệ thống, chuyên sâu")),
    ("oss_specialised", _("phần mềm nguồn mở chuyên ngành")),
    ("oss_support", _("kỹ thuật hỗ trợ phần mềm nguồn mở")),
    ("it_basic", _("kỹ năng công nghệ thông tin cơ bản")),
    ("cio", _("giám đốc công nghệ thông tin")),
)
WAITS: dict[str, Any] = {
    "inventory": _("Chưa có phần kiểm kê máy tính. Số đo này sáng khi máy trạm gửi kiểm kê về hệ thống."),
    "documents": _("Chưa có phần văn bản điện tử. Số đo này sáng khi văn bản đi, đến được xử lý trên hệ thống."),
    "training": _("Chưa có phần đào tạo. Số đo này sáng khi lớp học và kết quả được ghi trên hệ thống."),
    "registers": _("Hệ thống chưa có nguồn này. Cơ quan tự báo cáo số liệu."),
}
SOURCES: dict[str, Any] = {
    "inventory": _("Kiểm kê do phần mềm trên máy trạm gửi về"),
    "documents": _("Văn bản đi, đến và tệp đính kèm"),
    "training": _("Lớp học, bài kiểm tra và kết quả"),
    "registers": _("Chưa có"),
}
COVERS: dict[str, Any] = {
    "inventory": _("Máy trạm đã gửi kiểm kê trên tổng số máy trạm."),
    "documents": _("Văn bản xử lý trên hệ thống."),
    "training": _("Lớp học ghi trên hệ thống."),
    "registers": "",
}


def _dark(room: Room, key: str, name: Any, definition: Any, kind: Any = "stock", why: Any = "") -> Metric:
    return Metric(
        key, name, definition, SOURCES[room], kind, room, COVERS[room], lit=False, why_dark=why or WAITS[room]
    )  # fmt: skip


DARK = (
    _dark("registers", "hr.it_staff", _("Cán bộ chuyên trách công nghệ thông tin"),
          _("Người chuyên trách của cơ quan."),
          why=_("Vị trí công tác chưa nói ai chuyên trách công nghệ thông tin. Cơ quan tự báo cáo số liệu.")),
    _dark("inventory", "ws.active", _("Máy trạm đang dùng"), _("Máy trạm có kiểm kê trong 30 ngày.")),
    _dark("inventory", "ws.oss_set", _("Máy trạm đủ bộ phần mềm nguồn mở"),
          _("Máy trạm có mọi sản phẩm của bộ phần mềm nguồn mở theo danh mục còn hiệu lực.")),
    _dark("inventory", "ws.oss_agency", _("Cơ quan dùng phần mềm nguồn mở thông dụng"),
          _("1 nếu mỗi sản phẩm có trên ít nhất một máy trạm của cơ quan; nếu không, 0.")),
    *(_dark("inventory", f"ws.product.{code}", format_lazy("{} {}", _("Máy trạm có"), name),
            _("Máy trạm đã cài sản phẩm này.")) for code, name in PRODUCTS),
    *(_dark("inventory", f"ws.os.{code}", format_lazy("{} {}", _("Máy trạm dùng"), name),
            _("Máy trạm chạy hệ điều hành này.")) for code, name in SYSTEMS),
    _dark("inventory", "ws.antivirus_on", _("Máy trạm có chống mã độc đang bật"),
          _("Máy trạm báo phần mềm chống mã độc đang bật.")),
    _dark("inventory", "ws.proprietary", _("Bản cài phần mềm thương mại"), _("Bản cài cần giấy phép trên máy trạm.")),
    _dark("inventory", "ws.proprietary_unlicensed", _("Bản cài không có giấy phép"),
          _("Trong số đó, bản cài không có giấy phép trong sổ.")),
    _dark("documents", "doc.registered", _("Văn bản đã đăng ký"), _("Văn bản đi, đến đăng ký trong ngày."), "flow"),
    _dark("documents", "doc.circulated", _("Văn bản luân chuyển điện tử"),
          _("Trong số đó, văn bản xử lý hoàn toàn trên mạng."), "flow"),
    _dark("documents", "doc.sent", _("Văn bản gửi cơ quan khác"), _("Văn bản gửi trong ngày."), "flow"),
    _dark("documents", "doc.sent_electronic_only", _("Văn bản chỉ gửi điện tử"),
          _("Trong số đó, văn bản không gửi kèm bản giấy."), "flow"),
    _dark("documents", "doc.signed_valid", _("Văn bản ký số hợp lệ"), _("Văn bản gửi có chữ ký số hợp lệ."), "flow"),
    _dark("documents", "doc.agencies_signing", _("Cơ quan dùng chữ ký số"),
          _("1 nếu trong 30 ngày có văn bản ký số hợp lệ; nếu không, 0.")),
    _dark("documents", "doc.attachments", _("Tệp văn phòng trao đổi"), _("Tệp văn phòng đính kèm trong ngày."), "flow"),
    _dark("documents", "doc.attachments_odf", _("Tệp chuẩn mở"), _("Trong số đó, tệp định dạng ODF."), "flow"),
    _dark("documents", "doc.attachments_oss_generator", _("Tệp soạn bằng phần mềm nguồn mở"),
          _("Trong số đó, tệp ghi phần mềm soạn là phần mềm nguồn mở, hoặc định dạng ODF."), "flow"),
    _dark("documents", "gateway.units_alive", _("Cơ quan kết nối trục liên thông"),
          _("1 nếu trong 30 ngày có văn bản qua trục liên thông; nếu không, 0.")),
    *(_dark("training", f"train.passed.{code}", format_lazy("{} {}", _("Người đạt khóa"), name),
            _("Người giữ vị trí đã đạt khóa học này.")) for code, name in COURSES),
    _dark("training", "train.leaders", _("Lãnh đạo đã được đào tạo nhận thức"),
          _("Lãnh đạo đã dự lớp nâng cao nhận thức về phần mềm nguồn mở.")),
    _dark("registers", "mail.accounts_active", _("Hộp thư công vụ có dùng"),
          _("Hộp thư công vụ có đăng nhập trong 30 ngày."),
          why=_("Chưa nối với máy chủ thư. Cơ quan tự báo cáo số liệu.")),
    _dark("registers", "dialogue.sessions", _("Phiên đối thoại trực tuyến"), _("Phiên đối thoại trong ngày."), "flow",
          why=_("Cổng chưa có mục đối thoại trực tuyến. Cơ quan tự báo cáo số liệu.")),
    _dark("registers", "lib.guide_agencies", _("Cơ quan nhận tài liệu hướng dẫn"),
          _("1 nếu cơ quan đã tải, đọc tài liệu hoặc dự lớp phần mềm nguồn mở cơ bản; nếu không, 0."),
          why=_("Chưa có thư viện tài liệu và phần đào tạo. Cơ quan tự báo cáo số liệu.")),
)  # fmt: skip
