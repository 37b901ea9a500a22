"""How messages leave, each channel in its way."""

from congvu.notices.transports.arrivals import Arrived, Report, Text
from congvu.notices.transports.common import NotSent, Rejected, Taken, Transport, Unreachable, Unsure
from congvu.notices.transports.folder import SmsFolder
from congvu.notices.transports.mail import Folder, Smtp, checked
from congvu.notices.transports.settings import chosen, sms_line
from congvu.notices.transports.smpp import Smpp, line_settings
from congvu.notices.transports.webhook import Webhook

__all__ = [
    "Arrived",
    "Folder",
    "NotSent",
    "Rejected",
    "Report",
    "Smpp",
    "SmsFolder",
    "Smtp",
    "Taken",
    "Text",
    "Transport",
    "Unreachable",
    "Unsure",
    "Webhook",
    "checked",
    "chosen",
    "line_settings",
    "sms_line",
]
