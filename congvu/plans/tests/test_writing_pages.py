"""The pages of writing a plan, without script: from the framework to the published plan."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from congvu.agencies.rules import Kind, Role
from congvu.agencies.testing import make_agency, make_official
from congvu.base.actors import Actor
from congvu.measures.testing import make_measure
from congvu.people.models import Account
from congvu.plans import services
from congvu.plans.models import Baseline, Comment, LegalText, Plan, Section
from congvu.plans.rules.sections import seen_of
from congvu.plans.testing import AT, begun, fill, make_project, make_target, make_writer

pytestmark = pytest.mark.django_db


def browser(actor: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account_id or 0), "congvu.people.backends.AccountBackend")
    return client


@pytest.fixture
def plan() -> Plan:
    return begun()


@pytest.fixture
def by(plan: Plan) -> Actor:
    return make_writer(plan)


@pytest.fixture
def writer(by: Actor) -> Client:
    return browser(by)


def at(page: str, *given: Any) -> str:
    return reverse(f"plans-{page}", args=given)


def text(client: Client, page: str, *given: Any, **asked: str) -> str:
    answer = client.get(at(page, *given), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_plan_is_begun_from_a_framework(plan: Plan, writer: Client) -> None:
    page = text(writer, "begin")
    assert "Bảo đảm an toàn thông tin số" in page
    typed = {"framework": "APP4", "year_from": "2027", "year_to": "2026", "drafter": plan.drafter_id}
    typed["issuer"] = plan.issuer_id
    refused = writer.post(at("begin"), typed)
    assert refused.status_code == 422
    assert 'value="2027"' in refused.content.decode()
    begun_at = writer.post(at("begin"), {**typed, "year_to": "2027", "slug": "an-toan-2027"})
    assert begun_at.headers["Location"] == at("plan", "an-toan-2027")
    assert "Hiện trạng đảm bảo ATTTs" in text(writer, "plan", "an-toan-2027")


def test_the_list_filters(plan: Plan, writer: Client) -> None:
    assert plan.title in text(writer, "list")
    assert plan.title in text(writer, "list", q="pmnm", khung="APP3", nam="2027", **{"trang-thai": "draft"})
    assert plan.title not in text(writer, "list", khung="APP1")


def test_a_section_is_written_shown_and_kept_when_two_write(plan: Plan, by: Actor, writer: Client) -> None:
    section = Section.objects.get(plan=plan, key="IV")
    place = (plan.slug, section.pk)
    page = text(writer, "section", *place)
    assert "Việc sẽ làm, xuất phát từ hiện trạng" in page
    previewed = writer.post(at("section", *place), {"body": "**Việc** một", "seen": seen_of(""), "preview": "1"})
    assert "<strong>Việc</strong> một" in previewed.content.decode()
    services.write_section(plan.pk, section.pk, "Người khác viết.", seen=seen_of(""), by=by, at=AT)
    typed = {"body": "Tôi viết.", "seen": seen_of("")}
    refused = writer.post(at("section", *place), typed)
    told = refused.content.decode()
    assert refused.status_code == 409
    assert "Tôi viết." in told
    assert "Người khác viết." in told
    assert seen_of("Người khác viết.") in told
    saved = writer.post(at("section", *place), {**typed, "seen": seen_of("Người khác viết."), "next": "1"})
    assert saved.headers["Location"] != at("section", *place)
    section.refresh_from_db()
    assert section.body == "Tôi viết."


def test_sections_are_placed_named_and_left_out(plan: Plan, writer: Client) -> None:
    section = Section.objects.get(plan=plan, key="V.5")
    place = (plan.slug, section.pk)
    writer.post(at("section-move", *place), {"way": "up"})
    writer.post(at("section-name", *place), {"number": "4", "title": "Kiến nghị"})
    refused = writer.post(at("section-skip", *place), {"reason": ""})
    assert refused.status_code == 422
    writer.post(at("section-skip", *place), {"reason": "Không có."})
    page = text(writer, "plan", plan.slug)
    assert "Kiến nghị" in page
    assert "bỏ qua: Không có." in page
    added = writer.post(
        at("section-add", plan.slug), {"title": "Thí điểm", "number": "", "kind": "tasks", "parent": ""}
    )
    made = Section.objects.get(title="Thí điểm")
    assert added.headers["Location"] == at("section", plan.slug, made.pk)
    writer.post(at("section-restore", *place))
    writer.post(at("section-remove", plan.slug, made.pk))
    assert not Section.objects.filter(pk=made.pk).exists()


def test_legal_texts_are_picked_and_added(plan: Plan, writer: Client) -> None:
    section = Section.objects.get(plan=plan, key="I")
    LegalText.objects.create(number="43/2011/NĐ-CP", kind="decree", doubt="Xem lại ngày.")
    place = (plan.slug, section.pk)
    page = text(writer, "section-legal", *place, q="43/2011")
    assert "43/2011/NĐ-CP" in page
    writer.post(at("section-legal", *place), {"legal": [str(LegalText.objects.get().pk)], "pick": "1"})
    writer.post(at("section-legal", *place), {"number": "Luật Mẫu", "kind": "law", "add": "1"})
    assert {one.number for one in section.legal.all()} == {"43/2011/NĐ-CP", "Luật Mẫu"}
    assert "Xem lại ngày." in text(writer, "section", *place)
    assert "Luật Mẫu" in text(writer, "legal", loai="law")
    assert writer.post(at("legal"), {"number": "luật mẫu", "kind": "law"}).status_code == 422


def test_figures_of_the_platform_become_a_line_and_a_baseline(writer: Client, plan: Plan, by: Actor) -> None:
    section = Section.objects.get(plan=plan, key="II.3")
    make_agency("X-01", Kind.COMMUNE_COMMITTEE, parent=plan.issuer)
    for n, d, agency in ((2, 5, plan.issuer), (9, 10, plan.drafter)):
        make_measure("hr.accounts", agency, AT.date(), n)
        make_measure("hr.officials", agency, AT.date(), d)
    page = text(writer, "section", plan.slug, section.pk)
    assert 'value="hr.accounts"' in page
    services.pull_figures(plan.pk, section.pk, ["hr.accounts"], on=AT.date(), by=by, at=AT)
    section.refresh_from_db()
    assert section.body.endswith(": 11 (hệ thống đếm ngày 05/01/2026; có số liệu của 2/3 cơ quan).")
    kept = Baseline.objects.get()
    assert (str(kept.n), kept.measured, kept.as_of, kept.section) == ("11.0000", True, AT.date(), "II.3")
    there = at("section-figures", plan.slug, section.pk)
    refused = writer.post(there, {"codes": ["hr.accounts"], "on": "01/01/2026"})
    assert refused.status_code == 409
    assert "chưa có số liệu" in refused.content.decode()
    assert writer.post(there, {"codes": ["x"], "on": "05/01/2026"}).status_code == 422
    assert writer.post(there, {"codes": ["hr.accounts"], "on": _soon()}).status_code == 422


def test_a_slot_of_the_framework_is_pulled_as_a_quotient(db: None) -> None:
    plan = begun("APP1")
    by = make_writer(plan)
    section = Section.objects.get(plan=plan, key="II.4")
    for day, total, online in ((2, 30, 10), (5, 10, 6)):
        for agency in (plan.drafter, plan.issuer):
            make_measure("dvc.dossiers", agency, AT.date().replace(day=day), total)
            make_measure("dvc.dossiers_online", agency, AT.date().replace(day=day), online)
    services.pull_figures(plan.pk, section.pk, ["F1-07"], on=AT.date(), by=by, at=AT)
    section.refresh_from_db()
    assert "32/80, đạt 40% (hệ thống đếm từ 01/01/2026 đến 05/01/2026" in section.body
    services.pull_figures(plan.pk, section.pk, ["F1-07"], on=AT.date().replace(day=2), by=by, at=AT)
    section.refresh_from_db()
    assert section.body.count("Hồ sơ nộp trực tuyến") == 1
    kept = Baseline.objects.get()
    assert (kept.code, str(kept.n), str(kept.d), kept.told) == ("F1-07", "20.0000", "60.0000", "20/60, đạt 33,3%")


def test_from_comments_to_the_published_plan(plan: Plan, by: Actor, writer: Client) -> None:
    commune = make_agency("X-01", Kind.COMMUNE_COMMITTEE, parent=plan.issuer)
    agency = browser(make_official(commune, Role.PLANNER))
    leader = browser(make_official(plan.issuer, Role.LEADER))
    assert agency.get(at("plan", plan.slug)).status_code == 404
    fill(plan, by=by)
    writer.post(at("send-for-comment", plan.slug), {"until": _soon()})
    page = text(agency, "plan", plan.slug)
    assert "1 cơ quan chưa góp ý" in page
    agency.post(at("comments", plan.slug), {"agency": commune.pk, "section": "", "text": "Cần thêm kinh phí."})
    comment = Comment.objects.get()
    refused = writer.post(at("answer", plan.slug, comment.pk), {"answer": "refused", "reply": ""})
    assert refused.status_code == 422
    writer.post(at("answer", plan.slug, comment.pk), {"answer": "taken", "reply": ""})
    assert "Tiếp thu" in text(agency, "comments", plan.slug)
    services.close_comment(plan.pk, by=by, at=timezone.now())
    writer.post(at("submit", plan.slug))
    assert "Nội dung mẫu của mục IV" in text(leader, "approve", plan.slug)
    seen = plan.versions.latest("number").revision
    assert leader.post(at("approve", plan.slug), {"number": "", "day": "", "seen": seen}).status_code == 422
    leader.post(at("approve", plan.slug), {"number": "7/QĐ-UBND", "day": "05/01/2026", "seen": seen})
    assert Client().get(at("read", plan.slug)).status_code == 404
    writer.post(at("publish", plan.slug))
    assert "7/QĐ-UBND" in text(Client(), "read", plan.slug)
    refused = writer.post(at("amend", plan.slug), {"reason": ""})
    assert refused.status_code == 422
    writer.post(at("amend", plan.slug), {"reason": "Thêm mục tiêu"})
    assert agency.get(at("plan", plan.slug)).headers["Location"] == at("read", plan.slug)
    assert "Kế hoạch đang được sửa đổi" in text(writer, "plan", plan.slug)


def test_versions_are_kept_and_compared_on_pages(plan: Plan, by: Actor, writer: Client) -> None:
    assert "Chưa có bản nào" in text(writer, "compare", plan.slug)
    writer.post(at("versions", plan.slug), {"reason": "Bản đầu"})
    assert writer.post(at("versions", plan.slug), {"reason": "Nữa"}).status_code == 422
    fill(plan, by=by)
    assert "Nội dung mẫu của mục IV" in text(writer, "compare", plan.slug)
    assert "Bản đầu" in text(writer, "versions", plan.slug)
    assert writer.get(at("compare", plan.slug), {"tu": "9"}).status_code == 404


def test_pages_ask_as_often_however_long_the_plan_is(plan: Plan, by: Actor, writer: Client) -> None:
    section = Section.objects.get(plan=plan, key="III")

    def asked(page: str, *given: Any) -> int:
        with CaptureQueriesContext(connection) as queries:
            text(writer, page, *given)
        return len(queries)

    pages: list[tuple[Any, ...]] = [
        ("list",),
        ("plan", plan.slug),
        ("section", plan.slug, section.pk),
        ("read", plan.slug),
    ]
    make_target(plan)
    make_project(plan)
    fill(plan, by=by)
    for page in pages:
        text(writer, *page)
    before = [asked(*page) for page in pages]
    indicator = plan.targets.get().indicator
    for year in (2027, 2028):
        make_target(plan, indicator, year=year)
        make_project(plan, f"P-{year}")
        services.add_section(plan.pk, title=f"Mục {year}", by=by, at=AT)
    begun_too = Plan.objects.get()
    begun_too.pk, begun_too.slug = None, "khac"
    begun_too.save()
    assert [asked(*page) for page in pages] == before
    assert max(before) < 40


def _soon() -> str:
    return f"{timezone.now() + timedelta(days=5):%d/%m/%Y}"
