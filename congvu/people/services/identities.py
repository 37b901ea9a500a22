"""National e-identity: who comes with it, whose account it is, and how surely that is known.

What a provider says is believed here: `people.openid` has checked its signature.
"""

from datetime import datetime

from django.db import IntegrityError, transaction

from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.people import events, refusals
from congvu.people.models import Account, Linked
from congvu.people.rules import AccountKind, Assurance
from congvu.people.rules.identities import Identity
from congvu.people.selectors.factors import has_way_in
from congvu.people.services.accounts import locked, must_be_own, owner, tidy_name
from congvu.people.services.citizens import new_citizen


@transaction.atomic
def enter_with_identity(identity: Identity, *, at: datetime) -> Account | None:
    """The account of this identity, with what the provider says today; None where it belongs to no account yet."""
    same = Linked.objects.select_for_update().filter(issuer=identity.issuer, subject=identity.subject)
    linked = same.select_related("account").first()
    if linked is None:
        return None
    account = locked(linked.account)
    _keep(linked, identity, at=at)
    _assure(account, by=owner(account), at=at)
    return account


@transaction.atomic
def register_with_identity(identity: Identity, *, consent: str, at: datetime) -> Account:
    """A new account for whom the provider names, which signs in with the identity alone.

    Refusals: people.consent_missing, people.name_empty, people.identity_taken.
    """
    if not consent:
        raise Refusal(refusals.CONSENT_MISSING, field="consent")
    name = tidy_name(identity.name)[:120]
    account = new_citizen(name, consent=consent, way="identity", number=identity.number, at=at)
    _link(account, identity, by=owner(account), at=at)
    return account


@transaction.atomic
def link_identity(account: Account, identity: Identity, *, by: Actor, at: datetime) -> Linked:
    """The signed-in citizen is the person whom the provider names.

    Refusals: people.not_yours, people.not_citizen, people.identity_taken, people.identity_there.
    """
    must_be_own(account, by)
    if account.kind != AccountKind.CITIZEN:
        raise Refusal(refusals.NOT_CITIZEN)
    account = locked(account)
    there = account.linked.filter(issuer=identity.issuer).first()
    if there is not None and there.subject != identity.subject:
        raise Refusal(refusals.IDENTITY_THERE)
    if there is None:
        return _link(account, identity, by=by, at=at)
    _keep(there, identity, at=at)
    _assure(account, by=by, at=at)
    return there


@transaction.atomic
def unlink_identity(linked_id: int, *, by: Actor, at: datetime) -> Account:
    """Let the identity in no more; the account is known no more surely than without it.

    Refusals: people.not_yours, people.only_way_in.
    """
    linked = Linked.objects.select_related("account").get(pk=linked_id)
    must_be_own(linked.account, by)
    account = locked(linked.account)
    linked.delete()
    if not has_way_in(account):
        raise Refusal(refusals.ONLY_WAY_IN)
    record(events.UNLINKED, account, by=by, at=at, issuer=linked.issuer)
    _assure(account, by=by, at=at)
    return account


def _link(account: Account, identity: Identity, *, by: Actor, at: datetime) -> Linked:
    linked = Linked(account=account, issuer=identity.issuer, subject=identity.subject, linked_at=at)
    try:
        with transaction.atomic():
            _keep(linked, identity, at=at)
    except IntegrityError as error:
        raise Refusal(refusals.IDENTITY_TAKEN) from error
    record(events.LINKED, account, by=by, at=at, issuer=identity.issuer, assurance=int(identity.assurance))
    _assure(account, by=by, at=at)
    return linked


def _keep(linked: Linked, identity: Identity, *, at: datetime) -> None:
    linked.name, linked.number, linked.acr = identity.name[:120], identity.number[:20], identity.acr[:200]
    linked.assurance, linked.seen_at = identity.assurance, at
    linked.save()


def _assure(account: Account, *, by: Actor, at: datetime) -> None:
    """The account is as sure as the best that is known of it now."""
    known = [Assurance.CONTACT if account.email or account.phone else Assurance.NONE]
    known += [Assurance(level) for level in account.linked.values_list("assurance", flat=True)]
    was, now = account.assurance, max(known)
    if was == now:
        return
    account.assurance = now
    account.save(update_fields=["assurance"])
    record(events.ASSURED, account, by=by, at=at, was=was, now=int(now))
