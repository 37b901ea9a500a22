"""Every worked example of every pack is a test of its own."""

import pytest

from congvu.dossiers.services.stories import play
from congvu.dossiers.testing import a_stage_for
from congvu.procedures.rules import from_folder, packs_in
from congvu.procedures.selectors import stories
from congvu.procedures.testing import PACKS, edition

STORIES = [
    pytest.param(
        folder.relative_to(PACKS).as_posix(),
        key,
        id=f"{folder.relative_to(PACKS)}/{key}",
        marks=[pytest.mark.once] if place else [],  # one of each pack is played on PostgreSQL too
    )
    for folder in packs_in(PACKS)
    for place, key in enumerate(from_folder(folder).examples)
]


@pytest.mark.django_db
@pytest.mark.parametrize(("pack", "key"), STORIES)
def test_the_story_goes_as_it_is_told(pack: str, key: str) -> None:
    published = edition(pack)
    stage = a_stage_for(published)
    story = next(story for story in stories(published) if story.key == key)
    assert play(story, published, stage) == []
