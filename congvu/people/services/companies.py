"""Who acts for a company: claimed by its representative, confirmed by an official, given to others and ended."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.people import events, refusals
from congvu.people.models import Account, Mandate, Party
from congvu.people.rules import MandateRole, PartyKind, company_number
from congvu.people.selectors import account_reached_by

CONFIRMS = ("clerk", "admin")


@transaction.atomic
def claim_company(number: str, name: str, *, by: Actor, at: datetime) -> Mandate:
    """Say that one represents a company. It counts for nothing before an official has confirmed it.

    Refusals: people.not_citizen, people.company_number_bad, people.company_name_empty, people.already_there.
    """
    account = _citizen(by)
    number, name = company_number(number), " ".join(name.split())[:200]
    if not number:
        raise Refusal(refusals.COMPANY_NUMBER_BAD, field="number")
    if not name:
        raise Refusal(refusals.COMPANY_NAME_EMPTY, field="name")
    made = {"kind": PartyKind.COMPANY, "name": name, "made_at": at}
    party, _new = Party.objects.exclude(kind=PartyKind.PERSON).get_or_create(number=number, defaults=made)
    mandate = _give(party, account, MandateRole.OWNER, by=by, at=at, claimed_name=name)
    record(events.COMPANY_CLAIMED, mandate, by=by, at=at, name=name, number=number)
    return mandate


@transaction.atomic
def confirm_claim(mandate_id: int, *, evidence: str, by: Actor, at: datetime) -> Mandate:
    """Confirm that the claimant represents the company, by what the official has looked at.

    The first who is confirmed gives the company its name. Refusals: people.not_counter, people.evidence_empty,
    people.claim_over.
    """
    mandate = _claim(mandate_id, by)
    if not evidence.strip():
        raise Refusal(refusals.EVIDENCE_EMPTY, field="evidence")
    party = mandate.party
    if not party.mandates.exclude(confirmed_at=None).exists():
        party.name = mandate.claimed_name
        party.save(update_fields=["name"])
    mandate.confirmed_at = at
    mandate.save(update_fields=["confirmed_at"])
    facts = {"name": party.name, "evidence": evidence.strip(), "account": mandate.account_id}
    record(events.CLAIM_CONFIRMED, mandate, by=by, at=at, **facts)
    return mandate


@transaction.atomic
def refuse_claim(mandate_id: int, *, reason: str, by: Actor, at: datetime) -> Mandate:
    """Refusals: people.not_counter, people.claim_reason_empty, people.claim_over."""
    mandate = _claim(mandate_id, by)
    if not reason.strip():
        raise Refusal(refusals.CLAIM_REASON_EMPTY, field="reason")
    mandate.ended_at, mandate.ended_for = at, reason.strip()[:300]
    mandate.save(update_fields=["ended_at", "ended_for"])
    record(events.CLAIM_REFUSED, mandate, by=by, at=at, name=mandate.claimed_name, reason=reason.strip())
    return mandate


@transaction.atomic
def give_mandate(party_id: int, *, contact: str, role: str, by: Actor, at: datetime) -> Mandate:
    """The company's representative lets somebody else act for it, whom this address reaches. It counts at once.

    Refusals: people.not_owner, people.nobody_there, people.already_there.
    """
    party = Party.objects.get(pk=party_id)
    if not _owns(party, by):
        raise Refusal(refusals.NOT_OWNER)
    account = account_reached_by(contact) if contact.strip() else None
    if account is None or not account.is_active:
        raise Refusal(refusals.NOBODY_THERE, field="contact")
    mandate = _give(party, account, MandateRole(role), by=by, at=at, confirmed_at=at)
    facts = {"role": role, "name": party.name, "account": account.pk}
    record(events.MANDATE_GIVEN, mandate, by=by, at=at, **facts)
    return mandate


@transaction.atomic
def end_mandate(mandate_id: int, *, by: Actor, at: datetime) -> Mandate:
    """End what somebody may do for a company, at once; one's own, a claim too, or as its representative another's.

    Refusals: people.not_owner, people.mandate_over, people.last_owner.
    """
    mandate = Mandate.objects.select_for_update().select_related("party").get(pk=mandate_id)
    if by.account_id != mandate.account_id and not _owns(mandate.party, by):
        raise Refusal(refusals.NOT_OWNER)
    if mandate.ended_at is not None:
        raise Refusal(refusals.MANDATE_OVER)
    others = _running(mandate.party).exclude(pk=mandate.pk)
    leaves_it_alone = mandate.role == MandateRole.OWNER and not others.filter(role=MandateRole.OWNER).exists()
    if mandate.confirmed_at and leaves_it_alone and others.exists():
        raise Refusal(refusals.LAST_OWNER)
    mandate.ended_at = at
    mandate.save(update_fields=["ended_at"])
    facts = {"role": mandate.role, "name": mandate.party.name, "account": mandate.account_id}
    record(events.MANDATE_ENDED, mandate, by=by, at=at, **facts)
    return mandate


def _citizen(by: Actor) -> Account:
    if not by.id.startswith("citizen:"):
        raise Refusal(refusals.NOT_CITIZEN)
    return Account.objects.get(pk=by.account_id or 0)


def _claim(mandate_id: int, by: Actor) -> Mandate:
    if not by.holds(*CONFIRMS):
        raise Refusal(refusals.NOT_COUNTER)
    mandate = Mandate.objects.select_for_update().select_related("party").get(pk=mandate_id)
    if mandate.confirmed_at is not None or mandate.ended_at is not None:
        raise Refusal(refusals.CLAIM_OVER)
    return mandate


def _owns(party: Party, by: Actor) -> bool:
    return _running(party).filter(role=MandateRole.OWNER, account=by.account_id or 0).exists()


def _running(party: Party) -> QuerySet[Mandate]:
    return party.mandates.filter(confirmed_at__isnull=False, ended_at=None)


def _give(
    party: Party, account: Account, role: MandateRole, *, by: Actor, at: datetime, claimed_name: str = "",
    confirmed_at: datetime | None = None,
) -> Mandate:  # fmt: skip
    mandate = Mandate(
        party=party, account=account, role=role, given_at=at, given_by=by.id, claimed_name=claimed_name,
        confirmed_at=confirmed_at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            mandate.save(force_insert=True)
    except IntegrityError as error:
        raise Refusal(refusals.ALREADY_THERE, name=account.name) from error
    return mandate
