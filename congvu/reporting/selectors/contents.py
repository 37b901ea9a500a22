"""A consolidation as plain values: what a page shows now, and what is frozen when it is sent on."""

from collections.abc import Iterable, Mapping
from datetime import date

from congvu.agencies.models import Agency
from congvu.measures.rules import Figure, Term
from congvu.reporting.models import ReportDuty
from congvu.reporting.rules.frozen import Plain, plain_figure
from congvu.reporting.selectors.beside import measured_beside
from congvu.reporting.selectors.consolidating import Consolidated, Line, consolidated


def content_now(duty: ReportDuty, term: Term, *, on: date) -> Plain:
    """What is known of a period on a day, with what is measured."""
    measured = measured_beside(duty.plan, term, duty=duty) if duty.plan else {}
    return content_of(consolidated(duty, term.code), measured, over=term.days.end <= on)


def content_of(found: Consolidated, measured: Mapping[int, Figure], *, over: bool) -> Plain:
    """The whole of it as plain values; `over` says whether the period had ended."""
    duty = found.duty
    return {
        "plan": {"slug": duty.plan.slug, "title": duty.plan.title} if duty.plan else None,
        "duty": {"code": duty.code, "title": duty.title, "receiver": duty.receiver.name},
        "period": found.term.code,
        "over": over,
        "known": found.known,
        "expected": found.expected,
        "accepted": found.accepted,
        "silent": _named(found.silent),
        "lines": [_line(line, measured.get(line.indicator.pk)) for line in found.lines],
    }


def _line(line: Line, measured: Figure | None) -> Plain:
    indicator, target = line.indicator, line.target
    return {
        "indicator": indicator.code,
        "name": indicator.name,
        "unit": indicator.unit,
        "over_agencies": indicator.over_agencies,
        "target": {
            "year": target.year, "op": target.op, "value": None if target.value is None else f"{target.value:f}",
            "text": target.text, "day": target.day.isoformat() if target.day else None,
        },
        "figure": plain_figure(line.figure),
        "reached": line.reached,
        "silent": _named(line.silent),
        "late": _named(line.late),
        "exempt": [{"code": one.code, "name": one.short_name, "reason": reason} for one, reason in line.exempt],
        "own": plain_figure(line.own),
        "frozen": plain_figure(line.frozen),
        "changed": line.changed,
        "measured": plain_figure(measured),
    }  # fmt: skip


def _named(agencies: Iterable[Agency]) -> list[dict[str, str]]:
    return [{"code": one.code, "name": one.short_name} for one in agencies]
