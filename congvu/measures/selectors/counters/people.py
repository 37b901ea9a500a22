"""Officials by their posts, their accounts, who signed in, who stands in for whom, and the year's calendar."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from congvu.agencies.models import CalendarDay, Delegation, Post
from congvu.agencies.rules import Role
from congvu.journal.models import Entry
from congvu.measures.rules.lit import WINDOW
from congvu.measures.selectors.counters.registry import counts
from congvu.measures.selectors.counters.spans import DAY, Counted, Known, Span, midnight, valid_in
from congvu.people.events import DEACTIVATED, REACTIVATED
from congvu.people.models import Account, Visit
from congvu.people.rules.visits import KEPT

LEADING = (Role.LEADER, Role.UNIT_HEAD)
Masks = dict[tuple[int, int], int]


def held(span: Span) -> list[tuple[int, int, int, str, int]]:
    """(agency, post, account, role, mask) of every post that somebody holds on one of the days."""
    rows = Post.objects.filter(valid_in(span)).order_by()
    columns = ("agency_id", "pk", "account_id", "role", "valid_from", "valid_to")
    return [
        (span.owners[agency], post, account, role, mask)
        for agency, post, account, role, since, until in rows.values_list(*columns)
        if (mask := span.mask(since, until))
    ]


def holders(span: Span, roles: Collection[str] = ()) -> Masks:
    """(agency, account) -> the days on which the account holds a post there, in one of the roles or in any."""
    masks: Masks = defaultdict(int)
    for agency, _post, account, role, mask in span.once(held):
        if not roles or role in roles:
            masks[agency, account] |= mask
    return masks


@counts("hr.officials")
def officials(span: Span) -> Counted:
    """Holders of any post."""
    return Counted(span.distinct(holders(span)))


@counts("hr.leaders")
def leaders(span: Span) -> Counted:
    """Holders of a leading post."""
    return Counted(span.distinct(holders(span, LEADING)))


@counts("hr.posts_filled")
def posts_filled(span: Span) -> Counted:
    """Posts, not people."""
    return Counted(span.distinct({(agency, post): mask for agency, post, _who, _role, mask in span.once(held)}))


def closed(span: Span) -> dict[int, int]:
    """The days at whose end an account was closed to sign-in, as the journal tells it."""
    found: dict[int, int] = defaultdict(int)
    since: dict[int, datetime] = {}
    told = Entry.objects.filter(event__in=[DEACTIVATED.name, REACTIVATED.name]).order_by("pk")
    for event, subject, at in told.values_list("event", "subject", "at"):
        account = int(subject.rpartition(":")[2])
        if event == DEACTIVATED.name:
            since.setdefault(account, at)
        elif account in since:
            found[account] |= span.nights(since.pop(account), at)
    for account in Account.objects.filter(is_active=False).order_by().values_list("pk", flat=True):
        found[account] |= span.nights(since[account], None) if account in since else span.whole
    return found


def _with_accounts(span: Span) -> Masks:
    shut = span.once(closed)
    return {key: mask & ~shut.get(key[1], 0) for key, mask in holders(span).items()}


@counts("hr.accounts")
def accounts(span: Span) -> Counted:
    """Holders whose account is not closed."""
    return Counted(span.distinct(_with_accounts(span)))


@counts("hr.accounts_active")
def accounts_active(span: Span) -> Counted:
    """Those who signed in within the window. Known while every sign-in of the window is still kept."""
    masks = signed_in(span)
    known = timezone.localdate(span.at - KEPT) + timedelta(days=WINDOW)
    found = {key: mask & masks.get(key[1], 0) for key, mask in _with_accounts(span).items()}
    return Counted(span.distinct(found), Known(max(known, span.begun or span.last + DAY)))


def signed_in(span: Span) -> dict[int, int]:
    """The days on which a sign-in of each account within the window counts."""
    begins, ends = midnight(span.first - (WINDOW - 1) * DAY), span.moments()[1]
    visits = Visit.objects.filter(at__gte=begins, at__lt=ends).order_by()
    found: dict[int, int] = defaultdict(int)
    for account, day in visits.values_list("account_id", TruncDate("at")).distinct():
        found[account] |= span.back(day, WINDOW)
    return found


@counts("org.delegations")
def delegations(span: Span) -> Counted:
    """Posts that were given over at the end of the day: an end at midnight is the end of the day before."""
    masks: Masks = defaultdict(int)
    for agency, post, since, until in standing_in(span):
        masks[span.owners[agency], post] |= span.nights(since, until + timedelta(microseconds=1))
    return Counted(span.distinct(masks))


def standing_in(span: Span) -> Iterator[tuple[int, int, datetime, datetime]]:
    """(agency, post, since, until) of the delegations that count at some moment of the days."""
    begins, ends = span.moments()
    unended = Q(ended_at=None) | Q(ended_at__gt=F("valid_from"), ended_at__gte=begins)
    rows = Delegation.objects.filter(unended, valid_from__lt=ends, valid_until__gte=begins).select_related("post")
    for row in rows.order_by():
        yield row.post.agency_id, row.post_id, row.valid_from, row.until


@counts("org.calendars")
def calendars(span: Span) -> Counted:
    """Whether the calendar that the agency works by, its own or one above, has days of the year."""
    years = sorted({day.year for day in span.days})
    said: dict[int, set[int | None]] = {
        year: set(CalendarDay.objects.filter(day__year=year).order_by().values_list("agency", flat=True).distinct())
        for year in years
    }
    masks = {}
    for key in span.counted:
        chain = {*span.above[key], None}
        masks[key] = sum(1 << place for place, day in enumerate(span.days) if said[day.year] & chain)
    return Counted(span.ones(masks))
