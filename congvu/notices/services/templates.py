"""The province's own words for what citizens are told."""

from datetime import datetime

from django.db import transaction

from congvu.agencies import selectors as agencies
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import Event, record
from congvu.notices import events, refusals
from congvu.notices.models import Template
from congvu.notices.rules import (
    MOST_PARTS,
    MOST_TEXT,
    WORDINGS,
    Channel,
    Language,
    Occasion,
    Words,
    in_parts,
    one_line,
    unknown_places,
)
from congvu.notices.selectors import template_subject


@transaction.atomic
def set_template(
    occasion: Occasion, channel: Channel, language: Language, *, subject: str, text: str, by: Actor, at: datetime
) -> Template:
    """Say in which words citizens are told on this occasion. Each place in braces has to be one that is known then.

    Refusals: notices.not_root, template_empty, template_place_unknown, template_without_code, text_too_long.
    """
    _must_govern(by)
    words = Words(one_line(subject), text.replace("\r\n", "\n").strip())
    _must_be_sound(words, occasion, channel)
    wanted = {"subject": words.subject, "text": words.text}
    template, _ = Template.objects.update_or_create(
        occasion=occasion, channel=channel, language=language, defaults=wanted
    )
    _tell(events.TEMPLATE_SET, template, by=by, at=at)
    return template


@transaction.atomic
def reset_template(occasion: Occasion, channel: Channel, language: Language, *, by: Actor, at: datetime) -> None:
    """Go back to the software's own words. Done twice it is done once. Refusal: notices.not_root."""
    _must_govern(by)
    template = Template.objects.filter(occasion=occasion, channel=channel, language=language).first()
    if template:
        _tell(events.TEMPLATE_RESET, template, by=by, at=at)
        template.delete()


def _must_govern(by: Actor) -> None:
    if not agencies.governs(by):
        raise Refusal(refusals.NOT_ROOT)


def _must_be_sound(words: Words, occasion: Occasion, channel: Channel) -> None:
    if not words.subject or not words.text:
        raise Refusal(refusals.TEMPLATE_EMPTY, field="text" if words.subject else "subject")
    if unknown := unknown_places(words, occasion):
        known = " ".join(f"{{{place}}}" for place in WORDINGS[occasion].places)
        raise Refusal(refusals.TEMPLATE_PLACE_UNKNOWN, field="text", places=", ".join(unknown), known=known)
    if "{code}" not in words.text:
        raise Refusal(refusals.TEMPLATE_WITHOUT_CODE, field="text")
    parts = len(in_parts(words.text)) if channel == Channel.SMS else 1
    if parts > MOST_PARTS or len(words.text) > MOST_TEXT:
        raise Refusal(refusals.TEXT_TOO_LONG, field="text", parts=parts, most=MOST_PARTS)


def _tell(event: Event, template: Template, *, by: Actor, at: datetime) -> None:
    """The line keeps the words: they are the history of the template."""
    record(
        event,
        template_subject(template.occasion, template.channel, template.language),
        by=by,
        at=at,
        occasion=template.get_occasion_display(),
        channel=template.get_channel_display(),
        language=template.get_language_display(),
        heading=template.subject,
        text=template.text,
    )
