"""`kill -9` beside the gateway: no money is lost, and none goes twice."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from congvu.dossiers.models import FeeReceipt
from congvu.payments import services
from congvu.payments.models import Order
from congvu.payments.tests.conftest import Paying
from congvu.payments.tests.sandboxes import Sandbox

pytestmark = pytest.mark.django_db(transaction=True)


def database() -> str:
    """The tests' own database, for another process."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    user, password, host = (quote(str(known[key]), safe="") for key in ("USER", "PASSWORD", "HOST"))
    return f"postgres://{user}:{password}@{host}:{known['PORT']}/{known['NAME']}"


def killed(data: Path, order: Order, sandbox: Sandbox, when: str, what: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CONGVU_", "DJANGO_"))}
    known = {"CONGVU_DATA": str(data), "CONGVU_DATABASE_URL": database()}
    known |= {"DJANGO_SETTINGS_MODULE": "congvu.site.settings", "PYTHONPATH": str(settings.ROOT)}
    words = [order.code, sandbox.gateway.base, when, what]
    command = [sys.executable, "-m", "congvu.payments.tests.payer", *words]
    ended = subprocess.run(command, cwd=settings.ROOT, env={**kept, **known}, timeout=120, check=False)
    assert ended.returncode == -signal.SIGKILL


@pytest.mark.parametrize("when", ["before", "after"])
def test_an_order_is_one_order_however_its_programme_died(sandbox: Sandbox, tmp_path: Path, when: str) -> None:
    paying = Paying(sandbox)
    order = paying.order()
    killed(tmp_path, order, sandbox, when, "order")
    order.refresh_from_db()
    assert order.state == "created"
    assert paying.order() == order  # the payer tries again
    sandbox.begin(callback="never")
    sandbox.choose(paying.place(order).pay_url)
    services.ask(order.pk, paying.gateway, at=paying.at)
    assert FeeReceipt.objects.get().form_key == order.code


def test_a_refund_goes_once_however_its_programme_died(sandbox: Sandbox, tmp_path: Path) -> None:
    paying = Paying(sandbox)
    order = paying.paid()
    paying.withdraw()
    made = services.refund(order.pk, reason="Rút hồ sơ", by=paying.clerk, at=paying.at)
    killed(tmp_path, order, sandbox, "after", "refund")
    made.refresh_from_db()
    assert (made.state, FeeReceipt.objects.get().refunded) == ("created", 0)
    services.send_refund(made.pk, paying.gateway, at=paying.at)
    told = paying.gateway.order_status(order.code)
    assert told
    assert [(one.code, one.state) for one in told.refunds] == [(made.code, "done")]
    assert FeeReceipt.objects.get().refunded == made.amount


def test_nothing_is_held_while_the_gateway_talks(sandbox: Sandbox) -> None:
    paying = Paying(sandbox)
    held: list[bool] = []
    client, sent = paying.gateway.client, paying.gateway.client.request

    def request(*words: object, **given: object) -> object:
        held.append(connection.in_atomic_block)
        return sent(*words, **given)  # type: ignore[arg-type]

    try:
        client.request = request  # type: ignore[assignment]
        order = paying.paid()
        paying.withdraw()
        services.refund(order.pk, reason="Rút hồ sơ", by=paying.clerk, at=paying.at)
        services.send_refunds_due(paying.gateway, at=paying.at)
        services.ask_due(paying.gateway, at=paying.at)
        services.fetch(paying.at.date(), paying.gateway, at=paying.at)
    finally:
        client.request = sent  # type: ignore[method-assign]
    assert len(held) > 2
    assert not any(held)
