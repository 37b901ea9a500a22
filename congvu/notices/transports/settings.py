"""Which ways out this installation has."""

from django.conf import settings

from congvu.notices.rules import Channel
from congvu.notices.transports.common import Transport
from congvu.notices.transports.folder import SmsFolder
from congvu.notices.transports.mail import Folder, Smtp
from congvu.notices.transports.smpp import Smpp


def chosen(channel: Channel = Channel.EMAIL) -> Transport | None:
    """The way of e-mail or SMS; None where messages can only wait. A demonstration writes to nobody. Raises
    `ValueError` for a setting that cannot be meant."""
    if channel == Channel.EMAIL:
        if settings.DEMO:
            return Folder(settings.MAIL_FOLDER, sender=settings.MAIL_FROM)
        return Smtp(settings.SMTP_URL, sender=settings.MAIL_FROM) if settings.SMTP_URL else None
    if settings.DEMO:
        return SmsFolder(settings.MAIL_FOLDER, diacritics=settings.SMS_DIACRITICS)
    return sms_line()


def sms_line() -> Smpp | None:
    """The line to the SMS gateway, over which texts come in too; None where there is none, and in a demonstration."""
    if settings.DEMO or not settings.SMPP_URL:
        return None
    return Smpp(settings.SMPP_URL, diacritics=settings.SMS_DIACRITICS)
