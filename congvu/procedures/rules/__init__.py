"""What a pack is: read, checked, and its fee computed. Pure; `docs/packs.md` shows the format."""

from congvu.procedures.rules import catalogue
from congvu.procedures.rules.check import Checked, asks_of, check
from congvu.procedures.rules.check_legs import legs_by_element
from congvu.procedures.rules.check_result import sample_facts
from congvu.procedures.rules.everyday import LIFE_EVENTS
from congvu.procedures.rules.fees import TYPES as FEE_TYPES
from congvu.procedures.rules.fees import Exemption, Fee, FeeRule, Item, Tier, dong, fee
from congvu.procedures.rules.finding import Entry, Index
from congvu.procedures.rules.folder import Files, FolderError, from_folder, from_zip, packs_in
from congvu.procedures.rules.pack import (
    Choice,
    Competent,
    Extension,
    Field,
    Leg,
    Outcome,
    Pack,
    PaperSpec,
    Result,
    ServiceLevel,
    Source,
    Step,
    Supplement,
    Time,
    Wait,
)
from congvu.procedures.rules.problems import Problem
from congvu.procedures.rules.read import pack_of
from congvu.procedures.rules.scaffold import Wish, budget_of, scaffold
from congvu.procedures.rules.story import Count, Deed, Expect, Story, story_of
from congvu.procedures.rules.wording import (
    SCOPES,
    at_a_glance,
    deadline_words,
    fee_words,
    time_words,
    what_it_takes,
    who_and_how,
)

__all__ = [
    "FEE_TYPES",
    "LIFE_EVENTS",
    "SCOPES",
    "Checked",
    "Choice",
    "Competent",
    "Count",
    "Deed",
    "Entry",
    "Exemption",
    "Expect",
    "Extension",
    "Fee",
    "FeeRule",
    "Field",
    "Files",
    "FolderError",
    "Index",
    "Item",
    "Leg",
    "Outcome",
    "Pack",
    "PaperSpec",
    "Problem",
    "Result",
    "ServiceLevel",
    "Source",
    "Step",
    "Story",
    "Supplement",
    "Tier",
    "Time",
    "Wait",
    "Wish",
    "asks_of",
    "at_a_glance",
    "budget_of",
    "catalogue",
    "check",
    "deadline_words",
    "dong",
    "fee",
    "fee_words",
    "from_folder",
    "from_zip",
    "legs_by_element",
    "pack_of",
    "packs_in",
    "sample_facts",
    "scaffold",
    "story_of",
    "time_words",
    "what_it_takes",
    "who_and_how",
]
