"""One agency takes another's place: its posts, fields and units go over, and the old one is closed, in one deed."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from congvu.agencies import events, refusals
from congvu.agencies.models import Agency, Delegation, Post, Remit
from congvu.agencies.selectors.delegations import overlapping
from congvu.agencies.selectors.moving import midnight, what_moves
from congvu.agencies.selectors.tree import ancestors, children, one_stop_of
from congvu.agencies.services.calendars import touch
from congvu.agencies.services.tree import check_administers, check_open
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record


@dataclass(frozen=True, slots=True)
class Succession:
    """What went over. `agencies` and `posts` are pairs of what ended and what is in its place now."""

    agencies: tuple[tuple[Agency, Agency], ...]
    posts: tuple[tuple[Post, Post], ...]
    moved: tuple[Agency, ...]
    remits: tuple[Remit, ...]


@dataclass(slots=True)
class _Done:
    agencies: list[tuple[Agency, Agency]] = field(default_factory=list)
    posts: list[tuple[Post, Post]] = field(default_factory=list)
    moved: list[Agency] = field(default_factory=list)
    remits: list[Remit] = field(default_factory=list)
    delegations: int = 0


@transaction.atomic
def succeed(old: Agency, new: Agency, *, on: date, by: Actor, at: datetime) -> Succession:
    """Put `new` in the place of `old` from the day `on`, which has come: who is above whom has no dates.

    Whoever holds a post of the old agency beyond that day has the same one at the new; running delegations go along.
    The one-stop joins that of the new agency or, where it has none, is put below it, as are all other units. Hours and
    special days of the old agency do not go over: the new one has its own.
    Refusals: agencies.not_admin, own_successor, not_yet, closed, ends_too_early, in_a_circle.
    """
    check_administers(by, old)
    check_administers(by, new)
    if old.pk == new.pk:
        raise Refusal(refusals.OWN_SUCCESSOR, field="new")
    if on > timezone.localdate(at):
        raise Refusal(refusals.NOT_YET, field="on", on=f"{on:%d/%m/%Y}")
    # As for a move, the whole tree is held: two deeds at once could otherwise tie it into a circle.
    held = {agency.pk: agency for agency in Agency.objects.select_for_update().order_by("pk")}
    old, new = held[old.pk], held[new.pk]
    if old.pk in ancestors(new.pk):
        raise Refusal(refusals.IN_A_CIRCLE, field="new", parent=new.name, agency=old.name)
    done = _Done()
    _take_over(done, old, new, on=on, by=by)
    touch()  # what is below follows the hours of what is above
    record(
        events.SUCCEEDED, old, by=by, at=at, agency=new.name, was=old.name, on=f"{on:%d/%m/%Y}",
        posts=len(done.posts), remits=len(done.remits), moved=len(done.moved), delegations=done.delegations,
        closed=[[before.code, after.code] for before, after in done.agencies],
        holders=[[before.pk, after.pk, before.account_id] for before, after in done.posts],
    )  # fmt: skip
    return Succession(tuple(done.agencies), tuple(done.posts), tuple(done.moved), tuple(done.remits))


def _take_over(done: _Done, old: Agency, new: Agency, *, on: date, by: Actor) -> None:
    if old.valid_to is not None:
        raise Refusal(refusals.CLOSED, field="old", agency=old.name)
    if on <= old.valid_from or on < new.valid_from:
        later = max(old.valid_from, new.valid_from)
        raise Refusal(refusals.ENDS_TOO_EARLY, field="on", begins=f"{later:%d/%m/%Y}")
    check_open(new, on=on, field="new")
    moving = what_moves(old, on=on)
    delegations = list(moving.delegations)
    posts = {post.pk: _moved_post(post, new, on=on) for post in [*moving.posts, *moving.coming]}
    for delegation in delegations:
        done.delegations += _moved_delegation(delegation, posts[delegation.post_id][1], on=on, by=by)
    done.posts += posts.values()
    done.remits += [_moved_remit(remit, new, on=on) for remit in list(moving.remits)]
    done.agencies.append((old, new))
    heir = one_stop_of(new.pk, on=on)
    if moving.one_stop is not None and heir is not None and heir.pk != moving.one_stop.pk:
        _take_over(done, moving.one_stop, heir, on=on, by=by)
    for child in list(children(old.pk, on=on)):
        child.parent = new
        child.save(update_fields=["parent"])
        done.moved.append(child)
    old.valid_to, old.successor = on, new
    old.save(update_fields=["valid_to", "successor"])


def _moved_post(post: Post, new: Agency, *, on: date) -> tuple[Post, Post]:
    """The post, ended, and the one that its holder has at the new agency: the same, or one held there already."""
    begins = max(on, post.valid_from)
    goes_on_to, post.valid_to = post.valid_to, begins
    post.save(update_fields=["valid_to"])
    same = new.posts.filter(account=post.account_id, role=post.role, valid_from__lte=begins)
    lasting = same.filter(Q(valid_to=None) | Q(valid_to__gte=goes_on_to) if goes_on_to else Q(valid_to=None)).first()
    if lasting is not None:
        return post, lasting
    # A second unended post in the same role may not stand beside one that begins later: it ends where that begins.
    later = new.posts.filter(account=post.account_id, role=post.role, valid_from__gt=begins, valid_to=None).first()
    made = Post.objects.create(
        agency=new, account=post.account, role=post.role, title=post.title, valid_from=begins,
        valid_to=later.valid_from if later and goes_on_to is None else goes_on_to,
    )  # fmt: skip
    return post, made


def _moved_delegation(old: Delegation, post: Post, *, on: date, by: Actor) -> int:
    """Carry on at the new post what is left of a delegation; how many (none where that post is given over already)."""
    begins = max(old.valid_from, midnight(on))
    if overlapping(begins, old.until).filter(post=post).exists():
        return 0
    left = {name: getattr(old, name) for name in ("delegate", "reason", "decision", "made_at", "made_by")}
    Delegation.objects.create(post=post, valid_from=begins, valid_until=old.until, **left)
    if old.valid_from < begins:
        old.valid_until = begins
        old.save(update_fields=["valid_until"])
    else:  # It had not begun: nothing of it is left at the old agency.
        old.ended_at, old.ended_by = begins, by.name
        old.save(update_fields=["ended_at", "ended_by"])
    return 1


def _moved_remit(remit: Remit, new: Agency, *, on: date) -> Remit:
    begins = max(on, remit.valid_from)
    goes_on_to, remit.valid_to = remit.valid_to, begins
    remit.save(update_fields=["valid_to"])
    same = new.remits.filter(sector=remit.sector, valid_to=None).first()
    if same is not None:
        return same
    return Remit.objects.create(
        agency=new, sector=remit.sector, decision=remit.decision, valid_from=begins, valid_to=goes_on_to
    )
