"""Why the flow says no: a process or condition that cannot be read, a step that is not open."""

from django.utils.translation import gettext_lazy as _

from congvu.base.refusals import No

NOT_IN_SUBSET = No(
    "flow.not_in_subset",
    _("Quy trình có {count} chỗ cần sửa. Chỗ đầu tiên: {first}"),
    status=422,
)
BAD_CONDITION = No(
    "flow.bad_condition",
    _('Điều kiện “{text}” sai ở ký tự thứ {at}: {wrong}. Hãy viết như: choice == "approve" and answers.late != true'),
    status=422,
)
NOT_OPEN = No("flow.not_open", _("Bước “{step}” không còn mở. Hãy tải lại trang để xem trạng thái hiện tại."))
STUCK = No(
    "flow.stuck",
    _("Không thể đi tiếp: quy trình dừng ở “{at}” và không còn việc nào mở. Hãy báo người quản trị sửa quy trình."),
)
RUNAWAY = No(
    "flow.runaway",
    _("Không thể đi tiếp: quy trình quay vòng mãi qua “{at}”. Hãy báo người quản trị sửa quy trình."),
)
NO_WAY_BACK = No(
    "flow.no_way_back",
    _("Không trả lại được về “{step}”: giữa hai bước có việc song song. Hãy trả lại một bước gần hơn."),
)
