"""Template tags of the frame and its components; built in, no `load` needed."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django import forms, template
from django.forms.utils import flatatt
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from congvu.web import faces, fields, spelling

register = template.Library()
register.filter("grouped", spelling.grouped)
register.filter("vndate", spelling.as_date)
register.filter("vntime", spelling.as_time)
register.filter("phone", spelling.as_phone)
register.filter("fields", fields.of_form)
register.filter("face", faces.face_of)
register.filter("size", fields.size_of)

DRAWN_BY_PARTS = {"type", "rows", "min", "max", "step", "kind", "required", "class", "style"}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A drawing of the sprite. Without `label` it is decoration; a word must then stand beside it."""
    spoken = format_html(' role="img" aria-label="{}"', label) if label else SafeString(' aria-hidden="true"')
    return format_html(
        '<svg class="icon" width="20" height="20" focusable="false"{}><use href="{}#{}"></use></svg>',
        spoken, static("web/icons.svg"), name,
    )  # fmt: skip


@register.filter
def dong(amount: int | None) -> str:
    """25000 as "25.000 đồng", with a space that does not break."""
    return "" if amount is None else _("%(amount)s đồng") % {"amount": spelling.grouped(amount)}


@register.filter
def vndatetime(value: datetime | None) -> str:
    """16:30 ngày 27/03/2026, as it stands in official papers."""
    if value is None:
        return ""
    return _("%(time)s ngày %(date)s") % {"time": spelling.as_time(value), "date": spelling.as_date(value)}


@register.filter
def until(due: datetime | None, now: datetime) -> str:
    """How long until `due`, or since; `now` is given, never read."""
    return "" if due is None else spelling.remaining(due, now)


@register.filter
def attributes(attrs: dict[str, Any] | None) -> SafeString:
    """The attributes that a field brings itself, less those that the part writes."""
    kept = {key: value for key, value in (attrs or {}).items() if key not in DRAWN_BY_PARTS}
    return flatatt(kept)


@register.filter
def condition(field: Any) -> SafeString:
    """When a field of a sheet is asked, as attributes that `congvu.js` reads; nothing for one that always is."""
    when = getattr(field, "when", None)
    if not when:
        return SafeString()
    beside = field.name.rpartition("-")[0]
    told = {"data-when": f"{beside}-{when.key}" if beside else when.key}
    if when.values:
        values = [str(value).lower() if isinstance(value, bool) else str(value) for value, _label in when.values]
        told["data-values" if when.equal else "data-other-values"] = json.dumps(values, ensure_ascii=False)
    return flatatt(told)


@register.filter
def chosen(value: object, option: object) -> bool:
    """Whether an option is (among) the value, compared as text as the browser sends it."""
    if isinstance(value, Iterable) and not isinstance(value, str):
        return str(option) in {str(each) for each in value}
    return str("" if value is None else value) == str("" if option is None else option)


@register.filter
def offers_blank(options: Iterable[tuple[object, str]]) -> bool:
    """Whether a select has its own empty choice."""
    return any(value in ("", None) for value, _label in options)


@register.filter
def at(sequence: Sequence[Any], index: int) -> Any:
    """The element of that index."""
    return sequence[index]


@register.filter
def mistakes(form_or_fields: Any) -> list[tuple[str, str]]:
    """Every error of a form or of Fields as (name of the field, sentence), in the order of the page."""
    if isinstance(form_or_fields, forms.BaseForm):
        whole = [("", str(error)) for error in form_or_fields.non_field_errors()]
        return whole + mistakes(fields.of_form(form_or_fields))
    found: list[tuple[str, str]] = []
    for each in form_or_fields:
        found.extend((each.name, str(error)) for error in each.errors)
        found.extend(mistakes(each.fields or []))
    return found
