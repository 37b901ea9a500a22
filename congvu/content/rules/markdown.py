"""Markdown to HTML that is safe to show: html in the source is text, and what comes out is sanitised once more.

A picture is written `![mô tả](anh:12)`, by its number among the pictures of the page; a picture from elsewhere is not
shown, because it would tell the elsewhere who reads.
"""

import re
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

import nh3
from django.forms.utils import flatatt
from django.utils.html import escape
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

PICTURE = re.compile(r"anh:(\d{1,12})")
_WRITTEN = re.compile(r"!\[[^\]]*\]\(anh:(\d{1,12})")
DEEPEST = 4  # a heading of the text stands below the page's own
TAGS = {
    *("a", "blockquote", "br", "code", "div", "em", "h2", "h3", "h4", "hr", "img", "li", "ol", "p", "pre", "s"),
    *("strong", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding"},
    "ol": {"start"},
    "div": {"class", "tabindex"},
    "table": {"class"},
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as a page shows it: addresses of its sizes, by width, and how large it is."""

    alt: str
    width: int
    height: int
    sources: Mapping[int, str]

    def attributes(self) -> dict[str, str]:
        """Of an `img`: the smallest size unless the reader's screen wants more."""
        smallest = self.sources[min(self.sources)]
        return {
            "src": smallest,
            "srcset": ", ".join(f"{address} {width}w" for width, address in sorted(self.sources.items())),
            "sizes": "(min-width: 44rem) 42rem, 100vw",
            "alt": self.alt,
            "width": str(self.width),
            "height": str(self.height),
            "loading": "lazy",
            "decoding": "async",
        }


def to_html(body: str, pictures: Mapping[int, Drawn]) -> str:
    """The text as HTML. Its headings begin at the second level and skip none, whichever the writer began with."""
    tokens = _MARKDOWN.parse(body)
    above: list[int] = []
    for token in tokens:
        if token.type == "heading_open":
            written = int(token.tag[1])
            above = [*(level for level in above if level < written), written]
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(len(above) + 1, DEEPEST)}"
    return nh3.clean(
        _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {"pictures": pictures}),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer",
    )


def plain(body: str) -> str:
    """The words of the text alone, for searching."""
    return " ".join(word for token in _MARKDOWN.parse(body) for word in _spoken(token))


def pictures_in(body: str) -> set[int]:
    """The numbers of the pictures that the text shows."""
    return {int(number) for number in _WRITTEN.findall(body)}


def _spoken(token: Token) -> Iterator[str]:
    for part in token.children or [token]:
        if part.type in {"text", "code_inline", "fence", "code_block"} and part.content.strip():
            yield part.content.strip()
        elif part.type == "image":
            yield part.content


def _picture(
    _renderer: RendererHTML, tokens: Sequence[Token], place: int, _options: Any, env: MutableMapping[str, Any]
) -> str:
    token = tokens[place]
    named = PICTURE.fullmatch(str(token.attrs.get("src", "")))
    drawn = env["pictures"].get(int(named[1])) if named else None
    if drawn is None:
        return escape(f"[{token.content}]") if token.content else ""
    attributes = drawn.attributes() | ({"alt": token.content} if token.content else {})
    return f"<img{flatatt(attributes)}>"


def _table(*_given: Any) -> str:
    return '<div class="prose-table" tabindex="0"><table>'


def _end_table(*_given: Any) -> str:
    return "</table></div>"


def _made() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    markdown.add_render_rule("image", _picture)
    markdown.add_render_rule("table_open", _table)
    markdown.add_render_rule("table_close", _end_table)
    return markdown


_MARKDOWN = _made()
