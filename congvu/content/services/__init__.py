"""Writing pages, and having somebody else review them before they are published."""

from congvu.content.services.pictures import add_picture, sized
from congvu.content.services.reviewing import publish, send_back, withdraw
from congvu.content.services.writing import Text, begin, begin_version, restore, submit, text_of, write

__all__ = [
    "Text",
    "add_picture",
    "begin",
    "begin_version",
    "publish",
    "restore",
    "send_back",
    "sized",
    "submit",
    "text_of",
    "withdraw",
    "write",
]
