"""Why a deed on the organisation is refused."""

from django.utils.translation import gettext_lazy as _

from congvu.base.refusals import No

NOT_ADMIN = No(
    "agencies.not_admin", _("Bạn không quản trị {agency}. Hãy liên hệ quản trị của cơ quan đó hoặc cấp trên."), 403
)
NOT_YOUR_ACCOUNT = No(
    "agencies.not_your_account",
    _("Tài khoản {username} giữ vị trí ở cơ quan bạn không quản trị. Hãy liên hệ quản trị cấp trên."),
    403,
)
CODE_TAKEN = No("agencies.code_taken", _("Mã định danh {code} đã thuộc cơ quan khác. Hãy kiểm tra lại mã."))
CODE_BAD = No(
    "agencies.code_bad", _("Mã định danh gồm chữ in hoa và số, các phần cách nhau bằng dấu chấm, ví dụ H24.01."), 422
)
NAME_EMPTY = No("agencies.name_empty", _("Hãy nhập tên cơ quan và tên ngắn."), 422)
KIND_UNKNOWN = No("agencies.kind_unknown", _("Loại cơ quan không có trong danh sách. Hãy chọn lại."), 422)
CLOSED = No("agencies.closed", _("{agency} đã ngừng hoạt động. Hãy chọn cơ quan đang hoạt động."))
IN_A_CIRCLE = No("agencies.in_a_circle", _("{parent} nằm trong {agency}, nên không thể là cấp trên của cơ quan này."))
HAS_POSTS = No(
    "agencies.has_posts", _("{agency} còn {count} vị trí công tác. Hãy cho thôi giữ các vị trí rồi đóng cơ quan.")
)
HAS_CHILDREN = No(
    "agencies.has_children", _("{agency} còn {count} đơn vị trực thuộc. Hãy chuyển hoặc đóng các đơn vị đó trước.")
)
OWN_SUCCESSOR = No("agencies.own_successor", _("Cơ quan kế thừa phải là một cơ quan khác."))
ENDS_TOO_EARLY = No("agencies.ends_too_early", _("Ngày kết thúc phải sau ngày bắt đầu {begins}."), 422)
NO_ONE_STOP = No(
    "agencies.no_one_stop", _("Chưa có Bộ phận Một cửa tiếp nhận cho {agency}. Hãy báo quản trị hệ thống thêm đơn vị.")
)
ROLE_UNKNOWN = No("agencies.role_unknown", _("Vai trò không có trong danh sách. Hãy chọn lại."), 422)
TITLE_EMPTY = No("agencies.title_empty", _("Hãy nhập chức danh."), 422)
ACCOUNT_UNKNOWN = No("agencies.account_unknown", _("Không có tài khoản {username}. Hãy kiểm tra tên đăng nhập."), 422)
ACCOUNT_INACTIVE = No("agencies.account_inactive", _("Tài khoản {username} đã ngừng. Hãy mở lại trước khi bổ nhiệm."))
HELD_ALREADY = No("agencies.held_already", _("{name} đang giữ vai trò này ở {agency}."))
BEGINS_TOO_EARLY = No(
    "agencies.begins_too_early", _("{agency} hoạt động từ ngày {begins}; hãy chọn ngày từ đó về sau."), 422
)
POST_ENDED = No("agencies.post_ended", _("Vị trí này đã có ngày thôi giữ."))
LAST_ADMIN = No(
    "agencies.last_admin",
    _("Đây là quản trị cuối cùng của {agency}. Hãy bổ nhiệm quản trị khác trước khi cho thôi giữ."),
)
FILE_BAD = No("agencies.file_bad", _("Dòng {line}: {why} Chưa có cơ quan nào được thêm."), 422)
HOURS_BACKWARDS = No("agencies.hours_backwards", _("Giờ đóng cửa phải sau giờ mở cửa."), 422)
HOURS_OVERLAP = No("agencies.hours_overlap", _("Hai khoảng giờ của cùng một thứ trùng nhau. Hãy sửa lại."), 422)
SEASON_BAD = No("agencies.season_bad", _("Mùa ghi theo tháng-ngày, ví dụ 04-15 đến 10-15."), 422)
DAY_NAMELESS = No("agencies.day_nameless", _("Hãy ghi lý do: tên ngày lễ, nghỉ bù hoặc làm bù."), 422)
DAY_UNKNOWN = No("agencies.day_unknown", _("Lịch không ghi gì riêng cho ngày {day}."), 404)
