"""What is sent with a code, by e-mail or text message, and what the owner of a known address is told instead."""

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from congvu.notices.services import put
from congvu.people.rules import Purpose
from congvu.people.services import Sent


class Letter(NamedTuple):
    subject: str
    text: str


def post(sent: Sent, *, at: datetime) -> None:
    """Lay the letter into the outbox, in the caller's transaction. Nobody is written to about an address that has no
    account and for which no code was made."""
    letter = _with_digits(sent) if sent.digits else _without(sent)
    if letter is None:
        return
    code = sent.code
    put(
        f"code:{code.pk}:{code.sendings}",
        to=code.address,
        channel=code.channel,
        subject=letter.subject,
        text=letter.text,
        urgent=True,
        at=at,
    )


def post_moved(channel: str, address: str, *, key: str, at: datetime) -> None:
    """Tell the address that was used until now; whoever took the account over cannot keep it quiet."""
    text = _(
        "Nơi liên hệ của tài khoản Công Vụ vừa được đổi sang địa chỉ khác. Nếu không phải ông/bà đổi, hãy đến bộ phận"
        " Một cửa để khóa tài khoản."
    )
    subject = _("Nơi liên hệ của tài khoản đã đổi")
    put(f"moved:{key}", to=address, channel=channel, subject=subject, text=text, urgent=True, at=at)


def _with_digits(sent: Sent) -> Letter:
    text = _("%(digits)s là mã xác nhận Công Vụ, dùng trong 10 phút. Không đưa mã này cho ai, kể cả cán bộ.")
    return Letter(_("Mã xác nhận Công Vụ"), text % {"digits": sent.digits})


def _without(sent: Sent) -> Letter | None:
    if sent.code.account_id is None:
        return None
    if sent.code.purpose == Purpose.REGISTER:
        return Letter(
            _("Ông/bà đã có tài khoản Công Vụ"),
            _(
                "Có người vừa đăng ký tài khoản Công Vụ bằng địa chỉ này, nhưng địa chỉ đã có tài khoản. Nếu là ông/bà,"
                " hãy đăng nhập, hoặc chọn Quên mật khẩu. Nếu không phải, ông/bà không cần làm gì."
            ),
        )
    if sent.code.purpose == Purpose.CONTACT:
        return Letter(
            _("Địa chỉ này đang dùng cho một tài khoản Công Vụ"),
            _(
                "Có người vừa muốn dùng địa chỉ này cho một tài khoản Công Vụ khác. Địa chỉ đã có tài khoản, nên không"
                " có gì thay đổi."
            ),
        )
    return None
