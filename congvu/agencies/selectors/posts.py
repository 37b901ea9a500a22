"""Who may act for an agency on a day."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from congvu.agencies.models import Post
from congvu.base.actors import STRANGER, Actor, Seat
from congvu.people.models import Account


def actor_for(account: Account | AnonymousUser, *, on: date) -> Actor:
    """The actor that an account is on a day: an official with the seats of its posts, a citizen, or a stranger."""
    if not isinstance(account, Account) or not account.is_active:
        return STRANGER
    posts = Post.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), account=account, valid_from__lte=on)
    seats = frozenset(Seat(agency, role) for agency, role in posts.values_list("agency_id", "role"))
    return Actor(f"{'official' if seats else 'citizen'}:{account.pk}", account.name, seats)
