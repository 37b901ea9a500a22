"""Finding what was filed from home. Nobody finds what is not theirs to see."""

from congvu.online.selectors.changes import Change, changes, current_edition, draft_changes
from congvu.online.selectors.drafts import Reusable, draft_for, drafts_of, reusable, sent_as
from congvu.online.selectors.filed import PAGE, Filed, Page, filed_by, own_dossier, rating_of, submission_for
from congvu.online.selectors.lookup import Glimpse, glimpse_by_code, glimpse_by_key, readable
from congvu.online.selectors.receivers import default_receiver, receivers
from congvu.online.selectors.waiting import refusal_paper, waiting, waiting_for

__all__ = [
    "PAGE",
    "Change",
    "Filed",
    "Glimpse",
    "Page",
    "Reusable",
    "changes",
    "current_edition",
    "default_receiver",
    "draft_changes",
    "draft_for",
    "drafts_of",
    "filed_by",
    "glimpse_by_code",
    "glimpse_by_key",
    "own_dossier",
    "rating_of",
    "readable",
    "receivers",
    "refusal_paper",
    "reusable",
    "sent_as",
    "submission_for",
    "waiting",
    "waiting_for",
]
