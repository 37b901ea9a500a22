"""A plan from its framework to its publication, and a target that is given to agencies: journeys 1 and 2 of issue 5."""

import re
from datetime import timedelta

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Page, expect

from congvu.agencies.demo import Province
from congvu.plans.models import Plan, Project
from congvu.plans.testing import make_indicator
from tests.journeys import planning
from tests.journeys.conftest import Look, Visit
from tests.journeys.deeds import confirm, open_out, send, text_of
from tests.journeys.planning import (
    COUNTED,
    FIRST,
    IN_TIME,
    LAST,
    OFFICE,
    SECOND,
    TABLE,
    TODAY,
    a_table,
    add,
    begin_plan,
    dated,
    fill,
    go,
    header,
    open_section,
    opened_odf,
    taken,
    words,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODT = "application/vnd.oasis.opendocument.text"


def test_a_plan_goes_from_its_framework_to_its_publication(visit: Visit, province: Province, look: Look) -> None:
    planning.register()
    planning.counted(province)
    make_indicator("PMNM-01", name="Máy trạm dùng bộ văn phòng nguồn mở")
    planner = visit("ke-hoach.khoa-hoc")
    plan = begin_plan(planner, "phần mềm nguồn mở")
    write(planner, plan)
    aim(planner, plan)
    spend(planner, plan)
    bring_in(planner, plan, look)
    planning.fill_the_rest(plan, province)
    compare(planner, plan)
    ask(planner, visit("ke-hoach.hong-bang"), plan)
    decide(planner, visit("lanh-dao.hai-phong"), plan, look)
    take_away(planner, plan)
    stranger = visit()
    stranger.goto(f"/ke-hoach/{plan.slug}/")
    expect(stranger.get_by_role("heading", level=1)).to_contain_text("PMNM")


def write(page: Page, plan: Plan) -> None:
    open_section(page, plan, "Căn cứ lập kế hoạch")
    expect(page.get_by_role("complementary", name="Khung yêu cầu")).to_contain_text("Chọn từ sổ văn bản")
    page.get_by_role("link", name="Chọn từ sổ văn bản").click()
    page.get_by_label(re.compile("1750/BTTTT-CNTT")).check()
    send(page, "Lưu lựa chọn")
    expect(page.locator("main")).to_contain_text("Đã chọn 1 văn bản.")

    open_section(page, plan, "Đánh giá tình hình thực hiện")
    page.get_by_label("Nội dung").fill("Thành phố đã ban hành **hai** văn bản.\n\n- Chỉ thị\n- Kế hoạch năm")
    send(page, "Lưu, sang mục sau")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Về công tác tổ chức triển khai")
    page.get_by_label("Nội dung").fill("Đã khảo sát 40 cơ quan.")
    send(page, "Lưu, sang mục sau")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Về hiện trạng đào tạo nhân lực")
    page.locator("summary", has_text="Số đo tự động").last.click()
    page.get_by_label("Cán bộ, công chức có vị trí").check()
    send(page, "Lấy số liệu")
    pulled = f"- Cán bộ, công chức có vị trí: 100 (hệ thống đếm ngày {dated(COUNTED)}; có số liệu của 3/"
    expect(page.get_by_label("Nội dung")).to_have_value(re.compile(re.escape(pulled)))
    open_section(page, plan, "Về phát triển doanh nghiệp PMNM")
    asked = open_out(page, "Bỏ mục này")
    asked.get_by_label("Lý do").fill("Thành phố có kế hoạch riêng cho doanh nghiệp.")
    asked.get_by_role("button", name="Bỏ mục").click()
    expect(page.locator("main")).to_contain_text("Đã bỏ mục.")


def aim(page: Page, plan: Plan) -> None:
    for year, value in ((FIRST, "30"), (LAST, "80")):
        go(page, plan, "Mục tiêu, giao cho cơ quan")
        page.get_by_role("link", name="Thêm mục tiêu").click()
        fill(page, {"Chỉ tiêu": "PMNM-01 Máy trạm dùng bộ văn phòng nguồn mở", "Năm": str(year), "Giá trị": value})
        page.get_by_label("Sở, ban, ngành").check()
        send(page, "Ghi")
        expect(page.get_by_text("Đã ghi mục tiêu.")).to_be_visible()


def spend(page: Page, plan: Plan) -> None:
    """A project with money by source and year, and a total whose parts do not add up: somebody says what is right."""
    go(page, plan, "Dự án, nhiệm vụ và kinh phí")
    page.get_by_role("link", name="Thêm dự án, nhiệm vụ").click()
    fill(page, {"Mã": "PM-01", "Tên dự án, nhiệm vụ": "Chuyển đổi bộ phần mềm văn phòng", "Loại": "dự án mới"})
    fill(page, {"Đơn vị chủ trì": "Sở Khoa học và Công nghệ", "Ngày quyết định đầu tư": dated(IN_TIME)})
    page.get_by_label("Phần mềm nguồn mở").check()
    send(page, "Ghi")
    page.get_by_role("link", name="Chuyển đổi bộ phần mềm văn phòng").click()
    page.get_by_role("link", name="Ghi kinh phí").click()
    for year, fund, amount in (
        (FIRST, "ngân sách địa phương, sự nghiệp CNTT", "500.000.000"),
        (SECOND, "ngân sách địa phương, sự nghiệp CNTT", "700.000.000"),
        (SECOND, "xã hội hóa, doanh nghiệp đầu tư", "300.000.000"),
    ):
        fill(page, {"Số liệu": "dự kiến tổng kinh phí", "Nguồn": fund, "Năm": str(year), "Số tiền": amount})
        send(page, "Ghi")
        expect(page.get_by_text("Đã ghi kinh phí.")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("^Cộng 500.000.000 1.000.000.000 1.500.000.000"))).to_be_visible()

    page.get_by_role("link", name="Tổng kinh phí").click()
    add(
        page, "Thêm tổng kinh phí", **{
            "Mã": "T-01", "Nội dung": "Tổng kinh phí của kế hoạch", "Số tiền": "226.330.000.000",
            "Gồm các phần": "Ngân sách: 200.334.000.000\nNguồn khác: 26.000.000.000",
        },
    )  # fmt: skip
    page.get_by_role("link", name="Xem nghi vấn").click()
    expect(page.locator("main")).to_contain_text("lệch 4.000.000 đồng")
    page.get_by_label("Kết luận").fill("Lấy tổng 226,33 tỷ đồng; các phần làm tròn.")
    send(page, "Xác nhận")
    expect(page.locator("main")).to_contain_text("Mọi điều đã được xác nhận.")


def bring_in(page: Page, plan: Plan, look: Look) -> None:
    """A department's own list: what is written in two ways is decided by a person, and only then taken."""
    go(page, plan, "Nhập bảng từ tệp")
    file = a_table(
        ("1", "Chuyển mẫu văn bản sang định dạng mở", f"{FIRST}-{SECOND}", "Sở Khoa học và Công nghệ", 1500),
        ("2", "Biên soạn tài liệu hướng dẫn", str(FIRST), "Sở Khoa học và Công nghệ", "226.330"),
    )
    page.get_by_label("Tệp ODS, XLSX, ODT hoặc DOCX").set_input_files(file)
    send(page, "Đọc tệp")
    expect(page.locator("main")).to_contain_text("Cột E: hãy chọn số liệu và nguồn kinh phí.")
    page.get_by_label("Cột E: nguồn").select_option(label="ngân sách địa phương, sự nghiệp CNTT")
    send(page, "Đọc theo cách này")
    doubt = page.get_by_role("group", name=re.compile("Ô E3"))
    expect(doubt.locator("mark")).to_have_text("226.330")
    expect(page.get_by_role("button", name="Nhập vào kế hoạch")).to_have_count(0)
    look(page, "plan-import-doubt")
    doubt.get_by_label("226,33 (226.330.000 đồng)").check()
    send(page, "Lưu quyết định")
    assert Project.objects.count() == 1
    send(page, "Nhập vào kế hoạch")
    expect(page.get_by_text("Đã nhập bảng vào kế hoạch.")).to_be_visible()
    taken_one = Project.objects.get(name="Biên soạn tài liệu hướng dẫn")
    assert taken_one.money.get().amount == 226_330_000


def compare(page: Page, plan: Plan) -> None:
    go(page, plan, "Các bản, so sánh")
    page.get_by_label("Lý do").fill("Bản đầu")
    send(page, "Lập bản")
    expect(page.get_by_text("Đã lập bản 1.")).to_be_visible()
    open_section(page, plan, "Giải pháp tài chính")
    page.get_by_label("Nội dung").fill("Dùng phần tiết kiệm từ bản quyền để hỗ trợ người dùng.")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text("Đã lưu mục này.")).to_be_visible()
    go(page, plan, "Các bản, so sánh")
    page.get_by_label("Lý do").fill("Thêm giải pháp tài chính")
    send(page, "Lập bản")
    page.get_by_role("link", name="So sánh hai bản").click()
    page.get_by_label("Bản trước").select_option("1")
    page.get_by_label("Bản sau").select_option("2")
    send(page, "So sánh")
    expect(page.locator("main ins").first).to_contain_text("tiết kiệm từ bản quyền")


def ask(planner: Page, commune: Page, plan: Plan) -> None:
    planner.goto(f"/lap-ke-hoach/{plan.slug}/")
    asked = open_out(planner, "Gửi lấy ý kiến")
    asked.get_by_label("Lấy ý kiến đến hết ngày").fill(dated(TODAY + timedelta(days=10)))
    asked.get_by_role("button", name="Gửi").click()
    expect(planner.get_by_text("Đã gửi lấy ý kiến.")).to_be_visible()

    commune.goto("/ban-lam-viec/")
    commune.locator("main").get_by_role("link", name=f"KH-{plan.pk}").click()
    commune.locator("main").get_by_role("link", name="Góp ý", exact=True).click()
    fill(commune, {"Ý kiến": "Đề nghị hỗ trợ kinh phí cho các xã đảo."})
    commune.get_by_label("Về mục").select_option(label="V.1. Giải pháp tài chính")
    send(commune, "Gửi ý kiến")
    expect(commune.get_by_text("Đã gửi ý kiến của UBND phường Hồng Bàng.")).to_be_visible()

    planner.goto(f"/lap-ke-hoach/{plan.slug}/")
    planner.get_by_role("link", name="Trả lời 1 ý kiến").click()
    planner.locator("summary", has_text="Trả lời").click()
    planner.get_by_label("Kết quả").select_option(label="Tiếp thu")
    planner.get_by_label("Giải trình").fill("Đã thêm vào giải pháp tài chính.")
    send(planner, "Lưu trả lời")
    expect(planner.get_by_text("Đã trả lời ý kiến.")).to_be_visible()
    planning.the_day_has_passed(plan)


def decide(planner: Page, leader: Page, plan: Plan, look: Look) -> None:
    submit(planner, plan)
    leader.goto("/ban-lam-viec/")
    leader.locator("main").get_by_role("link", name=f"KH-{plan.pk}").click()
    leader.get_by_role("link", name="Đọc và phê duyệt").click()
    look(leader, "plan-approve")
    asked = open_out(leader, "Trả lại")
    asked.get_by_label("Lý do").fill("Nêu rõ nguồn vốn năm cuối.")
    asked.get_by_role("button", name="Trả lại").click()
    expect(leader.get_by_text("Đã trả lại kế hoạch.")).to_be_visible()

    planner.goto(f"/lap-ke-hoach/{plan.slug}/")
    expect(planner.get_by_role("status")).to_contain_text("Nêu rõ nguồn vốn năm cuối.")
    open_section(planner, plan, "Kinh phí thực hiện")
    planner.get_by_label("Nội dung").fill("Năm cuối dùng vốn sự nghiệp CNTT.")
    planner.get_by_role("button", name="Lưu", exact=True).click()
    expect(planner.get_by_text("Đã lưu mục này.")).to_be_visible()
    submit(planner, plan)
    leader.goto(f"/lap-ke-hoach/{plan.slug}/phe-duyet/")
    leader.get_by_label("Số quyết định").fill("2026/QĐ-UBND")
    leader.get_by_label("Ngày quyết định").fill(dated(TODAY))
    send(leader, "Phê duyệt")
    expect(leader.get_by_text("Đã phê duyệt.")).to_be_visible()
    planner.goto(f"/lap-ke-hoach/{plan.slug}/")
    send(planner, "Công bố")
    expect(planner.get_by_text("Đã công bố kế hoạch.")).to_be_visible()


def submit(planner: Page, plan: Plan) -> None:
    planner.goto(f"/lap-ke-hoach/{plan.slug}/")
    confirm(planner, "Trình phê duyệt", "Trình")
    expect(planner.get_by_text("Đã trình phê duyệt.")).to_be_visible()


def take_away(page: Page, plan: Plan) -> None:
    page.goto(f"/lap-ke-hoach/{plan.slug}/")
    text = taken(page, "ODT", ODT)
    paper = taken(page, "PDF/A", "application/pdf")
    go(page, plan, "Biểu theo mẫu của Bộ")
    tables = taken(page, "Tải các biểu của khung (ODS)", ODS)
    written = words(opened_odf(text))
    for one in (
        "KẾ HOẠCH",
        "2026/QĐ-UBND",
        "Căn cứ Công văn số 1750/BTTTT-CNTT ngày 09/07/2012",
        "tiết kiệm từ bản quyền",
    ):
        assert one in written, one
        assert one in text_of(pdfium.PdfDocument(paper)), one
    assert "Về phát triển doanh nghiệp PMNM" not in written
    assert b"pdfaid:part" in paper
    sheets = list(opened_odf(tables).iter(f"{TABLE}table"))
    assert [sheet.get(f"{TABLE}name") for sheet in sheets] == ["T4", "T11"]
    assert header(sheets[0]) == [
        [
            "TT", "Tên dự án, nhiệm vụ", "Mô tả", "Thời gian thực hiện",
            f"Dự kiến tổng kinh phí và phân kỳ {FIRST}, {SECOND}, {LAST}",
            f"Nội dung /hạng mục công việc năm {FIRST}",
        ],
        ["Tổng", str(FIRST), str(SECOND), str(LAST)],
    ]  # fmt: skip
    values = {cell.get(f"{OFFICE}value") for cell in sheets[0].iter(f"{TABLE}table-cell")}
    assert {"500000000", "1000000000", "226330000", "3226330000"} <= values


# Journey 2


def test_a_target_is_given_to_agencies_and_each_sees_its_own(visit: Visit, province: Province, look: Look) -> None:
    plan = planning.a_plan(province)
    planner = visit("ke-hoach.khoa-hoc")
    give(planner, plan)
    planning.agencies_are_asked(plan, province)
    for username, mine, note in (
        ("ke-hoach.hong-bang", "≥ 60 %", "giá trị riêng; chung là ≥ 80 %"),
        ("ke-hoach.cat-hai", "không phải thực hiện", "Chưa có đường truyền ra đảo."),
        ("ke-hoach.kien-thuy", "≥ 80 %", ""),
    ):
        commune = visit(username)
        go(commune, plan, "Mục tiêu")
        cell = commune.get_by_role("cell", name=re.compile(f"^{mine}"))
        expect(cell).to_contain_text(note)
        if username == "ke-hoach.hong-bang":
            look(commune, "plan-own-targets")
            commune.get_by_role("link", name="Toàn kế hoạch").click()
            expect(commune.get_by_role("cell", name="≥ 80 %", exact=True)).to_be_visible()


def give(page: Page, plan: Plan) -> None:
    """To departments and communes, but for one that has no machines; to one with a value of its own."""
    go(page, plan, "Mục tiêu")
    page.get_by_role("link", name="Lập chỉ tiêu mới").click()
    fill(page, {
        "Mã": "PMNM-01", "Tên chỉ tiêu": "Máy trạm dùng bộ văn phòng nguồn mở", "Đơn vị": "%",
        "Tử số": "máy trạm đã cài và dùng", "Mẫu số": "máy trạm đang dùng", "Chiều tốt": "càng cao càng tốt",
        "Gộp theo thời gian": "số tại thời điểm", "Gộp theo cơ quan": "tổng tử số trên tổng mẫu số",
    })  # fmt: skip
    send(page, "Ghi")
    expect(page.get_by_text("Đã lập chỉ tiêu.")).to_be_visible()
    fill(page, {"Chỉ tiêu": "PMNM-01 Máy trạm dùng bộ văn phòng nguồn mở", "Năm": str(FIRST), "Giá trị": "80"})
    page.get_by_label("Ủy ban nhân dân cấp xã").check()
    page.get_by_label("Sở, ban, ngành").check()
    page.get_by_label("Trừ các cơ quan").fill("Thanh tra thành phố: dùng máy của ngành")
    send(page, "Ghi")
    page.get_by_role("link", name="≥ 80 %").click()
    expect(page.locator("main")).to_contain_text("Thanh tra thành phố: dùng máy của ngành")
    for agency, said in (
        ("UBND phường Hồng Bàng", {"Giá trị giao": "60", "Lý do": "Nhiều máy chuyên dụng."}),
        ("UBND đặc khu Cát Hải", {"Lý do": "Chưa có đường truyền ra đảo."}),
    ):
        page.locator("summary", has_text="Giao giá trị riêng").click()
        planning.pick(page, "Cơ quan", agency)
        page.get_by_label("Giá trị riêng" if "Giá trị giao" in said else "Không phải thực hiện").check()
        fill(page, said)
        send(page, "Giao")
        expect(page.get_by_text("Đã giao.")).to_be_visible()
    expect(page.get_by_role("heading", name="Không phải thực hiện: 2 cơ quan")).to_be_visible()
