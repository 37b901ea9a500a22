"""What this room keeps."""

from congvu.plans.models.catalogue import Indicator, LegalText
from congvu.plans.models.imports import Import
from congvu.plans.models.money import Budget, Milestone, Money, Project
from congvu.plans.models.plan import Comment, Confirmation, Plan, Section, Version
from congvu.plans.models.targets import Assignment, Baseline, Target

__all__ = [
    "Assignment",
    "Baseline",
    "Budget",
    "Comment",
    "Confirmation",
    "Import",
    "Indicator",
    "LegalText",
    "Milestone",
    "Money",
    "Plan",
    "Project",
    "Section",
    "Target",
    "Version",
]
