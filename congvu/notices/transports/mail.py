"""E-mail: by SMTP, or into a folder where the demonstration shows it."""

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from congvu.base.working_time import in_vietnam
from congvu.notices.models import Message
from congvu.notices.rules import LOCAL, Channel, message_id
from congvu.notices.transports.common import NotSent, Rejected, Taken, Unreachable, Unsure, keep_once

TIMEOUT = 20  # seconds, of each answer of the server
PERMANENT = 500


def written(message: Message, *, sender: str) -> EmailMessage:
    """The message as it goes over the wire. It is the same each time."""
    mail = EmailMessage(policy=WIRE)
    mail["Message-ID"] = message_id(message.key, sender.rpartition("@")[2])
    mail["Date"] = format_datetime(in_vietnam(message.made_at))
    mail["From"] = f"Công Vụ <{sender}>"
    mail["To"] = message.to
    mail["Subject"] = message.subject
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text, cte="quoted-printable")
    return mail


class Folder:
    """Writes each message once as `<Message-ID>.eml`; a second time is no second letter."""

    channel = Channel.EMAIL
    knows_again = True

    def __init__(self, folder: Path, *, sender: str) -> None:
        self.folder, self.sender = folder, sender

    def send(self, message: Message) -> Taken:
        mail = written(message, sender=self.sender)
        name = str(mail["Message-ID"]).strip("<>").partition("@")[0]
        keep_once(self.folder, f"{name}.eml", mail.as_bytes())
        return Taken()

    def close(self) -> None:
        """Nothing is held open."""


class Smtp:
    """One connection for a round of messages. `smtps` is TLS from the first byte; `smtp` begins it by STARTTLS, and
    goes without only to this machine or where the URL says `?tls=off`."""

    channel = Channel.EMAIL
    knows_again = False

    def __init__(self, url: str, *, sender: str) -> None:
        self.url, self.sender = checked(url), sender
        self.connection: smtplib.SMTP | None = None

    def send(self, message: Message) -> Taken:
        mail = written(message, sender=self.sender)
        try:
            self.connection = self.connection or self._connect()
            self._envelope(self.connection, mail)
        except smtplib.SMTPResponseException as error:  # before anything was handed over
            self.close()
            raise Unreachable(_words(error)) from error
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise Unreachable(str(error) or type(error).__name__) from error
        self._data(self.connection, mail)
        return Taken()

    def close(self) -> None:
        connection, self.connection = self.connection, None
        if connection:
            with suppress(OSError, smtplib.SMTPException):
                connection.quit()
            connection.close()

    def _connect(self) -> smtplib.SMTP:
        host, secure = str(self.url.hostname), self.url.scheme == "smtps"
        context = ssl.create_default_context()
        if secure:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(host, self.url.port or 465, timeout=TIMEOUT, context=context)
        else:
            connection = smtplib.SMTP(host, self.url.port or 587, timeout=TIMEOUT)
        self.connection = connection
        if not secure and must_encrypt(self.url):
            connection.starttls(context=context)
        if self.url.username:
            connection.login(unquote(self.url.username), unquote(self.url.password or ""))
        connection.ehlo_or_helo_if_needed()
        return connection

    def _envelope(self, connection: smtplib.SMTP, message: EmailMessage) -> None:
        sender, to = message["From"].addresses[0].addr_spec, message["To"].addresses[0].addr_spec
        code, said = connection.mail(sender)
        if code >= 400:  # the sender is our own: a mistake of the settings, which all messages share
            raise smtplib.SMTPResponseException(code, said)
        code, said = connection.rcpt(to)
        if code >= 400:
            self._again()
            raise _refused(code, said)

    def _data(self, connection: smtplib.SMTP, message: EmailMessage) -> None:
        try:
            code, said = connection.data(message.as_bytes(policy=WIRE))
        except smtplib.SMTPDataError as error:  # it did not even want to see it
            self._again()
            raise _refused(error.smtp_code, error.smtp_error) from error
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise Unsure(str(error) or type(error).__name__) from error
        if code >= 400:
            self._again()
            raise _refused(code, said)

    def _again(self) -> None:
        """Make ready for the next message; where that fails, by a new connection."""
        try:
            assert self.connection
            self.connection.rset()
        except (OSError, smtplib.SMTPException):
            self.close()


def checked(url: str) -> SplitResult:
    """The parts of an SMTP URL. Raises `ValueError` with what is wrong, without the password."""
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"}:
        raise ValueError("CONGVU_SMTP begins with smtp:// or smtps://")
    if not parts.hostname:
        raise ValueError("CONGVU_SMTP names no host")
    if parts.port == 0:
        raise ValueError("CONGVU_SMTP has no usable port")
    return parts


def must_encrypt(url: SplitResult) -> bool:
    """Whether the connection has to be encrypted by STARTTLS."""
    return url.hostname not in LOCAL and parse_qs(url.query).get("tls") != ["off"]


def _refused(code: int, said: bytes | str) -> NotSent | Rejected:
    words = _words(smtplib.SMTPResponseException(code, said))
    return Rejected(words) if code >= PERMANENT else NotSent(words)


def _words(error: smtplib.SMTPResponseException) -> str:
    said = error.smtp_error.decode("utf-8", "replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
    return f"{error.smtp_code} {said}"
