"""Bringing the tables up to date: the journal's lines after the last one read, a batch in a transaction."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from congvu.dossiers.models import IntakeRefusal
from congvu.journal.models import Entry
from congvu.statistics.models import Gap, Kept, LegLife, LegMark, LegTally, Life, Mark, Tally
from congvu.statistics.rules import lives, marks
from congvu.statistics.rules.lives import Line
from congvu.statistics.services.rows import leg_of, life_of, upsert, write_leg, write_life
from congvu.statistics.services.tallying import Owner, remark

AT_ONCE = 2000  # lines of a transaction: about a second on SQLite, which lets nobody else write meanwhile
PATIENCE = timedelta(days=1)  # no transaction is open longer: a number that is still missing was rolled back
DOSSIER, REFUSAL = "dossiers.dossier:", "dossiers.intakerefusal:"


def keep(*, at: datetime, most: int = AT_ONCE) -> int:
    """Read at most so many more lines of the journal into the tables; how many were read. Call it until it gives 0.

    All or nothing: killed half-way, the same lines are read again. Of two at once the second waits for the first.
    """
    with transaction.atomic():
        Kept.objects.get_or_create(pk=Kept.ONLY)
        kept = Kept.objects.select_for_update().get(pk=Kept.ONLY)
        late = _late(at)
        found = list(_entries().filter(pk__gt=kept.entry).order_by("pk")[:most])
        if found:
            _note_gaps(kept.entry, [entry["id"] for entry in found], at=at)
            kept.entry = found[-1]["id"]
        _read([*late, *found])
        kept.at = at
        kept.save(update_fields=["entry", "at"])
    return len(late) + len(found)


def rebuild(*, at: datetime) -> int:
    """Forget all that is kept and read the whole journal anew; how many lines. Killed half-way, `keep` goes on."""
    with transaction.atomic():
        Kept.objects.get_or_create(pk=Kept.ONLY)
        Kept.objects.select_for_update().get(pk=Kept.ONLY)
        for model in (Mark, LegMark, Tally, LegTally, LegLife, Life, Gap):
            _emptied(model)
        Kept.objects.filter(pk=Kept.ONLY).update(entry=0, at=at)
    lines = 0
    while more := keep(at=at):
        lines += more
    return lines


def _emptied(model: Any) -> None:
    """By one statement: nothing hangs on these rows that was not emptied before."""
    rows = model.objects.all()
    rows._raw_delete(rows.db)


def _entries() -> Any:
    return Entry.objects.values("id", "at", "event", "subject", "facts")


def _late(at: datetime) -> list[dict[str, Any]]:
    """Lines with a number before the last one read, which were committed after it was."""
    if not Gap.objects.exists():
        return []
    found = list(_entries().filter(pk__in=Gap.objects.values("entry")).order_by("pk"))
    Gap.objects.filter(Q(pk__in=[entry["id"] for entry in found]) | Q(since__lt=at - PATIENCE)).delete()
    return found


def _note_gaps(last: int, found: Sequence[int], *, at: datetime) -> None:
    there = set(found)
    last = last or found[0] - 1  # a journal may begin with any number
    if found[-1] - last > 10 * len(found) + AT_ONCE:
        return  # not a transaction that waits: a database that was put together anew
    missing = [number for number in range(last + 1, found[-1]) if number not in there]
    Gap.objects.bulk_create([Gap(entry=number, since=at) for number in missing], ignore_conflicts=True)


def _read(entries: Sequence[dict[str, Any]]) -> None:
    dossiers: list[tuple[str, Line]] = []
    refusals: list[tuple[str, Line]] = []
    moved: list[tuple[str, Line]] = []
    for entry in entries:
        line = Line(entry["id"], entry["at"], entry["event"], entry["facts"])
        if entry["subject"].startswith(DOSSIER):
            dossiers.append((entry["subject"], line))
        elif entry["event"] == lives.INTAKE_REFUSED:
            refusals.append((entry["subject"], line))
        elif entry["event"] == lives.REPROJECTED:
            moved.append((entry["facts"]["label"], line))
    if dossiers or moved:
        _Batch(dossiers, moved).write()
    if refusals:
        _write_refusals(refusals)


class _Batch:
    """The lives that a batch of lines touches."""

    def __init__(self, told: Sequence[tuple[str, Line]], moved: Sequence[tuple[str, Line]]) -> None:
        labels = {label.partition("/")[0] for label, _line in moved}
        rows = list(Life.objects.filter(Q(subject__in={subject for subject, _line in told}) | Q(code__in=labels)))
        self.rows = {row.subject: row for row in rows}
        self.lives = {row.subject: life_of(row) for row in rows}
        self.subjects = {row.code: row.subject for row in rows}
        self.legs: dict[str, dict[int, lives.LegLife]] = defaultdict(dict)
        self.leg_rows: dict[tuple[str, int], LegLife] = {}
        for leg in LegLife.objects.filter(life__in=rows).select_related("life"):
            self.leg_rows[leg.life.subject, leg.number] = leg
            self.legs[leg.life.subject][leg.number] = leg_of(leg)
        self.changed: set[str] = set()
        self.legs_changed: set[tuple[str, int]] = set()
        both = [*((line, subject, "") for subject, line in told), *((line, "", label) for label, line in moved)]
        for line, subject, label in sorted(both, key=lambda one: one[0].id):
            self._tell(subject, line) if subject else self._move(label, line)

    def _tell(self, subject: str, line: Line) -> None:
        if line.event == lives.RECEIVED:
            life = lives.begun(line)
            self.subjects[life.code] = subject
        elif subject in self.lives:
            life = lives.advance(self.lives[subject], line)
        else:
            return  # its receipt is missing: the proof says so
        self._set(subject, life)
        legs = self.legs[subject]
        if line.event == lives.LEG_OPENED:
            self._set_leg(subject, lives.leg_begun(line))
        elif line.event == lives.LEG_FINISHED and (leg := legs.get(int(line.facts["number"]))):
            self._set_leg(subject, lives.leg_advance(leg, line))
        elif line.event == lives.REHOMED:
            for number in lives.rehomed_legs(line.facts):
                if leg := legs.get(number):
                    self._set_leg(subject, lives.leg_advance(leg, line))

    def _move(self, label: str, line: Line) -> None:
        code, _slash, number = label.partition("/")
        subject = self.subjects.get(code)
        if subject is None:
            return  # the clock of something else than a dossier
        if not number:
            self._set(subject, lives.advance(self.lives[subject], line))
        elif leg := self.legs[subject].get(int(number)):
            self._set_leg(subject, lives.leg_advance(leg, line))

    def _set(self, subject: str, life: lives.Life) -> None:
        self.lives[subject] = life
        self.changed.add(subject)

    def _set_leg(self, subject: str, leg: lives.LegLife) -> None:
        self.legs[subject][leg.number] = leg
        self.legs_changed.add((subject, leg.number))

    def write(self) -> None:
        for subject in sorted(self.changed):
            row = self.rows.setdefault(subject, Life(subject=subject))
            write_life(row, self.lives[subject])
        upsert([self.rows[subject] for subject in sorted(self.changed)], unique=["subject"])
        remark(
            {
                Owner(self.rows[subject].pk, life.procedure, life.channel): marks.marks(life)
                for subject in sorted(self.changed)
                for life in (self.lives[subject],)
            }
        )
        self._write_legs()

    def _write_legs(self) -> None:
        wanted = sorted(self.legs_changed)
        for subject, number in wanted:
            new = LegLife(life_id=self.rows[subject].pk)
            write_leg(self.leg_rows.setdefault((subject, number), new), self.legs[subject][number])
        upsert([self.leg_rows[key] for key in wanted], unique=["life", "number"])
        remark(
            {
                Owner(self.leg_rows[key].pk, self.lives[key[0]].procedure, self.lives[key[0]].channel): marks.leg_marks(
                    self.legs[key[0]][key[1]]
                )
                for key in wanted
            },
            legs=True,
        )


def _write_refusals(told: Iterable[tuple[str, Line]]) -> None:
    """Slips by which a dossier was not received: where, is known to the slip."""
    lines = dict(told)
    keys = {int(subject.removeprefix(REFUSAL)): subject for subject in lines}
    slips = IntakeRefusal.objects.filter(pk__in=keys).values_list("pk", "agency__code")
    rows = []
    for pk, receiver in slips:
        line = lines[keys[pk]]
        procedure = line.facts["procedure"]
        rows.append(
            Life(
                subject=keys[pk],
                procedure=procedure,
                agency=receiver,
                receiver=receiver,
                book=receiver,
                received_at=line.at,
                closed_at=line.at,
                state="not_received",
            )
        )
    upsert(rows, unique=["subject"])
    remark(
        {
            Owner(row.pk, row.procedure, ""): marks.refusal_marks(row.receiver, lives.day_of(row.received_at))
            for row in rows
        }
    )
