"""Many requests in one sheet: drawn from the form, read cell by cell, all sent or none."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from odfdo import Cell, Document, Row, Table

from congvu.agencies.testing import make_citizen
from congvu.base.actors import Actor
from congvu.dossiers.services.stories import Stage
from congvu.online.forms import batch, opendocument
from congvu.online.models import Batch, Submission
from congvu.online.services import OnlineFiling
from congvu.online.testing import a_filing
from congvu.online.tests.at_home import browser_of, upload
from congvu.people.models import Party
from congvu.procedures.selectors import Compiled, compiled
from congvu.procedures.testing import edition

pytestmark = pytest.mark.django_db
Rows = list[dict[str, str]]


@pytest.fixture
def filing(stage: Stage, citizen: Actor) -> OnlineFiling:
    Party.objects.filter(account=citizen.account_id).update(number="001090000017")
    return a_filing(stage, citizen)


@pytest.fixture
def browser(filing: OnlineFiling, citizen: Actor) -> Client:
    return browser_of(citizen)


@pytest.fixture
def page(filing: OnlineFiling) -> str:
    return f"/nop-theo-lo/{filing.edition.procedure.slug}/"


def line(filing: OnlineFiling, **more: str) -> dict[str, str]:
    """One request as somebody types it: by the titles of the columns, choices by their labels."""
    known = compiled(filing.edition)
    answers: dict[str, Any] = dict(filing.answers)
    typed: dict[str, str] = {}
    values = {one.name: one for one in flat(known.form.fields(answers))}
    for column in batch.columns_of(known):
        one = values.get(column.field.name)
        if one is not None:
            labels: dict[str, str] = dict(one.options)
            said = "true" if one.value is True else str(one.value or "")
            typed[column.title] = {"true": "Có"}.get(said, labels.get(said, said)) if said else ""
    return {**typed, **more}


def flat(fields: list[Any]) -> list[Any]:
    return [inner for one in fields for inner in (flat(one.fields) if one.fields else [one])]


def sheet(known: Compiled, rows: Rows) -> bytes:
    titles = [column.title for column in batch.columns_of(known)]
    table = [titles, *([row.get(title, "") for title in titles] for row in rows)]
    return opendocument.written([("Hồ sơ", table)])


def sent(filing: OnlineFiling, rows: Rows, **more: Any) -> dict[str, Any]:
    body = sheet(compiled(filing.edition), rows)
    return {
        "party": filing.party.pk,
        "receiver": filing.receiver.pk if filing.receiver else "",
        "return_by": "online",
        "intake_key": "lot-1",
        "sheet": SimpleUploadedFile("mau.ods", body),
        **{f"file-{one.paper_key}": upload(one.name) for one in filing.uploads},
        **more,
    }


def test_the_template_has_a_column_for_every_question_and_lists_the_choices(browser: Client, page: str) -> None:
    answer = browser.get(f"{page}bang-mau.ods")
    assert "attachment" in answer.headers["Content-Disposition"]
    document = Document(BytesIO(answer.content))  # read by a library that is not ours
    first, second = document.body.get_tables()
    titles = list(first.get_row_values(0))
    assert titles[0] == "Nộp thay cho"
    assert len(titles) == len(set(titles)) > 5
    told = {row[0]: row for row in second.get_values()}
    assert set(titles) <= set(told)
    assert any("Nam\nNữ" in str(row[3]).replace("\r", "") for row in told.values())
    assert answer.content == browser.get(f"{page}bang-mau.ods").content


@pytest.mark.parametrize("pack", ["kinh-doanh/thanh-lap-tnhh", "ho-tich/khai-sinh", "dat-dai/tach-hop-thua"])
def test_no_two_columns_bear_one_title(db: None, pack: str) -> None:
    titles = [column.title for column in batch.columns_of(compiled(edition(pack)))]
    assert len(titles) == len(set(titles))


def test_ten_requests_are_sent_at_once_and_only_once(browser: Client, filing: OnlineFiling, page: str) -> None:
    rows = [line(filing, **{"Nộp thay cho": f"Người Mẫu {number}"}) for number in range(10)]
    checked = browser.post(page, sent(filing, rows, check="1"))
    assert checked.status_code == 200
    assert "10 hồ sơ sẵn sàng nộp" in checked.content.decode()
    assert not Submission.objects.exists()
    done = browser.post(page, sent(filing, rows))
    again = browser.post(page, sent(filing, rows))
    assert done.headers["Location"] == again.headers["Location"]
    assert Submission.objects.count() == 10
    told = browser.get(done.headers["Location"]).content.decode()
    for submission in Submission.objects.all():
        assert submission.code in told
        assert submission.answers == filing.answers
        assert submission.applicant["represents"] in told


def test_what_was_checked_need_not_be_sent_again(browser: Client, filing: OnlineFiling, page: str) -> None:
    told = browser.post(page, sent(filing, [line(filing)], check="1")).content.decode()
    kept = [part.split('"')[0] for part in told.split('name="kept" value="')[1:]]
    fields = {name: value for name, value in sent(filing, []).items() if name != "sheet" and "file-" not in name}
    assert browser.post(page, {**fields, "kept": kept}).status_code == 302
    asked = [one for one in filing.uploads if one.paper_key != "declaration"]  # answered in the form
    assert Submission.objects.get().files.count() == len(asked)


def test_mistakes_are_told_by_line_and_column_and_nothing_is_sent(
    browser: Client, filing: OnlineFiling, page: str
) -> None:
    columns = batch.columns_of(compiled(filing.edition))
    day = next(one.title for one in columns if one.field.kind == "date" and one.field.required)
    choice = next(one.title for one in columns if one.field.options)
    rows = [line(filing), line(filing, **{day: "31/02/2026"}), {}, line(filing, **{choice: "Không có"})]
    answer = browser.post(page, sent(filing, rows))
    assert answer.status_code == 422
    told = answer.content.decode()
    assert f"Dòng 3, cột {day}: Không có ngày 31/02/2026 trên lịch" in told
    assert f"Dòng 5, cột {choice}: “Không có” không có trong các lựa chọn." in told
    assert "Dòng 2" not in told
    assert "Chưa hồ sơ nào được nộp" in told
    assert not Submission.objects.exists()
    assert not Batch.objects.exists()


def test_what_is_missing_beside_the_sheet_is_told_at_its_field(
    browser: Client, filing: OnlineFiling, page: str
) -> None:
    answer = browser.post(page, {"return_by": "post"})
    assert answer.status_code == 422
    told = answer.content.decode()
    for name in ("id_receiver-error", "id_party-error", "id_return_address-error", "id_file-death_notice-error"):
        assert name in told
    assert "Hãy chọn bảng đã điền." in told


@pytest.mark.parametrize(
    ("name", "body", "tells"),
    [
        ("bang.pdf", b"%PDF-1.4 khong phai", "hỏng"),
        ("bang.csv", b"a,b,c", "Chỉ nhận PDF"),
        ("bang.ods", b"PK\x03\x04 hong", "hỏng"),
    ],
)
def test_what_is_no_sheet_is_refused_in_words(
    browser: Client, filing: OnlineFiling, page: str, name: str, body: bytes, tells: str
) -> None:
    answer = browser.post(page, sent(filing, [], sheet=SimpleUploadedFile(name, body)))
    assert answer.status_code == 422
    assert tells in answer.content.decode()


def test_a_sheet_in_another_format_is_told_how_to_be_kept(browser: Client, filing: OnlineFiling, page: str) -> None:
    told = browser.post(page, sent(filing, [], sheet=upload("bang.pdf"))).content.decode()
    assert "Bảng phải là tệp ODS" in told


def test_more_lines_than_may_be_are_refused(browser: Client, filing: OnlineFiling, page: str) -> None:
    rows = [line(filing)] * (batch.MOST_ROWS + 1)
    assert "nhiều hơn 50 dòng" in browser.post(page, sent(filing, rows)).content.decode()


def test_renamed_and_missing_columns_are_named(filing: OnlineFiling) -> None:
    known = compiled(filing.edition)
    needed = next(one.title for one in batch.columns_of(known) if one.field.required)
    told = [str(one) for one in batch.read(known, [["Cột lạ"], ["x"]]).wrong]
    assert "Dòng 1, cột Cột lạ: bảng mẫu không có cột này. Hãy dùng bảng mẫu mới tải." in told
    assert f"Dòng 1, cột {needed}: thiếu cột này. Hãy dùng bảng mẫu mới tải." in told
    assert [str(one) for one in batch.read(known, []).wrong]
    twice = [str(one) for one in batch.read(known, [[needed, needed]]).wrong]
    assert f"Dòng 1, cột {needed}: có hai cột cùng tên. Hãy bỏ một cột." in twice


def test_cells_are_read_whatever_the_programme_made_of_them() -> None:
    table = Table("t")
    row = Row()
    for value in ("chữ", 12, 12.5, True):
        row.append_cell(Cell(value))
    day = Cell()
    day.set_attribute("office:value-type", "date")
    day.set_attribute("office:date-value", "2026-03-27T00:00:00")
    row.append_cell(day)
    table.append_row(row)
    document = Document("spreadsheet")
    document.body.clear()
    document.body.append(table)
    body = BytesIO()
    document.save(body)
    assert opendocument.read(body, rows=9, columns=9) == [["chữ", "12", "12,5", "Có", "27/03/2026"]]


def ods(content: bytes) -> BytesIO:
    body = BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", opendocument.MEDIA_TYPE)
        archive.writestr("content.xml", content)
    return body


HEAD = (
    b'<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    b' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    b' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><table:table>'
)
TAIL = b"</table:table></office:document-content>"
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "%s">' % (b"ha" * 500) + b'<!ENTITY b "%s">]>' % (b"&a;" * 500)


@pytest.mark.parametrize(
    "content",
    [
        HEAD + b'<table:table-row table:number-rows-repeated="1048576"><table:table-cell><text:p>a</text:p>'
        b"</table:table-cell></table:table-row>" + TAIL,
        HEAD + b'<table:table-row><table:table-cell table:number-columns-repeated="999999999"><text:p>a</text:p>'
        b"</table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row>" + TAIL,
        b"<not closed",
        b" " * (opendocument.MOST_XML + 1),
    ],
    ids=["rows", "columns", "broken", "large"],
)
def test_a_sheet_that_unfolds_without_end_is_not_read(content: bytes) -> None:
    with pytest.raises(opendocument.Unreadable):
        opendocument.read(ods(content), rows=51, columns=30)


def test_entities_are_not_unfolded() -> None:
    row = b"<table:table-row><table:table-cell><text:p>&b;</text:p></table:table-cell></table:table-row>"
    with pytest.raises(opendocument.Unreadable):
        opendocument.read(ods(LAUGHS + HEAD + row + TAIL), rows=51, columns=30)


def test_empty_lines_at_the_end_cost_nothing() -> None:
    row = b'<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row>'
    assert opendocument.read(ods(HEAD + row + TAIL), rows=51, columns=30) == []


def test_nobody_sees_the_batch_of_another(browser: Client, filing: OnlineFiling, page: str) -> None:
    done = browser.post(page, sent(filing, [line(filing)]))
    assert browser_of(make_citizen("nguoi-khac")).get(done.headers["Location"]).status_code == 404
    assert browser.get("/nop-theo-lo/khong-co/").status_code == 404
    assert "Tải bảng mẫu" in browser.get(page).content.decode()
