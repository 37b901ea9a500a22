"""Who holds which post on a day, and who stands in for whom at a moment."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import CharField, DateTimeField, F, Q, QuerySet, Value
from django.utils import timezone

from congvu.agencies import refusals
from congvu.agencies.models import Agency, Delegation, Post
from congvu.agencies.rules import Kind, Role
from congvu.base.actors import Actor, Seat
from congvu.base.refusals import Refusal
from congvu.people.models import Account

JUST = timedelta(days=7)  # how long somebody who comes too late is told why


def held(*, on: date) -> QuerySet[Post]:
    """Posts that somebody holds on a day."""
    return Post.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)


def seats_of(account_id: int, *, at: datetime) -> frozenset[Seat]:
    """The seats of an account at a moment, one query: its own posts', and those that were given over to it.

    One's own seat wins over a delegated one; it is known of both whose work may be worked there.
    """
    today = timezone.localdate(at)
    mine = held(on=today).filter(account=account_id).order_by()
    given = running(at=at).filter(delegate=account_id, post__in=held(on=today)).order_by()
    own = mine.values_list(
        "agency_id",
        "role",
        Value(None, output_field=DateTimeField()),
        Value("", output_field=CharField()),
        F("account_id"),
    )
    rows = own.union(
        given.values_list("post__agency_id", "post__role", "valid_until", "post__account__name", "post__account_id"),
        all=True,
    )
    found: dict[tuple[int, str], Seat] = {}
    for agency_id, role, until, name, holder in sorted(rows, key=_own_first):
        key, others = (agency_id, role), frozenset() if until is None else frozenset({holder})
        before = found.get(key)
        if before is None:
            found[key] = Seat(agency_id, role, until, name, others)
        else:
            found[key] = Seat(agency_id, role, before.until, before.for_name, before.for_accounts | others)
    return frozenset(found.values())


def _own_first(row: tuple[int, str, datetime | None, str, int]) -> tuple[Any, ...]:
    """Of two absent colleagues, whose seat lasts longer goes first: it is theirs that counts."""
    until = row[2]
    return (row[:2], until is not None, -until.timestamp() if until else 0, row[4])


def running(*, at: datetime) -> QuerySet[Delegation]:
    """Delegations that count at a moment."""
    return Delegation.objects.filter(_unended(at), valid_from__lte=at, valid_until__gt=at)


def overlapping(begins: datetime, ends: datetime) -> QuerySet[Delegation]:
    """Delegations that count at some moment of a span."""
    return Delegation.objects.filter(_unended(begins), valid_from__lt=ends, valid_until__gt=begins).exclude(
        ended_at__lte=F("valid_from")
    )


def check_delegation(by: Actor, role: str, agency_id: int, *, on: datetime) -> None:
    """Say why, where somebody holds a seat no longer because the delegation of it is over.

    For a deed that the seat was missing for, before its own no. Refusal: agencies.delegation_ended.
    """
    gone = Delegation.objects.filter(
        Q(valid_until__lte=on) | Q(ended_at__lte=on),
        delegate=by.account_id or 0,
        post__agency=agency_id,
        post__role=role,
        valid_until__gt=on - JUST,
    ).select_related("post__account")
    last = max(gone, key=lambda row: row.until, default=None)
    if last is not None:
        since = f"{timezone.localtime(last.until):%H:%M:%S %d/%m/%Y}"
        raise Refusal(refusals.DELEGATION_ENDED, name=last.post.account.name, since=since)


def colleagues(agency: Agency, *, at: datetime) -> QuerySet[Account]:
    """Who may stand in at an agency: active accounts with a post there, directly above, or directly below it."""
    near = Q(agency=agency.pk) | Q(agency__parent=agency.pk)
    if agency.parent_id:
        near |= Q(agency=agency.parent_id)
    posts = held(on=timezone.localdate(at)).filter(near).order_by()
    return Account.objects.filter(pk__in=posts.values("account"), is_active=True)


def delegable(by: Actor, *, on: date) -> QuerySet[Post]:
    """The posts that the actor may give over: its own, and those of the agencies that it leads.

    A leader of a committee leads its one-stop too. An administrator's seat is nobody's to give over: `appoint` another.
    """
    led = by.agencies(Role.LEADER)
    places = Q(account=by.account_id or 0) | Q(agency__in=led)
    places |= Q(agency__kind=Kind.ONE_STOP, agency__parent__in=led)
    return held(on=on).filter(places).exclude(role=Role.ADMIN)


def delegations_for(by: Actor, *, reach: Iterable[int] | QuerySet[Any]) -> QuerySet[Delegation]:
    """The delegations that an official may read: given or received, at agencies led, and at those in `reach`."""
    led, account = by.agencies(Role.LEADER), by.account_id or 0
    mine = Q(delegate=account) | Q(post__account=account) | Q(post__agency__in=led) | Q(post__agency__in=reach)
    mine |= Q(post__agency__kind=Kind.ONE_STOP, post__agency__parent__in=led)
    return Delegation.objects.filter(mine).select_related("post__account", "post__agency", "delegate")


def over(*, at: datetime) -> Q:
    """Of delegations: those that are over."""
    return Q(valid_until__lte=at) | Q(ended_at__lte=at)


def _unended(at: datetime) -> Q:
    return Q(ended_at=None) | Q(ended_at__gt=at)
