"""The procedures as officials see them, and the administrator's way to publish a pack."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from congvu import flow
from congvu.agencies.rules import Role
from congvu.base.refusals import Refusal
from congvu.procedures import selectors
from congvu.procedures.forms import PackForm
from congvu.procedures.models import Procedure
from congvu.procedures.rules import (
    Checked,
    Choice,
    FolderError,
    Problem,
    at_a_glance,
    check,
    from_folder,
    from_zip,
    packs_in,
    time_words,
)
from congvu.procedures.selectors import Compiled
from congvu.procedures.services import publish
from congvu.web.access import actor_of, holds, official, open_to


@open_to(official)
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every procedure valid today, found by words without diacritics and by field."""
    text, field = request.GET.get("q", ""), request.GET.get("linh-vuc", "")
    found = selectors.catalogue(on=timezone.localdate(), text=text, field=field)
    context = {
        "editions": found,
        "text": text,
        "field": field,
        "fields": selectors.fields_of_law(),
        "admin": actor_of(request).holds("admin"),
    }
    return render(request, "procedures/catalogue.html", context)


@open_to(official)
def edition(request: HttpRequest, code: str, number: str = "") -> HttpResponse:
    """One edition in full: the one asked for, or the one valid today (else the first to come)."""
    procedure = get_object_or_404(Procedure, code=code)
    periods = selectors.editions(procedure)
    today = timezone.localdate()
    valid = [period for period in periods if period.edition.valid_from <= today] or periods[-1:]
    chosen = next((period for period in periods if period.edition.number == number), None) if number else valid[0]
    if chosen is None:
        return redirect("procedures-edition", code=code)
    compiled = selectors.compiled(chosen.edition)
    context = {
        "procedure": procedure,
        "period": chosen,
        "periods": periods,
        "today": today,
        "pack": compiled.pack,
        "facts": at_a_glance(compiled.pack),
        "steps": _steps(compiled),
        # The drawing is made here, from a process that was checked; its texts are escaped by `flow.svg`.
        "drawing": mark_safe(flow.svg(chosen.edition.bpmn)),  # noqa: S308
        "fields": compiled.form.fields(),
        "stories": selectors.stories(chosen.edition),
    }
    return render(request, "procedures/edition.html", context)


@open_to(holds("admin"))
def publishing(request: HttpRequest) -> HttpResponse:
    """Choose a pack; its check is shown, and it is published only when asked for and sound."""
    root = Path(settings.PACKS_ROOT)
    packs = [str(pack.relative_to(root)) for pack in packs_in(root)] if root.is_dir() else []
    form = PackForm(request.POST or None, request.FILES or None, packs=packs)
    context: dict[str, Any] = {"form": form, "root": root}
    if request.method == "POST" and form.is_valid():
        found = _looked_through(form, root)
        if "publish" in request.POST and isinstance(found, Checked) and found.sound:
            answer = _published(request, form, found)
            if answer:
                return answer
        context |= _told(found)
    return render(request, "procedures/publish.html", context, status=422 if form.errors else 200)


def _looked_through(form: PackForm, root: Path) -> Checked | Problem:
    try:
        if archive := form.cleaned_data["archive"]:
            return check(from_zip(archive.read()))
        return check(from_folder(root / form.cleaned_data["pack"]))
    except FolderError as error:
        return error.problem


def _told(found: Checked | Problem) -> dict[str, Any]:
    problems = found.problems if isinstance(found, Checked) else (found,)
    return {
        "checked": found if isinstance(found, Checked) else None,
        "errors": [one for one in problems if not one.warning],
        "warnings": [one for one in problems if one.warning],
    }


def _published(request: HttpRequest, form: PackForm, checked: Checked) -> HttpResponse | None:
    try:
        edition = publish(checked, by=actor_of(request), at=timezone.now())
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return None
    code, number = edition.procedure.code, edition.number
    messages.success(request, _("Đã công bố %(code)s, bản %(number)s.") % {"code": code, "number": number})
    return redirect("procedures-edition-number", code=code, number=number)


@dataclass(frozen=True, slots=True)
class Line:
    """One step or wait for a table."""

    name: str
    role: str
    time: str
    choices: tuple[str, ...]


def _steps(compiled: Compiled) -> list[Line]:
    """The steps and waits in the order of procedure.yaml."""
    roles = dict(Role.choices)
    found = [
        Line(
            compiled.net.elements[key].name,
            str(roles[compiled.net.elements[key].lane]),
            time_words(step.budget),
            tuple(_choice(choice) for choice in step.choices.values()),
        )
        for key, step in compiled.pack.steps.items()
    ]
    return found + [
        Line(wait.label, str(roles[wait.role]), _("Đồng hồ dừng"), (wait.arrives,))
        for wait in compiled.pack.waits.values()
    ]


def _choice(choice: Choice) -> str:
    return _("%s (nêu lý do)") % choice.label if choice.reason else choice.label
