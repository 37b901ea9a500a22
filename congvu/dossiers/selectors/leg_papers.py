"""The papers that pass between agencies: hand-over slips, and what a share of a dossier gave back."""

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind
from congvu.base.refusals import Refusal
from congvu.dossiers import refusals
from congvu.dossiers.selectors.legs import facts_of, returned_by
from congvu.dossiers.selectors.papers import Facts, applicant, in_vietnamese, issuer, local, prefix, printed
from congvu.dossiers.selectors.whole import Whole


@in_vietnamese
def slip_paper(whole: Whole, pk: int) -> bytes:
    """A hand-over slip of the dossier. Refuses with `dossiers.no_such_paper`."""
    slip = next((one for one in whole.slips if one.pk == pk), None)
    if slip is None:
        raise Refusal(refusals.NO_SUCH_PAPER)
    facts: Facts = {
        **_head(whole, slip.giver),
        "number": slip.number,
        "symbol": "PBG",
        "date": local(slip.given_at)[:10],
        "leg": str(slip.leg) if slip.leg else "",
        "papers": [{"name": one.name, "original": one.original, "copy": one.copy} for one in whole.papers],
        "giver": {"agency": slip.giver.name, "name": slip.given_by, "at": local(slip.given_at)},
        "taker": {"agency": slip.taker.name, "name": slip.signed_by, "at": local(slip.signed_at)},
        "recalled_at": local(slip.recalled_at),
    }
    return printed("slip", facts)


@in_vietnamese
def leg_result(whole: Whole, number: int) -> bytes:
    """What one share of the dossier gave back. Refuses with `dossiers.no_such_paper`."""
    leg = next((one for one in whole.legs if one.number == number), None)
    spec = whole.known.pack.legs[leg.key].returns if leg and leg.key in whole.known.pack.legs else None
    if leg is None or spec is None or not leg.result:
        raise Refusal(refusals.NO_SUCH_PAPER)
    given = returned_by(whole.known, leg, whole.steps)
    facts: Facts = {
        **_head(whole, leg.agency),
        "name": spec.name,
        "number": leg.result["number"],
        "symbol": spec.symbol,
        "date": leg.result["on"],
        "leg": leg.name,
        "asked_by": whole.dossier.agency.name,
        "facts": [{"name": name, "text": text} for name, text in facts_of(whole.known, leg)],
        "signer": {"name": given.done_by if given else leg.finished_by, "prefix": prefix(leg.agency)},
    }
    return printed("leg_result", facts)


def _head(whole: Whole, agency: Agency) -> Facts:
    pack = whole.known.pack
    return {
        "agency": issuer(agency, unit=agency if agency.kind == Kind.ONE_STOP else None),
        "code": whole.dossier.code,
        "applicant": applicant(whole.dossier),
        "procedure": {"name": pack.name, "code": pack.code},
    }
