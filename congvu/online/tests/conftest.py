"""A counter that receives deaths to register, and a citizen at home: what the tests of this room begin with."""

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from congvu.agencies.rules import Role
from congvu.agencies.testing import make_citizen
from congvu.base.actors import Actor
from congvu.dossiers.services.stories import Stage
from congvu.dossiers.testing import a_stage_for
from congvu.online.testing import MORNING, PACK
from congvu.people.models import Account
from congvu.procedures.models import Edition
from congvu.procedures.testing import edition

BACKEND = "congvu.people.backends.AccountBackend"
Pack = dict[str, Any]


@pytest.fixture
def stage(db: None) -> Stage:
    return a_stage_for(edition(PACK))


@pytest.fixture
def citizen(stage: Stage) -> Actor:
    return make_citizen()


@pytest.fixture
def clerk(stage: Stage) -> Actor:
    return stage.cast[Role.CLERK]


def account_of(actor: Actor) -> Account:
    """The account behind an actor."""
    assert actor.account_id
    return Account.objects.get(pk=actor.account_id)


def another_result(pack: Pack, _form: Pack) -> None:
    """What no citizen meets while filling in."""
    pack["result"]["name"] = "Bản trích lục khai tử"


def newer_edition(change: Callable[[Pack, Pack], None] = another_result, *, valid_from: date) -> Edition:
    """A second edition of the death registration, from a day on: its pack and its form, changed."""
    first = edition(PACK)
    content, form = copy.deepcopy(first.content), copy.deepcopy(first.form_schema)
    content["edition"] = {"number": "2", "valid_from": valid_from.isoformat()}
    change(content, form)
    more = {name: getattr(first, name) for name in ("bpmn", "parts", "result_template", "examples")}
    return Edition.objects.create(
        procedure=first.procedure,
        number="2",
        valid_from=valid_from,
        digest=f"{change.__name__:0<64}"[:64],  # what it says is kept by it
        content=content,
        form_schema=form,
        published_at=MORNING,
        published_by="Bộ kiểm thử",
        **more,
    )
