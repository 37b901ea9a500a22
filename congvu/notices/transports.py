"""How a message leaves: by SMTP, or into a folder where the demonstration shows it.

A transport says whether it knows a message again (`knows_again`): the folder does, by the Message-ID; an SMTP server
does not. What fails is told by one of four exceptions, which differ in what may be done next.
"""

import os
import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

TIMEOUT = 20  # seconds, of each answer of the server
PERMANENT = 500
LOCAL = {"localhost", "127.0.0.1", "::1"}


class NotSent(Exception):
    """The message did not leave; it may be tried again."""


class Unreachable(NotSent):
    """The server cannot be used now: no other message would fare better."""


class Rejected(Exception):
    """The server will not have this message, now or later."""


class Unsure(Exception):
    """The connection broke when the message was handed over: nobody can tell whether it was taken."""


class Transport(Protocol):
    """Takes one message after another between `open` and `close`."""

    knows_again: bool

    def send(self, message: EmailMessage) -> None: ...

    def close(self) -> None: ...


class Folder:
    """Writes each message once as `<Message-ID>.eml`; a second time is no second letter.

    A file gets its name only when it is whole, so that a crash leaves either nothing or the letter.
    """

    knows_again = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, message: EmailMessage) -> None:
        name = str(message["Message-ID"]).strip("<>").partition("@")[0]
        draft = self.folder / f".{name}.{os.getpid()}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with draft.open("wb") as file:
                file.write(message.as_bytes(policy=WIRE))
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(draft, self.folder / f"{name}.eml")
            draft.unlink()
        except OSError as error:
            raise Unreachable(str(error)) from error

    def close(self) -> None:
        """Nothing is held open."""


class Smtp:
    """One connection for a round of messages. `smtps` is TLS from the first byte; `smtp` begins it by STARTTLS, and
    goes without only to this machine or where the URL says `?tls=off`."""

    knows_again = False

    def __init__(self, url: str) -> None:
        self.url = checked(url)
        self.connection: smtplib.SMTP | None = None

    def send(self, message: EmailMessage) -> None:
        try:
            self.connection = self.connection or self._connect()
            self._envelope(self.connection, message)
        except smtplib.SMTPResponseException as error:  # before anything was handed over
            self.close()
            raise Unreachable(_words(error)) from error
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise Unreachable(str(error) or type(error).__name__) from error
        self._data(self.connection, message)

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


def chosen(url: str, folder: Path, *, demo: bool) -> Transport | None:
    """The transport of this installation; None where messages can only wait. A demonstration writes to nobody."""
    if demo:
        return Folder(folder)
    return Smtp(url) if url else None


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
