"""What stands before the journeys of a plan's reports begin: a published plan of two years, three communes that owe a
report of the last quarter, and a dossier that was settled and counted in it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from congvu.agencies.demo import PASSWORD, Province
from congvu.agencies.models import Agency
from congvu.agencies.rules import Role
from congvu.base.actors import system
from congvu.measures import services as measures
from congvu.measures.rules import Term, terms
from congvu.people.models import Account
from congvu.plans.models import Indicator, Money, Plan, Section
from congvu.plans.rules.scopes import Scope
from congvu.plans.testing import make_indicator, make_plan, make_project, make_target
from congvu.progress import services as progress
from congvu.progress.models import Scheme
from congvu.reporting.models import Report, ReportDuty
from congvu.reporting.rules import State
from congvu.reporting.testing import make_duty, make_report
from congvu.statistics.services import keep
from tests.journeys.scenes import DEATH, HONG_BANG, KIEN_THUY, commune, received, settled

WRITER, RECEIVER, LEADER = "ke-hoach.hong-bang", "ke-hoach.khoa-hoc", "lanh-dao.hai-phong"
CAT_HAI = "Ủy ban nhân dân đặc khu Cát Hải"
ON_TIME, COMPUTERS = "Hồ sơ giải quyết đúng hạn", "Máy trạm dùng bộ phần mềm văn phòng nguồn mở"
PLAN, DUTY = "Kế hoạch chuyển đổi số mẫu", "Kết quả chuyển đổi số hằng quý"
BOOK = {"register_number": "17", "register_book": "01"}
DAY = timedelta(days=1)


def last_quarter() -> Term:
    """The last one that is over."""
    today = timezone.localdate()
    return [one for one in terms(date(today.year - 1, 1, 1), today, "quarter") if one.days.end <= today][-1]


@dataclass(frozen=True)
class Scene:
    """The plan with its duty; `counted` is measured, `hand` is not. Both are asked of three communes."""

    province: Province
    plan: Plan
    duty: ReportDuty
    counted: Indicator
    hand: Indicator
    quarter: Term
    communes: tuple[Agency, Agency, Agency]

    def told(self, place: int, counted: tuple[int, int], hand: tuple[int, int]) -> Report:
        """The accepted report of a commune."""
        values = {self.counted: counted, self.hand: hand}
        return make_report(self.duty, self.communes[place], self.quarter.code, values)

    def owed(self, place: int) -> Report:
        """The report of a commune that has told nothing."""
        return make_report(
            self.duty, self.communes[place], self.quarter.code, state=State.OPEN, submitted_at=None, accepted_at=None
        )

    def scheme(self, block: str, agencies: list[Agency]) -> Scheme:
        """A scheme of points for some agencies, ready to be opened: the computers by their share, and one by hand."""
        by, at = self.province.actor(self.plan.drafter, Role.PLANNER), timezone.now()
        scope = Scope(included=frozenset(one.code for one in agencies))
        made = progress.make_scheme(self.plan, year=self.quarter.year, block=block, scope=scope, by=by, at=at)
        progress.add_criterion(
            made, code="1", name=COMPUTERS, points=Decimal(60), method="ratio", indicator=self.hand, by=by, at=at
        )
        progress.add_criterion(made, code="2", name="Đào tạo", points=Decimal(40), method="manual", by=by, at=at)
        return made

    def scores(self, scheme: Scheme, place: int, points: int) -> None:
        """A commune scores itself where nothing is measured; the rest as it was measured."""
        self._scores(scheme, self.communes[place], points)

    def confirmed(self, scheme: Scheme, points: dict[str, int]) -> None:
        """The round of departments, by their sectors, up to where the leader publishes it."""
        by, at = self.province.actor(self.plan.drafter, Role.PLANNER), timezone.now()
        progress.open_self_scoring(scheme, by=by, at=at)
        for sector, own in points.items():
            self._scores(scheme, self.province.departments[sector], own)
        progress.close_self_scoring(scheme, by=by, at=at)
        last = scheme.criteria.get(code="2").pk
        for sector, own in points.items():
            verdict = {last: progress.Verdict(Decimal(own), "")}
            progress.verify(scheme, self.province.departments[sector], answers=verdict, by=by, at=at)
        progress.close_verification(scheme, by=by, at=at)

    def _scores(self, scheme: Scheme, agency: Agency, points: int) -> None:
        by = self.province.actor(agency, Role.PLANNER)
        own = {scheme.criteria.get(code="2").pk: progress.Own(Decimal(points), "Danh sách lớp tập huấn", "")}
        progress.score_self(scheme, agency, answers=own, by=by, at=timezone.now())


def published_plan(province: Province) -> Scene:
    """Made by the department of science for the city, with money and a project that is late."""
    quarter, at = last_quarter(), timezone.now()
    year = quarter.year
    plan = make_plan(
        "chuyen-doi-so-mau", title=PLAN, issuer=province.committee, drafter=province.departments["science"],
        year_from=year, year_to=year + 1, state="published", number="18/QĐ-UBND", decided_on=quarter.days.start,
        published_at=at,
    )  # fmt: skip
    Section.objects.create(plan=plan, number="I", title="Mục đích, yêu cầu", order=1, body="Lấy **số đo** làm gốc.")
    counted = make_indicator(
        "CT-01", name=ON_TIME, numerator="hồ sơ đúng hạn", denominator="hồ sơ đã giải quyết",
        metric_n="dvc.on_time", metric_d="dvc.settled", over_time="sum",
    )  # fmt: skip
    hand = make_indicator("CT-02", name=COMPUTERS, numerator="máy trạm đã dùng", denominator="máy trạm")
    three = (commune(HONG_BANG), commune(KIEN_THUY), commune(CAT_HAI))
    scope = {"include": [one.code for one in three]}
    for order, (indicator, value) in enumerate(((counted, 90), (hand, 30))):
        make_target(plan, indicator, year=year, value=value, scope=scope, order=2 * order)
        make_target(plan, indicator, year=year + 1, value=min(100, 2 * value), scope=scope, order=2 * order + 1)
    late = make_project(plan, "DA-01", name="Kho dữ liệu dùng chung", start=year - 2, end=year - 1, lead=plan.drafter)
    for measure, amount in (("estimate", 12_000_000_000), ("allocated", 8_000_000_000), ("paid", 3_000_000_000)):
        Money.objects.create(project=late, fund="central", measure=measure, year=year, amount=amount)
    duty = make_duty(plan, "BC-Q", title=DUTY, scope=scope, first=quarter.days.start, made_at=at - DAY)
    return Scene(province, plan, duty, counted, hand, quarter, three)


def counted_dossier(scene: Scene) -> str:
    """A dossier of Hồng Bàng that was settled in the quarter, on a day that was counted; its code."""
    day = scene.quarter.days.last - 3 * DAY
    found = received(scene.province, DEATH, scene.communes[0], days_ago=(timezone.localdate() - day).days)
    settled(scene.province, found, result=BOOK, at=found.received_at + timedelta(minutes=5))
    while keep(at=timezone.now()):
        pass
    count(day, day + DAY)
    return found.code


def count(first: date, last: date) -> None:
    by = system("journeys", "Đếm số đo")
    measures.count(["dvc.on_time", "dvc.settled"], first, last, by=by, at=timezone.now())


def may_sign_in(*usernames: str) -> None:
    """Accounts that the demonstration does not offer."""
    for account in Account.objects.filter(username__in=usernames):
        account.set_password(PASSWORD)
        account.save()


# On the pages


def line(page: Page, indicator: str) -> Locator:
    """One indicator of a report."""
    return page.locator("li.report-line").filter(has=page.get_by_role("heading", name=indicator))


def go(page: Page, place: str) -> None:
    """By the navigation."""
    page.get_by_role("navigation", name="Mục chính").get_by_role("link", name=place, exact=True).click()


def open_received(page: Page, agency: str) -> None:
    """A commune's report, from what the receiver has received."""
    go(page, "Báo cáo nhận được")
    page.locator("main").get_by_role("link", name=DUTY).click()
    page.locator("main").get_by_role("link", name=agency).click()


def main(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.locator("main")).to_contain_text(words)
