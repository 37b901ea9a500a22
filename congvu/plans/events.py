"""The lines this room writes in the journal, each about a plan."""

from django.utils.translation import gettext_lazy as _

from congvu.journal.services import Event

BEGUN = Event(
    "plans.begun", _("Bắt đầu soạn “{title}” theo khung {framework}"),
    more=frozenset({"edition", "drafter", "issuer", "years"}),
)  # fmt: skip
RENAMED = Event("plans.renamed", _("Đổi tên, thời gian của kế hoạch: “{title}”, {years}"), more=frozenset({"was"}))
WRITTEN = Event("plans.section_written", _("Viết mục {section}"), more=frozenset({"revision"}))
SECTION_ADDED = Event("plans.section_added", _("Thêm mục {section}"), more=frozenset({"revision"}))
SECTION_RENAMED = Event("plans.section_renamed", _("Đổi tên mục {was} thành {section}"), more=frozenset({"revision"}))
SECTION_MOVED = Event("plans.section_moved", _("Chuyển chỗ mục {section}"), more=frozenset({"revision"}))
SECTION_REMOVED = Event("plans.section_removed", _("Xóa mục {section}"), more=frozenset({"revision", "body"}))
SECTION_SKIPPED = Event("plans.section_skipped", _("Bỏ mục {section}: {reason}"), more=frozenset({"revision"}))
SECTION_RESTORED = Event("plans.section_restored", _("Khôi phục mục {section}"), more=frozenset({"revision"}))
LEGAL_PICKED = Event(
    "plans.legal_picked", _("Chọn {count} văn bản làm căn cứ cho mục {section}"),
    more=frozenset({"numbers", "revision"}),
)  # fmt: skip
LEGAL_ADDED = Event("plans.legal_added", _("Thêm văn bản {number} vào sổ"), more=frozenset({"title"}))
FIGURES_PULLED = Event(
    "plans.figures_pulled", _("Lấy {count} số liệu ngày {day} của hệ thống vào mục {section}"),
    more=frozenset({"keys", "revision"}),
)  # fmt: skip
VERSION_MADE = Event("plans.version_made", _("Lập bản {number}: {reason}"), more=frozenset({"revision"}))
SENT_FOR_COMMENT = Event(
    "plans.sent_for_comment", _("Gửi lấy ý kiến {agencies} cơ quan đến hết ngày {until}"),
    more=frozenset({"number"}),
)  # fmt: skip
COMMENTED = Event("plans.commented", _("{agency} góp ý về {section}"), more=frozenset({"comment"}))
AGREED = Event("plans.agreed", _("{agency} không có ý kiến khác"))
ANSWERED = Event("plans.answered", _("Trả lời ý kiến của {agency}: {answer}"), more=frozenset({"comment"}))
COMMENT_CLOSED = Event("plans.comment_closed", _("Hết thời gian lấy ý kiến: {comments} ý kiến"))
SUBMITTED = Event("plans.submitted", _("Trình phê duyệt bản {number}"), more=frozenset({"revision"}))
SENT_BACK = Event("plans.sent_back", _("Trả lại kế hoạch: {reason}"))
APPROVED = Event("plans.approved", _("Phê duyệt bản {version} bằng quyết định {number} ngày {day}"))
PUBLISHED = Event("plans.published", _("Công bố kế hoạch"))
AMENDMENT_BEGUN = Event("plans.amendment_begun", _("Bắt đầu sửa đổi kế hoạch: {reason}"))
ENDED = Event("plans.ended", _("Kết thúc kế hoạch: {reason}"))

# The substance: indicators, targets, baselines, projects, money, doubts.
_R = frozenset({"revision"})
INDICATOR_MADE = Event("plans.indicator_made", _("Lập chỉ tiêu {code}: {name}"), more=frozenset({"unit"}))
INDICATOR_CHANGED = Event("plans.indicator_changed", _("Sửa chỉ tiêu {code}: {name}"), more=frozenset({"was", "now"}))
TARGET_SET = Event("plans.target_set", _("Đặt mục tiêu {code}, {when}: {what}"), more=_R | {"scope", "was"})
TARGET_REMOVED = Event("plans.target_removed", _("Xóa mục tiêu {code}, {when}"), more=_R | {"was"})
ASSIGNED = Event(
    "plans.assigned", _("Mục tiêu {code}, {when}: giao giá trị riêng {value} cho {count} cơ quan"),
    more=_R | {"agencies"},
)  # fmt: skip
EXEMPTED = Event(
    "plans.exempted", _("Mục tiêu {code}, {when}: {count} cơ quan không phải thực hiện, vì {reason}"),
    more=_R | {"agencies"},
)  # fmt: skip
ASSIGNMENT_UNDONE = Event(
    "plans.assignment_undone", _("Mục tiêu {code}, {when}: {count} cơ quan thực hiện như phạm vi chung"),
    more=_R | {"agencies"},
)  # fmt: skip
BASELINE_SET = Event("plans.baseline_set", _("Ghi hiện trạng {code}: {what}"), more=_R | {"was"})
BASELINE_REMOVED = Event("plans.baseline_removed", _("Xóa hiện trạng {code}"), more=_R | {"was"})
PROJECT_SET = Event("plans.project_set", _("Ghi dự án {code}: {name}"), more=_R | {"was"})
PROJECT_REMOVED = Event("plans.project_removed", _("Xóa dự án {code}: {name}"), more=_R)
PROJECT_FOLLOWED = Event("plans.project_followed", _("Dự án {code}: {progress}"), more=_R | {"was", "finished_on"})
PROJECTS_HEARD = Event(
    "plans.projects_heard", _("{source}: tiến độ, giải ngân đến ngày {day} của {count} dự án, nhiệm vụ"),
    more=_R | {"projects"},
)  # fmt: skip
MONEY_SET = Event(
    "plans.money_set", _("Kinh phí của {code}: {measure}, {when}, {fund}: {amount} đồng"), more=_R | {"was", "as_of"}
)
MONEY_REMOVED = Event(
    "plans.money_removed", _("Xóa kinh phí của {code}: {measure}, {when}, {fund}: {amount} đồng"), more=_R
)
BUDGET_SET = Event("plans.budget_set", _("Ghi tổng kinh phí {code}: {name}"), more=_R | {"was"})
BUDGET_REMOVED = Event("plans.budget_removed", _("Xóa tổng kinh phí {code}: {name}"), more=_R)
DOUBT_CONFIRMED = Event(
    "plans.doubt_confirmed", _("Xác nhận: {sentence} Kết luận: {remark}"), more=_R | {"key", "told"}
)

# Tables from office files.
IMPORT_READ = Event("plans.import_read", _("Đọc bảng từ tệp “{file}”: {tables} bảng"), more=frozenset({"kind", "blob"}))
IMPORT_SHAPED = Event("plans.import_shaped", _("Nói cách đọc bảng “{table}” của tệp “{file}”"), more=frozenset({"how"}))
IMPORT_DECIDED = Event(
    "plans.import_decided", _("Quyết định {count} chỗ nghi vấn của tệp “{file}”"), more=frozenset({"said"})
)
IMPORT_SEEN_AGAIN = Event("plans.import_seen_again", _("Xem lại tệp “{file}” sau khi kế hoạch đã đổi"), more=_R)
IMPORTED = Event(
    "plans.imported", _("Nhập {count} dòng từ bảng “{table}” của tệp “{file}”, bỏ {left_out} dòng"),
    more=_R | {"kind", "blob", "codes"},
)  # fmt: skip
IMPORT_DROPPED = Event("plans.import_dropped", _("Bỏ tệp “{file}”, không nhập gì"))

SPECIMENS_BUILT = Event(
    "plans.specimens_built", _("Nạp {plans} kế hoạch mẫu của các nơi: {indicators} chỉ tiêu, {agencies} cơ quan")
)

ALL = {event.name: event for event in list(globals().values()) if isinstance(event, Event)}
