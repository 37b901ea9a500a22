"""Fees at the counter: taken, cancelled, given back; and the counter's cash book."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from congvu.agencies.models import Agency
from congvu.base.refusals import Refusal
from congvu.dossiers import refusals, services
from congvu.dossiers.models import Dossier
from congvu.dossiers.selectors import cash_papers, fees
from congvu.dossiers.services import Seen
from congvu.dossiers.views.case import deed
from congvu.dossiers.views.reception import at_the_counter
from congvu.web.access import actor_of, open_to

MOST_DIGITS = 15
TYPED = ("counted", "paid_in", "reason")


def amount_of(typed: str, *, field: str) -> int:
    """Money as clerks type it: "1.250.000", "1250000 đồng"; nothing is nought. Refuses with `dossiers.amount_wrong`."""
    digits = "".join(typed.replace("đồng", "").replace("đ", "").replace(".", " ").split())
    if not digits:
        return 0
    if not digits.isdecimal() or len(digits) > MOST_DIGITS:
        raise Refusal(refusals.AMOUNT_WRONG, field=field)
    return int(digits)


@deed
def _collect(request: HttpRequest, dossier: Dossier, typed: QueryDict, seen: Seen) -> Dossier:
    """Take the fee, as it was shown."""
    shown = typed.get("fee", "")
    receipt = services.collect(
        dossier.pk,
        method=typed.get("method", ""),
        payer=typed.get("payer", ""),
        amount=int(shown) if shown.isdecimal() and len(shown) <= MOST_DIGITS else None,
        form_key=seen.key,
        by=actor_of(request),
        at=timezone.now(),
    )
    return receipt.dossier


@require_POST
@open_to(at_the_counter)
def collect(request: HttpRequest, code: str) -> HttpResponseBase:
    """Take the fee; after a receipt the clerk stays on the page of what was just received."""
    answer = _collect(request, code)
    here = request.POST.get("then") == "received" and answer.status_code == 302
    return redirect("dossier-received", code=code) if here else answer


@deed
def cancel_receipt(request: HttpRequest, dossier: Dossier, typed: QueryDict, seen: Seen) -> Dossier:  # noqa: ARG001
    """Cancel today's receipt."""
    by, at = actor_of(request), timezone.now()
    return services.cancel_receipt(dossier.pk, reason=typed.get("reason", ""), by=by, at=at).dossier


@deed
def refund(request: HttpRequest, dossier: Dossier, typed: QueryDict, seen: Seen) -> Dossier:  # noqa: ARG001
    """Give the fee back, all of it where no amount is typed."""
    said = typed.get("amount", "")
    receipt = services.refund(
        dossier.pk,
        reason=typed.get("reason", ""),
        amount=amount_of(said, field="amount") if said.strip() else None,
        method=typed.get("method", ""),
        by=actor_of(request),
        at=timezone.now(),
    )
    return receipt.dossier


@deed
def defer(request: HttpRequest, dossier: Dossier, typed: QueryDict, seen: Seen) -> Dossier:  # noqa: ARG001
    """Write down why the result may go out before the fee is paid."""
    by, at = actor_of(request), timezone.now()
    return services.defer(dossier.pk, reason=typed.get("reason", ""), by=by, at=at).dossier


def _counter(request: HttpRequest) -> tuple[Agency, list[Agency]]:
    """The counter whose book is open, chosen by `noi` where the clerk has several, and all of them."""
    counters = fees.counters_of(actor_of(request))
    asked = request.GET.get("noi") or request.POST.get("noi") or ""
    return next((one for one in counters if str(one.pk) == asked), counters[0]), counters


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
    if found.year not in range(2000, 2101):
        raise Http404
    return found


@never_cache
@require_GET
@open_to(at_the_counter)
def days(request: HttpRequest) -> HttpResponse:
    """The cash days of the clerk's counter, newest first."""
    counter, counters = _counter(request)
    typed = request.GET.get("truoc", "")
    found = fees.days_of(counter, before=_day(typed) if typed else None)
    here = f"?noi={counter.pk}"
    context = {
        "counter": counter,
        "counters": counters,
        "days": found.days,
        "today": timezone.localdate(),
        "older_url": f"{here}&truoc={found.before.isoformat()}" if found.before else "",
        "newer_url": here if typed else "",
    }
    return render(request, "dossiers/cash/days.html", context)


@never_cache
@require_GET
@open_to(at_the_counter)
def day(request: HttpRequest, day: str) -> HttpResponse:
    """One day's book: what was taken and given back, the sums, and the closing."""
    return _page(request, _day(day))


def _page(request: HttpRequest, day: date, **refused: Any) -> HttpResponse:
    counter, counters = _counter(request)
    book = fees.book(counter, day)
    before = book.open_before
    context = {
        "counter": counter,
        "counters": counters,
        "book": book,
        "open_before_url": f"{reverse('cash-day', args=[before.isoformat()])}?noi={counter.pk}" if before else "",
        "today": timezone.localdate(),
        **refused,
    }
    return render(request, "dossiers/cash/day.html", context, status=422 if refused else 200)


@require_POST
@open_to(at_the_counter)
def close(request: HttpRequest, day: str) -> HttpResponse:
    """Close the day's book with the cash that was counted."""
    counter, _counters = _counter(request)
    on, typed = _day(day), request.POST
    try:
        services.close_day(
            counter,
            on,
            counted=amount_of(typed.get("counted", ""), field="counted"),
            paid_in=amount_of(typed.get("paid_in", ""), field="paid_in"),
            reason=typed.get("reason", ""),
            by=actor_of(request),
            at=timezone.now(),
        )
    except Refusal as refusal:
        said = {name: typed.get(name, "") for name in TYPED}
        mistakes = [(refusal.field or "", refusal.sentence)]
        return _page(request, on, typed=said, wrong=refusal.field, refusal=refusal.sentence, mistakes=mistakes)
    messages.success(request, _("Đã khóa sổ quỹ ngày %s.") % f"{on:%d/%m/%Y}")
    return redirect(f"{reverse('cash-day', args=[on.isoformat()])}?noi={counter.pk}")


@never_cache
@require_GET
@open_to(at_the_counter)
def day_paper(request: HttpRequest, day: str) -> HttpResponse:
    """One day's book as PDF/A."""
    counter, on = _counter(request)[0], _day(day)
    return _sent(cash_papers.book_paper(counter, on), "application/pdf", f'inline; filename="so-quy-{on}.pdf"')


@never_cache
@require_GET
@open_to(at_the_counter)
def day_csv(request: HttpRequest, day: str) -> HttpResponse:
    """One day's entries as CSV."""
    counter, on = _counter(request)[0], _day(day)
    body = cash_papers.book_csv(counter, on)
    return _sent(body, "text/csv; charset=utf-8", f'attachment; filename="so-quy-{on}.csv"')


@never_cache
@require_GET
@open_to(at_the_counter)
def receipt_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A fee receipt as PDF/A, both copies."""
    receipt = fees.receipt_for(actor_of(request), pk)
    if receipt is None:
        raise Http404
    return _sent(cash_papers.receipt_paper(receipt), "application/pdf", 'inline; filename="bien-lai.pdf"')


def _sent(body: bytes, media_type: str, how: str) -> HttpResponse:
    return HttpResponse(body, media_type, headers={"Content-Disposition": how})
