"""The life of an order and of a refund, and what asks for an operator."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

LIFE = timedelta(minutes=30)  # of an order: how long the payer may take at the gateway
PATIENCE = timedelta(seconds=4)  # between two questions about one order, however often its page is looked at
WAITS = (1, 2, 5, 10, 30, 60)  # minutes until an order is asked after again; then hourly
MOST_CODE = 32  # characters of an order's number


class State(models.TextChoices):
    """Where an order stands."""

    CREATED = "created", _("Mới lập")
    PENDING = "pending", _("Đang chờ thanh toán")
    PAID = "paid", _("Đã thanh toán")
    FAILED = "failed", _("Không thành công")
    EXPIRED = "expired", _("Hết hạn")
    REFUND_PENDING = "refund_pending", _("Đang hoàn tiền")
    REFUNDED = "refunded", _("Đã hoàn tiền")


OPEN = (State.CREATED, State.PENDING)
PAID = (State.PAID, State.REFUND_PENDING, State.REFUNDED)  # the money came, whatever became of it
FELL_THROUGH = (State.FAILED, State.EXPIRED)
_RANK = {State.CREATED: 0, State.PENDING: 1, State.FAILED: 2, State.EXPIRED: 2}


def goes_further(was: str, now: str) -> bool:
    """Whether what the gateway says now is news. Words come in any order: money that came is believed whatever was said
    before, and nothing that is said afterwards makes it not have come."""
    return _RANK.get(State(was), 3) < _RANK.get(State(now), 3)


class RefundState(models.TextChoices):
    """Where a refund stands. `aside`: the gateway could not, and the money went back by the treasury's transfer."""

    CREATED = "created", _("Chờ gửi cổng thanh toán")
    PENDING = "pending", _("Cổng đang hoàn")
    DONE = "done", _("Đã hoàn")
    FAILED = "failed", _("Không hoàn được")
    ASIDE = "aside", _("Đã hoàn bằng chuyển khoản")


REFUND_OPEN = (RefundState.CREATED, RefundState.PENDING)
REFUND_OVER = (RefundState.DONE, RefundState.ASIDE)


class Excess(models.TextChoices):
    """Why money that came has no receipt, and is to be given back."""

    PAID_ALREADY = "paid_already", _("Phí đã được nộp bằng cách khác")
    NOTHING_OWED = "nothing_owed", _("Hồ sơ không còn phải nộp")
    FEE_CHANGED = "fee_changed", _("Mức thu đã thay đổi")
    OTHER_AMOUNT = "other_amount", _("Số tiền đến khác số tiền phải nộp")
    NO_BOOK = "no_book", _("Không lập được biên lai")


_EXCESS = {
    "dossiers.fee_paid": Excess.PAID_ALREADY,
    "dossiers.nothing_to_pay": Excess.NOTHING_OWED,
    "dossiers.wrong_state": Excess.NOTHING_OWED,
    "dossiers.fee_changed": Excess.FEE_CHANGED,
}


def why_excess(refused: str) -> Excess:
    """Why there is no receipt, by the code with which it was refused."""
    return _EXCESS.get(refused, Excess.NO_BOOK)


def next_ask(asked: int) -> timedelta:
    """How long to wait after so many questions that gave no end."""
    return timedelta(minutes=WAITS[min(asked, len(WAITS) - 1)])
