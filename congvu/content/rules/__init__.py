"""What the portal's pages are: sections, states, and how what an editor writes becomes HTML. Pure."""

from congvu.content.rules.difference import Change, difference
from congvu.content.rules.markdown import Drawn, pictures_in, plain, to_html
from congvu.content.rules.sections import NEWS, NOTICES, SECTIONS, TEXTS, Section, section_of
from congvu.content.rules.states import AT_WORK, REVIEWED, Language, State, Validity

__all__ = [
    "AT_WORK",
    "NEWS",
    "NOTICES",
    "REVIEWED",
    "SECTIONS",
    "TEXTS",
    "Change",
    "Drawn",
    "Language",
    "Section",
    "State",
    "Validity",
    "difference",
    "pictures_in",
    "plain",
    "section_of",
    "to_html",
]
