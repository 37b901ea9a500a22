"""What stands beside the process of one dossier: opinions, corrections, apologies, and who could be given a step."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.db.models import Q, QuerySet

from congvu.agencies.models import Agency, Post
from congvu.agencies.rules import Kind, Role
from congvu.agencies.selectors import ancestors, held, valid
from congvu.base.actors import Actor
from congvu.dossiers.models import Apology, Correction, Dossier, Leg, Opinion, Step
from congvu.dossiers.rules import OpinionKind, in_hands_of, is_late, may_assign

Person = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Beside:
    """Read with the whole dossier, in a fixed number of queries."""

    opinions: list[Opinion]
    corrections: list[Correction]
    apology: Apology | None
    assignable: dict[int, list[Person]] = field(default_factory=dict)  # by the step's id

    @property
    def countersigned(self) -> list[Opinion]:
        """Who countersigned, in the order in which they did."""
        signed = [one for one in self.opinions if one.kind == OpinionKind.COUNTERSIGN and one.agrees]
        return sorted((one for one in signed if not one.dropped_at), key=lambda one: (one.answered_at, one.pk))

    @property
    def warnings(self) -> list[str]:
        """Steps to which the process would have gone by what was corrected last."""
        return list(self.corrections[-1].elsewhere) if self.corrections else []


@dataclass(frozen=True, slots=True)
class Asked:
    """An opinion as one viewer may deal with it."""

    opinion: Opinion
    mine: bool  # it is the viewer's to answer
    withdrawable: bool


@dataclass(frozen=True, slots=True)
class Colleagues:
    """Everybody who can be asked in one role at an agency."""

    role: str
    label: str
    people: list[tuple[str, str]]  # as the form sends it ("leader:17"), and the name


def beside(dossier: Dossier, steps: Sequence[Step], viewer: Actor, *, on: date) -> Beside:
    """What stands beside a dossier; the people to whom the viewer may give its open steps, if any."""
    return Beside(
        opinions=list(Opinion.objects.filter(dossier=dossier).select_related("agency", "account").order_by("pk")),
        corrections=list(Correction.objects.filter(dossier=dossier).order_by("pk")),
        apology=Apology.objects.filter(dossier=dossier).select_related("at_fault", "leg").first(),
        assignable=_assignable(steps, viewer, on=on),
    )


def _assignable(steps: Sequence[Step], viewer: Actor, *, on: date) -> dict[int, list[Person]]:
    open_now = [step for step in steps if step.done_at is None and not step.waits]
    given = [step for step in open_now if _may_assign(viewer, step)]
    if not given:
        return {}
    seats = {(step.agency_id, step.role) for step in given}
    posts = list(held(on=on).filter(agency__in=[agency_id for agency_id, _ in seats]).select_related("account"))
    return {
        step.pk: sorted(
            {
                (post.account_id, post.account.name)
                for post in posts
                if (post.agency_id, post.role) == (step.agency_id, step.role) and post.account_id != step.account_id
            },
            key=lambda person: person[1],
        )
        for step in given
    }


def _may_assign(viewer: Actor, step: Step) -> bool:
    here = step.agency
    return may_assign(viewer, account_id=step.account_id, agency_id=here.pk, parent_id=here.parent_id, role=step.role)


def asked_of(found: Beside, viewer: Actor, *, works: bool, is_open: bool) -> list[Asked]:
    """All that was asked, oldest first, with what the viewer may do about it."""
    return [
        Asked(
            one,
            mine=is_open and _unanswered(one) and _is_asked(one, viewer),
            withdrawable=works and is_open and one.dropped_at is None and not one.agrees
            and (one.answered_at is None or one.kind == OpinionKind.COUNTERSIGN),
        )
        for one in found.opinions
    ]  # fmt: skip


def _unanswered(one: Opinion) -> bool:
    return one.answered_at is None and one.dropped_at is None


def _is_asked(one: Opinion, viewer: Actor) -> bool:
    return viewer.holds(one.role, at=one.agency_id) and in_hands_of(
        viewer, account_id=one.account_id, agency_id=one.agency_id, role=one.role
    )


def asks_now(viewer: Actor) -> Q:
    """Dossiers of which something is asked of the viewer now: who is asked may read them until the answer."""
    return Q(pk__in=_asked_of(viewer).filter(answered_at=None, dropped_at=None).values("dossier"))


def opinion_of(viewer: Actor, code: str, pk: int) -> Opinion | None:
    """What was asked of the viewer, also when it is answered or not needed any more."""
    found = _asked_of(viewer).filter(pk=pk, dossier__code=code)
    return found.select_related("agency", "account", "dossier").first()


def _asked_of(viewer: Actor) -> QuerySet[Opinion]:
    seats = Q(pk__in=[])
    for seat in viewer.seats:
        named = Q(account=None) | Q(account=viewer.account_id) | Q(account__in=list(seat.for_accounts))
        seats |= Q(agency=seat.agency_id, role=seat.role) & named
    return Opinion.objects.filter(seats)


def askable_agencies(own: Agency, *, on: date) -> list[Agency]:
    """Whom one may ask from an agency: itself first, then those above it, beside it and below it."""
    above = [*ancestors(own.pk), own.pk]
    found = valid(on=on).filter(Q(pk__in=above) | Q(parent__in=above)).exclude(kind=Kind.ONE_STOP)
    return sorted(found, key=lambda one: (one.pk != own.pk, one.kind, one.name))


def colleagues(agency: Agency, viewer: Actor, *, on: date) -> list[Colleagues]:
    """Who can be asked at an agency, by role."""
    order = [Role.SPECIALIST, Role.UNIT_HEAD, Role.LEADER, Role.CLERK]
    posts = held(on=on).filter(agency=agency, role__in=order).select_related("account")
    known: list[Post] = sorted(posts, key=lambda post: (order.index(Role(post.role)), post.account.name))
    return [
        Colleagues(role, str(Role(role).label), [_named(one) for one in group])
        for role, group in (
            (role, [one for one in those if one.account_id != viewer.account_id])
            for role, those in groupby(known, key=lambda post: post.role)
        )
        if group
    ]


def _named(post: Post) -> tuple[str, str]:
    return f"{post.role}:{post.account_id}", f"{post.account.name}, {post.title}"


def participants(dossier: Dossier) -> list[tuple[Agency, bool]]:
    """Agencies that may have made the dossier late, with whether their own share came, or comes, late."""
    legs = Leg.objects.filter(dossier=dossier).exclude(ending="recalled").select_related("agency", "clock")
    found: dict[int, tuple[Agency, bool]] = {}
    for leg in legs:
        late = bool(leg.finished_at and is_late(leg.clock.due_at, leg.finished_at, now=leg.finished_at))
        found[leg.agency_id] = (leg.agency, late or found.get(leg.agency_id, (leg.agency, False))[1])
    rest = {one.pk: (one, False) for one in (dossier.agency, dossier.receiver) if one.pk not in found}
    return sorted([*found.values(), *rest.values()], key=lambda pair: not pair[1])
