"""How fees are paid, and what the cash book of a counter adds up to. Money is whole đồng."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Method(TextChoices):
    """How money came or went."""

    CASH = "cash", _("Tiền mặt")
    TRANSFER = "transfer", _("Chuyển khoản")
    ONLINE = "online", _("Trực tuyến")


AT_COUNTER = (Method.CASH, Method.TRANSFER)  # what a clerk may say; by the gateway it comes and goes alone
# The sums of a day's book, as columns of `CashDay` and in `Totals`.
SUMS = ("opening", "cash_in", "transfer_in", "cash_out", "transfer_out", "online_in", "online_out")


def receipt_series(year: int) -> str:
    """The sign of a year's receipts, which stands before their numbers: "BL-26"."""
    return f"BL-{year % 100:02d}"


def refund_series(year: int) -> str:
    """The sign of a year's refunds: "PH-26"."""
    return f"PH-{year % 100:02d}"


@dataclass(frozen=True, slots=True)
class Totals:
    """What a day's book adds up to. `opening` is the cash that was in the box in the morning."""

    opening: int = 0
    cash_in: int = 0
    transfer_in: int = 0
    cash_out: int = 0
    transfer_out: int = 0
    online_in: int = 0
    online_out: int = 0

    @property
    def expected(self) -> int:
        """The cash that must be in the box: opening, plus what was taken, less what was given back."""
        return self.opening + self.cash_in - self.cash_out

    @property
    def collected(self) -> int:
        return self.cash_in + self.transfer_in + self.online_in

    @property
    def refunded(self) -> int:
        return self.cash_out + self.transfer_out + self.online_out
