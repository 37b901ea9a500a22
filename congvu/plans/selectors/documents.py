"""The document of a plan for a reader: what is printed of it, under which decision, by whom it is signed."""

from datetime import date

from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.rules import Kind
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.plans import refusals
from congvu.plans.models import Plan, Version
from congvu.plans.rules.document import Formal, Written, written
from congvu.plans.rules.words import State
from congvu.plans.selectors.plans import sees_draft
from congvu.plans.selectors.versions import public_version, snapshot, version_of

COMMITTEES = (Kind.PROVINCE_COMMITTEE, Kind.DISTRICT_COMMITTEE, Kind.COMMUNE_COMMITTEE)
UNITS = ("tỉnh ", "thành phố ", "quận ", "huyện ", "thị xã ", "thị trấn ", "phường ", "xã ", "đặc khu ")


def document(viewer: Actor, plan: Plan, *, number: int = 0) -> tuple[Written, Version | None]:
    """The document of a version, or of what the viewer reads of the plan: it at work, else its published version.

    Refusals: plans.not_found, version_unknown.
    """
    version = _version(viewer, plan, number)
    if version is None:
        return written(snapshot(plan), formal(plan, None)), None
    return written(version.content, formal(plan, version)), version


def formal(plan: Plan, version: Version | None) -> Formal:
    """What the paper says beside the plan. A version that no decision approved is a draft, without number and day."""
    issuer = Agency.objects.select_related("parent").get(pk=plan.issuer_id)
    committee = issuer.kind in COMMITTEES
    approved = version is not None and bool(version.decision)
    return Formal(
        issuer.name,
        issuer.parent.name if issuer.parent else "",
        version.decision if version else "",
        version.decided_on if version else None,
        _place(issuer),
        ("TM. Ủy ban nhân dân", "Chủ tịch") if committee else ("Thủ trưởng cơ quan",),
        version.approver if version and approved else "",
        ("Các cơ quan, đơn vị thuộc phạm vi kế hoạch", plan.drafter.name, "Lưu: VT"),
    )


def file_name(plan: Plan, version: Version | None, form: str) -> str:
    """What the document is called as a file."""
    return f"{plan.slug}{f'-ban-{version.number}' if version else '-du-thao'}.{form}"


def made_on(version: Version | None) -> date:
    """The day of a document: of the decision, of the version, or today's of a draft."""
    if version is None:
        return timezone.localdate()
    return version.decided_on or timezone.localdate(version.made_at)


def _version(viewer: Actor, plan: Plan, number: int) -> Version | None:
    if number:
        return version_of(viewer, plan, number)
    if sees_draft(viewer, plan):
        # An approved plan is printed as it was approved; projects go on living beneath it.
        done = plan.state in (State.APPROVED, State.PUBLISHED, State.ENDED)
        return plan.versions.exclude(decision="").order_by("-number").first() if done else None
    version = public_version(plan)
    if version is None:
        raise Refusal(refusals.NOT_FOUND)
    return version


def _place(agency: Agency) -> str:
    """The place before the date: the bare name of the committee's unit (Decree 30/2020)."""
    committee = agency if agency.kind in COMMITTEES else agency.parent or agency
    name = committee.name.removeprefix("Ủy ban nhân dân ")
    unit = next((unit for unit in UNITS if name.lower().startswith(unit)), "")
    return name[len(unit) :] if unit else ""
