"""The deeds on a clock, and the edits of calendars that running clocks follow."""

from congvu.clocks.services.calendars import record_day, remove_day, seed_holidays, set_hours
from congvu.clocks.services.edits import Edit, of_day, of_holidays, of_hours, of_removal
from congvu.clocks.services.ledger import extend, pause, restart, resume, start, stop
from congvu.clocks.services.previewing import LISTED, AtAgency, Confirmed, Preview, perform, preview
from congvu.clocks.services.projection import Moved, reproject
from congvu.clocks.services.rehoming import follow, rehome

__all__ = [
    "LISTED",
    "AtAgency",
    "Confirmed",
    "Edit",
    "Moved",
    "Preview",
    "extend",
    "follow",
    "of_day",
    "of_holidays",
    "of_hours",
    "of_removal",
    "pause",
    "perform",
    "preview",
    "record_day",
    "rehome",
    "remove_day",
    "reproject",
    "restart",
    "resume",
    "seed_holidays",
    "set_hours",
    "start",
    "stop",
]
