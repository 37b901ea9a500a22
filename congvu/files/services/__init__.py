"""Taking bytes in, showing what they look like, and putting away what nobody owns."""

from congvu.files.services.previewing import preview
from congvu.files.services.storing import store
from congvu.files.services.sweeping import sweep

__all__ = ["preview", "store", "sweep"]
