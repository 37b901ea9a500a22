"""The sections of a plan as its desk shows them: what is written, what is empty, what was left out."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.base.text import fold
from congvu.plans import refusals
from congvu.plans.models import Indicator, LegalText, Plan, Section
from congvu.plans.rules.frameworks import Framework, Part, Slot, framework_of
from congvu.plans.rules.words import SectionKind
from congvu.plans.selectors.plans import draft_for

MOST_TEXTS = 50
FILLED, EMPTY, SKIPPED, HEADING = "filled", "empty", "skipped", "heading"


@dataclass(frozen=True, slots=True)
class Place:
    """A section in the tree. `state`: filled, empty, skipped (itself or above), or heading (only its parts speak)."""

    section: Section
    depth: int
    state: str
    part: Part | None
    legal: int

    @property
    def guidance(self) -> str:
        """What the framework says of it."""
        return self.part.guidance if self.part else ""


def tree(plan: Plan) -> list[Place]:
    """The sections in their order, in three queries."""
    framework = framework_of(plan.framework)
    parts = {part.key: part for part in framework.walk()} if framework else {}
    sections = list(plan.sections.annotate(legal_count=Count("legal")).order_by("order"))
    known = Plan.objects.filter(pk=plan.pk).aggregate(
        targets=Count("targets", distinct=True), projects=Count("projects", distinct=True)
    )
    above: dict[int, Place] = {}
    headings = {section.parent_id for section in sections}
    found = []
    for section in sections:
        parent = above.get(section.parent_id or 0)
        legal: int = section.legal_count
        state = _state(section, parent, known, legal=legal, heading=section.pk in headings)
        place = Place(section, parent.depth + 1 if parent else 1, state, parts.get(section.key), legal)
        above[section.pk] = place
        found.append(place)
    return found


def empty(plan: Plan) -> list[Section]:
    """The sections that still say nothing."""
    return [place.section for place in tree(plan) if place.state == EMPTY]


def section_for(viewer: Actor, slug: str, section_id: int) -> Section:
    """A section of a plan at work. Refusals: plans.not_found, section_unknown."""
    plan = draft_for(viewer, slug)
    section = Section.objects.filter(plan=plan, pk=section_id).prefetch_related("legal").first()
    if section is None:
        raise Refusal(refusals.SECTION_UNKNOWN)
    section.plan = plan
    return section


def slots_of(section: Section) -> list[Slot]:
    """The indicators that the framework asks for in a section."""
    framework: Framework | None = framework_of(section.plan.framework)
    part = framework.part(section.key) if framework and section.key else None
    return [framework.slots[key] for key in part.slots] if framework and part else []


def measurable(plan: Plan) -> QuerySet[Indicator]:
    """The indicators that the platform counts by itself; those of the plan's targets first."""
    mine = Count("targets", filter=Q(targets__plan=plan))
    return Indicator.objects.exclude(metric_n="").annotate(mine=mine).order_by("-mine", "code")


def legal_texts(text: str = "", kind: str = "") -> list[LegalText]:
    """Texts of the register whose number or title holds every word; the first of them."""
    texts = LegalText.objects.all()
    if kind:
        texts = texts.filter(kind=kind)
    for word in fold(text).split():
        texts = texts.filter(folded__contains=word)
    return list(texts[:MOST_TEXTS])


def _state(section: Section, parent: Place | None, known: dict[str, Any], *, legal: int, heading: bool) -> str:
    if section.skipped or (parent and parent.state == SKIPPED):
        return SKIPPED
    if section.body.strip() or legal:
        return FILLED
    if heading:
        return HEADING
    if section.kind == SectionKind.TARGETS and known["targets"]:
        return FILLED
    return FILLED if section.kind in (SectionKind.BUDGET, SectionKind.TASKS) and known["projects"] else EMPTY
