"""Charts are drawings that say what they show, without any inline style."""

from lxml import etree

from congvu.web import charts
from congvu.web.charts import TONES, Series, Track

SERIES = (Series("Sớm hạn", "good", (3, 0)), Series("Quá hạn", "bad", (1, 2)))
SVG = "{http://www.w3.org/2000/svg}"


def drawn(chart: charts.Chart) -> etree._Element:
    return etree.fromstring(chart.svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def test_a_bar_is_as_long_as_its_share_of_the_longest() -> None:
    chart = charts.bars("Theo cơ quan", ["Phường A", "Phường B"], SERIES)
    widths = [rect.get("width") for rect in drawn(chart).iter(f"{SVG}rect") if rect.get("x")]
    assert widths == ["66%", "22%", "44%"]
    assert chart.said == "Phường A: Sớm hạn 3, Quá hạn 1; Phường B: Sớm hạn 0, Quá hạn 2"


def test_a_drawing_has_a_title_and_a_description_and_no_style() -> None:
    for chart in (
        charts.bars("Tên", ["A", "B"], SERIES),
        charts.lines("Tên", ["01", "02"], SERIES),
        charts.share("Tên", [Series("A", "good", (1,)), Series("B", "bad", (3,))]),
    ):
        svg = drawn(chart)
        named = svg.get("aria-labelledby", "").split()
        assert [svg.find(f"{SVG}title").get("id"), svg.find(f"{SVG}desc").get("id")] == named  # type: ignore[union-attr]
        assert "style=" not in chart.svg
        assert "&lt;" not in chart.svg
        painted = {rect.get("fill") for rect in svg.iter(f"{SVG}rect") if str(rect.get("fill")).startswith("url(")}
        assert painted <= {f"url(#{pattern.get('id')})" for pattern in svg.iter(f"{SVG}pattern")}
        assert len(chart.legend) == 2


def test_what_people_typed_stays_text() -> None:
    chart = charts.bars("<b>", ["<script>", "B"], SERIES)
    assert "<script>" not in chart.svg
    assert "<b>" not in chart.svg


def test_every_tone_has_marks_of_its_own_for_print_without_colours() -> None:
    marks = [marks for _colour, marks in TONES.values()]
    assert len(set(marks)) == len(marks)
    assert set(charts.DASHES) == set(TONES)
    assert len(set(charts.DASHES.values())) == len(TONES)


def test_nothing_to_show_is_an_empty_drawing_and_no_mistake() -> None:
    assert charts.bars("Tên", [], [Series("A", "good", ())]).said == ""
    assert charts.share("Tên", [Series("A", "good", (0,))]).legend[0][1] == "A: 0 (0%)"
    assert charts.lines("Tên", ["01"], [Series("A", "good", (0,))]).said == "01: A 0"


def test_a_way_is_drawn_where_its_points_lie() -> None:
    way, told = Track("Lộ trình", "wait", ((0.0, 20), (1.0, 100))), Track("Báo cáo", "busy", ((0.5, 50),))
    chart = charts.paths("Tên", [(0.0, "2025"), (1.0, "2026")], (way, told), said="2025: 20; 2026: 100")
    svg = drawn(chart)
    dashed = [line for line in svg.iter(f"{SVG}line") if line.get("stroke-dasharray")]
    assert [(line.get("x1"), line.get("x2")) for line in dashed] == [("8%", "96%")]
    assert svg.find(f"{SVG}desc").text == "2025: 20; 2026: 100"  # type: ignore[union-attr]
    assert [words for _swatch, words in chart.legend] == ["Lộ trình", "Báo cáo"]
    assert "style=" not in chart.svg
    assert [charts._round_half(most) for most in (0, 3, 5, 41, 100, 101)] == [2, 4, 6, 60, 100, 200]


def test_the_scale_of_lines_has_whole_steps() -> None:
    assert [charts._round_up(most) for most in (0, 3, 5, 19, 21, 40, 41)] == [4, 4, 8, 20, 40, 40, 80]


def test_numbers_are_written_as_in_vietnamese_papers() -> None:
    assert [charts._said(value) for value in (0, 1234, 1234567.5, 12.25)] == ["0", "1.234", "1.234.567,5", "12,2"]
