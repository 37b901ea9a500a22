"""A worker that kills itself, really, in the middle of sending: `worker.py TRANSPORT before|after|never COUNT`.

TRANSPORT is a folder or an SMTP URL. It dies before or after it handed over the message of that number, counted from
when it started; `after` is the worst moment: the letter is out, and the outbox does not know.
"""

import os
import signal
import sys
from pathlib import Path

import django

SENDER = "cong-vu@tinh.example"


def main(where: str, when: str, count: int) -> None:
    django.setup()
    from django.utils import timezone

    from congvu.notices.models import Message
    from congvu.notices.services import send_due
    from congvu.notices.transports import Folder, Smtp, Taken, Transport

    transport: Transport = (
        Smtp(where, sender=SENDER) if where.startswith("smtp") else Folder(Path(where), sender=SENDER)
    )
    handed, left = transport.send, count

    def send(message: Message) -> Taken:
        nonlocal left
        left -= 1
        if when == "before" and not left:
            os.kill(os.getpid(), signal.SIGKILL)
        taken = handed(message)
        if when == "after" and not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return taken

    transport.send = send  # type: ignore[method-assign]
    while send_due(transport, at=timezone.now()):
        pass


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
