"""Everything of one's own: what was begun, what was sent, where it is, and what it waits for from oneself."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from congvu.base.actors import Actor
from congvu.dossiers.models import Dossier, FeeReceipt
from congvu.dossiers.rules import OPEN, PAUSED, WORKING, ReturnBy, State
from congvu.dossiers.selectors import available, fees, whole
from congvu.online import selectors
from congvu.online.forms.plain import RateForm, WithdrawForm
from congvu.online.forms.steps import reached, steps_of
from congvu.online.models import Draft
from congvu.online.rules import Level
from congvu.online.rules import State as Answer
from congvu.online.selectors import Filed, mine, telling
from congvu.people.models import Party
from congvu.procedures.selectors import compiled
from congvu.web.access import actor_of, citizen, open_to

INTERNAL = {"control_sheet"}  # which papers of a dossier are the offices' own


@dataclass(frozen=True, slots=True)
class Row:
    """One request in the list, with what its applicant has to do: a sentence and where it is done."""

    filed: Filed
    state: str
    party: str
    todo: str = ""
    address: str = ""


@never_cache
@require_GET
@open_to(citizen)
def index(request: HttpRequest) -> HttpResponse:
    """Drafts first, then what was sent, newest first; of one party where one is chosen."""
    by = actor_of(request)
    parties = mine.parties(by)
    chosen = next((one for one in parties if str(one.pk) == request.GET.get("cho", "")), None)
    viewer = Actor(by.id, by.name, parties=frozenset({chosen.pk})) if chosen else by
    before = request.GET.get("truoc", "")
    page = selectors.filed_by(viewer, before=before)
    context = {
        "drafts": [] if before else _drafts(viewer),
        "rows": _rows(page.rows, parties),
        "tabs": _tabs(parties, chosen) if len(parties) > 1 else [],
        "older_url": _query(chosen, page.before) if page.before else "",
        "newer_url": _query(chosen) if before else "",
        "now": timezone.now(),
    }
    return render(request, "online/mine.html", context)


def _drafts(by: Actor) -> list[dict[str, Any]]:
    found = selectors.drafts_of(by)
    return [{"draft": draft, "name": draft.edition.procedure.name, "at": _place(draft)} for draft in found]


def _place(draft: Draft) -> str:
    """Which page comes next."""
    steps = steps_of(draft, compiled(draft.edition))
    step = reached(draft, steps)
    return _("Bước %(number)d/%(total)d: %(title)s") % {
        "number": steps.index(step) + 1,
        "total": len(steps),
        "title": step.title,
    }


def _rows(found: Iterable[Filed], parties: Iterable[Party]) -> list[Row]:
    """The list's rows, in one query more, however many they are."""
    rows = list(found)
    names = {party.pk: party.name for party in parties}
    receipts: dict[int, list[FeeReceipt]] = {}
    for receipt in FeeReceipt.objects.filter(dossier__in=[row.dossier for row in rows if row.dossier]):
        receipts.setdefault(receipt.dossier_id, []).append(receipt)
    return [_row(row, names.get(row.party_id, ""), receipts) for row in rows]


def _row(row: Filed, party: str, receipts: dict[int, list[FeeReceipt]]) -> Row:
    if row.dossier is None:
        refused = row.submission and row.submission.state == Answer.REFUSED
        return Row(row, row.state, party, _("Xem lý do không tiếp nhận") if refused else "", case_address(row.code))
    todo, address = _todo(row.dossier, fees.owed(row.dossier, receipts.get(row.dossier.pk, ())))
    return Row(row, row.state, party, todo, address)


def _todo(dossier: Dossier, owed: int) -> tuple[str, str]:
    """What the applicant has to do now, and where; nothing while others have to."""
    if dossier.state == State.AWAITING_SUPPLEMENT:
        return _("Bổ sung giấy tờ"), reverse("online-supply", args=[dossier.code])
    if owed and (address := pay_address(dossier.code)):
        return _("Nộp phí, lệ phí"), address
    if dossier.state == State.AWAITING_OBLIGATION:
        return _("Thực hiện nghĩa vụ tài chính"), case_address(dossier.code)
    if dossier.state == State.DECIDED:
        return _("Nhận kết quả"), case_address(dossier.code)
    return "", ""


def case_address(code: str) -> str:
    """The page of one request."""
    return reverse("online-case", args=[code])


def pay_address(code: str) -> str:
    """Where a fee is paid online; empty where this installation has no such page."""
    try:
        return reverse("payments-pay", args=[code])
    except NoReverseMatch:
        return ""


def _tabs(parties: Iterable[Party], chosen: Party | None) -> list[dict[str, Any]]:
    everybody = {"label": _("Tất cả"), "url": _query(None), "here": chosen is None}
    return [everybody, *({"label": one.name, "url": _query(one), "here": one == chosen} for one in parties)]


def _query(party: Party | None, before: str = "") -> str:
    asked = {"cho": party.pk} if party else {}
    return "?" + urlencode({**asked, **({"truoc": before} if before else {})})


@never_cache
@require_GET
@open_to(citizen)
def case(request: HttpRequest, code: str) -> HttpResponse:
    """One request: where it is, what comes next, every paper, and what one may still do."""
    return shown(request, code)


def shown(request: HttpRequest, code: str, *, status: int = 200, **refused: Any) -> HttpResponse:
    """The page; with the form that was refused where a deed was. Refuses with `online.not_found`."""
    by, now = actor_of(request), timezone.now()
    dossier = mine.dossier_of(by, code)
    context = _settled(by, dossier) if dossier else _waiting(by, code)
    key = dossier.lookup_key if dossier else context["submission"].lookup_key
    glimpse = selectors.glimpse_by_key(key, now=now)
    assert glimpse  # it was just found
    told = telling.told(glimpse, now)
    context |= {
        **told,
        "code": code,
        "said": context.get("said") or told["said"],
        "crumbs": [(_("Hồ sơ của tôi"), reverse("online-mine")), (code, "")],
        "withdraw": WithdrawForm(),
        "rate": RateForm(),
    }
    return render(request, "online/case.html", {**context, **refused}, status=status)


def _settled(by: Actor, dossier: Dossier) -> dict[str, Any]:
    """What there is when the counter has accepted it."""
    found = whole(dossier, by, now=timezone.now())
    owed = fees.owed(dossier, fees.receipts_of(dossier))
    rating = selectors.rating_of(dossier)
    papers = [name for name in available(found) if name not in INTERNAL]
    may_take = dossier.state == State.DECIDED and dossier.return_by == ReturnBy.ONLINE
    return {
        "dossier": dossier,
        "pack": found.known.pack,
        "answers": found.known.form.show(dossier.answers),
        "applicant": dossier.applicant,
        "said": _how_it_comes(dossier),
        "papers": [name for name in papers if name != "result"],
        "result": "result" in papers,
        "issued": mine.is_issued(dossier),
        "may_take": may_take,
        "files": found.scans,
        "owed": owed,
        "pay_url": pay_address(dossier.code) if owed else "",
        "rating": Level(rating.level).label if rating else "",
        "may_rate": rating is None and dossier.state in {State.DECIDED, State.RETURNED},
        "may_supply": dossier.state == State.AWAITING_SUPPLEMENT,
        "may_withdraw": dossier.state in (*WORKING, *PAUSED),
        "open": dossier.state in OPEN,
    }


def _how_it_comes(dossier: Dossier) -> str:
    """What becomes of a result that is not fetched at the counter; empty where there is nothing else to say."""
    if dossier.state != State.DECIDED:
        return ""
    return {
        ReturnBy.ONLINE: _("Đã có kết quả. Ông/bà nhận bản điện tử ngay dưới đây."),
        ReturnBy.POST: _("Đã có kết quả. Bưu chính công ích sẽ chuyển đến: %(address)s.")
        % {"address": dossier.return_address},
        ReturnBy.COUNTER: "",
    }[ReturnBy(dossier.return_by)]


def _waiting(by: Actor, code: str) -> dict[str, Any]:
    """What there is before the counter has accepted it, or where it did not."""
    submission = selectors.submission_for(by, code)
    known = compiled(submission.edition)
    waits = submission.state == Answer.WAITING
    return {
        "submission": submission,
        "pack": known.pack,
        "answers": known.form.show(submission.answers),
        "applicant": submission.applicant_name,
        "papers": ["filed", "refusal"] if submission.slip_id else ["filed"],
        "files": list(submission.files.all()),
        "may_withdraw": waits,
        "reason": submission.reason,
    }
