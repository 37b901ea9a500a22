"""What planners and leaders do on the pages of a plan, found by the words on the screen; what they bring and take."""

import io
import zipfile
from datetime import date, timedelta

from django.utils import timezone
from lxml import etree
from playwright.sync_api import FilePayload, Page, expect

from congvu.agencies.demo import Province
from congvu.agencies.rules import Role
from congvu.base.actors import system
from congvu.measures.testing import make_measure
from congvu.plans.models import LegalText, Plan
from congvu.plans.rules.sections import seen_of
from congvu.plans.rules.words import LegalKind
from congvu.plans.selectors.sections import empty
from congvu.plans.services import begin, send_for_comment, write_section
from congvu.plans.services.course import close_comment
from congvu.tabular import ods
from congvu.tabular.laying import Cell
from tests.journeys.deeds import answer, send

TODAY = timezone.localdate()
FIRST, SECOND, LAST = (TODAY.year + more for more in (1, 2, 3))
COUNTED = max(TODAY - timedelta(days=3), TODAY.replace(month=1, day=1))  # a figure of this year
IN_TIME = date(FIRST - 2, 10, 15)  # a new project is decided by 31 October of the year before
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
HEAD = ("TT", "Tên dự án, nhiệm vụ", "Thời gian thực hiện", "Đơn vị chủ trì", "Dự kiến tổng kinh phí (triệu đồng)")


def dated(one: date) -> str:
    return f"{one:%d/%m/%Y}"


# What was there before


def register() -> None:
    """Two texts of the register."""
    LegalText.objects.create(
        number="1750/BTTTT-CNTT", kind=LegalKind.LETTER, title="Khung kế hoạch ứng dụng CNTT", issuer="Bộ TT&TT",
        issued_on=date(2012, 7, 9), folded="1750/btttt-cntt khung ke hoach ung dung cntt",
    )  # fmt: skip
    LegalText.objects.create(
        number="99/VD-BTTTT", kind=LegalKind.CIRCULAR, title="Văn bản ví dụ", folded="99/vd-btttt van ban vi du"
    )


def counted(province: Province) -> None:
    """What the platform counted some days ago of three agencies: the people with a post."""
    for agency, n in zip((province.departments["science"], *province.communes[:2]), (40, 31, 29), strict=True):
        make_measure("hr.officials", agency, COUNTED, n)


def fill_the_rest(plan: Plan, province: Province) -> None:
    """All sections that still say nothing, without the way over the pages."""
    by = province.actor(plan.drafter, Role.PLANNER)
    for section in empty(plan):
        body = f"Nội dung của mục {section.key}."
        write_section(plan.pk, section.pk, body, seen=seen_of(""), by=by, at=timezone.now())


def a_plan(province: Province) -> Plan:
    """One that the department of science has begun for the city."""
    drafter = province.departments["science"]
    return begin(
        "APP3", drafter=drafter, issuer=province.committee, year_from=FIRST, year_to=LAST,
        by=province.actor(drafter, Role.PLANNER), at=timezone.now(),
    )  # fmt: skip


def agencies_are_asked(plan: Plan, province: Province) -> None:
    """From now on they see the plan."""
    by = province.actor(plan.drafter, Role.PLANNER)
    send_for_comment(plan.pk, until=TODAY + timedelta(days=10), by=by, at=timezone.now())


def the_day_has_passed(plan: Plan) -> None:
    """Until which agencies were asked."""
    close_comment(plan.pk, by=system("journeys", "Hết thời gian lấy ý kiến"), at=timezone.now())


# On the pages


def begin_plan(page: Page, framework: str) -> Plan:
    page.get_by_role("navigation", name="Mục chính").get_by_role("link", name="Kế hoạch", exact=True).click()
    page.get_by_role("link", name="Lập kế hoạch mới").click()
    page.get_by_label(framework).check()
    page.get_by_label("Từ năm").fill(str(FIRST))
    page.get_by_label("Đến năm").fill(str(LAST))
    answer(page, "Cơ quan soạn", "Sở Khoa học và Công nghệ")
    answer(page, "Cơ quan ban hành", "Ủy ban nhân dân thành phố Hải Phòng")
    send(page, "Bắt đầu soạn")
    expect(page.get_by_text("Đã lập kế hoạch với các mục của khung.")).to_be_visible()
    return Plan.objects.get()


def open_section(page: Page, plan: Plan, title: str) -> None:
    page.goto(f"/lap-ke-hoach/{plan.slug}/")
    page.locator(".plan-tree").get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


def go(page: Page, plan: Plan, way: str) -> None:
    """From the plan's desk to one of its parts."""
    page.goto(f"/lap-ke-hoach/{plan.slug}/")
    page.locator(".plan-ways").get_by_role("link", name=way).click()


def add(page: Page, button: str, **said: str) -> None:
    """Open a form by its button, fill it in, save it."""
    page.get_by_role("link", name=button).click()
    fill(page, said)
    send(page, "Ghi")


def fill(page: Page, said: dict[str, str]) -> None:
    for label, value in said.items():
        answer(page, label, value)


def a_table(*rows: tuple[str | int, ...]) -> FilePayload:
    """A spreadsheet as a department keeps its projects."""
    lines = [[Cell(one, "number" if isinstance(one, int) else "text") for one in row] for row in (HEAD, *rows)]
    body = ods.written([ods.Sheet("Danh mục", lines, widths=["4cm"] * len(HEAD))])
    return {"name": "danh-muc.ods", "mimeType": "application/vnd.oasis.opendocument.spreadsheet", "buffer": body}


def pick(page: Page, label: str, name: str) -> None:
    """Choose in a list by a part of what stands there."""
    wanted = page.get_by_label(label, exact=True).locator("option").filter(has_text=name)
    page.get_by_label(label, exact=True).select_option(value=wanted.first.get_attribute("value"))


# Files


def taken(page: Page, link: str, media_type: str) -> bytes:
    """The file behind a link of the page."""
    found = page.locator("main").get_by_role("link", name=link).first
    answered = page.request.get(found.get_attribute("href") or "")
    assert (answered.status, answered.headers["content-type"]) == (200, media_type)
    return answered.body()


def opened_odf(body: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return etree.fromstring(archive.read("content.xml"))


def words(node: etree._Element) -> str:
    return " ".join("".join(map(str, node.itertext())).split())


def header(sheet: etree._Element, *, above: int = 3) -> list[list[str]]:
    """The two lines of a table's header: cells that stand in them, without those that others cover."""
    rows = list(sheet.iter(f"{TABLE}table-row"))[above : above + 2]
    return [[words(cell) for cell in row if cell.tag == f"{TABLE}table-cell" and words(cell)] for row in rows]
