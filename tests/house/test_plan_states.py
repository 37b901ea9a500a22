"""Who opens a plan in each of its states: at work, and as a whole to read. The columns are those of pages."""

import pytest
from django.urls import reverse

from tests.house.test_permissions import grouped, rows, sign
from tests.house.world import ORDER, World, rolled_back

pytestmark = pytest.mark.django_db
#                      st ci   cl sp uh le ad   cl sp uh le ad   ro   ed fi   pl po pt tl
STATES = """
plans-plan/draft       > x | x x - - x | x x - - x | x | x x | - - . .
plans-plan/comment     > x | x x . . x | x x . . x | x | x x | . . . .
plans-plan/submitted   > x | x x . . x | x x . . x | x | x x | . . . .
plans-plan/approved    > x | x x . . x | x x . . x | x | x x | . . . .
plans-plan/published   > x | x x . . x | x x . . x | x | x x | . . . .
plans-plan/amended     > x | x x . . x | x x . . x | x | x x | . . . .
plans-read/draft       - - | - - - - - | - - - - - | - | - - | - - . .
plans-read/comment     - - | - - . . - | - - . . - | - | - - | . . . .
plans-read/submitted   - - | - - . . - | - - . . - | - | - - | . . . .
plans-read/approved    - - | - - . . - | - - . . - | - | - - | . . . .
plans-read/published   .
plans-read/amended     .
"""


def asked(world: World, name: str) -> str:
    """The signs of a row as they are now."""
    page, state = name.split("/")
    with rolled_back():
        world.plans.to(state)
        address = reverse(page, args=[world.plans.draft.slug])
        return grouped([sign(world.client(actor), "get", address, {}) for actor in ORDER])


@pytest.mark.parametrize("name", rows(STATES))
def test_a_plan_opens_in_each_state_to_those_it_is_for(name: str, world: World) -> None:
    assert asked(world, name) == rows(STATES)[name]
