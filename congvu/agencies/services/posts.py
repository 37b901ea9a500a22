"""Appointing people to posts, and ending posts."""

from datetime import date, datetime

from django.db import transaction

from congvu.agencies import events, refusals
from congvu.agencies.models import Agency, Post
from congvu.agencies.rules import Role
from congvu.agencies.selectors.delegations import held
from congvu.agencies.selectors.tree import ancestors
from congvu.agencies.services.tree import check_administers, check_open
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.people.models import Account


@transaction.atomic
def appoint(
    account: Account, *, agency: Agency, role: str, title: str, valid_from: date, by: Actor, at: datetime
) -> Post:
    """Give an account a post at an agency from a day on.

    Refusals: agencies.not_admin, closed, account_inactive, role_unknown, title_empty, begins_too_early, held_already.
    """
    check_administers(by, agency)
    check_open(agency, on=valid_from, field="agency")
    if role not in Role.values:
        raise Refusal(refusals.ROLE_UNKNOWN, field="role")
    if not title.strip():
        raise Refusal(refusals.TITLE_EMPTY, field="title")
    if valid_from < agency.valid_from:
        begins = f"{agency.valid_from:%d/%m/%Y}"
        raise Refusal(refusals.BEGINS_TOO_EARLY, field="valid_from", agency=agency.name, begins=begins)
    # The account is held until the post is there: two appointments at once would make it twice.
    account = Account.objects.select_for_update().get(pk=account.pk)
    if not account.is_active:
        raise Refusal(refusals.ACCOUNT_INACTIVE, field="username", username=account.username)
    if Post.objects.filter(account=account, agency=agency, role=role, valid_to=None).exists():
        raise Refusal(refusals.HELD_ALREADY, field="role", name=account.name, agency=agency.name)
    post = Post.objects.create(
        account=account, agency=agency, role=role, title=" ".join(title.split()), valid_from=valid_from
    )
    _tell(post, valid_from, by=by, at=at)
    return post


@transaction.atomic
def end_post(post: Post, *, on: date, by: Actor, at: datetime) -> Post:
    """End a post: `on` is the first day without it; the day it began undoes a mistake.

    Refusals: agencies.not_admin, post_ended, ends_too_early, last_admin.
    """
    post = Post.objects.select_for_update(of=("self",)).select_related("agency", "account").get(pk=post.pk)
    check_administers(by, post.agency)
    if post.valid_to is not None:
        raise Refusal(refusals.POST_ENDED)
    if on < post.valid_from:
        raise Refusal(refusals.ENDS_TOO_EARLY, field="on", begins=f"{post.valid_from:%d/%m/%Y}")
    if post.role == Role.ADMIN and not _others_administer(post, on=on):
        raise Refusal(refusals.LAST_ADMIN, agency=post.agency.name)
    post.valid_to = on
    post.save(update_fields=["valid_to"])
    _tell(post, on, by=by, at=at, ended=True)
    return post


def _others_administer(post: Post, *, on: date) -> bool:
    """Whether somebody else who can sign in still administers the agency once the post is over."""
    above = held(on=on).filter(agency__in=ancestors(post.agency_id), role=Role.ADMIN, account__is_active=True)
    return above.exclude(account=post.account_id).exists()


def _tell(post: Post, on: date, *, by: Actor, at: datetime, ended: bool = False) -> None:
    event = events.POST_ENDED if ended else events.APPOINTED
    facts = {"name": post.account.name, "title": post.title, "agency": post.agency.name, "role": post.role}
    record(event, post, by=by, at=at, on=f"{on:%d/%m/%Y}", **facts)
