"""The document of a plan: one list of blocks, as a text document, as PDF/A and on the page."""

import io
import subprocess
import zipfile
from pathlib import Path

import pytest
from django.test import Client

from congvu.agencies.rules import Kind
from congvu.agencies.testing import make_agency
from congvu.base.actors import Actor
from congvu.papers import render
from congvu.plans import services
from congvu.plans.models import Assignment, LegalText, Plan, Section
from congvu.plans.rules.document import Formal, based, written
from congvu.plans.rules.paper import TEMPLATE, facts
from congvu.plans.rules.prose import prose
from congvu.plans.selectors.documents import document
from congvu.plans.testing import AT, begun, fill, make_indicator, make_project, make_target, make_writer
from congvu.tabular import odt
from congvu.tabular.odt import Bullets, Heading, Paragraph, TableBlock

BODY = """\
Mở đầu **đậm** và *nghiêng*.

# Một tiêu đề

- ý một
- ý hai

1. bước một
2. bước hai

| Nơi | Số |
|---|---|
| Phường | 3 |
"""


@pytest.fixture
def plan() -> Plan:
    return begun()


@pytest.fixture
def writer(plan: Plan) -> Actor:
    return make_writer(plan)


def section(plan: Plan, key: str) -> Section:
    return Section.objects.get(plan=plan, key=key)


@pytest.mark.once
def test_what_a_writer_marks_up_becomes_blocks() -> None:
    first, head, listed, one, two, table = prose(BODY, level=2)
    assert isinstance(first, Paragraph)
    assert [(run.text, run.bold, run.italic) for run in first.runs if run.bold or run.italic] == [
        ("đậm", True, False), ("nghiêng", False, True)
    ]  # fmt: skip
    assert head == Heading("Một tiêu đề", 3)
    assert isinstance(listed, Bullets)
    assert len(listed.items) == 2
    assert isinstance(two, Paragraph)
    assert [run.text for run in two.runs] == ["2. ", "bước hai"]
    assert isinstance(one, Paragraph)
    assert isinstance(table, TableBlock)
    assert [[cell.value for cell in line] for line in (*table.head, *table.rows)] == [["Nơi", "Số"], ["Phường", "3"]]
    assert [type(one) for one in prose("- a\n  - b\n- c", level=1)] == [Bullets, Bullets, Bullets]


@pytest.mark.once
def test_a_legal_text_is_a_line_of_the_basis() -> None:
    text = {
        "number": "41/2009/TT-BTTTT",
        "kind": "circular",
        "title": "Danh mục",
        "issuer": "Bộ",
        "issued_on": "2009-12-30",
    }
    assert based(text) == "Căn cứ Thông tư số 41/2009/TT-BTTTT ngày 30/12/2009 của Bộ về danh mục;"
    assert based({**text, "kind": "law", "number": "Luật Mẫu", "title": "", "issuer": "", "issued_on": None}) == (
        "Căn cứ Luật Mẫu;"
    )


def prepared(plan: Plan, writer: Actor) -> None:
    legal = LegalText.objects.create(number="50/2009/QĐ-TTg", kind="pm_decision")
    services.pick_legal(plan.pk, section(plan, "I").pk, [legal.pk], by=writer, at=AT)
    make_target(plan, scope_text="sở, ngành, xã")
    make_target(plan, plan.targets.get().indicator, year=None, value=80)
    project = make_project(plan, name="Cài đặt phần mềm nguồn mở", open_source=True)
    project.money.create(fund="local_it", measure="estimate", amount=320_000_000, year=2026)
    fill(plan, by=writer)
    services.skip_section(plan.pk, section(plan, "VII").pk, reason="Nêu ở quyết định.", by=writer, at=AT)


@pytest.mark.django_db
def test_the_document_holds_all_of_the_plan(plan: Plan, writer: Actor) -> None:
    prepared(plan, writer)
    made, version = document(writer, plan)
    assert version is None
    heads = [block.text for block in made.blocks if isinstance(block, Heading)]
    assert heads[:3] == [
        "I. Căn cứ lập kế hoạch", "II. Hiện trạng ứng dụng và phát triển PMNM",
        "1. Đánh giá tình hình thực hiện và ban hành các cơ chế chính sách về PMNM",
    ]  # fmt: skip
    assert "VII. Tổ chức thực hiện" not in heads
    assert heads[-1] == "Phụ lục 1"
    aims, money = [block for block in made.blocks if isinstance(block, TableBlock)]
    assert [[cell.value for cell in line] for line in (*aims.head, *aims.rows)] == [
        ["TT", "Chỉ tiêu", "2026", "Cả giai đoạn", "Phạm vi"],
        [1, "Chỉ tiêu M-01", "≥ 100 %", "≥ 80 %", "sở, ngành, xã"],
    ]
    assert len(money.head) == 2
    assert any(cell.value == 320_000_000 for line in money.rows for cell in line)


@pytest.mark.django_db
def test_targets_stand_in_their_sections_with_whom_they_are_for(plan: Plan, writer: Actor) -> None:
    agency = make_agency("X-01", Kind.COMMUNE_COMMITTEE, parent=plan.issuer, name="Xã Mẫu")
    one = make_target(plan, section="III.2")
    Assignment.objects.create(target=one, agency=agency, exempt=True, reason="đảo xa")
    make_target(plan, make_indicator("M-02"), scope={"kinds": ["department"], "exclude": {"X-01": "đảo"}})
    make_project(plan, name="Mạng", leads="Sở Mẫu")
    made, _version = document(writer, plan)
    heads = [block.text for block in made.blocks if isinstance(block, Heading)]
    third = next(place for place, head in enumerate(heads) if head.startswith("III."))
    assert [head[:2] for head in heads[third : third + 3]] == ["II", "2.", "IV"]  # nothing would stand below III.1
    scopes = [line[-1].value for block in made.blocks if isinstance(block, TableBlock) for line in block.rows][:2]
    assert scopes == ["Sở, ban, ngành; trừ Xã Mẫu", "Ủy ban nhân dân cấp xã; Sở, ban, ngành; trừ Xã Mẫu"]
    assert Bullets(["Mạng (2026 - 2028; Sở Mẫu)"]) in made.blocks


@pytest.mark.django_db
def test_both_forms_say_the_same(plan: Plan, writer: Actor) -> None:
    prepared(plan, writer)
    made, _version = document(writer, plan)
    paper = render(TEMPLATE, facts(made), at=AT)
    assert paper.startswith(b"%PDF-1.7")
    file = odt.written(made.head, made.blocks)
    content = zipfile.ZipFile(io.BytesIO(file)).read("content.xml").decode()
    assert "DỰ THẢO" in content
    assert "Căn cứ Quyết định số 50/2009/QĐ-TTg của Thủ tướng Chính phủ;" in content
    assert odt.written(made.head, made.blocks) == file


@pytest.mark.django_db
def test_everybody_takes_the_published_document(plan: Plan, writer: Actor, client: Client) -> None:
    address = f"/lap-ke-hoach/{plan.slug}/tai/odt/"
    assert client.get(address).status_code == 404
    fill(plan, by=writer)
    services.submit(plan.pk, by=writer, at=AT)
    plan.versions.update(decision="9/QĐ-UBND", decided_on=AT.date(), published_at=AT)
    Plan.objects.update(state="published", number="9/QĐ-UBND", decided_on=AT.date(), published_at=AT)
    taken = client.get(address)
    assert taken["Content-Type"] == "application/vnd.oasis.opendocument.text"
    assert "-ban-1.odt" in taken["Content-Disposition"]
    paper = client.get(f"/lap-ke-hoach/{plan.slug}/tai/pdf/")
    assert b"".join(paper.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert client.get(f"/lap-ke-hoach/{plan.slug}/tai/doc/").status_code == 404


@pytest.mark.peers
@pytest.mark.once
def test_libreoffice_reads_the_text_document(tmp_path: Path) -> None:
    content = {
        "title": "Kế hoạch mẫu", "targets": [], "budgets": [], "tables": [],
        "sections": [
            {"ref": "I", "number": "I", "title": "Căn cứ lập Kế hoạch", "kind": "legal_refs", "depth": 1, "body": BODY,
             "skipped": "", "legal": []},
            {"ref": "II", "number": "II", "title": "Hiện trạng ứng dụng CNTT", "kind": "assessment", "depth": 1,
             "body": "Hiện trạng.", "skipped": "", "legal": []},
        ],
    }  # fmt: skip
    made = written(content, Formal("Ủy ban nhân dân thành phố Mẫu", roles=("Chủ tịch",)))
    source = tmp_path / "ke-hoach.odt"
    source.write_bytes(odt.written(made.head, made.blocks))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
         "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    # As text, for a printed page tells more about the fonts of the machine than about the file.
    words = source.with_suffix(".txt").read_text("utf-8-sig")
    for said in ("I. Căn cứ lập Kế hoạch", "II. Hiện trạng ứng dụng CNTT", "Một tiêu đề", "KẾ HOẠCH"):
        assert said in words
