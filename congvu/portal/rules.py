"""How long somebody who guesses must wait. Pure."""

from datetime import datetime, timedelta

WINDOW = timedelta(hours=1)
FREE = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)


def free_again(failures: int, last: datetime | None) -> datetime | None:
    """When the next look-up may be tried: at once after up to five failures within an hour, then after waits that
    double from 30 seconds to a quarter of an hour. A mistyped code costs a citizen nothing; guessing takes years."""
    if last is None or failures < FREE:
        return None
    doubled: timedelta = FIRST_WAIT * 2 ** min(failures - FREE, 10)
    return last + min(LONGEST_WAIT, doubled)
