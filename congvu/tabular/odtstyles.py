"""How a written text looks: A4 with the margins and letters of Decree 30/2020/NĐ-CP, numbers from the second page."""

from collections.abc import Iterable, Sequence
from typing import Any

from lxml import etree

from congvu.tabular.opendocument import VERSION, make, qualified, whole

FONT = "Times New Roman"
SIZE = 14
TOP, BOTTOM, LEFT, RIGHT = 2.0, 2.0, 3.0, 2.0  # centimetres
PAGES = {"First": (21.0, 29.7), "Standard": (21.0, 29.7), "Landscape": (29.7, 21.0)}
ACROSS = {name: wide - LEFT - RIGHT for name, (wide, _high) in PAGES.items()}
LINE = "0.5pt solid #000000"
Look = dict[str, str]
MIDDLE: Look = {"fo_text_align": "center"}
BOLD: Look = {"fo_font_weight": "bold", "style_font_weight_complex": "bold"}
ITALIC: Look = {"fo_font_style": "italic"}


def column(width: str) -> str:
    """The name of the style of a column of this width."""
    return f"col-{width.replace('.', '-')}"


def size(points: float) -> Look:
    """Letters of this size."""
    return {"fo_font_size": f"{points:g}pt"}


def faces() -> etree._Element:
    """The letters; where there are none of that name, those that take the same room."""
    family = f"'{FONT}', 'Liberation Serif'"
    return make(
        "office:font-face-decls",
        make("style:font-face", style_name=FONT, svg_font_family=family, style_font_family_generic="roman"),
    )


def _after(above: float, below: float) -> Look:
    return {"fo_margin_top": f"{above:g}pt", "fo_margin_bottom": f"{below:g}pt"}


CLOSE = _after(0, 0)
SHORT = {"fo_border_top": LINE, **_after(2, 6), "fo_line_height": "0.1cm"}
PARAGRAPHS: dict[str, tuple[Look, Look]] = {  # what the paragraph looks like, and its letters
    "body": ({"fo_text_align": "justify", "fo_text_indent": "1.27cm", **_after(0, 6)}, {}),
    "middle": ({**MIDDLE, **_after(0, 6)}, {}),
    "right": ({"fo_text_align": "end", **_after(0, 6)}, {}),
    "note": ({"fo_text_align": "justify", **_after(0, 4)}, {**size(12), **ITALIC}),
    "caption": ({**MIDDLE, **_after(8, 4), "fo_keep_with_next": "always"}, {**BOLD, **size(13)}),
    "unit": ({"fo_text_align": "end", **_after(0, 2), "fo_keep_with_next": "always"}, {**ITALIC, **size(12)}),
    "item": ({"fo_text_align": "justify", **_after(0, 4)}, {}),
    "after": ({**CLOSE}, size(8)),
    "agency": ({**MIDDLE, **CLOSE}, size(13)),
    "agency-bold": ({**MIDDLE, **CLOSE}, {**BOLD, **size(13)}),
    "number": ({**MIDDLE, **_after(2, 6)}, size(13)),
    "country": ({**MIDDLE, **CLOSE}, {**BOLD, **size(13)}),
    "motto": ({**MIDDLE, **CLOSE}, {**BOLD, **size(14)}),
    "day": ({**MIDDLE, **_after(2, 6)}, {**ITALIC, **size(14)}),
    "line-agency": ({**SHORT, "fo_margin_left": "2.2cm", "fo_margin_right": "2.2cm"}, size(2)),
    "line-motto": ({**SHORT, "fo_margin_left": "1.7cm", "fo_margin_right": "1.7cm"}, size(2)),
    "kind": ({**MIDDLE, **_after(12, 0), "fo_keep_with_next": "always"}, {**BOLD, **size(14)}),
    "title": ({**MIDDLE, **_after(2, 0), "fo_keep_with_next": "always"}, {**BOLD, **size(14)}),
    "line-title": ({**SHORT, "fo_margin_left": "5.5cm", "fo_margin_right": "5.5cm"}, size(2)),
    "receivers": ({**CLOSE}, {**BOLD, **ITALIC, **size(12)}),
    "receiver": ({**CLOSE}, size(11)),
    "signer": ({**MIDDLE, **CLOSE, "fo_keep_with_next": "always"}, {**BOLD, **size(14)}),
    "space": ({**MIDDLE, **_after(24, 24), "fo_keep_with_next": "always"}, size(12)),
    "cell-left": ({**CLOSE}, size(11)),
    "cell-left-bold": ({**CLOSE}, {**BOLD, **size(11)}),
    "cell-right": ({"fo_text_align": "end", **CLOSE}, size(11)),
    "cell-right-bold": ({"fo_text_align": "end", **CLOSE}, {**BOLD, **size(11)}),
    "cell-head": ({**MIDDLE, **CLOSE}, {**BOLD, **size(11)}),
}
# Where many columns share a page, so that no amount of money is broken.
PARAGRAPHS |= {
    f"{name}-small": (look, {**letters, **size(8)})
    for name, (look, letters) in PARAGRAPHS.items()
    if name.startswith("cell-")
}


def _paragraph(name: str, look: Look, letters: Look, **more: str) -> etree._Element:
    made = make("style:style", style_name=name, style_family="paragraph", style_parent_style_name="Standard", **more)
    made.append(make("style:paragraph-properties", **look))
    made.append(make("style:text-properties", **letters))
    return made


def automatic(widths: Iterable[str], tables: Sequence[tuple[float, str]]) -> etree._Element:
    """The styles of what a text holds."""
    styles = make("office:automatic-styles")
    for name, slant in (("bold", BOLD), ("italic", ITALIC), ("bold-italic", {**BOLD, **ITALIC})):
        letters = make("style:text-properties", **slant)
        styles.append(make("style:style", letters, style_name=name, style_family="text"))
    for page in ("Standard", "Landscape"):
        styles.append(_paragraph(f"to-{page}", CLOSE, size(2), style_master_page_name=page))
    for width in sorted(set(widths)):
        wide = make("style:table-column-properties", style_column_width=width)
        styles.append(make("style:style", wide, style_name=column(width), style_family="table-column"))
    for number, (wide_, page) in enumerate(tables, 1):
        begins: dict[str, str] = {"style_master_page_name": page} if page else {}
        table = make("style:table-properties", style_width=f"{wide_:.2f}cm", table_align="center")
        styles.append(make("style:style", table, style_name=f"table-{number}", style_family="table", **begins))
    row = make("style:table-row-properties", fo_keep_together="always")
    styles.append(make("style:style", row, style_name="row", style_family="table-row"))
    framed: dict[str, Any] = {"fo_border": LINE, "fo_padding": "0.1cm"}
    for name, cell in (
        ("framed", framed),
        ("head", {**framed, "style_vertical_align": "middle"}),
        ("open", {"fo_border": "none", "fo_padding": "0cm"}),
    ):
        box = make("style:table-cell-properties", **cell)
        styles.append(make("style:style", box, style_name=name, style_family="table-cell"))
    return styles


def styles() -> bytes:
    """The styles that an editor shows in its list, and the pages."""
    named = make("office:styles", _default())
    standard = make("style:style", style_name="Standard", style_family="paragraph", style_class="text")
    named.append(standard)
    for level in range(1, 7):
        named.append(_heading(level))
    for name, (look, letters) in PARAGRAPHS.items():
        named.append(_paragraph(name, look, letters))
    named.append(_bullets())
    parts = faces(), named, _layouts(), _masters()
    return whole(make("office:document-styles", *parts, office_version=VERSION))


def _default() -> etree._Element:
    letters: dict[str, Any] = {
        "style_font_name": FONT, "fo_font_size": f"{SIZE}pt", "fo_language": "vi", "fo_country": "VN",
        "style_font_name_complex": FONT, "style_font_size_complex": f"{SIZE}pt",
    }  # fmt: skip
    look = make("style:paragraph-properties", fo_widows="2", fo_orphans="2", style_tab_stop_distance="1.27cm")
    return make("style:default-style", look, make("style:text-properties", **letters), style_family="paragraph")


def _heading(level: int) -> etree._Element:
    """Levels 1 and 2 are bold, the third bold and slanted, those below slanted."""
    letters = {**size(SIZE), **(BOLD if level <= 3 else {}), **(ITALIC if level >= 3 else {})}
    look = {"fo_text_indent": "1.27cm" if level > 1 else "0cm", "fo_keep_with_next": "always", **_after(8, 4)}
    made = _paragraph(
        f"Heading_20_{level}", look, letters, style_display_name=f"Heading {level}",
        style_next_style_name="body", style_default_outline_level=str(level),
    )  # fmt: skip
    return made


def _bullets() -> etree._Element:
    label = make(
        "style:list-level-label-alignment", text_label_followed_by="listtab", text_list_tab_stop_position="1.9cm",
        fo_text_indent="-0.63cm", fo_margin_left="1.9cm",
    )  # fmt: skip
    place = make("style:list-level-properties", label)
    place.set(qualified("text:list-level-position-and-space-mode"), "label-alignment")
    level = make("text:list-level-style-bullet", place, text_level="1", text_bullet_char="-")
    return make("text:list-style", level, style_name="bullets")


def _layouts() -> etree._Element:
    made = make("office:automatic-styles", _paragraph("page-number", {**MIDDLE, **CLOSE}, size(13)))
    for name, (wide, high) in PAGES.items():
        numbered = name != "First"
        top = TOP - 1.0 if numbered else TOP  # the number stands within the margin
        page = make(
            "style:page-layout-properties",
            fo_page_width=f"{wide}cm", fo_page_height=f"{high}cm",
            style_print_orientation="landscape" if wide > high else "portrait",
            fo_margin_top=f"{top}cm", fo_margin_bottom=f"{BOTTOM}cm",
            fo_margin_left=f"{LEFT}cm", fo_margin_right=f"{RIGHT}cm",
        )  # fmt: skip
        above = make("style:header-footer-properties", svg_height="1cm", fo_margin_bottom="0cm")
        layout = make("style:page-layout", page, style_name=f"page-{name}")
        layout.append(make("style:header-style", above) if numbered else make("style:header-style"))
        made.append(layout)
    return made


def _masters() -> etree._Element:
    made = make("office:master-styles")
    for name in PAGES:
        master = make("style:master-page", style_name=name, style_page_layout_name=f"page-{name}")
        if name == "First":
            master.set(qualified("style:next-style-name"), "Standard")
        else:
            number = make("text:page-number", text_select_page="current")
            master.append(make("style:header", make("text:p", number, text_style_name="page-number")))
        made.append(master)
    return made
