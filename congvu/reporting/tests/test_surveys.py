"""Surveys: begun from an example, asked, answered page by page, and what the answers come to."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from congvu.reporting import services
from congvu.reporting.models import Report, ReportDuty
from congvu.reporting.rules import State
from congvu.reporting.rules.examples import examples
from congvu.reporting.selectors.surveys import begun_with, by_agency, results, summary
from congvu.reporting.tests.playing import APRIL, LATER, Play, no
from congvu.reporting.tests.test_report_pages import browser, sent, text
from congvu.sheet import compile

LAN = [{"const": "no", "title": "Chưa có"}, {"const": "yes", "title": "Có"}]
BEFORE = {"before": {"title": "Trước 2005", "type": "integer"}}
USERS = {"type": "object", "properties": {"users": {"title": "Người dùng", "type": "integer"}}}
FORM: dict[str, Any] = {
    "title": "Phiếu mẫu", "type": "object", "required": ["machines"],
    "properties": {
        "machines": {"title": "Số máy", "type": "integer", "minimum": 0, "x-page": "Máy"},
        "lan": {"title": "Mạng", "type": "string", "oneOf": LAN},
        "open": {"title": "Dùng nguồn mở", "type": "boolean", "x-page": "Phần mềm"},
        "servers": {"title": "Máy chủ", "type": "object", "properties": BEFORE},
        "products": {"title": "Sản phẩm", "type": "array", "maxItems": 5, "items": USERS},
    },
}  # fmt: skip


def survey(play: Play, **more: Any) -> ReportDuty:
    given: dict[str, Any] = {
        "code": "KS-1", "title": "Khảo sát mẫu", "receiver": play.office, "frequency": "event",
        "first": date(2026, 1, 1), "last": date(2026, 12, 31), "scope": {"kinds": ["commune_committee"]},
        "asks_indicators": False, "asks_words": False, "form": FORM, **more,
    }  # fmt: skip
    return services.make_duty(play.plan, services.Wanted(**given), by=play.drafter, at=APRIL)


def asked(play: Play) -> tuple[ReportDuty, list[Report]]:
    duty = survey(play)
    return duty, services.ask(duty.pk, [one.pk for one in play.communes], by=play.drafter, at=APRIL)


def answer(play: Play, report: Report, answers: dict[str, Any]) -> None:
    by = play.planner if report.agency == play.communes[0] else play.other
    services.write(report.pk, answers=answers, seen=1, by=by, at=LATER)
    services.submit(report.pk, seen=2, by=by, at=LATER)


@pytest.mark.once
@pytest.mark.parametrize("key", ["ha-tang-cntt", "hien-trang-pmnm"])
def test_the_examples_are_forms_of_several_pages(key: str) -> None:
    example = examples()[key]
    assert len(compile(example.form).pages()) >= 3
    assert example.title
    assert example.about


def test_what_is_no_form_is_not_sent(play: Play) -> None:
    with no("form_wrong") as raised:
        survey(play, form={"type": "object", "properties": {"x": {"type": "integer"}}})
    assert "title" in raised.value.sentence
    with no("asks_nothing"):
        survey(play, form=None)


def test_answers_are_told_when_they_are_right(play: Play) -> None:
    _duty, (first, _second) = asked(play)
    services.write(first.pk, answers={"lan": "yes"}, seen=1, by=play.planner, at=LATER)
    with no("answers_wrong"):
        services.submit(first.pk, seen=2, by=play.planner, at=LATER)
    services.write(first.pk, answers={"lan": "yes", "machines": 3}, seen=2, by=play.planner, at=LATER)
    services.submit(first.pk, seen=3, by=play.planner, at=LATER)
    play.open()
    with no("no_form"):
        services.write(play.report.pk, answers={"x": 1}, seen=1, by=play.planner, at=LATER)


def test_what_is_missing_is_no_nought_in_the_results(play: Play) -> None:
    duty, (first, second) = asked(play)
    answer(play, first, {"machines": 3, "lan": "yes", "products": [{"users": 4}, {"users": 5}]})
    lines = {line.title: line for line in results(duty, "2026").lines}
    assert (lines["Số máy"].total, lines["Số máy"].known) == (Decimal(3), 1)
    assert lines["Máy chủ: Trước 2005"].total is None
    assert lines["Mạng"].counts == {"Chưa có": 0, "Có": 1}
    assert lines["Sản phẩm: Người dùng"].total == 9
    answer(play, second, {"machines": 0, "open": True})
    found = results(duty, "2026")
    assert (found.told, found.expected) == (2, 2)
    table = summary(found)
    assert [cell.value for cell in table.rows[0].values] == ["Số máy", "", 3, 2, 2]
    rows = {row.key: [cell.value for cell in row.values] for row in by_agency(duty, "2026").rows}
    assert rows["H99.31"][2:] == [3, "Có", None, None, "4; 5"]
    assert rows["H99.32"][2] == 0


def test_a_returned_answer_counts_until_the_next_one_is_told(play: Play) -> None:
    duty, (first, _second) = asked(play)
    answer(play, first, {"machines": 3})
    services.return_(first.pk, remarks="Sai", seen=3, by=play.drafter, at=LATER)
    services.write(first.pk, answers={"machines": 30}, seen=4, by=play.planner, at=LATER)
    assert results(duty, "2026").lines[0].total == 3
    services.submit(first.pk, seen=5, by=play.planner, at=LATER)
    assert results(duty, "2026").lines[0].total == 30


def test_the_period_before_stands_in_the_next_form(play: Play) -> None:
    duty = survey(play, frequency="quarter")
    services.open_reports(APRIL)
    first = Report.objects.get(duty=duty, agency=play.communes[0])
    answer(play, first, {"machines": 3, "lan": "yes"})
    services.open_reports(LATER.replace(month=7))
    second = Report.objects.get(duty=duty, agency=play.communes[0], period="2026-Q2")
    assert begun_with(second, second.revisions.get()) == {"machines": 3, "lan": "yes"}


def test_pages_of_a_survey_from_the_example_to_the_file(play: Play) -> None:
    office, commune = browser(play.drafter), browser(play.planner)
    begun = text(office, "survey-create", mau="ha-tang-cntt", **{"ke-hoach": play.plan.slug})
    assert "Thiết bị chuyển mạch" in begun
    given = {
        "plan": play.plan.slug, "code": "KS-2", "title": "Khảo sát", "receiver": play.office.code,
        "kinds": "commune_committee", "frequency": "event", "first": "01/01/2026", "last": "31/12/2099",
        "due_days": "10", "include": "", "exclude": "",
    }  # fmt: skip
    wrong = sent(office, "survey-create", **given, schema='{"type": "object", "properties": {"a b": {}}}')
    assert wrong.status_code == 422
    assert "/properties/a b" in wrong.content.decode()
    broken = sent(office, "survey-create", **given, schema="{")
    assert "Không đọc được JSON" in broken.content.decode()
    shown = sent(office, "survey-create", **given, preview="1", schema=json.dumps(FORM))
    assert "Xem trước, chưa lưu" in shown.content.decode()
    assert not ReportDuty.objects.filter(code="KS-2").exists()
    upload = SimpleUploadedFile("phieu.json", json.dumps(FORM).encode())
    made = sent(office, "survey-create", **given, save="1", schema="", upload=upload)
    pk = int(made.headers["Location"].split("/")[-2])
    period = sent(office, "ask", pk, agencies=[play.communes[0].pk], due_days="3").headers["Location"].split("/")[-2]
    report = Report.objects.get(duty=pk)
    first = text(commune, "answers", report.pk, "machines")
    assert "trang 1 trên" in first
    bad = sent(commune, "answers", report.pk, "machines", machines="-1", seen="1", next="1")
    assert bad.status_code == 422
    assert 'value="-1"' in bad.content.decode()
    onward = sent(commune, "answers", report.pk, "machines", machines="12", lan="yes", seen="1", next="1")
    assert onward.headers["Location"].endswith("/phieu/open/")
    kept = sent(commune, "answers", report.pk, "open", open="true", seen="1", next="1")
    assert kept.status_code == 409, "the first page was saved meanwhile"
    sent(commune, "answers", report.pk, "open", open="true", seen="2", leave="1")
    page = text(commune, "report", report.pk)
    assert "Số máy" in page
    told = sent(commune, "report", report.pk, seen="3", submit="1")
    assert told.status_code == 302
    report.refresh_from_db()
    assert report.state == State.SUBMITTED
    assert "1 trên 1 cơ quan đã nộp phiếu" in text(office, "survey", pk, period)
    file = office.get(f"/bao-cao-ke-hoach/nhan-duoc/{pk}/{period}/khao-sat/", {"dang": "csv", "theo": "co-quan"})
    assert "12" in file.content.decode()
    ods = office.get(f"/bao-cao-ke-hoach/nhan-duoc/{pk}/{period}/khao-sat/", {"dang": "ods"})
    assert ods.content[:2] == b"PK"


def test_answers_that_are_not_whole_lead_to_their_pages(play: Play) -> None:
    _duty, (first, _second) = asked(play)
    answer = sent(browser(play.planner), "report", first.pk, seen="1", submit="1")
    assert answer.status_code == 422
    assert f"/bao-cao-ke-hoach/{first.pk}/phieu/machines/#id_machines" in answer.content.decode()
