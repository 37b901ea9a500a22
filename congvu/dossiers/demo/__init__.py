"""Dossiers for the demonstration: a year of work at many counters, and desks that have something to do today.

Every dossier begins as a worked example of its procedure and is told anew: another person, another day, another pace.
All of it goes through the same services as real work, in the order of time, so the journal reads as a year did.
"""

from congvu.dossiers.demo.building import Built, build_dossiers
from congvu.dossiers.demo.offices import Province
from congvu.dossiers.demo.world import Eve, Happening, World

__all__ = ["Built", "Eve", "Happening", "Province", "World", "build_dossiers"]
