"""The catalogue with what was counted of it, and the runs that count."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.base.merging import heads
from congvu.measures.models import Measure, Run
from congvu.measures.rules import METRICS, Metric
from congvu.measures.selectors.counters import COUNTERS
from congvu.measures.selectors.counters.spans import INNER
from congvu.statistics.selectors import scope

READERS = (Role.PLANNER, Role.UNIT_HEAD, Role.LEADER, Role.ADMIN)
SHOWN_RUNS = 10


@dataclass(frozen=True, slots=True)
class Entry:
    """A metric with the first and the last day of which there are figures."""

    metric: Metric
    first: date | None
    last: date | None


def entries() -> list[Entry]:
    """The whole catalogue, in its order. Two look-ups in an index for each lit metric, in one query."""
    days = _days()
    return [
        Entry(metric, min(found), max(found)) if (found := days.get(metric.key)) else Entry(metric, None, None)
        for metric in METRICS.values()
    ]


def entry(key: str) -> Entry:
    """One metric. KeyError when there is none of that key."""
    metric = METRICS[key]
    ends = Measure.objects.filter(metric=key).aggregate(first=Min("day"), last=Max("day"))
    return Entry(metric, ends["first"], ends["last"])


def _days() -> dict[str, list[date]]:
    rows = [Measure.objects.filter(metric=key).values_list("metric", "day") for key in COUNTERS]
    found: dict[str, list[date]] = defaultdict(list)
    for metric, day in heads([*(one.order_by("day") for one in rows), *(one.order_by("-day") for one in rows)], 1):
        found[metric].append(date.fromisoformat(str(day)))
    return found


def agencies_for(viewer: Actor) -> list[Agency]:
    """The agencies whose figures somebody may read: its own and those below, without the parts of agencies, which are
    counted with them. One query."""
    if not viewer.holds(*READERS):
        return []
    return [one for one in scope(viewer).agencies.values() if one.kind not in INNER]


def runs() -> list[Run]:
    """The newest runs."""
    return list(Run.objects.order_by("-pk")[:SHOWN_RUNS])


def waiting() -> bool:
    """Whether some run is not over."""
    return Run.objects.filter(ended_at=None).exists()
