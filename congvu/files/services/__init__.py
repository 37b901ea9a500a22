"""Taking bytes in, showing what they look like, and putting away what nobody owns."""

from congvu.files.services.binding import bind, join
from congvu.files.services.previewing import picture_of_pdf, preview
from congvu.files.services.storing import store
from congvu.files.services.sweeping import sweep

__all__ = ["bind", "join", "picture_of_pdf", "preview", "store", "sweep"]
