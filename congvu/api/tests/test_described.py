"""What the description promises holds for whatever is sent: Schemathesis draws requests from it, right ones and wrong
ones, and looks at each answer."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase
from hypothesis import settings as drawn
from schemathesis.config import SchemathesisConfig

from congvu.api.testing import Scene
from congvu.api.views.v1.description import description

pytestmark = [pytest.mark.once, pytest.mark.urls("congvu.api.tests.urls")]


# What the types allow, a procedure's own form, the kind of a file or the state of a dossier may still forbid.
NOT_SAID_BY_TYPES = ["2xx", "401", "403", "404", "409", "415", "422"]
config = SchemathesisConfig.from_dict(
    {"checks": {"positive_data_acceptance": {"expected-statuses": NOT_SAID_BY_TYPES}}}
)
schema = schemathesis.openapi.from_dict(json.loads(json.dumps(description())), config=config)
schema.app = WSGIHandler()


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """The requests of a test share its transaction, as those of Django's own test client do."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@drawn(
    max_examples=20,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_described(case: Any, scene: Scene, settings: Any) -> None:
    settings.API_CALLS_PER_MINUTE = 100_000
    case.call_and_validate(headers={"Authorization": f"Bearer {scene.machine.token}"})
