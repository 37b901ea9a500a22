"""A Django form in the words of the Field contract, so that one part draws every form of the house."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.boundfield import BoundField


@dataclass(slots=True)
class FormField:
    """What `web/parts/field.html` needs of a field; the Fields of `congvu.sheet` have the same attributes."""

    kind: str
    name: str
    label: str
    value: Any = None
    help: str = ""
    errors: list[str] = field(default_factory=list)
    required: bool = False
    options: list[tuple[Any, str]] = field(default_factory=list)
    attrs: dict[str, Any] = field(default_factory=dict)
    fields: list["FormField"] = field(default_factory=list)
    add: str = ""
    drop: str = ""
    seek: str = ""


KINDS: tuple[tuple[type[forms.Widget], str], ...] = (  # the first that fits
    (forms.HiddenInput, "hidden"),
    (forms.Textarea, "textarea"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radio"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.FileInput, "file"),
    (forms.DateInput, "date"),
    (forms.NumberInput, "number"),
)


def kind_of(widget: forms.Widget) -> str:
    """The kind of a widget; a widget may say it itself by the attribute `kind` (money does)."""
    return str(getattr(widget, "kind", "") or next((kind for cls, kind in KINDS if isinstance(widget, cls)), "text"))


def of_bound(bound: BoundField) -> FormField:
    widget = bound.field.widget
    kind = kind_of(widget)
    attrs = {**widget.attrs, **bound.field.widget_attrs(widget)}
    if kind == "text" and getattr(widget, "input_type", "text") != "text":
        attrs["type"] = widget.input_type
    return FormField(
        kind=kind,
        name=bound.html_name,
        label=str(bound.label),
        # Neither a password nor a chosen file may be sent back to the browser.
        value=None if attrs.get("type") == "password" or kind == "file" else bound.value(),
        help=str(bound.help_text),
        errors=[str(error) for error in bound.errors],
        required=bound.field.required,
        options=_options(widget),
        attrs=attrs,
    )


def _options(widget: forms.Widget) -> list[tuple[Any, str]]:
    if not isinstance(widget, forms.Select | forms.RadioSelect | forms.CheckboxSelectMultiple):
        return []
    flat: list[tuple[Any, str]] = []
    for value, label in widget.choices:
        flat.extend(label if isinstance(label, list | tuple) else [(value, str(label))])
    ticked = not isinstance(widget, forms.Select) or isinstance(widget, forms.RadioSelect)
    return [(value, label) for value, label in flat if not (ticked and value in ("", None))]


def of_form(form: forms.BaseForm) -> list[FormField]:
    """The Fields of a form, hidden ones too, in the form's order."""
    return [of_bound(bound) for bound in form]


SMALL, MEDIUM = 60, 300  # characters that an answer may have
NARROW = {"date", "number", "money"}


def size_of(field: Any) -> str:
    """How much of a row a field needs by nature, where fields stand beside one another: small, medium or wide."""
    if field.kind in NARROW:
        return "small"
    if field.kind in {"text", "select"}:
        longest = int((field.attrs or {}).get("maxlength", SMALL))
        if field.kind == "select":
            longest = 3 * max((len(str(label)) for _value, label in field.options), default=0)
        return "small" if longest <= SMALL else "medium" if longest <= MEDIUM else "wide"
    if field.kind == "radio":
        shown = sum(len(str(label)) + 6 for _value, label in field.options)
        return "small" if shown <= 24 else "medium" if shown <= 40 else "wide"
    return "wide"
