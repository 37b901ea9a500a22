"""A plan as plain values: what a version keeps, what everybody reads, what differs."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from congvu.agencies.models import Agency
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.plans import refusals
from congvu.plans.models import Assignment, Baseline, Money, Plan, Project, Section, Target, Version
from congvu.plans.rules.frameworks import framework_of
from congvu.plans.rules.printed import Line
from congvu.plans.rules.scopes import Scope, told_scope
from congvu.plans.rules.snapshots import Compared, compare
from congvu.plans.selectors.plans import sees_draft
from congvu.plans.selectors.tables import tables

TARGET = ("op", "value", "text", "day", "scope", "scope_text", "section")
PROJECT = (
    "printed", "group", "name", "goal", "work", "start", "end", "leads", "kind", "funding", "decision", "decided_on",
    "in_long_plan", "integrated", "open_source", "licences", "progress", "finished_on", "note",
)  # fmt: skip
MONEY = ("fund", "measure", "year", "upto", "forecast", "as_of", "amount")
BASELINE = (
    "code",
    "name",
    "year",
    "n",
    "d",
    "value",
    "told",
    "unit",
    "approximate",
    "measured",
    "as_of",
    "section",
    "note",
)


def snapshot(plan: Plan) -> dict[str, Any]:
    """All of the plan as it stands, with the framework's tables as they are printed; a constant number of queries."""
    sections = _sections(plan)
    return {
        "title": plan.title, "framework": plan.framework, "edition": plan.edition,
        "years": [plan.year_from, plan.year_to],
        "drafter": _agency(plan.drafter), "issuer": _agency(plan.issuer),
        "sections": sections, "targets": _targets(plan), "baselines": _baselines(plan),
        "projects": _projects(plan),
        "budgets": [
            {"ref": row.code, "code": row.code, "name": row.name, "year": row.year, "amount": row.amount,
             "share": _plain(row.share), "told": row.told, "parts": row.parts, "section": row.section}
            for row in plan.budgets.all()
        ],
        "milestones": [
            {"ref": f"{row.when}|{row.text}", "when": row.when, "text": row.text} for row in plan.milestones.all()
        ],
        "tables": _tables(plan, sections),
    }  # fmt: skip


def version_of(viewer: Actor, plan: Plan, number: int) -> Version:
    """A version that the viewer may read: who does not see drafts reads published ones only.

    Refusal: plans.version_unknown.
    """
    version = plan.versions.filter(number=number).first()
    if version is None or (version.published_at is None and not sees_draft(viewer, plan)):
        raise Refusal(refusals.VERSION_UNKNOWN)
    return version


def versions_for(viewer: Actor, plan: Plan) -> list[Version]:
    """The versions that the viewer may read, newest first, without what they say."""
    versions = plan.versions.defer("content").order_by("-number")
    return list(versions if sees_draft(viewer, plan) else versions.filter(published_at__isnull=False))


def public_version(plan: Plan) -> Version | None:
    """The version that everybody reads: the last that was published."""
    return plan.versions.filter(published_at__isnull=False).order_by("-number").first()


def public_content(plan: Plan) -> dict[str, Any] | None:
    """What everybody reads of the plan; None where nothing was published."""
    version = public_version(plan)
    return version.content if version else None


def content_for(viewer: Actor, plan: Plan) -> dict[str, Any]:
    """What the viewer reads: the plan at work, or its published version. Refusal: plans.not_found."""
    if sees_draft(viewer, plan):
        return snapshot(plan)
    content = public_content(plan)
    if content is None:
        raise Refusal(refusals.NOT_FOUND)
    return content


def compared(before: dict[str, Any], after: dict[str, Any]) -> list[Compared]:
    """What differs between two contents."""
    return compare(before, after)


def _sections(plan: Plan) -> list[dict[str, Any]]:
    sections = list(Section.objects.filter(plan=plan).prefetch_related("legal").order_by("order"))
    depth: dict[int | None, int] = {None: 0}
    told = []
    for one in sections:
        depth[one.pk] = depth[one.parent_id] + 1
        told.append({
            "ref": one.key or f"#{one.pk}", "key": one.key, "number": one.number, "title": one.title, "kind": one.kind,
            "depth": depth[one.pk], "body": one.body, "skipped": one.skipped,
            "legal": [
                {"number": text.number, "kind": text.kind, "title": text.title, "issuer": text.issuer,
                 "issued_on": _plain(text.issued_on)}
                for text in one.legal.all()
            ],
        })  # fmt: skip
    return told


def _tables(plan: Plan, sections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The tables of the framework, of the plan's first year, each in the section that asks for it."""
    framework = framework_of(plan.framework)
    if framework is None or not plan.projects.exists():
        return []
    parts = {part.key: part for part in framework.walk()}
    wanted = [
        (one["ref"], key)
        for one in sections
        if one["key"] in parts and not one["skipped"]
        for key in parts[one["key"]].tables
    ]
    found = tables(plan, [key for _ref, key in wanted], year=plan.year_from)
    return [
        {
            "section": ref, "key": key, "title": table.title, "unit": table.unit, "kinds": list(table.kinds),
            "labels": [list(label) for label in table.labels], "rows": [_row(row) for row in table.rows],
            "total": _row(table.total) if table.total else None, "notes": list(table.notes),
        }
        for (ref, key), table in zip(wanted, found, strict=True)
        if table.rows
    ]  # fmt: skip


def _row(line: Line) -> dict[str, Any]:
    return {"kind": line.kind, "cells": list(line.cells)}


def _targets(plan: Plan) -> list[dict[str, Any]]:
    own: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for said in (
        Assignment.objects.filter(target__plan=plan).select_related("agency").order_by("target", "agency__code")
    ):
        own[said.target_id].append({
            "agency": said.agency.code, "name": said.agency.name, "value": _plain(said.value), "exempt": said.exempt,
            "reason": said.reason,
        })  # fmt: skip
    targets = Target.objects.filter(plan=plan).select_related("indicator").order_by("order", "indicator__code", "year")
    scopes = {one.pk: Scope.read(one.scope) for one in targets}
    codes = frozenset[str]().union(*(scope.included | scope.excluded for scope in scopes.values()))
    names = dict(Agency.objects.filter(code__in=codes).values_list("code", "name")) if codes else {}
    return [
        {
            "ref": f"{one.indicator.code}/{one.year or ''}", "code": one.indicator.code, "name": one.indicator.name,
            "unit": one.indicator.unit, "year": one.year, **{key: _plain(getattr(one, key)) for key in TARGET},
            "baseline": [_plain(one.baseline_n), _plain(one.baseline_d), one.baseline_year],
            "assignments": own[one.pk], "scope_words": told_scope(scopes[one.pk], names),
        }
        for one in targets
    ]  # fmt: skip


def _baselines(plan: Plan) -> list[dict[str, Any]]:
    return [
        {"ref": one.code, **{key: _plain(getattr(one, key)) for key in BASELINE}}
        for one in Baseline.objects.filter(plan=plan).order_by("pk")
    ]


def _projects(plan: Plan) -> list[dict[str, Any]]:
    money: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in Money.objects.filter(project__plan=plan).order_by("project", "measure", "year", "fund", "pk"):
        money[row.project_id].append({key: _plain(getattr(row, key)) for key in MONEY})
    projects = Project.objects.filter(plan=plan).select_related("lead").prefetch_related("indicators")
    return [
        {
            "ref": one.code, "code": one.code, **{key: _plain(getattr(one, key)) for key in PROJECT},
            "lead": one.lead.code if one.lead else "", "leads": one.leads or (one.lead.name if one.lead else ""),
            "indicators": [indicator.code for indicator in one.indicators.all()], "money": money[one.pk],
        }
        for one in projects.order_by("order", "pk")
    ]  # fmt: skip


def _agency(agency: Agency) -> dict[str, str]:
    return {"code": agency.code, "name": agency.name, "short_name": agency.short_name}


def _plain(value: Any) -> Any:
    """A value as JSON has it; a decimal without the noughts behind it."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else value
