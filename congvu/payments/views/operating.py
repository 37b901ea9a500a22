"""The operator's pages: orders, what is to be given back, and the days compared with the gateway."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from congvu.agencies.selectors import governs
from congvu.base.refusals import Refusal
from congvu.dossiers.selectors import fees
from congvu.payments import refusals, selectors, services
from congvu.payments.models import DayReport, Mismatch, Order
from congvu.payments.rules import RefundState, State
from congvu.payments.views.gate import gateway, the_gateway
from congvu.web.access import actor_of, holds, open_to

operator = holds("clerk", "admin")
SIZE = 50
TABS = {
    "all": gettext_lazy("Tất cả"),
    "open": gettext_lazy("Chưa xong"),
    "paid": gettext_lazy("Đã thanh toán"),
    "owing": gettext_lazy("Phải hoàn"),
    "refunds": gettext_lazy("Hoàn tiền"),
    "failed": gettext_lazy("Không thành"),
}


@never_cache
@require_safe
@open_to(operator)
def orders(request: HttpRequest) -> HttpResponse:
    """Orders by list, newest first."""
    actor, asked = actor_of(request), request.GET.get("muc", "all")
    here = asked if asked in TABS else "all"
    found = selectors.page(actor, here, before=request.GET.get("truoc", ""), size=SIZE + 1)
    rows, counts = found[:SIZE], selectors.counts(actor)
    context = {
        "tabs": [
            {
                "label": label,
                "url": _address(name),
                "count": counts[name],
                "here": name == here,
                "tone": "bad" if name == "owing" and counts[name] else "",
            }
            for name, label in TABS.items()
        ],
        "rows": rows,
        "older_url": _address(here, str(rows[-1].pk)) if len(found) > SIZE else "",
        "newer_url": _address(here) if request.GET.get("truoc") else "",
        "offered": gateway() is not None,
    }
    return render(request, "payments/orders.html", context)


@never_cache
@require_safe
@open_to(operator)
def order(request: HttpRequest, code: str) -> HttpResponse:
    """One order whole: what the gateway told of it, and what may be done."""
    return _order_page(request, _order(request, code))


def _order(request: HttpRequest, code: str) -> Order:
    found = selectors.order_for(actor_of(request), code)
    if found is None:
        raise Http404
    return found


def _order_page(request: HttpRequest, order: Order, refusal: Refusal | None = None) -> HttpResponse:
    clerk = actor_of(request).holds("clerk", at=order.dossier.receiver_id)
    paid = clerk and order.state == State.PAID
    may_get_back = paid and (not order.receipt or fees.may_get_back(order.dossier, order.receipt))
    refunds = list(order.refunds.order_by("pk"))
    context = {
        "order": order,
        "clerk": clerk,
        "crumbs": [(_("Thu trực tuyến"), reverse("payments-orders")), (order.code, "")],
        "events": order.events.order_by("pk"),
        "refunds": refunds,
        "may_refund": may_get_back,
        "may_aside": may_get_back and any(one.state == RefundState.FAILED for one in refunds),
        "asks": order.next_ask_at and gateway() is not None,
        "typed": request.POST,
        "wrong": "reason" if refusal and refusal.field else "",
        "refusal": refusal.sentence if refusal else "",
    }
    return render(request, "payments/order.html", context, status=refusal.status if refusal else 200)


@require_POST
@open_to(operator)
def refund(request: HttpRequest, code: str) -> HttpResponse:
    """Give the money back through the gateway."""
    found, at = _order(request, code), timezone.now()
    way = the_gateway()
    try:
        made = services.refund(found.pk, reason=request.POST.get("reason", ""), by=actor_of(request), at=at)
    except Refusal as refusal:
        return _order_page(request, found, refusal)
    if services.send_refund(made.pk, way, at=at):
        messages.success(request, _("Đã gửi yêu cầu hoàn tiền cho cổng thanh toán."))
    else:
        messages.warning(request, _("Chưa kết nối được cổng thanh toán. Yêu cầu hoàn tiền sẽ được gửi lại."))
    return redirect("payments-order", code)


@require_POST
@open_to(operator)
def give_back_aside(request: HttpRequest, code: str) -> HttpResponse:
    """Write down that it went back by the treasury's transfer."""
    found = _order(request, code)
    try:
        services.give_back_aside(
            found.pk, reason=request.POST.get("reason", ""), by=actor_of(request), at=timezone.now()
        )
    except Refusal as refusal:
        return _order_page(request, found, refusal)
    messages.success(request, _("Đã ghi khoản hoàn bằng chuyển khoản."))
    return redirect("payments-order", code)


@require_POST
@open_to(operator)
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the gateway now how an order stands."""
    found = _order(request, code)
    if services.ask(found.pk, the_gateway(), at=timezone.now()):
        messages.success(request, _("Đã hỏi cổng thanh toán."))
    else:
        messages.warning(request, _("Chưa kết nối được cổng thanh toán. Hãy thử lại sau ít phút."))
    return redirect("payments-order", code)


@never_cache
@require_safe
@open_to(operator)
def reports(request: HttpRequest) -> HttpResponse:
    """The days compared, newest first."""
    context = {
        "reports": selectors.reports(),
        "crumbs": [(_("Thu trực tuyến"), reverse("payments-orders")), (_("Đối soát"), "")],
        "may": governs(actor_of(request)) and gateway() is not None,
    }
    return render(request, "payments/reports.html", context)


@require_POST
@open_to(operator)
def compare(request: HttpRequest) -> HttpResponse:
    """Compare a day now."""
    actor, typed, at = actor_of(request), request.POST.get("day", ""), timezone.now()
    if not governs(actor):
        raise Refusal(refusals.NOT_GOVERNING)
    try:
        told = services.fetch(_day(typed), the_gateway(), at=at)
        services.reconcile(told, by=actor, at=at)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("payments-reports")
    return redirect("payments-report", typed)


@never_cache
@require_safe
@open_to(operator)
def report(request: HttpRequest, day: str) -> HttpResponse:
    """A day compared, and its differences."""
    found = selectors.day_report(actor_of(request), _day(day))
    if found is None:
        raise Http404
    return _report_page(request, *found)


def _report_page(
    request: HttpRequest, report: DayReport, mismatches: list[Mismatch], refused: Mapping[str, object] | None = None
) -> HttpResponse:
    context = {
        "report": report,
        "mismatches": mismatches,
        "crumbs": [
            (_("Thu trực tuyến"), reverse("payments-orders")),
            (_("Đối soát"), reverse("payments-reports")),
            (str(report), ""),
        ],
        "may": governs(actor_of(request)),
        **(refused or {}),
    }
    return render(request, "payments/report.html", context, status=422 if refused else 200)


@require_POST
@open_to(operator)
def resolve(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down how a difference was mended."""
    actor = actor_of(request)
    found = selectors.mismatch_for(actor, pk)
    if found is None:
        raise Http404
    try:
        services.resolve(pk, note=request.POST.get("note", ""), by=actor, at=timezone.now())
    except Refusal as refusal:
        if not refusal.field:
            raise
        known = selectors.day_report(actor, found.report.day)
        assert known
        typed = {"wrong": f"note-{pk}", "refusal": refusal.sentence, "typed": request.POST.get("note", ""), "about": pk}
        return _report_page(request, *known, typed)
    messages.success(request, _("Đã ghi cách xử lý."))
    return redirect("payments-report", found.report.day.isoformat())


def _day(typed: str) -> date:
    try:
        found = date.fromisoformat(typed)
    except ValueError as error:
        raise Http404 from error
    if found.year not in range(2000, 2101):
        raise Http404
    return found


def _address(name: str, before: str = "") -> str:
    asked = {"muc": name if name != "all" else "", "truoc": before}
    query = urlencode({key: value for key, value in asked.items() if value})
    return reverse("payments-orders") + (f"?{query}" if query else "")
