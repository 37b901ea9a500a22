"""The five seed plans as plans: sections, targets, baselines, projects and budgets, oddities and all."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from congvu.agencies.models import Agency
from congvu.plans.demo.reading import number, seed
from congvu.plans.models import (
    Baseline,
    Budget,
    Indicator,
    LegalText,
    Milestone,
    Plan,
    Project,
    Section,
    Target,
    Version,
)
from congvu.plans.rules.frameworks import framework_of
from congvu.plans.rules.words import State
from congvu.plans.selectors.versions import snapshot

Told = Mapping[str, Any]
AUTHOR = "Dữ liệu trình diễn"
UNNUMBERED = "không ghi số"


def register(texts: Iterable[Told]) -> dict[str, LegalText]:
    """The legal texts, by number."""
    rows = LegalText.objects.bulk_create(
        LegalText(
            number=one["number"], kind=one["kind"], title=one.get("title", ""), issuer=one.get("issuer", ""),
            issued_on=_day(one.get("issued_on")), doubt=one.get("doubt", ""),
        )
        for one in texts
    )  # fmt: skip
    return {row.number: row for row in rows}


def catalogue(told: Iterable[Told]) -> dict[str, Indicator]:
    """The indicators, by code."""
    plain = ("numerator", "denominator", "direction", "over_time", "over_agencies", "source", "name_en")
    rows = Indicator.objects.bulk_create(
        Indicator(
            code=one["code"], name=one["name"], unit=one["unit"],
            **dict(zip(("metric_n", "metric_d"), one.get("metric", ()), strict=False)),
            **{key: one[key] for key in plain if key in one},
        )
        for one in told
    )  # fmt: skip
    return {row.code: row for row in rows}


class SeedPlan:
    """One of the plans: its file, and what is made of it."""

    def __init__(
        self, name: str, *, agencies: Mapping[str, Agency], legal: Mapping[str, LegalText], at: datetime
    ) -> None:
        self.told = seed(name)
        self.agencies, self.legal, self.at = agencies, legal, at

    def build(self, indicators: Mapping[str, Indicator]) -> Plan:
        """Everything of it, and the version that everybody reads."""
        plan = self._plan()
        self._sections(plan)
        self._targets(plan, indicators)
        self._baselines(plan, indicators)
        self._projects(plan, indicators)
        self._totals(plan)
        Version.objects.create(
            plan=plan, number=1, revision=1, reason="Bản đã ban hành", content=snapshot(plan), made_by=AUTHOR,
            made_at=self.at, decision=plan.number or UNNUMBERED, decided_on=plan.decided_on, published_at=self.at,
        )  # fmt: skip
        return plan

    def _plan(self) -> Plan:
        told = self.told["plan"]
        framework = framework_of(told["framework"])
        assert framework
        first, last = told["years"]
        return Plan.objects.create(
            slug=told["slug"], title=told["title"], framework=framework.key, edition=framework.edition,
            issuer=self.agencies[told["issuer"]], drafter=self.agencies[told["drafter"]],
            year_from=first, year_to=last, state=State.ENDED, specimen=True, number=told.get("number", ""),
            decided_on=_day(told.get("decided")), made_by=AUTHOR, made_at=self.at, published_at=self.at,
        )  # fmt: skip

    def _sections(self, plan: Plan) -> None:
        """One insert for each level of the tree; a section's place ("III.2.2.a") says what it is in."""
        made: dict[str, Section] = {}
        told = list(enumerate(self.told["sections"], start=1))
        for depth in range(4):
            level = [(order, one) for order, one in told if one["place"].count(".") == depth]
            rows = Section.objects.bulk_create(
                Section(
                    plan=plan, parent=made.get(one["place"].rpartition(".")[0]), key=one.get("key", ""), order=order,
                    number=_printed(one["place"]), title=one["title"], kind=one["kind"], body=one.get("body", ""),
                    skipped=one.get("skipped", ""),
                )
                for order, one in level
            )  # fmt: skip
            made |= {one["place"]: row for (_order, one), row in zip(level, rows, strict=True)}
        Section.legal.through.objects.bulk_create(
            Section.legal.through(section_id=made[one["place"]].pk, legaltext_id=self.legal[text].pk)
            for one in self.told["sections"]
            for text in one.get("legal", ())
        )

    def _targets(self, plan: Plan, indicators: Mapping[str, Indicator]) -> None:
        Target.objects.bulk_create(
            Target(
                plan=plan, indicator=indicators[one["code"]], year=one.get("year"), op=one["op"], order=order,
                value=number(one.get("value")), text=one.get("text", ""), day=_day(one.get("day")),
                scope=one.get("scope", {}), scope_text=one["scope_text"], section=one["section"],
            )
            for order, one in enumerate(self.told["targets"], start=1)
        )  # fmt: skip

    def _baselines(self, plan: Plan, indicators: Mapping[str, Indicator]) -> None:
        plain = ("name", "year", "told", "unit", "approximate", "section", "note", "doubt")
        Baseline.objects.bulk_create(
            Baseline(
                plan=plan, code=one["code"], indicator=indicators.get(one.get("indicator", "")),
                **{key: number(one.get(key)) for key in ("n", "d", "value")},
                **{key: one[key] for key in plain if key in one},
            )
            for one in self.told.get("baselines", ())
        )  # fmt: skip

    def _projects(self, plan: Plan, indicators: Mapping[str, Indicator]) -> None:
        plain = ("code", "printed", "group", "name", "start", "end", "leads", "funding", "open_source")
        told = self.told.get("projects", ())
        rows = Project.objects.bulk_create(
            Project(
                plan=plan, order=order, note=f"Mục {one['section']}", **{key: one[key] for key in plain if key in one}
            )
            for order, one in enumerate(told, start=1)
        )
        Project.indicators.through.objects.bulk_create(
            Project.indicators.through(project_id=row.pk, indicator_id=indicators[code].pk)
            for row, one in zip(rows, told, strict=True)
            for code in one.get("indicators", ())
        )

    def _totals(self, plan: Plan) -> None:
        plain = ("code", "name", "year", "amount", "told", "parts", "section", "doubt")
        Budget.objects.bulk_create(
            Budget(plan=plan, share=number(one.get("share")), **{key: one[key] for key in plain if key in one})
            for one in self.told.get("budgets", ())
        )
        Milestone.objects.bulk_create(
            Milestone(plan=plan, order=order, **one)
            for order, one in enumerate(self.told.get("milestones", ()), start=1)
        )


def _printed(place: str) -> str:
    """The number that stands before a section's title; the decision and the letter have none."""
    last = place.rpartition(".")[2]
    return "" if place in ("QĐ", "CV") else last


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
