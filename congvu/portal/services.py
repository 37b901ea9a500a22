"""A citizen leaves: what is half filled in goes with the account, what was filed stays where the law keeps it."""

from datetime import datetime

from django.db import transaction

from congvu.base.actors import Actor
from congvu.dossiers.models import Dossier
from congvu.online import selectors as online_found
from congvu.online import services as online
from congvu.online.models import Submission
from congvu.people import services as people
from congvu.people.models import Account, Party


@transaction.atomic
def leave(account: Account, *, by: Actor, at: datetime) -> Account:
    """Close one's own account with the drafts that lie in it. Refusals: people.not_yours, people.not_citizen."""
    party = Party.objects.filter(account=account).first()
    filed = party is not None and (
        Dossier.objects.filter(party=party).exists() or Submission.objects.filter(party=party).exists()
    )
    closed = people.close_account(account, has_filed=filed, by=by, at=at)
    for draft in online_found.drafts_of(by):
        online.discard(draft.key, by=by, at=at)
    return closed
