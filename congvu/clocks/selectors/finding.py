"""Which clocks there are."""

from congvu.agencies.models import Agency
from congvu.agencies.selectors import descendants
from congvu.base.refusals import Refusal
from congvu.clocks import refusals
from congvu.clocks.models import Clock
from congvu.clocks.rules import State


def running(agency_id: int | None = None) -> int:
    """How many clocks run at an agency and all below it, or (None) anywhere."""
    clocks = Clock.objects.filter(state=State.RUNNING)
    return (clocks if agency_id is None else clocks.filter(agency__in=descendants([agency_id]))).count()


def agency_called(code: str) -> Agency:
    """The agency of a code. Refusal: clocks.no_such_agency."""
    found = Agency.objects.filter(code=code.strip()).first()
    if found is None:
        raise Refusal(refusals.NO_SUCH_AGENCY, code=code)
    return found
