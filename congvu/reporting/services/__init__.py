"""The deeds of reporting: duties, opening what is owed, writing and telling it, reviewing, locking, consolidating."""

from congvu.reporting.rules import Told
from congvu.reporting.services.consolidating import consolidate
from congvu.reporting.services.duties import Wanted, change_duty, make_duty, stop_duty, wanted_of
from congvu.reporting.services.following import catch_up
from congvu.reporting.services.locking import lock, unlock
from congvu.reporting.services.opening import Opened, ask, open_reports
from congvu.reporting.services.projects import ProjectTold
from congvu.reporting.services.reviewing import accept, reopen, return_
from congvu.reporting.services.writing import submit, write

__all__ = [
    "Opened",
    "ProjectTold",
    "Told",
    "Wanted",
    "accept",
    "ask",
    "catch_up",
    "change_duty",
    "consolidate",
    "lock",
    "make_duty",
    "open_reports",
    "reopen",
    "return_",
    "stop_duty",
    "submit",
    "unlock",
    "wanted_of",
    "write",
]
