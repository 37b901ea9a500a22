"""Remembering who signed in, for themselves to look at."""

from datetime import datetime

from congvu.people.models import Account, Visit
from congvu.people.rules.visits import Way, browser_of, network_of


def remember_visit(account: Account, way: Way, *, address: str, browser: str, at: datetime) -> Visit:
    """A line in the account's own list of sign-ins; of the network address and the browser only the rough of it."""
    return Visit.objects.create(
        account=account, way=way, network=network_of(address), browser=browser_of(browser), at=at
    )
