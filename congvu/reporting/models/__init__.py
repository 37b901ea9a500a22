"""What this room keeps: who owes which report, the reports, their values, and what was made of them."""

from congvu.reporting.models.duties import Lock, ReportDuty
from congvu.reporting.models.reports import Consolidation, Report, Revision, Value

__all__ = ["Consolidation", "Lock", "Report", "ReportDuty", "Revision", "Value"]
