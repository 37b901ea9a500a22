"""Whether a change can be meant: of agencies that work on the day, and against no other change that is planned."""

from collections.abc import Mapping
from datetime import date

from congvu.agencies.models import Agency
from congvu.agencies.selectors import ancestors, sectors_of
from congvu.base.refusals import Refusal
from congvu.reorganisation import refusals
from congvu.reorganisation.models import Change
from congvu.reorganisation.rules import OPEN, Kind, Plan, contradict
from congvu.reorganisation.selectors import told


def facts_of(kind: str, given: Mapping[str, str]) -> dict[str, str]:
    """The facts that a kind of change keeps, tidied. Refusals: reorganisation.kind_unknown, name_empty."""
    if kind not in Kind.values:
        raise Refusal(refusals.KIND_UNKNOWN, field="kind")
    if kind == Kind.RENAME:
        names = {key: " ".join(given.get(key, "").split()) for key in ("name", "short_name")}
        if not all(names.values()):
            raise Refusal(refusals.NAME_EMPTY, field="short_name" if names["name"] else "name")
        return names
    return {"sector": given.get("sector", "").strip()} if kind == Kind.MOVE_REMIT else {}


def check(change: Change, *, on: date) -> None:
    """Refuse a change of agencies that do not work on the day, or that makes no sense by itself."""
    _must_work(change.agency, on=on, field="agency")
    if change.kind == Kind.RENAME:
        change.other = None
        return
    if change.other is None:
        raise Refusal(refusals.OTHER_NEEDED, field="other")
    if change.other.pk == change.agency.pk:
        raise Refusal(refusals.SAME_AGENCY, field="other")
    _must_work(change.other, on=on, field="other")
    _check_two(change, change.agency, change.other, on=on)


def _check_two(change: Change, agency: Agency, other: Agency, *, on: date) -> None:
    if change.kind == Kind.MERGE and agency.kind != other.kind:
        kinds = {"kind": agency.get_kind_display(), "other_kind": other.get_kind_display()}
        raise Refusal(refusals.KINDS_DIFFER, field="other", agency=agency.name, other=other.name, **kinds)
    if change.kind in {Kind.MERGE, Kind.MOVE_PARENT} and agency.pk in ancestors(other.pk):
        raise Refusal(refusals.IN_A_CIRCLE, field="other", agency=agency.name, other=other.name)
    sector = change.facts.get("sector", "")
    if change.kind == Kind.MOVE_REMIT and sector not in sectors_of(agency.pk, on=on):
        raise Refusal(refusals.NO_SUCH_DUTY, field="sector", agency=agency.name, sector=sector)


def check_agrees(change: Change) -> None:
    """Refuse a change that contradicts another one of any batch that is still to be performed."""
    planned = Change.objects.filter(batch__state__in=OPEN).exclude(pk=change.pk)
    for other in planned.select_related("batch", "agency", "other").order_by("batch", "position"):
        if contradict(plan_of(change), plan_of(other)):
            raise Refusal(refusals.CONTRADICTS, what=told(other), batch=other.batch.title)


def plan_of(change: Change) -> Plan:
    return Plan(change.kind, change.agency_id, change.other_id, change.facts.get("sector", ""))


def _must_work(agency: Agency, *, on: date, field: str) -> None:
    if agency.valid_to is not None and agency.valid_to <= on:
        raise Refusal(refusals.AGENCY_CLOSED, field=field, agency=agency.name, day=f"{agency.valid_to:%d/%m/%Y}")
    if agency.valid_from > on:
        raise Refusal(refusals.AGENCY_LATER, field=field, agency=agency.name, day=f"{agency.valid_from:%d/%m/%Y}")
