"""Giving a post over while its holder is absent, and taking it back early. It ends by itself when its time is over."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from congvu.agencies import events, refusals
from congvu.agencies.models import Delegation, Post
from congvu.agencies.rules import LONGEST_DELEGATION, Kind, Role
from congvu.agencies.selectors.delegations import colleagues, overlapping, running
from congvu.agencies.selectors.posts import administers
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.people.models import Account


@transaction.atomic
def delegate(
    post: Post,
    *,
    to: Account,
    from_: datetime,
    until: datetime,
    reason: str,
    decision: str = "",
    by: Actor,
    at: datetime,
) -> Delegation:
    """Give a post over from one moment until just before another; it begins no earlier than it is made.

    May: who holds the post, who leads its agency (of a one-stop, the committee above it) or who administers it.
    Refusals: agencies.not_your_post, delegated_seat, admin_stays, delegation_backwards, delegation_past,
    delegation_too_long, delegation_reason_empty, to_oneself, delegate_inactive, not_a_colleague, post_not_held,
    delegated_already, delegate_away, stands_in.
    """
    post = Post.objects.select_related("agency__parent", "account").get(pk=post.pk)
    _check_may(by, post, at=at)
    from_ = max(from_, at)
    _check_span(from_, until, at=at)
    if not reason.strip():
        raise Refusal(refusals.DELEGATION_REASON_EMPTY, field="reason")
    # Both people are held until the row is there: of two delegations at once that cannot both be, one comes too late.
    people = Account.objects.select_for_update().filter(pk__in={post.account_id, to.pk}).order_by("pk").in_bulk()
    to = people[to.pk]
    _check_delegate(post, to, from_=from_)
    _check_others(post, to, from_, until)
    made = Delegation.objects.create(
        post=post, delegate=to, valid_from=from_, valid_until=until, reason=" ".join(reason.split()),
        decision=decision.strip(), made_at=at, made_by=by.name,
    )  # fmt: skip
    record(
        events.DELEGATED, made, by=by, at=at, name=post.account.name, title=post.title, agency=post.agency.name,
        to=to.name, begins=told(from_), ends=told(until), reason=made.reason, decision=made.decision,
        role=post.role, post=post.pk,
    )  # fmt: skip
    return made


@transaction.atomic
def end_delegation(delegation: Delegation, *, by: Actor, at: datetime) -> Delegation:
    """End a delegation before its time, or call it off before it began.

    May, besides those who may make it: the delegate, who gives the work back.
    Refusals: agencies.not_your_post, agencies.delegation_over.
    """
    delegation = Delegation.objects.select_for_update(of=("self",)).get(pk=delegation.pk)
    post, to = delegation.post, delegation.delegate
    if by.account_id is None or by.account_id != delegation.delegate_id:
        _check_may(by, post, at=at)
    if delegation.until <= at:
        raise Refusal(refusals.DELEGATION_OVER, since=told(delegation.until))
    delegation.ended_at, delegation.ended_by = at, by.name
    delegation.save(update_fields=["ended_at", "ended_by"])
    record(
        events.DELEGATION_ENDED, delegation, by=by, at=at, name=post.account.name, to=to.name, title=post.title,
        agency=post.agency.name, until=delegation.valid_until.isoformat(),
    )  # fmt: skip
    return delegation


def told(moment: datetime) -> str:
    """A moment as journal and refusals say it."""
    return f"{timezone.localtime(moment):%H:%M %d/%m/%Y}"


def _check_may(by: Actor, post: Post, *, at: datetime) -> None:
    agency = post.agency
    if (by.account_id is not None and by.account_id == post.account_id) or administers(by, agency.pk):
        return
    if running(at=at).filter(post=post, delegate=by.account_id or 0).exists():
        raise Refusal(refusals.DELEGATED_SEAT, name=post.account.name)
    leads = by.holds(Role.LEADER, at=agency.pk, on=at)
    if not leads and agency.kind == Kind.ONE_STOP and agency.parent_id:
        leads = by.holds(Role.LEADER, at=agency.parent_id, on=at)
    if not leads:
        raise Refusal(refusals.NOT_YOUR_POST, agency=agency.name)


def _check_span(begins: datetime, ends: datetime, *, at: datetime) -> None:
    if ends <= at:
        raise Refusal(refusals.DELEGATION_PAST, field="until")
    if ends <= begins:
        raise Refusal(refusals.DELEGATION_BACKWARDS, field="until")
    if ends - begins > LONGEST_DELEGATION:
        raise Refusal(refusals.DELEGATION_TOO_LONG, field="until", days=LONGEST_DELEGATION.days)


def _check_delegate(post: Post, to: Account, *, from_: datetime) -> None:
    if post.role == Role.ADMIN:
        raise Refusal(refusals.ADMIN_STAYS)
    first = timezone.localdate(from_)
    if post.valid_from > first or (post.valid_to is not None and post.valid_to <= first):
        raise Refusal(refusals.POST_NOT_HELD, field="from_", name=post.account.name)
    if to.pk == post.account_id:
        raise Refusal(refusals.TO_ONESELF, field="to")
    if not to.is_active:
        raise Refusal(refusals.DELEGATE_INACTIVE, field="to", name=to.name)
    if not colleagues(post.agency, at=from_).filter(pk=to.pk).exists():
        raise Refusal(refusals.NOT_A_COLLEAGUE, field="to", name=to.name, agency=post.agency.name)


def _check_others(post: Post, to: Account, begins: datetime, ends: datetime) -> None:
    """No post twice at once, and no chain: who stands in is not away, who is away stands in for nobody."""
    others = overlapping(begins, ends).select_related("post__account", "delegate")
    if found := others.filter(post=post).first():
        raise Refusal(refusals.DELEGATED_ALREADY, field="from_", name=found.delegate.name, **_span(found))
    if found := others.filter(post__account=to).first():
        raise Refusal(refusals.DELEGATE_AWAY, field="to", name=to.name, other=found.delegate.name, **_span(found))
    if found := others.filter(delegate=post.account_id).first():
        holder = found.post.account.name
        raise Refusal(refusals.STANDS_IN, name=post.account.name, other=holder, **_span(found))


def _span(found: Delegation) -> dict[str, str]:
    return {"begins": told(found.valid_from), "ends": told(found.until)}
