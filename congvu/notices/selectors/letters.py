"""The folder of letters, as the demonstration shows it."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

KINDS = (".eml", ".sms")
BEGINNING = 60
NAME = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter or text message as whoever gets it reads it."""

    name: str
    to: str
    subject: str
    at: datetime | None
    text: str


def letters(folder: Path, *, to: str = "", most: int = 100) -> list[Letter]:
    """The newest letters, at most so many; of one receiver if `to` says so."""
    paths = [path for path in folder.glob("*") if path.suffix in KINDS]
    paths.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
    found = []
    for path in paths:
        read = letter(folder, path.stem)
        if read and to.lower() in read.to.lower():
            found.append(read)
            if len(found) >= most:
                break
    return found


def letter(folder: Path, name: str) -> Letter | None:
    """One letter by its name; None for what is no name of a letter."""
    if not NAME.fullmatch(name):
        return None
    if (mail := folder / f"{name}.eml").is_file():
        return _mail(mail)
    text = folder / f"{name}.sms"
    return _sms(text) if text.is_file() else None


def _mail(path: Path) -> Letter:
    mail = message_from_bytes(path.read_bytes(), policy=default)
    body = mail.get_body(("plain",))
    at = mail["Date"].datetime if mail["Date"] else None
    text = body.get_content().replace("\r\n", "\n") if body else ""
    return Letter(path.stem, str(mail["To"]), str(mail["Subject"]), at, text)


def _sms(path: Path) -> Letter:
    """A text message has no subject: its beginning stands for one."""
    front, _empty, text = path.read_text(encoding="utf-8").partition("\n\n")
    to, at = front.split("\n")
    subject = text if len(text) <= BEGINNING else text[: BEGINNING - 1] + "…"
    return Letter(path.stem, to, f"SMS: {subject}", datetime.fromisoformat(at), text)
