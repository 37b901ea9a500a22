"""A real SMTP server that answers as it is told to."""

import asyncio
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, SECRET = "cong-vu@mau", "mat:khau@1"


class Server:
    """Keeps what it was given. `answers` are the words for each receiver; `breaks` hangs up after the text came."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.answers: dict[str, str] = {}
        self.after_text = ""
        self.breaks = False
        self.asks_password = False
        self.host = "127.0.0.1"
        self.controller: Controller | None = None

    def start(self) -> None:
        # Port 0: the system chooses a free one.
        self.controller = _Controller(
            self,
            hostname=self.host,
            port=0,
            authenticator=self.authenticate if self.asks_password else None,
            auth_required=self.asks_password,
            auth_require_tls=False,
        )
        self.controller.start()

    def stop(self) -> None:
        if self.controller:
            self.controller.stop()
            self.controller = None

    @property
    def url(self) -> str:
        assert self.controller
        return f"smtp://{self.host}:{self.controller.port}"

    @property
    def subjects(self) -> list[str]:
        return [str(mail["Subject"]) for mail in self.taken]

    @staticmethod
    def authenticate(_server: SMTP, _session: Session, _envelope: Envelope, _kind: str, given: Any) -> AuthResult:
        right = isinstance(given, LoginPassword) and (given.login, given.password) == (USER.encode(), SECRET.encode())
        return AuthResult(success=right, handled=False)

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        if self.after_text:
            return self.after_text
        assert isinstance(envelope.content, bytes)
        self.taken.append(message_from_bytes(envelope.content, policy=default))
        if self.breaks:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return "250 OK"


class _Controller(Controller):
    """Port 0 is only known once it listens, so nothing is tried by connecting to it."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]
