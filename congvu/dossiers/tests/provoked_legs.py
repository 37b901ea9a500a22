"""How the noes of going back, of other agencies' shares and of receiving for others are provoked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_official
from congvu.base.actors import Actor
from congvu.base.refusals import No
from congvu.dossiers import refusals, services
from congvu.dossiers.models import Dossier
from congvu.dossiers.services.stories import begin
from congvu.dossiers.tests.conftest import Play
from congvu.procedures.selectors import stories
from congvu.procedures.testing import edition


def province(play: Play) -> Agency:
    found = play.dossier.agency.parent
    assert found
    return found


def commune(play: Play, code: str = "32", *, valid_to: date | None = None) -> Agency:
    """Another commune of the province."""
    made = make_agency(f"H98.{code}", Kind.COMMUNE_COMMITTEE, parent=province(play))
    Agency.objects.filter(pk=made.pk).update(valid_to=valid_to)
    made.refresh_from_db()
    return made


def counter(play: Play) -> tuple[Agency, Actor]:
    """The province's own one-stop, and its clerk."""
    made = make_agency("H98.01", Kind.ONE_STOP, parent=province(play))
    return made, make_official(made, Role.CLERK)


def received(play: Play, settler: Agency | None, *, key: str = "far") -> Dossier:
    """At the province's counter, for the commune named."""
    place, clerk = counter(play)
    filing = replace(play.filing, receiver=place, settler=settler)
    return services.receive(filing, intake_key=key, lookup_key=key, by=clerk, at=play.at)


def back(play: Play, to: str) -> Dossier:
    return play.do(services.return_to, element="sign", to=to, reason="Sai số quyển", by=play.leader)


def recall(play: Play) -> Dossier:
    return play.do(services.recall, reason="Ghi nhầm", by=play.specialist)


def taken(play: Play) -> None:
    play.propose()
    play.take("sign", by=play.leader)


def nowhere(play: Play) -> None:
    """A land transfer in a province without a tax office."""
    published = edition("dat-dai/bien-dong")
    told = next(one for one in stories(published) if one.key == "granted-after-tax")
    department = make_agency("H98.40", Kind.DEPARTMENT, parent=province(play), sector="environment")
    place, clerk = counter(play)
    cast = {Role.CLERK.value: clerk, Role.SPECIALIST.value: make_official(department, Role.SPECIALIST)}
    play.stage = replace(play.stage, receiver=place, cast=cast)
    play.dossier = begin(told, published, play.stage)


def second(play: Play) -> None:
    commune(play)


BEFORE: dict[No, Callable[[Play], object]] = {
    refusals.CANNOT_RETURN: lambda play: play.propose(),
    refusals.RECALL_TOO_LATE: taken,
    refusals.RECALLED_BEFORE: lambda play: (play.propose(), recall(play)),
    refusals.LEG_NOWHERE: nowhere,
    refusals.SETTLER_NEEDED: second,
}
PROVOKED: dict[No, Callable[[Play], object]] = {
    refusals.CANNOT_RETURN: lambda play: back(play, "hand_over"),
    refusals.NOTHING_TO_RECALL: recall,
    refusals.RECALL_TOO_LATE: recall,
    refusals.RECALLED_BEFORE: lambda play: play.sign(),
    refusals.LEG_NOWHERE: lambda play: play.complete("examine", "to_tax"),
    refusals.SETTLER_NEEDED: lambda play: received(play, None),
    refusals.NOT_COMPETENT: lambda play: received(play, make_agency("H97")),
    refusals.AGENCY_CLOSED: lambda play: received(play, commune(play, valid_to=date(2026, 3, 1))),
}
