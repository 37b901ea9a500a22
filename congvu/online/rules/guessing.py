"""How long somebody who guesses must wait, and who counts as one asker. Pure."""

from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

WINDOW = timedelta(hours=1)
FREE = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)


def free_again(failures: int, last: datetime | None) -> datetime | None:
    """When the next look-up may be tried: at once after fewer than five failures within an hour, then after waits that
    double from 30 seconds to a quarter of an hour. A mistyped code costs a citizen nothing; guessing takes years."""
    if last is None or failures < FREE:
        return None
    doubled: timedelta = FIRST_WAIT * 2 ** min(failures - FREE, 10)
    return last + min(LONGEST_WAIT, doubled)


def origin(address: str) -> str:
    """The asker behind a network address. One line has 2^64 addresses of IPv6, so their common front is the asker;
    what is no address is an asker of its own."""
    try:
        read = ip_address(address)
    except ValueError:
        return address
    if isinstance(read, IPv6Address):
        return str(read.ipv4_mapped or ip_network((read, 64), strict=False).network_address)
    return str(read)
