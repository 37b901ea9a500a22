"""What editors write becomes HTML that is safe, accessible and compared line by line."""

import pytest

from congvu.content.rules import SECTIONS, Change, Drawn, difference, pictures_in, plain, section_of, to_html

BRIDGE = Drawn("Cầu <Bính>", 1200, 800, {320: "/anh/3/320/", 800: "/anh/3/800/", 1200: "/anh/3/1200/"})


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("# Hồ sơ\n\nGồm **một** tờ", "<h2>Hồ sơ</h2>\n<p>Gồm <strong>một</strong> tờ</p>\n"),
        ("##### Sâu", "<h2>Sâu</h2>\n"),
        ("## A\n#### B\n### C\n## D", "<h2>A</h2>\n<h3>B</h3>\n<h3>C</h3>\n<h2>D</h2>\n"),
        ("# A\n## B\n### C\n#### D", "<h2>A</h2>\n<h3>B</h3>\n<h4>C</h4>\n<h4>D</h4>\n"),
        ("3. ba\n4. bốn", '<ol start="3">\n<li>ba</li>\n<li>bốn</li>\n</ol>\n'),
        ("[a](/thu-tuc/)", '<p><a href="/thu-tuc/" rel="noopener noreferrer">a</a></p>\n'),
        ("<b onclick=x()>đậm</b>", "<p>&lt;b onclick=x()&gt;đậm&lt;/b&gt;</p>\n"),
        ("<script>x()</script>", "<p>&lt;script&gt;x()&lt;/script&gt;</p>\n"),
        ("[a](javascript:x())", "<p>[a](javascript:x())</p>\n"),
        ("[a](data:text/html,x)", "<p>[a](data:text/html,x)</p>\n"),
        ('[a](https://x.vn "t\\"><script>")', None),
        ("![người lạ](https://x.vn/a.png)", "<p>[người lạ]</p>\n"),
        ("![](anh:9)", "<p></p>\n"),
    ],
)
def test_markdown_is_drawn_and_nothing_else_is(written: str, shown: str | None) -> None:
    html = to_html(written, {})
    assert "<script" not in html
    assert shown is None or html == shown


def test_a_picture_of_the_page_has_its_sizes_and_its_words() -> None:
    html = to_html("![](anh:3) ![Cầu mới](anh:3)", {3: BRIDGE})
    assert html.count("<img") == 2
    assert 'alt="Cầu &lt;Bính&gt;"' in html
    assert 'alt="Cầu mới"' in html
    assert 'srcset="/anh/3/320/ 320w, /anh/3/800/ 800w, /anh/3/1200/ 1200w"' in html
    assert html.count('loading="lazy"') == 2


def test_a_wide_table_scrolls_alone() -> None:
    html = to_html("| a |\n|---|\n| b |", {})
    assert html.startswith('<div class="prose-table" tabindex="0"><table>')


def test_words_are_read_out_of_the_text_for_searching() -> None:
    assert plain("# Một **hai**\n\n- `ba`\n- [bốn](https://x.vn) ![năm](anh:3)") == "Một hai ba bốn năm"
    assert pictures_in("![a](anh:3) và ![](anh:12 'x') [không](anh:4)") == {3, 12}


def test_versions_are_compared_line_by_line() -> None:
    assert difference("một\nhai\nba", "một\nHai\nba") == [
        Change("same", "một"),
        Change("gone", "hai"),
        Change("new", "Hai"),
        Change("same", "ba"),
    ]
    assert difference("như nhau", "như nhau") == []
    far = difference("\n".join(map(str, range(100))), "\n".join(["x", *map(str, range(1, 99)), "y"]))
    assert [change.text for change in far if change.kind == "new"] == ["x", "y"]
    assert len(far) == 8


def test_the_sections_hold_what_decree_42_wants_published() -> None:
    """Decree 42/2022/NĐ-CP and, before it, Article 10 of Decree 43/2011/NĐ-CP."""
    wanted = (
        "gioi-thieu tin-tuc chi-dao-dieu-hanh pho-bien-phap-luat chien-luoc-quy-hoach van-ban du-an-mua-sam lay-y-kien "
        "lien-he bao-cao-tai-chinh thong-ke dieu-uoc-thoa-thuan chuong-trinh-cong-tac thong-tin-cong-khai khoa-hoc"
    )
    assert [slug for slug in wanted.split() if section_of(slug) is None] == []
    assert len({section.slug for section in SECTIONS}) == len(SECTIONS)
