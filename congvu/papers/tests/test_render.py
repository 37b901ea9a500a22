"""Facts and a template become one PDF/A, always the same, and nothing that a template says reaches further."""

import multiprocessing
import threading
import time
from datetime import UTC, date, datetime
from io import BytesIO

import pypdfium2 as pdfium
import pytest

from congvu.papers import PaperError, code128, qr, render
from congvu.papers.press import MOST_FACTS, _press

FRAME = '#import "/frame.typ": *\n'
PLAIN = FRAME + '#set text(font: "Libertinus Serif")\n#facts.name'


def text_of(paper: bytes) -> str:
    document = pdfium.PdfDocument(paper)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document).replace("\r\n", "\n")


def test_a_paper_is_pdf_a_2b() -> None:
    paper = render(PLAIN, {"name": "Nguyễn Văn Mẫu"})
    assert paper.startswith(b"%PDF-1.7")
    assert b"<pdfaid:part>2</pdfaid:part>" in paper
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in paper


def test_every_vietnamese_letter_is_printed_and_read_back() -> None:
    marks = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"
    for letters in (marks, marks.upper()):
        assert text_of(render(PLAIN, {"name": letters})) == letters


def test_same_facts_make_the_same_bytes_and_another_date_makes_others() -> None:
    first = render(PLAIN, {"name": "Mẫu"}, at=datetime(2026, 3, 2, 8, tzinfo=UTC))
    _press.close()  # a new child, as on another machine
    assert render(PLAIN, {"name": "Mẫu"}, at=datetime(2026, 3, 2, 8, tzinfo=UTC)) == first
    assert render(PLAIN, {"name": "Mẫu"}, at=datetime(2026, 3, 3, 8, tzinfo=UTC)) != first


@pytest.mark.parametrize(
    "name",
    ['#panic("x")', "$ x^2 $", "\\ @nobody <here> *bold* _it_ `raw`", '"); #read("/frame.typ")', "// gone", "= Title"],
)
def test_what_a_citizen_typed_is_printed_as_it_is(name: str) -> None:
    assert text_of(render(PLAIN, {"name": name})) == name


@pytest.mark.parametrize(
    ("name", "shown"),
    [("王小明 (Mẫu)", "□□□ (Mẫu)"), ("Mẫu 😀", "Mẫu □"), ("a\x07b\x00", "a□b□"), ("\ud800", "□"), ("Мария", "Мария")],
)
def test_a_letter_that_the_font_has_not_is_a_box_and_the_paper_is_printed(name: str, shown: str) -> None:
    assert text_of(render(PLAIN, {"name": name})) == shown


def test_a_missing_fact_is_an_error_that_names_it() -> None:
    with pytest.raises(PaperError, match='lacks the fact "name"') as caught:
        render(PLAIN, {"nam": "Mẫu"})
    assert caught.value.fact == "name"
    assert ":3:" in caught.value.where
    with pytest.raises(PaperError) as caught:
        render(PLAIN.replace("#facts.name", '#facts.at("born")'), {})
    assert caught.value.fact == "born"


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ('#read("/etc/passwd")', "file not found"),
        ('#read("../press.py")', "escape the project root"),
        ('#import "@preview/cetz:0.3.0"', "failed to download.*Connection refused"),
        ("#let x = (", "unclosed delimiter"),
        (FRAME + '#short("2 March")', "not a date of a paper"),
    ],
)
def test_a_template_reaches_nothing_outside(source: str, complaint: str) -> None:
    with pytest.raises(PaperError, match=complaint):
        render(source, {})


def test_an_endless_template_is_stopped_and_the_next_paper_prints() -> None:
    endless = "#let n = 0\n#for a in range(100000) { for b in range(100000) { n += 1 } }"
    start = time.monotonic()
    with pytest.raises(PaperError, match="given up"):
        render(endless, {}, seconds=0.3)
    assert time.monotonic() - start < 5
    assert text_of(render(PLAIN, {"name": "Mẫu"})) == "Mẫu"


def test_a_greedy_template_is_stopped() -> None:
    with pytest.raises(PaperError):
        render('#let x = "0123456789" * 400000000\n#x.len()', {}, seconds=10)
    assert text_of(render(PLAIN, {"name": "Mẫu"})) == "Mẫu"


def test_too_many_facts_are_refused_before_printing() -> None:
    with pytest.raises(PaperError, match="more than one paper takes"):
        render(PLAIN, {"name": "x" * MOST_FACTS})


def test_threads_share_one_press() -> None:
    printed: dict[int, str] = {}

    def work(number: int) -> None:
        printed[number] = text_of_safely(render(PLAIN, {"name": f"Mẫu {number}"}))

    reading = threading.Lock()  # pypdfium2 is not thread-safe; the press is

    def text_of_safely(paper: bytes) -> str:
        with reading:
            return text_of(paper)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert printed == {number: f"Mẫu {number}" for number in range(8)}


def test_a_forked_process_prints_beside_its_parent() -> None:
    facts = {"name": "Mẫu"}
    before = render(PLAIN, facts)
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.starmap(render, [(PLAIN, facts)] * 4) == [before] * 4
    assert render(PLAIN, facts) == before


def test_dates_reach_the_paper_in_vietnamese_time_and_words() -> None:
    source = PLAIN.replace("#facts.name", "#moment(facts.at) | #day(facts.on) | #short(facts.on)")
    facts = {"at": datetime(2026, 2, 28, 18, 5, tzinfo=UTC), "on": date(2026, 2, 5)}
    assert text_of(render(source, facts)) == (
        "01 giờ 05 phút, ngày 01 tháng 3 năm 2026 | ngày 05 tháng 02 năm 2026 | 05/02/2026"
    )


@pytest.mark.parametrize("value", [datetime(2026, 3, 2), object()])  # noqa: DTZ001
def test_a_fact_without_one_meaning_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        render(PLAIN, {"name": value})


@pytest.mark.parametrize(
    ("amount", "told"), [(0, "0 đồng"), (950, "950 đồng"), (25000, "25.000 đồng"), (1234567, "1.234.567 đồng")]
)
def test_money_is_grouped_by_points(amount: int, told: str) -> None:
    assert text_of(render(PLAIN.replace("#facts.name", "#money(facts.amount)"), {"amount": amount})) == told


@pytest.mark.parametrize(
    ("number", "told"), [(5, "Số: 05/TLKT"), (12, "Số: 12/TLKT"), ("07a", "Số: 07a/TLKT"), (None, "Số: /TLKT")]
)
def test_numbers_below_ten_begin_with_a_nought(number: object, told: str) -> None:
    source = PLAIN.replace("#facts.name", '#numbered(facts.number, "TLKT")')
    assert " ".join(text_of(render(source, {"number": number})).split()) == told


def test_pictures_are_svg_text_or_bytes() -> None:
    source = FRAME + '#picture("code", width: 3cm) #picture("photo", width: 1cm)'
    png = pdfium.PdfDocument(render(PLAIN, {"name": "x"}))[0].render(scale=0.1).to_pil()
    png.save(file := BytesIO(), "PNG")
    paper = render(source, {}, pictures={"code": qr("x"), "photo": file.getvalue()})
    assert b"/Subtype/Image" in paper.replace(b" ", b"")


def test_a_bar_code_refuses_letters_it_has_not() -> None:
    with pytest.raises(ValueError, match="no bars"):
        code128("Mẫu")
