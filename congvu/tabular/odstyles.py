"""How a written spreadsheet looks: the styles of cells and columns, the formats of numbers, the page, what is held."""

from collections.abc import Iterable, Sequence
from typing import Any

from lxml import etree

from congvu.tabular.opendocument import VERSION, make, qualified, whole

FRAMED = ("cell", "total", "group", "head")
FORMATS = {
    "number": "f-number", "money": "f-number", "decimal": "f-decimal", "percent": "f-percent", "date": "f-date",
    "moment": "f-moment",
}  # fmt: skip
KINDS = ("text", *FORMATS)
SPOKEN = {"number_language": "vi", "number_country": "VN"}
PAGE = {True: (29.7, 21.0), False: (21.0, 29.7)}  # centimetres; landscape or not
MARGIN = 1.5
FONT = "Liberation Serif"


def column(width: str) -> str:
    """The name of the style of a column of this width."""
    return f"col-{width.replace('.', '-')}"


def automatic(widths: Iterable[str], sheets: int) -> etree._Element:
    """The styles of what a file holds."""
    styles = make("office:automatic-styles", *_formats())
    for width in sorted({"2.4cm", *widths}):
        wide = make("style:table-column-properties", style_column_width=width)
        styles.append(make("style:style", wide, style_name=column(width), style_family="table-column"))
    high = make("style:table-row-properties", style_use_optimal_row_height="true")
    styles.append(make("style:style", high, style_name="row", style_family="table-row"))
    for number in range(1, sheets + 1):
        shown = make("style:table-properties", table_display="true")
        styles.append(
            make(
                "style:style", shown, style_name=f"sheet-{number}", style_family="table",
                style_master_page_name=f"page-{number}",
            )
        )  # fmt: skip
    for kind in KINDS:
        right = kind != "text"
        styles.append(_style(f"cell-{kind}", framed=True, right=right, data=kind))
        styles.append(_style(f"total-{kind}", bold=True, framed=True, right=right, data=kind))
        styles.append(_style(f"group-{kind}", bold=True, framed=True, right=right, data=kind))
    styles.append(_style("head", bold=True, framed=True, middle=True, shaded=True))
    styles.append(_style("bold", bold=True))
    styles.append(_style("title", bold=True, size="14pt"))
    styles.append(_style("plain"))
    styles.append(_style("italic", italic=True))
    styles.append(_style("middle", middle=True, bold=True))
    styles.append(_style("right", right=True, italic=True))
    styles.append(_style("as-text", wrap=True, data="as-text"))
    styles.append(_style("as-text-head", wrap=True, bold=True, data="as-text"))
    return styles


def _style(
    name: str, *, bold: bool = False, italic: bool = False, framed: bool = False, right: bool = False,
    middle: bool = False, shaded: bool = False, wrap: bool = False, size: str = "", data: str = "",
) -> etree._Element:  # fmt: skip
    cell: dict[str, Any] = {"fo_border": "0.5pt solid #57514c"} if framed else {}
    if middle or framed:
        cell["style_vertical_align"] = "middle" if middle else "top"
    if shaded:
        cell["fo_background_color"] = "#f3efe9"
    if framed or wrap:
        cell["fo_wrap_option"] = "wrap"
    letters = {"fo_font_weight": "bold"} if bold else {}
    letters |= {"fo_font_style": "italic"} if italic else {}
    letters |= {"fo_font_size": size} if size else {}
    made = make("style:style", style_name=name, style_family="table-cell", style_parent_style_name="Default")
    if data in FORMATS or data == "as-text":
        made.set(qualified("style:data-style-name"), FORMATS.get(data, "f-text"))
    made.append(make("style:table-cell-properties", **cell))
    made.append(make("style:paragraph-properties", fo_text_align="center" if middle else "end" if right else "start"))
    made.append(make("style:text-properties", **letters))
    return made


def _day() -> list[etree._Element]:
    return [
        make("number:day", number_style="long"),
        make("number:text", text="/"),
        make("number:month", number_style="long"),
        make("number:text", text="/"),
        make("number:year", number_style="long"),
    ]


def _formats() -> list[etree._Element]:
    whole_ = {"number_decimal_places": "0", "number_min_integer_digits": "1", "number_grouping": "true"}
    some = {
        "number_decimal_places": "4", "number_min_decimal_places": "0", "number_min_integer_digits": "1",
        "number_grouping": "true",
    }  # fmt: skip
    tenth = {"number_decimal_places": "1", "number_min_integer_digits": "1"}
    hour = [
        make("number:hours", number_style="long"),
        make("number:text", text=":"),
        make("number:minutes", number_style="long"),
        make("number:text", text=" "),
    ]
    percent = [make("number:number", **tenth), make("number:text", text="%")]
    return [
        make("number:number-style", make("number:number", **whole_), style_name="f-number", **SPOKEN),
        make("number:number-style", make("number:number", **some), style_name="f-decimal", **SPOKEN),
        make("number:percentage-style", *percent, style_name="f-percent", **SPOKEN),
        make("number:date-style", *_day(), style_name="f-date", **SPOKEN),
        make("number:date-style", *hour, *_day(), style_name="f-moment", **SPOKEN),
        make("number:text-style", make("number:text-content"), style_name="f-text"),
    ]


def pages(landscapes: Sequence[bool], widths: Sequence[Sequence[str]]) -> bytes:
    """The default letters, and a page for each sheet, on which it is printed smaller where it is wider."""
    letters = make(
        "style:text-properties", fo_font_family=FONT, style_font_name=FONT, fo_font_size="11pt", fo_language="vi",
        fo_country="VN",
    )  # fmt: skip
    face = make("style:font-face", style_name=FONT, svg_font_family=f"'{FONT}'", style_font_family_generic="roman")
    layouts, masters = make("office:automatic-styles"), make("office:master-styles")
    for number, (landscape, several) in enumerate(zip(landscapes, widths, strict=True), 1):
        layouts.append(make("style:page-layout", _page(landscape, several), style_name=f"layout-{number}"))
        masters.append(
            make("style:master-page", style_name=f"page-{number}", style_page_layout_name=f"layout-{number}")
        )
    return whole(
        make(
            "office:document-styles",
            make("office:font-face-decls", face),
            make("office:styles", make("style:style", letters, style_name="Default", style_family="table-cell")),
            layouts,
            masters,
            office_version=VERSION,
        )
    )


def _page(landscape: bool, widths: Sequence[str]) -> etree._Element:
    across, down = PAGE[landscape]
    wide = sum(float(width.removesuffix("cm")) for width in widths)
    # A little less than would fit: programmes round widths up to whole points, and a column alone makes a page more.
    scale = int(96 * (across - 2 * MARGIN) / wide) if wide > 0.96 * (across - 2 * MARGIN) else 100
    return make(
        "style:page-layout-properties",
        fo_page_width=f"{across}cm", fo_page_height=f"{down}cm", fo_margin=f"{MARGIN}cm",
        style_print_orientation="landscape" if landscape else "portrait", style_scale_to=f"{max(scale, 40)}%",
    )  # fmt: skip


def settings(sheets: Sequence[tuple[str, int, bool]]) -> bytes:
    """Of each sheet (its name, the rows down to the end of its head, whether it has one): they stay on the screen."""
    held = [
        make(
            "config:config-item-map-entry",
            _item("VerticalSplitMode", "short", "2"),
            _item("VerticalSplitPosition", "int", str(rows)),
            _item("PositionBottom", "int", str(rows)),
            _item("ActiveSplitRange", "short", "2"),
            config_name=name,
        )
        for name, rows, head in sheets
        if head
    ]
    view = make(
        "config:config-item-map-entry",
        _item("ViewId", "string", "view1"),
        *([make("config:config-item-map-named", *held, config_name="Tables")] if held else []),
        _item("ActiveTable", "string", sheets[0][0]),
    )
    views = make("config:config-item-map-indexed", view, config_name="Views")
    told = make("config:config-item-set", views, config_name="ooo:view-settings")
    root = make("office:document-settings", make("office:settings", told), office_version=VERSION)
    etree.cleanup_namespaces(root)
    return whole(root)


def _item(name: str, kind: str, value: str) -> etree._Element:
    return make("config:config-item", config_name=name, config_type=kind, text=value)
