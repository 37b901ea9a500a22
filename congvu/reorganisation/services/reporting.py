"""What a change moves, as figures and bounded lists that are kept as JSON and shown as tables."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.agencies.selectors import held
from congvu.dossiers.models import CashDay, Leg, Step
from congvu.reorganisation.models import Change
from congvu.reorganisation.selectors import counters_of, offered_at
from congvu.reorganisation.services.changing import Done

MOST_ROWS = 200
TOTALS = ("dossiers", "settling", "receiving", "legs", "steps", "duties", "released", "running", "paused", "due_moved")
Offers = dict[int, tuple[str, dict[str, str]]]  # of each counter: its name, and what it takes in


def before(change: Change, *, on: date) -> Offers:
    """What the counters concerned take in as things stand before the change."""
    return _offers(counters_of(_parties(change), on=on), on=on)


def part(change: Change, what: str, was: Offers, done: Done, *, on: date) -> dict[str, Any]:
    """The report of one change, after it was performed."""
    posts = [_post(old, new) for old, new in done.posts[:MOST_ROWS]]
    accounts = {old.account_id for old, _new in done.posts}
    shown = [[label, before_.isoformat(), after.isoformat()] for label, before_, after in done.tally.shown]
    return {
        "kind": change.kind,
        "what": what,
        **{key: getattr(done.tally, key) for key in TOTALS},
        "submissions": done.submissions,
        "agencies": [[home.old.name, home.new.name] for home in done.homes],
        "below": [agency.name for agency in done.below[:MOST_ROWS]],
        "posts": len(done.posts),
        "accounts": len(accounts),
        "post_rows": posts,
        "books": len(done.books),
        "book_rows": [[book.agency.name, book.name, book.last] for book in done.books[:MOST_ROWS]],
        "due_rows": shown,
        "counters": _compared(was, counters_of(_parties(change), on=on), on=on),
        "problems": _problems(done, on=on),
    }


def whole(parts: Sequence[dict[str, Any]], *, seconds: float) -> dict[str, Any]:
    """The report of a batch: its changes in order, what they come to, and how long it took, in seconds."""
    counted = (*TOTALS, "submissions", "posts", "accounts", "books")
    totals = {key: sum(part[key] for part in parts) for key in counted}
    problems = sum(len(part["problems"]) for part in parts)
    return {"changes": list(parts), "totals": {**totals, "problems": problems}, "seconds": round(seconds, 2)}


def _parties(change: Change) -> list[Agency]:
    return [agency for agency in (change.agency, change.other) if agency is not None]


def _post(old: Any, new: Any) -> list[str]:
    account = old.account
    return [account.name, account.username, old.title, str(Role(old.role).value), old.agency.name, new.agency.name]


def _offers(counters: Iterable[Agency], *, on: date) -> Offers:
    return {counter.pk: (counter.name, offered_at(counter, on=on)) for counter in counters}


def _compared(was: Offers, counters: Sequence[Agency], *, on: date) -> list[dict[str, Any]]:
    """Each counter before and after: how many procedures, which ones come and go, and which go to another agency."""
    known = {**{pk: name for pk, (name, _) in was.items()}, **{counter.pk: counter.name for counter in counters}}
    rows = []
    for pk, name in known.items():
        before_ = was.get(pk, (name, {}))[1]
        after = offered_at(Agency(pk=pk), on=on)
        both = sorted(before_.keys() & after.keys())
        rows.append(
            {
                "counter": name,
                "before": len(before_),
                "after": len(after),
                "gone": sorted(before_.keys() - after.keys())[:MOST_ROWS],
                "come": sorted(after.keys() - before_.keys())[:MOST_ROWS],
                "other": [code for code in both if before_[code] != after[code]][:MOST_ROWS],
            }
        )
    return rows


def _problems(done: Done, *, on: date) -> list[dict[str, Any]]:
    """What somebody has to see to: work that nobody may do at its new agency, and shares that a moved duty leaves."""
    found: list[dict[str, Any]] = []
    for home in done.homes:
        posts = held(on=on).filter(agency=home.new.pk, account__is_active=True)
        roles = set(posts.values_list("role", flat=True))
        waiting = Counter(Step.objects.filter(agency=home.new.pk, done_at=None).values_list("role", flat=True))
        found += [
            {"kind": "nobody", "agency": home.new.name, "role": role, "steps": count}
            for role, count in sorted(waiting.items())
            if role not in roles
        ]
        legs = Leg.objects.filter(agency=home.old.pk, finished_at=None).count() if home.sector else 0
        if legs:
            found.append({"kind": "legs_stay", "agency": home.old.name, "legs": legs})
        days = CashDay.objects.filter(counter=home.old.pk, closed_at=None).count() if not home.sector else 0
        if days:
            found.append({"kind": "cash_open", "agency": home.old.name, "days": days})
    return found
