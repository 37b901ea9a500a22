"""What all ways out have in common: what they are asked, and what they answer.

A transport says whether the other side knows a message again (`knows_again`): a folder does, by the name of the file,
and so does a webhook, by its id; an SMTP server or an SMS gateway does not. What fails is told by one of four
exceptions, which differ in what may be done next.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from congvu.notices.models import Message
from congvu.notices.rules import Channel


class NotSent(Exception):
    """The message did not leave; it may be tried again."""


class Unreachable(NotSent):
    """The server cannot be used now: no other message would fare better."""


class Rejected(Exception):
    """The server will not have this message, now or later."""


class Unsure(Exception):
    """The connection broke when the message was handed over: nobody can tell whether it was taken."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What the other side said when it took a message: the `number` by which it will speak of it again, where it gives
    one, and in how many `parts` it went."""

    number: str = ""
    parts: int = 1


class Transport(Protocol):
    """Takes one message after another between its making and `close`."""

    channel: Channel
    knows_again: bool

    def send(self, message: Message) -> Taken: ...

    def close(self) -> None: ...


def keep_once(folder: Path, name: str, content: bytes) -> None:
    """Write a file that is not there yet. It gets its name only when it is whole, so that a crash leaves either nothing
    or the file. Raises `Unreachable`."""
    draft = folder / f".{name}.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, folder / name)
        draft.unlink()
    except OSError as error:
        raise Unreachable(str(error)) from error
