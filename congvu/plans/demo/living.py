"""The plans of the demo province that live: one published and reported on, one being written. All of it is invented."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from congvu.agencies.models import Agency
from congvu.agencies.selectors import actor_for
from congvu.base.actors import Actor
from congvu.base.strict_yaml import load
from congvu.people.models import Account
from congvu.plans import services
from congvu.plans.demo.reading import FOLDER, number
from congvu.plans.demo.seeds import catalogue, register
from congvu.plans.models import (
    Assignment,
    Baseline,
    Budget,
    Indicator,
    LegalText,
    Milestone,
    Money,
    Plan,
    Project,
    Section,
    Target,
)
from congvu.plans.rules.words import MoneyMeasure
from congvu.plans.selectors.doubts import unconfirmed
from congvu.plans.services.doubts import confirm_doubt

Told = Mapping[str, Any]
PUBLISHED, DRAFTED = "hai-phong-cds-2026-2028", "hai-phong-pmnm-2027-2029"
DRAFTER, ISSUER = "H24.08", "H24"
PLANNER, LEADER = "ke-hoach.khoa-hoc", "lanh-dao.hai-phong"
BEGUN, SUBMITTED, APPROVED, ANNOUNCED = date(2025, 12, 8), date(2025, 12, 22), date(2026, 1, 5), date(2026, 1, 6)
MILLION = 10**6
DAYS_OF_COMMENT = 12


@dataclass(frozen=True, slots=True)
class Builder:
    """One of the plans, its file, and the agencies of the province that it speaks of."""

    told: Told
    agencies: Mapping[str, Agency]  # by code
    units: Mapping[str, Agency]  # communes by the code of their unit

    @classmethod
    def of(cls, slug: str) -> "Builder":
        """The builder of a plan."""
        text = (FOLDER.parent / "living" / f"{slug}.yaml").read_text(encoding="utf-8")
        rows = list(Agency.objects.filter(code__startswith=ISSUER))
        units = {row.unit_code: row for row in rows if row.unit_code and row.kind == "commune_committee"}
        return cls(load(text).data, {row.code: row for row in rows}, units)

    def begin(self, at: datetime) -> Plan:
        """The plan with the sections of its framework, as far as they are written."""
        told = self.told["plan"]
        first, last = told["years"]
        plan = services.begin(
            told["framework"], drafter=self.agencies[DRAFTER], issuer=self.agencies[ISSUER], year_from=first,
            year_to=last, title=told["title"], slug=told["slug"], by=signed_in(PLANNER, at), at=at,
        )  # fmt: skip
        sections = list(plan.sections.exclude(key=""))
        for section in sections:
            section.body = self.told["sections"].get(section.key, "")
        Section.objects.bulk_update(sections, ["body"])
        return plan

    def substance(self, plan: Plan) -> None:
        """What the published plan wants, from where, with which money."""
        indicators = catalogue(self.told["targets"])
        legal = register(self.told["legal"]).values()
        plan.sections.get(key="I").legal.set(
            [*legal, *LegalText.objects.filter(number__in=("Luật CNTT 2006", "64/2007/NĐ-CP"))]
        )
        self._targets(plan, indicators)
        self._projects(plan, indicators)
        Baseline.objects.bulk_create(
            Baseline(
                plan=plan, section="II.4", indicator=indicators[one["indicator"]], value=number(one.get("value")),
                **{key: one[key] for key in ("code", "name", "year", "n", "d", "unit")},
            )
            for one in self.told["baselines"]
        )  # fmt: skip
        Budget.objects.bulk_create(Budget(plan=plan, **one) for one in self.told["budgets"])
        Milestone.objects.bulk_create(
            Milestone(plan=plan, order=order, **one) for order, one in enumerate(self.told["milestones"], start=1)
        )

    def confirm(self, plan: Plan, at: datetime) -> None:
        """What somebody must have said of the plan's doubts before it is submitted."""
        for doubt in unconfirmed(plan):
            remark = self.told["confirmed"][doubt.key.partition(":")[0]]
            confirm_doubt(plan.pk, doubt.key, facts=doubt.facts, remark=remark, by=signed_in(PLANNER, at), at=at)

    def _targets(self, plan: Plan, indicators: Mapping[str, Indicator]) -> None:
        rows = Target.objects.bulk_create(
            self._target(plan, one, indicators[one["code"]], year, value, order=10 * place + year - plan.year_from)
            for place, one in enumerate(self.told["targets"], start=1)
            for year, value in _years(plan, one)
        )
        by_key = {(row.indicator_id, row.year): row for row in rows}
        Assignment.objects.bulk_create(
            Assignment(
                target=by_key[indicators[one["code"]].pk, one["year"]], agency=self.units[one["unit"]],
                value=number(one.get("value")), exempt="exempt" in one, reason=one.get("exempt", ""),
            )
            for one in self.told["own"]
        )  # fmt: skip

    def _target(
        self, plan: Plan, told: Told, indicator: Indicator, year: int, value: int | None, *, order: int
    ) -> Target:
        n, d, since = told.get("baseline", (None, None, None))
        return Target(
            plan=plan, indicator=indicator, year=year, op=told.get("op", "ge"), value=number(value),
            text=told.get("text", ""), scope=self.told["scopes"][told["scope"]], baseline_n=n, baseline_d=d,
            baseline_year=since, section="III", order=order,
        )  # fmt: skip

    def _projects(self, plan: Plan, indicators: Mapping[str, Indicator]) -> None:
        plain = ("code", "group", "name", "start", "end", "kind", "progress", "decision", "open_source")
        told = self.told["projects"]
        rows = Project.objects.bulk_create(
            Project(
                plan=plan, order=order, printed=str(order), lead=self.agencies[one["lead"]],
                leads=self.agencies[one["lead"]].name, decided_on=_day(one.get("decided_on")),
                finished_on=_day(one.get("finished_on")), **{key: one[key] for key in plain if key in one},
            )
            for order, one in enumerate(told, start=1)
        )  # fmt: skip
        Project.indicators.through.objects.bulk_create(
            Project.indicators.through(project_id=row.pk, indicator_id=indicators[code].pk)
            for row, one in zip(rows, told, strict=True)
            for code in one["indicators"]
        )
        Money.objects.bulk_create(
            money for row, one in zip(rows, told, strict=True) for money in _money(plan, row, one)
        )


@transaction.atomic
def build_published() -> Plan:
    """The plan of 2026 to 2028: written and approved as such a plan is, in its time; its substance in bulk."""
    builder = Builder.of(PUBLISHED)
    plan = builder.begin(_moment(BEGUN))
    builder.substance(plan)
    builder.confirm(plan, _moment(SUBMITTED))
    planner, leader = signed_in(PLANNER, _moment(SUBMITTED)), signed_in(LEADER, _moment(APPROVED))
    version = services.submit(plan.pk, by=planner, at=_moment(SUBMITTED))
    services.approve(
        plan.pk, number=builder.told["plan"]["number"], day=APPROVED, seen=version.revision, by=leader,
        at=_moment(APPROVED),
    )  # fmt: skip
    return services.publish(plan.pk, by=planner, at=_moment(ANNOUNCED))


@transaction.atomic
def build_draft(*, until: datetime) -> Plan:
    """The plan that is being written: some sections stand, and the agencies are asked what they say of it."""
    builder = Builder.of(DRAFTED)
    plan = builder.begin(_before(until, 9))
    Target.objects.bulk_create(
        Target(
            plan=plan, indicator=Indicator.objects.get(code=one["code"]), year=int(year), value=value, order=order,
            scope={"kinds": ["department", "commune_committee"], "include": ["H24.01"]}, section="III.1",
        )
        for one in builder.told["targets"]
        for order, (year, value) in enumerate(one["values"].items(), start=1)
    )  # fmt: skip
    Project.objects.bulk_create(
        Project(plan=plan, order=order, printed=str(order), lead=plan.drafter, leads=plan.drafter.name, **one)
        for order, one in enumerate(builder.told["projects"], start=1)
    )
    sent, last = _before(until, 4), timezone.localdate(until) + timedelta(days=DAYS_OF_COMMENT - 4)
    services.send_for_comment(plan.pk, until=last, by=signed_in(PLANNER, sent), at=sent)
    for days, one in enumerate(builder.told["comments"], start=1):
        at = _before(until, 4 - days)
        speaker = signed_in(one["username"], at)
        agency = Agency.objects.get(pk=min(speaker.agencies()))
        if one["text"]:
            section = plan.sections.get(key=one["section"])
            services.comment(plan.pk, one["text"], agency=agency, section=section.pk, by=speaker, at=at)
        else:
            services.agree(plan.pk, agency=agency, by=speaker, at=at)
    return plan


def signed_in(username: str, at: datetime) -> Actor:
    """Who somebody is at a moment."""
    return actor_for(Account.objects.get(username=username), at=at)


def _years(plan: Plan, told: Told) -> Iterator[tuple[int, int | None]]:
    """The years of a target with their values."""
    years = told.get("years") or range(plan.year_from, plan.year_to + 1)
    values = told.get("values") or [None] * len(years)
    yield from zip(years, values, strict=True)


def _money(plan: Plan, project: Project, told: Told) -> Iterator[Money]:
    """What is planned of each year, and what was allocated and paid of the first."""
    for place, (fund, amounts) in enumerate(told["money"].items()):
        for year, amount in zip(range(plan.year_from, plan.year_to + 1), amounts, strict=True):
            if amount:
                yield Money(
                    project=project, fund=fund, measure=MoneyMeasure.ESTIMATE, year=year, amount=amount * MILLION
                )
        for measure in (MoneyMeasure.ALLOCATED, MoneyMeasure.PAID):
            yield Money(
                project=project, fund=fund, measure=measure, year=plan.year_from,
                amount=told[measure.value][place] * MILLION,
            )  # fmt: skip


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(9), timezone.get_default_timezone())


def _before(until: datetime, days: int) -> datetime:
    return _moment(timezone.localdate(until) - timedelta(days=days))
