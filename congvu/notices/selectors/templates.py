"""In which words citizens are told, and how these were before."""

from collections.abc import Iterable
from dataclasses import dataclass

from congvu.journal.models import Entry
from congvu.journal.selectors import lines
from congvu.notices.models import Template
from congvu.notices.rules import CHANNELS, Channel, Language, Occasion, Words, default_words

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One template as the list shows it. `own`: the province has set the words."""

    occasion: Occasion
    channel: Channel
    language: Language
    words: Words
    own: bool


def words_for(occasion: Occasion, channel: Channel, language: Language) -> Words:
    """The province's words, or the software's."""
    found = Template.objects.filter(occasion=occasion, channel=channel, language=language).first()
    return Words(found.subject, found.text) if found else default_words(occasion, channel, language)


def templates(language: Language) -> list[Row]:
    """Every occasion by every way: one query."""
    own = {(row.occasion, row.channel): Words(row.subject, row.text) for row in _own(language)}
    return [
        Row(occasion, channel, language, words or default_words(occasion, channel, language), words is not None)
        for occasion in Occasion
        for channel in CHANNELS
        for words in [own.get((occasion, channel))]
    ]


def template_history(occasion: Occasion, channel: Channel, language: Language) -> list[Entry]:
    """The journal's lines of a template, the newest first."""
    return list(lines(template_subject(occasion, channel, language)).order_by("-pk")[:SHOWN])


def template_subject(occasion: str, channel: str, language: str) -> str:
    """How the journal names a template, also while the software's own words hold."""
    return f"notices.template:{occasion}:{channel}:{language}"


def _own(language: Language) -> Iterable[Template]:
    return Template.objects.filter(language=language)
