"""Schemes of points and what stands in them: who sees what, the sheet of each agency, and its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, QuerySet

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.plans.models import Plan
from congvu.plans.selectors.plans import visible
from congvu.progress import refusals
from congvu.progress.models import Answer, Criterion, Ranking, Scheme, Score
from congvu.progress.rules.points import Total, places, total

SPEAKERS = (Role.PLANNER, Role.LEADER)  # of an agency: they score it and answer for it


@dataclass(frozen=True, slots=True)
class Sheet:
    """One agency's scores in the order of the criteria, and what they come to."""

    agency: Agency
    scores: tuple[Score, ...]
    own: Decimal | None
    measured: Decimal | None
    total: Total | None
    answer: Answer | None = None
    place: int | None = None

    @property
    def points(self) -> Decimal | None:
        """What it is ranked by."""
        return self.total.stretched if self.total else None


def schemes(viewer: Actor) -> QuerySet[Scheme]:
    """The schemes of plans that the viewer may open. A draft is seen by those who make it."""
    found = Scheme.objects.filter(plan__in=visible(viewer).values("pk")).select_related("plan__drafter", "plan__issuer")
    makers = viewer.agencies(*SPEAKERS)
    drafts = Scheme.objects.filter(plan__drafter__in=makers) | Scheme.objects.filter(plan__issuer__in=makers)
    return found.exclude(state=Scheme.State.DRAFT) | found.filter(pk__in=drafts.values("pk"))


def scheme_for(viewer: Actor, pk: int) -> Scheme:
    """A scheme that the viewer may open. Refusal: progress.not_found."""
    scheme = schemes(viewer).filter(pk=pk).first()
    if scheme is None:
        raise Refusal(refusals.NOT_FOUND)
    return scheme


def listed(viewer: Actor) -> list[Scheme]:
    """The schemes of a list, each with how many criteria it has (`many`). One query."""
    return list(schemes(viewer).annotate(many=Count("criteria")).order_by("-year", "plan", "block"))


def runs(viewer: Actor, plan: Plan) -> bool:
    """Whether the viewer makes the plan's schemes and verifies scores: a planner of its drafter."""
    return viewer.holds(Role.PLANNER, at=plan.drafter_id)


def publishes(viewer: Actor, plan: Plan) -> bool:
    """Whether the viewer publishes rankings: a leader of the issuer."""
    return viewer.holds(Role.LEADER, at=plan.issuer_id)


def sees_all(viewer: Actor, scheme: Scheme) -> bool:
    """Whether the viewer sees every agency's points now: everybody once they are published, before that its makers."""
    plan = scheme.plan
    makers = viewer.holds(*SPEAKERS, at=plan.drafter_id) or viewer.holds(*SPEAKERS, at=plan.issuer_id)
    return makers or scheme.state == Scheme.State.PUBLISHED


def criteria_of(scheme: Scheme) -> list[Criterion]:
    """In their order. One query."""
    return list(scheme.criteria.select_related("indicator"))


def sheets(scheme: Scheme, criteria: Iterable[Criterion]) -> list[Sheet]:
    """Every agency of the block, the first first. Two queries."""
    order = {criterion.pk: (number, criterion) for number, criterion in enumerate(criteria)}
    whole = sum((criterion.points for _number, criterion in order.values()), Decimal(0))
    rows: dict[int, list[Score]] = {}
    for score in Score.objects.filter(criterion__scheme=scheme).select_related("agency"):
        score.criterion = order[score.criterion_id][1]  # known already: nobody asks for it again
        rows.setdefault(score.agency_id, []).append(score)
    answers = {answer.agency_id: answer for answer in Answer.objects.filter(scheme=scheme)}
    found = []
    for scores in rows.values():
        scores.sort(key=lambda score: order[score.criterion_id][0])
        found.append(_sheet(scores, {pk: one for pk, (_number, one) in order.items()}, whole, answers))
    taken = places({one.agency.code: one.points for one in found})
    ranked = [_placed(one, taken.get(one.agency.code)) for one in found]
    return sorted(ranked, key=lambda one: (one.place or len(ranked) + 1, one.agency.code))


def sheet_of(scheme: Scheme, agency_id: int, criteria: Iterable[Criterion]) -> Sheet:
    """One agency's. Refusal: progress.not_found."""
    for one in sheets(scheme, criteria):
        if one.agency.pk == agency_id:
            return one
    raise Refusal(refusals.NOT_FOUND)


def published_rankings(plan: Plan) -> list[Ranking]:
    """What was published of a plan's agencies, the newest year first. One query."""
    found = Ranking.objects.filter(scheme__plan=plan.pk).select_related("scheme")
    return list(found.order_by("-scheme__year", "scheme__block"))


def ranking_of(scheme: Scheme) -> Ranking | None:
    """The frozen ranking of a published scheme."""
    return Ranking.objects.filter(scheme=scheme).first()


def _sheet(scores: list[Score], by_key: dict[int, Criterion], whole: Decimal, answers: dict[int, Answer]) -> Sheet:
    def summed(name: str) -> Decimal | None:
        given = [getattr(one, name) for one in scores if one.applies and getattr(one, name) is not None]
        return sum(given, Decimal(0)) if given else None

    return Sheet(
        scores[0].agency,
        tuple(scores),
        summed("own"),
        summed("measured"),
        total(((by_key[one.criterion_id].points, one.verified, one.applies) for one in scores), whole=whole),
        answers.get(scores[0].agency_id),
    )


def _placed(one: Sheet, place: int | None) -> Sheet:
    return Sheet(one.agency, one.scores, one.own, one.measured, one.total, one.answer, place)
