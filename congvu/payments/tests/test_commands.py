"""`congvu payments` from the command line."""

import argparse
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.utils import timezone

from congvu.base.refusals import Refusal
from congvu.payments import commands
from congvu.payments.models import DayReport
from congvu.payments.tests.conftest import Paying
from congvu.payments.tests.sandboxes import MERCHANT, SECRET

pytestmark = pytest.mark.django_db


def main(words: list[str]) -> Any:
    """The room's verbs alone: what the whole command line is made of stands above."""
    parser = argparse.ArgumentParser()
    commands.add_commands(parser.add_subparsers())
    arguments = parser.parse_args(words)
    return arguments.run(arguments)


def test_a_day_is_compared_and_differences_end_with_1(
    paying: Paying, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.PAYMENT_URL, settings.PAYMENT_MERCHANT = paying.gateway.base, MERCHANT
    settings.PAYMENT_SECRET = SECRET
    assert main(["payments", "reconcile"]) == 0
    assert DayReport.objects.get().day == timezone.localdate() - timedelta(days=1)
    paying.sandbox.begin(report="adds")
    assert main(["payments", "reconcile", "--day", "2026-01-02"]) == 1
    assert "only_there\tin\tnot-yours\there None\tthere 12345" in capsys.readouterr().out
    with pytest.raises(Refusal, match="day_not_over"):
        main(["payments", "reconcile", "--day", str(timezone.localdate())])


@pytest.mark.parametrize(("url", "secret"), [("", SECRET), ("http://localhost:1", "k1:short"), ("pay", SECRET)])
def test_without_a_gateway_that_can_be_used_it_ends_with_2(settings: LazySettings, url: str, secret: str) -> None:
    settings.PAYMENT_URL, settings.PAYMENT_MERCHANT, settings.PAYMENT_SECRET = url, MERCHANT, secret
    assert main(["payments", "reconcile"]) == 2
