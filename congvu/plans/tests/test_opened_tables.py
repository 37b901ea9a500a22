"""The exported tables, opened by an office suite that is not ours: headers, merged cells, whole đồng."""

import csv
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from congvu.plans.models import Money
from congvu.plans.rules.layouts import LAYOUTS
from congvu.plans.rules.sheets import spreadsheet
from congvu.plans.selectors.tables import tables
from congvu.plans.testing import make_plan, make_project

pytestmark = [pytest.mark.peers, pytest.mark.django_db]
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
ABOVE = 3  # lines above the header


def converted(body: bytes, folder: Path, *, to: str) -> list[Path]:
    source = folder / "bieu.ods"
    source.write_bytes(body)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", to, "--outdir",
         str(folder), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return sorted(folder.glob(f"bieu*.{to.partition(':')[0]}"))


def header_of(sheet: "etree._Element") -> list[list[tuple[str, int, int]]]:
    """The text of each cell of the header, with how far it reaches."""
    found = []
    for row in list(sheet.iter(f"{TABLE}table-row"))[ABOVE : ABOVE + 2]:
        cells = [cell for cell in row if cell.tag == f"{TABLE}table-cell" and cell.find(f"{TEXT}p") is not None]
        found.append(
            [
                (
                    " ".join("".join(map(str, line.itertext())) for line in cell.iter(f"{TEXT}p")),
                    int(cell.get(f"{TABLE}number-columns-spanned", "1")),
                    int(cell.get(f"{TABLE}number-rows-spanned", "1")),
                )
                for cell in cells
            ]
        )
    return found


def test_an_office_suite_opens_all_eleven(tmp_path: Path) -> None:
    plan = make_plan(year_from=2013, year_to=2013)
    project = make_project(plan, name="Mạng diện rộng", kind="new", leads="Sở", integrated=True)
    Money.objects.create(project=project, fund="local_it", measure="estimate", amount=226_334_000_000)
    printed = tables(plan, list(LAYOUTS), year=2013)
    body = spreadsheet(printed, title=plan.title)
    (flat,) = converted(body, tmp_path, to="fods")
    sheets = list(etree.parse(flat).getroot().iter(f"{TABLE}table"))
    assert [sheet.get(f"{TABLE}name") for sheet in sheets] == list(LAYOUTS)
    for sheet, one in zip(sheets, printed, strict=True):
        wanted = [[(cell["text"], cell["columns"], cell["rows"]) for cell in line] for line in one.header]
        assert header_of(sheet)[: len(wanted)] == wanted, one.key
        unit = list(sheet.iter(f"{TABLE}table-row"))[ABOVE - 1]
        assert "".join(map(str, unit.itertext())).strip() == "Đơn vị: đồng"
    values = {cell.get(f"{OFFICE}value") for cell in sheets[1].iter(f"{TABLE}table-cell")}
    assert "226334000000" in values
    several = converted(
        body, tmp_path, to="csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    )
    assert len(several) == 11
    second = next(path for path in several if path.stem.endswith("-T2"))
    lines = list(csv.reader(second.read_text(encoding="utf-8").splitlines()))
    assert lines[ABOVE][6:8] == ["Nội dung /hạng mục công việc năm 2013", "Dự kiến kinh phí năm 2013"]
    assert lines[ABOVE + 1][7:] == ["NSĐP hoặc NSTU (nếu có)", "Nguồn khác"]
    assert lines[ABOVE + 2][1] == "Mạng diện rộng"
