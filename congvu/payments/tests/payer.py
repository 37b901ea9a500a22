"""A programme that kills itself, really, beside the gateway: `payer.py ORDER URL before|after order|refund`.

It dies before or after it told the gateway; `after` is the worst moment: the gateway knows, and we do not.
"""

import os
import signal
import sys
from typing import Any

import django


def main(code: str, url: str, when: str, what: str) -> None:
    django.setup()
    from django.utils import timezone

    from congvu.payments import services
    from congvu.payments.gateways import Signed
    from congvu.payments.models import Order
    from congvu.payments.tests.sandboxes import KEYS

    gateway, order = Signed(url, KEYS), Order.objects.get(code=code)
    told = getattr(gateway, "create_order" if what == "order" else "refund")

    def tell(*words: Any) -> Any:
        if when == "after":
            told(*words)
        os.kill(os.getpid(), signal.SIGKILL)

    if what == "order":
        gateway.create_order = tell  # type: ignore[method-assign, assignment]
        addresses = {"return_url": "http://127.0.0.1:9/", "callback_url": "http://127.0.0.1:9/"}
        services.place(order.pk, gateway, at=timezone.now(), **addresses)
    else:
        gateway.refund = tell  # type: ignore[method-assign, assignment]
        services.send_refunds_due(gateway, at=timezone.now())


if __name__ == "__main__":
    main(*sys.argv[1:])
