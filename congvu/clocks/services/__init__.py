"""The deeds on a clock, and the edits of calendars that running clocks follow."""

from congvu.clocks.services.calendars import record_day, remove_day, seed_holidays, set_hours
from congvu.clocks.services.ledger import extend, pause, restart, resume, start, stop
from congvu.clocks.services.projection import reproject

__all__ = [
    "extend",
    "pause",
    "record_day",
    "remove_day",
    "reproject",
    "restart",
    "resume",
    "seed_holidays",
    "set_hours",
    "start",
    "stop",
]
