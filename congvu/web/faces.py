"""The word, the drawing and the tone of each state, so that a state never speaks by colour alone."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _


class Face(NamedTuple):
    """How a state looks: `tone` is one of plain, busy, wait, good, bad."""

    word: Any  # gettext's lazy string
    icon: str
    tone: str


FACES = {
    # The ten states of the national list.
    "registered": Face(_("Mới đăng ký"), "inbox", "plain"),
    "received": Face(_("Đã tiếp nhận"), "stamp", "busy"),
    "not_received": Face(_("Không tiếp nhận"), "cross", "bad"),
    "in_progress": Face(_("Đang giải quyết"), "progress", "busy"),
    "awaiting_supplement": Face(_("Chờ bổ sung"), "paper", "wait"),
    "awaiting_obligation": Face(_("Chờ nghĩa vụ tài chính"), "money", "wait"),
    "withdrawn": Face(_("Đã rút"), "back", "plain"),
    "stopped": Face(_("Dừng giải quyết"), "stop", "bad"),
    "decided": Face(_("Đã có kết quả"), "check", "good"),
    "returned": Face(_("Đã trả kết quả"), "hand", "good"),
    # How a dossier stands to its time.
    "in_time": Face(_("Còn hạn"), "clock", "good"),
    "due_soon": Face(_("Sắp đến hạn"), "warning", "wait"),
    "overdue": Face(_("Quá hạn"), "alarm", "bad"),
    "paused": Face(_("Tạm dừng"), "pause", "plain"),
}


def face_of(state: str) -> Face:
    """The face of a state; an unknown state is a mistake of the programmer."""
    return FACES[str(state)]
