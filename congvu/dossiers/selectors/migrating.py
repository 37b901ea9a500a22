"""Which running dossiers an edition has, and whether each fits another one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from congvu.dossiers.models import Dossier, Dossiers, EditionMove, Paper
from congvu.dossiers.rules import ENDED, State, obstacles
from congvu.procedures.models import Edition
from congvu.procedures.selectors import compiled

AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a dossier can go over: it can where there are no obstacles."""

    dossier_id: int
    code: str
    obstacles: list[str]


def running_under(edition: Edition) -> Dossiers:
    """The dossiers of an edition that are not decided yet, with what a verdict needs."""
    found = Dossier.objects.filter(edition=edition, closed_at=None).exclude(state=State.DECIDED)
    return found.select_related("edition").defer(*(f"edition__{column}" for column in Edition.HEAVY))


def verdicts(dossiers: Iterable[Dossier], now: Edition) -> list[Verdict]:
    """One for each, in their order; one query however many they are."""
    asked = list(dossiers)
    papers: dict[int, list[str]] = {}
    for dossier_id, key in Paper.objects.filter(dossier__in=asked).order_by().values_list("dossier_id", "key"):
        papers.setdefault(dossier_id, []).append(key)
    there = compiled(now)
    return [
        Verdict(
            dossier.pk,
            dossier.code,
            obstacles(
                compiled(dossier.edition),
                there,
                case=dossier.case,
                answers=dossier.answers,
                papers=papers.get(dossier.pk, []),
            )
            if dossier.state not in ENDED
            else [],
        )
        for dossier in asked
    ]


def judged(was: Edition, now: Edition) -> Iterator[Verdict]:
    """The verdict on every open dossier of an edition, oldest first, a hundred in memory at once."""
    last = 0
    while some := list(running_under(was).filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        yield from verdicts(some, now)
        last = some[-1].pk


@dataclass(frozen=True, slots=True)
class Behind:
    """An edition with running dossiers, though a newer one is valid; how many they are."""

    edition: Edition
    newest: Edition
    dossiers: int


def behind(newest: QuerySet[Edition]) -> list[Behind]:
    """The editions that still have running dossiers beside a newer valid one of the same procedure."""
    counted = Dossier.objects.filter(closed_at=None).exclude(state=State.DECIDED).order_by()
    running = dict(counted.values_list("edition").annotate(Count("pk")))
    ahead = {edition.procedure_id: edition for edition in newest}
    found = Edition.objects.select_related("procedure").defer(*Edition.HEAVY).filter(pk__in=running)
    return [
        Behind(edition, ahead[edition.procedure_id], running[edition.pk])
        for edition in found.order_by("procedure__field_code", "procedure__name", "pk")
        if edition.procedure_id in ahead and ahead[edition.procedure_id].pk != edition.pk
    ]


def edition_moves() -> QuerySet[EditionMove]:
    """The bulk moves that were made, newest first."""
    heavy = [f"{side}__{column}" for side in ("was", "now") for column in Edition.HEAVY]
    found = EditionMove.objects.select_related("was__procedure", "now__procedure").defer(*heavy)
    return found.annotate(moved=Count("dossiers")).order_by("-pk")
