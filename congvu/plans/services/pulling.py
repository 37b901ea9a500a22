"""The current state from the platform's own figures: kept as baselines, and written into the section with their day."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.plans import events, refusals
from congvu.plans.models import Baseline, Indicator, Plan, Section
from congvu.plans.selectors.figures import Pulled, Source, pull, sources
from congvu.plans.services.rights import as_planner, plan_to_write
from congvu.plans.services.writing import section_of
from congvu.web.spelling import grouped


@transaction.atomic
def pull_figures(
    plan_id: int, section_id: int, codes: Sequence[str], *, on: date, by: Actor, at: datetime
) -> list[Baseline]:
    """Take the figures of a day over the issuer's tree: each a baseline that says so, and a line in the section.

    Refusals: plans.not_found, not_drafter, not_writable, section_unknown, section_skipped, day_later,
    figure_unknown, figure_missing.
    """
    plan = plan_to_write(plan_id, by=by, at=at)
    section = section_of(plan, section_id)
    section.plan = plan
    if section.skipped:
        raise Refusal(refusals.SECTION_SKIPPED)
    if on > timezone.localdate(at):
        raise Refusal(refusals.DAY_LATER, field="on")
    found = pull(plan, _chosen(section, codes), on=on)
    missing = next((one for one in found if one.n is None), None)
    if missing or not found:
        name = missing.source.name if missing else ""
        raise Refusal(refusals.FIGURE_MISSING, field="codes", name=name, day=f"{on:%d/%m/%Y}")
    made = [_kept(plan, section, one) for one in found]
    kept = [line for line in section.body.rstrip().split("\n") if not any(_is_of(line, one) for one in found)]
    section.body = "\n".join(filter(None, ["\n".join(kept).rstrip(), *map(sentence, found)]))
    section.save(update_fields=["body"])
    record(
        events.FIGURES_PULLED, plan, by=as_planner(by, plan), at=at, count=len(made), day=f"{on:%d/%m/%Y}",
        section=str(section), keys=[one.source.code for one in found], revision=plan.revision,
    )  # fmt: skip
    return made


def sentence(one: Pulled) -> str:
    """A line of the section: the figure, its day, that the platform counted it, and of how many agencies it is known.
    Which metrics they are, the baseline keeps."""
    when = f"ngày {one.on:%d/%m/%Y}" if one.source.stock else f"từ {one.first:%d/%m/%Y} đến {one.on:%d/%m/%Y}"
    known = "" if one.known == one.of else f"; có số liệu của {one.known}/{one.of} cơ quan"
    return f"- {one.source.name}: {told(one)} (hệ thống đếm {when}{known})."


def _is_of(line: str, one: Pulled) -> bool:
    """Whether a line was written by an earlier pull of the same figure: the new one takes its place."""
    return line.startswith(f"- {one.source.name}: ") and "(hệ thống đếm " in line


def told(one: Pulled) -> str:
    """The figure as it is printed: both sides of a quotient, and the percentage behind them."""
    if one.d is None:
        return grouped(one.n)
    share = f", đạt {one.percent}" if one.percent else ""
    return f"{grouped(one.n)}/{grouped(one.d)}{share}"


def _chosen(section: Section, codes: Sequence[str]) -> list[Source]:
    known = {source.code: source for _group, several in sources(section) for source in several}
    wanted = [known.get(code) for code in dict.fromkeys(codes)]
    if not wanted or any(source is None or not source.metric_n for source in wanted):
        raise Refusal(refusals.FIGURE_UNKNOWN, field="codes")
    return [source for source in wanted if source]


def _kept(plan: Plan, section: Section, one: Pulled) -> Baseline:
    source = one.source
    made, _new = Baseline.objects.update_or_create(
        plan=plan,
        code=source.code,
        defaults={
            "name": source.name[:300], "year": one.on.year, "n": one.n, "d": one.d, "unit": source.unit[:40],
            "told": told(one)[:200], "measured": True, "as_of": one.on, "section": section.key or str(section.pk),
            "note": f"{_keys(source)}; {one.known}/{one.of} cơ quan"[:300],
            "indicator": Indicator.objects.filter(code=source.code).first(),
        },
    )  # fmt: skip
    return made


def _keys(source: Source) -> str:
    return " / ".join(filter(None, (source.metric_n, source.metric_d)))
