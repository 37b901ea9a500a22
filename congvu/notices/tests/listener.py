"""A worker that holds the SMS line and kills itself, really, when a text comes: `listener.py before|after|never`.

`after` is the worst moment: the answer is in the outbox, and the gateway does not know that we have the question.
"""

import os
import signal
import sys
import threading

import django


def main(when: str) -> None:
    django.setup()
    from congvu.notices import line
    from congvu.notices.transports import Arrived, Text

    taken_in = line.read

    def read(arrived: Arrived) -> None:
        if when == "before" and isinstance(arrived, Text):
            os.kill(os.getpid(), signal.SIGKILL)
        taken_in(arrived)
        if when == "after" and isinstance(arrived, Text):
            os.kill(os.getpid(), signal.SIGKILL)

    line.read = read  # type: ignore[assignment]
    line.hold(threading.Event())


if __name__ == "__main__":
    main(sys.argv[1])
