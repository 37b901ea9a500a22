"""What was done, by whom, in what order; and the Merkle tree that seals it. Append only, in the database itself."""

from django.db import models

from congvu.journal.rules import leaf_bytes

HASH_BYTES = 32
LINE = ("id", "at", "event", "subject", "actor", "actor_name", "facts")  # the fields that are sealed


class Entry(models.Model):
    """One deed. `at` is when it was done, as the deed's caller said; the primary key is the order of writing.

    `subject` is "dossiers.dossier:12": text, because the journal knows no other room. `facts` are the event's facts.
    """

    at = models.DateTimeField()
    event = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    actor = models.CharField(max_length=60)
    actor_name = models.CharField(max_length=120)
    facts = models.JSONField()

    class Meta:
        ordering = ("pk",)
        indexes = [models.Index(fields=["subject", "id"], name="entry_by_subject")]

    def __str__(self) -> str:
        return f"{self.event} {self.subject}"

    @property
    def leaf(self) -> bytes:
        """The bytes that are sealed of this line; `docs/journal.md` tells their form."""
        return leaf_bytes(**{field: getattr(self, field) for field in LINE})


class Waiting(models.Model):
    """A line that is not sealed yet. The database writes this row with the line, the sealer takes it away."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="+")

    def __str__(self) -> str:
        return f"waiting: {self.pk}"


class Leaf(models.Model):
    """A sealed line at its position in the tree."""

    position = models.PositiveBigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")
    hash = models.BinaryField(max_length=HASH_BYTES)

    def __str__(self) -> str:
        return f"leaf {self.position}"


class Node(models.Model):
    """A complete subtree above the leaves: its leaves are [index·2^level, (index+1)·2^level)."""

    level = models.PositiveSmallIntegerField()
    index = models.PositiveBigIntegerField()
    hash = models.BinaryField(max_length=HASH_BYTES)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="subtree_is_hashed_once")]

    def __str__(self) -> str:
        return f"node {self.level}/{self.index}"


class Seal(models.Model):
    """The root over the first `tree_size` lines, published as it was at a moment."""

    tree_size = models.PositiveBigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=HASH_BYTES)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"seal over {self.tree_size} lines"
