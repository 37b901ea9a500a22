"""What the demonstration sends by SMS: one text file for each, which the letters' page shows."""

import hashlib
from pathlib import Path

from congvu.base.working_time import in_vietnam
from congvu.notices.models import Message
from congvu.notices.rules import Channel, in_parts, without_diacritics
from congvu.notices.transports.common import Taken, keep_once


class SmsFolder:
    """Writes each text once: to whom and when, an empty line, and the text as it would have gone out."""

    channel = Channel.SMS
    knows_again = True

    def __init__(self, folder: Path, *, diacritics: bool = False) -> None:
        self.folder, self.diacritics = folder, diacritics

    def send(self, message: Message) -> Taken:
        text = message.text if self.diacritics else without_diacritics(message.text)
        name = hashlib.sha256(message.key.encode()).hexdigest()[:32]
        content = f"{message.to}\n{in_vietnam(message.made_at).isoformat()}\n\n{text}"
        keep_once(self.folder, f"{name}.sms", content.encode())
        return Taken(parts=len(in_parts(text)))

    def close(self) -> None:
        """Nothing is held open."""
