"""Finding dossiers. Nobody finds what is not theirs to see."""

from congvu.dossiers.selectors.back import returnable, to_recall
from congvu.dossiers.selectors.beside import askable_agencies, colleagues, opinion_of, participants
from congvu.dossiers.selectors.finding import PAGE, Listing, booked, dossier_for, found_by_words, listed, sees, visible
from congvu.dossiers.selectors.issued import Genuine, genuine_by_code, genuine_by_digest, issued_paper
from congvu.dossiers.selectors.legs import Share, late_legs
from congvu.dossiers.selectors.lookup import Glimpse, glimpse_by_code, glimpse_by_key, readable
from congvu.dossiers.selectors.migrating import Behind, Verdict, behind, edition_moves, judged, running_under, verdicts
from congvu.dossiers.selectors.own import own_papers, owned
from congvu.dossiers.selectors.papers import available, paper, refusal_of_intake, register_book
from congvu.dossiers.selectors.whole import Whole, whole

__all__ = [
    "PAGE",
    "Behind",
    "Genuine",
    "Glimpse",
    "Listing",
    "Share",
    "Verdict",
    "Whole",
    "askable_agencies",
    "available",
    "behind",
    "booked",
    "colleagues",
    "dossier_for",
    "edition_moves",
    "found_by_words",
    "genuine_by_code",
    "genuine_by_digest",
    "glimpse_by_code",
    "glimpse_by_key",
    "issued_paper",
    "judged",
    "late_legs",
    "listed",
    "opinion_of",
    "own_papers",
    "owned",
    "paper",
    "participants",
    "readable",
    "refusal_of_intake",
    "register_book",
    "returnable",
    "running_under",
    "sees",
    "to_recall",
    "verdicts",
    "visible",
    "whole",
]
