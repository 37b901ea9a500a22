"""The plans' part of the stage: a plan on which agencies comment, one that is published, reports on it, its points."""

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from congvu.agencies.rules import Kind
from congvu.base.actors import Actor
from congvu.files.selectors import shelf
from congvu.files.testing import stored
from congvu.measures.testing import make_measure
from congvu.plans import services as planning
from congvu.plans.models import Budget, Comment, Import, Money, Plan, Section, Version
from congvu.plans.rules.scopes import Scope
from congvu.plans.rules.words import State
from congvu.plans.selectors.doubts import doubts
from congvu.plans.selectors.versions import snapshot
from congvu.plans.testing import fill, make_indicator, make_plan, make_project, make_target
from congvu.progress import services as scoring
from congvu.progress.models import Criterion, Scheme
from congvu.reporting import services as reporting
from congvu.reporting.models import Lock, Report, Revision
from congvu.reporting.rules.examples import examples
from congvu.reporting.testing import make_duty, make_report
from congvu.tabular import Cell, Grid

if TYPE_CHECKING:
    from tests.house.world import World

METRIC = "hr.officials"
SCOPE = Scope(frozenset({Kind.COMMUNE_COMMITTEE.value}))
LINES = (
    ("TT", "Tên dự án", "Đơn vị chủ trì", "Dự kiến tổng kinh phí (triệu đồng), nguồn khác"),
    ("1", "Thư điện tử", "Sở Ví dụ", "226.330"),
)
GRID = Grid(
    "Biểu",
    tuple(
        tuple(Cell(text, None, f"{'ABCD'[column]}{row}") for column, text in enumerate(line))
        for row, line in enumerate(LINES, 1)
    ),
)


class Plans:
    """All of it is of the province H98 and its two communes. The plans began last year, so that some periods are over.

    Whatever is changed on it is changed in the database: what stands here are the keys by which things are found.
    """

    def __init__(self, world: "World") -> None:
        self.at, self.today, self.year = world.at, timezone.localdate(world.at), timezone.localdate(world.at).year - 1
        self.province, self.commune, self.elsewhere = world.province, world.commune, world.elsewhere
        self.writer, self.leader = world.actors["top planner"], world.actors["top leader"]
        self.planner = world.actors["planner"]
        self.indicator = make_indicator("CT-01", metric_n=METRIC, metric_d="hr.posts_filled")
        make_measure(METRIC, self.province, self.yesterday, 7)
        self.draft = self._draft(world)
        self.read = self.begin_import(self.writer)
        self.plan = self._published()
        self.target = make_target(self.plan, self.indicator, year=None, scope=SCOPE.write())
        make_project(self.plan, lead=self.commune)
        Version.objects.create(
            plan=self.plan, number=1, revision=1, reason="Trình phê duyệt", content=snapshot(self.plan), made_by="Mẫu",
            made_at=self.at, decision=self.plan.number, decided_on=self.plan.decided_on, approver="Mẫu",
            published_at=self.at,
        )  # fmt: skip
        self._report()
        self.scheme = self.make_scheme("Xã, phường")
        scoring.open_self_scoring(self.scheme, by=self.writer, at=self.at)

    @property
    def yesterday(self) -> date:
        return self.today - timedelta(days=1)

    def _draft(self, world: "World") -> Plan:
        """Begun from a framework, with something of everything, and sent for comment."""
        by, at = self.writer, self.at
        given: dict[str, Any] = {"drafter": self.province, "issuer": self.province, "slug": "ke-hoach-dang-soan"}
        draft = planning.begin("APP1", **given, year_from=self.year, year_to=self.year + 2, by=by, at=at)
        self.section = draft.sections.get(key="II.1").pk
        self.added = planning.add_section(draft.pk, title="Phụ lục", by=by, at=at).pk
        self.aim = make_target(draft, self.indicator, year=self.year + 1, scope=SCOPE.write())
        said = planning.Stood(code="HT-01", name="Máy trạm", year=self.year, n=Decimal(3), d=Decimal(4))
        self.baseline = planning.set_baseline(draft.pk, said, by=by, at=at)
        self.project = make_project(draft, lead=self.commune)
        self.money = Money.objects.create(
            project=self.project, fund="other", measure="allocated", year=self.year, amount=10**9
        )
        self.budget = Budget.objects.create(plan=draft, code="KP", name="Cả kỳ", amount=4, parts={"A": 1, "B": 2})
        planning.send_for_comment(draft.pk, until=self.today + timedelta(days=9), by=by, at=at)
        self.comment = planning.comment(draft.pk, "Nêu rõ kinh phí.", agency=self.commune, by=self.planner, at=at)
        planning.comment(draft.pk, "Thêm tiến độ.", agency=self.elsewhere, by=world.actors["other planner"], at=at)
        return draft

    def begin_import(self, by: Actor) -> Import:
        """A table with a doubt, being looked at."""
        blob = stored(shelf(), name="bieu.pdf")
        given: dict[str, Any] = {"kind": "projects", "grids": [GRID], "blob": blob, "name": "bieu.ods"}
        return planning.begin_import(self.draft.pk, **given, by=by, at=self.at)

    def _published(self) -> Plan:
        return make_plan(
            "ke-hoach-cong-bo", issuer=self.province, state=State.PUBLISHED, published_at=self.at, year_from=self.year,
            year_to=self.year + 2,
        )  # fmt: skip

    def _report(self) -> None:
        """Three quarters of last year: the second locked, of the third all accepted and added up, the fourth owed. And
        a survey that the commune has begun to answer."""
        self.duty = make_duty(self.plan, scope=SCOPE.write(), asks_projects=True)
        figures = {self.indicator: (3, 4)}
        self.second, self.third, self.fourth = (f"{self.year}-Q{number}" for number in (2, 3, 4))
        make_report(self.duty, self.elsewhere, self.second, figures)
        self.lock = Lock.objects.create(duty=self.duty, period=self.second, locked_by="Mẫu", locked_at=self.at)
        self.accepted = make_report(self.duty, self.commune, self.third, figures)
        made = reporting.consolidate(self.duty.pk, self.third, by=self.writer, at=self.at)
        self.consolidation = made
        unsaid: dict[str, Any] = {"state": "open", "submitted_at": None, "accepted_at": None}
        self.open = make_report(self.duty, self.commune, self.fourth, **unsaid)
        form = examples()["ha-tang-cntt"].form
        self.survey = make_duty(self.plan, "KS-1", scope=SCOPE.write(), frequency="event", form=form)
        self.answers = make_report(self.survey, self.commune, str(self.year), **unsaid)

    @property
    def doubt(self) -> dict[str, str]:
        """What of the plan does not fit together, as its form names it."""
        found = doubts(Plan.objects.get(pk=self.draft.pk))[0]
        return {"key": found.key, "facts": found.facts}

    def make_scheme(self, block: str = "Khối mới") -> Scheme:
        """The points of a block, in one criterion; a draft."""
        by, at = self.writer, self.at
        scheme = scoring.make_scheme(self.plan, year=self.year, block=block, scope=SCOPE, by=by, at=at)
        scoring.add_criterion(
            scheme, code="1", name="Đào tạo", points=Decimal(30), method="manual", by=by, at=at
        )  # fmt: skip
        return scheme

    @property
    def criterion(self) -> Criterion:
        return self.scheme.criteria.get()

    def begun_scheme(self) -> Criterion:
        """The criterion of a draft."""
        return self.make_scheme().criteria.get()

    def verifying(self) -> Scheme:
        """Self-scoring is over: the commune gave itself points."""
        said = {self.criterion.pk: scoring.Own(Decimal(20), "Danh sách lớp")}
        scoring.score_self(self.scheme, self.commune, answers=said, by=self.planner, at=self.at)
        return scoring.close_self_scoring(self.scheme, by=self.writer, at=self.at)

    def verified(self) -> Scheme:
        """All points were verified."""
        scheme = self.verifying()
        for agency in (self.commune, self.elsewhere):
            said = {self.criterion.pk: scoring.Verdict(Decimal(20), "Đã xem")}
            scoring.verify(scheme, agency, answers=said, by=self.writer, at=self.at)
        return scheme

    def confirming(self) -> Scheme:
        """Agencies answer to their points."""
        return scoring.close_verification(self.verified(), by=self.writer, at=self.at)

    def ranked(self) -> Scheme:
        """The ranking was published."""
        scoring.publish(self.confirming(), by=self.leader, at=self.at)
        return self.scheme

    def to(self, state: str) -> None:
        """The plan on which agencies comment is in another state; amended, it is a draft again after all others."""
        number, day = "9/QĐ-UBND", self.today
        shown = {"published_at": self.at} if state in {"published", "amended"} else {}
        if shown or state == "approved":
            Plan.objects.filter(pk=self.draft.pk).update(number=number, decided_on=day, **shown)
            self.draft.versions.update(decision=number, decided_on=day, **shown)
        Plan.objects.filter(pk=self.draft.pk).update(state="draft" if state == "amended" else state)

    def back(self) -> None:
        """The time for comments is over."""
        self.to("draft")

    def complete(self) -> None:
        """Every comment is answered, every section written, every figure right: the plan may be submitted."""
        self.back()
        Comment.objects.update(answer="taken")
        Budget.objects.filter(pk=self.budget.pk).update(amount=3)
        fill(Plan.objects.get(pk=self.draft.pk), by=self.writer)

    def submit(self) -> Plan:
        """The plan waits for its leader."""
        self.to("submitted")
        return self.draft

    def approve(self) -> None:
        """The leader has approved it."""
        self.to("approved")

    def revise(self) -> None:
        """Something was written since the last version."""
        Plan.objects.filter(pk=self.draft.pk).update(revision=99)

    def skip(self) -> None:
        """A section was left out."""
        Section.objects.filter(pk=self.section).update(skipped="Không có")

    def assign(self) -> None:
        """The commune has a value of its own."""
        planning.assign(self.aim.pk, [self.commune.pk], value=Decimal(50), by=self.writer, at=self.at)

    def decide(self) -> None:
        """Whatever was in doubt of the table is settled."""
        said = {"lead:so vi du": "words", "D2:number": "=226.330"}
        planning.decide(self.read.pk, said, by=self.writer, at=self.at)

    def write(self) -> None:
        """The commune has written its report."""
        Revision.objects.filter(report=self.open).update(words="Đã cài 3 máy.")

    def tell(self) -> None:
        """The commune has told its report."""
        self.write()
        Report.objects.filter(pk=self.open.pk).update(state="submitted", submitted_at=self.at)
