"""The payer's pages: what is owed, the way to the gateway, and how it ended. One pair for the applicant who has signed
in, one for whoever holds the secret of the receipt."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from congvu.base.refusals import Refusal
from congvu.dossiers.models import Dossier
from congvu.dossiers.selectors import cash_papers
from congvu.payments import selectors, services
from congvu.payments.models import Order
from congvu.payments.rules import OPEN, PAID
from congvu.payments.views.gate import gateway, leads_to_the_gateway, the_gateway
from congvu.web.access import actor_of, anyone, open_to, signed_in

BY_KEY = "payments-keys"  # in the session: which orders this browser made with the secret of a receipt


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(signed_in)
@leads_to_the_gateway
def pay(request: HttpRequest, code: str) -> HttpResponseBase:
    """What my dossier owes, and the button that leads to the gateway."""
    return _pay(request, _own(request, code))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(anyone)
@leads_to_the_gateway
def pay_by_key(request: HttpRequest, key: str) -> HttpResponseBase:
    """The same, for whoever holds the receipt."""
    return _pay(request, _held(key), key)


@never_cache
@require_safe
@open_to(signed_in)
def result(request: HttpRequest, code: str) -> HttpResponseBase:
    """How it ended."""
    return _result(request, _own(request, code))


@never_cache
@require_safe
@open_to(anyone)
def result_by_key(request: HttpRequest, key: str) -> HttpResponseBase:
    """The same, for whoever holds the receipt."""
    return _result(request, _held(key), key)


@never_cache
@require_safe
@open_to(signed_in)
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """The fee receipt as PDF/A."""
    return _receipt(_own(request, code))


@never_cache
@require_safe
@open_to(anyone)
def receipt_by_key(request: HttpRequest, key: str) -> HttpResponse:
    """The same, for whoever holds the dossier's receipt."""
    del request
    return _receipt(_held(key))


@never_cache
@require_safe
@open_to(anyone)
def back(request: HttpRequest, order: str) -> HttpResponse:
    """Where the gateway sends the browser. Nothing that the address says is believed, and it holds no secret: the
    browser's own session knows by which door it came."""
    found = Order.objects.select_related("dossier").filter(code=order).first()
    if found is None:
        raise Http404
    if key := request.session.get(BY_KEY, {}).get(order):
        return redirect("payments-result-by-key", key)
    return redirect("payments-result", found.dossier.code)


def _own(request: HttpRequest, code: str) -> Dossier:
    return _found(selectors.payable_by_code(actor_of(request), code))


def _held(key: str) -> Dossier:
    return _found(selectors.payable_by_key(key))


def _found(dossier: Dossier | None) -> Dossier:
    if dossier is None:
        raise Http404
    return dossier


def _pay(request: HttpRequest, dossier: Dossier, key: str = "") -> HttpResponse:
    refusal = None
    if request.method == "POST":
        try:
            return redirect(_begun(request, dossier, key))
        except Refusal as error:
            refusal = error
    context = {
        "bill": selectors.bill(dossier),
        "key": key,
        "offered": gateway() is not None,
        "refusal": refusal.sentence if refusal else "",
    }
    return render(request, "payments/pay.html", context, status=refusal.status if refusal else HTTPStatus.OK)


def _begun(request: HttpRequest, dossier: Dossier, key: str) -> str:
    """Write the order down, put it before the gateway, and say where the payer goes."""
    way, at = the_gateway(), timezone.now()
    order = services.order(dossier.pk, key=key, by=actor_of(request), at=at)
    if key:
        request.session[BY_KEY] = {**request.session.get(BY_KEY, {}), order.code: key}
    told = services.place(
        order.pk,
        way,
        return_url=request.build_absolute_uri(reverse("payments-back", args=[order.code])),
        callback_url=request.build_absolute_uri(reverse("payments-callback")),
        at=at,
    )
    return told.pay_url if told.state in OPEN else reverse("payments-back", args=[order.code])


def _result(request: HttpRequest, dossier: Dossier, key: str = "") -> HttpResponse:
    order = selectors.last_order(dossier)
    if order is None:
        return redirect("payments-pay-by-key", key) if key else redirect("payments-pay", dossier.code)
    way = gateway()
    if way and order.state in OPEN:
        services.ask(order.pk, way, at=timezone.now())
        order.refresh_from_db()
    context = {
        "bill": selectors.bill(dossier),
        "order": order,
        "waits": order.state in OPEN,
        "paid": order.state in PAID,
        "key": key,
    }
    return render(request, "payments/result.html", context)


def _receipt(dossier: Dossier) -> HttpResponse:
    bill = selectors.bill(dossier)
    if bill.receipt is None:
        raise Http404
    headers = {"Content-Disposition": 'inline; filename="bien-lai.pdf"'}
    return HttpResponse(cash_papers.receipt_paper(bill.receipt), "application/pdf", headers=headers)
