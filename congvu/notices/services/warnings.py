"""Warnings that do not wait for the morning: what has become overdue, and what has stayed so."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import NoReverseMatch, reverse

from congvu.agencies import selectors as agencies
from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.base.actors import Actor
from congvu.base.working_time import in_vietnam
from congvu.inbox.models import Duty
from congvu.inbox.rules import ON_THE_CLOCK, days_ago
from congvu.journal.services import record
from congvu.notices import events
from congvu.notices.models import Preference, Warned
from congvu.notices.rules import ESCALATE_AFTER, Item, Kind, Letter, escalation, is_address, overdue
from congvu.notices.services.outbox import put
from congvu.people.models import Account

MOST = 500  # duties of one agency in one round; the next round goes on


def warn(*, address: str, by: Actor, at: datetime) -> int:
    """Warn of each duty that has become overdue, once for each due time, and tell leaders of those that stay overdue
    for more than two working days, once; how many duties that were.

    `address` is the installation's own, for the links. An agency is one transaction: the memory that it was told and
    the messages are there together, or neither.
    """
    late = Duty.objects.filter(state__in=ON_THE_CLOCK, due_at__lt=at)
    told = 0
    for kind, fresh in ((Kind.OVERDUE, _untold(late)), (Kind.ESCALATION, _unescalated(late))):
        for agency_id in sorted(set(fresh.order_by().values_list("agency_id", flat=True))):
            try:
                with transaction.atomic():
                    here = fresh.filter(agency=agency_id)
                    told += _TELL[kind](here, agency_id, address=address.rstrip("/"), by=by, at=at)
            except IntegrityError:  # another worker was quicker
                continue
    return told


def item(duty: Duty, address: str) -> Item:
    return Item(duty.code, duty.title, duty.step, duty.due_at, address + duty.address)


def inbox_of(address: str) -> str:
    """Where the inbox is, which a room above this one shows."""
    try:
        return address + reverse("desk-home")
    except NoReverseMatch:
        return address


def _untold(late: QuerySet[Duty]) -> QuerySet[Duty]:
    told = Warned.objects.filter(kind=Kind.OVERDUE, subject=OuterRef("subject"), due_at=OuterRef("due_at"))
    return late.filter(~Exists(told))


def _unescalated(late: QuerySet[Duty]) -> QuerySet[Duty]:
    return late.filter(~Exists(Warned.objects.filter(kind=Kind.ESCALATION, subject=OuterRef("subject"))))


def _tell_overdue(fresh: QuerySet[Duty], agency_id: int, *, address: str, by: Actor, at: datetime) -> int:
    del by  # nobody acts: a letter to oneself is no deed
    duties = list(fresh.select_related("account").order_by("due_at", "pk")[:MOST])
    lists: dict[Account, list[Duty]] = defaultdict(list)
    reached: dict[int, int] = {}
    holders: dict[str, list[Account]] = {}
    for duty in duties:
        people = _having(duty, holders, agency_id, at)
        for account in people:
            lists[account].append(duty)
        reached[duty.pk] = len(people)
    _remember(Kind.OVERDUE, duties, reached, at=at)
    for account, mine in lists.items():
        letter = overdue(account.name, [item(duty, address) for duty in mine], inbox=inbox_of(address))
        _post(Kind.OVERDUE, account, mine, letter, at=at)
    return len(duties)


def _tell_leaders(fresh: QuerySet[Duty], agency_id: int, *, address: str, by: Actor, at: datetime) -> int:
    since = days_ago(ESCALATE_AFTER, at, agencies.timetable(agency_id))
    duties = list(fresh.filter(due_at__lt=since).order_by("due_at", "pk")[:MOST])
    if not duties:
        return 0
    agency = Agency.objects.get(pk=agency_id)
    leaders = [one for one in leaders_of(agency_id, on=in_vietnam(at).date()) if is_address(one.email)]
    _remember(Kind.ESCALATION, duties, dict.fromkeys((duty.pk for duty in duties), len(leaders)), at=at)
    items = [item(duty, address) for duty in duties]
    for leader in leaders:
        letter = escalation(leader.name, agency.short_name, items, inbox=inbox_of(address))
        _post(Kind.ESCALATION, leader, duties, letter, at=at)
    codes = [duty.code for duty in duties]
    facts = {"agency": agency.short_name, "count": len(duties), "codes": codes, "told": len(leaders)}
    record(events.ESCALATED, agency, by=by, at=at, **facts)
    return len(duties)


_TELL = {Kind.OVERDUE: _tell_overdue, Kind.ESCALATION: _tell_leaders}


def leaders_of(agency_id: int, *, on: date) -> list[Account]:
    """The leaders of the agency; of a unit that has none of its own, those of the nearest agency above."""
    for above in agencies.ancestors(agency_id):
        if found := list(agencies.holders(above, Role.LEADER, on=on)):
            return found
    return []


def _having(duty: Duty, holders: dict[str, list[Account]], agency_id: int, at: datetime) -> list[Account]:
    """Who is told: whoever has the duty in hand, else everybody in the role; and with them who stands in for them now.
    Of these, who wants to know and has an address."""
    one = duty.account if duty.account and duty.account.is_active else None
    key = f"{duty.role}:{one.pk if one else ''}"
    if key not in holders:
        own = [one] if one else list(agencies.holders(agency_id, duty.role, on=in_vietnam(at).date()))
        others = agencies.delegates(agency_id, duty.role, of=own, at=at)
        holders[key] = wanting(dict.fromkeys([*own, *others]), "at_once")
    return holders[key]


def wanting(accounts: Iterable[Account], what: str) -> list[Account]:
    """Those with a usable address who have not said that they do not want such letters."""
    reachable = [account for account in accounts if is_address(account.email)]
    unwilling = Preference.objects.filter(account__in=reachable, **{what: False})
    silent = set(unwilling.values_list("account_id", flat=True))
    return [account for account in reachable if account.pk not in silent]


def _remember(kind: Kind, duties: list[Duty], reached: dict[int, int], *, at: datetime) -> None:
    Warned.objects.bulk_create(
        Warned(
            key=f"{kind}:{duty.subject}:{duty.due_at.isoformat()}"
            if kind == Kind.OVERDUE
            else f"{kind}:{duty.subject}",
            kind=kind,
            subject=duty.subject,
            due_at=duty.due_at,
            at=at,
            told=reached[duty.pk],
        )
        for duty in duties
    )


def _post(kind: Kind, account: Account, duties: list[Duty], letter: Letter, *, at: datetime) -> None:
    what = sha256("\n".join(f"{duty.subject} {duty.due_at.isoformat()}" for duty in duties).encode()).hexdigest()
    put(
        f"{kind}:{account.pk}:{what[:32]}",
        to=account.email,
        subject=letter.subject,
        text=letter.text,
        kind=kind,
        account_id=account.pk,
        at=at,
    )
