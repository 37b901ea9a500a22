"""What somebody wants to be told, and how."""

from datetime import datetime

from django.db import transaction

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.notices import events, refusals
from congvu.notices.models import Preference
from congvu.notices.rules import Language
from congvu.people.models import Account


@transaction.atomic
def set_preference(account: Account, *, daily: bool, at_once: bool, by: Actor, at: datetime) -> Preference:
    """Say which letters one wants. Nobody does it for somebody else. Refusal: notices.not_yours."""
    if by.account_id != account.pk:
        raise Refusal(refusals.NOT_YOURS)
    wanted = {"daily": daily, "at_once": at_once}
    preference, _ = Preference.objects.update_or_create(account=account, defaults=wanted)
    record(events.PREFERENCE_SET, preference, by=by, at=at, **wanted)
    return preference


@transaction.atomic
def set_wishes(
    account: Account, *, by_email: bool, by_sms: bool, language: Language, by: Actor, at: datetime
) -> Preference:
    """Say by which ways and in which language one is told of one's own requests. Nobody does it for somebody else.
    Refusal: notices.not_yours."""
    if by.account_id != account.pk:
        raise Refusal(refusals.NOT_YOURS)
    wanted = {"by_email": by_email, "by_sms": by_sms, "language": language}
    preference, _ = Preference.objects.update_or_create(account=account, defaults=wanted)
    record(events.WISHES_SET, preference, by=by, at=at, **wanted)
    return preference
