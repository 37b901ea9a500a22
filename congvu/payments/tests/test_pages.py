"""The pages of payers and of operators, and the whole way over HTTP, the callback included."""

import re
from datetime import timedelta
from typing import Any

import httpx
import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.agencies.testing import make_official
from congvu.base.actors import Actor
from congvu.payments import services
from congvu.payments.models import Event, Mismatch, Order
from congvu.payments.tests.conftest import FEE, Paying
from congvu.payments.tests.sandboxes import MERCHANT, PATH, SECRET, Knock, Sandbox
from congvu.people.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def offered(running: Sandbox, settings: LazySettings) -> None:
    settings.PAYMENT_URL, settings.PAYMENT_MERCHANT = running.gateway.base, MERCHANT
    settings.PAYMENT_SECRET = SECRET


def signed_in(actor: Actor) -> Client:
    client = Client()
    assert actor.account_id
    account = Account.objects.get(pk=actor.account_id)
    client.force_login(account, "congvu.people.backends.AccountBackend")
    return client


def knocked(knock: Knock) -> Any:
    """The callback, on our own door."""
    sent = {name: value for name, value in knock.headers.items() if name.startswith("Congvu-")}
    return Client(enforce_csrf_checks=True).post(PATH, knock.body, content_type="application/json", headers=sent)


def test_the_applicant_pays_and_sees_the_receipt(paying: Paying) -> None:
    client, address = signed_in(paying.applicant), reverse("payments-pay", args=[paying.dossier.code])
    page = client.get(address)
    assert "150.000" in page.text
    policy = page.headers["Content-Security-Policy"]
    assert f"form-action 'self' {paying.gateway.origin};" in policy + ";"
    answer = client.post(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(f"{paying.gateway.origin}/pay/")
    order = Order.objects.get()
    back = client.get(reverse("payments-back", args=[order.code]))
    result = reverse("payments-result", args=[paying.dossier.code])
    assert back.headers["Location"] == result
    waiting = client.get(result).text
    assert "Đang chờ cổng thanh toán" in waiting
    assert '<noscript><meta http-equiv="refresh"' in waiting
    paying.sandbox.choose(answer.headers["Location"])
    Order.objects.update(asked_at=None)
    done = client.get(result).text
    assert "Thanh toán thành công" in done
    assert "refresh" not in done
    assert client.get(reverse("payments-receipt", args=[paying.dossier.code])).content.startswith(b"%PDF")
    assert "đã nộp đủ" in client.get(address).text
    assert client.post(address).status_code == 409


def test_a_declined_payment_is_told_and_tried_again(paying: Paying) -> None:
    paying.pay("decline")
    page = signed_in(paying.applicant).get(reverse("payments-result", args=[paying.dossier.code])).text
    assert "Thử lại" in page
    assert "chưa bị trừ tiền" in page


def test_money_that_is_given_back_is_told(paying: Paying) -> None:
    paying.pay()
    paying.withdraw()
    client, address = signed_in(paying.applicant), reverse("payments-result", args=[paying.dossier.code])
    assert "sẽ hoàn lại" in client.get(address).text
    made = services.refund(Order.objects.get().pk, reason="Đã rút", by=paying.clerk, at=paying.at)
    services.send_refund(made.pk, paying.gateway, at=paying.at)
    assert "đã hoàn tiền" in client.get(address).text


def test_nobody_sees_anothers_bill(paying: Paying) -> None:
    for name in ("payments-pay", "payments-result", "payments-receipt"):
        assert signed_in(paying.clerk).get(reverse(name, args=[paying.dossier.code])).status_code == 404
    for name in ("payments-pay-by-key", "payments-result-by-key", "payments-receipt-by-key"):
        assert Client().get(reverse(name, args=["x"])).status_code == 404
    assert Client().get(reverse("payments-back", args=["x"])).status_code == 404
    assert signed_in(paying.applicant).get(reverse("payments-receipt", args=[paying.dossier.code])).status_code == 404


def test_without_a_gateway_nobody_is_sent_anywhere(paying: Paying, settings: LazySettings) -> None:
    settings.PAYMENT_URL = ""
    client, address = signed_in(paying.applicant), reverse("payments-pay", args=[paying.dossier.code])
    assert "chưa mở nộp phí trực tuyến" in client.get(address).text
    assert client.post(address).status_code == 404
    assert not Order.objects.exists()
    assert Client().post(PATH, b"{}", content_type="application/json").status_code == 404


def test_a_gateway_that_is_away_is_told_and_nothing_is_lost(paying: Paying) -> None:
    paying.sandbox.begin(answer="down")
    client, address = signed_in(paying.applicant), reverse("payments-pay", args=[paying.dossier.code])
    assert "chưa bị trừ tiền" in client.post(address).text
    paying.sandbox.begin()
    assert client.post(address).status_code == 302
    assert Order.objects.count() == 1


def test_the_door_of_the_gateway(paying: Paying) -> None:
    paying.pay()
    knock = paying.sandbox.knock()
    assert knocked(Knock(knock.headers, b"{}")).json() == {"error": "payments.forged", "fault": "wrong signature"}
    assert knocked(Knock(knock.headers, b" " * 70_000)).status_code == 413
    assert Client().post(PATH, knock.body, content_type="application/json").status_code == 401
    assert Client().post(PATH, {"order": "paid"}).status_code == 415
    assert [knocked(knock).json()["new"] for _ in range(2)] == [True, False]
    assert Event.objects.count() == 1
    assert Client().get(PATH).status_code == 405


def test_the_operator_gives_back_what_is_too_much(paying: Paying) -> None:
    paying.sandbox.begin(amount=FEE + 1)
    order = paying.paid()
    client = signed_in(paying.clerk)
    with CaptureQueriesContext(connection) as queries:
        listed = client.get(reverse("payments-orders"), {"muc": "owing"}).text
    assert order.code in listed
    assert len(queries) < 14
    assert "Số tiền đến khác số tiền phải nộp" in client.get(reverse("payments-order", args=[order.code])).text
    address = reverse("payments-refund", args=[order.code])
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "Thừa tiền"}).status_code == 302
    order.refresh_from_db()
    assert order.state == "refunded"
    assert client.post(address, {"reason": "Thừa tiền"}).status_code == 409
    assert client.post(reverse("payments-ask", args=[order.code])).status_code == 302
    assert client.post(reverse("payments-give-back-aside", args=[order.code]), {"reason": "x"}).status_code == 409


def test_another_counter_sees_nothing_of_it(paying: Paying) -> None:
    order = paying.paid()
    client = signed_in(make_official(paying.dossier.agency, Role.CLERK))
    assert order.code not in client.get(reverse("payments-orders")).text
    assert client.get(reverse("payments-order", args=[order.code])).status_code == 404


def test_the_root_compares_a_day_and_writes_down_how_it_was_mended(paying: Paying) -> None:
    client, today = signed_in(make_official(Agency.objects.get(code="H98"), Role.ADMIN)), timezone.localdate()
    assert "chưa hết" in client.post(reverse("payments-compare"), {"day": today}, follow=True).text
    yesterday = today - timedelta(days=1)
    paying.sandbox.begin(report="adds")
    assert "not-yours" in client.post(reverse("payments-compare"), {"day": yesterday}, follow=True).text
    address = reverse("payments-resolve", args=[Mismatch.objects.get().pk])
    assert client.post(address, {"note": ""}).status_code == 422
    assert "Của đơn vị khác" in client.post(address, {"note": "Của đơn vị khác"}, follow=True).text
    assert f"{yesterday:%d/%m/%Y}" in client.get(reverse("payments-reports")).text
    assert client.post(reverse("payments-compare"), {"day": "x"}).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_the_whole_way_over_http_with_the_secret_of_the_receipt(sandbox: Sandbox, live_server: Any) -> None:
    paying = Paying(sandbox)
    sandbox.begin(callback="first")
    with httpx.Client(base_url=live_server.url, timeout=20, trust_env=False) as browser:
        address = reverse("payments-pay-by-key", args=["look-k1"])
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get(address).text)
        assert token
        sent = browser.post(address, data={"csrfmiddlewaretoken": token[1]}, headers={"Referer": live_server.url})
        pay_url = sent.headers["Location"]
        assert "150.000 đồng" in sandbox.client.get("/pay/" + pay_url.rpartition("/")[2]).text
        back = sandbox.choose(pay_url).headers["Location"]
        told = browser.get(back, follow_redirects=True)
        assert "Thanh toán thành công" in told.text
        assert told.url.path == reverse("payments-result-by-key", args=["look-k1"])
    assert Event.objects.get().order.dossier == paying.dossier
