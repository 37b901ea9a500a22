"""At the counter: a dossier is received, or it is not and the reason is given in writing."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind, Role
from congvu.agencies.selectors import timetable
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.clocks import services as clocks
from congvu.clocks.rules import step_due
from congvu.clocks.services.holding import among_others
from congvu.clocks.services.ledger import told
from congvu.dossiers import events, refusals
from congvu.dossiers.models import MOST_NAME, MOST_REASON, Dossier, IntakeRefusal, Paper, Scan
from congvu.dossiers.rules import ApplicantKind, Channel, ReturnBy, State, applicant_sheet, dossier_code
from congvu.dossiers.selectors.passed_on import check_merged
from congvu.dossiers.selectors.settling import nearest_settlers, settlers
from congvu.dossiers.services import course, process
from congvu.dossiers.services.numbering import next_number
from congvu.files.models import Blob
from congvu.flow import start
from congvu.journal.services import record
from congvu.people.models import Account, Party
from congvu.procedures.models import Edition
from congvu.procedures.selectors import Compiled, compiled


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who applies. `represents` is whom a proxy acts for."""

    name: str
    id_number: str
    kind: str = ApplicantKind.CITIZEN
    phone: str = ""
    email: str = ""
    address: str = ""
    represents: str = ""

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Applicant":
        """From the values of the applicant's form: a citizen has an ID number, an organisation its code."""
        same = {key: values.get(key, "") for key in ("name", "phone", "email", "address", "represents")}
        return cls(kind=values["kind"], id_number=values.get("id_number") or values.get("org_code", ""), **same)

    def problems(self) -> list[str]:
        """What is wrong with it, a sentence each, by the same form that the counter fills in."""
        return [sentence for _, sentence in applicant_sheet().check(self.values())]

    def values(self) -> dict[str, str]:
        """As the values of the applicant's form: the other way of `of`."""
        given = {"kind": self.kind, "name": self.name, "phone": self.phone, "email": self.email}
        given |= {"address": self.address, "represents": self.represents}
        given["id_number" if self.kind == ApplicantKind.CITIZEN else "org_code"] = self.id_number
        return {key: one for key, one in given.items() if one}


@dataclass(frozen=True, slots=True)
class Counted:
    """How many originals and copies of one paper the clerk counted."""

    original: int = 0
    copy: int = 0


@dataclass(frozen=True, slots=True)
class Upload:
    """A stored file, the paper it shows, and the name under which it was handed in."""

    blob: Blob
    name: str
    paper_key: str = ""


@dataclass(frozen=True, slots=True)
class Filing:
    """Everything that is handed in at once."""

    edition: Edition
    receiver: Agency
    applicant: Applicant
    answers: Mapping[str, object]
    papers: Mapping[str, Counted]
    uploads: Sequence[Upload] = ()
    sets: int = 1
    channel: str = Channel.COUNTER
    settler: Agency | None = None  # who settles it; None: the only one of the house, or of the province
    code: str = ""  # the code it was given when it was filed online; else it is numbered here
    party: Party | None = None  # who may follow it and serve it online
    filer: Account | None = None  # who sent it in for them
    return_by: str = ReturnBy.COUNTER
    return_address: str = ""
    filed_at: datetime | None = None  # when it was sent in online; its edition is the one that was in force then


def receive(filing: Filing, *, intake_key: str, lookup_key: str, by: Actor, at: datetime) -> Dossier:
    """Accept a dossier: it gets its code, its clock runs, its first step waits in an inbox.

    The same `intake_key` gives the same dossier, however often and however fast the form is sent. `lookup_key` is the
    secret behind the receipt's QR code. Any counter receives for any agency of its province (Decree
    118/2025). Refuses with `dossiers.not_yours`, `dossiers.not_offered`, `dossiers.settler_needed`,
    `dossiers.not_competent`, `dossiers.agency_closed`, `dossiers.not_in_force`,
    `dossiers.form_used`, `dossiers.channel_closed`, `dossiers.applicant_wrong`,
    `dossiers.answers_wrong`, `dossiers.papers_missing`, `dossiers.paper_unknown`.
    """
    _must_receive(by, filing.receiver)
    try:
        with transaction.atomic():
            if twin := _twin(filing, intake_key):
                return twin
            return _receive(filing, intake_key=intake_key, lookup_key=lookup_key, by=by, at=at)
    except IntegrityError:
        # The same form a second time while the first was under way: the first one won, and is the answer to both.
        if twin := _twin(filing, intake_key):
            return twin
        raise


def _twin(filing: Filing, intake_key: str) -> Dossier | None:
    """The dossier that this very form has become already. Refuses with `dossiers.form_used` when it is another's: a
    form that was filled in anew must not pass for received."""
    twin = Dossier.objects.filter(intake_key=intake_key).first()
    if twin is None:
        return None
    before = (twin.edition_id, twin.receiver_id, twin.applicant, twin.id_number, twin.answers)
    who, answers = filing.applicant, json.loads(json.dumps(dict(filing.answers)))
    elsewhere = filing.settler is not None and filing.settler.pk != twin.agency_id
    if elsewhere or before != (filing.edition.pk, filing.receiver.pk, who.name.strip(), who.id_number.strip(), answers):
        raise Refusal(refusals.FORM_USED, code=twin.code)
    return twin


def _receive(filing: Filing, *, intake_key: str, lookup_key: str, by: Actor, at: datetime) -> Dossier:
    among_others()  # before anything is looked at: a reorganisation is over by then, or waits until we are
    known, today = compiled(filing.edition), timezone.localdate(at)
    agency = must_offer(known, filing.receiver, settler=filing.settler, by=by, on=today)
    _must_be_in_force(filing.edition, on=timezone.localdate(filing.filed_at or at))
    _check(known, filing)
    dossier = _write(known, filing, agency, intake_key=intake_key, lookup_key=lookup_key, at=at)
    _list_papers(dossier, known, filing)
    attach(dossier, filing.uploads, by=by, at=at)
    dossier.now_open, dossier.news = [], []
    process.follow(dossier, start(known.net, {"answers": dict(filing.answers)}), by=by, at=at)
    dossier.state = State.RECEIVED
    dossier.save(update_fields=course.CHANGING)
    course.tell(
        events.RECEIVED,
        dossier,
        by=by,
        at=at,
        code=dossier.code,
        due=told(dossier.clock.due_at),
        procedure=known.pack.code,
        edition=filing.edition.number,
        agency=agency.code,
        receiver=filing.receiver.code,
        channel=filing.channel,
        fee=dossier.fee,
    )
    return dossier


def due_if_received(known: Compiled, receiver: Agency, *, settler: Agency | None = None, at: datetime) -> datetime:
    """When a dossier received now would be due, at the hours of the agency that settles it: what the counter tells the
    citizen before accepting.

    Refuses with `dossiers.not_offered`, `settler_needed`, `not_competent`, `agency_closed`.
    """
    agency = _settling(known, receiver, settler, on=timezone.localdate(at))
    first = known.pack.time.acceptance or known.pack.time.budget
    return step_due(at, first, (), timetable(agency.pk))


def must_offer(known: Compiled, receiver: Agency, *, settler: Agency | None = None, by: Actor, on: date) -> Agency:
    """The agency that settles what this counter receives. Refuses with `dossiers.not_yours`, `not_offered`,
    `settler_needed`, `not_competent`, `agency_closed`."""
    _must_receive(by, receiver)
    return _settling(known, receiver, settler, on=on)


def _must_receive(by: Actor, receiver: Agency) -> None:
    if not by.holds(Role.CLERK, at=receiver.pk):
        raise Refusal(refusals.NOT_YOURS, role=Role.CLERK.label, agency=receiver.name)


def _settling(known: Compiled, receiver: Agency, settler: Agency | None, *, on: date) -> Agency:
    kind = Kind(known.pack.competent.kind).label
    if settler is not None:
        if settler.valid_to is not None and settler.valid_to <= on:
            check_merged(settler.pk)
            raise Refusal(refusals.AGENCY_CLOSED, agency=settler.name, day=f"{settler.valid_to:%d/%m/%Y}")
        if not settlers(known, receiver, on=on).filter(pk=settler.pk).exists():
            check_merged(settler.pk, on=on)
            raise Refusal(refusals.NOT_COMPETENT, field="settler", agency=settler.name, where=kind)
        return settler
    found = nearest_settlers(known, receiver, on=on)
    if not found:
        check_merged(receiver.pk, on=on)
        found = list(settlers(known, receiver, on=on)[:2])
    if not found:
        raise Refusal(refusals.NOT_OFFERED, where=kind)
    if len(found) > 1:
        raise Refusal(refusals.SETTLER_NEEDED, field="settler", kind=kind)
    return found[0]


def _must_be_in_force(edition: Edition, *, on: date) -> None:
    """A form left open over the day on which a newer edition begins must be opened anew."""
    begun = Edition.objects.filter(procedure=edition.procedure_id, valid_from__lte=on)
    if begun.order_by("-valid_from").values_list("pk", flat=True).first() != edition.pk:
        raise Refusal(refusals.NOT_IN_FORCE)


def _check(known: Compiled, filing: Filing) -> None:
    if filing.channel not in known.pack.channels:
        raise Refusal(refusals.CHANNEL_CLOSED, field="channel")
    must_be_sound(known, filing.applicant, filing.answers, filing.papers)


def must_be_sound(
    known: Compiled, applicant: Applicant, answers: Mapping[str, object], papers: Mapping[str, Counted]
) -> None:
    """What is handed in, or corrected later, is right by the procedure's form. Refuses with
    `dossiers.applicant_wrong`, `answers_wrong`, `paper_unknown`, `papers_missing`."""
    if problems := applicant.problems():
        raise Refusal(refusals.APPLICANT_WRONG, problems="; ".join(problems))
    if wrong := known.form.check(dict(answers)):
        raise Refusal(refusals.ANSWERS_WRONG, problems="; ".join(sentence for _, sentence in wrong))
    listed = {paper.key: paper for paper in known.pack.papers}
    for key in papers:
        if key not in listed:
            raise Refusal(refusals.PAPER_UNKNOWN, key=key)
    if missing := missing_papers(known, papers):
        raise Refusal(refusals.PAPERS_MISSING, papers=", ".join(missing))


def missing_papers(known: Compiled, papers: Mapping[str, Counted]) -> list[str]:
    """Names of the required papers of which nothing was handed in."""
    counted = {key for key, count in papers.items() if count.original or count.copy}
    return [paper.name for paper in known.pack.papers if paper.required and paper.key not in counted]


def _write(
    known: Compiled, filing: Filing, agency: Agency, *, intake_key: str, lookup_key: str, at: datetime
) -> Dossier:
    code = filing.code or next_code(filing.receiver, at=at)
    cost = known.fee(dict(filing.answers), filing.channel)
    # A complaint's time runs from its acceptance; until then the time for accepting it does.
    first = known.pack.time.acceptance or known.pack.time.budget
    who = filing.applicant
    clock = clocks.start(first, agency_id=agency.pk, label=code, at=at)
    return Dossier.objects.create(
        code=code,
        edition=filing.edition,
        agency=agency,
        receiver=filing.receiver,
        away=agency.pk not in (filing.receiver.pk, filing.receiver.parent_id),
        party=filing.party,
        filer=filing.filer,
        channel=filing.channel,
        applicant_kind=who.kind,
        applicant=who.name.strip(),
        id_number=who.id_number.strip(),
        phone=who.phone,
        email=who.email,
        address=who.address,
        represents=who.represents,
        answers=dict(filing.answers),
        sets=filing.sets,
        fee=cost.amount,
        fee_lines=list(cost.lines),
        return_by=filing.return_by,
        return_address=filing.return_address,
        clock=clock,
        followed_due_at=clock.due_at,
        case={},
        received_at=at,
        lookup_key=lookup_key,
        intake_key=intake_key,
    )


def next_code(receiver: Agency, *, at: datetime) -> str:
    """The next dossier code of a counter's day. Within the transaction of the deed that uses it."""
    day = f"{timezone.localtime(at):%y%m%d}"
    return dossier_code(receiver.code, day, next_number(receiver.pk, f"dossier-{day}"))


def _list_papers(dossier: Dossier, known: Compiled, filing: Filing) -> None:
    Paper.objects.bulk_create(
        Paper(
            dossier=dossier,
            key=paper.key,
            name=paper.name,
            original=filing.papers[paper.key].original,
            copy=filing.papers[paper.key].copy,
        )
        for paper in known.pack.papers
        if paper.key in filing.papers and (filing.papers[paper.key].original or filing.papers[paper.key].copy)
    )


def attach(dossier: Dossier, uploads: Sequence[Upload], *, by: Actor, at: datetime) -> None:
    """Keep files with the dossier; a file that is there already under the same paper is not kept twice."""
    Scan.objects.bulk_create(
        (
            Scan(
                dossier=dossier,
                blob=upload.blob,
                paper_key=upload.paper_key,
                name=upload.name,
                added_at=at,
                added_by=by.name,
            )
            for upload in uploads
        ),
        ignore_conflicts=True,
    )


def refuse_intake(
    edition: Edition, *, receiver: Agency, applicant: Applicant, reason: str, intake_key: str, by: Actor, at: datetime
) -> IntakeRefusal:
    """Do not receive, and say why in writing (form 03). Refuses with `dossiers.not_yours`, `dossiers.reason_needed`,
    `dossiers.applicant_nameless`, `dossiers.too_long`. The same `intake_key` gives the same slip."""
    _must_receive(by, receiver)
    try:
        with transaction.atomic():
            if twin := IntakeRefusal.objects.filter(intake_key=intake_key).first():
                return twin
            return _refuse_intake(
                edition, receiver=receiver, applicant=applicant, reason=reason, intake_key=intake_key, by=by, at=at
            )
    except IntegrityError:
        if twin := IntakeRefusal.objects.filter(intake_key=intake_key).first():
            return twin
        raise


def _refuse_intake(
    edition: Edition, *, receiver: Agency, applicant: Applicant, reason: str, intake_key: str, by: Actor, at: datetime
) -> IntakeRefusal:
    said = course.sentence(reason, field="reason", most=MOST_REASON)
    name = course.sentence(applicant.name, field="name", most=MOST_NAME, needed=refusals.APPLICANT_NAMELESS)
    # Not checked further: somebody who is sent away may lack just these.
    for field, most in (("id_number", 20), ("phone", 16), ("address", 300)):
        if len(getattr(applicant, field)) > most:
            raise Refusal(refusals.TOO_LONG, field=field, most=most)
    refusal = IntakeRefusal.objects.create(
        agency=receiver,
        edition=edition,
        number=next_number(receiver.pk, f"intake-refusal-{timezone.localtime(at):%Y}"),
        applicant=name,
        id_number=applicant.id_number,
        phone=applicant.phone,
        address=applicant.address,
        reason=said,
        refused_at=at,
        refused_by=by.name,
        intake_key=intake_key,
    )
    procedure = compiled(edition).pack.code
    record(
        events.INTAKE_REFUSED, refusal, by=by, at=at, number=refusal.number, reason=refusal.reason, procedure=procedure
    )
    return refusal
