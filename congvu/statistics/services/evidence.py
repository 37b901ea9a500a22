"""What a proof reads: each dossier's lines out of the journal, beside its own row and the life that is kept of it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from congvu.dossiers.models import Dossier, IntakeRefusal, Leg
from congvu.journal.models import Entry
from congvu.statistics import models
from congvu.statistics.rules.lives import REPROJECTED, Line, day_of
from congvu.statistics.rules.measures import M
from congvu.statistics.rules.periods import DAY, Period
from congvu.statistics.rules.recount import Left, standings

AT_ONCE = 500
SUBJECT, CLOCK = "dossiers.dossier:", "clocks.clock:"


@dataclass(frozen=True, slots=True)
class Case:
    """One dossier in the proof: its lines in their order, where they leave it, its row and its kept life."""

    code: str
    procedure: str
    channel: str
    lines: tuple[Line, ...]
    left: Left | None
    row: Dossier | None
    life: models.Life | None
    legs: int
    fresh: bool  # has lines that the tables do not hold yet: its row and its kept life are ahead of, or behind, `lines`

    @property
    def own_lines(self) -> list[Line]:
        """Without those of the legs' clocks."""
        return [line for line in self.lines if line.event != REPROJECTED or line.facts["label"] == self.code]


def cases(period: Period, *, upto: int) -> Iterator[Case]:
    """The dossiers that were open on any day of the period, or on the day before it, by their row or their kept life;
    a few hundred at a time, with the journal's lines as far as `upto`: deeds go on while a proof counts."""
    start, end = (_midnight(day) for day in (period.start - DAY, period.end))
    within = Q(closed_at=None) | Q(closed_at__gte=start)
    rows = set(Dossier.objects.filter(within, received_at__lt=end).order_by().values_list("pk", flat=True))
    lives = models.Life.objects.filter(within, received_at__lt=end, subject__startswith=SUBJECT).order_by()
    rows |= {int(subject.removeprefix(SUBJECT)) for subject in lives.values_list("subject", flat=True)}
    keys = sorted(rows)
    for place in range(0, len(keys), AT_ONCE):
        yield from _some(keys[place : place + AT_ONCE], upto)


def _some(keys: Sequence[int], upto: int) -> Iterator[Case]:
    fields = ("code", "state", "finished_at", "closed_at", "fee", "channel")
    known = Dossier.objects.select_related("clock", "agency", "receiver").only(
        *fields, "clock__due_at", "agency__code", "receiver__code"
    )
    rows = {row.pk: row for row in known.filter(pk__in=keys)}
    subjects = {f"{SUBJECT}{key}": key for key in keys}
    clocks = {f"{CLOCK}{row.clock_id}": key for key, row in rows.items()}
    legs = Leg.objects.filter(dossier__in=keys).order_by().values_list("dossier_id", "clock_id")
    clocks |= {f"{CLOCK}{clock}": key for key, clock in legs}
    lines: dict[int, list[Line]] = defaultdict(list)
    fresh: set[int] = set()
    told = Entry.objects.filter(subject__in=[*subjects, *clocks]).order_by("pk")
    for pk, at, event, facts, subject in told.values_list("pk", "at", "event", "facts", "subject"):
        key = subjects.get(subject) or clocks[subject]
        if pk > upto:
            fresh.add(key)
        elif subject in subjects or event == REPROJECTED:
            lines[key].append(Line(pk, at, event, facts))
    lives = {life.subject: life for life in models.Life.objects.filter(subject__in=subjects).defer("moments")}
    for subject, key in subjects.items():
        if lines[key] or key not in fresh:
            yield _case(lines[key], rows.get(key), lives.get(subject), fresh=key in fresh)


def _case(lines: Sequence[Line], row: Dossier | None, life: models.Life | None, *, fresh: bool) -> Case:
    facts = next((line.facts for line in lines if line.event == "dossiers.received"), {})
    code = facts.get("code") or (row.code if row else life.code if life else "")
    own = tuple(line for line in lines if line.event != REPROJECTED or line.facts["label"].partition("/")[0] == code)
    left = standings([line for line in own if line.event != REPROJECTED or line.facts["label"] == code])
    opened = sum(line.event == "dossiers.leg_opened" for line in own)
    where = facts.get("procedure", ""), facts.get("channel", "")
    return Case(code, *where, own, left[-1] if left else None, row, life, opened, fresh)


def row_findings(case: Case) -> Iterator[tuple[str, str]]:
    """How the dossier's row and the kept life differ from where the journal's lines leave it: (kind, message)."""
    if case.fresh:
        return
    if case.left is None:
        yield "row", f"{case.code} has no receipt in the journal"
        return
    left = case.left
    closed = next((line.at for line in _ends(case)), None)
    told = {
        "state": left.state,
        "finished_at": datetime.fromisoformat(left.finished) if left.finished else None,
        "closed_at": closed,
        "agency": left.agency,
        "receiver": left.receiver,
        "due_at": left.due,
        "fee": left.fee,
    }
    if case.row is None:
        yield "row", f"{case.code} has lines in the journal and no row"
    else:
        row = case.row
        own = {name: getattr(row, name) for name in ("state", "finished_at", "closed_at", "fee")}
        own |= {"agency": row.agency.code, "receiver": row.receiver.code, "due_at": row.clock.due_at}
        yield from _differences("row", case.code, told, own)
    if case.life is None:
        yield "life", f"{case.code} is not in the tables"
    else:
        yield from _differences("life", case.code, told, {name: getattr(case.life, name) for name in told})


def _ends(case: Case) -> Iterator[Line]:
    """The lines from the last on which the dossier became closed, if it still is."""
    closed = [line for line in case.lines if line.facts.get("state") in {"returned", "withdrawn", "stopped"}]
    if case.left and case.left.closed:
        yield from closed


def _differences(
    kind: str, code: str, told: Mapping[str, object], other: Mapping[str, object]
) -> Iterator[tuple[str, str]]:
    whose = "the dossier's row" if kind == "row" else "the kept life"
    for name, value in told.items():
        if other[name] != value:
            yield kind, f"{code}: {name} is {_shown(value)} by the journal, {_shown(other[name])} by {whose}"


def _shown(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else repr(value)


def refusals_counted(days: Sequence[date]) -> list[tuple[tuple[str, str, str, str, date], int]]:
    """Slips by which a dossier was not received, from their own rows: where, for what, on which day."""
    start, end = _midnight(days[0]), _midnight(days[-1], after=True)
    slips = IntakeRefusal.objects.filter(refused_at__gte=start, refused_at__lt=end).order_by()
    found: Counter[tuple[str, str, str, str, date]] = Counter()
    for agency, procedure, at in slips.values_list("agency__code", "edition__procedure__code", "refused_at"):
        found[str(M.NOT_RECEIVED), agency, procedure, "", day_of(at)] += 1
    return list(found.items())


def _midnight(day: date, *, after: bool = False) -> datetime:
    moment = timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001  # made aware here
    return moment + timedelta(days=1) if after else moment
