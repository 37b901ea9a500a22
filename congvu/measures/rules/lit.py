"""The metrics that count today, each by a function of its key in `selectors.counters`."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from congvu.measures.rules.metrics import Metric

WINDOW = 30  # days back, the counted day among them, in which a sign of life counts
EDITIONS = _("Bản công bố thủ tục còn hiệu lực trong ngày; lĩnh vực phụ trách của cơ quan trong ngày")
BOOKS = _("Sổ thống kê hồ sơ, lập từ nhật ký và kiểm chứng hằng đêm")
POSTS = _("Vị trí công tác có hiệu lực trong ngày")
PAGES = _("Trang đã duyệt đăng của cổng, theo nhật ký")
ALL_EDITIONS = _("Mọi thủ tục đã công bố trên hệ thống.")
ALL_DOSSIERS = _("Mọi hồ sơ nhận trên hệ thống từ dòng nhật ký đầu tiên; hồ sơ làm ngoài hệ thống không đếm được.")
ALL_POSTS = _("Người có vị trí công tác khai trên hệ thống; người chưa khai không đếm được.")
ALL_PAGES = _("Trang trên cổng này; trang thông tin riêng của cơ quan không đếm được.")
CHECKED = _("Hệ thống tự xét 9 trong 10 nhóm thông tin; mục lấy ý kiến góp ý do người xét.")


def _procedures(key: str, name: Any, definition: Any, *, whole: bool = False) -> Metric:
    return Metric(key, name, definition, EDITIONS, "stock", "procedures", ALL_EDITIONS, whole=whole)


def _flow(key: str, name: Any, definition: Any) -> Metric:
    return Metric(key, name, definition, BOOKS, "flow", "statistics", ALL_DOSSIERS)


def _standing(key: str, name: Any, definition: Any) -> Metric:
    return Metric(key, name, definition, BOOKS, "stock", "statistics", ALL_DOSSIERS)


def _posts(key: str, name: Any, definition: Any) -> Metric:
    return Metric(key, name, definition, POSTS, "stock", "agencies", ALL_POSTS)


def _pages(key: str, name: Any, definition: Any, *, kind: Any = "stock", coverage: Any = ALL_PAGES) -> Metric:
    return Metric(key, name, definition, PAGES, kind, "content", coverage)


LIT = (
    _procedures("dvc.procedures", _("Thủ tục hành chính"), _("Thủ tục cơ quan có thẩm quyền giải quyết.")),
    _procedures(
        "dvc.level3plus",
        _("Dịch vụ công mức độ 3 trở lên"),
        _("Trong số đó, thủ tục ở mức độ 3 hoặc 4 (Nghị định 43)."),
    ),
    _procedures("dvc.level4", _("Dịch vụ công mức độ 4"), _("Trong số đó, thủ tục ở mức độ 4 (Nghị định 43).")),
    _procedures(
        "dvc.partial", _("Dịch vụ công trực tuyến một phần"), _("Trong số đó, cung cấp một phần (Nghị định 42).")
    ),
    _procedures(
        "dvc.full", _("Dịch vụ công trực tuyến toàn trình"), _("Trong số đó, cung cấp toàn trình (Nghị định 42).")
    ),
    _procedures(
        "dvc.catalogue",
        _("Thủ tục khác nhau trong phạm vi quản lý"),
        _("Thủ tục mà cơ quan hoặc một cơ quan cấp dưới giải quyết, mỗi thủ tục đếm một lần."),
        whole=True,
    ),
    _procedures(
        "dvc.catalogue_level3plus",
        _("Dịch vụ công khác nhau từ mức độ 3"),
        _("Trong số đó, thủ tục ở mức độ 3 hoặc 4."),
        whole=True,
    ),
    _procedures(
        "dvc.catalogue_level4",
        _("Dịch vụ công khác nhau ở mức độ 4"),
        _("Trong số đó, thủ tục ở mức độ 4."),
        whole=True,
    ),
    _standing(
        "dvc.kinds_online",
        _("Thủ tục có hồ sơ trực tuyến"),
        _("Thủ tục của cơ quan có hồ sơ nộp trực tuyến trong 30 ngày, tính cả ngày đếm."),
    ),
    _flow("dvc.dossiers", _("Hồ sơ tiếp nhận"), _("Hồ sơ thuộc thẩm quyền của cơ quan được tiếp nhận trong ngày.")),
    _flow("dvc.dossiers_online", _("Hồ sơ tiếp nhận trực tuyến"), _("Trong số đó, hồ sơ nộp trực tuyến.")),
    _flow("dvc.settled", _("Hồ sơ đã giải quyết"), _("Hồ sơ có kết quả trong ngày, kể cả từ chối.")),
    _flow("dvc.on_time", _("Hồ sơ giải quyết đúng hạn"), _("Trong số đó, có kết quả trước hoặc đúng ngày hẹn trả.")),
    _flow("dvc.results_returned", _("Hồ sơ đã trả kết quả"), _("Hồ sơ đã trả kết quả cho người nộp trong ngày.")),
    _flow(
        "dvc.results_electronic",
        _("Hồ sơ trả kết quả điện tử"),
        _("Trong số đó, có tệp kết quả điện tử; tệp cấp sau vẫn tính vào ngày trả."),
    ),
    _flow("dvc.fee_due", _("Hồ sơ có phí, lệ phí"), _("Hồ sơ tiếp nhận trong ngày có phí, lệ phí phải nộp.")),
    _flow(
        "dvc.paid_online",
        _("Hồ sơ nộp phí trực tuyến"),
        _("Trong số đó, đã nộp trực tuyến; nộp sau vẫn tính vào ngày tiếp nhận."),
    ),
    _flow("dvc.rated", _("Hồ sơ được đánh giá"), _("Hồ sơ có kết quả trong ngày mà người nộp đã đánh giá.")),
    _flow("dvc.satisfied", _("Hồ sơ được đánh giá hài lòng"), _("Trong số đó, hài lòng hoặc rất hài lòng.")),
    _standing("dvc.open", _("Hồ sơ đang mở"), _("Hồ sơ chưa trả kết quả, chưa rút, chưa dừng cuối ngày.")),
    _standing("dvc.overdue", _("Hồ sơ quá hạn đang giải quyết"), _("Trong số đó, đã quá ngày hẹn mà chưa có kết quả.")),
    _flow("onestop.received", _("Hồ sơ Một cửa tiếp nhận"), _("Hồ sơ do Bộ phận Một cửa của cơ quan nhận trong ngày.")),
    _standing(
        "onestop.units_feeding",
        _("Cơ quan có dữ liệu hồ sơ"),
        _("1 nếu trong 30 ngày, tính cả ngày đếm, có hồ sơ của cơ quan được tiếp nhận hoặc giải quyết; nếu không, 0."),
    ),
    _standing(
        "onestop.units_working",
        _("Bộ phận Một cửa có hồ sơ"),
        _("Bộ phận Một cửa của cơ quan nhận ít nhất một hồ sơ trong 30 ngày, tính cả ngày đếm."),
    ),
    _posts("onestop.units", _("Bộ phận Một cửa"), _("Bộ phận Một cửa của chính cơ quan.")),
    _posts(
        "onestop.served",
        _("Cơ quan có nơi tiếp nhận"),
        _("1 nếu cơ quan có Bộ phận Một cửa của mình hoặc của cấp trên nhận thay; nếu không, 0."),
    ),
    _posts("org.agencies", _("Cơ quan"), _("1 với mỗi cơ quan đang hoạt động: mẫu số khi đếm cơ quan.")),
    _posts("hr.officials", _("Cán bộ, công chức có vị trí"), _("Người giữ vị trí tại cơ quan, kể cả bộ phận.")),
    _posts("hr.leaders", _("Lãnh đạo"), _("Người giữ vị trí lãnh đạo cơ quan hoặc lãnh đạo phòng, đơn vị.")),
    _posts("hr.posts_filled", _("Vị trí có người giữ"), _("Vị trí công tác có người giữ; một người có thể giữ nhiều.")),
    Metric(
        "hr.accounts",
        _("Cán bộ có tài khoản đang dùng"),
        _("Người giữ vị trí mà tài khoản không bị ngừng cuối ngày."),
        _("Vị trí công tác; việc ngừng và mở lại tài khoản theo nhật ký"),
        "stock",
        "people",
        ALL_POSTS,
    ),
    Metric(
        "hr.accounts_active",
        _("Cán bộ có đăng nhập"),
        _("Trong số đó, người đã đăng nhập trong 30 ngày, tính cả ngày đếm."),
        _("Lượt đăng nhập, giữ 180 ngày"),
        "stock",
        "people",
        _("Chỉ biết trong 150 ngày gần nhất: lượt đăng nhập cũ hơn được xóa theo quy định về dữ liệu cá nhân."),
    ),
    _posts("org.delegations", _("Vị trí đang ủy quyền"), _("Vị trí mà người giữ vắng mặt và đã ủy quyền cuối ngày.")),
    Metric(
        "org.calendars",
        _("Cơ quan có lịch năm"),
        _("1 nếu lịch áp dụng cho cơ quan, của mình hoặc của cấp trên, đã ghi ngày nghỉ của năm đó; nếu không, 0."),
        _("Lịch làm việc như đang ghi"),
        "stock",
        "agencies",
        _("Mọi cơ quan trên hệ thống."),
    ),
    _pages("content.pages", _("Trang đang hiện"), _("Trang của cơ quan hiện trên cổng cuối ngày.")),
    _pages("content.published", _("Bản được đăng"), _("Bản của trang được duyệt đăng trong ngày."), kind="flow"),
    _pages("portal.active", _("Cơ quan có trang trên cổng"), _("1 nếu có ít nhất một trang đang hiện; nếu không, 0.")),
    _pages(
        "portal.sections",
        _("Nhóm thông tin đã có"),
        _("Trong 9 nhóm thông tin phải có (Nghị định 43/2011), số nhóm cơ quan đã có."),
        coverage=CHECKED,
    ),
    _pages(
        "portal.checklist_ok",
        _("Cơ quan cung cấp đủ thông tin"),
        _("1 nếu cơ quan có đủ 9 nhóm thông tin; nếu không, 0."),
        coverage=CHECKED,
    ),
)  # fmt: skip
