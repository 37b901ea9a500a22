"""The facts of the papers that a dossier gives rise to; the templates are in `dossiers/typst`."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

from django.utils import timezone
from django.utils.translation import override

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind
from congvu.base.refusals import Refusal
from congvu.clocks.selectors import budget_words
from congvu.dossiers import events, refusals
from congvu.dossiers.models import Dossier, IntakeRefusal
from congvu.dossiers.rules import Outcome, ReturnBy, State, check_code
from congvu.dossiers.selectors.control import moves_of, together
from congvu.dossiers.selectors.legs import taking_part
from congvu.dossiers.selectors.whole import Whole
from congvu.journal.models import Entry
from congvu.journal.services import subject_of
from congvu.papers import code128, qr, render
from congvu.procedures.rules import Pack
from congvu.procedures.selectors import compiled
from congvu.web.spelling import as_phone

TEMPLATES = Path(__file__).resolve().parents[1] / "typst"
PAPERS = (
    *("receipt", "supplement", "apology", "late_apology", "stop_notice", "return_slip", "control_sheet", "result"),
)
COMMITTEES = {Kind.PROVINCE_COMMITTEE, Kind.DISTRICT_COMMITTEE, Kind.COMMUNE_COMMITTEE}
UNITS = ("tỉnh", "thành phố", "quận", "huyện", "thị xã", "thị trấn", "phường", "xã", "đặc khu")
COPIES = ("Lưu tại Bộ phận Một cửa", "Giao cho người nộp hồ sơ")

Facts = dict[str, Any]

P = ParamSpec("P")


def in_vietnamese(printing: Callable[P, bytes]) -> Callable[P, bytes]:
    """A paper is an official document, whatever language its clerk reads."""

    @wraps(printing)
    def print_it(*args: P.args, **kwargs: P.kwargs) -> bytes:
        with override("vi"):
            return printing(*args, **kwargs)

    return print_it


def printed(name: str, facts: Facts) -> bytes:
    """The PDF/A of one of the forms, with the codes that it can be found by."""
    pictures = {}
    if facts.get("code"):
        pictures["bars"] = code128(facts["code"])
    if facts.get("look_up"):
        pictures["qr"] = qr(facts["look_up"])
    return render((TEMPLATES / f"{name}.typ").read_text(encoding="utf-8"), facts, pictures=pictures)


def available(whole: Whole) -> list[str]:
    """Which papers this dossier has by now."""
    dossier = whole.dossier
    there = {
        "receipt": True,
        "control_sheet": True,
        "supplement": bool(whole.supplements),
        "apology": whole.reappointment is not None,
        "late_apology": whole.beside.apology is not None,
        "stop_notice": dossier.state == State.STOPPED,
        "return_slip": dossier.state == State.WITHDRAWN,
        "result": whole.decision is not None,
    }
    return [name for name in PAPERS if there[name]]


@in_vietnamese
def paper(whole: Whole, name: str, *, address: str) -> bytes:
    """One paper of the dossier as PDF/A; `address` is where the public looks dossiers up. Refuses with
    `dossiers.no_such_paper`."""
    if name not in available(whole):
        raise Refusal(refusals.NO_SUCH_PAPER)
    if name == "result":
        return _result(whole, address)
    facts = {
        "receipt": _receipt,
        "supplement": _supplement,
        "apology": _apology,
        "late_apology": _late_apology,
        "stop_notice": _stop_notice,
        "return_slip": _return_slip,
        "control_sheet": control_sheet,
    }[name](whole)
    form = "apology" if name == "late_apology" else name
    return printed(form, {**facts, "look_up": f"{address}/tra-cuu/{whole.dossier.lookup_key}/"})


@in_vietnamese
def refusal_of_intake(refusal: IntakeRefusal, *, code: str = "") -> bytes:
    """Form 03: the dossier was not received, and why. `code` is the one that a filing from home had already."""
    known = compiled(refusal.edition)
    facts = {
        "agency": issuer(refusal.agency, unit=refusal.agency),
        "number": refusal.number,
        "symbol": "TCHS",
        "date": local(refusal.refused_at)[:10],
        "code": code or None,
        "applicant": _known(
            name=refusal.applicant, id_number=refusal.id_number, phone=refusal.phone, address=refusal.address
        ),
        "procedure": {"name": known.pack.name, "code": known.pack.code},
        "content": known.pack.name,
        "reason": refusal.reason,
        "official": {"name": refusal.refused_by, "phone": refusal.agency.phone},
    }
    return printed("refusal", facts)


@in_vietnamese
def register_book(agency: Agency, dossiers: list[Dossier], *, since: str, until: str) -> bytes:
    """The register book of a counter; days are ISO dates."""
    entries = Entry.objects.filter(subject__in=[subject_of(one) for one in dossiers], event=events.RECEIVED.name)
    clerks = dict(entries.values_list("subject", "actor_name"))
    rows = [
        {
            "code": dossier.code,
            "content": compiled(dossier.edition).pack.name,
            "sets": dossier.sets,
            "owner": dossier.represents or dossier.applicant,
            "address": dossier.address,
            "phone": dossier.phone,
            "received_at": local(dossier.received_at),
            "due_at": local(dossier.clock.due_at),
            "clerk": clerks.get(subject_of(dossier), ""),
            "area": agency.parent.short_name if agency.parent else agency.short_name,
            **(
                {"returned_at": local(dossier.closed_at), "receiver": dossier.closed_with}
                if dossier.closed_at and dossier.state == State.RETURNED
                else {}
            ),
        }
        for dossier in dossiers
    ]
    return printed(
        "register_book", {"agency": issuer(agency, unit=agency), "from": since, "until": until, "rows": rows}
    )


def issuer(agency: Agency, *, unit: Agency | None = None) -> Facts:
    """Who issues a paper: the agency, the one above it, and the counter that hands it out."""
    own = agency.parent if agency.kind == Kind.ONE_STOP and agency.parent else agency
    place = _place(own)
    return _known(
        superior=own.parent.name if own.parent else "",
        name=own.name,
        unit=unit.name if unit and unit != own else "",
        place=place,
        address=(unit or own).address,
        phone=(unit or own).phone,
    )


def _place(agency: Agency) -> str:
    """The place that stands before the date: the bare name of the commune or province whose committee it is, and for a
    department that of its province (Decree 30/2020)."""
    committee = agency if agency.kind in COMMITTEES else agency.parent or agency
    full = committee.name.removeprefix("Ủy ban nhân dân ")
    name = full if full != committee.name else committee.short_name.removeprefix("UBND ")
    kind = next((kind for kind in UNITS if name.lower().startswith(f"{kind} ")), "")
    return name[len(kind) :].strip()


def _receipt(whole: Whole) -> Facts:
    dossier, pack = whole.dossier, whole.known.pack
    return {
        **_head(whole),
        "ordinal": dossier.code.rpartition("-")[2],
        "submitter": None,
        "content": pack.name if not dossier.represents else f"{pack.name} (nộp thay cho {dossier.represents})",
        "papers": [{"name": one.name, "original": one.original, "copy": one.copy} for one in whole.papers],
        "sets": dossier.sets,
        "time": time_words(pack),
        "received_at": local(dossier.received_at),
        "due_at": local(whole.first_due_at),
        "settles": dossier.agency.name if dossier.away else "",
        "together": [f"{name} ({share}, {time})" for name, share, time in taking_part(dossier, whole.known)],
        "return_by": return_words(dossier),
        "fee": dossier.fee,
        "fee_note": "; ".join(dossier.fee_lines),
        "clerk": {"name": whole.received_by},
        "copies": list(COPIES),
        **_reissued(whole),
    }


def _reissued(whole: Whole) -> Facts:
    """What was corrected since the receipt: every change of every correction, old and new."""
    corrections = whole.beside.corrections
    if not corrections:
        return {}
    changes = [change for one in corrections for change in one.changes]
    return {"reissue": {"number": corrections[-1].number, "at": local(corrections[-1].made_at), "changes": changes}}


def time_words(pack: Pack) -> str:
    """The legal time in words, as the receipt and the public page give it."""
    words = budget_words(pack.time.budget)
    if pack.time.acceptance is None:
        return words
    return f"Thụ lý trong {budget_words(pack.time.acceptance)}; {words} kể từ ngày thụ lý"


def _supplement(whole: Whole) -> Facts:
    asked = whole.supplements[-1]
    return {
        **_head(whole),
        "number": asked.number,
        "symbol": "HDHS",
        "date": local(asked.asked_at)[:10],
        "items": asked.items,
        "reason": asked.reason,
        "official": {"name": asked.asked_by, "phone": whole.dossier.receiver.phone},
    }


def _apology(whole: Whole) -> Facts:
    again = whole.reappointment
    assert again  # `available` has asked
    return {
        **_head(whole),
        "number": again.number,
        "symbol": "XLHL",
        "date": local(again.made_at)[:10],
        "received_at": local(whole.dossier.received_at),
        "due_at": local(again.due_before),
        "new_due_at": local(again.promised_at),
        "late_agency": again.at_fault.name,
        "reason": again.reason,
        "signer": {"name": again.made_by, "title": "Người phụ trách", "prefix": ""},
    }


def _stop_notice(whole: Whole) -> Facts:
    dossier = whole.dossier
    assert dossier.closed_at  # `available` has asked
    return {
        **_head(whole),
        "number": None,
        "symbol": "TB",
        "date": local(dossier.closed_at)[:10],
        "received_at": local(dossier.received_at),
        "reason": dossier.closed_with,
        "fee_note": "",
        "returned": [f"{one.name} ({copies_words(one.original, one.copy)})" for one in whole.papers],
        "signer": {"name": whole.closed_by, "title": "Lãnh đạo cơ quan", "prefix": prefix(dossier.agency)},
    }


def _late_apology(whole: Whole) -> Facts:
    letter = whole.beside.apology
    assert letter  # `available` has asked
    return {
        **_head(whole),
        "number": letter.number,
        "symbol": "XLHL",
        "date": local(letter.made_at)[:10],
        "received_at": local(whole.dossier.received_at),
        "due_at": local(letter.due_before),
        **_known(new_due_at=local(letter.promised_at), finished_at=local(whole.dossier.finished_at)),
        "late_agency": letter.at_fault.name,
        "reason": letter.reason,
        "signer": {"name": letter.made_by, "title": "Người phụ trách", "prefix": ""},
    }


def _return_slip(whole: Whole) -> Facts:
    dossier = whole.dossier
    assert dossier.closed_at  # `available` has asked
    return {
        **_head(whole),
        "date": local(dossier.closed_at)[:10],
        "received_at": local(dossier.received_at),
        "closed_at": local(dossier.closed_at),
        "reason": dossier.closed_with,
        "papers": [{"name": one.name, "original": one.original, "copy": one.copy} for one in whole.papers],
        "clerk": {"name": whole.closed_by},
    }


def control_sheet(whole: Whole) -> Facts:
    """Form 06: every hand-over, to whom and when, and whether what was done there was in time."""
    dossier = whole.dossier
    return {
        **_head(whole),
        "date": local(dossier.closed_at or dossier.received_at)[:10],
        "received_at": local(dossier.received_at),
        "due_at": local(dossier.clock.due_at),
        "settles": dossier.agency.name,
        "together": together(whole),
        "moves": [{**move, "at": local(move["at"])} for move in moves_of(whole)],
    }


def _result(whole: Whole, address: str) -> bytes:
    dossier, decision = whole.dossier, whole.decision
    assert decision  # `available` has asked
    # The chairman signs on the committee's behalf; its name stands in the line above his title and not in it.
    title = decision.signer_title.removesuffix(" Ủy ban nhân dân")
    signer = {"name": decision.signer, "title": title, "prefix": prefix(dossier.agency)}
    facts: Facts = {
        "agency": issuer(dossier.agency),
        "number": decision.number,
        "symbol": decision.symbol,
        "date": local(decision.decided_at)[:10],
        "applicant": applicant(dossier),
        "answers": whole.known.form.for_paper(dossier.answers),
        "result": whole.known.asks.for_paper(decision.facts),
        "signer": signer,
        "code": dossier.code,
        "check": {"code": check_code(dossier.lookup_key), "address": f"{address.partition('://')[2]}/xac-minh"},
    }
    if decision.outcome == Outcome.GRANTED:
        return render(dossier.edition.result_template, facts)
    more = {"procedure": _head(whole)["procedure"], "received_at": local(dossier.received_at)}
    return printed("refusal_of_result", {**facts, **more, "reason": decision.reason})


def return_words(dossier: Dossier) -> str:
    """Where the applicant gets the result."""
    if dossier.return_by == ReturnBy.POST:
        return f"Bưu chính công ích, đến {dossier.return_address}"
    if dossier.return_by == ReturnBy.ONLINE:
        return "Bản điện tử, trên cổng dịch vụ công"
    return f"Nhận trực tiếp tại {dossier.receiver.name}"


def copies_words(original: int, copy: int) -> str:
    """ "2 bản chính, 1 bản sao"."""
    said = [f"{original} bản chính" * bool(original), f"{copy} bản sao" * bool(copy)]
    return ", ".join(filter(None, said))


def prefix(agency: Agency) -> str:
    """A committee's chairman signs on its behalf; the head of a department in its own right (Decree 30/2020)."""
    return "TM. ỦY BAN NHÂN DÂN" if agency.kind in COMMITTEES else ""


def applicant(dossier: Dossier) -> Facts:
    return _known(
        name=dossier.applicant,
        id_number=dossier.id_number,
        phone=as_phone(dossier.phone),
        address=dossier.address,
        email=dossier.email,
    )


def _head(whole: Whole) -> Facts:
    dossier, pack = whole.dossier, whole.known.pack
    return {
        "agency": issuer(dossier.receiver, unit=dossier.receiver),
        "code": dossier.code,
        "applicant": applicant(dossier),
        "procedure": {"name": pack.name, "code": pack.code},
    }


def _known(**facts: Any) -> Facts:
    """Only what is there: the templates print nothing for what is not."""
    return {name: value for name, value in facts.items() if value}


def local(moment: datetime | None) -> str:
    """A time as the templates read it, on Vietnamese clocks."""
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}" if moment else ""
