"""What an applicant finds of its own: for whom it files, its dossiers, and the counter nearest to where it lives."""

from datetime import date

from django.db.models import Q

from congvu import places
from congvu.agencies.models import Agency
from congvu.base.actors import Actor
from congvu.dossiers.models import Dossier, IssuedResult
from congvu.dossiers.selectors import owned
from congvu.online.models import Batch
from congvu.online.selectors.receivers import receivers
from congvu.people.models import Party
from congvu.people.rules import PartyKind
from congvu.procedures.rules import PaperSpec
from congvu.procedures.selectors import compiled


def parties(by: Actor) -> list[Party]:
    """For whom the actor may file: itself first, then companies by name."""
    found = Party.objects.filter(pk__in=by.parties)
    return sorted(found, key=lambda party: (party.kind != PartyKind.PERSON, party.name, party.pk))


def dossier_of(by: Actor, code: str) -> Dossier | None:
    """The dossier of one of the actor's parties, with what its page asks of it."""
    return owned(by).filter(code=code).first()


def receivers_named(text: str, *, on: date) -> list[Agency]:
    """The one-stops found by their own name, or by the name that their commune has or had, as somebody types it."""
    communes = [place.commune.code for place in places.find(text)]
    own = receivers(on=on, text=text).values("pk")
    found = receivers(on=on).filter(Q(pk__in=own) | Q(parent__unit_code__in=communes))
    order = {code: number for number, code in enumerate(communes)}
    return sorted(found, key=lambda one: order.get(one.parent.unit_code if one.parent else "", len(order)))


def receiver_near(address: str, *, on: date) -> Agency | None:
    """The one-stop of the commune that the end of an address names without doubt, by its present or a former name."""
    parts = address.split(",")
    ends = (",".join(parts[start:]) for start in range(len(parts)))
    commune = next((found for end in ends if (found := places.only(end))), None)
    return receivers(on=on).filter(parent__unit_code=commune.code).first() if commune else None


def is_issued(dossier: Dossier) -> bool:
    """Whether its result is a file by now, whose genuineness anybody can check."""
    return IssuedResult.objects.filter(dossier=dossier).exists()


def papers_of(dossier: Dossier) -> tuple[PaperSpec, ...]:
    """The papers that the dossier's procedure knows."""
    return compiled(dossier.edition).pack.papers


def batch_of(by: Actor, pk: int) -> Batch | None:
    """A sheet of requests that was sent in for one of the actor's parties."""
    return Batch.objects.filter(party__in=by.parties, pk=pk).select_related("edition", "party").first()
