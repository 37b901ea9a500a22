"""What a succession would take along: read before the deed, and by the deed itself."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q, QuerySet
from django.utils import timezone

from congvu.agencies.models import Agency, Delegation, Post, Remit
from congvu.agencies.rules import Kind
from congvu.agencies.selectors.tree import children, one_stop_of


@dataclass(frozen=True, slots=True)
class Moving:
    """What of an agency reaches beyond a day. `posts` are held on the day, `coming` begin later."""

    posts: QuerySet[Post]
    coming: QuerySet[Post]
    delegations: QuerySet[Delegation]
    remits: QuerySet[Remit]
    one_stop: Agency | None
    children: QuerySet[Agency]  # besides the one-stop


def what_moves(agency: Agency, *, on: date) -> Moving:
    """What would go to an agency's successor on a day."""
    beyond = Q(valid_to=None) | Q(valid_to__gt=on)
    posts = agency.posts.filter(beyond).select_related("account").order_by("pk")
    begins = midnight(on)
    delegations = Delegation.objects.filter(
        Q(ended_at=None) | Q(ended_at__gt=begins), post__in=posts, valid_until__gt=begins
    )
    return Moving(
        posts=posts.filter(valid_from__lte=on),
        coming=posts.filter(valid_from__gt=on),
        delegations=delegations.select_related("delegate", "post__account").order_by("pk"),
        remits=agency.remits.filter(beyond).order_by("pk"),
        one_stop=one_stop_of(agency.pk, on=on),
        children=children(agency.pk, on=on).exclude(kind=Kind.ONE_STOP).order_by("pk"),
    )


def midnight(day: date) -> datetime:
    """When a day begins in Vietnam."""
    return datetime.combine(day, time(), timezone.get_default_timezone())
