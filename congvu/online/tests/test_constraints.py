"""What Python is bypassed for, the database refuses all the same: every constraint of the room, by its name."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, connection
from django.db.models import Model

from congvu.base.actors import Actor
from congvu.dossiers.services.stories import Stage
from congvu.online import services
from congvu.online.models import Draft, DraftFile, Rating, Submission, SubmissionFile
from congvu.online.testing import MORNING, a_draft, a_submission

BEFORE = MORNING - timedelta(hours=1)


def change(model: type[Model], **values: object) -> Callable[[], object]:
    return lambda: model._default_manager.update(**values)


def again(model: type[Model]) -> Callable[[], object]:
    def double() -> None:
        row = model._default_manager.order_by("pk")[0]
        row.pk = None
        row.save()

    return double


BREAKS: dict[str, Callable[[], object]] = {
    "draft_return_is_known": change(Draft, return_by="pigeon"),
    "draft_is_kept_after_it_is_begun": change(Draft, kept_at=BEFORE),
    "file_stands_once_beside_a_draft": again(DraftFile),
    "file_is_sent_in_once": again(SubmissionFile),
    "submission_return_is_known": change(Submission, return_by="pigeon"),
    "submission_is_answered_exactly_when_it_does_not_wait": change(Submission, answered_at=MORNING),
    "submission_has_a_dossier_exactly_when_it_is_accepted": change(
        Submission, state="accepted", answered_at=MORNING, answered_by="x"
    ),
    "submission_has_a_slip_exactly_when_it_is_refused": change(
        Submission, state="refused", reason="x", answered_at=MORNING, answered_by="x"
    ),
    "submission_that_is_turned_down_says_why": change(
        Submission, state="withdrawn", answered_at=MORNING, answered_by="x"
    ),
    "submission_is_answered_after_it_is_filed": change(
        Submission, state="withdrawn", reason="x", answered_at=BEFORE, answered_by="x"
    ),
    "submission_by_post_says_where_to": change(Submission, return_by="post"),
    "rating_level_is_known": change(Rating, level="fine"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(name: str, stage: Stage, citizen: Actor, clerk: Actor) -> None:
    a_draft(stage, citizen)
    accepted = a_submission(stage, citizen, key="k1")
    if name.startswith("rating"):
        dossier = services.accept(accepted.pk, by=clerk, at=MORNING)
        Rating.objects.create(dossier=dossier, level="satisfied", at=MORNING)
    with pytest.raises(IntegrityError) as refused:
        BREAKS[name]()
    # SQLite names the columns of a unique constraint, and not the constraint.
    assert name in str(refused.value) or (name.startswith("file") and connection.vendor == "sqlite")


def test_every_constraint_is_broken_here_once() -> None:
    named = {one.name for model in apps.get_app_config("online").get_models() for one in model._meta.constraints}
    assert named == set(BREAKS)
