"""Telling citizens what became of their requests, by reading what the journal has gained: no room below knows of it.

How far the journal was read and the messages that came of it are one transaction, and each message has a key of its
own: killed at any moment, everybody is told once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import NoReverseMatch, reverse

from congvu.base.working_time import in_vietnam
from congvu.dossiers import events as dossier_events
from congvu.dossiers.models import Dossier
from congvu.dossiers.rules import Channel as FiledBy
from congvu.dossiers.rules import State
from congvu.journal.models import Entry
from congvu.notices.models import Followed, Passed, Preference
from congvu.notices.rules import Channel, Kind, Language, Occasion, filled, is_address, is_phone
from congvu.notices.selectors import words_for
from congvu.notices.services.outbox import put
from congvu.online import events as online_events
from congvu.online.models import Submission
from congvu.people.models import Account
from congvu.people.rules import AccountKind
from congvu.procedures.rules import dong

AT_ONCE = 500  # lines of a transaction
FRESH = timedelta(days=7)  # what is older is no news: it was imported, or nobody told for a week
PATIENCE = timedelta(days=1)  # no transaction is open longer
DOSSIER, SUBMISSION = "dossiers.dossier:", "online.submission:"
OF_SUBMISSIONS = {
    online_events.SUBMITTED.name: Occasion.SUBMITTED,
    online_events.REFUSED.name: Occasion.REFUSED,
    online_events.WITHDRAWN.name: Occasion.WITHDRAWN,
}
OF_DOSSIERS = {
    dossier_events.RECEIVED.name: Occasion.ACCEPTED,
    dossier_events.SUPPLEMENT_ASKED.name: Occasion.SUPPLEMENT,
    dossier_events.REAPPOINTED.name: Occasion.REAPPOINTED,
    dossier_events.APOLOGISED.name: Occasion.APOLOGISED,
    dossier_events.HANDED_OVER.name: Occasion.RETURNED,
    dossier_events.WITHDRAWN.name: Occasion.WITHDRAWN,
    dossier_events.STOPPED.name: Occasion.STOPPED,
}
# Deeds after which a dossier may have its result, or owe money before the next step.
MOVES = {
    event.name
    for event in (
        *(dossier_events.FORWARDED, dossier_events.DECIDED, dossier_events.ARRIVED, dossier_events.LEG_FINISHED),
        dossier_events.TAKEN,
    )
}


@dataclass(frozen=True, slots=True)
class News:
    """Something to tell about one request. `mark` makes it different from other news of the same kind about it."""

    occasion: Occasion
    subject: str
    mark: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reader:
    """Who is told: addresses as they were given with the request, and the account, where there is one."""

    email: str
    phone: str
    account: Account | None


def follow(*, address: str, at: datetime, most: int = AT_ONCE) -> int:
    """Read at most so many more lines of the journal and lay what they tell into the outbox; how many were read. Call
    it until it gives 0. `address` is the installation's own, for the links."""
    with transaction.atomic():
        Followed.objects.get_or_create(pk=Followed.ONLY)
        followed = Followed.objects.select_for_update().get(pk=Followed.ONLY)
        late = _late(at)
        found = list(_lines().filter(pk__gt=followed.entry).order_by("pk")[:most])
        if found:
            _note_passed(followed.entry, [line["id"] for line in found], at=at)
            followed.entry = found[-1]["id"]
            followed.save(update_fields=["entry"])
        fresh = [line for line in (*late, *found) if line["at"] > at - FRESH]
        _tell([news for line in fresh for news in news_of(line)], address=address.rstrip("/"), at=at)
    return len(late) + len(found)


def news_of(line: Mapping[str, Any]) -> list[News]:
    """What a line of the journal is to those whom it concerns: mostly nothing."""
    event, subject, facts = line["event"], line["subject"], line["facts"]
    mark = str(line["id"])
    if subject.startswith(SUBMISSION):
        occasion = OF_SUBMISSIONS.get(event)
        return [News(occasion, subject, mark, facts)] if occasion else []
    if not subject.startswith(DOSSIER):
        return []
    found = [News(OF_DOSSIERS[event], subject, mark, facts)] if event in OF_DOSSIERS else []
    if event == dossier_events.FEE_COLLECTED.name and facts["method"] == "online":
        found.append(News(Occasion.PAID, subject, mark, facts))
    if event in MOVES and facts["state"] == State.DECIDED:
        found.append(News(Occasion.READY, subject, facts["finished"], facts))
    if _asks_for_money(event, facts):
        found.append(News(Occasion.FEE_DUE, subject, mark, facts))
    return found


def _asks_for_money(event: str, facts: Mapping[str, Any]) -> bool:
    """Filed from home, or waiting for payment since this deed. At a counter one is asked in person."""
    if event == dossier_events.RECEIVED.name:
        return facts["channel"] == FiledBy.ONLINE and bool(facts["fee"])
    return event in MOVES and facts["state"] == State.AWAITING_OBLIGATION


def _lines() -> Any:
    return Entry.objects.values("id", "at", "event", "subject", "facts")


def _late(at: datetime) -> list[dict[str, Any]]:
    """Lines with a number before the last one read, which were committed after it was."""
    if not Passed.objects.exists():
        return []
    found = list(_lines().filter(pk__in=Passed.objects.values("entry")).order_by("pk"))
    Passed.objects.filter(Q(entry__in=[line["id"] for line in found]) | Q(since__lt=at - PATIENCE)).delete()
    return found


def _note_passed(last: int, found: Sequence[int], *, at: datetime) -> None:
    there, last = set(found), last or found[0] - 1  # a journal may begin with any number
    if found[-1] - last > 10 * len(found) + AT_ONCE:
        return  # not a transaction that waits: a database that was put together anew
    missing = [number for number in range(last + 1, found[-1]) if number not in there]
    Passed.objects.bulk_create([Passed(entry=number, since=at) for number in missing], ignore_conflicts=True)


def _tell(news: Sequence[News], *, address: str, at: datetime) -> None:
    if not news:
        return
    rows = _rows({one.subject for one in news})
    readers = {subject: _reader(row) for subject, row in rows.items()}
    wishes = _wishes(reader.account for reader in readers.values())
    for one in news:
        row = rows.get(one.subject)
        if row is not None:
            reader = readers[one.subject]
            wish = wishes.get(reader.account.pk if reader.account else 0, Preference())
            _post(one, row, reader, wish, address=address, at=at)


def _rows(subjects: set[str]) -> dict[str, Dossier | Submission]:
    """The requests that are told of: two queries, however many they are."""
    found: dict[str, Dossier | Submission] = {}
    for front, rows in (
        (DOSSIER, Dossier.objects.at_hand().select_related("filer")),
        (SUBMISSION, Submission.objects.select_related("receiver", "edition__procedure", "clock", "filer")),
    ):
        numbers = [int(subject.removeprefix(front)) for subject in subjects if subject.startswith(front)]
        if numbers:
            found |= {f"{front}{row.pk}": row for row in rows.filter(pk__in=numbers)}
    return found


def _reader(row: Dossier | Submission) -> Reader:
    given = {"email": row.email, "phone": row.phone} if isinstance(row, Dossier) else row.applicant
    account = row.filer
    email = given.get("email") or (account.email if account else "")
    phone = given.get("phone") or (account.phone if account else "")
    return Reader(email, phone, account)


def _wishes(accounts: Iterable[Account | None]) -> dict[int, Preference]:
    known = {account.pk for account in accounts if account}
    return {one.account_id: one for one in Preference.objects.filter(account__in=known)} if known else {}


def _post(
    news: News, row: Dossier | Submission, reader: Reader, wish: Preference, *, address: str, at: datetime
) -> None:
    """By each way on which the reader can and wants to be reached. An address that cannot be right is passed over: the
    journal does not wait for it."""
    facts = _facts(news, row, address=address)
    ways = (
        (Channel.EMAIL, reader.email, wish.by_email and is_address(reader.email)),
        (Channel.SMS, reader.phone, wish.by_sms and is_phone(reader.phone)),
    )
    for channel, to, wanted in ways:
        if not wanted:
            continue
        words = filled(words_for(news.occasion, channel, Language(wish.language)), facts)
        put(
            f"progress:{news.occasion}:{news.subject}:{news.mark}:{channel}",
            to=to,
            subject=words.subject,
            text=words.text,
            at=at,
            channel=channel,
            kind=Kind.PROGRESS,
            account_id=reader.account.pk if reader.account else None,
        )


def _facts(news: News, row: Dossier | Submission, *, address: str) -> dict[str, str]:
    told = news.facts
    due = told.get("promised_at") or told.get("due_at")
    amount = told.get("amount") or (row.fee if isinstance(row, Dossier) else 0)
    return {
        "code": row.code,
        "procedure": row.edition.procedure.name,
        "receiver": row.receiver.name,
        "link": address + _page(row),
        "due": f"{in_vietnam(datetime.fromisoformat(due)):%H:%M %d/%m/%Y}" if due else "",
        "items": "\n".join(f"- {item}" for item in told.get("items", "").split("; ")),
        "amount": dong(amount),
        "number": str(told.get("receipt", "")),
    }


def _page(row: Dossier | Submission) -> str:
    """Where the reader sees more: among one's own requests, or by the key of the receipt. Of a request that a programme
    filed nobody has an account."""
    if row.filer and row.filer.kind == AccountKind.CITIZEN:
        return reverse("online-case", args=[row.code])
    try:
        return reverse("portal-look-up-by-key", args=[row.lookup_key])  # of a room above
    except NoReverseMatch:
        return ""
