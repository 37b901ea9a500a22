"""How money, days, times and phone numbers are written in Vietnamese offices. Times are shown in the active zone."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def grouped(amount: object) -> str:
    """25000 as 25.000; what is no whole number stays as it was typed."""
    text = str("" if amount is None else amount).strip()
    return f"{int(text):,}".replace(",", ".") if text.removeprefix("-").isdecimal() else text


def as_date(value: object) -> str:
    """dd/mm/yyyy of a date, a moment or an ISO text; any other text stays as it was typed."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return str(value)
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else ""


def as_time(value: datetime | None) -> str:
    """HH:MM, 24 hours."""
    return f"{timezone.localtime(value):%H:%M}" if value else ""


def remaining(due: datetime, now: datetime) -> str:
    """The two largest units of the calendar distance: "còn 2 ngày 3 giờ", "quá hạn 1 ngày"."""
    words = _distance(abs(due - now))
    if due < now:
        return _("quá hạn %(distance)s") % {"distance": words}
    return _("còn %(distance)s") % {"distance": words}


def _distance(span: timedelta) -> str:
    hours, minutes = divmod(int(span.total_seconds()) // 60, 60)
    days, hours = divmod(hours, 24)
    parts = [
        (days, ngettext("%(n)d ngày", "%(n)d ngày", days)),
        (hours, ngettext("%(n)d giờ", "%(n)d giờ", hours)),
        (minutes, ngettext("%(n)d phút", "%(n)d phút", minutes)),
    ]
    while len(parts) > 1 and not parts[0][0]:
        parts.pop(0)
    said = [words % {"n": number} for number, words in parts[:2] if number]
    return " ".join(said) or _("chưa đến một phút")


def as_phone(number: object) -> str:
    """+84912345678 and 0912345678 as 0912 345 678; other numbers as they are."""
    text = str(number or "")
    digits = "0" + text[3:] if text.startswith("+84") else text
    if len(digits) == 10 and digits.isdecimal():
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    return text
