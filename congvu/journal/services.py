"""Writing the journal and sealing it. Nothing here, or anywhere, changes what is written."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, Model, OuterRef

from congvu.base.actors import Actor
from congvu.journal.events import Event
from congvu.journal.models import LINE, Entry, Leaf, Node, Seal, Waiting
from congvu.journal.rules import cover, grow, leaf_bytes, leaf_hash, range_hash
from congvu.journal.selectors import stored_nodes, subject_of, tree_size

__all__ = ["Event", "record", "record_many", "seal", "subject_of"]

MOST_LINES = 1000  # of one seal: about a tenth of a second, during which SQLite lets nobody else write


def record(event: Event, subject: Model | str, *, by: Actor, at: datetime, **facts: object) -> Entry:
    """Add one line, in the caller's transaction: no deed without its line."""
    if set(facts) != event.facts:
        raise TypeError(f"{event.name} tells {sorted(event.facts)}, got {sorted(facts)}")
    return Entry.objects.create(
        at=at,
        event=event.name,
        subject=subject if isinstance(subject, str) else subject_of(subject),
        actor=by.id,
        actor_name=by.name,
        facts=facts,
    )


def record_many(
    event: Event, lines: Sequence[tuple[str, Mapping[str, object]]], *, by: Actor, at: datetime
) -> list[Entry]:
    """Add a line for each (subject, facts), in the caller's transaction: one deed that happened to many things.

    Each is a line like any other: the database puts each into the queue for the seal.
    """
    for _subject, facts in lines:
        if set(facts) != event.facts:
            raise TypeError(f"{event.name} tells {sorted(event.facts)}, got {sorted(facts)}")
    return Entry.objects.bulk_create(
        (
            Entry(at=at, event=event.name, subject=subject, actor=by.id, actor_name=by.name, facts=dict(facts))
            for subject, facts in lines
        ),
        batch_size=MOST_LINES,
    )


def seal(*, at: datetime, most: int = MOST_LINES) -> Seal | None:
    """Put the lines that wait into the tree, at most so many, and state its root; None when nothing waits.

    Call it until it gives None. Lines that were committed late, out of the order of their numbers, are sealed when they
    are seen. Of two sealers at once one seals; the other finds the position taken, gives None and comes again.
    """
    before = tree_size()
    try:
        with transaction.atomic():
            return _seal(at, most)
    except IntegrityError:
        if tree_size() == before:
            raise
        return None


def _seal(at: datetime, most: int) -> Seal | None:
    first = Waiting.objects.order_by("pk").values("pk")[:most]
    lines = list(Entry.objects.filter(pk__in=first).order_by("pk").values(*LINE))
    if not lines:
        return None
    size = tree_size()
    hashes = [leaf_hash(leaf_bytes(**line)) for line in lines]
    old = stored_nodes(cover(0, size))
    made = grow(size, hashes, old)
    Leaf.objects.bulk_create(
        Leaf(position=position, entry_id=line["id"], hash=line_hash)
        for position, (line, line_hash) in enumerate(zip(lines, hashes, strict=True), size)
    )
    Node.objects.bulk_create(
        Node(level=level, index=index, hash=node) for (level, index), node in made.items() if level
    )
    size += len(lines)
    root = range_hash(0, size, lambda level, index: made.get((level, index)) or old(level, index))
    sealed = Seal.objects.create(tree_size=size, root=root, at=at)
    is_sealed = Exists(Leaf.objects.filter(entry=OuterRef("pk")))
    Waiting.objects.filter(is_sealed, pk__lte=lines[-1]["id"]).delete()
    return sealed
