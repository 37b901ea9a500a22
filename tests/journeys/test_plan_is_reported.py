"""A plan is reported, added up, led by and read by everybody: journeys 3 to 6 of issue 5."""

import csv
import io
import json
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from congvu.agencies.demo import Province
from congvu.measures.testing import make_measure
from congvu.reporting.services import open_reports
from tests.browser import PHONE
from tests.journeys import reporting_scenes as scenes
from tests.journeys.conftest import Look, Visit
from tests.journeys.deeds import answer, confirm, send
from tests.journeys.planning import opened_odf, words
from tests.journeys.reporting_scenes import (
    COMPUTERS,
    DUTY,
    LEADER,
    ON_TIME,
    RECEIVER,
    WRITER,
    go,
    line,
    main,
    open_received,
)
from tests.journeys.scenes import HONG_BANG, KIEN_THUY, commune

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REMARK, WHY = "CT-02: thiếu nguồn số liệu.", "Một hồ sơ giấy chưa vào hệ thống."


def test_a_commune_reports_and_what_was_accepted_stays(visit: Visit, province: Province, look: Look) -> None:
    scene = scenes.published_plan(province)
    code = scenes.counted_dossier(scene)
    open_reports(timezone.now())
    writer, receiver = visit(WRITER), visit(RECEIVER)
    owed = writer.locator("main").get_by_role("row").filter(has_text=DUTY)
    expect(owed).to_contain_text("Lập và nộp báo cáo")
    expect(owed).to_contain_text("còn")
    owed.get_by_role("link").click()
    counted, hand = line(writer, ON_TIME), line(writer, COMPUTERS)
    expect(counted).to_contain_text("1/1 (100%)")
    counted.get_by_role("link", name="Minh chứng").click()
    writer.locator("main").get_by_role("listitem").filter(has_text=ON_TIME).get_by_role("link").click()
    main(writer, code)
    writer.go_back()
    writer.go_back()

    # Mistakes stand at their fields, and what was typed stays.
    counted.get_by_label("Mẫu số").fill("2")
    hand.get_by_label("Tử số").fill("19")
    writer.get_by_label("Thuyết minh").fill("Đã cài thêm 7 máy.")
    send(writer, "Lưu và nộp")
    expect(counted).to_contain_text("Số này khác số hệ thống đo.")
    expect(hand).to_contain_text("Hãy nhập mẫu số.")
    expect(counted.get_by_label("Mẫu số")).to_have_value("2")
    expect(writer.get_by_label("Thuyết minh")).to_have_value("Đã cài thêm 7 máy.")
    counted.get_by_label("Lý do").fill(WHY)
    hand.get_by_label("Mẫu số").fill("11")
    look(writer, "report-mistakes")
    send(writer, "Lưu và nộp")
    expect(hand).to_contain_text("lớn hơn mẫu số")
    hand.get_by_label("Mẫu số").fill("61")
    send(writer, "Lưu và nộp")
    main(writer, "Đã nộp báo cáo.")

    open_received(receiver, HONG_BANG)
    expect(line(receiver, ON_TIME)).to_contain_text(WHY)
    receiver.get_by_label("Cần sửa gì").fill(REMARK)
    send(receiver, "Trả lại")
    main(receiver, "1 trên 3 cơ quan đã nộp")

    writer.goto("/ban-lam-viec/")
    expect(owed).to_contain_text("Sửa báo cáo bị trả lại")
    owed.get_by_role("link").click()
    main(writer, REMARK)
    expect(hand.get_by_label("Tử số")).to_have_value("19")
    hand.get_by_text("Lý do, minh chứng").click()
    hand.get_by_label("Minh chứng").fill("Biên bản kiểm kê 12/BB")
    send(writer, "Lưu và nộp")
    main(writer, "Đã nộp báo cáo.")
    open_received(receiver, HONG_BANG)
    expect(line(receiver, COMPUTERS)).to_contain_text("12/BB")
    send(receiver, "Duyệt")
    main(receiver, "1 đã duyệt")

    for metric, n in (("dvc.on_time", 4), ("dvc.settled", 9)):
        make_measure(metric, scene.communes[0], scene.quarter.days.start, n)
    open_received(receiver, HONG_BANG)
    expect(line(receiver, ON_TIME)).to_contain_text("1/2 (50%)")
    expect(line(receiver, ON_TIME)).to_contain_text("Số đo nay là 5/10 (50%)")


def test_the_province_adds_up_with_one_missing_and_asks_what_nobody_measures(
    visit: Visit, province: Province, look: Look
) -> None:
    scene = scenes.published_plan(province)
    code = scenes.counted_dossier(scene)
    scene.told(0, (1, 2), (19, 61))
    scene.told(1, (3, 4), (30, 40))
    scene.owed(2)
    above, receiver = visit("ke-hoach.hai-phong"), visit(RECEIVER)
    go(above, "Báo cáo nhận được")
    expect(above.locator("main").get_by_role("row").filter(has_text=DUTY)).to_contain_text("2 trên 3")
    down_to_the_dossier(above, code)

    go(receiver, "Báo cáo nhận được")
    receiver.locator("main").get_by_role("link", name=DUTY).click()
    receiver.get_by_role("link", name="Tổng hợp").click()
    receiver.get_by_label("Gửi").fill("UBND thành phố")
    send(receiver, "Lập báo cáo tổng hợp")
    main(receiver, "2 trên 3 cơ quan đã nộp báo cáo")
    main(receiver, "Thiếu không phải là 0")
    look(receiver, "consolidated-with-one-missing")
    go(receiver, "Báo cáo nhận được")
    receiver.locator("main").get_by_role("link", name=DUTY).click()
    confirm(receiver, "Khóa kỳ này", "Khóa")
    main(receiver, "khóa lúc")
    survey(receiver, visit(WRITER))


def down_to_the_dossier(page: Page, code: str) -> None:
    """From the sums to a figure, its agencies, the report of one, and the dossier behind its measure."""
    page.locator("main").get_by_role("link", name=DUTY).click()
    main(page, "UBND đặc khu Cát Hải")
    page.get_by_role("link", name="Tổng hợp").click()
    main(page, "Còn thiếu báo cáo.")
    shown = page.locator("main").get_by_role("row").filter(has_text=COMPUTERS)
    expect(shown).to_contain_text(re.compile(r"49\s*101\s*48,51%"))  # of 19/61 and 30/40: sums, no mean of shares
    page.get_by_role("link", name="CT-01").click()
    row = page.locator("main").get_by_role("row").filter(has_text="UBND phường Hồng Bàng")
    row.get_by_role("link", name="UBND phường Hồng Bàng").click()
    expect(line(page, ON_TIME)).to_contain_text("1/2 (50%)")
    page.go_back()
    row.get_by_role("link", name="1/1 (100%)").click()
    main(page, code)


def survey(asks: Page, answers: Page) -> None:
    """What nobody measures is asked of two communes; one answers, and the sum says of how many it is."""
    go(asks, "Báo cáo nhận được")
    asks.get_by_role("link", name="Khảo sát mới").click()
    asks.locator("main").get_by_role("link", name="Khảo sát hiện trạng phần mềm nguồn mở").click()
    for label, value in {"Thuộc kế hoạch": scenes.PLAN, "Cơ quan nhận": "Sở Khoa học và Công nghệ"}.items():
        answer(asks, label, value)
    for label, value in {"Mã": "KS-1", "Từ ngày": "01/01/2026", "Đến hết ngày": "31/12/2035"}.items():
        answer(asks, label, value)
    asks.get_by_label("Thêm các cơ quan").fill(", ".join(one.code for one in map(commune, (HONG_BANG, KIEN_THUY))))
    send(asks, "Lập khảo sát")
    asks.get_by_role("link", name="Yêu cầu báo cáo").click()
    send(asks, "Gửi yêu cầu")
    main(asks, "Đã yêu cầu 2 cơ quan báo cáo.")
    answers.goto("/ban-lam-viec/")
    answers.locator("main").get_by_role("link", name="KS-1").click()
    for title, said in {"Máy trạm": {"Số máy trạm đang dùng": "61"}, "Đào tạo": {"Số cán bộ, công chức": "40"}}.items():
        answers.locator("main").get_by_role("link", name=title).click()
        for label, value in said.items():
            answers.get_by_label(label).fill(value)
        send(answers, "Lưu và dừng")
    send(answers, "Lưu và nộp")
    main(answers, "Đã nộp báo cáo.")
    asks.get_by_role("link", name="Kết quả khảo sát").click()
    main(asks, "1 trên 2 cơ quan đã nộp phiếu")
    expect(asks.get_by_role("row").filter(has_text="Số máy trạm đang dùng")).to_contain_text("61")


def test_a_leader_sees_how_it_stands_and_two_blocks_are_ranked(visit: Visit, province: Province, look: Look) -> None:
    scene = scenes.published_plan(province)
    for place, counted, hand in ((0, (1, 2), (19, 61)), (1, (4, 4), (30, 40))):
        scene.told(place, counted, hand)
    scene.owed(2)
    communes = scene.scheme("Xã, phường", list(scene.communes[:2]))
    departments = scene.scheme("Sở, ban, ngành", [province.departments["justice"], scene.plan.drafter])
    scene.confirmed(departments, {"justice": 40, "science": 35})
    leader, planner = visit(LEADER), visit(RECEIVER)
    go(leader, "Tiến độ")
    leader.locator("main").get_by_role("link", name=scenes.PLAN).click()
    expect(leader.get_by_role("list", name="Số liệu chính")).to_contain_text("2/3")
    main(leader, "49/101")
    main(leader, "Kho dữ liệu dùng chung")
    assert leader.locator(".way > svg").count() == 2, "the way of each target is a picture"
    look(leader, "leaders-page")

    writer = visit(WRITER)
    open_ranking(planner, communes.block)
    confirm(planner, "Mở tự chấm", "Mở tự chấm")
    scores_itself(writer, communes.block, "30")
    scene.scores(communes, 1, 25)
    verified(planner, communes.block)
    agrees(writer, communes.block)
    for scheme in (communes, departments):
        open_ranking(leader, scheme.block)
        confirm(leader, "Công bố xếp hạng", "Công bố xếp hạng")
        main(leader, "Xem trên cổng")
        main(leader, re.compile("tự chấm 30|tự chấm 25") if scheme == communes else "Sở Tư pháp")
    rows = leader.locator("main tbody").get_by_role("row")
    expect(rows.nth(0)).to_contain_text("Sở Tư pháp")
    go(leader, "Tiến độ")
    leader.locator("main").get_by_role("link", name=scenes.PLAN).click()
    for first in ("Sở Tư pháp", "Ủy ban nhân dân xã Kiến Thụy"):
        expect(leader.locator("#xep-hang li").filter(has_text=first)).to_contain_text("1")


def open_ranking(page: Page, block: str) -> None:
    go(page, "Xếp hạng")
    page.locator("main").get_by_role("link", name=block).click()


def scores_itself(page: Page, block: str, points: str) -> None:
    open_ranking(page, block)
    page.locator("main").get_by_role("link", name="Tự chấm").first.click()
    page.get_by_label("Điểm tự chấm").last.fill(points)
    page.get_by_label("Minh chứng").last.fill("Danh sách lớp tập huấn")
    send(page, "Ghi điểm tự chấm")
    main(page, "Đã ghi điểm tự chấm.")


def verified(page: Page, block: str) -> None:
    """The drafter ends the self-scoring, takes the first points down by one, lets the others stand."""
    open_ranking(page, block)
    confirm(page, "Kết thúc tự chấm", "Kết thúc tự chấm")
    offered = page.locator("main").get_by_role("link", name="Thẩm định")
    for place in range(offered.count()):
        offered.nth(place).click()
        if place == 0:
            given = page.get_by_label("Điểm thẩm định").last
            given.fill(str(int(given.input_value()) - 1))
            page.get_by_label("Ý kiến thẩm định").last.fill("Thiếu một lớp.")
        send(page, "Ghi điểm thẩm định")
        main(page, "Đã ghi điểm thẩm định.")
    confirm(page, "Kết thúc thẩm định", "Kết thúc thẩm định")
    main(page, "Cơ quan xác nhận")


def agrees(page: Page, block: str) -> None:
    open_ranking(page, block)
    page.locator("main").get_by_role("link", name="Trả lời").first.click()
    page.get_by_label("Đồng ý", exact=True).check()
    send(page, "Gửi trả lời")


def test_a_stranger_reads_the_plan_on_a_phone_and_takes_the_data(visit: Visit, province: Province, look: Look) -> None:
    scene = scenes.published_plan(province)
    scene.told(0, (1, 2), (19, 61))
    scene.told(1, (4, 4), (30, 40))
    scene.owed(2)
    stranger = visit(viewport=PHONE)
    stranger.goto("/ke-hoach/")
    stranger.locator("main").get_by_role("link", name=scenes.PLAN).click()
    main(stranger, COMPUTERS)
    main(stranger, "49/101")
    look(stranger, "public-plan")
    stranger.get_by_role("link", name="Đọc toàn văn").click()
    main(stranger, "Lấy số đo làm gốc.")
    stranger.go_back()
    stranger.get_by_role("link", name="Tải số liệu").click()

    table = list(csv.DictReader(io.StringIO(taken(stranger, "CSV", "text/csv").decode())))
    whole = [row for row in table if (row["indicator"], row["status"]) == ("CT-02", "consolidated")]
    quarter = [row for row in whole if row["period"] == scene.quarter.code]
    assert [(row["n"], row["d"], row["known"], row["expected"]) for row in quarter] == [("49", "101", "2", "3")]
    assert {row["org"] for row in table if row["status"] == "reported"} == {one.code for one in scene.communes[:2]}
    assert len({row["id"] for row in table}) == len(table), "every row has an id of its own"

    sheet = opened_odf(taken(stranger, "ODS", "application/vnd.oasis.opendocument.spreadsheet"))
    assert all(row["id"] in words(sheet) for row in table)
    observed = list(csv.DictReader(io.StringIO(taken(stranger, "SDMX-CSV", "application/vnd.sdmx").decode())))
    assert {one["OBS_VALUE"] for one in observed if one["STATUS"] == "CONSOLIDATED"} >= {"49", "101"}
    described = json.loads(taken(stranger, "DCAT", "application/ld+json"))
    told = json.dumps(described, ensure_ascii=False)
    assert scenes.PLAN in told
    for name in ("so-lieu.csv", "so-lieu.ods", "so-lieu.sdmx.csv"):
        assert f"{stranger.url}{name}" in told, "each file is described by its address"


def taken(page: Page, link: str, media_type: str) -> bytes:
    """The file behind a link of the page."""
    found = page.locator("main").get_by_role("link", name=link, exact=link == "CSV").first
    answered = page.request.get(found.get_attribute("href") or "")
    assert answered.status == 200
    assert answered.headers["content-type"].startswith(media_type)
    return answered.body()
