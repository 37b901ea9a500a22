"""The portal's pages in the demonstration's year: written by its editor, reviewed by the leader of the city."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from congvu.agencies.demo import BEGINNING, Province
from congvu.agencies.rules import Role
from congvu.agencies.selectors import actor_for
from congvu.content.demo import Deed, Newsroom
from congvu.dossiers.demo import Happening, World
from congvu.files.selectors import shelf
from congvu.people.models import Account
from congvu.site.demo.people import EDITOR


def happenings(province: Province, *, until: datetime) -> Iterator[Happening]:
    """Each writing and each review, none before the city itself."""
    editor = actor_for(Account.objects.get(username=EDITOR), at=until)
    newsroom = Newsroom(province.committee, editor, province.actor(province.committee, Role.LEADER), shelf())
    since = until.replace(year=BEGINNING.year, month=BEGINNING.month, day=BEGINNING.day) + timedelta(days=1)
    for at, deed in newsroom.deeds(since=since, until=until):
        if at < until:
            yield _happening(at, deed)


def _happening(at: datetime, deed: Deed) -> Happening:
    def do(_world: World, at: datetime) -> None:
        deed(at)

    return Happening(at, do)
