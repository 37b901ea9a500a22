"""Finding pages: what everybody may read, and what editors work on."""

from congvu.content.selectors.desk import desk, editing, history, page_of, picture_of, version_of
from congvu.content.selectors.public import PAGE, Item, counts, feed, listed, newest, notices, picture_shown, shown

__all__ = [
    "PAGE",
    "Item",
    "counts",
    "desk",
    "editing",
    "feed",
    "history",
    "listed",
    "newest",
    "notices",
    "page_of",
    "picture_of",
    "picture_shown",
    "shown",
    "version_of",
]
