"""What applicants may read of their own dossiers: where they are, and the papers that were written for them."""

from congvu.base.actors import Actor
from congvu.dossiers.models import Dossier, Dossiers
from congvu.dossiers.selectors.papers import available
from congvu.dossiers.selectors.whole import Whole

INTERNAL = ("control_sheet",)  # for the offices that handed the dossier on


def owned(viewer: Actor) -> Dossiers:
    """The dossiers that were filed for those whom the viewer files for."""
    return Dossier.objects.at_hand().filter(party__in=viewer.parties)


def own_papers(whole: Whole) -> list[str]:
    """Which papers of an own dossier there are for its applicant by now; `paper` prints them."""
    return [name for name in available(whole) if name not in INTERNAL]
