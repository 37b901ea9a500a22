"""What is kept so that any table is read at once: lives, their marks, and the tallies of the marks.

All of it follows from the journal and can be made again (`congvu statistics rebuild`). Dossiers and legs have tables
of their own, so that no sum can mix them. Codes, not foreign keys: the journal speaks codes, and what it tells of a
dossier stays true whatever becomes of the row.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Kept(models.Model):
    """The last line of the journal that the tables hold. One row; whoever brings the tables up to date holds it."""

    ONLY = 1

    entry = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(name="kept_is_only_one", condition=Q(pk=1))]

    def __str__(self) -> str:
        return str(self.entry)


class Gap(models.Model):
    """A number of the journal before `Kept.entry` that nobody had written: rolled back, or not yet committed."""

    entry = models.PositiveBigIntegerField(primary_key=True)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.entry)


class Life(models.Model):
    """One dossier as the journal tells it; or, without a code, a slip by which one was not received.

    `moments` holds where it stood after each deed, the state of the fold; `subject` is the journal's.
    """

    subject = models.CharField(max_length=60, unique=True)
    code = models.CharField(_("mã hồ sơ"), max_length=50, blank=True)
    procedure = models.CharField(max_length=40)
    edition = models.CharField(max_length=20, blank=True)
    agency = models.CharField(max_length=35)
    receiver = models.CharField(max_length=35)
    book = models.CharField(max_length=35)  # the receiving unit in whose register it was entered, for ever
    channel = models.CharField(max_length=8, blank=True)
    fee = models.PositiveBigIntegerField(default=0)
    received_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=20)
    outcome = models.CharField(max_length=8, blank=True)
    supplements = models.PositiveSmallIntegerField(default=0)
    moments = models.JSONField(default=list)

    class Meta:
        indexes = [
            models.Index(fields=["code"], name="life_by_code"),
            models.Index(fields=["book", "received_at", "id"], name="life_by_register"),
        ]

    def __str__(self) -> str:
        return self.code or self.subject


class LegLife(models.Model):
    """One leg of a dossier as the journal tells it."""

    life = models.ForeignKey(Life, models.CASCADE, related_name="legs")
    number = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=200, blank=True)
    agency = models.CharField(max_length=35)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, blank=True)
    moments = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(name="leg_life_has_its_number", fields=["life", "number"])]

    def __str__(self) -> str:
        return f"{self.life_id}/{self.number}"


def _by_mark(name: str) -> list[models.Index]:
    """A flow is found by its day; a stock by the day on which it ended, which the open ones share."""
    stock = Q(until__isnull=False)
    return [
        models.Index(fields=["measure", "since", "id"], name=f"{name}_by_day"),
        models.Index(fields=["agency", "measure", "since", "id"], name=f"{name}_by_agency"),
        models.Index(fields=["measure", "until", "id"], condition=stock, name=f"{name}_standing"),
        models.Index(fields=["agency", "measure", "until", "id"], condition=stock, name=f"{name}_standing_at"),
    ]


class MarkBase(models.Model):
    """One thing counted once: a flow on the day `since`, or a stock at the end of the days [since, until)."""

    measure = models.CharField(max_length=20)
    agency = models.CharField(max_length=35)
    procedure = models.CharField(max_length=40)
    channel = models.CharField(max_length=8, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    amount = models.BigIntegerField(default=1)

    class Meta:
        abstract = True


class Mark(MarkBase):
    """What a dossier counts for."""

    life = models.ForeignKey(Life, models.CASCADE, related_name="marks")

    class Meta:
        indexes = _by_mark("mark")

    def __str__(self) -> str:
        return f"{self.measure} {self.since}"


class LegMark(MarkBase):
    """What a leg counts for."""

    leg = models.ForeignKey(LegLife, models.CASCADE, related_name="marks")

    class Meta:
        indexes = _by_mark("legmark")

    def __str__(self) -> str:
        return f"{self.measure} {self.since}"


class Grain(models.TextChoices):
    """How long the time is that a tally holds: days are added up to months, months to years."""

    DAY = "D"
    MONTH = "M"
    YEAR = "Y"


class TallyBase(models.Model):
    """The sum of marks of one kind in one day, month or year (`day` is its first day).

    Of a flow it is what happened then; of a stock by how much it grew, so that the stock at the end of a day is the sum
    of all years, months and days up to it: as many rows as there are agencies, procedures and channels, however many
    dossiers there are.
    """

    grain = models.CharField(max_length=1, choices=Grain)
    day = models.DateField()
    agency = models.CharField(max_length=35)
    procedure = models.CharField(max_length=40)
    channel = models.CharField(max_length=8, blank=True)
    measure = models.CharField(max_length=20)
    number = models.BigIntegerField()

    class Meta:
        abstract = True


def _of_tally(name: str) -> list[models.BaseConstraint]:
    cell = ["grain", "measure", "day", "agency", "procedure", "channel"]
    return [models.UniqueConstraint(name=f"{name}_is_one_for_its_cell", fields=cell)]


class Tally(TallyBase):
    """Of dossiers."""

    class Meta:
        constraints = _of_tally("tally")
        indexes = [models.Index(fields=["agency", "grain", "day"], name="tally_by_agency")]

    def __str__(self) -> str:
        return f"{self.measure} {self.grain}{self.day}: {self.number}"


class LegTally(TallyBase):
    """Of legs."""

    class Meta:
        constraints = _of_tally("leg_tally")
        indexes = [models.Index(fields=["agency", "grain", "day"], name="leg_tally_by_agency")]

    def __str__(self) -> str:
        return f"{self.measure} {self.grain}{self.day}: {self.number}"


class Proof(models.Model):
    """How a night's proof came out: what was counted again, and what did not agree."""

    at = models.DateTimeField()
    start = models.DateField()
    end = models.DateField()
    lines = models.PositiveBigIntegerField()
    dossiers = models.PositiveBigIntegerField()
    legs = models.PositiveBigIntegerField()
    cells = models.PositiveBigIntegerField()
    findings = models.PositiveIntegerField()
    seconds = models.FloatField()
    said = models.JSONField(default=list)  # the first findings, a sentence each

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}: {self.findings}"
