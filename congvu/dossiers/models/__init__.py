"""What a dossier is, who works on it, and what can never be untrue of it."""

from congvu.dossiers.models.asides import Apology, Correction, Opinion
from congvu.dossiers.models.dossiers import HEAVY, MOST_NAME, MOST_REASON, Dossier, Dossiers, Paper, Scan, Series
from congvu.dossiers.models.fees import CashDay, FeeDebt, FeeReceipt
from congvu.dossiers.models.legs import Leg, Slip
from congvu.dossiers.models.migrating import EditionMove, EditionMoved
from congvu.dossiers.models.results import IssuedResult
from congvu.dossiers.models.work import Decision, IntakeRefusal, Reappointment, Step, Supplement

__all__ = [
    "HEAVY",
    "MOST_NAME",
    "MOST_REASON",
    "Apology",
    "CashDay",
    "Correction",
    "Decision",
    "Dossier",
    "Dossiers",
    "EditionMove",
    "EditionMoved",
    "FeeDebt",
    "FeeReceipt",
    "IntakeRefusal",
    "IssuedResult",
    "Leg",
    "Opinion",
    "Paper",
    "Reappointment",
    "Scan",
    "Series",
    "Slip",
    "Step",
    "Supplement",
]
