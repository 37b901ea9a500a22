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
CODE_IN_USE = No(
    "agencies.code_in_use",
    _("Mã {code} đã có trên hồ sơ, sổ và giấy tờ nên không sửa được. Hãy lập cơ quan mới và sắp xếp lại bộ máy."),
)
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
HAS_REMITS = No(
    "agencies.has_remits", _("{agency} còn phụ trách {count} lĩnh vực. Hãy chuyển hoặc kết thúc các lĩnh vực đó trước.")
)
SECTOR_BAD = No(
    "agencies.sector_bad", _("Khóa lĩnh vực gồm chữ thường không dấu và dấu gạch dưới, ví dụ home_affairs."), 422
)
HAS_SECTOR = No("agencies.has_sector", _("{agency} đã phụ trách lĩnh vực {sector}. Không cần giao thêm."))
LACKS_SECTOR = No(
    "agencies.lacks_sector",
    _("{agency} không phụ trách lĩnh vực {sector} vào ngày {on}. Hãy kiểm tra cơ quan và ngày."),
)
DECISION_EMPTY = No("agencies.decision_empty", _("Hãy ghi số quyết định chuyển lĩnh vực."), 422)
REMIT_ENDED = No("agencies.remit_ended", _("Lĩnh vực này đã có ngày kết thúc."))
NOT_YET = No(
    "agencies.not_yet", _("Việc kế thừa được thực hiện vào đúng ngày hiệu lực {on} hoặc sau đó. Hãy chờ đến ngày này.")
)
NOT_YOUR_POST = No(
    "agencies.not_your_post",
    _(
        "Chỉ người giữ vị trí, lãnh đạo hoặc quản trị của {agency} được lập hay kết thúc ủy quyền của vị trí này. "
        "Hãy liên hệ một trong những người đó."
    ),
    403,
)
DELEGATED_SEAT = No(
    "agencies.delegated_seat",
    _("Bạn chỉ đang thay {name} ở vị trí này; việc được ủy quyền không ủy quyền lại. Hãy báo {name} hoặc lãnh đạo."),
    403,
)
ADMIN_STAYS = No(
    "agencies.admin_stays", _("Vị trí quản trị không ủy quyền. Hãy bổ nhiệm thêm một quản trị cho thời gian vắng mặt.")
)
POST_NOT_HELD = No(
    "agencies.post_not_held", _("{name} không giữ vị trí này trong khoảng thời gian đã chọn. Hãy chọn lại thời gian.")
)
TO_ONESELF = No("agencies.to_oneself", _("Không thể ủy quyền cho chính người giữ vị trí. Hãy chọn người khác."), 422)
DELEGATE_INACTIVE = No(
    "agencies.delegate_inactive", _("Tài khoản của {name} đã ngừng nên không nhận ủy quyền được. Hãy chọn người khác.")
)
NOT_A_COLLEAGUE = No(
    "agencies.not_a_colleague",
    _("{name} không giữ vị trí nào ở {agency} hay ở đơn vị ngay trên, ngay dưới. Hãy chọn người khác."),
)
DELEGATION_BACKWARDS = No(
    "agencies.delegation_backwards", _("Lúc kết thúc ủy quyền phải sau lúc bắt đầu. Hãy sửa lại."), 422
)
DELEGATION_PAST = No(
    "agencies.delegation_past", _("Khoảng thời gian ủy quyền đã qua. Hãy chọn lúc kết thúc từ bây giờ trở đi."), 422
)
DELEGATION_TOO_LONG = No(
    "agencies.delegation_too_long",
    _("Một lần ủy quyền dài nhất {days} ngày. Hãy rút ngắn; hết hạn có thể lập ủy quyền mới."),
    422,
)
DELEGATED_ALREADY = No(
    "agencies.delegated_already",
    _("Vị trí này đã ủy quyền cho {name} từ {begins} đến {ends}. Hãy kết thúc ủy quyền đó hoặc chọn thời gian khác."),
)
DELEGATE_AWAY = No(
    "agencies.delegate_away",
    _("{name} cũng vắng và đã ủy quyền cho {other} từ {begins} đến {ends}. Hãy chọn người khác."),
)
STANDS_IN = No(
    "agencies.stands_in",
    _("{name} đang nhận thay {other} từ {begins} đến {ends}. Hãy kết thúc ủy quyền đó trước khi {name} vắng mặt."),
)
DELEGATION_REASON_EMPTY = No(
    "agencies.delegation_reason_empty", _("Hãy ghi lý do vắng mặt, ví dụ nghỉ phép, đi họp, đi học."), 422
)
DELEGATION_OVER = No("agencies.delegation_over", _("Ủy quyền này đã kết thúc lúc {since}. Không cần làm gì thêm."))
DELEGATION_ENDED = No(
    "agencies.delegation_ended",
    _("Ủy quyền của {name} cho bạn đã hết từ {since}. Việc này nay do {name} hoặc người được ủy quyền mới làm."),
    403,
)
