"""Who may act for an agency on a day, and over whom an administrator has a say."""

from collections.abc import Iterable
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from congvu.agencies.models import Agency, Post
from congvu.agencies.rules import Role
from congvu.agencies.selectors.delegations import held, running, seats_of
from congvu.agencies.selectors.tree import ancestors, descendants
from congvu.base.actors import STRANGER, Actor, Seat
from congvu.people.models import Account
from congvu.people.rules import AccountKind
from congvu.people.selectors import found_by, parties_of

EVERYWHERE = Seat(0, Role.ADMIN)


def actor_for(account: Account | AnonymousUser, *, at: datetime) -> Actor:
    """The actor that an account is at a moment: an official with its seats, a citizen with its parties, or a stranger.

    The seats are those of its own posts on that day, and of the posts that absent colleagues gave over to it then.
    """
    if not isinstance(account, Account) or not account.is_active:
        return STRANGER
    if account.kind == AccountKind.CITIZEN:
        return Actor(f"citizen:{account.pk}", account.name, parties=parties_of(account.pk, at=at))
    return Actor(f"official:{account.pk}", account.name, seats_of(account.pk, at=at))


def holders(agency_id: int, role: str, *, on: date) -> QuerySet[Account]:
    """Active accounts that hold a role at an agency on a day."""
    posts = held(on=on).filter(agency=agency_id, role=role, account=OuterRef("pk"))
    return Account.objects.filter(Exists(posts), is_active=True)


def delegates(agency_id: int, role: str, *, of: Iterable[Account], at: datetime) -> list[Account]:
    """Active accounts that stand in for some of these holders of a role at a moment."""
    given = running(at=at).filter(
        post__in=held(on=timezone.localdate(at)).filter(agency=agency_id, role=role, account__in=[*of]),
        delegate__is_active=True,
    )
    return [one.delegate for one in given.select_related("delegate").order_by("pk")]


def administers(by: Actor, agency_id: int) -> bool:
    """Whether the actor administers an agency: from a seat there or above it, or as the system itself."""
    if EVERYWHERE in by.seats:
        return True
    seats = by.agencies(Role.ADMIN)
    return bool(seats) and not seats.isdisjoint(ancestors(agency_id))


def governs(by: Actor) -> bool:
    """Whether the actor may decide for all agencies at once: from a seat at the root of the tree, or as the system."""
    return EVERYWHERE in by.seats or Agency.objects.filter(pk__in=by.agencies(Role.ADMIN), parent=None).exists()


def administered(by: Actor) -> QuerySet[Agency]:
    """The agencies that the actor administers."""
    if EVERYWHERE in by.seats:
        return Agency.objects.all()
    return Agency.objects.filter(pk__in=descendants(by.agencies(Role.ADMIN)))


def manages(by: Actor, account: Account, *, on: date) -> bool:
    """Whether the actor may change an account: one that acts nowhere but where the actor administers.

    An account without posts, a citizen's, is changed only from the root: no commune may take over a citizen's account.
    """
    return accounts(by, on=on).filter(pk=account.pk).exists()


def accounts(by: Actor, search: str = "", *, on: date) -> QuerySet[Account]:
    """The accounts that the actor manages, found by their folded name or username."""
    if EVERYWHERE in by.seats:
        return found_by(search)
    unended = Post.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), account=OuterRef("pk"))
    reach = administered(by).values("pk")
    mine = found_by(search).exclude(Exists(unended.exclude(agency__in=reach)))
    if Agency.objects.filter(pk__in=by.agencies(Role.ADMIN), parent=None).exists():
        return mine
    return mine.filter(Exists(unended))


def accounts_page(by: Actor, search: str, *, after: str, size: int, on: date) -> list[Account]:
    """Up to `size` of the accounts that the actor manages, by name, from behind the one with id `after`."""
    found = accounts(by, search, on=on)
    last = Account.objects.filter(pk=int(after)).first() if after.isdecimal() else None
    if last is not None:
        found = found.filter(Q(folded__gt=last.folded) | Q(folded=last.folded, pk__gt=last.pk))
    return list(found.order_by("folded", "pk")[:size])


def posts_by_account(accounts: Iterable[Account], *, on: date) -> dict[int, list[Post]]:
    """The posts that each of the accounts holds on a day, with their agencies: one query."""
    posts: dict[int, list[Post]] = {}
    for post in held(on=on).filter(account__in=[account.pk for account in accounts]).select_related("agency"):
        posts.setdefault(post.account_id, []).append(post)
    return posts
