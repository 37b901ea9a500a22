"""Writing a plan: begun from a framework, its sections written, added, named, moved and left out."""

import re
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.agencies.selectors import ancestors
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.base.text import fold
from congvu.journal.services import Event, record
from congvu.plans import events, refusals
from congvu.plans.models import Plan, Section
from congvu.plans.rules.frameworks import Framework, Part, framework_of, titled
from congvu.plans.rules.sections import LONGEST, MOST_YEARS, SectionKind, next_number, seen_of
from congvu.plans.services.rights import as_planner, plan_to_write

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG = 80
RESERVED = {"bat-dau", "van-ban", "chi-tieu", "nhap", "bang"}  # words of addresses beside the plans'


@transaction.atomic
def begin(
    framework: str, *, drafter: Agency, issuer: Agency, year_from: int, year_to: int, title: str = "", slug: str = "",
    by: Actor, at: datetime,
) -> Plan:  # fmt: skip
    """Begin a plan with the section tree of a framework; without a title it bears the framework's.

    Refusals: plans.not_drafter, framework_unknown, years_wrong, agency_wrong, slug_wrong, slug_taken.
    """
    if not by.holds(Role.PLANNER, at=drafter.pk, on=at):
        raise Refusal(refusals.NOT_DRAFTER, agency=drafter.name)
    tree = framework_of(framework)
    if tree is None:
        raise Refusal(refusals.FRAMEWORK_UNKNOWN, field="framework")
    _check_years(year_from, year_to)
    if issuer.pk not in ancestors(drafter.pk):
        raise Refusal(refusals.AGENCY_WRONG, field="issuer", agency=drafter.name)
    title = " ".join(title.split()) or titled(tree.title, year_from, year_to)
    plan = Plan.objects.create(
        slug=_slug(slug, f"{tree.name} {_years(year_from, year_to)} {issuer.short_name}"), title=title,
        framework=tree.key, edition=tree.edition, drafter=drafter, issuer=issuer, year_from=year_from, year_to=year_to,
        made_by=by.name, made_at=at,
    )  # fmt: skip
    _skeleton(plan, tree)
    record(
        events.BEGUN, plan, by=as_planner(by, plan), at=at, title=title, framework=tree.name, edition=tree.edition,
        drafter=drafter.code, issuer=issuer.code, years=_years(year_from, year_to),
    )  # fmt: skip
    return plan


@transaction.atomic
def rename(plan_id: int, *, title: str, year_from: int, year_to: int, by: Actor, at: datetime) -> Plan:
    """Give the plan another title or other years. Titles of its sections stay as they are.

    Refusals: plans.not_found, not_drafter, not_writable, title_empty, years_wrong.
    """
    plan = plan_to_write(plan_id, by=by, at=at)
    _check_years(year_from, year_to)
    was = plan.title
    plan.title, plan.year_from, plan.year_to = _named(title), year_from, year_to
    plan.save(update_fields=["title", "year_from", "year_to"])
    record(
        events.RENAMED,
        plan,
        by=as_planner(by, plan),
        at=at,
        title=plan.title,
        years=_years(year_from, year_to),
        was=was,
    )
    return plan


@transaction.atomic
def write_section(plan_id: int, section_id: int, body: str, *, seen: str, by: Actor, at: datetime) -> Section:
    """Save what a section says. `seen` is `rules.sections.seen_of` of the body that the writer began from.

    Refusals: plans.not_found, not_drafter, not_writable, section_unknown, section_skipped, changed_meanwhile,
    body_too_long.
    """
    plan = plan_to_write(plan_id, by=by, at=at)
    section = section_of(plan, section_id)
    if section.skipped:
        raise Refusal(refusals.SECTION_SKIPPED)
    body = body.replace("\r\n", "\n").strip()
    if len(body) > LONGEST:
        raise Refusal(refusals.BODY_TOO_LONG, field="body", most=LONGEST)
    if seen != seen_of(section.body) and body != section.body:
        raise Refusal(refusals.CHANGED_MEANWHILE)
    section.body = body
    section.save(update_fields=["body"])
    _tell(events.WRITTEN, plan, section, by=by, at=at)
    return section


@transaction.atomic
def add_section(
    plan_id: int, *, title: str, parent: int | None = None, kind: str = SectionKind.TEXT, number: str = "", by: Actor,
    at: datetime,
) -> Section:  # fmt: skip
    """Add a section as the last one below `parent`, or of the first level; without a number it gets the next one.

    Refusals: plans.not_found, not_drafter, not_writable, section_unknown, too_deep, title_empty.
    """
    plan = plan_to_write(plan_id, by=by, at=at)
    above = section_of(plan, parent) if parent else None
    if above and above.parent and above.parent.parent_id:
        raise Refusal(refusals.TOO_DEEP, field="parent")
    siblings = list(Section.objects.filter(plan=plan, parent=above).order_by("order"))
    number = number.strip()[:12] or next_number([one.number for one in siblings], deep=above is not None)
    last = _last(plan, above)
    Section.objects.filter(plan=plan, order__gt=last).update(order=F("order") + 1)
    section = Section.objects.create(
        plan=plan, parent=above, number=number, title=_named(title), order=last + 1,
        kind=kind if kind in SectionKind.values else SectionKind.TEXT,
    )  # fmt: skip
    _tell(events.SECTION_ADDED, plan, section, by=by, at=at)
    return section


@transaction.atomic
def rename_section(plan_id: int, section_id: int, *, number: str, title: str, by: Actor, at: datetime) -> Section:
    """Give a section another number or title.

    Refusals: plans.not_found, not_drafter, not_writable, section_unknown, title_empty.
    """
    plan = plan_to_write(plan_id, by=by, at=at)
    section = section_of(plan, section_id)
    was = str(section)
    section.number, section.title = number.strip()[:12], _named(title)
    section.save(update_fields=["number", "title"])
    _tell(events.SECTION_RENAMED, plan, section, by=by, at=at, was=was)
    return section


@transaction.atomic
def move_section(plan_id: int, section_id: int, *, up: bool, by: Actor, at: datetime) -> Section:
    """Put a section, with all below it, before or behind its neighbour of the same level.

    Refusals: plans.not_found, not_drafter, not_writable, section_unknown, section_moves_not.
    """
    plan = plan_to_write(plan_id, by=by, at=at)
    section = section_of(plan, section_id)
    siblings = list(Section.objects.filter(plan=plan, parent=section.parent_id).order_by("order"))
    place = siblings.index(section)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(siblings):
        raise Refusal(refusals.SECTION_MOVES_NOT)
    siblings[place], siblings[other] = siblings[other], siblings[place]
    _put_in_order(plan, section.parent_id, siblings)
    _tell(events.SECTION_MOVED, plan, section, by=by, at=at)
    return section


@transaction.atomic
def remove_section(plan_id: int, section_id: int, *, by: Actor, at: datetime) -> None:
    """Take out a section that was added; those of the framework are skipped instead. What it said is in the journal.

    Refusals: plans.not_found, not_drafter, not_writable, section_unknown, section_of_framework, section_has_parts.
    """
    plan = plan_to_write(plan_id, by=by, at=at)
    section = section_of(plan, section_id)
    if section.key:
        raise Refusal(refusals.SECTION_OF_FRAMEWORK)
    if section.children.exists():
        raise Refusal(refusals.SECTION_HAS_PARTS)
    _tell(events.SECTION_REMOVED, plan, section, by=by, at=at, body=section.body)
    section.delete()


@transaction.atomic
def skip_section(plan_id: int, section_id: int, *, reason: str, by: Actor, at: datetime) -> Section:
    """Leave a section out of the plan, and say why; what it says is kept for the day on which it is restored.

    Refusals: plans.not_found, not_drafter, not_writable, section_unknown, reason_empty.
    """
    plan = plan_to_write(plan_id, by=by, at=at)
    section = section_of(plan, section_id)
    section.skipped = needed(reason)
    section.save(update_fields=["skipped"])
    _tell(events.SECTION_SKIPPED, plan, section, by=by, at=at, reason=section.skipped)
    return section


@transaction.atomic
def restore_section(plan_id: int, section_id: int, *, by: Actor, at: datetime) -> Section:
    """Take a skipped section in again. Refusals: plans.not_found, not_drafter, not_writable, section_unknown."""
    plan = plan_to_write(plan_id, by=by, at=at)
    section = section_of(plan, section_id)
    section.skipped = ""
    section.save(update_fields=["skipped"])
    _tell(events.SECTION_RESTORED, plan, section, by=by, at=at)
    return section


def section_of(plan: Plan, section_id: int) -> Section:
    """A section of the plan that is held. Refusal: plans.section_unknown."""
    section = Section.objects.select_related("parent").filter(plan=plan, pk=section_id).first()
    if section is None:
        raise Refusal(refusals.SECTION_UNKNOWN)
    return section


def needed(reason: str, *, most: int = 300) -> str:
    """A reason as it is kept. Refusal: plans.reason_empty."""
    said = " ".join(reason.split())[:most]
    if not said:
        raise Refusal(refusals.REASON_EMPTY, field="reason")
    return said


def _skeleton(plan: Plan, tree: Framework) -> None:
    made: dict[str, Section] = {}

    def grow(part: Part, parent: Section | None) -> None:
        made[part.key] = Section.objects.create(
            plan=plan, parent=parent, key=part.key, number=part.number, kind=part.kind, order=len(made) + 1,
            title=titled(part.title, plan.year_from, plan.year_to),
        )  # fmt: skip
        for child in part.children:
            grow(child, made[part.key])

    for part in tree.parts:
        grow(part, None)


def _last(plan: Plan, above: Section | None) -> int:
    """The place behind which a new last child of a section stands: behind the section and all below it."""
    sections = Section.objects.filter(plan=plan)
    if above is None:
        return sections.aggregate(last=Max("order"))["last"] or 0
    below = sections.filter(parent=above) | sections.filter(parent__parent=above)
    return below.aggregate(last=Max("order"))["last"] or above.order


def _put_in_order(plan: Plan, parent_id: int | None, siblings: list[Section]) -> None:
    """Number all sections anew, with the children of one parent in the given order."""
    below: dict[int | None, list[Section]] = {}
    for section in Section.objects.filter(plan=plan).order_by("order"):
        below.setdefault(section.parent_id, []).append(section)
    below[parent_id] = siblings
    line: list[Section] = []

    def walk(parent: int | None) -> None:
        for section in below.get(parent, []):
            line.append(section)
            walk(section.pk)

    walk(None)
    for place, section in enumerate(line, 1):
        section.order = place
    Section.objects.bulk_update(line, ["order"])


def _tell(event: Event, plan: Plan, section: Section, *, by: Actor, at: datetime, **more: object) -> None:
    record(event, plan, by=as_planner(by, plan), at=at, section=str(section), revision=plan.revision, **more)


def _check_years(first: int, last: int) -> None:
    if not 1990 <= first <= last < first + MOST_YEARS <= 2100:
        raise Refusal(refusals.YEARS_WRONG, field="year_to", most=MOST_YEARS)


def _named(title: str) -> str:
    said = " ".join(title.split())[:300]
    if not said:
        raise Refusal(refusals.TITLE_EMPTY, field="title")
    return said


def _years(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"


def _slug(typed: str, otherwise: str) -> str:
    if slug := typed.strip():
        if not _SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
            raise Refusal(refusals.SLUG_WRONG, field="slug")
        if slug in RESERVED or Plan.objects.filter(slug=slug).exists():
            raise Refusal(refusals.SLUG_TAKEN, field="slug", slug=slug)
        return slug
    made = fold(otherwise).replace(" ", "-")[: LONGEST_SLUG - 4].strip("-")
    taken = set(Plan.objects.filter(slug__startswith=made).values_list("slug", flat=True))
    return next(slug for slug in (made, *(f"{made}-{n}" for n in range(2, 1000))) if slug not in taken)
