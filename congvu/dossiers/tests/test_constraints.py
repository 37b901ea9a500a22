"""What Python is bypassed for, the database refuses all the same: every constraint of the room, by its name."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError
from django.db.models import Model

from congvu.dossiers.models import (
    Decision,
    Dossier,
    IntakeRefusal,
    Paper,
    Reappointment,
    Scan,
    Series,
    Step,
    Supplement,
)
from congvu.dossiers.rules import Outcome, State
from congvu.dossiers.tests import broken
from congvu.dossiers.tests.conftest import Play
from congvu.files.selectors import shelf
from congvu.files.testing import stored

pytestmark = pytest.mark.django_db


def change(model: type[Model], **values: object) -> Callable[[Play], object]:
    return lambda play: model._default_manager.update(**values)


def series(play: Play) -> None:
    first = Series.objects.get()
    Series.objects.create(agency_id=first.agency_id, name=first.name, last=7)


def paper(play: Play, **values: object) -> Paper:
    return Paper.objects.create(dossier=play.dossier, key="other", name="Giấy", **values)


def scan(play: Play) -> None:
    blob = stored(shelf())
    for _ in range(2):
        Scan.objects.create(
            dossier=play.dossier, blob=blob, paper_key="declaration", name="a", added_at=play.at, added_by="b"
        )


def supplement(play: Play) -> None:
    for number in (1, 2):
        Supplement.objects.create(
            dossier=play.dossier, number=number, items=["a"], reason="b", asked_at=play.at, asked_by="c"
        )


def decision(play: Play, outcome: str) -> Decision:
    return Decision.objects.create(
        dossier=play.dossier, outcome=outcome, symbol="TB", number=1, decided_at=play.at, signer="a", signer_title="b"
    )


def reappointment(play: Play) -> None:
    Reappointment.objects.create(
        dossier=play.dossier,
        number=1,
        reason="a",
        at_fault=play.dossier.agency,
        due_before=play.at,
        promised_at=play.at,
        made_at=play.at,
        made_by="b",
    )


BROKEN: dict[str, Callable[[Play], object]] = {
    "series_is_one_per_agency": series,
    "dossier_state_is_known": change(Dossier, state="lost"),
    "dossier_channel_is_known": change(Dossier, channel="pigeon"),
    "dossier_return_is_known": change(Dossier, return_by="pigeon"),
    "dossier_by_post_says_where_to": change(Dossier, return_by="post"),
    "dossier_outcome_is_known": change(Dossier, proposed="maybe"),
    "dossier_is_closed_exactly_when_it_ended": change(Dossier, state=State.WITHDRAWN),
    "dossier_with_a_result_says_since_when": change(Dossier, state=State.DECIDED),
    "dossier_closes_after_it_is_received": lambda play: Dossier.objects.update(
        state=State.WITHDRAWN, closed_at=play.at - timedelta(days=1)
    ),
    "paper_is_listed_once_in_a_dossier": lambda play: (paper(play, original=1), paper(play, original=1)),
    "paper_was_handed_in": paper,
    "scan_is_kept_once_in_a_dossier": scan,
    "step_is_done_after_it_started": lambda play: Step.objects.update(done_at=play.at - timedelta(days=1)),
    "supplement_is_asked_once_at_a_time": supplement,
    "decision_outcome_is_known": lambda play: decision(play, "maybe"),
    "decision_of_refusal_says_why": lambda play: decision(play, Outcome.REFUSED),
    "reappointment_promises_a_later_time": reappointment,
    **broken.BROKEN,
}


def test_every_constraint_is_tried() -> None:
    models = apps.get_app_config("dossiers").get_models()
    assert set(BROKEN) == {rule.name for model in models for rule in model._meta.constraints}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_what_can_never_be_true(name: str, play: Play) -> None:
    with pytest.raises(IntegrityError) as caught:
        BROKEN[name](play)
    # SQLite names the columns of a unique constraint, not the constraint.
    assert name in str(caught.value) or "UNIQUE constraint failed" in str(caught.value)


@pytest.mark.parametrize(("model", "column"), [(Dossier, "code"), (Dossier, "intake_key"), (Dossier, "lookup_key")])
def test_codes_and_keys_are_unique(model: type[Dossier], column: str, play: Play) -> None:
    other = Play(play.filing, play.stage, play.at).receive("k2")
    with pytest.raises(IntegrityError):
        Dossier.objects.filter(pk=other.pk).update(**{column: getattr(play.dossier, column)})


def test_a_slip_is_given_once_for_one_form(play: Play) -> None:
    given = {"agency": play.stage.receiver, "edition": play.filing.edition, "number": 1, "applicant": "a"}
    given |= {"reason": "b", "refused_at": play.at, "refused_by": "c", "intake_key": "k"}
    IntakeRefusal.objects.create(**given)
    with pytest.raises(IntegrityError):
        IntakeRefusal.objects.create(**given)
