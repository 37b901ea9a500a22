"""What is told in the journal about payments. That a fee was paid, and how, the dossier's own line says."""

from django.utils.translation import gettext_lazy as _

from congvu.journal.services import Event

ORDERED = Event("payments.ordered", _("Lập giao dịch {order} để nộp {amount}, hồ sơ {code}"), more=frozenset({"sum"}))
PAID = Event("payments.paid", _("Đã nhận {amount} của giao dịch {order}, biên lai {receipt}"), more=frozenset({"sum"}))
EXCESS = Event(
    "payments.excess", _("Nhận {amount} của giao dịch {order} nhưng phải hoàn lại"), more=frozenset({"sum", "why"})
)
ENDED = Event("payments.ended", _("Giao dịch {order} kết thúc, không có tiền"), more=frozenset({"state"}))
REFUND_ASKED = Event(
    "payments.refund_asked", _("Yêu cầu hoàn {amount} của giao dịch {order}. Lý do: {reason}"), more=frozenset({"sum"})
)
REFUNDED = Event("payments.refunded", _("Đã hoàn {amount} của giao dịch {order}"), more=frozenset({"sum", "how"}))
REFUND_FAILED = Event("payments.refund_failed", _("Cổng thanh toán không hoàn được giao dịch {order}: {words}"))
COMPARED = Event(
    "payments.compared",
    _("Đối soát ngày {date}: {agreed} khoản khớp, {found} khoản chưa khớp"),
    more=frozenset({"day", "here", "there"}),
)
RESOLVED = Event("payments.resolved", _("Xử lý khoản chưa khớp {order}: {note}"), more=frozenset({"kind"}))
