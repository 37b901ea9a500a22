"""Every form of a dossier prints from its sample, is read back by machines, and holds whatever is put into it."""

import copy
import json
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
import zxingcpp

from congvu.papers import PaperError, code128, qr, render

FORMS = Path(__file__).parents[1] / "typst"
NAMES = sorted(path.stem for path in FORMS.glob("*.typ"))
WITH_PEOPLE = [name for name in NAMES if name not in {"cash_book", "fee_receipt"}]  # those have tests of their own
MARGIN_LEFT, MARGIN_RIGHT, MARGIN_BOTTOM = 30, 15, 20  # mm
POINTS_PER_MM = 72 / 25.4


def sample(name: str) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads((FORMS / "samples" / f"{name}.json").read_text(encoding="utf-8"))
    return facts


def printed(name: str, facts: dict[str, Any]) -> pdfium.PdfDocument:
    pictures = {"qr": qr(facts.get("look_up", "")), "bars": code128(facts.get("code", "0"))}
    return pdfium.PdfDocument(render(FORMS / f"{name}.typ", facts, pictures=pictures))


def texts(document: pdfium.PdfDocument) -> list[str]:
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def codes_on(page: pdfium.PdfPage) -> dict[str, str]:
    """What a scanner reads from the page at 200 dpi: format -> text."""
    found = zxingcpp.read_barcodes(page.render(scale=200 / 72).to_pil())
    return {str(code.format).replace(" ", "").replace("_", "").lower(): code.text for code in found}


def said_in(facts: object) -> list[str]:
    """Every text of the sample that a person would read on the paper."""
    if isinstance(facts, dict):
        return [text for key, value in facts.items() if key != "look_up" for text in said_in(value)]
    if isinstance(facts, list):
        return [text for value in facts for text in said_in(value)]
    return [facts] if isinstance(facts, str) and not facts[:4].isdigit() else []


def test_no_form_of_the_circular_is_missing() -> None:
    assert {
        "receipt",
        "supplement",
        "refusal",
        "apology",
        "stop_notice",
        "control_sheet",
        "register_book",
    } <= set(NAMES)


@pytest.mark.parametrize("name", [one for one in NAMES if one not in {"register_book", "control_sheet", "cash_book"}])
def test_every_fact_of_the_sample_is_on_the_paper(name: str) -> None:
    facts = sample(name)
    if "unit" in facts["agency"] and name not in {"apology", "stop_notice"}:
        facts["agency"].pop("superior")  # the unit's own superior is the agency
    if name in {"apology", "stop_notice", "supplement", "refusal"}:
        facts["agency"] = {k: v for k, v in facts["agency"].items() if k in {"name", "superior", "unit", "place"}}
    if name in {"apology", "stop_notice"}:
        facts["agency"].pop("unit")
        facts["applicant"] = {"name": facts["applicant"]["name"]}
    paper = "".join("".join(texts(printed(name, facts))).split()).lower()
    lost = [text for text in said_in(facts) if "".join(text.split()).lower() not in paper]
    assert lost == []


@pytest.mark.parametrize("name", NAMES)
def test_every_form_refuses_to_print_without_a_fact_it_needs(name: str) -> None:
    facts = sample(name)
    needed = {"register_book": "rows", "cash_book": "agency"}.get(name, "procedure")
    del facts[needed]
    with pytest.raises(PaperError) as caught:
        printed(name, facts)
    assert caught.value.fact == needed


@pytest.mark.parametrize("name", WITH_PEOPLE)
def test_every_form_prints_hostile_text_as_it_is(name: str) -> None:
    facts = sample(name)
    hostile = '#panic("x") $1$ \\ @ref <a> *b* _c_ // //'
    if name == "register_book":
        facts["rows"][0]["owner"] = hostile
    else:
        facts["applicant"]["name"] = hostile
    assert "".join(hostile.split()) in "".join("".join(texts(printed(name, facts))).split())


def test_both_copies_of_the_receipt_are_one_page_each_and_say_whose_they_are() -> None:
    keeper, giver = texts(printed("receipt", sample("receipt")))
    assert "(Lưu tại Bộ phận Một cửa)" in keeper
    assert "(Giao cho người nộp)" in giver
    assert keeper.replace("(Lưu tại Bộ phận Một cửa)", "") == giver.replace("(Giao cho người nộp)", "")


@pytest.mark.parametrize("name", ["receipt", "supplement", "apology", "control_sheet"])
@pytest.mark.parametrize("code", ["H24.31.07-260302-0042", "H15.50.05.13-261008-0975"])
def test_codes_are_read_back_from_a_scan_of_200_dpi(name: str, code: str) -> None:
    facts = sample(name) | {"code": code, "look_up": f"https://motcua.vi-du.vn/tra-cuu/{code}?k=8f3a1c0e9b7d"}
    read = codes_on(printed(name, facts)[0])
    if name != "apology":
        assert read["code128"] == code
    if name != "control_sheet":
        assert read["qrcode"] == facts["look_up"]


def test_a_hundred_papers_flow_to_further_pages_and_none_is_lost() -> None:
    facts = sample("receipt")
    facts["papers"] = [{"name": f"Giấy tờ thứ {n} của hồ sơ", "original": 1, "copy": n} for n in range(1, 101)]
    facts["copies"] = ["Lưu"]
    pages = texts(printed("receipt", facts))
    assert len(pages) >= 3
    assert all("Tên giấy tờ" in page for page in pages[:-1])
    assert [page.split()[0] for page in pages[1:]] == [str(number) for number in range(2, len(pages) + 1)]
    whole = "".join("".join(pages).split())
    assert all(f"Giấytờthứ{n}củahồsơ1{n}" in whole for n in range(1, 101))


@pytest.mark.parametrize("name", WITH_PEOPLE)
def test_long_text_stays_within_the_margins_and_never_overlaps(name: str) -> None:
    facts = lengthened(sample(name))
    for page in printed(name, facts):
        width, height = page.get_size()
        text = page.get_textpage()
        boxes = [text.get_rect(n) for n in range(text.count_rects())]
        for left, bottom, right, _ in boxes:
            assert left >= (20 if width > height else MARGIN_LEFT) * POINTS_PER_MM - 1
            assert right <= width - MARGIN_RIGHT * POINTS_PER_MM + 4  # the space that ends a justified line
            assert bottom >= MARGIN_BOTTOM * POINTS_PER_MM - 6
        assert overlaps(boxes) == []


def lengthened(facts: dict[str, Any]) -> dict[str, Any]:
    """The sample with names and places three times as long."""
    long = copy.deepcopy(facts)
    people = long["rows"] if "rows" in long else [long["applicant"]]
    for person in people:
        for key in {"name", "owner", "address"} & set(person):
            person[key] = " ".join([person[key]] * 3)
    long["agency"]["name"] = "Ủy ban nhân dân đặc khu Quần đảo Mẫu và vùng biển phụ cận thuộc quyền quản lý"
    if "procedure" in long:
        long["procedure"]["name"] = " ".join([long["procedure"]["name"]] * 8)
    return long


def overlaps(boxes: list[tuple[float, float, float, float]]) -> list[tuple[Any, Any]]:
    """Pairs of text boxes that cover one another by more than a shared descender."""
    return [
        (one, two)
        for n, one in enumerate(boxes)
        for two in boxes[n + 1 :]
        if min(one[2], two[2]) - max(one[0], two[0]) > 2 and min(one[3], two[3]) - max(one[1], two[1]) > 4
    ]


def test_the_register_book_repeats_its_head_on_every_page() -> None:
    facts = sample("register_book")
    facts["rows"] = facts["rows"] * 20
    pages = texts(printed("register_book", facts))
    assert len(pages) > 40
    assert all("Chủ hồ sơ" in page for page in pages)
    assert "Cộng: 1200 hồ sơ." in pages[-1]
